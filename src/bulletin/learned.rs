//! Reads a text with what persons taught. Nothing that is read without it
//! changes, and only numbers beside taught wordings are read beyond it: a
//! document in which lessons would do more is read without them.

use super::{Figure, Lexicon, Passage, Period, Reader, Role, Text};
use std::collections::HashMap;

/// A figure that lessons would change: its place, from 1, and what it was and
/// would be, as an indicator with its period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Harm {
    pub line_no: usize,
    pub column_no: usize,
    pub before: String,
    pub after: String,
}

/// What a number is read as, with the period of its bulletin.
struct Read<'l> {
    role: Role<'l>,
    period: Option<Period>,
    yearless: Option<(i32, i32)>,
}

/// The passages of a text, and why they were read without the lessons, if they
/// were.
pub fn read<'l>(
    text: &Text,
    built_in: &'l Lexicon,
    learned: Option<&'l Lexicon>,
) -> (Vec<Passage<'l>>, Option<Harm>) {
    let without: Vec<Passage<'l>> = Reader::new(text, built_in).collect();
    let Some(learned) = learned else {
        return (without, None);
    };
    let mut with: Vec<Passage<'l>> = Reader::new(text, learned).collect();
    let (before, after) = (places(&without), places(&with));
    let harms = before.iter().filter_map(|(place, before)| {
        let after = after.get(place);
        is_harm(before, after).then(|| Harm {
            line_no: place.0,
            column_no: place.1,
            before: words(Some(before)),
            after: words(after),
        })
    });
    if let Some(harm) = harms.min_by_key(|harm| (harm.line_no, harm.column_no)) {
        return (without, Some(harm));
    }
    let unread = |figure: &Figure<'l>| {
        let before = before.get(&(figure.line_no, figure.column_no))?;
        let untaught = figure
            .why
            .is_none_or(|why| !learned.wordings[why.wording].taught);
        let is_unread = matches!(before.role, Role::Unread(_));
        (is_unread && untaught).then(|| before.role.clone())
    };
    for figure in with.iter_mut().flat_map(|passage| &mut passage.numbers) {
        if let Role::Observation(_) | Role::Repeat(_) = figure.role
            && let Some(role) = unread(figure)
        {
            (figure.role, figure.why) = (role, None);
        }
    }
    (with, None)
}

fn places<'p, 'l>(passages: &'p [Passage<'l>]) -> HashMap<(usize, usize), Read<'l>> {
    let read = |passage: &'p Passage<'l>| {
        let bulletin = passage.bulletin.as_ref();
        let (period, yearless) = (
            bulletin.and_then(|bulletin| bulletin.period),
            bulletin.and_then(|bulletin| bulletin.yearless),
        );
        passage.numbers.iter().map(move |figure| {
            let read = Read {
                role: figure.role.clone(),
                period,
                yearless,
            };
            ((figure.line_no, figure.column_no), read)
        })
    };
    passages.iter().flat_map(read).collect()
}

/// A figure is another one's, of another period, or none any more. Where its
/// bulletin had no period, it may get one.
fn is_harm(before: &Read<'_>, after: Option<&Read<'_>>) -> bool {
    if !matches!(before.role, Role::Observation(_)) {
        return false;
    }
    let same = |after: &Read<'_>| {
        let dated = before.period == after.period && before.yearless == after.yearless;
        let undated = before.period.is_none() && before.yearless.is_none();
        after.role == before.role && (dated || undated)
    };
    !after.is_some_and(same)
}

/// decisions.leave of 2024-12
fn words(read: Option<&Read<'_>>) -> String {
    match read.map(|read| (&read.role, read.period)) {
        Some((Role::Observation(indicator), Some(period))) => format!("{indicator} of {period}"),
        Some((Role::Observation(indicator), None)) => format!("{indicator} without a period"),
        Some((Role::Repeat(indicator), _)) => format!("{indicator} printed again"),
        Some((Role::Period, _)) => "a period".to_owned(),
        Some((Role::Reference, _)) => "no figure".to_owned(),
        Some((Role::Unread(_), _)) | None => "unread".to_owned(),
    }
}
