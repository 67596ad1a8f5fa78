//! The words of the lexicon by number, so that a word of a text is looked up
//! once and every wording compares numbers. Typing errors are forgiven here.

use super::fold::nearly;
use foldhash::HashMap;

/// A word of the lexicon: exactly this, or every word that begins so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Entry {
    Exactly(String),
    Begins(String),
}

/// What a word of a text may be: numbers of entries, in order.
pub type Meanings = Vec<u32>;

/// All words of all terms.
#[derive(Debug, Default)]
pub struct Vocabulary {
    numbers: HashMap<Entry, u32>,
    /// Languages of each entry, as bits.
    languages: Vec<u8>,
    /// Whether each is a term of a figure.
    labels: Vec<bool>,
    /// Entries long enough for a typing error, by their first letter.
    long: HashMap<char, Vec<(Vec<char>, bool, u32)>>,
    longest: usize,
}

/// Letters from which on a word may have one wrong.
const LONG: usize = 7;

impl Vocabulary {
    /// The number of an entry, made where there is none; its word is folded.
    /// `tolerant`: typing errors of it are forgiven.
    pub fn add(&mut self, entry: Entry, language: u8, tolerant: bool) -> u32 {
        let (word, whole) = match &entry {
            Entry::Exactly(word) => (word, true),
            Entry::Begins(word) => (word, false),
        };
        let letters: Vec<char> = word.chars().collect();
        self.longest = self.longest.max(word.len());
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(entry).or_insert(next);
        if number == next {
            self.languages.push(0);
            self.labels.push(false);
        }
        if tolerant && letters.len() >= LONG {
            let long = self.long.entry(letters[0]).or_default();
            if !long.iter().any(|(_, _, known)| *known == number) {
                long.push((letters, whole, number));
            }
        }
        self.labels[number as usize] |= tolerant;
        self.languages[number as usize] |= language;
        number
    }

    /// What a folded word may be. A word that is known as it stands is no
    /// typing error of another.
    pub fn meanings(&self, word: &str) -> Meanings {
        let mut found = Meanings::new();
        let mut known = false;
        let mut longest = 0;
        if let Some(number) = self.numbers.get(&Entry::Exactly(word.to_owned())) {
            found.push(*number);
            known = true;
        }
        let ends = word.char_indices().map(|(at, char)| at + char.len_utf8());
        for (count, end) in ends.take_while(|end| *end <= self.longest).enumerate() {
            if let Some(number) = self.numbers.get(&Entry::Begins(word[..end].to_owned())) {
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

    /// Entries of which the word may be a typing error: longer ones than what
    /// it is known to begin with.
    fn nearly(&self, word: &str, known: usize, found: &mut Meanings) {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() + 1 < LONG {
            return;
        }
        let candidates = self.long.get(&letters[0]).map_or(&[][..], Vec::as_slice);
        found.extend(
            candidates
                .iter()
                .filter(|(entry, whole, _)| entry.len() > known && nearly(&letters, entry, *whole))
                .map(|(_, _, number)| *number),
        );
    }

    /// Whether one of these meanings is a term of a figure.
    pub fn is_label(&self, meanings: &Meanings) -> bool {
        meanings.iter().any(|number| self.labels[*number as usize])
    }

    /// The languages that know a word of these meanings, as bits.
    pub fn languages(&self, meanings: &Meanings) -> u8 {
        meanings
            .iter()
            .fold(0, |bits, number| bits | self.languages[*number as usize])
    }
}
