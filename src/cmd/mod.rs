//! One file per subcommand: read the arguments, call the rooms, print. The
//! only place where the bulletin room meets the store.

mod about;
mod assign;
mod check;
mod decide;
mod diff;
mod documents;
mod format;
mod given;
mod import;
mod inputs;
mod merge;
mod output;
mod place;
mod queries;
mod query;
mod report;
mod reread;
mod run;
mod ship;
mod show;
mod supersede;
mod unread;
mod upgrade;
mod verify;
mod why;
mod withdraw;
mod writing;

use crate::cli::{Ask, Cli, Command};
use crate::error::Error;
use crate::stop::Stop;
use crate::store::Store;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What a command may use of the world around it.
pub struct Context<'w> {
    pub db: PathBuf,
    pub input: &'w mut dyn Read,
    /// Results.
    pub out: &'w mut dyn Write,
    /// Everything else.
    pub err: &'w mut dyn Write,
    pub stop: Stop,
    /// Columns of the terminal that `out` is; None if it is none.
    pub terminal_width: Option<u16>,
    /// Whether `out` takes bold and dim.
    pub colour: bool,
    /// Whether `err` is a terminal, where a progress bar is of use.
    pub progress: bool,
}

/// Carries a command out.
///
/// # Errors
/// Everything that keeps it from succeeding; see [`Error::exit_code`].
pub fn run(cli: Cli, context: &mut Context<'_>) -> Result<(), Error> {
    dispatch(cli, context).map_err(|error| error.stopped_by(&context.stop))
}

fn dispatch(cli: Cli, context: &mut Context<'_>) -> Result<(), Error> {
    match cli.command {
        Some(Command::Import(arguments)) => import::run(&arguments, context),
        Some(Command::Query(arguments)) => query::run(&arguments, context),
        Some(Command::Run(arguments)) => run::run(&arguments, context),
        Some(Command::Queries(arguments)) => queries::run(&arguments, context),
        Some(Command::Check(arguments)) => check::run(&arguments, context),
        Some(Command::Documents(arguments)) => documents::run(&arguments, context),
        Some(Command::Show(arguments)) => show::run(&arguments, context),
        Some(Command::Why(arguments)) => why::run(&arguments, context),
        Some(Command::Assign(arguments)) => assign::run(&arguments, context),
        Some(Command::Supersede(arguments)) => supersede::run(&arguments, context),
        Some(Command::Withdraw(arguments)) => withdraw::run(&arguments, context),
        Some(Command::Reread(arguments)) => reread::run(&arguments, context),
        Some(Command::Ship(arguments)) => ship::run(&arguments, context),
        Some(Command::Verify(arguments)) => verify::run(&arguments, context),
        Some(Command::Diff(arguments)) => diff::run(&arguments, context),
        Some(Command::Upgrade) => upgrade::run(context),
        Some(Command::Unread(arguments)) => unread::run(&arguments, context),
        None => query::run_piped(context),
    }
}

impl Context<'_> {
    /// Opens the file for asking, with the command's time limit; a stranger's
    /// file has one second unless more is given.
    fn ask(&self, ask: &Ask) -> Result<Store, Error> {
        self.ask_file(&self.db, ask)
    }

    /// The same for another file than the one to work with.
    fn ask_file(&self, path: &Path, ask: &Ask) -> Result<Store, Error> {
        let limit = ask.timeout.and_then(seconds);
        let store = Store::ask(path, ask.foreign, &self.stop, limit)?;
        self.stop.end_gently();
        Ok(store)
    }
}

/// A time limit; one too long to be named is none.
fn seconds(limit: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(limit).ok()
}
