//! The commands about wordings that the program does not know.

use super::{Ask, Output};
use clap::Args;

/// List the numbers that no rule understood, by the wordings beside them
///
/// The most frequent wording comes first. Closest are the indicators whose
/// wordings are nearest, with their distance: how many terms of the wording
/// are missing, or stand there that should not.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples: smsdb unread --format line
          smsdb unread --each --output unread.csv")]
pub struct Unread {
    /// One row for each number, with its line
    #[arg(long)]
    pub each: bool,
    #[command(flatten)]
    pub output: Output,
    #[command(flatten)]
    pub ask: Ask,
}

/// Teach a wording that the program does not know
///
/// The stored documents are read again with it, and what reads differently is
/// shown. A wording is taken word for word; case, marks and the figure play no
/// part, # stands for a figure among its words. It is asked only where the
/// program's own wordings leave a number unread. What would change a figure
/// that was read is refused.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples: smsdb teach \"Registrations at the counter\" applications.registration_in_person
          smsdb teach --forget \"Registrations at the counter\"
          smsdb teach --export --output verbatim.csv")]
pub struct Teach {
    /// The words of the label, as smsdb unread prints them
    #[arg(required_unless_present_any = ["list", "export"], allow_hyphen_values = true)]
    pub wording: Option<String>,
    /// The code that they stand for, for instance decisions.leave
    #[arg(required_unless_present_any = ["list", "export", "forget"])]
    pub indicator: Option<String>,
    /// List what was taught
    #[arg(long, conflicts_with_all = ["wording", "export", "forget", "dry_run", "note"])]
    pub list: bool,
    /// Take a wording back; everything reads as before
    #[arg(long, conflicts_with = "indicator")]
    pub forget: bool,
    /// Print what was taught as rows of the lexicon, for smsdb's makers
    #[arg(long, conflicts_with_all = ["wording", "forget", "dry_run", "note"])]
    pub export: bool,
    /// Show what would read differently, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The reason, for whoever reads the file later
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    #[command(flatten)]
    pub output: Output,
    #[command(flatten)]
    pub ask: Ask,
}
