//! One file per subcommand: read the arguments, call the rooms, print. The
//! only place where the bulletin room meets the store.

mod about;
mod alive;
mod assign;
pub(crate) mod catalogue;
mod causes;
pub(crate) mod check;
mod completions;
mod decide;
mod diff;
pub(crate) mod documents;
mod explain;
mod format;
mod given;
pub(crate) mod glossary;
mod import;
mod inputs;
mod lines;
mod man;
mod merge;
pub(crate) mod output;
pub(crate) mod parameters;
mod place;
mod proof;
pub(crate) mod queries;
pub(crate) mod query;
mod reading;
mod reasons;
mod report;
mod reread;
pub(crate) mod run;
mod ship;
pub(crate) mod show;
pub(crate) mod source;
mod suggest;
mod supersede;
mod teach;
mod unread;
mod upgrade;
mod verify;
pub(crate) mod why;
mod withdraw;
mod writing;

pub(crate) use inputs::is_database;
pub use parameters::{check_one, offered};

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
    /// Time that a command has, or in the shell a statement.
    pub limit: Option<Duration>,
    /// Columns of the terminal that `out` is; None if it is none.
    pub terminal_width: Option<u16>,
    /// Asks the terminal for its columns; it may have been resized.
    pub terminal: fn() -> Option<u16>,
    pub screen: Screen,
    /// Whether `err` is a terminal, where a progress bar is of use.
    pub progress: bool,
}

/// How results look on a terminal.
#[derive(Debug, Clone, Copy, Default)]
pub struct Screen {
    pub colour: bool,
    /// Whether the shell prints them, in which more can be asked for.
    pub shell: bool,
    /// Tables tell how long the query took.
    pub timer: bool,
    /// Nothing is cut or left out.
    pub whole: bool,
    /// Whether a result stands above, in the same output.
    pub follows: bool,
}

/// Carries a command out.
///
/// # Errors
/// Everything that keeps it from succeeding; see [`Error::exit_code`].
pub fn run(cli: Cli, context: &mut Context<'_>) -> Result<(), Error> {
    // For asking, the limit begins to run when the file is open.
    context.stop = context.stop.within(context.limit);
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
        Some(Command::Teach(arguments)) => teach::run(&arguments, context),
        Some(Command::Unread(arguments)) => unread::run(&arguments, context),
        Some(Command::Completions(arguments)) => completions::run(&arguments, context),
        Some(Command::Man) => man::run(context),
        // `main` hands these to the shell.
        Some(Command::Repl(_)) | None => Ok(()),
    }
}

impl Context<'_> {
    /// The same with results going elsewhere, which is no terminal.
    pub fn into_file<'c>(&'c mut self, out: &'c mut dyn Write) -> Context<'c> {
        Context {
            terminal_width: None,
            ..self.printing_to(out)
        }
    }

    /// The same with results going to a pager, which scrolls sideways.
    pub fn into_pager<'c>(&'c mut self, out: &'c mut dyn Write) -> Context<'c> {
        let mut context = self.printing_to(out);
        context.terminal_width = Some(u16::MAX);
        context.screen.whole = true;
        context
    }

    fn printing_to<'c>(&'c mut self, out: &'c mut dyn Write) -> Context<'c> {
        Context {
            db: self.db.clone(),
            input: &mut *self.input,
            out,
            err: &mut *self.err,
            stop: self.stop.clone(),
            ..*self
        }
    }

    /// Opens the file for asking, with the command's time limit; a stranger's
    /// file has one second unless more is given.
    pub fn ask(&self, ask: &Ask) -> Result<Store, Error> {
        self.ask_file(&self.db, ask)
    }

    /// The same for another file than the one to work with.
    pub fn ask_file(&self, path: &Path, ask: &Ask) -> Result<Store, Error> {
        let store = Store::ask(path, ask.foreign, &self.stop, self.limit)?;
        self.stop.end_gently();
        Ok(store)
    }
}
