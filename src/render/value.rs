//! How single values are written: numbers and blobs, which look the same in
//! every format, and the text of a cell in the formats made for reading.

use std::borrow::Cow;
use std::io::{self, Write};

use super::safe::{term_safe, term_safe_lines};
use crate::rows::Value;

/// A cell in table, markdown and html, where a text may have several lines.
///
/// NULL is `NULL`. A text that reads NULL, in quotes or not, gets one more pair of
/// quotes, so that no text can be taken for it: `'NULL'`. The empty text is empty,
/// a blob is `X'0A'`.
pub(super) fn shown_lines(value: Value<'_>) -> Cow<'_, str> {
    shown(value, term_safe_lines)
}

/// As [`shown_lines`], but on one line.
pub(super) fn shown_line(value: Value<'_>) -> Cow<'_, str> {
    shown(value, term_safe)
}

fn shown<'v>(value: Value<'v>, safe: fn(&'v str) -> Cow<'v, str>) -> Cow<'v, str> {
    match value {
        Value::Null => "NULL".into(),
        Value::Integer(number) => number.to_string().into(),
        Value::Real(number) => real(number).into(),
        Value::Text(text) if text.trim_matches('\'') == "NULL" => format!("'{text}'").into(),
        Value::Text(text) => safe(text),
        Value::Blob(bytes) => format!("X'{}'", hex(bytes)).into(),
    }
}

/// The shortest text that reads back as the same number and as no integer:
/// `12.0`, `0.1`, `1e16`. Beyond the numbers SQLite's words: `Inf`, `-Inf`.
pub(super) fn real(number: f64) -> String {
    match number {
        f64::INFINITY => "Inf".to_owned(),
        f64::NEG_INFINITY => "-Inf".to_owned(),
        number => format!("{number:?}"),
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

/// Writes a value whose text needs no care: a number as above, a blob as digits.
/// `text` writes a text, and `null` stands for NULL.
pub(super) fn write_exact<W: Write>(
    out: &mut W,
    value: Value<'_>,
    null: &str,
    text: impl FnOnce(&mut W, &str) -> io::Result<()>,
) -> io::Result<()> {
    match value {
        Value::Null => out.write_all(null.as_bytes()),
        Value::Integer(number) => write!(out, "{number}"),
        Value::Real(number) => out.write_all(real(number).as_bytes()),
        Value::Text(words) => text(out, words),
        Value::Blob(bytes) => out.write_all(hex(bytes).as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
            assert_eq!(shown_line(value), expected);
        }
        assert_eq!(shown_lines(Value::Text("a\nb")), "a\nb");
    }

    proptest! {
        #[test]
        fn a_real_reads_back_exactly(number in prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO) {
            let text = real(number);
            prop_assert_eq!(text.parse::<f64>().unwrap().to_bits(), number.to_bits());
            prop_assert!(text.contains(['.', 'e']));
        }
    }
}
