//! ROWS -> TEXT, into a given writer: one variant of [`Format`] and one small
//! file per output format. This room alone knows how a value looks; it never
//! sees SQLite, never asks for the time, the terminal or an environment
//! variable, and never prints: what it has to know stands in [`Options`].

mod csv;
mod field;
mod html;
mod json;
mod jsonl;
mod line;
mod markdown;
mod number;
mod options;
mod safe;
mod style;
mod table;
mod tsv;
mod value;
mod wrap;
mod xlsx;

use std::io::{BufWriter, Write};
use std::path::Path;
use std::str::FromStr;

use crate::rows::Sink;

pub use options::{Decimal, Export, Numerals, Options, Place, Separator, Thousands};
pub use safe::{term_safe, term_safe_lines};
pub use wrap::wrapped;

/// An output format, as `--format` and `.mode` name it (contract.md, section 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Format {
    /// aligned columns in a frame, with a row count
    Table,
    /// comma-separated values, exact
    Csv,
    /// tab-separated values, one line a row
    Tsv,
    /// one array of objects
    Json,
    /// one object a line
    Jsonl,
    /// a table for GitHub
    Markdown,
    /// a <table> element
    Html,
    /// one field a line
    Line,
    /// a workbook with a sheet of rows and a sheet about them
    Xlsx,
}

impl Format {
    pub const ALL: [Format; 9] = [
        Format::Table,
        Format::Csv,
        Format::Tsv,
        Format::Json,
        Format::Jsonl,
        Format::Markdown,
        Format::Html,
        Format::Line,
        Format::Xlsx,
    ];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Line => "line",
            Format::Xlsx => "xlsx",
        }
    }

    /// The format that the ending of a file's name stands for, if for any.
    pub fn of_file(path: &Path) -> Option<Format> {
        match path.extension()?.to_ascii_lowercase().to_str()? {
            "csv" => Some(Format::Csv),
            "tsv" => Some(Format::Tsv),
            "json" => Some(Format::Json),
            "jsonl" => Some(Format::Jsonl),
            "md" => Some(Format::Markdown),
            "html" => Some(Format::Html),
            "xlsx" => Some(Format::Xlsx),
            _ => None,
        }
    }

    /// Whether results of several statements may follow one another in it; the
    /// caller writes the blank line between them. json, markdown, html and xlsx hold
    /// one result (contract.md, section 1, has the finer rule for csv, tsv, jsonl).
    pub fn follows_others(self) -> bool {
        use Format::{Html, Json, Markdown, Xlsx};
        !matches!(self, Json | Markdown | Html | Xlsx)
    }
}

/// A word that names no format; the message lists those that exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such format: {}; there are {}", term_safe(.0), Format::ALL.map(Format::name).join(", "))]
pub struct UnknownFormat(pub String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Format, UnknownFormat> {
        Format::ALL
            .into_iter()
            .find(|format| format.name() == word)
            .ok_or_else(|| UnknownFormat(word.to_owned()))
    }
}

/// The sink that writes one result in `format` to `out`. It buffers by itself;
/// `finish` flushes. Errors are those of `out`.
pub fn sink<'w, W: Write + 'w>(format: Format, options: &Options, out: W) -> Box<dyn Sink + 'w> {
    let out = BufWriter::with_capacity(64 * 1024, out);
    match format {
        Format::Table => Box::new(table::Table::new(out, options)),
        Format::Csv => Box::new(csv::Csv::new(out, &options.export)),
        Format::Tsv => Box::new(tsv::Tsv::new(out, &options.export)),
        Format::Json => Box::new(json::Json::new(out)),
        Format::Jsonl => Box::new(jsonl::Jsonl::new(out)),
        Format::Markdown => Box::new(markdown::Markdown::new(out, options.numerals)),
        Format::Html => Box::new(html::Html::new(out, options.numerals)),
        Format::Line => Box::new(line::Line::new(out, options)),
        Format::Xlsx => Box::new(xlsx::Xlsx::new(out, options)),
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use clap::ValueEnum;

    use super::*;
    use crate::rows::Value;

    /// What `format` makes of a result, as text.
    pub(super) fn rendered(
        format: Format,
        options: &Options,
        columns: &[&str],
        rows: &[&[Value<'_>]],
    ) -> String {
        String::from_utf8(written(format, options, columns, rows)).unwrap()
    }

    /// The same, as bytes.
    pub(super) fn written(
        format: Format,
        options: &Options,
        columns: &[&str],
        rows: &[&[Value<'_>]],
    ) -> Vec<u8> {
        let columns: Vec<String> = columns.iter().map(ToString::to_string).collect();
        let mut out = Vec::new();
        let mut sink = sink(format, options, &mut out);
        sink.begin(&columns).unwrap();
        for row in rows {
            sink.row(row).unwrap();
        }
        sink.finish().unwrap();
        drop(sink);
        out
    }

    #[test]
    fn names_are_parsed_back_and_agree_with_the_command_line() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
            let word = format.to_possible_value().unwrap();
            assert_eq!(word.get_name(), format.name());
        }
        assert_eq!(Format::value_variants(), Format::ALL);
        assert_eq!(
            "xls".parse::<Format>().unwrap_err().to_string(),
            "no such format: xls; there are table, csv, tsv, json, jsonl, markdown, html, line, xlsx"
        );
    }

    #[test]
    fn no_format_swallows_a_failed_write() {
        struct FullDisk;
        impl Write for FullDisk {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        for format in Format::ALL {
            let mut sink = sink(format, &Options::default(), FullDisk);
            let outcome = sink
                .begin(&["a".to_owned()])
                .and_then(|()| sink.row(&[Value::Integer(1)]))
                .and_then(|()| sink.finish());
            assert_eq!(outcome.unwrap_err().kind(), io::ErrorKind::StorageFull);
        }
    }

    #[test]
    fn null_its_name_and_the_empty_text_differ_in_every_format() {
        let values = [Value::Null, Value::Text("NULL"), Value::Text("'NULL'")];
        for format in Format::ALL {
            let mut seen: Vec<Vec<u8>> = values
                .iter()
                .chain(&[Value::Text("")])
                .map(|value| written(format, &Options::default(), &["a", "b"], &[&[*value; 2]]))
                .collect();
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), 4, "{}", format.name());
        }
    }
}
