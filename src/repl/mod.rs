//! PERSON <-> SESSION. The interactive shell: a session that answers SQL and
//! dot commands, and the line editor in front of it, which are kept apart.
//! Alone says rustyline. How a command of the program answers is the cmd
//! room's business, what a word in SQL means that of the sql room.

mod arguments;
mod assist;
mod catalogue;
mod completion;
mod dot;
mod editor;
mod figures;
mod files;
mod greeting;
mod help;
mod history;
mod last;
mod look;
mod pager;
mod queries;
mod script;
mod session;
mod settings;

use crate::cli::Repl;
use crate::cmd::{Context, query};
use crate::error::{Error, tell};
use crate::render::term_safe;
use crate::store::StoreError;
use assist::Assist;
use editor::{Editor, Input};
use session::{Flow, Person, Question, Session};
use std::rc::Rc;

/// Nobody can be asked in a script.
struct Nobody;

impl Person for Nobody {
    fn is_there(&self) -> bool {
        false
    }

    fn answer(&mut self, _: &Question) -> Result<Option<String>, Error> {
        Ok(None)
    }
}

/// Talks with a person on a terminal.
///
/// # Errors
/// A file that cannot be asked, a terminal that is gone. What goes wrong in
/// a statement is shown, and the shell goes on.
pub fn talk(arguments: &Repl, mut context: Context<'_>) -> Result<(), Error> {
    context.screen.shell = true;
    context.screen.timer = true;
    let colour = context.screen.colour;
    let mut session =
        Session::open(context, arguments.ask.clone()).map_err(|error| match error {
            Error::Store(error @ StoreError::Missing { .. }) => greeting::without_file(error),
            error => error,
        })?;
    let greeting = greeting::greeting(&session.store, &session.context.db);
    session.tell(&greeting)?;
    let assist = Assist::new(session.catalogue(), colour);
    let (mut editor, unkept) = Editor::new(assist, colour)?;
    if let Some(reason) = unkept {
        session.tell(&term_safe(&format!("no history is kept: {reason}")))?;
    }
    loop {
        // While the line is edited, Ctrl-C is a key.
        let text = match editor.read()? {
            Input::Text(text) => text,
            Input::Cleared => continue,
            Input::End => break,
        };
        if text.trim().is_empty() {
            continue;
        }
        editor.remember(&text);
        let before = Rc::clone(&session.store);
        match session.take(&text, &mut editor) {
            Ok(Flow::Go) => {}
            Ok(Flow::Leave) => break,
            Err(error) => tell(&error, |help| dot::in_shell(&help), session.context.err)?,
        }
        if let Some(assist) = editor.assist() {
            if Rc::ptr_eq(&before, &session.store) {
                assist.catalogue.refresh();
            } else {
                assist.catalogue = session.catalogue();
            }
        }
    }
    session.leave()
}

/// Runs what is piped in: SQL and dot commands.
///
/// # Errors
/// Those of the first statement or command that fails.
pub fn run_input(arguments: &Repl, mut context: Context<'_>) -> Result<(), Error> {
    let text = query::read_input(&mut context)?;
    let mut session = Session::open(context, arguments.ask.clone())?;
    if script::is_empty(&text) {
        return Err(Error::usage("there is no SQL to run"));
    }
    let stop = session.store.stop().clone();
    match session.script(&text, &mut Nobody) {
        Ok(_) => session.leave(),
        Err(error) => {
            session.abandon()?;
            Err(error.stopped_by(&stop))
        }
    }
}
