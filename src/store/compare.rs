//! Compares what two files read in the same texts, row by row, without the
//! ids that each file gives.

use super::Store;
use super::error::{StoreError, at};
use rusqlite::Statement;
use rusqlite::types::Value;

/// Columns of a number that do not depend on wordings: line, column, length,
/// value.
const PLACE: usize = 4;

/// The first difference between the bulletins and numbers of two files with
/// the same documents, in words. Without `same_words` only the places and
/// values of numbers are compared.
///
/// # Errors
/// A file that cannot be read.
pub fn readings(
    left: &Store,
    right: &Store,
    same_words: bool,
) -> Result<Option<String>, StoreError> {
    let (ids, others) = (left.document_ids()?, right.document_ids()?);
    if ids.len() != others.len() {
        return Ok(Some("the documents are not the same".to_owned()));
    }
    for (id, other) in ids.into_iter().zip(others) {
        let bulletins = (include_str!("sql/compare_bulletins.sql"), usize::MAX);
        let whole = if same_words { usize::MAX } else { PLACE };
        let numbers = (include_str!("sql/compare_numbers.sql"), whole);
        for (sql, columns) in [bulletins, numbers] {
            if columns == usize::MAX && !same_words {
                continue;
            }
            if let Some(found) = first_difference((left, id), (right, other), sql, columns)? {
                return Ok(Some(found));
            }
        }
    }
    Ok(None)
}

fn first_difference(
    (left, id): (&Store, i64),
    (right, other): (&Store, i64),
    sql: &str,
    columns: usize,
) -> Result<Option<String>, StoreError> {
    let mut ours = left.connection.prepare(sql).map_err(at(&left.path))?;
    let mut theirs = right.connection.prepare(sql).map_err(at(&right.path))?;
    let columns = columns.min(ours.column_count());
    let names: Vec<String> = ours.column_names().map(str::to_owned).collect();
    let mut ours = rows(&mut ours, id, columns).map_err(at(&left.path))?;
    let mut theirs = rows(&mut theirs, other, columns).map_err(at(&right.path))?;
    loop {
        let (a, b) = (
            ours.next().transpose().map_err(at(&left.path))?,
            theirs.next().transpose().map_err(at(&right.path))?,
        );
        if a == b {
            match a {
                Some(_) => continue,
                None => return Ok(None),
            }
        }
        let shown = |row: Option<Vec<Value>>| {
            row.map_or_else(|| "nothing".to_owned(), |row| words(&names, &row))
        };
        let (stored, read) = (shown(a), shown(b));
        return Ok(Some(format!("stored is {stored}; its text gives {read}")));
    }
}

fn rows<'s>(
    statement: &'s mut Statement<'_>,
    document_id: i64,
    columns: usize,
) -> rusqlite::Result<impl Iterator<Item = rusqlite::Result<Vec<Value>>> + 's> {
    statement.query_map([document_id], move |row| {
        (0..columns).map(|column| row.get(column)).collect()
    })
}

fn words(names: &[String], row: &[Value]) -> String {
    let cells = names
        .iter()
        .zip(row)
        .filter_map(|(name, value)| match value {
            Value::Integer(number) => Some(format!("{name} {number}")),
            Value::Text(text) => Some(format!("{name} {text}")),
            _ => None,
        });
    cells.collect::<Vec<_>>().join(", ")
}
