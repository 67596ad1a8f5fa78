//! FACTS <-> SQLITE. The only room that says rusqlite or refinery: opening
//! files, making the schema, keeping reference data in step, writing
//! documents, running SQL. What is read in a text is the bulletin room's
//! business, how rows are printed the render room's.

mod bounds;
mod catalog;
mod compare;
mod decisions;
mod digest;
mod documents;
mod error;
mod gate;
mod help;
mod lessons;
mod merge;
mod notes;
mod open;
mod query;
mod reference;
mod reread;
mod rows;
mod schema;
mod settings;
mod ship;
mod take;
mod upgrade;
mod verify;

pub use crate::sql::{Statement, statements};
pub use catalog::Catalogue;
pub use decisions::{Decision, Kind as DecisionKind, LONGEST_NOTE, Subject};
pub use documents::{Added, Counts};
pub use error::StoreError;
pub use lessons::{LONGEST_WORDING, Lesson, MOST_LESSONS};
pub use merge::Merged;
pub use notes::Note;
pub use query::{SqlError, Values};
pub use reference::{Brought, StoredQuery};
pub use reread::{Difference, Reread};
pub use rows::{Passing, Row, Rows, ToSqlText};
pub use settings::FOREIGN_LIMIT;
pub use ship::Shipped;
pub use upgrade::{Upgraded, upgrade};
pub use verify::{Check, Verdict, beside, file_sha256};

use crate::stop::Stop;
use error::at;
use rusqlite::Connection;
use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// An open file.
pub struct Store {
    connection: Connection,
    path: PathBuf,
    stop: Stop,
    /// Opened with `foreign`: it need not be one of ours.
    foreign: bool,
    /// Rows changed before the open transaction began.
    changes: Cell<u64>,
    /// The lexicon with what persons taught, once it was needed.
    learned: RefCell<lessons::Learned>,
    /// What the bounds were made of, once they were written.
    known: RefCell<Option<bounds::Known>>,
}

impl Store {
    /// Opens a file for asking; `foreign` skips the comparison with our
    /// schema and tightens the limits (contract.md, section 1). The time
    /// limit begins when the file is open.
    ///
    /// # Errors
    /// Every reason why the file is not one to ask.
    pub fn ask(
        path: &Path,
        foreign: bool,
        stop: &Stop,
        limit: Option<Duration>,
    ) -> Result<Store, StoreError> {
        let limit = limit.or(foreign.then_some(settings::FOREIGN_LIMIT));
        let (connection, stop) = open::ask(path, foreign, stop, limit)?;
        let store = Store::of(connection, path, &stop);
        Ok(Store { foreign, ..store })
    }

    /// Whether the file was opened without comparing its schema with ours.
    pub fn is_foreign(&self) -> bool {
        self.foreign
    }

    /// Opens a file of our own for writing.
    ///
    /// # Errors
    /// Every reason why the file cannot be written; also that there is none.
    pub fn write(path: &Path, stop: &Stop) -> Result<Store, StoreError> {
        Ok(Store::of(open::write(path, false, stop)?, path, stop))
    }

    /// Opens a file of our own for writing; makes it if there is none.
    ///
    /// # Errors
    /// Every reason why the file cannot be written.
    pub fn write_or_make(path: &Path, stop: &Stop) -> Result<Store, StoreError> {
        Ok(Store::of(open::write(path, true, stop)?, path, stop))
    }

    /// A copy in memory, to try an import on; the file is not touched.
    ///
    /// # Errors
    /// As for asking.
    pub fn scratch(path: &Path, stop: &Stop) -> Result<Store, StoreError> {
        Ok(Store::of(open::scratch(path, stop)?, path, stop))
    }

    /// When to stop, shared with the statements that run.
    pub fn stop(&self) -> &Stop {
        &self.stop
    }

    /// Gives the next statement so much time.
    pub fn restart(&self, limit: Option<Duration>) {
        self.stop.restart(limit);
    }

    fn of(connection: Connection, path: &Path, stop: &Stop) -> Store {
        Store {
            connection,
            path: path.to_owned(),
            stop: stop.clone(),
            foreign: false,
            changes: Cell::new(0),
            learned: RefCell::default(),
            known: RefCell::default(),
        }
    }

    /// The file, as it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Begins a transaction that writes; waits up to ten seconds for others.
    ///
    /// # Errors
    /// Another program holds the file.
    pub fn begin(&self) -> Result<(), StoreError> {
        self.batch("BEGIN IMMEDIATE")?;
        self.changes.set(self.connection.total_changes());
        Ok(())
    }

    /// Ends the transaction; what it wrote is on disk when this returns.
    ///
    /// # Errors
    /// A full disk; nothing of the transaction is kept then.
    pub fn commit(&self) -> Result<(), StoreError> {
        self.end(Store::bound)
    }

    /// The same of a transaction that did nothing but add documents.
    ///
    /// # Errors
    /// A full disk; nothing of the transaction is kept then.
    pub fn commit_added(&self) -> Result<(), StoreError> {
        self.end(Store::bound_added)
    }

    fn end(&self, bound: impl Fn(&Store) -> Result<(), StoreError>) -> Result<(), StoreError> {
        // What was shipped is no longer so once a row changes.
        let changed = self.connection.total_changes() > self.changes.get();
        let settled = if changed {
            bound(self).and_then(|()| self.batch(include_str!("sql/unmark_shipped.sql")))
        } else {
            Ok(())
        };
        let committed = settled.and_then(|()| self.batch("COMMIT"));
        if committed.is_err() {
            self.roll_back();
        }
        committed
    }

    /// Takes the transaction back; also after SQLite has done so itself.
    pub fn roll_back(&self) {
        self.known.take();
        if !self.connection.is_autocommit() {
            // Nothing helps where this fails; the next opening rolls back.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }

    fn batch(&self, sql: &str) -> Result<(), StoreError> {
        self.connection.execute_batch(sql).map_err(at(&self.path))
    }
}
