//! Statements with their figures blanked out: those of one wording are looked
//! at once.

use super::lexicon::Lexicon;
use super::number::{Number, Style};
use super::phrase::is_year;
use super::word::is_listed;

/// Marks that stand for figures in a skeleton: of three digits or more, of
/// two, of two that may be a day, and below thirteen.
const MARKS: [char; 4] = ['\u{1}', '\u{2}', '\u{3}', '\u{4}'];

/// A statement with its figures blanked out: those with the same skeleton
/// have the same shape. Years stay, as phrases need them, and so do small
/// numbers that may count months, and those that wordings name.
pub fn skeleton(text: &str, numbers: &[Number], lexicon: &Lexicon, key: &mut String) {
    key.clear();
    let before = |at: usize| match at {
        0 => &text[..numbers[0].bytes.start],
        at => &text[numbers[at - 1].bytes.end..numbers[at].bytes.start],
    };
    for (at, number) in numbers.iter().enumerate() {
        let between = before(at);
        key.push_str(between);
        let raw = &text[number.bytes.clone()];
        let listed = || is_listed(between);
        match number.value.filter(|_| number.style == Style::Whole) {
            Some(_) if lexicon.is_numeral(raw) => key.push_str(raw),
            Some(_) if raw.len() > 2 && (!is_year(number) || listed()) => key.push(MARKS[0]),
            Some(32..=99) => key.push(MARKS[1]),
            Some(13..=31) => key.push(MARKS[2]),
            Some(0..=12) if listed() => key.push(MARKS[3]),
            _ => key.push_str(raw),
        }
    }
    key.push_str(&text[numbers.last().map_or(0, |number| number.bytes.end)..]);
}
