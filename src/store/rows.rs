//! Small results for the commands: rows of owned cells, by column name.

use super::error::at;
use super::query::stopped;
use super::{Store, StoreError};
use rusqlite::types::{Value, ValueRef};
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
        let mut rows = Vec::new();
        let columns = self.each(sql, parameters, |passing| {
            rows.push(passing.row()?);
            Ok(())
        })?;
        Ok(Rows { columns, rows })
    }

    /// As `rows`, but shows one row after the other; gives the columns.
    pub fn each(
        &self,
        sql: &str,
        parameters: &[&dyn ToSqlText],
        mut show: impl FnMut(&Passing) -> rusqlite::Result<()>,
    ) -> Result<Vec<String>, StoreError> {
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
        let mut rows = statement.query(&bound[..]).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            show(&Passing { row, count }).map_err(fault)?;
        }
        Ok(columns)
    }
}

/// A row that is gone with the next.
pub struct Passing<'r> {
    row: &'r rusqlite::Row<'r>,
    count: usize,
}

impl Passing<'_> {
    pub fn is_null(&self, column: usize) -> bool {
        matches!(self.row.get_ref(column), Ok(ValueRef::Null))
    }

    /// A text, empty where the cell is NULL or a number.
    pub fn text(&self, column: usize) -> &str {
        let value = self.row.get_ref(column);
        value
            .ok()
            .and_then(|value| value.as_str().ok())
            .unwrap_or("")
    }

    /// The row to keep.
    pub fn row(&self) -> rusqlite::Result<Row> {
        let cells = (0..self.count).map(|at| Ok(cell(self.row.get(at)?)));
        cells.collect::<rusqlite::Result<_>>().map(Row)
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
