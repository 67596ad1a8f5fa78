//! A bulletin while its statements come in. What its numbers are is settled
//! when it is complete, as a period may stand behind the figures.

use super::lexicon::Lexicon;
use super::period::{Named, Period};
use super::phrase::Phrase;
use super::place::Place;
use super::shape::{Announcement, Hint, Reading, Shape};
use super::unit::Unit;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// A bulletin while it is being read.
pub struct Draft {
    pub first_line: usize,
    pub last_line: usize,
    pub language: &'static str,
    /// What the sections count whose headings have been found.
    pub sections: Vec<Unit>,
    /// It began with the grand total of a reporting period.
    pub opened: bool,
    /// An item of a list has been read.
    items: bool,
    /// Its lists have ended.
    pub closed: bool,
    pub scope: Scope,
    pub entries: Vec<Entry>,
    pub stated: Vec<Stated>,
    pub statements: usize,
    /// A figure that a wording fits, or a heading, has been found.
    pub begun: bool,
    /// The period of the first statement with a figure that begins with one.
    pub dated: Option<Period>,
    /// The first full period of a title or a leading sentence.
    titled: Option<Period>,
}

/// What the lines above say about the items of a list.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope {
    /// What a list counts where its items do not say.
    pub unit: Option<Unit>,
    /// An unknown announcement stands above: "Permits issued:".
    pub suspended: bool,
    /// "Of these:" stands above.
    pub these: bool,
}

/// A number of the bulletin, as far as its statement knows it.
pub struct Entry {
    pub line_no: usize,
    pub column_no: usize,
    pub length: usize,
    pub value: Option<i64>,
    pub shape: Arc<Shape>,
    /// Index into the shape's hints.
    pub at: usize,
    /// The statement it stands in, from 0 in the bulletin.
    pub statement: usize,
    /// First line of the statement, and how many it has.
    pub first_line: usize,
    pub lines: usize,
    /// Index of the statement's first phrase in `stated`.
    pub phrases: usize,
    pub scope: Scope,
    /// The lists had ended before it.
    pub closed: bool,
    /// Why it is unread whatever its words say.
    pub fault: Option<super::Unread>,
}

/// The lists of a draft. They are used again by the next one, as long ones
/// take time to grow.
#[derive(Default)]
pub struct Lists {
    entries: Vec<Entry>,
    stated: Vec<Stated>,
}

/// A period phrase of the bulletin.
pub struct Stated {
    pub named: Option<Named>,
    pub shape: Arc<Shape>,
    /// Index into the shape's phrases.
    pub at: usize,
    pub statement: usize,
}

impl Entry {
    pub fn hint(&self) -> &Hint {
        &self.shape.hints[self.at]
    }

    /// What is known of a figure that a wording fits.
    pub fn reading(&self) -> Option<&Reading> {
        match self.hint() {
            Hint::Figure(reading) if self.fault.is_none() => Some(reading),
            _ => None,
        }
    }
}

impl Stated {
    pub fn phrase(&self) -> &Phrase {
        &self.shape.phrases[self.at]
    }

    pub fn words(&self) -> &str {
        &self.phrase().words
    }
}

impl Draft {
    pub fn begin(first_line: usize, language: &'static str, lists: &mut Lists) -> Draft {
        let Lists { entries, stated } = std::mem::take(lists);
        Draft {
            first_line,
            last_line: first_line,
            language,
            sections: Vec::new(),
            opened: false,
            items: false,
            closed: false,
            scope: Scope::default(),
            entries,
            stated,
            statements: 0,
            begun: false,
            dated: None,
            titled: None,
        }
    }

    /// Its lists, emptied, for the next one.
    pub fn into_lists(mut self) -> Lists {
        self.entries.clear();
        self.stated.clear();
        Lists {
            entries: self.entries,
            stated: self.stated,
        }
    }

    /// Takes a statement's phrases and numbers in.
    pub fn add(
        &mut self,
        shape: &Arc<Shape>,
        numbers: &mut Vec<Place>,
        lines: RangeInclusive<usize>,
    ) {
        let statement = self.statements;
        self.statements += 1;
        let phrases = self.stated.len();
        self.stated
            .extend(shape.phrases.iter().enumerate().map(|(at, phrase)| Stated {
                named: phrase.named,
                shape: Arc::clone(shape),
                at,
                statement,
            }));
        if shape.title || shape.lead {
            let mut named = shape
                .phrases
                .iter()
                .filter_map(|phrase| phrase.named?.full());
            self.titled = self.titled.or_else(|| named.next());
        }
        match shape.announces {
            Some(Announcement::These) => self.scope.these = true,
            Some(Announcement::Counts(unit)) => {
                self.scope = Scope {
                    unit: Some(unit),
                    ..Scope::default()
                };
            }
            Some(Announcement::Unknown) => {
                self.scope = Scope {
                    suspended: true,
                    ..Scope::default()
                }
            }
            None => {}
        }
        let closed = self.closed;
        let known = shape.fits();
        self.begun |= known;
        if known && shape.dated {
            // A sentence with a period of its own is no item of a list.
            self.scope.suspended = false;
            self.dated = self.dated.or_else(|| shape.leading_period());
        }
        let (gist, dated) = (&shape.gist, shape.dated);
        let list = !self.sections.is_empty() && !self.opened;
        let footer = gist.footer || dated && gist.taught_footer;
        let strange = dated && !known && !numbers.is_empty();
        self.closed |= list && (footer || strange);
        // A list without a known heading ends with the sentence that says when.
        self.closed |= self.items && !self.opened && (footer && dated || strange);
        self.items |= gist.item;
        if !numbers.is_empty() || shape.title {
            self.last_line = *lines.end();
        }
        let scope = self.scope;
        self.scope.unit = gist.total.or(self.scope.unit);
        self.entries
            .extend(numbers.drain(..).enumerate().map(|(at, place)| Entry {
                first_line: *lines.start(),
                lines: lines.end() + 1 - lines.start(),
                line_no: place.line_no,
                column_no: place.column_no,
                length: place.length,
                value: place.value,
                shape: Arc::clone(shape),
                at,
                statement,
                phrases,
                scope,
                closed: closed && !footer,
                fault: place.fault,
            }));
    }

    /// The period that is known so far.
    pub fn period(&self) -> Option<Period> {
        self.dated.or(self.titled)
    }

    /// Whether all that there is is one statement which names these months
    /// without their year.
    pub fn headline(&self, period: Period) -> bool {
        let one = self.entries.first().zip(self.entries.last());
        let one = one.is_some_and(|(first, last)| first.statement == last.statement);
        let mut named = self.stated.iter().filter_map(|stated| stated.named);
        one && named.any(|named| named.agrees(Named::Full(period)))
    }

    /// Whether something of this unit has been counted.
    pub fn counts(&self, unit: Unit, lexicon: &Lexicon) -> bool {
        self.entries
            .iter()
            .filter_map(Entry::reading)
            .any(|reading| {
                let mut wordings = reading.wordings();
                wordings.any(|index| lexicon.wordings[index].counts(unit))
            })
    }

    /// Whether a statement gives another value for what was counted before.
    pub fn counts_again(&self, shape: &Shape, places: &[Place], lexicon: &Lexicon) -> bool {
        let meaning = |index: usize| lexicon.wordings[index].meaning.as_str();
        let before = || {
            self.entries
                .iter()
                .filter_map(|entry| Some((entry.value, entry.reading()?)))
        };
        shape.hints.iter().zip(places).any(|(hint, place)| {
            let Hint::Figure(now) = hint else {
                return false;
            };
            now.wordings().any(|new| {
                before().any(|(value, reading)| {
                    let same = |old| meaning(old) == meaning(new);
                    value != place.value && reading.wordings().any(same)
                })
            })
        })
    }
}
