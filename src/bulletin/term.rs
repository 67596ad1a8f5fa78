//! Terms: what must occur in a text for a wording to be found in it.
//!
//! Terms are separated by `;`, the alternatives of one by `|`; an alternative
//! is one or more words in this order with at most two other words between
//! neighbours. A word is meant exactly, or as a beginning when `*` ends it;
//! `#` is the figure itself, `##` the figure without an ending, and a number
//! means itself.

use super::vocabulary::{Role, Vocabulary};
use super::word::{Suffix, Token};
use super::words::Words;

/// Words that may stand between two words of one alternative.
const GAP: usize = 2;

/// One term: its alternatives.
#[derive(Debug, Clone)]
pub struct Term(Vec<Vec<Word>>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    Figure,
    /// Not "19-u".
    Plain,
    /// As printed: `16.1.8`, `48`.
    Number(String),
    /// Number of an entry of the vocabulary.
    Entry(u32),
}

/// Reads terms; their words go into the vocabulary.
pub fn terms(field: &str, language: u8, role: Role, vocabulary: &mut Vocabulary) -> Vec<Term> {
    let mut word = |text: &str| match text {
        "#" => Word::Figure,
        "##" => Word::Plain,
        number if number.starts_with(|char: char| char.is_ascii_digit()) => {
            Word::Number(number.to_owned())
        }
        text => Word::Entry(vocabulary.enter(text, language, role)),
    };
    let mut term = |term: &str| {
        let alternatives = term.split('|').map(|words| {
            let words = words.split_whitespace();
            words.map(&mut word).collect::<Vec<Word>>()
        });
        Term(alternatives.filter(|words| !words.is_empty()).collect())
    };
    let terms = field.split(';').map(&mut term);
    terms.filter(|term| !term.0.is_empty()).collect()
}

impl Term {
    /// Whether an alternative stands in these tokens; `figure` is the index
    /// of the token that `#` means.
    pub fn found(&self, words: &Words<'_>, figure: Option<usize>) -> bool {
        self.stands(words, figure, GAP)
    }

    /// The first alternative that stands in these tokens, whatever number
    /// the figure is.
    pub fn alternative(&self, tokens: &[Token]) -> Option<usize> {
        let numbers = tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| token.number.is_some());
        let figures: Vec<Option<usize>> = numbers.map(|(at, _)| Some(at)).chain([None]).collect();
        let stands = |words: &Vec<Word>| {
            figures.iter().any(|figure| {
                (0..tokens.len()).any(|at| follows(words, tokens, at, *figure, GAP, true))
            })
        };
        self.0.iter().position(stands)
    }

    /// As `found`, its words right behind each other.
    pub fn found_whole(&self, words: &Words<'_>, figure: Option<usize>) -> bool {
        self.stands(words, figure, 0)
    }

    fn stands(&self, tokens: &Words<'_>, figure: Option<usize>, gap: usize) -> bool {
        self.possible(tokens)
            .any(|words| (0..tokens.len()).any(|at| follows(words, tokens, at, figure, gap, true)))
    }

    /// The alternatives whose words all occur, wherever they stand.
    fn possible(&self, tokens: &Words<'_>) -> impl Iterator<Item = &Vec<Word>> {
        let seen = |word: &Word| match word {
            Word::Entry(entry) => tokens.has(*entry),
            _ => true,
        };
        self.0.iter().filter(move |words| words.iter().all(seen))
    }

    /// The words that its alternatives begin with, and the alternatives;
    /// none of numbers.
    pub fn firsts(&self) -> impl Iterator<Item = (u32, usize)> {
        let first = |(at, words): (usize, &Vec<Word>)| match words.first() {
            Some(Word::Entry(number)) => Some((*number, at)),
            _ => None,
        };
        self.0.iter().enumerate().filter_map(first)
    }

    /// How many tokens an alternative takes, if it stands at the beginning.
    pub fn leads(&self, alternative: usize, tokens: &[Token]) -> Option<usize> {
        let words = &self.0[alternative];
        leads(words, tokens).then_some(words.len())
    }

    /// All words of its alternatives; none of numbers.
    pub fn entries(&self) -> impl Iterator<Item = u32> {
        self.0.iter().flatten().filter_map(|word| match word {
            Word::Entry(number) => Some(*number),
            _ => None,
        })
    }

    /// Whether the tokens begin with an alternative.
    pub fn begins(&self, tokens: &[Token]) -> bool {
        self.0.iter().any(|words| leads(words, tokens))
    }

    /// Tokens of the longest alternative that stands at the beginning.
    pub fn length(&self, tokens: &[Token]) -> Option<usize> {
        let found = self.0.iter().filter(|words| leads(words, tokens));
        found.map(Vec::len).max()
    }

    /// An alternative stands around the figure with nothing between.
    pub fn closely(&self, tokens: &Words<'_>, figure: usize) -> bool {
        self.possible(tokens).any(|words| {
            let Some(place) = words.iter().position(|word| *word == Word::Figure) else {
                return false;
            };
            let (Some(start), end) = (figure.checked_sub(place), figure + words.len() - place)
            else {
                return false;
            };
            end <= tokens.len()
                && tokens[start + 1..end]
                    .iter()
                    .all(|token| !token.apart || token.hyphen)
                && follows(words, tokens, start, Some(figure), 0, true)
        })
    }

    /// Whether an alternative ends with this very number, its words right
    /// before it.
    pub fn names(&self, tokens: &[Token], figure: usize) -> bool {
        self.0.iter().any(|words| {
            let start = (figure + 1).checked_sub(words.len());
            matches!(words.last(), Some(Word::Number(_)))
                && start.is_some_and(|start| follows(words, tokens, start, None, 0, true))
        })
    }

    /// The numbers that it names.
    pub fn numerals(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flatten().filter_map(|word| match word {
            Word::Number(text) => Some(text.as_str()),
            _ => None,
        })
    }
}

/// Whether tokens begin with `words`; `#` is any number there.
fn leads(words: &[Word], tokens: &[Token]) -> bool {
    let figure = words.iter().position(|word| *word == Word::Figure);
    let figure = figure.filter(|at| tokens.get(*at).is_some_and(|token| token.number.is_some()));
    follows(words, tokens, 0, figure, 0, true)
}

/// Whether `words` stand in order from token `start`, the first exactly
/// there and each next one at most `gap` tokens further on.
fn follows(
    words: &[Word],
    tokens: &[Token],
    start: usize,
    figure: Option<usize>,
    gap: usize,
    first: bool,
) -> bool {
    let Some((word, rest)) = words.split_first() else {
        return true;
    };
    let last = if first { start } else { start + gap };
    (start..=last.min(tokens.len().saturating_sub(1))).any(|at| {
        at < tokens.len()
            && word.is(&tokens[at], figure == Some(at))
            && follows(rest, tokens, at + 1, figure, gap, false)
    })
}

impl Word {
    fn is(&self, token: &Token, is_figure: bool) -> bool {
        match self {
            Word::Figure => is_figure,
            Word::Plain => is_figure && token.suffix == Suffix::None,
            Word::Number(text) => token.number.is_some() && !is_figure && token.text == *text,
            Word::Entry(number) => token.number.is_none() && token.meanings.contains(number),
        }
    }
}
