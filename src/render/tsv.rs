//! tsv: one line a row, fields between tabs, always a header. Tab, line feed,
//! carriage return and backslash inside a text are `\t`, `\n`, `\r` and `\\`, and
//! NULL is `\N`, as PostgreSQL's COPY writes them; so no quoting is needed and
//! every line and tab in the output is a real border. Another text for NULL is
//! written as it is given.

use std::io::{self, Write};

use super::field::{write_field, write_mark};
use super::options::Export;
use crate::rows::{Sink, Value};

/// Writes tsv.
pub(super) struct Tsv<W> {
    out: W,
    export: Export,
}

impl<W: Write> Tsv<W> {
    pub(super) fn new(out: W, export: &Export) -> Self {
        let export = export.clone();
        Tsv { out, export }
    }
}

impl<W: Write> Sink for Tsv<W> {
    fn begin(&mut self, columns: &[String]) -> io::Result<()> {
        write_mark(&mut self.out, &self.export)?;
        let names: Vec<Value<'_>> = columns.iter().map(|name| Value::Text(name)).collect();
        self.row(&names)
    }

    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        for (nth, value) in values.iter().enumerate() {
            if nth > 0 {
                self.out.write_all(b"\t")?;
            }
            write_field(&mut self.out, *value, &self.export, "\\N", write_text)?;
        }
        self.out.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn write_text<W: Write>(out: &mut W, text: &str) -> io::Result<()> {
    for part in text.split_inclusive(['\t', '\n', '\r', '\\']) {
        let (plain, escape) = match part.as_bytes() {
            [plain @ .., b'\t'] => (plain, "\\t"),
            [plain @ .., b'\n'] => (plain, "\\n"),
            [plain @ .., b'\r'] => (plain, "\\r"),
            [plain @ .., b'\\'] => (plain, "\\\\"),
            plain => (plain, ""),
        };
        out.write_all(plain)?;
        out.write_all(escape.as_bytes())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::rendered;
    use super::super::{Format, Options};
    use super::*;

    #[test]
    fn every_row_is_one_line_and_null_is_told_from_text() {
        let row: &[Value<'_>] = &[
            Value::Null,
            Value::Text("\\N"),
            Value::Text("a\tb\r\nc"),
            Value::Text(""),
        ];
        assert_eq!(
            rendered(
                Format::Tsv,
                &Options::default(),
                &["n", "t", "x\ty", "e"],
                &[row]
            ),
            "n\tt\tx\\ty\te\n\\N\t\\\\N\ta\\tb\\r\\nc\t\n"
        );
        assert_eq!(
            rendered(Format::Tsv, &Options::default(), &["a"], &[]),
            "a\n"
        );
    }
}
