//! Dot commands that change how the session answers. Each tells what holds
//! when it is called alone.

use super::arguments::{How, Marks, Mode, Switch, Target, Timeout, Width};
use super::files::Sent;
use super::session::Session;
use crate::error::Error;
use crate::render::{Format, Thousands};
use std::path::PathBuf;

impl Session<'_> {
    pub(super) fn mode(&mut self, mode: Option<Mode>) -> Result<(), Error> {
        if mode == Some(Mode(Some(Format::Xlsx))) {
            return Err(Error::usage("a workbook is a file").with_help(".once result.xlsx"));
        }
        if let Some(Mode(format)) = mode {
            self.settled.format = format;
            return Ok(());
        }
        let holds = self.settled.format.map_or_else(
            || "auto: table on a screen; in a file, what its ending says".to_owned(),
            |format| format.name().to_owned(),
        );
        self.tell(&format!("mode {holds}"))
    }

    /// For reading; csv stays exact.
    pub(super) fn thousands(&mut self, marks: Option<Marks>) -> Result<(), Error> {
        if let Some(Marks(marks)) = marks {
            self.thousands = marks;
            return Ok(());
        }
        let holds = match self.thousands {
            Thousands::None => "off",
            Thousands::Comma => "comma",
            Thousands::Dot => "dot",
            Thousands::Blank => "blank",
        };
        self.tell(&format!("thousands {holds}"))
    }

    pub(super) fn set_width(&mut self, width: Option<Width>) -> Result<(), Error> {
        match (width, self.width) {
            (Some(width), _) => {
                self.width = width;
                Ok(())
            }
            (None, Width::Auto) => self.tell("width auto"),
            (None, Width::Columns(columns)) => self.tell(&format!("width {columns}")),
        }
    }

    pub(super) fn timer(&mut self, switch: Option<Switch>) -> Result<(), Error> {
        match switch {
            Some(switch) => {
                self.context.screen.timer = switch == Switch::On;
                Ok(())
            }
            None if self.context.screen.timer => self.tell("timer on"),
            None => self.tell("timer off"),
        }
    }

    pub(super) fn timeout(&mut self, limit: Option<Timeout>) -> Result<(), Error> {
        match (limit, self.context.limit) {
            (Some(limit), _) => {
                self.context.limit = limit.0;
                Ok(())
            }
            (None, None) => self.tell("timeout off"),
            (None, Some(limit)) => self.tell(&format!("timeout {} s", limit.as_secs_f64())),
        }
    }

    /// `.output`: alone, what was sent so far is complete.
    pub(super) fn send_all(&mut self, file: Option<PathBuf>, how: How) -> Result<(), Error> {
        let Some(file) = file else {
            return match self.sent.take() {
                Some(sent) => sent.finish(self.context.err),
                None => self.tell("results go to the screen"),
            };
        };
        self.send(Target { file, how }, false)
    }

    pub(super) fn send(&mut self, target: Target, once: bool) -> Result<(), Error> {
        // What an earlier `.output` was for ends here.
        if let Some(sent) = self.sent.take() {
            sent.finish(self.context.err)?;
        }
        self.sent = Some(Sent::begin(target, once)?);
        Ok(())
    }

    /// A line about the session itself, which is no result.
    pub(super) fn tell(&mut self, line: &str) -> Result<(), Error> {
        Ok(writeln!(self.context.err, "{line}")?)
    }
}
