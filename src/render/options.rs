//! What a sink is told besides its rows: where they are shown, and how numbers
//! and missing values are to look. Plain data; the words of the command line are
//! those of the variants.

use std::time::Instant;

use super::Format;

/// How a result is written. The default is exact, without colour and without limits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Columns of the terminal; `None` when the output goes to a file or a pipe,
    /// where the next two limits do not hold.
    pub terminal_width: Option<u16>,
    /// Rows that a table shows: of more than these it shows the first two thirds
    /// and the last third; the others are counted and announced.
    pub max_rows: Option<u64>,
    /// Lines of a cell that a table shows; a cut cell ends in `…` and is announced.
    pub max_lines_per_cell: Option<usize>,
    /// Where the person is who reads what a table announces.
    pub place: Place,
    /// Bold names and dim NULLs in table and line.
    pub colour: bool,
    /// When the query began; a table then says below how long it took.
    pub started: Option<Instant>,
    /// Marks in the numbers of table, markdown, html and line.
    pub numerals: Numerals,
    /// How csv and tsv are written, and NULL also in xlsx.
    pub export: Export,
    /// Key and value of each row of the second sheet of xlsx.
    pub about: Vec<(String, String)>,
}

/// Where a person can ask for what was not shown, and in which words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    #[default]
    CommandLine,
    Shell,
}

/// The marks in a number. The default is the number as SQL writes it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numerals {
    pub thousands: Thousands,
    pub decimal: Decimal,
}

/// What sets the thousands of a number apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Thousands {
    #[default]
    None,
    /// 1,234,567
    Comma,
    /// 1.234.567
    Dot,
    /// a blank that does not break (U+00A0)
    Blank,
}

/// What stands before the fraction of a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Decimal {
    #[default]
    Point,
    Comma,
}

/// What csv puts between its fields.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Separator {
    #[default]
    Comma,
    Semicolon,
    Tab,
}

/// How csv and tsv are written; the default is exact.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Export {
    pub numerals: Numerals,
    /// Puts `'` before texts that a spreadsheet would take for formulas.
    pub spreadsheet_safe: bool,
    /// Begins with U+FEFF, by which Excel knows UTF-8.
    pub bom: bool,
    /// For csv alone.
    pub separator: Separator,
    /// What stands for NULL, as it is; else nothing in csv and xlsx, `\N` in tsv.
    pub null: Option<String>,
}

impl Numerals {
    /// Whether one mark would stand for two things.
    pub fn clash(self) -> bool {
        self.thousands.mark() == Some(self.decimal.mark())
    }
}

impl Export {
    /// Whether the text for NULL can stand in `format` as it is, without quotes and
    /// without being taken for the end of a field.
    pub fn null_fits(&self, format: Format) -> bool {
        let separator = match format {
            Format::Csv => self.separator.mark(),
            Format::Tsv => b'\t',
            _ => return true,
        };
        let border = |byte: u8| byte == separator || matches!(byte, b'\n' | b'\r' | b'"');
        !self.null.as_deref().unwrap_or("").bytes().any(border)
    }
}

impl Thousands {
    pub(super) fn mark(self) -> Option<char> {
        match self {
            Thousands::None => None,
            Thousands::Comma => Some(','),
            Thousands::Dot => Some('.'),
            Thousands::Blank => Some('\u{a0}'),
        }
    }
}

impl Decimal {
    pub(super) fn mark(self) -> char {
        match self {
            Decimal::Point => '.',
            Decimal::Comma => ',',
        }
    }
}

impl Separator {
    pub(super) fn mark(self) -> u8 {
        match self {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
        }
    }
}
