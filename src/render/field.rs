//! The fields of csv and tsv: exact unless marks in numbers, another NULL or
//! protection from spreadsheets are asked for. How a text is quoted or escaped is
//! left to the format.

use std::io::{self, Write};

use super::number::write_integer;
use super::options::{Export, Numerals};
use super::value::hex;
use crate::rows::Value;

/// What a spreadsheet takes for the beginning of a formula or, as a blank that it
/// drops, may find before one (trust.md, D2).
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Writes a value. `text` writes what needs care, and `null` stands for NULL unless
/// another text is asked for. Blobs are hexadecimal digits.
pub(super) fn write_field<W: Write>(
    out: &mut W,
    value: Value<'_>,
    export: &Export,
    null: &str,
    text: impl FnOnce(&mut W, &str) -> io::Result<()>,
) -> io::Result<()> {
    match value {
        Value::Null => out.write_all(export.null.as_deref().unwrap_or(null).as_bytes()),
        Value::Integer(number) if export.numerals == Numerals::default() => {
            write_integer(out, number)
        }
        Value::Integer(number) => text(out, &export.numerals.integer(number)),
        Value::Real(number) => text(out, &export.numerals.real(number)),
        Value::Text(words) if export.spreadsheet_safe && words.starts_with(FORMULA) => {
            text(out, &format!("'{words}"))
        }
        Value::Text(words) => text(out, words),
        Value::Blob(bytes) => out.write_all(hex(bytes).as_bytes()),
    }
}

/// Writes what stands before everything else in a file.
pub(super) fn write_mark<W: Write>(out: &mut W, export: &Export) -> io::Result<()> {
    if export.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    Ok(())
}
