//! How rows are printed: the format and its options, from those of the command
//! line and the place. Options that contradict each other or do nothing are
//! refused here, in words.

use super::Context;
use crate::cli::Output;
use crate::error::Error;
use crate::render::Format::{Csv, Html, Line, Markdown, Table, Tsv, Xlsx};
use crate::render::{Decimal, Export, Format, Numerals, Options, Place, Separator};
use std::time::Instant;

/// Rows of a table that a terminal shows unasked.
const TERMINAL_ROWS: u64 = 60;
/// Lines of a cell that a terminal shows.
const TERMINAL_LINES: usize = 6;

/// The format asked for, else that of the file's name, else the one that suits the
/// place, with its options.
///
/// # Errors
/// Options that do not go together, or not with the format.
pub fn chosen(output: &Output, context: &Context<'_>) -> Result<(Format, Options), Error> {
    let screen = &context.screen;
    let to_file = output.output.is_some();
    let terminal_width = context.terminal_width.filter(|_| !to_file);
    let suits = if terminal_width.is_some() { Table } else { Csv };
    let by_name = output.output.as_deref().and_then(Format::of_file);
    let format = output.format.or(by_name).unwrap_or(suits);
    if format == Xlsx && terminal_width.is_some() {
        return Err(Error::usage("xlsx is not for a terminal")
            .with_help("--output FILE.xlsx, or > FILE.xlsx, writes it to a file"));
    }
    refuse_idle(output, format)?;
    let numerals = Numerals {
        thousands: output.export.thousands.unwrap_or_default(),
        decimal: output.export.decimal.unwrap_or_default(),
    };
    if numerals.clash() {
        let (mark, other) = match numerals.decimal {
            Decimal::Point => ("dot", "comma"),
            Decimal::Comma => ("comma", "point"),
        };
        let message = format!("one {mark} for thousands and for fractions");
        return Err(Error::usage(message).with_help(format!("--decimal {other}")));
    }
    // Where fractions have a comma, spreadsheets expect the semicolon.
    let separator = output.export.separator.unwrap_or(match numerals.decimal {
        Decimal::Point => Separator::Comma,
        Decimal::Comma => Separator::Semicolon,
    });
    let export = Export {
        numerals,
        spreadsheet_safe: output.export.spreadsheet_safe,
        bom: output.export.bom,
        separator,
        null: output.export.null.clone(),
    };
    if !export.null_fits(format) {
        let message = format!("--null would need quotes or escapes in {}", format.name());
        return Err(Error::usage(message).with_help("a plain word, as NA, will do"));
    }
    let options = Options {
        terminal_width,
        max_rows: (!screen.whole).then_some(TERMINAL_ROWS),
        max_lines_per_cell: (!screen.whole).then_some(TERMINAL_LINES),
        place: if screen.shell {
            Place::Shell
        } else {
            Place::CommandLine
        },
        colour: screen.colour && terminal_width.is_some(),
        started: (screen.timer && terminal_width.is_some()).then(Instant::now),
        numerals,
        export,
        ..Options::default()
    };
    Ok((format, options))
}

/// An option that changes nothing is a misunderstanding.
fn refuse_idle(output: &Output, format: Format) -> Result<(), Error> {
    let numbers = &[Table, Markdown, Html, Line, Csv, Tsv][..];
    for (option, given, formats) in [
        ("--thousands", output.export.thousands.is_some(), numbers),
        ("--decimal", output.export.decimal.is_some(), numbers),
        ("--separator", output.export.separator.is_some(), &[Csv]),
        ("--null", output.export.null.is_some(), &[Csv, Tsv, Xlsx]),
        ("--bom", output.export.bom, &[Csv, Tsv]),
        (
            "--spreadsheet-safe",
            output.export.spreadsheet_safe,
            &[Csv, Tsv],
        ),
    ] {
        if given && !formats.contains(&format) {
            let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
            let message = format!("{option} does nothing in {}", format.name());
            return Err(Error::usage(message).with_help(format!("it is for {}", names.join(", "))));
        }
    }
    Ok(())
}
