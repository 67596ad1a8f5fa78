//! What persons taught: whole wordings behind those of the data.

use super::Lexicon;
use crate::bulletin::kind::Kind;
use crate::bulletin::number::scan;
use crate::bulletin::scheme;
use crate::bulletin::shape::{language, shape};
use crate::bulletin::unit::Unit;
use crate::bulletin::verbatim::Verbatim;
use crate::bulletin::word::Token;
use crate::bulletin::wording::Wording;
use foldhash::HashSet;
use serde::{Deserialize, Serialize};

/// A whole wording, as printed, and the indicator it stands for: a row of
/// `verbatim.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taught {
    pub indicator: String,
    pub wording: String,
}

impl std::fmt::Display for Taught {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "\"{}\" is {}", self.wording, self.indicator)
    }
}

/// Where whole wordings stand among words.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Indices of the longest ones.
    pub wordings: Vec<usize>,
    /// Places of the first one's words, ascending.
    pub places: Vec<usize>,
}

impl Lexicon {
    /// This lexicon with what persons taught; a wording without a word adds
    /// nothing.
    #[must_use]
    pub fn with(&self, taught: &[Taught]) -> Lexicon {
        let mut lexicon = self.clone();
        for (index, taught) in taught.iter().enumerate() {
            lexicon.enter_verbatim(taught, index + 1, true);
        }
        lexicon
    }

    pub(super) fn enter_verbatim(&mut self, row: &Taught, line_no: usize, taught: bool) {
        let Some(verbatim) = Verbatim::of(&row.wording, self) else {
            return;
        };
        self.numerals.extend(verbatim.numerals().map(str::to_owned));
        self.verbatim.push((self.wordings.len(), verbatim));
        let indicator = self.indicators.named(&row.indicator);
        self.wordings.push(Wording {
            kind: Kind::Verbatim,
            line_no,
            language: self.language_of(&row.wording),
            scheme: String::new(),
            within: String::new(),
            years: String::new(),
            meaning: row.indicator.clone(),
            terms: row.wording.clone(),
            unless: String::new(),
            value: 0,
            schemes: Vec::new(),
            range: None,
            units: Unit::of_indicator(&row.indicator),
            indicator,
            whole: None,
            clue: scheme::clue(&row.indicator),
            require: Vec::new(),
            refuse: Vec::new(),
            taught,
        });
    }

    /// What the program's own wordings make of a label in any bulletin, by its
    /// words alone: indicators, each once.
    pub fn reads_as(&self, wording: &str) -> Vec<&str> {
        let text = if wording.contains('#') {
            wording.replacen('#', "777", 1).replace('#', "")
        } else {
            format!("{wording} – 777")
        };
        let numbers = scan(&text, |word| self.multiplier(word));
        let shape = shape(&text, &numbers, self);
        let readings = shape.readings().filter(|reading| reading.doubt.is_none());
        let rows = readings.flat_map(|reading| {
            let rows = reading.fitting.iter().map(|index| &self.wordings[*index]);
            rows.filter(|row| reading.units.iter().any(|unit| row.counts(*unit)))
        });
        let everywhere = |row: &&Wording| row.within.is_empty() && row.years.is_empty();
        let mut meanings: Vec<&str> = rows
            .filter(everywhere)
            .map(|row| row.meaning.as_str())
            .collect();
        meanings.sort_unstable();
        meanings.dedup();
        meanings
    }

    /// Whether a text can be taught: it has a word that is neither of a period
    /// nor one that says nothing in its language.
    pub fn is_wording(&self, text: &str) -> bool {
        let (tokens, language) = (self.tokens(text), self.language_of(text));
        let idle = [
            Kind::Filler,
            Kind::Between,
            Kind::Until,
            Kind::And,
            Kind::When,
            Kind::NotWhen,
            Kind::These,
            Kind::OutOf,
            Kind::Month,
            Kind::Span,
            Kind::Count,
            Kind::Ordinal,
        ];
        let says = |at: usize| {
            let rest = &tokens[at..];
            let begins = |kind: &Kind| self.begins(*kind, language, rest);
            tokens[at].number.is_none() && !idle.iter().any(begins)
        };
        (0..tokens.len()).any(says)
    }

    /// Whether two wordings are the same, and whether one has a word at all.
    pub fn same_wording(&self, one: &str, other: &str) -> bool {
        let one = Verbatim::of(one, self);
        one.is_some() && one == Verbatim::of(other, self)
    }

    /// The language that most words of a text are of.
    pub fn language_of(&self, text: &str) -> &'static str {
        language(&self.tokens(text), self)
    }

    /// The longest whole wordings among the words of a label; `figure` is the
    /// place of its figure. Where it is `unsure` which words are the label's,
    /// a wording must say where its figure stands.
    pub fn whole(&self, tokens: &[Token], figure: usize, unsure: bool) -> Found {
        let mut found = Found::default();
        if self.verbatim.is_empty() {
            return found;
        }
        let seen: HashSet<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
        for (index, verbatim) in &self.verbatim {
            if !verbatim.could_stand(&seen) {
                continue;
            }
            if verbatim.len() < found.places.len() || unsure && !verbatim.has_figure() {
                continue;
            }
            let Some(places) = verbatim.find(tokens, Some(figure)) else {
                continue;
            };
            if places.len() > found.places.len() {
                found = Found {
                    wordings: vec![*index],
                    places,
                };
            } else {
                found.wordings.push(*index);
            }
        }
        found
    }

    /// Which tokens of a statement belong to a whole wording, wherever its
    /// figure stands.
    pub fn in_whole(&self, tokens: &[Token]) -> Vec<bool> {
        let mut inside = vec![false; tokens.len()];
        if self.verbatim.is_empty() {
            return inside;
        }
        let seen: HashSet<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
        let possible = self
            .verbatim
            .iter()
            .filter(|(_, one)| one.could_stand(&seen));
        for (_, verbatim) in possible {
            let places = verbatim.find(tokens, None).unwrap_or_default();
            for place in places {
                inside[place] = true;
            }
        }
        inside
    }
}
