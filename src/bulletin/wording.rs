//! One row of the lexicon, and where it holds.

use super::indicator::Indicator;
use super::kind::Kind;
use super::scheme::Scheme;
use super::term::Term;
use super::unit::Unit;
use super::word::Token;
use super::words::Words;
use std::ops::RangeInclusive;

/// One row of the lexicon.
#[derive(Debug, Clone)]
pub struct Wording {
    pub kind: Kind,
    /// Its line in the file of its language, from 1.
    pub line_no: usize,
    /// ISO 639-1 code.
    pub language: &'static str,
    /// Names of the schemes in which it holds, joined by `|`; empty: all.
    pub scheme: String,
    /// It holds only for parts of this indicator; empty: everywhere.
    pub within: String,
    /// Years of the periods in which it holds, as printed: `..2022`.
    pub years: String,
    /// The indicator, section, unit or value that the wording stands for.
    pub meaning: String,
    pub terms: String,
    pub unless: String,
    /// The meaning as a number, where it is one.
    pub value: i64,
    pub(super) schemes: Vec<Scheme>,
    pub(super) range: Option<RangeInclusive<i64>>,
    /// What its figure may count.
    pub(super) units: &'static [Unit],
    /// The meaning, and `within`, as indicators.
    pub(super) indicator: Indicator,
    pub(super) whole: Option<Indicator>,
    /// What it tells about the scheme of its bulletin.
    pub(super) clue: Option<usize>,
    pub(super) require: Vec<Term>,
    pub(super) refuse: Vec<Term>,
    /// A person taught it.
    pub taught: bool,
}

impl Wording {
    /// Whether the wording stands in these tokens; `figure` is the index of
    /// the token that `#` means.
    pub fn matches(&self, words: &Words<'_>, figure: Option<usize>) -> bool {
        self.requires(words, figure) && !self.refuses(words, figure)
    }

    /// Whether all its terms stand in these tokens.
    pub fn requires(&self, words: &Words<'_>, figure: Option<usize>) -> bool {
        self.require.iter().all(|term| term.found(words, figure))
    }

    /// Whether something that it refuses stands in these tokens.
    pub fn refuses(&self, words: &Words<'_>, figure: Option<usize>) -> bool {
        self.refuse.iter().any(|term| term.found(words, figure))
    }

    /// How far a label is from it: the terms that are missing, those that stand
    /// there although it refuses them, and the whole that it needs. With it, how
    /// many of its words stand there; without any it is no neighbour.
    pub fn distance(&self, words: &Words<'_>, figure: Option<usize>) -> Option<(usize, usize)> {
        let found = |terms: &[Term]| terms.iter().filter(|t| t.found(words, figure)).count();
        let missing = self.require.len() - found(&self.require);
        let distance = missing + found(&self.refuse) + usize::from(!self.within.is_empty());
        let mut shared: Vec<u32> = self.require.iter().flat_map(Term::entries).collect();
        shared.retain(|entry| words.has(*entry));
        shared.sort_unstable();
        shared.dedup();
        (!shared.is_empty()).then_some((distance, shared.len()))
    }

    /// The words of what it refuses, as entries of the vocabulary.
    pub fn refused(&self) -> impl Iterator<Item = u32> {
        self.refuse.iter().flat_map(Term::entries)
    }

    /// As `matches`, the words of an alternative right behind each other.
    pub fn stands_in(&self, words: &Words<'_>, figure: Option<usize>) -> bool {
        let found = |term: &Term| term.found_whole(words, figure);
        self.require.iter().all(found) && !self.refuse.iter().any(found)
    }

    /// The words stand right beside the figure, with only blanks between.
    pub fn stands_beside(&self, words: &Words<'_>, figure: usize) -> bool {
        self.require.iter().all(|term| term.closely(words, figure))
    }

    /// What it refuses stands right beside the figure.
    pub fn refuses_beside(&self, words: &Words<'_>, figure: usize) -> bool {
        self.refuse.iter().any(|term| term.closely(words, figure))
    }

    /// The row names this number with the words right before it, whatever
    /// marks are between: `call center 919`.
    pub fn names(&self, tokens: &[Token], figure: usize) -> bool {
        self.require.iter().all(|term| term.names(tokens, figure))
    }

    /// Whether tokens begin with the wording.
    pub fn begins(&self, tokens: &[Token]) -> bool {
        self.require.iter().all(|term| term.begins(tokens))
    }

    /// As `length`, of one alternative of its first term.
    pub fn leads(&self, alternative: usize, tokens: &[Token]) -> Option<usize> {
        let rest = self.require[1..].iter().all(|term| term.begins(tokens));
        self.require[0].leads(alternative, tokens).filter(|_| rest)
    }

    /// How many tokens it takes at the beginning.
    pub fn length(&self, tokens: &[Token]) -> Option<usize> {
        self.require[0].length(tokens)
    }

    pub fn holds_in(&self, scheme: Scheme) -> bool {
        self.schemes.is_empty() || self.schemes.contains(&scheme)
    }

    /// Whether it holds in a bulletin of these years; None: unknown.
    pub fn holds_when(&self, years: Option<&RangeInclusive<i64>>) -> bool {
        match (&self.range, years) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(range), Some(years)) => {
                range.contains(years.start()) && range.contains(years.end())
            }
        }
    }

    /// Whether a figure of this unit can be what it stands for.
    pub fn counts(&self, unit: Unit) -> bool {
        self.units.contains(&unit)
    }
}

/// `..2022`, `2021..`, `2018..2020`, `2017`.
pub(super) fn years(field: &str) -> Result<Option<RangeInclusive<i64>>, String> {
    if field.is_empty() {
        return Ok(None);
    }
    let (from, to) = field.split_once("..").unwrap_or((field, field));
    let year = |text: &str, open: i64| match text {
        "" => Ok(open),
        text => text.parse().map_err(|_| format!("no years {field:?}")),
    };
    Ok(Some(year(from, 0)?..=year(to, i64::MAX)?))
}
