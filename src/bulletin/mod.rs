//! TEXT -> FACTS. Decodes a document, cuts it into bulletins and gives every
//! number one role. Pure: no files, no SQL, no clock; what is stored and how
//! it is printed is left to others.
//!
//! Flow: `text` (bytes to lines) -> `statement` (lines to items and
//! paragraphs) -> `number` and `word` (a statement to tokens, by the words of
//! the `vocabulary`) -> `phrase`, `clause` and `shape` (what a statement says
//! by itself, by the wordings of the `lexicon` that stand in its `words`) ->
//! `reader` and `draft` (which statements are one bulletin) -> `settle` (what
//! its numbers are) -> `rereading` (what a person says instead).

mod broken;
mod clause;
mod counted;
mod dates;
mod draft;
mod fold;
mod gist;
mod indicator;
mod kind;
mod label;
mod layout;
mod learned;
mod lexicon;
mod mark;
mod notice;
mod number;
mod period;
mod phrase;
mod place;
mod reader;
mod rereading;
mod scheme;
mod settle;
mod shape;
mod skeleton;
mod statement;
mod term;
mod text;
mod unit;
mod unknown;
mod verbatim;
mod vocabulary;
mod word;
mod wording;
mod words;

pub use kind::Kind;
pub use learned::{Harm, read};
pub use lexicon::{Lexicon, LexiconError, PARTS_CSV, Taught, VERBATIM_CSV, WORDINGS_CSV};
pub use period::Period;
pub use reader::Reader;
pub use rereading::Rereadings;
pub use text::{Lines, MAX_DOCUMENT_BYTES, Text, TextError, TextLines, sha256};
pub use unit::Unit;
pub use unknown::{Label, labels};
pub use wording::Wording;

pub(crate) use text::hex;

/// A stretch of a document: one bulletin, or numbers outside any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage<'l> {
    pub bulletin: Option<Bulletin<'l>>,
    /// In no particular order; lines count from 1 in the document.
    pub numbers: Vec<Figure<'l>>,
}

/// What one bulletin says about itself. Lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bulletin<'l> {
    pub first_line: usize,
    pub last_line: usize,
    /// ISO 639-1 code.
    pub language: &'l str,
    /// Name of the layout that recognised it.
    pub layout: &'l str,
    /// The printed words that name the period; of several different periods
    /// all words, and no period.
    pub period_text: Option<String>,
    pub period: Option<Period>,
    /// Months named without their year, "in March of this year": the first,
    /// from 1, and how many.
    pub yearless: Option<(i32, i32)>,
}

/// A number of a document with its place and its one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure<'l> {
    /// From 1, in lines.
    pub line_no: usize,
    /// From 1, in characters.
    pub column_no: usize,
    /// In characters.
    pub length: usize,
    /// None where the number is no whole number or 64 bits do not hold it.
    pub value: Option<i64>,
    pub role: Role<'l>,
    pub why: Option<Why>,
}

/// Why a number was read as a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Why {
    /// Index into the lexicon's wordings.
    pub wording: usize,
    /// What it counts.
    pub unit: Unit,
    /// Where that is said.
    pub counted: Counted,
    /// First line of its statement, from 1, and the number of lines.
    pub first_line: usize,
    pub lines: usize,
    /// A whole wording of another meaning that stands in its label, too.
    pub overruled: Option<usize>,
}

/// What says what a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Words beside the figure or in its sentence.
    Words,
    /// The section or the list that it stands in.
    List,
    /// The figure that it is a part of.
    Whole,
    /// The wording itself, which is a whole one.
    Wording,
}

/// What a number is (contract.md, section 2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role<'l> {
    /// A published figure of this indicator.
    Observation(&'l str),
    /// The same figure of the same bulletin printed again.
    Repeat(&'l str),
    Period,
    Reference,
    Unread(Unread),
}

impl Unread {
    /// Whether a person who knows the wording can say what the number is.
    fn is_of_words(&self) -> bool {
        matches!(
            self,
            Unread::NoWording
                | Unread::Misplaced(_)
                | Unread::Ambiguous(_)
                | Unread::Qualified
                | Unread::Uncounted
        )
    }
}

/// Why no rule understood a number. The words are for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    #[error("no known wording")]
    NoWording,
    #[error("outside any bulletin")]
    Outside,
    #[error("reads as {0}, but not at this place")]
    Misplaced(String),
    #[error("reads as {0} alike")]
    Ambiguous(String),
    #[error("{indicator} is already {value} in line {line_no}")]
    AlreadyClaimed {
        indicator: String,
        value: i64,
        line_no: usize,
    },
    #[error("a word beside it changes what it counts")]
    Qualified,
    #[error("of another period than its bulletin")]
    OtherPeriod,
    #[error("what it counts is not said")]
    Uncounted,
    #[error("another agency's statistics")]
    Foreign,
    #[error("a rounded number")]
    Rounded,
    #[error("stands beside another number")]
    BesideAnother,
    #[error("may be one number broken over two lines")]
    Broken,
    #[error("its label may begin in the line before")]
    Wrapped,
    #[error("not a whole number")]
    NotWhole,
    #[error("glued to a word")]
    Glued,
    #[error("larger than any count, or than 64 bits hold")]
    TooLarge,
}
