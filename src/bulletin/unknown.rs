//! What stands beside numbers that no rule understood: their wordings, ready to
//! be taught, and the indicators whose wordings are closest.

use super::clause::Part;
use super::lexicon::Lexicon;
use super::number::{Number, scan};
use super::place::Places;
use super::shape::Cut;
use super::statement::{Statement, Statements};
use super::text::Text;
use super::word::Token;
use super::words::Words;
use std::collections::{BTreeMap, BTreeSet};

/// The label of a number. Lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub line_no: usize,
    pub column_no: usize,
    /// The words of the label as printed, `#` for the figure inside them; of a
    /// number without a label its statement, `#` for each number.
    pub wording: String,
    /// Indicators by the distance of their closest wordings, in terms that are
    /// missing or stand there although they are refused.
    pub closest: Vec<(String, usize)>,
}

/// Characters of a wording.
const LONGEST: usize = 300;
/// Largest distance of an indicator that is worth a look, and how many are.
const FAR: usize = 3;
const CLOSEST: usize = 2;

/// The labels of the numbers at these places (line, column), in their order.
pub fn labels(text: &Text, lexicon: &Lexicon, places: &BTreeSet<(usize, usize)>) -> Vec<Label> {
    let mut found = Vec::new();
    for statement in Statements::of(text.content()) {
        let lines = (*statement.lines().start(), 0)..(statement.lines().end() + 1, 0);
        if places.range(lines).next().is_some() {
            found.extend(of_statement(&statement, lexicon, places));
        }
    }
    found
}

fn of_statement(
    statement: &Statement<'_>,
    lexicon: &Lexicon,
    places: &BTreeSet<(usize, usize)>,
) -> Vec<Label> {
    let text = statement.text;
    let numbers = scan(text, |word| lexicon.multiplier(word));
    let cut = Cut::of(text, &numbers, lexicon);
    let mut stands = Vec::new();
    Places::default().of(statement, None, &numbers, lexicon, &mut stands);
    let label = |(number, place): (usize, &super::place::Place)| {
        let (line_no, column_no) = (place.line_no, place.column_no);
        if !places.contains(&(line_no, column_no)) {
            return None;
        }
        let part = cut.parts.iter().find(|part| part.number == number);
        let (wording, closest) = match part.map(|part| (wording(text, part), part)) {
            Some((wording, part)) if !wording.is_empty() => {
                (wording, closest(part, cut.language, lexicon))
            }
            _ => (masked(text, &numbers), Vec::new()),
        };
        Some(Label {
            line_no,
            column_no,
            wording: wording.chars().take(LONGEST).collect(),
            closest,
        })
    };
    stands.iter().enumerate().filter_map(label).collect()
}

/// The words of a part as printed; empty where it has none.
fn wording(text: &str, part: &Part) -> String {
    let mut tokens: Vec<&Token> = part.words.iter().chain(&part.asides).collect();
    tokens.sort_by_key(|token| token.start);
    let is_figure = |token: &&&Token| token.number == Some(part.number);
    let is_word = |token: &&Token| token.number.is_none();
    let (Some(first), Some(last)) = (
        tokens.iter().position(is_word),
        tokens.iter().rposition(is_word),
    ) else {
        return String::new();
    };
    // A number that is not the figure itself says something at the end, too.
    let last = tokens.len() - 1 - tokens[last..].iter().rev().take_while(is_figure).count();
    let mut wording = String::new();
    let mut before: Option<&Token> = None;
    for token in &tokens[first..=last] {
        if let Some(before) = before {
            let between = &text[before.end..token.start];
            let plain = between.len() <= 4 && !between.contains(['\n', '\r', '\t']);
            let plain = plain && !between.chars().any(char::is_alphanumeric);
            wording += if plain { between } else { " " };
        }
        wording += if is_figure(&token) {
            "#"
        } else {
            &text[token.start..token.end]
        };
        before = Some(token);
    }
    wording.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A statement with its numbers as `#`.
fn masked(text: &str, numbers: &[Number]) -> String {
    let mut masked = String::new();
    let mut at = 0;
    for number in numbers {
        masked += &text[at..number.bytes.start];
        masked.push('#');
        at = number.bytes.end;
    }
    masked += &text[at..];
    masked.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The indicators whose wordings are closest to a label and share a word with
/// it.
fn closest(part: &Part, language: &'static str, lexicon: &Lexicon) -> Vec<(String, usize)> {
    let mut tokens = part.asides.clone();
    tokens.extend_from_slice(&part.words);
    let figure = Some(part.asides.len() + part.figure);
    let words = Words::of(&tokens);
    let mut distances: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for row in lexicon.labels(language) {
        let wording = &lexicon.wordings[row];
        let Some((distance, shared)) = wording.distance(&words, figure) else {
            continue;
        };
        if distance > FAR {
            continue;
        }
        // Of two that are as far, the one that shares more words comes first.
        let distance = (distance, usize::MAX - shared);
        let known = distances.entry(&wording.meaning).or_insert(distance);
        *known = distance.min(*known);
    }
    let mut closest: Vec<_> = distances.into_iter().collect();
    closest.sort_by_key(|(_, distance)| *distance);
    closest.truncate(CLOSEST);
    let named = |(indicator, (distance, _)): (&str, _)| (indicator.to_owned(), distance);
    closest.into_iter().map(named).collect()
}
