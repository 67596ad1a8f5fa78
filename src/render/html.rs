//! html: one `<table>` to be put into a page, with its header also for no rows.
//! Numbers carry `align` in each cell: it works without a style sheet, in mail and
//! word processors too, and needs no look ahead.

use std::io::{self, Write};

use super::options::Numerals;
use super::safe::term_safe_lines;
use super::value::shown_lines;
use crate::rows::{Sink, Value};

/// Writes a table element; how values look is `value.rs`'s affair.
pub(super) struct Html<W> {
    out: W,
    numerals: Numerals,
}

impl<W: Write> Html<W> {
    pub(super) fn new(out: W, numerals: Numerals) -> Self {
        Html { out, numerals }
    }
}

impl<W: Write> Sink for Html<W> {
    fn begin(&mut self, columns: &[String]) -> io::Result<()> {
        self.out.write_all(b"<table>\n<thead>\n<tr>")?;
        for name in columns {
            self.out.write_all(b"<th>")?;
            write_text(&mut self.out, &term_safe_lines(name))?;
            self.out.write_all(b"</th>")?;
        }
        self.out.write_all(b"</tr>\n</thead>\n<tbody>\n")
    }

    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        self.out.write_all(b"<tr>")?;
        for value in values {
            let right = value.is_number();
            let cell = if right {
                "<td align=\"right\">"
            } else {
                "<td>"
            };
            self.out.write_all(cell.as_bytes())?;
            write_text(&mut self.out, &shown_lines(*value, self.numerals))?;
            self.out.write_all(b"</td>")?;
        }
        self.out.write_all(b"</tr>\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(b"</tbody>\n</table>\n")?;
        self.out.flush()
    }
}

fn write_text<W: Write>(out: &mut W, text: &str) -> io::Result<()> {
    for part in text.split_inclusive(['&', '<', '>', '"', '\n']) {
        let (plain, escape) = match part.as_bytes() {
            [plain @ .., b'&'] => (plain, "&amp;"),
            [plain @ .., b'<'] => (plain, "&lt;"),
            [plain @ .., b'>'] => (plain, "&gt;"),
            [plain @ .., b'"'] => (plain, "&quot;"),
            [plain @ .., b'\n'] => (plain, "<br>"),
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
    fn text_is_escaped_and_numbers_are_right_aligned() {
        let row: &[Value<'_>] = &[
            Value::Text("<b>&\"\n\u{202e}"),
            Value::Integer(5),
            Value::Null,
        ];
        assert_eq!(
            rendered(
                Format::Html,
                &Options::default(),
                &["a<b", "n", "o"],
                &[row]
            ),
            "<table>\n<thead>\n<tr><th>a&lt;b</th><th>n</th><th>o</th></tr>\n</thead>\n<tbody>\n\
             <tr><td>&lt;b&gt;&amp;&quot;<br>\\u{202e}</td><td align=\"right\">5</td>\
             <td>NULL</td></tr>\n</tbody>\n</table>\n"
        );
    }

    #[test]
    fn no_rows_keep_the_header() {
        assert_eq!(
            rendered(Format::Html, &Options::default(), &["a"], &[]),
            "<table>\n<thead>\n<tr><th>a</th></tr>\n</thead>\n<tbody>\n</tbody>\n</table>\n"
        );
    }
}
