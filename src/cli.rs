//! Every flag and subcommand. No logic.

mod deciding;
mod output;
mod teaching;

pub use deciding::{Assign, Decision, Reread, Supersede, Withdraw};
pub use output::{Export, Output};
pub use teaching::{Teach, Unread};

use crate::render::Format;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::time::Duration;

/// Options that every command takes.
const EVERYWHERE: &str = "Everywhere";

/// Bulletins of the State Migration Service of Azerbaijan as one SQLite file
/// in which every number can be traced to its printed sentence.
#[derive(Debug, Parser)]
#[command(
    name = "smsdb",
    version,
    max_term_width = 100,
    after_help = "\
Begin with: smsdb import FOLDER, then smsdb check, then smsdb alone: the shell.
In a pipe it runs SQL and dot commands:
  echo 'SELECT * FROM series LIMIT 5;' | smsdb

Exit codes: 0 done, 1 failed or some input rejected, 2 wrong usage or SQL,
3 check --deny found something, 124 time limit, 130 interrupted."
)]
pub struct Cli {
    /// The file to work with
    #[arg(
        long,
        global = true,
        help_heading = EVERYWHERE,
        value_name = "FILE",
        env = "SMSDB_FILE",
        default_value = "sms.sqlite"
    )]
    pub db: PathBuf,
    /// When to colour messages
    #[arg(
        long,
        global = true,
        help_heading = EVERYWHERE,
        value_name = "WHEN",
        value_enum,
        default_value = "auto"
    )]
    pub color: Color,
    /// Stop after so many seconds; in the shell, each statement
    #[arg(
        long,
        global = true,
        help_heading = EVERYWHERE,
        value_name = "SECONDS",
        value_parser = seconds
    )]
    pub timeout: Option<Duration>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Import(Import),
    Query(Query),
    Run(Run),
    /// List the saved queries with their parameters
    #[command(after_help = "Example: smsdb queries --format line")]
    Queries(Listing),
    Check(Check),
    /// List what was imported, and what was read in it
    #[command(after_help = "Example: smsdb documents --format line")]
    Documents(Listing),
    Show(Show),
    Why(Why),
    Unread(Unread),
    Teach(Teach),
    Assign(Assign),
    Supersede(Supersede),
    Withdraw(Withdraw),
    Reread(Reread),
    Ship(Ship),
    Verify(Verify),
    Diff(Diff),
    /// Bring a file of an older smsdb to this one's schema, keeping a copy
    #[command(after_help = "Example: smsdb --db old.sqlite upgrade")]
    Upgrade,
    Repl(Repl),
    Completions(Completions),
    /// Print the manual page
    #[command(after_help = "Example: smsdb man > smsdb.1 && man ./smsdb.1")]
    Man,
}

/// Ask the file interactively; smsdb alone starts this on a terminal
///
/// In a pipe it runs SQL and dot commands line by line.
#[derive(Debug, Clone, Default, Args)]
#[command(after_help = "Example: smsdb --db azerbaijan-migration-2024.sqlite repl")]
pub struct Repl {
    #[command(flatten)]
    pub ask: Ask,
}

/// Print a completion script for a system's shell
#[derive(Debug, Args)]
#[command(after_help = "\
Examples: smsdb completions bash > ~/.local/share/bash-completion/completions/smsdb
          smsdb completions fish > ~/.config/fish/completions/smsdb.fish
          smsdb completions zsh > ~/.zfunc/_smsdb")]
pub struct Completions {
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Take bulletins in: texts, web pages, Word documents, folders, or - for standard input
///
/// Read are texts, saved web pages and .docx, also packed as .gz or .zip, and
/// the files of smsdb. A page is read as its reader sees it, without what is
/// hidden or struck out. Content already known changes nothing. Each document is stored whole or
/// not at all; a bad one does not keep the others out.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples: smsdb import bulletins/ november.txt
          smsdb import saved-pages.zip old.txt --encoding windows-1254
          smsdb import undated.txt --period 2024-10 --published 2024-11-05 --note 'by its file name'")]
pub struct Import {
    /// Files, folders (searched for .txt .md .html .htm .docx .gz .zip), or -
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub given: Given,
    /// The encoding of the texts and pages, for instance windows-1254; without
    /// it, UTF-8 and what else is unmistakable is read
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Read and report, but store nothing
    #[arg(long)]
    pub dry_run: bool,
    /// How to report
    #[arg(long, value_enum, default_value = "text")]
    pub format: ReportFormat,
}

/// What a person knows of the texts that they do not say: decisions like
/// those of assign, also for a document already known.
#[derive(Debug, Clone, Args)]
pub struct Given {
    /// The period of the one bulletin that is imported
    #[arg(long, value_name = "CODE")]
    pub period: Option<String>,
    /// The day they were published, 2024-12-05; none takes it back. It tells
    /// the year of a month that is printed without one
    #[arg(long, value_name = "DATE")]
    pub published: Option<String>,
    /// The address they come from; none takes it back
    #[arg(long)]
    pub url: Option<String>,
    /// The reason for these decisions [default: given at import]
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    Text,
    Json,
}

/// Run SQL that reads the file
#[derive(Debug, Args)]
#[command(after_help = "\
Example: smsdb query \"SELECT month, value FROM monthly WHERE indicator = 'decisions'\"")]
pub struct Query {
    /// The SQL; without it or -f, standard input is run
    pub sql: Option<String>,
    /// Take the SQL from a file
    #[arg(short, long, value_name = "FILE", conflicts_with = "sql")]
    pub file: Option<PathBuf>,
    #[command(flatten)]
    pub output: Output,
    #[command(flatten)]
    pub ask: Ask,
}

/// Run a saved query
#[derive(Debug, Args)]
#[command(after_help = "Example: smsdb run series indicator=calls from=2024-01")]
pub struct Run {
    /// The query's name; smsdb queries lists them
    pub name: String,
    /// Values of the query's parameters
    #[arg(value_name = "KEY=VALUE")]
    pub values: Vec<String>,
    #[command(flatten)]
    pub output: Output,
    #[command(flatten)]
    pub ask: Ask,
}

/// How a list is printed.
#[derive(Debug, Args)]
pub struct Listing {
    #[command(flatten)]
    pub output: Output,
    #[command(flatten)]
    pub ask: Ask,
}

/// Say what does not add up, by its causes, and what would settle it
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  smsdb check --deny error || echo look at it first
  smsdb check --explain 1")]
pub struct Check {
    /// Tell one finding's whole story, by its number in the report: figures,
    /// sentences, suspects, and what would settle it
    #[arg(long, value_name = "N", conflicts_with_all = ["deny", "format"])]
    pub explain: Option<usize>,
    /// Exit with 3 if there is a finding this bad or worse
    #[arg(long, value_enum)]
    pub deny: Option<Severity>,
    /// Print the findings as rows in this format, without the counts
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    #[command(flatten)]
    pub ask: Ask,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Severity {
    Error,
    Warning,
}

/// Show a bulletin's text with every number marked by what it was read as, and why
#[derive(Debug, Args)]
#[command(after_help = "Example: smsdb show november.txt:1")]
pub struct Show {
    /// A bulletin_id, or DOCUMENT:POSITION
    #[arg(value_name = "BULLETIN")]
    pub bulletin: String,
    #[command(flatten)]
    pub ask: Ask,
}

/// Show where one number is printed, or prove what it can be
#[derive(Debug, Args)]
#[command(after_help = "Example: smsdb why decisions 2024-09")]
pub struct Why {
    #[command(flatten)]
    pub figure: Figure,
    #[command(flatten)]
    pub ask: Ask,
}

/// One number of a series.
#[derive(Debug, Clone, PartialEq, Args)]
pub struct Figure {
    /// A code, for instance decisions.leave
    pub indicator: String,
    /// A time period: 2024-09, 2023 or 2024-01-01/P9M
    pub period: String,
}

/// Write a clean, checked, self-describing file for colleagues
///
/// It holds the documents, what was read in them and the decisions in force,
/// in an order of its own: the same documents and decisions make the same
/// bytes. Its digest is written beside it, to OUT.sha256.
#[derive(Debug, Args)]
#[command(after_help = "Example: smsdb ship azerbaijan-migration-2024.sqlite")]
pub struct Ship {
    /// The file to make; it must not exist
    pub out: PathBuf,
}

/// Check that a file is whole, unchanged since it was shipped, and ours
///
/// Every text is read again and compared with what the file says. Who made
/// the file is not proven.
#[derive(Debug, Args)]
#[command(after_help = "Example: smsdb verify azerbaijan-migration-2024.sqlite && echo sound")]
pub struct Verify {
    /// The file to check
    pub file: PathBuf,
}

/// Say what two files disagree on
///
/// Documents, bulletins, figures, decisions in force and findings that only
/// one file has, or of which they say different things; a and b are what each
/// of them says. Things are compared by text and place, so the order of
/// imports plays no part, and neither does --db. A difference is no failure.
#[derive(Debug, Args)]
#[command(after_help = "\
Example: smsdb diff sms.sqlite azerbaijan-migration-2024.sqlite --format table")]
pub struct Diff {
    /// One file
    #[arg(value_name = "A")]
    pub a: PathBuf,
    /// The other one
    #[arg(value_name = "B")]
    pub b: PathBuf,
    #[command(flatten)]
    pub output: Output,
    #[command(flatten)]
    pub ask: Ask,
}

/// How the file is asked.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Asking")]
pub struct Ask {
    /// Open a file that smsdb did not make, with tight limits: among others,
    /// one second unless --timeout gives more
    #[arg(long)]
    pub foreign: bool,
}

/// A limit of so many seconds; one too long to be named is as good as none.
///
/// # Errors
/// In words: not a number, or none above 0.
pub fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text
        .parse()
        .map_err(|_| "a number of seconds above 0".to_owned())?;
    if seconds > 0.0 && seconds.is_finite() {
        return Ok(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX));
    }
    Err("a number of seconds above 0".to_owned())
}
