//! The flags of every command that prints rows. What goes together is decided in
//! `cmd/format.rs`.

use crate::render::{Decimal, Format, Separator, Thousands};
use clap::Args;
use std::path::PathBuf;

/// Where and how rows are printed.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Output")]
pub struct Output {
    /// How to print rows; else by the ending of FILE, else table on a terminal,
    /// csv elsewhere
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite that file if it exists
    #[arg(long, requires = "output")]
    pub force: bool,
    #[command(flatten)]
    pub export: Export,
}

/// How numbers, texts and NULL are written for those who read them elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Args)]
#[command(next_help_heading = "Output")]
pub struct Export {
    /// What sets thousands apart; blank is one that does not break (U+00A0)
    #[arg(
        long,
        value_enum,
        hide_possible_values = true,
        value_name = "none|comma|dot|blank"
    )]
    pub thousands: Option<Thousands>,
    /// What stands before a fraction; csv with comma is separated by semicolon
    #[arg(
        long,
        value_enum,
        hide_possible_values = true,
        value_name = "point|comma"
    )]
    pub decimal: Option<Decimal>,
    /// What separates the fields of csv
    #[arg(
        long,
        value_enum,
        hide_possible_values = true,
        value_name = "comma|semicolon|tab"
    )]
    pub separator: Option<Separator>,
    /// What stands for NULL in csv, tsv and xlsx
    #[arg(long, value_name = "TEXT")]
    pub null: Option<String>,
    /// Begin csv or tsv with a byte order mark, by which Excel knows UTF-8
    #[arg(long)]
    pub bom: bool,
    /// Put ' before texts of csv or tsv that a spreadsheet takes for formulas
    #[arg(long)]
    pub spreadsheet_safe: bool,
}
