//! What the shell does, apart from the line editor: takes a statement or a
//! dot command and answers on the context's writers. Tests and scripts run it
//! without a terminal.

use super::arguments::Width;
use super::catalogue::Catalogue;
use super::dot::{self, Dot};
use super::files::Sent;
use super::script::{self, Piece};
use super::{figures, help, look, queries};
use crate::cli::{Ask, Output};
use crate::cmd::{Context, query};
use crate::error::Error;
use crate::render::{Decimal, Format, Thousands};
use crate::store::{FOREIGN_LIMIT, Statement, Store};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Somebody who can be asked for a value; a script has nobody.
pub trait Person {
    /// Whether anybody is there to be asked.
    fn is_there(&self) -> bool;

    /// The answer; None where the person would rather not.
    ///
    /// # Errors
    /// A terminal that is gone.
    fn answer(&mut self, question: &Question) -> Result<Option<String>, Error>;
}

/// A value that a statement needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What the value is.
    pub about: String,
    /// What an empty answer means.
    pub default: Option<String>,
    /// Values to choose from, each with its meaning; none where any will do.
    pub values: Vec<(String, String)>,
}

/// Whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    Go,
    Leave,
}

/// A statement that was run, to be shown again or kept.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub sql: String,
    pub values: Vec<(String, String)>,
}

pub struct Session<'w> {
    pub(super) context: Context<'w>,
    pub(super) store: Rc<Store>,
    pub(super) ask: Ask,
    /// What `.mode` settled.
    pub(super) settled: Output,
    pub(super) width: Width,
    /// Where results go instead of the screen.
    pub(super) sent: Option<Sent>,
    pub(super) last: Option<Asked>,
    /// Marks in the numbers of formats made for reading.
    pub(super) thousands: Thousands,
    /// Files that `.read` is in the middle of.
    reading: Vec<PathBuf>,
}

impl<'w> Session<'w> {
    /// # Errors
    /// Every reason why the context's file is not one to ask.
    pub fn open(mut context: Context<'w>, ask: Ask) -> Result<Session<'w>, Error> {
        if ask.foreign {
            context.limit.get_or_insert(FOREIGN_LIMIT);
        }
        let store = Rc::new(context.ask(&ask)?);
        Ok(Session {
            context,
            store,
            ask,
            settled: Output::default(),
            width: Width::Auto,
            sent: None,
            last: None,
            thousands: Thousands::None,
            reading: Vec::new(),
        })
    }

    /// Takes what was typed: SQL that ends with `;`, a dot command, or one of
    /// the words that forgive a missing dot.
    ///
    /// # Errors
    /// What the statement or command failed with; the session goes on.
    pub fn take(&mut self, text: &str, person: &mut dyn Person) -> Result<Flow, Error> {
        let stop = self.store.stop().clone();
        stop.forget();
        stop.restart(self.context.limit);
        self.context.screen.follows = false;
        let done = if dot::is_dot(text) {
            self.dot(text, person)
        } else {
            self.sql(text, 0..text.len(), person).map(|()| Flow::Go)
        };
        // What was printed before an error stands above it.
        self.context.out.flush()?;
        done.map_err(|error| error.stopped_by(&stop))
    }

    /// Runs a whole text, as `.read` and piped input do. It ends at the first
    /// error.
    ///
    /// # Errors
    /// That of the statement or command that failed.
    pub fn script(&mut self, text: &str, person: &mut dyn Person) -> Result<Flow, Error> {
        for piece in script::pieces(text) {
            self.store.stop().restart(self.context.limit);
            match piece {
                Piece::Sql(range) => self.sql(text, range, person)?,
                Piece::Dot(range) => {
                    if self.dot(&text[range], person)? == Flow::Leave {
                        return Ok(Flow::Leave);
                    }
                }
            }
        }
        Ok(Flow::Go)
    }

    fn sql(
        &mut self,
        whole: &str,
        range: std::ops::Range<usize>,
        person: &mut dyn Person,
    ) -> Result<(), Error> {
        let start = range.start;
        let all: Vec<Statement<'_>> = crate::sql::statements(&whole[range])
            .into_iter()
            .map(|statement| Statement {
                start: statement.start + start,
                ..statement
            })
            .collect();
        if all.is_empty() {
            return Ok(());
        }
        let values = queries::asked_for(&self.store, whole, &all, person)?;
        if let [one] = all[..] {
            self.last = Some(Asked {
                sql: one.text.trim().to_owned(),
                values: values.clone(),
            });
        }
        let store = Rc::clone(&self.store);
        self.printing(|output, context| {
            let asked = query::Asked {
                sql: whole,
                all: &all,
                values: &values,
                may_follow: true,
            };
            query::run_all(&store, &asked, output, context)
        })
    }

    /// Hands on where results go now: the screen, or a file. What `.once` was
    /// for is complete afterwards.
    pub(super) fn printing(
        &mut self,
        work: impl FnOnce(&Output, &mut Context<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        match self.width {
            Width::Auto => self.context.terminal_width = (self.context.terminal)(),
            Width::Columns(columns) if self.context.terminal_width.is_some() => {
                self.context.terminal_width = Some(columns);
            }
            Width::Columns(_) => {}
        }
        let Some(mut sent) = self.sent.take() else {
            let on_screen = self.context.terminal_width.is_some();
            let suits = if on_screen {
                Format::Table
            } else {
                Format::Csv
            };
            let format = self.settled.format.unwrap_or(suits);
            return work(
                &self.marked(self.settled.clone(), format),
                &mut self.context,
            );
        };
        let format = sent.format(self.settled.format);
        let output = self.marked(sent.output(format), format);
        let done = sent.take(&output, &mut self.context, work);
        match done {
            Ok(()) if sent.once => sent.finish(self.context.err),
            Ok(()) => {
                self.sent = Some(sent);
                Ok(())
            }
            // A part of a result must not be taken for the whole.
            Err(error) => {
                sent.abandon(self.context.err)?;
                Err(error)
            }
        }
    }

    /// As `printing`, for what is a text and not rows.
    pub(super) fn telling(
        &mut self,
        work: impl FnOnce(&Output, &mut Context<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if let Some(refusal) = self.sent.as_ref().and_then(Sent::refuses_text) {
            return Err(refusal);
        }
        self.printing(work)
    }

    /// `.thousands` is for reading; csv stays exact, unless its own options
    /// say otherwise.
    fn marked(&self, mut output: Output, format: Format) -> Output {
        let read = matches!(
            format,
            Format::Table | Format::Line | Format::Markdown | Format::Html
        );
        if read && self.thousands != Thousands::None {
            output.export.thousands.get_or_insert(self.thousands);
            if self.thousands == Thousands::Dot {
                output.export.decimal.get_or_insert(Decimal::Comma);
            }
        }
        output
    }

    fn dot(&mut self, line: &str, person: &mut dyn Person) -> Result<Flow, Error> {
        let store = Rc::clone(&self.store);
        match dot::parse(line)? {
            Dot::Quit => return Ok(Flow::Leave),
            Dot::Why(figure) => {
                self.telling(|_, context| figures::why(&figure, &store, context))?;
            }
            Dot::Source(figure) => {
                self.telling(|_, context| figures::source(&figure, &store, context))?;
            }
            Dot::Show { bulletin } => {
                self.telling(|_, context| figures::show(&bulletin, &store, context))?;
            }
            Dot::Glossary { words } => {
                self.telling(|_, context| figures::glossary(&words, &store, context))?;
            }
            Dot::Check => self.telling(|_, context| figures::check(&store, context))?,
            Dot::Documents => {
                self.printing(|output, context| figures::documents(&store, output, context))?;
            }
            Dot::Queries => queries::list(self)?,
            Dot::Run {
                name: Some(name),
                values,
            } => queries::run(self, &name, &values, person)?,
            Dot::Run { name: None, .. } => queries::describe(self)?,
            Dot::Save { name, force } => queries::save(self, &name, force)?,
            Dot::Last => self.show_last()?,
            Dot::Tables => {
                self.printing(|output, context| look::tables(&store, output, context))?;
            }
            Dot::Views => self.printing(|output, context| look::views(&store, output, context))?,
            Dot::Schema { name } => {
                self.telling(|_, context| look::schema(name.as_deref(), &store, context))?;
            }
            Dot::Open { file } => self.open_other(&file)?,
            Dot::Mode { format } => self.mode(format)?,
            Dot::Thousands { marks } => self.thousands(marks)?,
            Dot::Width { columns } => self.set_width(columns)?,
            Dot::Timer { switch } => self.timer(switch)?,
            Dot::Timeout { limit } => self.timeout(limit)?,
            Dot::Once(target) => self.send(target, true)?,
            Dot::Output { file, how } => self.send_all(file, how)?,
            Dot::Read { file } => return self.read(&file, person),
            Dot::Help { topic } => help::write(topic.as_deref(), self.context.out)?,
        }
        self.context.out.flush()?;
        Ok(Flow::Go)
    }

    fn read(&mut self, file: &Path, person: &mut dyn Person) -> Result<Flow, Error> {
        let text = query::read_file(file)?;
        let path = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
        if self.reading.contains(&path) {
            return Err(Error::usage(format!("{} reads itself", file.display())));
        }
        self.reading.push(path);
        let done = self.script(&text, person);
        self.reading.pop();
        done
    }

    /// Another file takes the place of this one, if it can be asked.
    fn open_other(&mut self, file: &Path) -> Result<(), Error> {
        let store = self.context.ask_file(file, &self.ask)?;
        self.store = Rc::new(store);
        self.context.db = file.to_owned();
        self.last = None;
        if self.context.screen.shell {
            let greeting = super::greeting::greeting(&self.store, file);
            self.tell(&greeting)?;
        }
        Ok(())
    }

    /// What can be completed in the file at hand.
    pub fn catalogue(&self) -> Catalogue {
        Catalogue::of(Rc::clone(&self.store))
    }

    /// Says of what was sent to a file that it is not there: a script failed.
    ///
    /// # Errors
    /// Those of standard error.
    pub fn abandon(&mut self) -> Result<(), Error> {
        match self.sent.take() {
            Some(sent) => sent.abandon(self.context.err),
            None => Ok(()),
        }
    }

    /// Completes what was sent to a file.
    ///
    /// # Errors
    /// A full disk.
    pub fn leave(mut self) -> Result<(), Error> {
        if let Some(sent) = self.sent.take() {
            sent.finish(self.context.err)?;
        }
        Ok(self.context.out.flush()?)
    }
}
