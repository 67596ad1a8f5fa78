//! Which words of a line belong to which of its figures.
//!
//! A clause ends at a semicolon, a full stop, behind the value of a list item
//! (`label – 27328, which is …`), and before a comparison. What stands in
//! brackets is a clause of its own. A clause with several figures is cut into
//! one part for each.

use super::lexicon::{Kind, Lexicon};
use super::phrase::Phrase;
use super::shape::Hint;
use super::word::Token;

/// The words that may label one figure.
#[derive(Debug)]
pub struct Part {
    /// Index into the line's numbers.
    pub number: usize,
    /// The words with the figure among them, without period phrases and
    /// brackets.
    pub words: Vec<Token>,
    /// Place of the figure in `words`.
    pub figure: usize,
    /// What brackets before the figure add.
    pub asides: Vec<Token>,
    /// A period phrase stands in the clause.
    pub dated: bool,
    /// Which words belong to the figure is not sure.
    pub unsure: bool,
}

/// The parts of a line, one for each number that may be a figure.
pub fn parts(tokens: &[Token], phrases: &[Phrase], hints: &[Hint], lexicon: &Lexicon) -> Vec<Part> {
    let mut in_phrase = vec![false; tokens.len()];
    for phrase in phrases {
        in_phrase[phrase.tokens.clone()].fill(true);
    }
    let is_figure = |token: &Token| {
        let hint = token.number.map(|number| &hints[number]);
        matches!(hint, Some(Hint::Figure(_)))
    };
    let line = Line {
        tokens,
        in_phrase: &in_phrase,
        lexicon,
        is_figure: &is_figure,
    };
    let mut parts = Vec::new();
    for clause in line.clauses() {
        line.cut(&clause, &mut parts);
    }
    parts
}

struct Line<'l> {
    tokens: &'l [Token],
    in_phrase: &'l [bool],
    lexicon: &'l Lexicon,
    is_figure: &'l dyn Fn(&Token) -> bool,
}

/// A clause: its own tokens, and those in brackets inside it.
#[derive(Default)]
struct Clause {
    own: Vec<usize>,
    asides: Vec<usize>,
    /// It has a word.
    worded: bool,
}

impl Line<'_> {
    fn clauses(&self) -> Vec<Clause> {
        let mut clauses = Vec::new();
        let mut clause = Clause::default();
        let mut aside = Clause::default();
        for (at, token) in self.tokens.iter().enumerate() {
            if token.aside {
                aside.own.push(at);
                clause.asides.push(at);
                continue;
            }
            if !aside.own.is_empty() {
                clauses.push(std::mem::take(&mut aside));
            }
            if token.clause || self.ends_before(at, &clause) {
                clauses.push(std::mem::take(&mut clause));
            }
            clause.own.push(at);
            clause.worded |= token.number.is_none();
        }
        clauses.extend([aside, clause]);
        clauses
    }

    /// Whether a clause ends before this token although no semicolon does:
    /// behind a list item's value, and before a comparison.
    fn ends_before(&self, at: usize, clause: &Clause) -> bool {
        let (token, Some(&last)) = (&self.tokens[at], clause.own.last()) else {
            return false;
        };
        let behind_value =
            self.tokens[last].listed && (self.is_figure)(&self.tokens[last]) && clause.worded;
        let compares = || {
            let rest = &self.tokens[at..self.tokens.len().min(at + 4)];
            self.lexicon
                .of(Kind::Comparison)
                .any(|wording| wording.begins(rest))
        };
        token.comma && (behind_value || compares())
    }

    /// Cuts a clause into one part for each of its figures. The values of a
    /// list stand behind their labels; otherwise each figure stands before
    /// its own, and the first one takes what leads to it.
    fn cut(&self, clause: &Clause, parts: &mut Vec<Part>) {
        let own: Vec<usize> = clause
            .own
            .iter()
            .copied()
            .filter(|at| !self.in_phrase[*at])
            .collect();
        let dated = clause.own.iter().any(|at| self.in_phrase[*at]);
        let figures: Vec<usize> = (0..own.len())
            .filter(|at| (self.is_figure)(&self.tokens[own[*at]]))
            .collect();
        let values: Vec<usize> = figures
            .iter()
            .copied()
            .filter(|at| self.tokens[own[*at]].listed && *at > 0)
            .collect();
        let listed = values.last() == figures.last() && figures.len() > 1 && !values.is_empty();
        for (index, &figure) in figures.iter().enumerate() {
            let (start, end, unsure) = if figures.len() == 1 {
                (0, own.len(), false)
            } else if listed {
                let place = values.partition_point(|value| *value < figure);
                let start = place.checked_sub(1).map_or(0, |before| values[before] + 1);
                (start, figure + 1, values.get(place) != Some(&figure))
            } else {
                let start = if index == 0 { 0 } else { figure };
                (
                    start,
                    figures.get(index + 1).copied().unwrap_or(own.len()),
                    !values.is_empty(),
                )
            };
            parts.extend(self.part(clause, &own[start..end], figure - start, dated, unsure));
        }
    }

    fn part(
        &self,
        clause: &Clause,
        own: &[usize],
        figure: usize,
        dated: bool,
        unsure: bool,
    ) -> Option<Part> {
        let place = own[figure];
        let number = self.tokens[place].number?;
        // Brackets behind a list item's value are about something else.
        let last = if self.tokens[place].listed {
            place
        } else {
            *own.last()?
        };
        let from = clause.asides.partition_point(|at| *at < own[0]);
        let to = clause.asides.partition_point(|at| *at <= last);
        let inside = clause.asides.get(from..to).unwrap_or_default();
        let words = own
            .iter()
            .copied()
            .filter(|at| !is_footnote(&self.tokens[*at]));
        let words: Vec<usize> = words.collect();
        Some(Part {
            number,
            figure: words.iter().position(|at| *at == place)?,
            words: words.iter().map(|at| self.tokens[*at].clone()).collect(),
            dated: dated || inside.iter().any(|at| self.in_phrase[*at]),
            asides: inside.iter().map(|at| self.tokens[*at].clone()).collect(),
            unsure,
        })
    }
}

/// A raised numeral, which is no word of a label.
fn is_footnote(token: &Token) -> bool {
    token.number.is_some() && !token.text.contains(|char: char| char.is_ascii_digit())
}

/// Whether words at the edge of a label carry no meaning of their own.
pub fn is_edge(words: &[Token], lexicon: &Lexicon) -> bool {
    let filler = |word: &Token| {
        lexicon
            .of(Kind::Filler)
            .any(|wording| wording.is_word(word))
    };
    words
        .iter()
        .all(|word| word.number.is_none() && filler(word))
}
