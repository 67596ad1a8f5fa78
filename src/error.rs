//! What can go wrong in a command, and the exit code of each outcome
//! (contract.md, section 1).

use crate::bulletin::LexiconError;
use crate::render::term_safe_lines;
use crate::stop::{Reason, Stop};
use crate::store::StoreError;
use std::io::{self, Write};

/// How a command that does not succeed ends.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command cannot be carried out as it was written.
    #[error("{message}")]
    Usage {
        message: String,
        help: Option<String>,
    },
    /// What was asked for is not there.
    #[error("{message}")]
    NotFound {
        message: String,
        help: Option<String>,
    },
    /// Some inputs were rejected; each has been reported.
    #[error("{0}")]
    Rejected(String),
    /// `check --deny` found something; it has been reported.
    #[error("{0}")]
    Denied(String),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
    #[error("stopped")]
    Stopped(Reason),
}

impl Error {
    pub fn usage(message: impl Into<String>) -> Error {
        Error::Usage {
            message: message.into(),
            help: None,
        }
    }

    pub fn not_found(message: impl Into<String>) -> Error {
        Error::NotFound {
            message: message.into(),
            help: None,
        }
    }

    /// A query of the program itself that fails is the file's fault.
    pub fn of_own_query(error: StoreError) -> Error {
        match error {
            StoreError::Sql(error) => {
                Error::not_found(format!("the file does not fit: {}", error.message))
                    .with_help("the file was not made by this smsdb, or is damaged")
            }
            error => Error::Store(error),
        }
    }

    #[must_use]
    pub fn with_help(self, text: impl Into<String>) -> Error {
        let help = Some(text.into());
        match self {
            Error::Usage { message, .. } => Error::Usage { message, help },
            Error::NotFound { message, .. } => Error::NotFound { message, help },
            other => other,
        }
    }

    /// One action that helps, where there is one.
    pub fn help(&self) -> Option<String> {
        match self {
            Error::Usage { help, .. } | Error::NotFound { help, .. } => help.clone(),
            Error::Store(error) => error.help(),
            _ => None,
        }
    }

    /// What is said on standard error; None where nothing is.
    pub fn words(&self) -> Option<String> {
        match self.reason() {
            _ if self.is_closed_pipe() => None,
            Some(Reason::Interrupted) => Some("interrupted".to_owned()),
            Some(Reason::TimeLimit) => Some("stopped at the time limit".to_owned()),
            None => Some(self.to_string()),
        }
    }

    pub fn exit_code(&self) -> u8 {
        match (self, self.reason()) {
            _ if self.is_closed_pipe() => 0,
            (_, Some(Reason::Interrupted)) => 130,
            (_, Some(Reason::TimeLimit)) => 124,
            (Error::Usage { .. } | Error::Store(StoreError::Sql(_)), _) => 2,
            (Error::Denied(_), _) => 3,
            _ => 1,
        }
    }

    /// SQLite does not say why it stopped; Ctrl-C goes before a time limit.
    #[must_use]
    pub fn stopped_by(self, stop: &Stop) -> Error {
        match (self.reason(), stop.reason()) {
            (Some(_), Some(reason)) => Error::Stopped(reason),
            _ => self,
        }
    }

    fn reason(&self) -> Option<Reason> {
        match self {
            Error::Stopped(reason) | Error::Store(StoreError::Stopped(reason)) => Some(*reason),
            _ => None,
        }
    }

    /// The reader of our output has seen enough.
    pub fn is_closed_pipe(&self) -> bool {
        match self {
            Error::Output(error) | Error::Store(StoreError::Output(error)) => {
                error.kind() == io::ErrorKind::BrokenPipe
            }
            _ => false,
        }
    }
}

/// Shows an error with its help, in red where `err` takes colours. `worded` puts
/// the help into the words of the place.
///
/// # Errors
/// Those of `err`.
pub fn tell(
    error: &Error,
    worded: impl Fn(String) -> String,
    err: &mut dyn Write,
) -> io::Result<()> {
    let Some(words) = error.words() else {
        return Ok(());
    };
    let red = anstyle::AnsiColor::Red.on_default().bold();
    writeln!(err, "{red}error:{red:#} {}", term_safe_lines(&words))?;
    match error.help().map(worded) {
        Some(help) => writeln!(err, "help: {}", term_safe_lines(&help)),
        None => Ok(()),
    }
}
