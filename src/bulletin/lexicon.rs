//! The wordings of the bulletins, as data: `lexicon/wordings.csv`.
//!
//! A wording is recognised by key terms, never by a whole sentence. `terms`
//! lists what must all occur, separated by `;`; each term is one or more
//! alternatives separated by `|`; an alternative is one or more words in
//! this order with at most two other words between neighbours. A word is
//! meant exactly, or as a beginning when `*` ends it; `#` is the figure
//! itself. `unless` lists terms in the same form, none of which may occur.

use super::shape::Shape;
use super::word::Token;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// What a wording says about the text it is found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A line of its own that begins a section; `meaning` is the section.
    Heading,
    /// A figure whose sentence begins a bulletin of its layout.
    Opening,
    /// A figure of a list.
    Item,
    /// A figure whose sentence may state the period.
    Sentence,
    /// As `Sentence`, and the bulletin's lists end with it.
    Footer,
    /// Words that begin a comparison with another figure.
    Comparison,
    /// A word that changes what a label means: the figure stays unread.
    Guard,
    /// A number that is no figure; `meaning` says what it is.
    Reference,
    /// A word of a period phrase; `meaning` is its value.
    Month,
    Count,
    Ordinal,
    /// Words that may stand before or behind a figure at the edge of a label.
    Filler,
}

/// One row of the lexicon.
#[derive(Debug, Clone)]
pub struct Wording {
    pub kind: Kind,
    pub language: String,
    /// Empty: every layout.
    pub layout: String,
    /// Empty: every section.
    pub section: String,
    /// The indicator, section or value that the wording stands for.
    pub meaning: String,
    pub terms: String,
    pub unless: String,
    require: Vec<Term>,
    refuse: Vec<Term>,
}

#[derive(Debug, Clone)]
struct Term(Vec<Vec<Word>>);

#[derive(Debug, Clone)]
enum Word {
    Figure,
    Exactly(String),
    Begins(String),
}

/// A row of the lexicon that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("wordings, row {row}: {what}")]
pub struct LexiconError {
    pub row: usize,
    pub what: String,
}

/// All wordings, in the order of the data.
#[derive(Debug)]
pub struct Lexicon {
    pub wordings: Vec<Wording>,
    /// Indices of the wordings of each kind.
    kinds: HashMap<Kind, Vec<usize>>,
    /// What readers that are done found out about lines.
    known: Mutex<Known>,
}

/// Shapes of lines, by their skeletons.
pub type Known = HashMap<String, Arc<Shape>>;

/// The lexicon's data as compiled in.
pub const WORDINGS_CSV: &str = include_str!("lexicon/wordings.csv");

/// Words that may stand between two words of one alternative.
const GAP: usize = 2;

impl Lexicon {
    /// Hands the known shapes to a reader, which gives them back. A second
    /// reader at the same time begins with none.
    pub(super) fn take_known(&self) -> Known {
        self.known
            .lock()
            .map_or_else(|_| Known::new(), |mut known| std::mem::take(&mut *known))
    }

    pub(super) fn keep_known(&self, known: Known) {
        if let Ok(mut kept) = self.known.lock() {
            *kept = known;
        }
    }

    /// The lexicon of this program.
    ///
    /// # Errors
    /// A row that is no wording; a test holds that there is none.
    pub fn built_in() -> Result<Lexicon, LexiconError> {
        Lexicon::parse(WORDINGS_CSV)
    }

    /// Reads CSV with the columns of `lexicon/wordings.csv`.
    ///
    /// # Errors
    /// The first row that is no wording.
    pub fn parse(csv: &str) -> Result<Lexicon, LexiconError> {
        let mut wordings = Vec::new();
        for (index, record) in csv::Reader::from_reader(csv.as_bytes())
            .records()
            .enumerate()
        {
            let fault = |what: String| LexiconError {
                row: index + 2,
                what,
            };
            let record = record.map_err(|error| fault(error.to_string()))?;
            let field = |column: usize| record.get(column).unwrap_or("").trim().to_owned();
            let wording = Wording {
                kind: kind(&field(0)).ok_or_else(|| fault(format!("no kind {:?}", &record[0])))?,
                language: field(1),
                layout: field(2),
                section: field(3),
                meaning: field(4),
                require: terms(&field(5)),
                refuse: terms(&field(6)),
                terms: field(5),
                unless: field(6),
            };
            if wording.require.is_empty() {
                return Err(fault("no terms".to_owned()));
            }
            wordings.push(wording);
        }
        let mut kinds: HashMap<Kind, Vec<usize>> = HashMap::new();
        for (index, wording) in wordings.iter().enumerate() {
            kinds.entry(wording.kind).or_default().push(index);
        }
        Ok(Lexicon {
            wordings,
            kinds,
            known: Mutex::default(),
        })
    }
}

impl Lexicon {
    /// The wordings of one kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Wording> {
        let indices = self.kinds.get(&kind).map_or(&[][..], Vec::as_slice);
        indices.iter().map(|index| &self.wordings[*index])
    }
}

impl Kind {
    pub const ALL: [(&'static str, Kind); 12] = [
        ("heading", Kind::Heading),
        ("opening", Kind::Opening),
        ("item", Kind::Item),
        ("sentence", Kind::Sentence),
        ("footer", Kind::Footer),
        ("comparison", Kind::Comparison),
        ("guard", Kind::Guard),
        ("reference", Kind::Reference),
        ("month", Kind::Month),
        ("count", Kind::Count),
        ("ordinal", Kind::Ordinal),
        ("filler", Kind::Filler),
    ];

    /// Whether a wording of this kind gives a figure its indicator.
    pub fn is_label(self) -> bool {
        matches!(
            self,
            Kind::Opening | Kind::Item | Kind::Sentence | Kind::Footer
        )
    }

    /// Whether the figure's sentence may state the period.
    pub fn is_dated(self) -> bool {
        matches!(self, Kind::Opening | Kind::Sentence | Kind::Footer)
    }
}

fn kind(name: &str) -> Option<Kind> {
    Kind::ALL
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, kind)| *kind)
}

fn terms(field: &str) -> Vec<Term> {
    let alternatives = |term: &str| {
        term.split('|')
            .map(words)
            .filter(|w| !w.is_empty())
            .collect()
    };
    let terms = field.split(';').map(|term| Term(alternatives(term)));
    terms.filter(|term| !term.0.is_empty()).collect()
}

fn words(alternative: &str) -> Vec<Word> {
    let word = |word: &str| match word.strip_suffix('*') {
        _ if word == "#" => Word::Figure,
        Some(beginning) => Word::Begins(beginning.to_lowercase()),
        None => Word::Exactly(word.to_lowercase()),
    };
    alternative.split_whitespace().map(word).collect()
}

impl Wording {
    /// Whether the wording stands in these tokens; `figure` is the index of
    /// the token that `#` means.
    pub fn matches(&self, tokens: &[Token], figure: Option<usize>) -> bool {
        let found = |term: &Term| term.found(tokens, figure, GAP);
        self.require.iter().all(found) && !self.refuse.iter().any(found)
    }

    /// Whether one of the alternatives stands in these tokens without gaps.
    pub fn stands_in(&self, tokens: &[Token], figure: Option<usize>) -> bool {
        self.require
            .iter()
            .all(|term| term.found(tokens, figure, 0))
    }

    /// As `matches`, with the words right beside each other and only blanks
    /// between them.
    pub fn matches_closely(&self, tokens: &[Token], figure: usize) -> bool {
        self.require.iter().all(|term| term.closely(tokens, figure))
    }

    /// Whether tokens begin with the wording.
    pub fn begins(&self, tokens: &[Token]) -> bool {
        let first = |words: &Vec<Word>| follows(words, tokens, 0, None, 0, true);
        self.require.iter().all(|term| term.0.iter().any(first))
    }

    /// Whether the label names the figure's place itself.
    pub fn places_figure(&self) -> bool {
        let places = |words: &Vec<Word>| words.iter().any(|word| matches!(word, Word::Figure));
        self.require.iter().any(|term| term.0.iter().any(places))
    }

    /// Whether one word is this wording, for month names and the like.
    pub fn is_word(&self, token: &Token) -> bool {
        self.require
            .iter()
            .all(|term| term.found(std::slice::from_ref(token), None, 0))
    }
}

impl Term {
    fn found(&self, tokens: &[Token], figure: Option<usize>, gap: usize) -> bool {
        self.0.iter().any(|words| {
            let Some((first, rest)) = words.split_first() else {
                return false;
            };
            (0..tokens.len()).any(|at| {
                first.is(&tokens[at], figure == Some(at))
                    && follows(rest, tokens, at + 1, figure, gap, false)
            })
        })
    }

    /// The alternative stands around the figure without gap or punctuation.
    fn closely(&self, tokens: &[Token], figure: usize) -> bool {
        self.0.iter().any(|words| {
            let Some(place) = words.iter().position(|word| matches!(word, Word::Figure)) else {
                return false;
            };
            let (Some(start), end) = (figure.checked_sub(place), figure + words.len() - place)
            else {
                return false;
            };
            end <= tokens.len()
                && tokens[start + 1..end].iter().all(|token| !token.apart)
                && follows(words, tokens, start, Some(figure), 0, true)
        })
    }
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
            Word::Exactly(word) => !is_figure && token.text == *word,
            Word::Begins(start) => token.number.is_none() && token.text.starts_with(start.as_str()),
        }
    }
}
