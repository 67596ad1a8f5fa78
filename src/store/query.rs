//! Runs SQL and pushes the rows into a sink; says where SQL is wrong.

use super::Store;
use super::error::{StoreError, at};
use crate::rows::{Sink, Value};
use crate::snippet;
use crate::stop::Stop;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, Statement as Prepared};

/// One statement of a text, and where in the text it begins, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement<'s> {
    pub start: usize,
    pub text: &'s str,
}

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

/// Splits a text into its statements, leaving out empty ones.
pub fn statements(text: &str) -> Vec<Statement<'_>> {
    let bytes = text.as_bytes();
    let (mut found, mut start, mut at) = (Vec::new(), 0, 0);
    let mut blank = true;
    while at < bytes.len() {
        let rest = &text[at..];
        let skip = |end: &str, from: usize| rest[from..].find(end).map(|n| from + n + end.len());
        let length = match bytes[at] {
            b'-' if rest.starts_with("--") => skip("\n", 2).unwrap_or(rest.len()),
            b'/' if rest.starts_with("/*") => skip("*/", 2).unwrap_or(rest.len()),
            b'\'' => skip("'", 1).unwrap_or(rest.len()),
            b'"' => skip("\"", 1).unwrap_or(rest.len()),
            b'`' => skip("`", 1).unwrap_or(rest.len()),
            b'[' => skip("]", 1).unwrap_or(rest.len()),
            _ => rest.chars().next().map_or(1, char::len_utf8),
        };
        let comment = rest.starts_with("--") || rest.starts_with("/*");
        if bytes[at] == b';' {
            if !blank {
                found.push(Statement {
                    start,
                    text: &text[start..at],
                });
            }
            (start, blank) = (at + 1, true);
        } else if !comment && !bytes[at].is_ascii_whitespace() {
            blank = false;
        }
        at += length;
    }
    if !blank {
        found.push(Statement {
            start,
            text: &text[start..],
        });
    }
    found
}

impl Store {
    /// Whether a statement returns rows; prepares it and runs nothing.
    ///
    /// # Errors
    /// SQL that cannot be prepared.
    pub fn returns_rows(&self, whole: &str, statement: Statement<'_>) -> Result<bool, StoreError> {
        let prepared = self.prepare(whole, statement)?;
        Ok(prepared.column_count() > 0)
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
        let message = in_plain_words(&message);
        let place = offset.map(|offset| snippet::of_text("query", whole, statement.start + offset));
        let help = help(&self.connection, &message);
        SqlError {
            message,
            place,
            help,
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

/// SQLite says "not authorized" of everything that is not reading.
fn in_plain_words(message: &str) -> String {
    if message.contains("not authorized") || message.contains("authorization denied") {
        return "only reading is possible here; import and the other commands write".to_owned();
    }
    message.to_owned()
}

fn bind(prepared: &mut Prepared<'_>, values: Values<'_>) -> Result<(), StoreError> {
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

/// The closest name the file has, for a name it has not.
fn help(connection: &Connection, message: &str) -> Option<String> {
    let (sql, wrong) = if let Some(name) = message.strip_prefix("no such table: ") {
        (
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')",
            name,
        )
    } else {
        let name = message.strip_prefix("no such column: ")?;
        let columns =
            "SELECT DISTINCT c.name FROM sqlite_schema AS s, pragma_table_info(s.name) AS c
                       WHERE s.type IN ('table', 'view')";
        (columns, name)
    };
    let wrong = wrong.rsplit('.').next().unwrap_or(wrong).to_lowercase();
    let mut statement = connection.prepare(sql).ok()?;
    let names = statement
        .query_map([], |row| row.get::<_, String>(0))
        .ok()?;
    let close = names.flatten().map(|name| {
        (
            strsim::damerau_levenshtein(&wrong, &name.to_lowercase()),
            name,
        )
    });
    let (distance, name) = close.min()?;
    (distance <= 1 + wrong.len() / 4).then(|| format!("did you mean {name}?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sql: &str) -> Vec<&str> {
        statements(sql)
            .into_iter()
            .map(|statement| statement.text.trim())
            .collect()
    }

    #[test]
    fn semicolons_in_texts_names_and_comments_end_nothing() {
        assert_eq!(
            texts("select ';' ; select \"a;\" -- ;\n, [;] /* ; */; ;"),
            ["select ';'", "select \"a;\" -- ;\n, [;] /* ; */"]
        );
        assert_eq!(
            texts("select 'it''s; one';\n-- end\n"),
            ["select 'it''s; one'"]
        );
        assert_eq!(
            texts("select 1 as ədəd; select “a”"),
            ["select 1 as ədəd", "select “a”"]
        );
        assert_eq!(texts("  ;; -- nothing"), [] as [&str; 0]);
        assert_eq!(texts("select 'unfinished ; x"), ["select 'unfinished ; x"]);
    }
}
