//! csv: RFC 4180 with LF line ends and always a header, exact unless more is asked
//! for: nothing is escaped for a terminal. Written by hand and not with the csv
//! crate, because its writer quotes by style and not by cell, and so cannot tell
//! NULL from the empty text: here NULL is an empty field, the empty text is `""`, and
//! a text that reads as another NULL is quoted too. (A NULL alone in its row is
//! therefore an empty line, as PostgreSQL writes it; some readers skip it.)

use std::io::{self, Write};

use memchr::{memchr, memchr3};

use super::field::{write_field, write_mark};
use super::options::Export;
use crate::rows::{Sink, Value};

/// Writes csv.
pub(super) struct Csv<W> {
    out: W,
    export: Export,
}

impl<W: Write> Csv<W> {
    pub(super) fn new(out: W, export: &Export) -> Self {
        let export = export.clone();
        Csv { out, export }
    }
}

impl<W: Write> Sink for Csv<W> {
    fn begin(&mut self, columns: &[String]) -> io::Result<()> {
        write_mark(&mut self.out, &self.export)?;
        let names: Vec<Value<'_>> = columns.iter().map(|name| Value::Text(name)).collect();
        self.row(&names)
    }

    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        let separator = self.export.separator.mark();
        let null = self.export.null.as_deref().unwrap_or("");
        for (nth, value) in values.iter().enumerate() {
            if nth > 0 {
                self.out.write_all(&[separator])?;
            }
            write_field(&mut self.out, *value, &self.export, "", |out, text| {
                // A spreadsheet may take another mark for the separator, and what
                // stands behind it for a formula.
                let cut = self.export.spreadsheet_safe && text.contains([',', ';', '\t']);
                if cut || text.is_empty() || text == null || has_special(text.as_bytes(), separator)
                {
                    write_quoted(out, text)
                } else {
                    out.write_all(text.as_bytes())
                }
            })?;
        }
        self.out.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn write_quoted<W: Write>(out: &mut W, text: &str) -> io::Result<()> {
    out.write_all(b"\"")?;
    let mut rest = text.as_bytes();
    while let Some(at) = memchr(b'"', rest) {
        out.write_all(&rest[..=at])?;
        out.write_all(b"\"")?;
        rest = &rest[at + 1..];
    }
    out.write_all(rest)?;
    out.write_all(b"\"")
}

/// Whether a field must be quoted.
fn has_special(text: &[u8], separator: u8) -> bool {
    memchr3(separator, b'"', b'\n', text).is_some() || memchr(b'\r', text).is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::rendered;
    use super::super::{Decimal, Format, Numerals, Options, Separator, Thousands};
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
            rendered(Format::Csv, &Options::default(), &columns, &[row]),
            "n,e,q,t,i,r,\"b,\"\n,\"\",\"a,\"\"b\"\"\r\nc\",Gəncə \t=1,-3,1.0,01FF\n"
        );
        assert_eq!(
            rendered(Format::Csv, &Options::default(), &["a"], &[]),
            "a\n"
        );
    }

    fn exported(export: Export, columns: &[&str], rows: &[&[Value<'_>]]) -> String {
        let options = Options {
            export,
            ..Options::default()
        };
        rendered(Format::Csv, &options, columns, rows)
    }

    #[test]
    fn what_a_spreadsheet_wants_is_written_on_request() {
        let export = Export {
            numerals: Numerals {
                thousands: Thousands::Dot,
                decimal: Decimal::Comma,
            },
            bom: true,
            separator: Separator::Semicolon,
            null: Some("NA".to_owned()),
            ..Export::default()
        };
        let row: &[Value<'_>] = &[
            Value::Integer(-1_234_567),
            Value::Real(1234.5),
            Value::Null,
            Value::Text("NA"),
            Value::Text("a;b,c"),
            Value::Text("x,y"),
        ];
        assert_eq!(
            exported(export, &["i", "r", "n", "t", "s", "c"], &[row]),
            "\u{feff}i;r;n;t;s;c\n-1.234.567;1.234,5;NA;\"NA\";\"a;b,c\";x,y\n"
        );
        let export = Export {
            numerals: Numerals {
                thousands: Thousands::Comma,
                decimal: Decimal::Point,
            },
            ..Export::default()
        };
        assert_eq!(
            exported(export, &["i"], &[&[Value::Integer(1000)]]),
            "i\n\"1,000\"\n"
        );
    }

    #[test]
    fn texts_that_begin_like_formulas_are_marked_and_numbers_are_not() {
        let export = Export {
            spreadsheet_safe: true,
            ..Export::default()
        };
        let row: &[Value<'_>] = &[
            Value::Text("=1+1"),
            Value::Text("-5"),
            Value::Text("＝A1"),
            Value::Text("\t=1"),
            Value::Text("a=1"),
            Value::Integer(-5),
            Value::Real(-0.5),
        ];
        assert_eq!(
            exported(export, &["@n", "b", "c", "d", "e", "f", "g"], &[row]),
            "'@n,b,c,d,e,f,g\n'=1+1,'-5,'＝A1,\"'\t=1\",a=1,-5,-0.5\n"
        );
    }

    proptest! {
        #[test]
        fn no_text_is_taken_for_a_formula(
            texts in prop::collection::vec("[=+@＝＋－＠\t\r-]{0,2}[a,;\"\n'ə=-]{0,5}|\\PC{0,9}", 1..8),
            separator in prop::sample::select(vec![Separator::Comma, Separator::Semicolon, Separator::Tab]),
            tsv in any::<bool>(),
        ) {
            let export = Export { spreadsheet_safe: true, separator, ..Export::default() };
            let names: Vec<&str> = texts.iter().map(String::as_str).collect();
            let row: Vec<Value<'_>> = names.iter().map(|text| Value::Text(text)).collect();
            let format = if tsv { Format::Tsv } else { Format::Csv };
            let options = Options { export, ..Options::default() };
            let text = rendered(format, &options, &names, &[&row]);
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(if tsv { b'\t' } else { separator.mark() })
                .quoting(!tsv)
                .has_headers(false)
                .from_reader(text.as_bytes());
            let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            prop_assert_eq!(records.len(), if text == "\n\n" { 0 } else { 2 });
            for record in records {
                for (field, text) in record.iter().zip(&texts) {
                    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
                    prop_assert!(!formula || field.starts_with('\''));
                    let expected = if formula { format!("'{text}") } else { text.clone() };
                    prop_assert!(tsv || field == expected);
                }
            }
        }

        #[test]
        fn any_text_comes_back_through_the_csv_crate(
            table in prop::collection::vec(prop::array::uniform2("[a,\"\r\n'ə ]{0,6}|\\PC{0,9}"), 1..8),
        ) {
            let rows: Vec<Vec<Value<'_>>> =
                table.iter().map(|row| row.iter().map(|text| Value::Text(text)).collect()).collect();
            let rows: Vec<&[Value<'_>]> = rows.iter().map(Vec::as_slice).collect();
            let text = rendered(Format::Csv, &Options::default(), &["x", "y"], &rows);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let read: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect();
            prop_assert_eq!(read, table);
        }
    }
}
