//! xlsx: a workbook of two sheets, `result` and `about`. Numbers are numbers where a
//! spreadsheet can hold them, else exact texts; a text is never a formula. NULL is a
//! cell that is not there; the empty text is a cell that is there, formatted as text,
//! and as empty as the library can make it. What Excel cannot hold is an error. No
//! clock time is kept: the same result makes the same bytes.

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::number::{grouped, real};
use super::options::Options;
use super::value::hex;
use crate::rows::{Sink, Value};

/// What a sheet holds: rows with the header, columns, UTF-16 units of a text.
const ROWS: u32 = 1_048_576;
const COLUMNS: usize = 16_384;
const LONGEST: usize = 32_767;

/// Integers up to this size are exact as numbers of a spreadsheet.
const EXACT: u64 = 1 << 53;

/// Characters that a column shows of a long text.
const WIDEST: usize = 60;
/// Characters beside a header: a blank on either side, and the mark of the filter.
const BESIDE: usize = 4;

/// Writes a workbook, when it is complete.
pub(super) struct Xlsx<W> {
    out: W,
    workbook: Workbook,
    null: Option<String>,
    about: Vec<(String, String)>,
    names: Vec<String>,
    widths: Vec<usize>,
    /// Rows that the sheet has, with the header.
    rows: u32,
    empty: Format,
}

impl<W: Write> Xlsx<W> {
    pub(super) fn new(out: W, options: &Options) -> Self {
        Xlsx {
            out,
            workbook: Workbook::new(),
            null: options.export.null.clone().filter(|null| !null.is_empty()),
            about: options.about.clone(),
            names: Vec::new(),
            widths: Vec::new(),
            rows: 1,
            empty: Format::new().set_num_format("@"),
        }
    }

    fn cell(&mut self, column: usize, value: Value<'_>) -> io::Result<()> {
        let text = match value {
            Value::Null => match self.null.clone() {
                Some(null) => null,
                None => return Ok(()),
            },
            Value::Integer(number) if number.unsigned_abs() <= EXACT => {
                let widest = number.to_string().len();
                #[allow(clippy::cast_precision_loss)] // There is none up to EXACT.
                return self.number(column, number as f64, widest);
            }
            Value::Integer(number) => number.to_string(),
            Value::Real(number) if number.is_finite() => {
                return self.number(column, number, real(number).len());
            }
            Value::Real(number) => real(number),
            Value::Text(text) => text.to_owned(),
            Value::Blob(bytes) => hex(bytes),
        };
        self.text(column, &text)
    }

    fn number(&mut self, column: usize, number: f64, width: usize) -> io::Result<()> {
        self.widen(column, width);
        let sheet = self.workbook.worksheet_from_index(0).map_err(fault)?;
        let written = sheet.write_number(self.rows, place(column), number);
        written.map(|_| ()).map_err(fault)
    }

    fn text(&mut self, column: usize, text: &str) -> io::Result<()> {
        let length = text.encode_utf16().count();
        if length > LONGEST {
            return Err(too_large(format!(
                "row {}, column {}: a text of {} characters; a cell of a workbook holds {}",
                number(self.rows),
                self.names.get(column).map_or("", String::as_str),
                number(length),
                number(LONGEST)
            )));
        }
        self.widen(column, shown_width(text));
        let sheet = self.workbook.worksheet_from_index(0).map_err(fault)?;
        let at = (self.rows, place(column));
        if text.is_empty() {
            let written = sheet.write_blank(at.0, at.1, &self.empty);
            return written.map(|_| ()).map_err(fault);
        }
        write_text(sheet, at, text, &Format::default()).map_err(fault)
    }

    fn widen(&mut self, column: usize, width: usize) {
        if let Some(widest) = self.widths.get_mut(column) {
            *widest = (*widest).max(width.min(WIDEST));
        }
    }

    fn complete(&mut self) -> Result<Vec<u8>, XlsxError> {
        let sheet = self.workbook.worksheet_from_index(0)?;
        for (column, width) in self.widths.iter().enumerate() {
            set_width(sheet, column, *width)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        if let Some(last) = self.names.len().checked_sub(1) {
            sheet.autofilter(0, 0, self.rows - 1, place(last))?;
        }
        let about = self.workbook.add_worksheet().set_name("about")?;
        write_about(about, &self.about)?;
        self.workbook.save_to_buffer()
    }
}

impl<W: Write> Sink for Xlsx<W> {
    fn begin(&mut self, columns: &[String]) -> io::Result<()> {
        if columns.len() > COLUMNS {
            return Err(too_large(format!(
                "{} columns; a sheet of a workbook holds {}",
                number(columns.len()),
                number(COLUMNS)
            )));
        }
        let long = |name: &&String| name.encode_utf16().count() > LONGEST;
        if columns.iter().any(|name| long(&name)) {
            return Err(too_large(
                "a column's name is too long for a cell".to_owned(),
            ));
        }
        self.names = columns.to_vec();
        let widths = columns.iter().map(|name| shown_width(name) + BESIDE);
        self.widths = widths.map(|width| width.min(WIDEST)).collect();
        begin(&mut self.workbook, columns).map_err(fault)
    }

    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        if self.rows == ROWS {
            return Err(too_large(format!(
                "row {}: a sheet of a workbook holds {} below its header",
                number(ROWS),
                number(ROWS - 1)
            )));
        }
        for (column, value) in values.iter().enumerate() {
            self.cell(column, *value)?;
        }
        self.rows += 1;
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        let bytes = self.complete().map_err(fault)?;
        self.out.write_all(&bytes)?;
        self.out.flush()
    }
}

fn begin(workbook: &mut Workbook, columns: &[String]) -> Result<(), XlsxError> {
    // Some moment must stand in a workbook; SQLite's first day is as good as any.
    let moment = ExcelDateTime::from_ymd(2000, 8, 17)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&moment));
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet().set_name("result")?;
    for (column, name) in columns.iter().enumerate() {
        write_text(sheet, (0, place(column)), name, &bold)?;
    }
    Ok(())
}

/// Writes a text as it is, whatever it looks like.
fn write_text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    // The library takes it for XML of its own, unless it comes as a rich text.
    if text.starts_with("<r>") && text.ends_with("</r>") {
        let exact = text.replace("_x", "_x005F_x");
        sheet.write_rich_string_with_format(
            row,
            column,
            &[(&Format::default(), &exact)],
            format,
        )?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

/// A row for each fact; a text too long for a cell goes on in the next row.
fn write_about(sheet: &mut Worksheet, about: &[(String, String)]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let (mut row, mut widest) = (0, 0);
    for (key, value) in about {
        widest = widest.max(shown_width(key));
        let letters: Vec<char> = value.chars().collect();
        if letters.is_empty() {
            // A parameter that was left empty is one all the same.
            write_text(sheet, (row, 0), key, &bold)?;
            row += 1;
        }
        for part in letters.chunks(LONGEST / 2) {
            write_text(sheet, (row, 0), key, &bold)?;
            let part: String = part.iter().collect();
            write_text(sheet, (row, 1), &part, &Format::default())?;
            row += 1;
        }
    }
    set_width(sheet, 0, widest)?;
    set_width(sheet, 1, WIDEST)
}

fn set_width(sheet: &mut Worksheet, column: usize, width: usize) -> Result<(), XlsxError> {
    let width = u16::try_from(width + 2).unwrap_or(u16::MAX);
    sheet.set_column_width(place(column), f64::from(width))?;
    Ok(())
}

/// Display columns of the widest line, as far as it matters.
fn shown_width(text: &str) -> usize {
    if text.len() > 4 * WIDEST {
        return WIDEST;
    }
    text.lines().map(str::width).max().unwrap_or(0)
}

/// The number of columns was checked at the beginning.
fn place(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

fn number(count: impl ToString) -> String {
    grouped(&count.to_string(), ',')
}

fn too_large(what: String) -> io::Error {
    io::Error::new(
        io::ErrorKind::FileTooLarge,
        format!("{what}; csv has no such limit"),
    )
}

fn fault(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error),
    }
}
