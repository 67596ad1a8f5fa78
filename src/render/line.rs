//! line: one field a line, `name: value`, names right-aligned as in sqlite3's
//! line mode, a blank line between records, `(0 rows)` for none. A line feed in
//! a value is shown as `\n`, so that a field is always exactly one line.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::options::{Numerals, Options};
use super::safe::term_safe;
use super::style::{of_cell, of_name};
use super::value::shown_line;
use crate::rows::{Sink, Value};

/// Writes records of fields; how values look is `value.rs`'s affair.
pub(super) struct Line<W> {
    out: W,
    numerals: Numerals,
    colour: bool,
    /// Column names, padded to one width, each with its colon.
    labels: Vec<String>,
    rows: u64,
}

impl<W: Write> Line<W> {
    pub(super) fn new(out: W, options: &Options) -> Self {
        Line {
            out,
            numerals: options.numerals,
            colour: options.colour,
            labels: Vec::new(),
            rows: 0,
        }
    }
}

impl<W: Write> Sink for Line<W> {
    fn begin(&mut self, columns: &[String]) -> io::Result<()> {
        let names: Vec<_> = columns.iter().map(|name| term_safe(name)).collect();
        let widest = names.iter().map(|name| name.width()).max().unwrap_or(0);
        let bold = of_name(self.colour);
        self.labels = names
            .iter()
            .map(|name| {
                let before = " ".repeat(widest - name.width());
                format!("{before}{bold}{name}{bold:#}:")
            })
            .collect();
        Ok(())
    }

    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        if self.rows > 0 {
            self.out.write_all(b"\n")?;
        }
        self.rows += 1;
        for (label, value) in self.labels.iter().zip(values) {
            let shown = shown_line(*value, self.numerals);
            let gap = if shown.is_empty() { "" } else { " " };
            let style = of_cell(&shown, self.colour);
            writeln!(self.out, "{label}{gap}{style}{shown}{style:#}")?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.rows == 0 {
            self.out.write_all(b"(0 rows)\n")?;
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::rendered;
    use super::super::{Format, Options};
    use super::*;

    #[test]
    fn a_field_is_a_line_and_records_are_apart() {
        let rows: [&[Value<'_>]; 2] = [
            &[Value::Integer(7), Value::Text("a\nb\x1b")],
            &[Value::Null, Value::Text("")],
        ];
        assert_eq!(
            rendered(Format::Line, &Options::default(), &["dövr", "x"], &rows),
            "dövr: 7\n   x: a\\nb\\x1b\n\ndövr: NULL\n   x:\n"
        );
    }

    #[test]
    fn no_rows_are_said() {
        assert_eq!(
            rendered(Format::Line, &Options::default(), &["a"], &[]),
            "(0 rows)\n"
        );
    }
}
