//! The commands by which a person decides something.

use clap::Args;

/// Decide which period a bulletin is of
///
/// The decision takes the place of what the bulletin states, in every view.
/// The bulletin itself stays as it is.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  smsdb assign bulletins.txt:12 --suggest
  smsdb assign bulletins.txt:12 2023-10 --note 'the agency confirmed it by telephone'")]
pub struct Assign {
    /// A bulletin_id, or DOCUMENT:POSITION; with --undo also DOCUMENT:@LINE of
    /// a bulletin that is gone
    pub bulletin: String,
    /// A time period: 2024-09, 2023 or 2024-01-01/P9M
    #[arg(required_unless_present_any = ["undo", "suggest"])]
    pub period: Option<String>,
    /// Decide nothing: tell which periods it could have, and why
    #[arg(long, conflicts_with_all = ["period", "note", "undo"])]
    pub suggest: bool,
    /// The reason, for whoever reads the file later
    #[arg(long, value_name = "TEXT", required_unless_present_any = ["undo", "suggest"])]
    pub note: Option<String>,
    /// Take the last such decision back; the one before it holds again
    #[arg(long)]
    pub undo: bool,
}

impl Assign {
    pub fn decision(&self) -> Decision {
        Decision {
            note: self.note.clone(),
            undo: self.undo,
        }
    }
}

/// Decide that a bulletin replaces another one of the same period
///
/// It does so for the indicators that it gives; the others keep the figures
/// of the old one.
#[derive(Debug, Args)]
#[command(after_help = "\
Example: smsdb supersede corrected.txt:1 november.txt:1 --note 'headed Corrected'")]
pub struct Supersede {
    /// The bulletin that holds: a bulletin_id, or DOCUMENT:POSITION; with
    /// --undo also DOCUMENT:@LINE of one that is gone
    pub new: String,
    /// The one that it replaces
    pub old: String,
    #[command(flatten)]
    pub decision: Decision,
}

/// Decide that a document should not have been imported
///
/// It leaves every view. Its text and its numbers stay in the file.
#[derive(Debug, Args)]
#[command(after_help = "Example: smsdb withdraw draft.txt --note 'not the published text'")]
pub struct Withdraw {
    /// A name, or the beginning of its hash
    pub document: String,
    #[command(flatten)]
    pub decision: Decision,
}

/// Decide that a number means something else than it was read as
#[derive(Debug, Args)]
#[command(after_help = "\
Examples: smsdb reread november.txt:12:83 --as decisions.leave --note 'the label is misprinted'
          smsdb reread november.txt:31:7 --as none --note 'the number of a room'")]
pub struct Reread {
    /// DOCUMENT:LINE:COLUMN, as show and unread give them
    pub place: String,
    /// A code, for instance decisions.leave, or none for no figure
    #[arg(
        long = "as",
        value_name = "INDICATOR",
        required_unless_present = "undo"
    )]
    pub reading: Option<String>,
    #[command(flatten)]
    pub decision: Decision,
}

/// How a decision is made or taken back.
#[derive(Debug, Clone, Args)]
pub struct Decision {
    /// The reason, for whoever reads the file later
    #[arg(long, value_name = "TEXT", required_unless_present = "undo")]
    pub note: Option<String>,
    /// Take the last such decision back; the one before it holds again
    #[arg(long)]
    pub undo: bool,
}
