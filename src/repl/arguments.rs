//! What the values of dot commands may be.

use crate::cli::Export;
use crate::render::{Format, Thousands};
use clap::ValueEnum;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// Where a result goes.
#[derive(Debug, PartialEq, clap::Args)]
pub struct Target {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub how: How,
}

/// How it is written there; the long form of each is that of `smsdb query`.
#[derive(Debug, Clone, Default, PartialEq, clap::Args)]
pub struct How {
    /// overwrite that file
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub export: Export,
}

/// How results are printed; None suits the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mode(pub Option<Format>);

impl FromStr for Mode {
    type Err = String;

    fn from_str(text: &str) -> Result<Mode, String> {
        if text == "auto" {
            return Ok(Mode(None));
        }
        let names = Format::ALL.map(Format::name).join(", ");
        let format = text.parse();
        format
            .map(|format| Mode(Some(format)))
            .map_err(|_| format!("one of auto, {names}"))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    On,
    Off,
}

/// Columns that tables take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// Those of the terminal.
    Auto,
    Columns(u16),
}

impl FromStr for Width {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Width, &'static str> {
        match text.parse() {
            _ if text == "auto" => Ok(Width::Auto),
            Ok(columns) if columns >= 20 => Ok(Width::Columns(columns)),
            _ => Err("a number of columns, 20 at least, or auto"),
        }
    }
}

/// Marks between thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks(pub Thousands);

impl FromStr for Marks {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Marks, &'static str> {
        Ok(Marks(match text {
            "off" => Thousands::None,
            "on" | "comma" => Thousands::Comma,
            "dot" => Thousands::Dot,
            "blank" => Thousands::Blank,
            _ => return Err("one of on, off, comma, dot, blank"),
        }))
    }
}

/// A time limit for each statement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Timeout(pub Option<Duration>);

impl FromStr for Timeout {
    type Err = String;

    fn from_str(text: &str) -> Result<Timeout, String> {
        match text {
            "off" => Ok(Timeout(None)),
            seconds => crate::cli::seconds(seconds).map(|limit| Timeout(Some(limit))),
        }
    }
}
