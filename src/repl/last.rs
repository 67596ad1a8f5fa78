//! `.last`: the last result again, with every row, column and line.

use super::pager::Pager;
use super::session::Session;
use crate::cli::Output;
use crate::cmd::query;
use crate::error::Error;
use crate::render::Format;
use std::rc::Rc;

impl Session<'_> {
    /// Runs the last statement again, into a pager where there is a screen.
    ///
    /// # Errors
    /// There is none; those of the statement.
    pub(super) fn show_last(&mut self) -> Result<(), Error> {
        let Some(asked) = self.last.clone() else {
            return Err(Error::usage("nothing was asked yet"));
        };
        let store = Rc::clone(&self.store);
        let on_screen = self.context.terminal_width.is_some() && self.sent.is_none();
        let pager = on_screen.then(|| Pager::start(store.stop())).flatten();
        let Some(mut pager) = pager else {
            return self.printing(|output, context| {
                context.screen.whole = true;
                let done = query::run_text(&store, &asked.sql, &asked.values, output, context);
                context.screen.whole = false;
                done
            });
        };
        let Some(mut writer) = pager.writer() else {
            return Ok(pager.wait()?);
        };
        let output = Output {
            format: Some(Format::Table),
            ..self.settled.clone()
        };
        let mut context = self.context.into_pager(&mut writer);
        let done = query::run_text(&store, &asked.sql, &asked.values, &output, &mut context);
        drop(writer);
        pager.wait()?;
        match done {
            // The person has seen enough.
            Err(error) if error.is_closed_pipe() => Ok(()),
            done => done,
        }
    }
}
