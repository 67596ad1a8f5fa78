//! markdown: a GitHub table. Rows are written as they come, so the first row alone
//! decides which columns are numbers and stand on the right, and cells are not
//! padded. Whatever markdown would obey is escaped: a cell renders as its text.

use std::io::{self, Write};

use super::options::Numerals;
use super::safe::term_safe_lines;
use super::value::shown_lines;
use crate::rows::{Sink, Value};

/// Writes a pipe table; how values look is `value.rs`'s affair.
pub(super) struct Markdown<W> {
    out: W,
    numerals: Numerals,
    /// Columns, until the first row has settled the line below the header.
    columns: usize,
    settled: bool,
}

impl<W: Write> Markdown<W> {
    pub(super) fn new(out: W, numerals: Numerals) -> Self {
        Markdown {
            out,
            numerals,
            columns: 0,
            settled: false,
        }
    }

    fn rule(&mut self, is_number: impl Fn(usize) -> bool) -> io::Result<()> {
        self.settled = true;
        for nth in 0..self.columns {
            let rule = if is_number(nth) { "| ---: " } else { "| --- " };
            self.out.write_all(rule.as_bytes())?;
        }
        self.out.write_all(b"|\n")
    }
}

impl<W: Write> Sink for Markdown<W> {
    fn begin(&mut self, columns: &[String]) -> io::Result<()> {
        self.columns = columns.len();
        for name in columns {
            self.out.write_all(b"| ")?;
            write_text(&mut self.out, &term_safe_lines(name))?;
            self.out.write_all(b" ")?;
        }
        self.out.write_all(b"|\n")
    }

    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        if !self.settled {
            self.rule(|nth| values.get(nth).is_some_and(Value::is_number))?;
        }
        for value in values {
            self.out.write_all(b"| ")?;
            write_text(&mut self.out, &shown_lines(*value, self.numerals))?;
            self.out.write_all(b" ")?;
        }
        self.out.write_all(b"|\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        if !self.settled {
            self.rule(|_| false)?;
        }
        self.out.flush()
    }
}

fn write_text<W: Write>(out: &mut W, text: &str) -> io::Result<()> {
    const SPECIAL: [char; 11] = ['|', '\\', '`', '*', '_', '~', '[', '<', '&', '$', '\n'];
    let mut from = 0;
    for (at, special) in text.match_indices(SPECIAL) {
        out.write_all(&text.as_bytes()[from..at])?;
        from = at + special.len();
        match special {
            "\n" => out.write_all(b"<br>")?,
            // time_period stays readable: an underscore inside a word is only that.
            "_" if inside_word(text, at) => out.write_all(b"_")?,
            _ => write!(out, "\\{special}")?,
        }
    }
    out.write_all(&text.as_bytes()[from..])
}

/// Whether the character of one byte at `at` has letters or digits on both sides.
fn inside_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::super::tests::rendered;
    use super::super::{Format, Options};
    use super::*;

    #[test]
    fn the_first_row_decides_what_is_a_number() {
        let rows: [&[Value<'_>]; 2] = [
            &[Value::Text("x"), Value::Real(1.5)],
            &[Value::Integer(1), Value::Null],
        ];
        assert_eq!(
            rendered(
                Format::Markdown,
                &Options::default(),
                &["a", "time_period"],
                &rows
            ),
            "| a | time_period |\n| --- | ---: |\n| x | 1.5 |\n| 1 | NULL |\n"
        );
        assert_eq!(
            rendered(Format::Markdown, &Options::default(), &["a"], &[]),
            "| a |\n| --- |\n"
        );
    }

    #[test]
    fn markdown_in_a_text_stays_text() {
        let row: &[Value<'_>] = &[Value::Text("a|b\n<i> *x* _y_ \\|\u{1b}")];
        assert_eq!(
            rendered(Format::Markdown, &Options::default(), &["_"], &[row]),
            "| \\_ |\n| --- |\n| a\\|b<br>\\<i> \\*x\\* \\_y\\_ \\\\\\|\\\\x1b |\n"
        );
    }
}
