//! Columns and rows of a result, free of SQLite and of any format.
//! The store pushes rows into a [`Sink`]; every output format is one.

use std::io;

/// One cell of a result, borrowed from whoever produces the row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(&'a str),
    Blob(&'a [u8]),
}

impl Value<'_> {
    /// Whether the cell is right-aligned in a table.
    pub fn is_number(&self) -> bool {
        matches!(self, Value::Integer(_) | Value::Real(_))
    }
}

/// Takes one result: its column names once, then its rows, then the end.
///
/// Errors are those of the writer behind the sink (full disk, closed pipe).
pub trait Sink {
    fn begin(&mut self, columns: &[String]) -> io::Result<()>;
    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()>;
    fn finish(&mut self) -> io::Result<()>;
}
