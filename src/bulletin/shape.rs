//! What one statement says by itself: headings, titles, period phrases, and
//! for every number the wordings that fit it. What bulletin, section and
//! scheme the statement stands in is left to the reader.

use super::Unread;
use super::clause::{Part, Scene};
use super::counted::inherited;
use super::gist::Gist;
use super::kind::Kind;
use super::lexicon::Lexicon;
use super::number::{Number, Style};
use super::period::Period;
use super::phrase::{self, Phrase};
use super::statement::is_marked;
use super::unit::Unit;
use super::word::{Token, tokens};

/// What a statement makes of one of its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    Figure(Reading),
    /// Thousands in words without smaller digits.
    Rounded,
    /// Part of the period phrase with this index.
    Phrase(usize),
    Reference,
    Unread(Unread),
}

/// What is known of a figure without its place in a bulletin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The wordings (indices into the lexicon) that fit it.
    pub fitting: Vec<usize>,
    /// The whole wordings that stand in its label.
    pub verbatim: Vec<usize>,
    /// They are all that its label says.
    pub whole: bool,
    /// What it may count, by the words beside it and in its sentence; empty
    /// where they do not say.
    pub units: Vec<Unit>,
    /// It stands like a value of a list: the list may say what is counted.
    pub listed: bool,
    /// It stands in brackets.
    pub aside: bool,
    /// It is only compared with.
    pub compared: bool,
    /// It is said to be counted since the beginning of the year.
    pub to_date: bool,
    /// It is said to be a part of what was mentioned before.
    pub these: bool,
    /// No word but of what is counted stands beside it.
    pub bare: bool,
    /// Index of the phrase that says when, in its part or its sentence.
    pub phrase: Option<usize>,
    pub sentence: usize,
    /// It is the value of an item whose label has a period of its own.
    pub dated: bool,
    /// A word beside it changes what it counts, or its words are unsure.
    pub doubt: Option<Unread>,
}

/// A statement as far as it can be understood by itself.
#[derive(Debug, Clone)]
pub struct Shape {
    pub language: &'static str,
    /// Index of the heading's wording.
    pub heading: Option<usize>,
    pub phrases: Vec<Phrase>,
    /// One for each number of the statement.
    pub hints: Vec<Hint>,
    /// It names a period and has no figure that a wording fits.
    pub title: bool,
    /// As `title`, a whole sentence of the Service: "… published the figures
    /// of May 2022."
    pub lead: bool,
    /// It stands in brackets, as a note to what is above it.
    pub note: bool,
    /// It ends with a colon and has no figure: what the next items count.
    pub announces: Option<Announcement>,
    /// Whose statistics it says these are.
    pub agency: Option<Agency>,
    /// The statement begins like the rest of a sentence.
    pub goes_on: bool,
    /// What its figures come to.
    pub gist: Gist,
    /// It begins with a period.
    pub dated: bool,
}

/// What a line like "Of these:" or "Permits issued:" says of its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announcement {
    /// Parts of what was mentioned before.
    These,
    Counts(Unit),
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agency {
    Own,
    Foreign,
}

impl Reading {
    /// All wordings that it may be read by.
    pub fn wordings(&self) -> impl Iterator<Item = usize> {
        self.fitting.iter().chain(&self.verbatim).copied()
    }

    /// Whether a wording fits it.
    pub fn is_known(&self) -> bool {
        !self.fitting.is_empty() || !self.verbatim.is_empty()
    }

    /// Whether nothing casts doubt on its wording.
    pub fn is_sure(&self) -> bool {
        let words = self.doubt.as_ref().is_none_or(Unread::is_of_words);
        !self.fitting.is_empty() && self.doubt.is_none() || !self.verbatim.is_empty() && words
    }
}

impl Shape {
    /// The figures, as far as they are known.
    pub fn readings(&self) -> impl DoubleEndedIterator<Item = &Reading> {
        self.hints.iter().filter_map(|hint| match hint {
            Hint::Figure(reading) => Some(reading),
            _ => None,
        })
    }

    /// Whether a wording fits one of its figures.
    pub fn fits(&self) -> bool {
        self.gist.fits
    }

    /// The full period that the statement begins with.
    pub fn leading_period(&self) -> Option<Period> {
        let leading = self.phrases.first().filter(|_| self.dated)?;
        leading.named?.full()
    }
}

/// Words of a title at most.
const TITLE_WORDS: usize = 30;
/// Words of a leading sentence at most.
const LEAD_WORDS: usize = 90;

/// Reads one statement.
pub fn shape(text: &str, numbers: &[Number], lexicon: &Lexicon) -> Shape {
    let cut = Cut::of(text, numbers, lexicon);
    let scan = cut.scan(text, numbers, lexicon);
    let Cut {
        tokens,
        language,
        phrases,
        parts,
        ..
    } = &cut;
    let mut hints = cut.hints.clone();
    let units: Vec<Vec<Unit>> = parts.iter().map(|part| scan.units(part)).collect();
    for (at, part) in parts.iter().enumerate() {
        if matches!(hints[part.number], Hint::Figure(_)) {
            let mut reading = scan.reading(part, phrases);
            reading.units = inherited(&scan, parts, &units, at);
            hints[part.number] = Hint::Figure(reading);
        }
    }
    scan.remarks(parts, phrases, &mut hints);
    scan.shared_guards(parts, &units, &mut hints);
    anaphora(&scan, parts, &mut hints);
    let heading = scan.heading(&hints);
    let known = hints
        .iter()
        .any(|hint| matches!(hint, Hint::Figure(reading) if reading.is_known()));
    let named = phrases
        .iter()
        .any(|phrase| phrase.named.is_some() && !phrase.compared);
    let ends = text.trim_end().ends_with(['.', ';']);
    let agency = scan.agency();
    let unknown = heading.is_none() && named && !known;
    Shape {
        language,
        lead: unknown && agency == Some(Agency::Own) && tokens.len() <= LEAD_WORDS,
        title: unknown && !ends && tokens.len() <= TITLE_WORDS,
        announces: heading.is_none().then(|| scan.announces(&hints)).flatten(),
        agency,
        note: text.trim_start().starts_with(['(', '[', '*']),
        goes_on: text.starts_with(char::is_lowercase) && !is_marked(text),
        gist: Gist::of(&hints, lexicon),
        dated: phrases.first().is_some_and(|phrase| {
            phrase.tokens.start == 0 && phrase.named.is_some() && !phrase.compared
        }),
        heading,
        phrases: cut.phrases,
        hints,
    }
}

/// A statement cut into the parts of its figures.
pub struct Cut {
    pub tokens: Vec<Token>,
    pub language: &'static str,
    pub phrases: Vec<Phrase>,
    /// What is known of each number without its label.
    pub hints: Vec<Hint>,
    pub parts: Vec<Part>,
}

impl Cut {
    pub fn of(text: &str, numbers: &[Number], lexicon: &Lexicon) -> Cut {
        let tokens = tokens(text, numbers, lexicon);
        let language = language(&tokens, lexicon);
        let phrases = phrase::find(text, &tokens, numbers, lexicon, language);
        let mut hints: Vec<Hint> = numbers.iter().map(by_style).collect();
        for (index, phrase) in phrases.iter().enumerate() {
            let own = tokens[phrase.tokens.clone()].iter();
            for number in own.filter_map(|token| token.number) {
                hints[number] = match phrase.named {
                    Some(_) => Hint::Phrase(index),
                    None => Hint::Reference,
                };
            }
        }
        let mut cut = Cut {
            tokens,
            language,
            phrases,
            hints: Vec::new(),
            parts: Vec::new(),
        };
        let scan = cut.scan(text, numbers, lexicon);
        scan.references(&mut hints);
        scan.beside(&mut hints);
        let is_figure = |number: usize| matches!(hints[number], Hint::Figure(_) | Hint::Rounded);
        let figures: Vec<bool> = cut
            .tokens
            .iter()
            .map(|token| token.number.is_some_and(is_figure))
            .collect();
        let scene = Scene {
            tokens: &cut.tokens,
            inside: &lexicon.in_whole(&cut.tokens),
            phrases: &cut.phrases,
            figures: &figures,
            lexicon,
            language,
        };
        cut.parts = scene.parts();
        cut.hints = hints;
        cut
    }

    pub fn scan<'s>(
        &'s self,
        text: &'s str,
        numbers: &'s [Number],
        lexicon: &'s Lexicon,
    ) -> Scan<'s> {
        Scan {
            text,
            tokens: &self.tokens,
            numbers,
            lexicon,
            language: self.language,
        }
    }
}

/// The language whose words are most.
pub(super) fn language(tokens: &[Token], lexicon: &Lexicon) -> &'static str {
    let mut scores = [0_u32; 3];
    for token in tokens.iter().filter(|token| token.number.is_none()) {
        let bits = lexicon.vocabulary().languages(&token.meanings);
        let weight = if bits.is_power_of_two() { 4 } else { 1 };
        for (at, score) in scores.iter_mut().enumerate() {
            *score += if bits & (1 << at) > 0 { weight } else { 0 };
        }
    }
    let best = (0..3).rev().max_by_key(|at| scores[*at]).unwrap_or(0);
    ["en", "az", "ru"][best]
}

fn by_style(number: &Number) -> Hint {
    match number.style {
        Style::Whole | Style::Loose => Hint::Figure(Reading::default()),
        Style::Rounded => Hint::Rounded,
        Style::TooLarge => Hint::Unread(Unread::TooLarge),
        Style::Glued => Hint::Unread(Unread::Glued),
        Style::Decimal | Style::Odd => Hint::Unread(Unread::NotWhole),
        Style::Article
        | Style::Date
        | Style::Time
        | Style::Percent
        | Style::Phone
        | Style::Footnote
        | Style::Ordinal => Hint::Reference,
    }
}

/// A statement while it is looked at.
pub struct Scan<'s> {
    pub text: &'s str,
    pub tokens: &'s [Token],
    pub numbers: &'s [Number],
    pub lexicon: &'s Lexicon,
    pub language: &'static str,
}

impl Scan<'_> {
    /// Whether nothing but "of the" stands before the figure of a part.
    fn is_of_whole(&self, part: &Part) -> bool {
        let before = &part.words[..part.figure];
        let mut rows = self.lexicon.of(Kind::OutOf, self.language);
        rows.any(|row| row.length(before) == Some(before.len()))
    }

    /// Whether words begin with one of this kind.
    pub fn is(&self, kind: Kind, words: &[Token]) -> bool {
        self.lexicon.begins(kind, self.language, words)
    }
}

/// "Of them" holds for the figures of its sentence that follow it.
fn anaphora(scan: &Scan<'_>, parts: &[Part], hints: &mut [Hint]) {
    let mut begun = None;
    for part in parts {
        let Hint::Figure(reading) = &mut hints[part.number] else {
            continue;
        };
        // "Of the 26 318, 12 204 …".
        let whole = scan.is_of_whole(part);
        if reading.these || whole {
            begun = Some(part.sentence);
        } else if begun == Some(part.sentence) {
            reading.these = true;
        }
    }
}
