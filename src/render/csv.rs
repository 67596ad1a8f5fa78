//! csv: RFC 4180 with LF line ends and always a header, exact: nothing is escaped
//! for a terminal. Written by hand and not with the csv crate, because its writer
//! quotes by style and not by cell, and so cannot tell NULL from the empty text:
//! here NULL is an empty field, the empty text is `""`. (A NULL alone in its row
//! is therefore an empty line, as PostgreSQL writes it; some readers skip it.)

use std::io::{self, Write};

use super::value::write_exact;
use crate::rows::{Sink, Value};

/// Writes csv. Blobs are hexadecimal digits.
pub(super) struct Csv<W> {
    out: W,
}

impl<W: Write> Csv<W> {
    pub(super) fn new(out: W) -> Self {
        Csv { out }
    }
}

impl<W: Write> Sink for Csv<W> {
    fn begin(&mut self, columns: &[String]) -> io::Result<()> {
        let names: Vec<Value<'_>> = columns.iter().map(|name| Value::Text(name)).collect();
        self.row(&names)
    }

    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        for (nth, value) in values.iter().enumerate() {
            if nth > 0 {
                self.out.write_all(b",")?;
            }
            write_exact(&mut self.out, *value, "", write_text)?;
        }
        self.out.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn write_text<W: Write>(out: &mut W, text: &str) -> io::Result<()> {
    if !text.is_empty() && !has_special(text.as_bytes()) {
        return out.write_all(text.as_bytes());
    }
    let mut opening: &[u8] = b"\"";
    for part in text.split('"') {
        out.write_all(opening)?;
        out.write_all(part.as_bytes())?;
        opening = b"\"\"";
    }
    out.write_all(b"\"")
}

/// Whether a field must be quoted. Looks at whole chunks without leaving early,
/// which the compiler turns into wide instructions.
fn has_special(text: &[u8]) -> bool {
    let special = |found, byte: &u8| found | matches!(byte, b'"' | b',' | b'\n' | b'\r');
    text.chunks(64)
        .any(|chunk| chunk.iter().fold(false, special))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::rendered;
    use super::super::{Format, Options};
    use super::*;

    #[test]
    fn only_what_must_be_quoted_is_quoted() {
        let row: &[Value<'_>] = &[
            Value::Null,
            Value::Text(""),
            Value::Text("a,\"b\"\r\nc"),
            Value::Text("Gəncə \t=1"),
            Value::Integer(-3),
            Value::Real(1.0),
            Value::Blob(&[1, 255]),
        ];
        let columns = ["n", "e", "q", "t", "i", "r", "b,"];
        assert_eq!(
            rendered(Format::Csv, Options::default(), &columns, &[row]),
            "n,e,q,t,i,r,\"b,\"\n,\"\",\"a,\"\"b\"\"\r\nc\",Gəncə \t=1,-3,1.0,01FF\n"
        );
        assert_eq!(
            rendered(Format::Csv, Options::default(), &["a"], &[]),
            "a\n"
        );
    }

    proptest! {
        #[test]
        fn any_text_comes_back_through_the_csv_crate(
            table in prop::collection::vec(prop::array::uniform2("[a,\"\r\n'ə ]{0,6}|\\PC{0,9}"), 1..8),
        ) {
            let rows: Vec<Vec<Value<'_>>> =
                table.iter().map(|row| row.iter().map(|text| Value::Text(text)).collect()).collect();
            let rows: Vec<&[Value<'_>]> = rows.iter().map(Vec::as_slice).collect();
            let text = rendered(Format::Csv, Options::default(), &["x", "y"], &rows);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let read: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect();
            prop_assert_eq!(read, table);
        }
    }
}
