//! The line editor: keys, history, colours while typing. Only this file and
//! its helper say rustyline; what a line means is the session's business.

use super::assist::Assist;
use super::history;
use super::session::{Person, Question};
use crate::error::Error;
use crate::render::term_safe;
use rustyline::config::{BellStyle, ColorMode, Config};
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{CompletionType, Editor as Rustyline};
use std::io;
use std::path::PathBuf;

/// Statements that are remembered.
const HISTORY: usize = 10_000;

/// What a person did at the prompt.
pub enum Input {
    Text(String),
    /// Ctrl-C: the line is cleared.
    Cleared,
    /// Ctrl-D.
    End,
}

pub struct Editor {
    inner: Rustyline<Assist, FileHistory>,
    /// None where nothing is kept.
    history: Option<PathBuf>,
}

impl Editor {
    /// Also returns why there is no history, in words.
    ///
    /// # Errors
    /// No terminal to edit on.
    pub fn new(assist: Assist, colour: bool) -> Result<(Editor, Option<String>), Error> {
        let config = Config::builder()
            .max_history_size(HISTORY)
            .map_err(of_terminal)?
            .completion_type(CompletionType::List)
            .completion_show_all_if_ambiguous(true)
            .history_ignore_space(true)
            .bell_style(BellStyle::None)
            .color_mode(if colour {
                ColorMode::Enabled
            } else {
                ColorMode::Disabled
            })
            .build();
        let mut inner = Rustyline::with_config(config).map_err(of_terminal)?;
        inner.set_helper(Some(assist));
        let (history, reason) = match history::prepare() {
            Ok(path) => (Some(path), None),
            Err(reason) => (None, Some(reason)),
        };
        let unreadable = history
            .as_ref()
            .filter(|path| inner.load_history(path).is_err());
        if let Some(path) = unreadable {
            // It is put aside and begun anew.
            let _ = std::fs::rename(path, path.with_extension("unreadable"));
            let _ = history::prepare();
        }
        Ok((Editor { inner, history }, reason))
    }

    /// What completion and hints go by.
    pub fn assist(&mut self) -> Option<&mut Assist> {
        self.inner.helper_mut()
    }

    /// # Errors
    /// A terminal that is gone.
    pub fn read(&mut self) -> Result<Input, Error> {
        match self.inner.readline("smsdb> ") {
            Ok(text) => Ok(Input::Text(text)),
            Err(ReadlineError::Interrupted) => Ok(Input::Cleared),
            Err(ReadlineError::Eof) => Ok(Input::End),
            Err(error) => Err(of_terminal(error)),
        }
    }

    /// Keeps a whole statement; one that begins with a blank is not kept.
    pub fn remember(&mut self, text: &str) {
        let added = self.inner.add_history_entry(text.trim_end());
        if let (Ok(true), Some(path)) = (added, &self.history) {
            // Losing a line of the history is no reason to stop.
            let _ = self.inner.append_history(path);
        }
    }
}

impl Person for Editor {
    fn is_there(&self) -> bool {
        true
    }

    fn answer(&mut self, question: &Question) -> Result<Option<String>, Error> {
        let default = match &question.default {
            Some(default) => format!(" [{default}]"),
            None => String::new(),
        };
        let prompt = format!("  {}{default}: ", question.about);
        let prompt = term_safe(&prompt).into_owned();
        if let Some(assist) = self.inner.helper_mut() {
            assist.offered = Some(question.values.clone());
        }
        let answer = self.inner.readline(&prompt);
        if let Some(assist) = self.inner.helper_mut() {
            assist.offered = None;
        }
        match answer {
            Ok(text) => Ok(Some(text.trim().to_owned())),
            Err(ReadlineError::Interrupted | ReadlineError::Eof) => Ok(None),
            Err(error) => Err(of_terminal(error)),
        }
    }
}

fn of_terminal(error: ReadlineError) -> Error {
    Error::Output(match error {
        ReadlineError::Io(error) => error,
        error => io::Error::other(error.to_string()),
    })
}
