//! Numbers with words for thousand and million in them.

use super::{Number, Style, is_blank, number_at};
use crate::bulletin::fold::fold;

/// A number with the words for thousand and million behind it, and what
/// follows them: `7 min 487`, `1 milyon 536 min 378`, `86 min 99`.
pub fn multiplied(
    line: &str,
    number: Number,
    multiplier: impl Fn(&str) -> Option<i64> + Copy,
) -> Number {
    if !matches!(number.style, Style::Whole | Style::Decimal) {
        return number;
    }
    let Some((factor, end)) = word_behind(line, number.bytes.end, multiplier) else {
        return number;
    };
    let start = number.bytes.start;
    let whole = number.value.and_then(|value| value.checked_mul(factor));
    let rounded = Number {
        bytes: number.bytes,
        style: Style::Rounded,
        value: whole,
    };
    let blanks = line[end..].len() - line[end..].trim_start_matches(is_blank).len();
    let rest = end + blanks;
    let digit = line[rest..].starts_with(|char: char| char.is_ascii_digit());
    let (Some(whole), true) = (whole, digit && blanks > 0) else {
        return rounded;
    };
    let rest = number_at(line, rest, end);
    // "1 milyon 536 min 378" goes down; what goes on otherwise is no number,
    // however long.
    let next = word_behind(line, rest.bytes.end, multiplier);
    if next.is_some_and(|(next, _)| next >= factor) {
        return rounded;
    }
    let rest = multiplied(line, rest, multiplier);
    match rest.value.filter(|value| *value < factor) {
        Some(value) if matches!(rest.style, Style::Whole | Style::Rounded) => Number {
            bytes: start..rest.bytes.end,
            style: rest.style,
            value: whole.checked_add(value),
        },
        _ => rounded,
    }
}

/// Whether a line begins with a word for thousand or million.
pub fn begins_multiplied(line: &str, multiplier: impl Fn(&str) -> Option<i64>) -> bool {
    word_behind(line, 0, multiplier).is_some()
}

/// The multiplier right behind a number, and its end with its full stop.
fn word_behind(
    line: &str,
    end: usize,
    multiplier: impl Fn(&str) -> Option<i64>,
) -> Option<(i64, usize)> {
    let behind = &line[end..];
    let word = behind.trim_start_matches(is_blank);
    let begins = line.len() - word.len();
    // Most words are no multipliers, and folding them all would cost time.
    if !word.starts_with(['m', 'M', 't', 'T', 'b', 'B', 'т', 'Т', 'м', 'М']) {
        return None;
    }
    let length = word
        .find(|char: char| !char.is_alphabetic())
        .unwrap_or(word.len());
    if length > 32 {
        return None;
    }
    let factor = multiplier(&fold(&word[..length]))?;
    let stop = usize::from(word[length..].starts_with('.') && word[..length].chars().count() <= 4);
    Some((factor, begins + length + stop))
}
