//! Inside quotes: the values of the column that the string stands against,
//! found by any part of the value or of its meaning.

use super::{Candidate, CandidateKind, Catalog};
use crate::sql::comparison::comparisons;
use crate::sql::lexer::Token;
use crate::sql::scope::Outline;

/// Candidates for a place inside a string; they begin behind its quote.
pub(super) fn inside(
    outline: &Outline<'_>,
    string: Token,
    cursor: usize,
    catalog: &dyn Catalog,
) -> (usize, Vec<Candidate>) {
    let text = outline.text;
    let Some(quote) = string.text(text).find('\'').map(|at| string.start + at) else {
        return (cursor, Vec::new());
    };
    let start = quote + 1;
    let here = outline
        .tokens
        .iter()
        .position(|token| token.start == string.start);
    let Some(comparison) = comparisons(outline)
        .into_iter()
        .find(|it| here.is_some_and(|here| it.strings.contains(&here)))
    else {
        return (cursor.max(start), Vec::new());
    };
    if cursor < start {
        return (cursor, Vec::new());
    }
    // A quote that was not closed yet pairs with the next one of the text.
    let rest = &text[cursor..string.end];
    let closed = string.finished && !rest.contains(char::is_whitespace);
    let close = if closed { "" } else { "'" };
    let prefix = text[start..cursor].replace("''", "'").to_lowercase();
    let mut found: Vec<(u8, Candidate)> = Vec::new();
    for (value, meaning) in catalog.values(&comparison.column) {
        let low = value.to_lowercase();
        let rank = if low.starts_with(&prefix) {
            0
        } else if low.contains(&prefix) {
            1
        } else if meaning.to_lowercase().contains(&prefix) {
            2
        } else {
            continue;
        };
        let shown = Candidate::new(value.as_str(), &meaning, CandidateKind::Value).shown;
        let text = value.replace('\'', "''") + close;
        let kind = CandidateKind::Value;
        found.push((rank, Candidate { text, shown, kind }));
    }
    // The catalogue's order stays within a rank.
    found.sort_by_key(|(rank, _)| *rank);
    (
        start,
        found.into_iter().map(|(_, candidate)| candidate).collect(),
    )
}
