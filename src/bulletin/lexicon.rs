//! The wordings of the bulletins, as data: one file for each language in the
//! folder `lexicon`, whose README says how a row is written and read.

mod load;
mod teaching;

pub use teaching::Taught;

use super::indicator::Indicators;
use super::kind::Kind;
use super::number::scan;
use super::shape::Shape;
use super::term::Term;
use super::verbatim::Verbatim;
use super::vocabulary::Vocabulary;
use super::word::{Suffix, Token, tokens};
use super::wording::Wording;
use super::words::Words;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::sync::{Arc, Mutex};

/// A row of the lexicon that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("lexicon, {language}, row {row}: {what}")]
pub struct LexiconError {
    pub language: &'static str,
    pub row: usize,
    pub what: String,
}

/// All wordings, in the order of the data; behind them those that persons
/// taught.
#[derive(Debug, Clone)]
pub struct Lexicon {
    pub wordings: Vec<Wording>,
    /// Whole wordings, with their indices.
    verbatim: Vec<(usize, Verbatim)>,
    vocabulary: Vocabulary,
    /// Indices of the wordings of each kind and language.
    kinds: HashMap<(Kind, &'static str), Vec<usize>>,
    /// By the words that they begin with, the rows of each kind and language
    /// and which of their alternatives.
    firsts: HashMap<(Kind, &'static str), Firsts>,
    multipliers: Vec<(Vec<String>, i64)>,
    /// Alternatives that rows share, by language and name.
    groups: HashMap<(&'static str, String), String>,
    /// Endings of numbers, folded.
    suffixes: HashMap<String, Suffix>,
    indicators: Indicators,
    /// Numbers that terms name.
    numerals: HashSet<String>,
    /// What readers that are done found out about statements.
    known: Cache,
}

/// Shapes that wait for the next reader; those of another lexicon are others.
#[derive(Debug, Default)]
struct Cache(Mutex<Known>);

impl Clone for Cache {
    fn clone(&self) -> Cache {
        Cache::default()
    }
}

/// Rows and their alternatives, by the word that these begin with.
type Firsts = HashMap<u32, Vec<(usize, usize)>>;

/// Shapes of statements, by their skeletons.
pub type Known = HashMap<String, Arc<Shape>>;

/// The lexicon's data as compiled in, by language.
pub const WORDINGS_CSV: [(&str, &str); 3] = [
    ("en", include_str!("lexicon/en.csv")),
    ("az", include_str!("lexicon/az.csv")),
    ("ru", include_str!("lexicon/ru.csv")),
];

/// Which indicator is a part of which, whatever the language.
pub const PARTS_CSV: &str = include_str!("lexicon/parts.csv");

/// Whole wordings, whatever the language.
pub const VERBATIM_CSV: &str = include_str!("lexicon/verbatim.csv");

impl Lexicon {
    /// The wordings of one kind in one language.
    pub fn of(&self, kind: Kind, language: &'static str) -> impl Iterator<Item = &Wording> {
        let indices = self
            .kinds
            .get(&(kind, language))
            .map_or(&[][..], Vec::as_slice);
        indices.iter().map(|index| &self.wordings[*index])
    }

    /// The wording of a kind that tokens begin with, the longest of several,
    /// and how many of them it takes. A number begins none.
    pub fn row(
        &self,
        kind: Kind,
        language: &'static str,
        tokens: &[Token],
    ) -> Option<(&Wording, usize)> {
        let first = &tokens.first()?.meanings;
        let firsts = self.firsts.get(&(kind, language))?;
        let rows = first.iter().filter_map(|entry| firsts.get(entry)).flatten();
        let found = rows.filter_map(|(row, alternative)| {
            let length = self.wordings[*row].leads(*alternative, tokens)?;
            Some((length, *row))
        });
        found
            .max()
            .map(|(length, row)| (&self.wordings[row], length))
    }

    /// Whether tokens begin with a wording of a kind.
    pub fn begins(&self, kind: Kind, language: &'static str, tokens: &[Token]) -> bool {
        self.row(kind, language, tokens).is_some()
    }

    /// Whether a word in any language is what a figure counts.
    pub fn is_unit(&self, tokens: &[Token]) -> bool {
        let mut languages = WORDINGS_CSV.into_iter();
        languages.any(|(language, _)| self.begins(Kind::Unit, language, tokens))
    }

    /// Whether words beside a number say in any language that it is no figure.
    pub fn is_reference(&self, tokens: &[Token], at: usize) -> bool {
        let mut languages = WORDINGS_CSV.into_iter();
        let words = Words::of(tokens);
        languages.any(|(language, _)| {
            self.of(Kind::Reference, language)
                .any(|rule| rule.stands_beside(&words, at))
        })
    }

    /// Indices of the wordings of one language that give a figure its
    /// indicator.
    pub fn labels(&self, language: &'static str) -> impl Iterator<Item = usize> {
        Kind::LABELS.into_iter().flat_map(move |kind| {
            self.kinds
                .get(&(kind, language))
                .map_or(&[][..], Vec::as_slice)
                .iter()
                .copied()
        })
    }

    /// Whether figures of this indicator stand below the lists.
    pub fn ends_lists(&self, indicator: &str) -> bool {
        let mut languages = WORDINGS_CSV.into_iter();
        languages.any(|(language, _)| {
            let mut rows = self.of(Kind::Footer, language);
            rows.any(|row| row.meaning == indicator)
        })
    }

    /// Whether a word is surely one of a language.
    pub fn knows(&self, token: &Token, language: &'static str) -> bool {
        let place = WORDINGS_CSV.iter().position(|(name, _)| *name == language);
        place.is_some_and(|place| self.vocabulary.knows(token, 1 << place))
    }

    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// What words like thousand multiply by; the words are folded.
    pub fn multiplier(&self, word: &str) -> Option<i64> {
        let mut known = self.multipliers.iter();
        known
            .find(|(words, _)| words.iter().any(|known| known == word))
            .map(|(_, value)| *value)
    }

    /// What a folded word right behind a number is, if it is its ending.
    pub fn suffix(&self, word: &str) -> Option<Suffix> {
        self.suffixes.get(word).copied()
    }

    /// Whether a number is named in a term.
    pub fn is_numeral(&self, raw: &str) -> bool {
        self.numerals.contains(raw)
    }

    /// Which indicators are parts of which.
    pub(super) fn indicators(&self) -> &Indicators {
        &self.indicators
    }

    /// The different meanings of wordings, for a message.
    pub fn names(&self, wordings: &[usize]) -> String {
        let meaning = |index: &usize| self.wordings[*index].meaning.as_str();
        let mut names: Vec<&str> = wordings.iter().map(meaning).collect();
        names.sort_unstable();
        names.dedup();
        names.join(" and ")
    }

    /// A text as tokens.
    fn tokens(&self, text: &str) -> Vec<Token> {
        tokens(text, &scan(text, |word| self.multiplier(word)), self)
    }

    /// The words of a text by which a wording is found in it: of every term
    /// the first alternative that stands there.
    pub fn found(&self, wording: usize, text: &str) -> Vec<String> {
        let tokens = self.tokens(text);
        let wording = &self.wordings[wording];
        if wording.kind == Kind::Verbatim {
            return vec![wording.terms.clone()];
        }
        let spelt = self.spelt_out(wording.language, &wording.terms);
        let spelt = spelt.unwrap_or_default();
        let terms = wording.require.iter().zip(spelt.split(';'));
        let first = |(term, printed): (&Term, &str)| {
            let alternatives = printed.split('|').filter(|words| !words.trim().is_empty());
            let at = term.alternative(&tokens)?;
            alternatives
                .into_iter()
                .nth(at)
                .map(|words| words.trim().to_owned())
        };
        terms.filter_map(first).collect()
    }

    /// Hands the known shapes to a reader, which gives them back. A second
    /// reader at the same time begins with none.
    pub(super) fn take_known(&self) -> Known {
        self.known
            .0
            .lock()
            .map_or_else(|_| Known::new(), |mut known| std::mem::take(&mut *known))
    }

    pub(super) fn keep_known(&self, known: Known) {
        if let Ok(mut kept) = self.known.0.lock() {
            *kept = known;
        }
    }
}
