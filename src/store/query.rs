//! Runs SQL and pushes the rows into a sink; says where SQL is wrong.

use super::Store;
use super::error::{StoreError, at};
use super::help::explain;
use crate::rows::{Sink, Value};
use crate::snippet;
use crate::sql::{self, Statement};
use crate::stop::Stop;
use rusqlite::types::ValueRef;
use rusqlite::{ErrorCode, Statement as Prepared};

/// SQL that cannot be run, with its place.
#[derive(Debug, thiserror::Error)]
#[error("{message}{}", place.as_deref().map(|place| format!("\n{place}")).unwrap_or_default())]
pub struct SqlError {
    pub message: String,
    /// The line with a caret under the fault.
    pub place: Option<String>,
    pub help: Option<String>,
}

/// Gives a named parameter its value; None where there is none.
pub type Values<'v> = &'v dyn Fn(&str) -> Option<String>;

impl Store {
    /// Whether a statement returns rows; prepares it and runs nothing.
    ///
    /// # Errors
    /// SQL that cannot be prepared.
    pub fn returns_rows(&self, whole: &str, statement: Statement<'_>) -> Result<bool, StoreError> {
        let prepared = self.prepare(whole, statement)?;
        Ok(prepared.column_count() > 0)
    }

    /// The names of a statement's parameters, without their marks.
    ///
    /// # Errors
    /// SQL that cannot be prepared.
    pub fn parameters(
        &self,
        whole: &str,
        statement: Statement<'_>,
    ) -> Result<Vec<String>, StoreError> {
        let prepared = self.prepare(whole, statement)?;
        let names = (1..=prepared.parameter_count()).map(|index| {
            let name = prepared.parameter_name(index).unwrap_or("?");
            name.trim_start_matches([':', '@', '$', '?']).to_owned()
        });
        Ok(names.collect())
    }

    /// Runs one statement of the text `whole`. Returns whether it returns
    /// rows; one that does not leaves the sink alone.
    ///
    /// # Errors
    /// Wrong SQL, a parameter without value, a reason to stop, a sink that
    /// does not take more.
    pub fn run(
        &self,
        whole: &str,
        statement: Statement<'_>,
        values: Values<'_>,
        sink: &mut dyn Sink,
    ) -> Result<bool, StoreError> {
        let mut prepared = self.prepare(whole, statement)?;
        bind(&mut prepared, values)?;
        let columns: Vec<String> = prepared.column_names().map(str::to_owned).collect();
        let fault = |error| self.fault(error, whole, statement);
        let mut rows = prepared.raw_query();
        let count = columns.len();
        let mut spare = Vec::with_capacity(count);
        let mut begun = false;
        loop {
            let row = rows.next().map_err(fault)?;
            // A statement that fails at its first step prints nothing.
            if !begun && count > 0 {
                sink.begin(&columns)?;
                begun = true;
            }
            let Some(row) = row else { break };
            let mut cells = emptied(spare);
            for (index, column) in columns.iter().enumerate() {
                cells.push(cell(row.get_ref(index).map_err(fault)?, column)?);
            }
            sink.row(&cells)?;
            spare = emptied(cells);
        }
        if begun {
            sink.finish()?;
        }
        Ok(begun)
    }

    fn prepare<'s>(
        &'s self,
        whole: &str,
        statement: Statement<'_>,
    ) -> Result<Prepared<'s>, StoreError> {
        if sql::opens_transaction(statement.text) {
            // It would keep others from writing for as long as it is open.
            return Err(self.complaint(whole, statement, "not authorized", None));
        }
        self.connection
            .prepare(statement.text)
            .map_err(|error| self.fault(error, whole, statement))
    }

    fn fault(&self, error: rusqlite::Error, whole: &str, statement: Statement<'_>) -> StoreError {
        if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) {
            return stopped(&self.stop);
        }
        let (message, offset) = match &error {
            rusqlite::Error::SqlInputError { msg, offset, .. } => {
                (msg.clone(), usize::try_from(*offset).ok())
            }
            rusqlite::Error::SqliteFailure(code, message) if is_fault_of_file(code.code) => {
                let _ = message;
                return at(&self.path)(error);
            }
            rusqlite::Error::SqliteFailure(_, Some(message)) => (message.clone(), None),
            other => (other.to_string(), None),
        };
        self.complaint(whole, statement, &message, offset)
    }

    /// What is wrong with a statement, in words that help.
    fn complaint(
        &self,
        whole: &str,
        statement: Statement<'_>,
        message: &str,
        offset: Option<usize>,
    ) -> StoreError {
        let complaint = explain(&self.connection, statement.text, message, offset);
        let place = complaint.offset;
        let place = place.map(|offset| snippet::of_text("query", whole, statement.start + offset));
        SqlError {
            message: complaint.message,
            place,
            help: complaint.help,
        }
        .into()
    }
}

/// The memory of a row, for the next one: no cell is left, so what they borrowed
/// plays no part, and collecting nothing keeps the memory.
fn emptied<'r>(mut cells: Vec<Value<'_>>) -> Vec<Value<'r>> {
    cells.clear();
    cells.into_iter().map(|_| Value::Null).collect()
}

pub(super) fn stopped(stop: &Stop) -> StoreError {
    StoreError::Stopped(stop.reason().unwrap_or(crate::stop::Reason::TimeLimit))
}

fn is_fault_of_file(code: ErrorCode) -> bool {
    use ErrorCode::{
        CannotOpen, DatabaseBusy, DatabaseCorrupt, DiskFull, NotADatabase, SystemIoFailure,
    };
    matches!(
        code,
        CannotOpen | DatabaseBusy | DatabaseCorrupt | DiskFull | NotADatabase | SystemIoFailure
    )
}

pub(super) fn bind(prepared: &mut Prepared<'_>, values: Values<'_>) -> Result<(), StoreError> {
    for index in 1..=prepared.parameter_count() {
        let name = prepared.parameter_name(index).unwrap_or("?").to_owned();
        let Some(value) = values(name.trim_start_matches([':', '@', '$', '?'])) else {
            let message = format!("the parameter {name} has no value");
            let help = Some("a saved query takes values: smsdb run NAME key=value".to_owned());
            return Err(SqlError {
                message,
                place: None,
                help,
            }
            .into());
        };
        prepared
            .raw_bind_parameter(index, value)
            .map_err(|error| SqlError {
                message: error.to_string(),
                place: None,
                help: None,
            })?;
    }
    Ok(())
}

fn cell<'r>(value: ValueRef<'r>, column: &str) -> Result<Value<'r>, StoreError> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(value) => Value::Integer(value),
        ValueRef::Real(value) => Value::Real(value),
        ValueRef::Blob(value) => Value::Blob(value),
        ValueRef::Text(bytes) => Value::Text(std::str::from_utf8(bytes).map_err(|_| SqlError {
            message: format!("a text in column {column} is not valid UTF-8"),
            place: None,
            help: Some(format!("hex({column}) shows its bytes")),
        })?),
    })
}
