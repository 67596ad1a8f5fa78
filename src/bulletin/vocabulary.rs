//! The words of the lexicon by number, so that a word of a text is looked up
//! once and every wording compares numbers. Typing errors are forgiven here.

use super::fold::{fold, nearly};
use super::word::Token;
use foldhash::HashMap;

/// What a word of a text may be: numbers of entries, in order.
pub type Meanings = Vec<u32>;

/// All words of all terms.
#[derive(Debug, Default, Clone)]
pub struct Vocabulary {
    entries: Vec<Entry>,
    /// Numbers of entries as the lexicon spells them: `permi*`.
    spelt: HashMap<String, u32>,
    /// Numbers of entries that mean exactly this folded word.
    exactly: HashMap<String, u32>,
    /// Numbers of entries that mean every word that begins so.
    begins: HashMap<String, u32>,
    /// Entries long enough for a typing error, by their first letter.
    long: HashMap<char, Vec<u32>>,
    longest: usize,
    /// Beginnings of folded words whose typing errors are not forgiven.
    distinct: Vec<String>,
}

/// A word of the lexicon.
#[derive(Debug, Clone)]
struct Entry {
    letters: Vec<char>,
    /// It is meant exactly, not as a beginning.
    whole: bool,
    /// Languages that use it, as bits.
    languages: u8,
    /// It is a term of a figure.
    label: bool,
    /// Its typing errors are forgiven.
    forgiven: bool,
}

/// What a row uses a word for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A term of a figure. Its typing errors are forgiven.
    Label,
    /// It says nothing, wrongly spelt or not.
    Filler,
    Other,
}

/// Letters from which on a word may have one wrong.
const LONG: usize = 7;
/// Letters from which on a word may have one wrong that a row refuses.
const SUSPECT: usize = 5;

/// Letters of a beginning from which on a long word is that word.
const SURE: usize = 3;

impl Vocabulary {
    /// Never forgives typing errors of words, entered from now on, that begin
    /// so.
    pub fn distinguish(&mut self, beginning: &str) {
        self.distinct.push(fold(beginning));
    }

    /// The number of a word as the lexicon spells it, entered where it is
    /// new.
    pub fn enter(&mut self, spelt: &str, language: u8, role: Role) -> u32 {
        let number = match self.spelt.get(spelt) {
            Some(number) => *number,
            None => self.enter_new(spelt),
        };
        let entry = &mut self.entries[number as usize];
        entry.languages |= language;
        entry.label |= role == Role::Label;
        if role != Role::Other && !entry.forgiven {
            entry.forgiven = true;
            let begins = |distinct: &String| fold(spelt).starts_with(distinct.as_str());
            if entry.letters.len() >= LONG && !self.distinct.iter().any(begins) {
                self.long.entry(entry.letters[0]).or_default().push(number);
            }
        }
        number
    }

    fn enter_new(&mut self, spelt: &str) -> u32 {
        let beginning = spelt.strip_suffix('*');
        let word = fold(beginning.unwrap_or(spelt));
        let letters: Vec<char> = word.chars().collect();
        let whole = beginning.is_none();
        self.longest = self.longest.max(word.len());
        let next = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let words = if whole {
            &mut self.exactly
        } else {
            &mut self.begins
        };
        // Two spellings may fold to one word.
        let number = *words.entry(word).or_insert(next);
        self.spelt.insert(spelt.to_owned(), number);
        if number == next {
            self.entries.push(Entry {
                letters,
                whole,
                languages: 0,
                label: false,
                forgiven: false,
            });
        }
        number
    }

    /// What a folded word may be. A word that is known as it stands is no
    /// typing error of another.
    pub fn meanings(&self, word: &str) -> Meanings {
        let mut found = Meanings::new();
        let mut known = false;
        let mut longest = 0;
        if let Some(number) = self.exactly.get(word) {
            found.push(*number);
            known = true;
        }
        let ends = word.char_indices().map(|(at, char)| at + char.len_utf8());
        for (count, end) in ends.take_while(|end| *end <= self.longest).enumerate() {
            if let Some(number) = self.begins.get(&word[..end]) {
                found.push(*number);
                longest = count + 1;
            }
        }
        if !known {
            self.nearly(word, longest, &mut found);
        }
        found.sort_unstable();
        found
    }

    /// Which of these entries a word may have been meant as: with one letter
    /// wrong, two in a long word.
    pub fn suspects(&self, word: &str, entries: &[u32]) -> Meanings {
        let letters: Vec<char> = word.chars().collect();
        let near = |number: &&u32| {
            let entry = &self.entries[**number as usize];
            let length = entry.letters.len();
            let errors = match length {
                ..SUSPECT => return false,
                SUSPECT..LONG => 1,
                _ => 2,
            };
            let fits = letters.len() + errors >= length
                && (!entry.whole || letters.len() <= length + errors);
            fits && nearly(&letters, &entry.letters, entry.whole, errors)
        };
        entries.iter().filter(near).copied().collect()
    }

    /// Entries of which the word may be a typing error: longer ones than what
    /// it is known to begin with.
    fn nearly(&self, word: &str, known: usize, found: &mut Meanings) {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() + 1 < LONG {
            return;
        }
        let candidates = self.long.get(&letters[0]).map_or(&[][..], Vec::as_slice);
        let near = |number: &&u32| {
            let entry = &self.entries[**number as usize];
            entry.letters.len() > known
                && entry.letters[0] == letters[0]
                && nearly(&letters, &entry.letters, entry.whole, 1)
        };
        found.extend(candidates.iter().filter(near));
    }

    /// Whether one of these meanings is a term of a figure.
    pub fn is_label(&self, meanings: &Meanings) -> bool {
        let entry = |number: &u32| &self.entries[*number as usize];
        meanings.iter().any(|number| entry(number).label)
    }

    /// Whether a word is surely one of a language: what only begins with two
    /// known letters ("et*", "ed*") may be anything.
    pub fn knows(&self, token: &Token, language: u8) -> bool {
        let long = token.text.chars().count() > SUSPECT;
        token.meanings.iter().any(|number| {
            let entry = &self.entries[*number as usize];
            let sure = entry.whole || entry.letters.len() >= SURE || !long;
            sure && entry.languages & language > 0
        })
    }

    /// The languages that know a word of these meanings, as bits.
    pub fn languages(&self, meanings: &Meanings) -> u8 {
        let languages = |number: &u32| self.entries[*number as usize].languages;
        meanings
            .iter()
            .map(languages)
            .fold(0, |all, bits| all | bits)
    }
}
