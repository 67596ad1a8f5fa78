//! Where rows go: standard output, or a file that appears only when it is
//! complete.

use super::Context;
use super::about::Facts;
use super::format::chosen;
use super::inputs::is_database;
use crate::cli::Output;
use crate::error::Error;
use crate::render::{Format, sink};
use crate::rows::Sink;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Hands a sink for one result to `work`, and sees the output through. `about`
/// says what a workbook tells of the result; other formats do not ask.
///
/// # Errors
/// Those of `work`; options that do not fit; a file that exists, or cannot be
/// written whole.
pub fn with_sink(
    output: &Output,
    context: &mut Context<'_>,
    about: impl FnOnce() -> Result<Facts, Error>,
    work: impl FnOnce(&mut dyn Sink) -> Result<(), Error>,
) -> Result<(), Error> {
    let (format, mut options) = chosen(output, context)?;
    let follows = std::mem::replace(&mut context.screen.follows, true);
    if follows && !format.follows_others() {
        return Err(Error::usage(format!("{} holds one result", format.name())));
    }
    if format == Format::Xlsx {
        options.about = about()?;
    }
    with_writer(output, context, |out| {
        if follows {
            out.write_all(
                b"
",
            )?;
        }
        work(&mut *sink(format, &options, out))
    })
}

/// Hands the writer to `work`, and sees the output through.
///
/// # Errors
/// As for `with_sink`.
pub fn with_writer(
    output: &Output,
    context: &mut Context<'_>,
    work: impl FnOnce(&mut dyn Write) -> Result<(), Error>,
) -> Result<(), Error> {
    let Some(path) = &output.output else {
        work(context.out)?;
        return Ok(context.out.flush()?);
    };
    let mut file = Target::create(path, output.force)?;
    work(&mut file.writer)?;
    file.finish()
}

/// A file that takes its name when it is complete.
pub struct Target {
    writer: Box<dyn Write>,
    complete: Option<(tempfile::NamedTempFile, PathBuf, bool)>,
}

impl Target {
    /// # Errors
    /// A file that exists, or cannot be made.
    pub fn create(path: &Path, force: bool) -> Result<Target, Error> {
        let fault = |error: io::Error| {
            Error::not_found(format!("cannot write {}: {error}", path.display()))
        };
        match std::fs::metadata(path) {
            Ok(_) if !force => {
                let message = format!("{} exists", path.display());
                return Err(Error::usage(message).with_help("--force overwrites it"));
            }
            // Nobody means to replace a file of figures by a printed result.
            Ok(_) if is_database(path) => {
                let message = format!(
                    "{} is an SQLite file, which is not overwritten",
                    path.display()
                );
                return Err(Error::usage(message));
            }
            // A device or a pipe is written to as it is.
            Ok(found) if !found.is_file() => {
                let file = File::options().write(true).open(path).map_err(fault)?;
                return Ok(Target {
                    writer: Box::new(file),
                    complete: None,
                });
            }
            _ => {}
        }
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let mut builder = tempfile::Builder::new();
        // As open(2) does: for everybody whom the umask allows.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder
            .prefix(".smsdb-")
            .tempfile_in(folder.unwrap_or(Path::new(".")))
            .map_err(fault)?;
        let writer = Box::new(file.reopen().map_err(fault)?);
        Ok(Target {
            writer,
            complete: Some((file, path.to_owned(), force)),
        })
    }

    pub fn writer(&mut self) -> &mut dyn Write {
        &mut self.writer
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// A full disk; a file of that name was made meanwhile.
    pub fn finish(mut self) -> Result<(), Error> {
        self.writer.flush()?;
        if let Some((file, path, force)) = self.complete {
            let kept = if force {
                file.persist(&path)
            } else {
                file.persist_noclobber(&path)
            };
            kept.map_err(|error| Error::Output(error.error))?;
        }
        Ok(())
    }
}
