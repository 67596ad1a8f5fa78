//! Results that go to a file instead of the screen: `.once` and `.output`.

use super::arguments;
use crate::cli::{Export, Output};
use crate::cmd::Context;
use crate::cmd::output::Target;
use crate::error::Error;
use crate::render::{Format, term_safe};
use std::io::Write;
use std::path::PathBuf;

/// A file in the making; it takes its name when it is complete.
pub struct Sent {
    file: Target,
    path: PathBuf,
    ending: Option<Format>,
    export: Export,
    results: u64,
    /// For one result only.
    pub once: bool,
}

impl Sent {
    /// # Errors
    /// A file that exists, or that cannot be made.
    pub fn begin(target: arguments::Target, once: bool) -> Result<Sent, Error> {
        Ok(Sent {
            file: Target::create(&target.file, target.how.force)?,
            ending: Format::of_file(&target.file),
            export: target.how.export,
            path: target.file,
            results: 0,
            once,
        })
    }

    /// What the file's ending says, else what `.mode` settled.
    pub fn format(&self, settled: Option<Format>) -> Format {
        self.ending.or(settled).unwrap_or(Format::Csv)
    }

    /// Why a text that is no rows does not go into a file of this name.
    pub fn refuses_text(&self) -> Option<Error> {
        let ending = self.ending.filter(|format| *format != Format::Markdown)?;
        let message = format!("{} is for rows, as {}", self.shown(), ending.name());
        Some(Error::usage(message).with_help(".once FILE.txt takes any text"))
    }

    /// How results are written there.
    pub fn output(&self, format: Format) -> Output {
        Output {
            format: Some(format),
            export: self.export.clone(),
            ..Output::default()
        }
    }

    /// Lets `work` print into the file.
    ///
    /// # Errors
    /// Those of `work`; a second result in a format that holds one.
    pub fn take(
        &mut self,
        output: &Output,
        context: &mut Context<'_>,
        work: impl FnOnce(&Output, &mut Context<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let one = output.format.filter(|format| !format.follows_others());
        if let Some(format) = one.filter(|_| self.results > 0) {
            let message = format!("{} holds one result, as {}", self.shown(), format.name());
            return Err(Error::usage(message).with_help(".output alone ends it"));
        }
        let mut context = context.into_file(self.file.writer());
        context.screen.follows = self.results > 0;
        self.results += 1;
        work(output, &mut context)
    }

    /// Gives the file its name and says so. One without a result is not made,
    /// and takes no other's place.
    ///
    /// # Errors
    /// A full disk; a file of that name was made meanwhile.
    pub fn finish(self, err: &mut dyn Write) -> Result<(), Error> {
        if self.results == 0 {
            return self.abandon(err);
        }
        let shown = self.shown();
        self.file.finish()?;
        Ok(writeln!(err, "written: {shown}")?)
    }

    /// Leaves nothing behind, and says so.
    ///
    /// # Errors
    /// Those of `err`.
    pub fn abandon(self, err: &mut dyn Write) -> Result<(), Error> {
        Ok(writeln!(err, "not written: {}", self.shown())?)
    }

    fn shown(&self) -> String {
        term_safe(&self.path.display().to_string()).into_owned()
    }
}
