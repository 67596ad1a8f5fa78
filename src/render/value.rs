//! How single values are written: blobs, which look the same in every format, and
//! the text of a cell in the formats made for reading. `number` has the numbers.

use std::borrow::Cow;

use super::options::Numerals;
use super::safe::{term_safe, term_safe_lines};
use crate::rows::Value;

/// A cell in table, markdown and html, where a text may have several lines.
///
/// NULL is `NULL`. A text that reads NULL, in quotes or not, gets one more pair of
/// quotes, so that no text can be taken for it: `'NULL'`. The empty text is empty,
/// a blob is `X'0A'`.
pub(super) fn shown_lines(value: Value<'_>, numerals: Numerals) -> Cow<'_, str> {
    shown(value, numerals, term_safe_lines)
}

/// As [`shown_lines`], but on one line.
pub(super) fn shown_line(value: Value<'_>, numerals: Numerals) -> Cow<'_, str> {
    shown(value, numerals, term_safe)
}

/// What NULL is shown as, and nothing else is.
pub(super) const NULL: &str = "NULL";

fn shown<'v>(
    value: Value<'v>,
    numerals: Numerals,
    safe: fn(&'v str) -> Cow<'v, str>,
) -> Cow<'v, str> {
    match value {
        Value::Null => NULL.into(),
        Value::Integer(number) => numerals.integer(number).into(),
        Value::Real(number) => numerals.real(number).into(),
        Value::Text(text) if text.trim_matches('\'') == NULL => format!("'{text}'").into(),
        Value::Text(text) => safe(text),
        Value::Blob(bytes) => format!("X'{}'", hex(bytes)).into(),
    }
}

/// A blob as hexadecimal digits, two a byte, upper case as SQLite's `hex()`.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| DIGITS[usize::from(digit)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_look_like_this() {
        for (value, expected) in [
            (Value::Null, "NULL"),
            (Value::Text("NULL"), "'NULL'"),
            (Value::Text("'NULL'"), "''NULL''"),
            (Value::Text("null"), "null"),
            (Value::Text(""), ""),
            (Value::Text("a\nb"), "a\\nb"),
            (Value::Integer(i64::MIN), "-9223372036854775808"),
            (Value::Real(2.0), "2.0"),
            (Value::Real(-0.1), "-0.1"),
            (Value::Real(f64::NEG_INFINITY), "-Inf"),
            (Value::Blob(&[0, 0xaf]), "X'00AF'"),
        ] {
            assert_eq!(shown_line(value, Numerals::default()), expected);
        }
        let lines = shown_lines(Value::Text("a\nb"), Numerals::default());
        assert_eq!(lines, "a\nb");
    }
}
