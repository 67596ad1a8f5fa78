//! Small results for the commands: rows of owned cells, by column name.

use super::error::at;
use super::query::stopped;
use super::{Store, StoreError};
use rusqlite::types::Value;
use rusqlite::{ErrorCode, ToSql};

/// A result that a command works with.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
}

/// One row; the queries of the commands never give REAL or BLOB.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(Vec<Option<Cell>>);

#[derive(Debug, Clone, PartialEq)]
enum Cell {
    Integer(i64),
    Text(String),
}

impl Row {
    /// A whole number; None where the cell is NULL or a text.
    pub fn integer(&self, column: usize) -> Option<i64> {
        match self.0.get(column) {
            Some(Some(Cell::Integer(value))) => Some(*value),
            _ => None,
        }
    }

    /// A text, empty where the cell is NULL or a number.
    pub fn text(&self, column: usize) -> &str {
        self.optional(column).unwrap_or("")
    }

    /// A text; None where the cell is NULL or a number.
    pub fn optional(&self, column: usize) -> Option<&str> {
        match self.0.get(column) {
            Some(Some(Cell::Text(text))) => Some(text),
            _ => None,
        }
    }
}

impl Store {
    /// Runs one of the program's own queries. Parameters are bound in order.
    ///
    /// # Errors
    /// A file that cannot be read, a reason to stop.
    pub fn rows(&self, sql: &str, parameters: &[&dyn ToSqlText]) -> Result<Rows, StoreError> {
        let fault = |error: rusqlite::Error| {
            if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) {
                return stopped(&self.stop);
            }
            at(&self.path)(error)
        };
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let count = columns.len();
        let values: Vec<Value> = parameters
            .iter()
            .map(|parameter| parameter.value())
            .collect();
        let bound: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
        let rows = statement.query_map(&bound[..], |row| {
            (0..count)
                .map(|at| Ok(cell(row.get(at)?)))
                .collect::<rusqlite::Result<_>>()
                .map(Row)
        });
        let rows = rows
            .map_err(fault)?
            .collect::<rusqlite::Result<_>>()
            .map_err(fault)?;
        Ok(Rows { columns, rows })
    }
}

fn cell(value: Value) -> Option<Cell> {
    match value {
        Value::Integer(value) => Some(Cell::Integer(value)),
        Value::Text(text) => Some(Cell::Text(text)),
        Value::Null | Value::Real(_) | Value::Blob(_) => None,
    }
}

/// What a command binds: texts and whole numbers.
pub trait ToSqlText {
    fn value(&self) -> Value;
}

impl ToSqlText for &str {
    fn value(&self) -> Value {
        Value::Text((*self).to_owned())
    }
}

impl ToSqlText for String {
    fn value(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl ToSqlText for i64 {
    fn value(&self) -> Value {
        Value::Integer(*self)
    }
}
