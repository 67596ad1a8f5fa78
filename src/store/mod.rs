//! FACTS <-> SQLITE. The only room that says rusqlite or refinery: opening
//! files, making the schema, keeping reference data in step, writing
//! documents, running SQL. What is read in a text is the bulletin room's
//! business, how rows are printed the render room's.

mod documents;
mod error;
mod gate;
mod open;
mod query;
mod reference;
mod reread;
mod rows;
mod schema;

pub use documents::{Added, Counts};
pub use error::StoreError;
pub use query::{SqlError, Statement, Values, statements};
pub use reference::{Brought, StoredQuery};
pub use reread::Difference;
pub use rows::{Row, Rows};

use crate::stop::Stop;
use error::at;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// An open file.
pub struct Store {
    connection: Connection,
    path: PathBuf,
    stop: Stop,
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
        let limit = limit.or(foreign.then_some(open::FOREIGN_LIMIT));
        let (connection, stop) = open::ask(path, foreign, stop, limit)?;
        Ok(Store::of(connection, path, &stop))
    }

    /// Opens a file of our own for writing; makes it if there is none.
    ///
    /// # Errors
    /// Every reason why the file cannot be written.
    pub fn write(path: &Path, stop: &Stop) -> Result<Store, StoreError> {
        Ok(Store::of(open::write(path, stop)?, path, stop))
    }

    /// A copy in memory, to try an import on; the file is not touched.
    ///
    /// # Errors
    /// As for asking.
    pub fn scratch(path: &Path, stop: &Stop) -> Result<Store, StoreError> {
        Ok(Store::of(open::scratch(path, stop)?, path, stop))
    }

    fn of(connection: Connection, path: &Path, stop: &Stop) -> Store {
        Store {
            connection,
            path: path.to_owned(),
            stop: stop.clone(),
        }
    }

    /// Begins a transaction that writes; waits up to ten seconds for others.
    ///
    /// # Errors
    /// Another program holds the file.
    pub fn begin(&self) -> Result<(), StoreError> {
        self.batch("BEGIN IMMEDIATE")
    }

    /// Ends the transaction; what it wrote is on disk when this returns.
    ///
    /// # Errors
    /// A full disk; nothing of the transaction is kept then.
    pub fn commit(&self) -> Result<(), StoreError> {
        let committed = self.batch("COMMIT");
        if committed.is_err() {
            self.roll_back();
        }
        committed
    }

    /// Takes the transaction back; also after SQLite has done so itself.
    pub fn roll_back(&self) {
        if !self.connection.is_autocommit() {
            // Nothing helps where this fails; the next opening rolls back.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }

    fn batch(&self, sql: &str) -> Result<(), StoreError> {
        self.connection.execute_batch(sql).map_err(at(&self.path))
    }
}
