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

/// Reference data, without the ids that a file gives.
const REFERENCE: [&str; 8] = [
    "SELECT indicator, unit, name, name_az, name_ru, definition, noun FROM indicator
     ORDER BY indicator",
    "SELECT s.scheme, w.indicator AS whole, a.indicator AS applies_if, p.indicator AS part, sp.required
     FROM scheme AS s
     INNER JOIN indicator AS w ON w.indicator_id = s.whole
     INNER JOIN indicator AS a ON a.indicator_id = s.applies_if
     LEFT JOIN scheme_part AS sp ON sp.scheme_id = s.scheme_id
     LEFT JOIN indicator AS p ON p.indicator_id = sp.part
     ORDER BY s.scheme, p.indicator",
    "SELECT indicator, other_indicator, relation, first_month, last_month, note FROM concordance
     ORDER BY concordance_id",
    "SELECT kind, language, meaning, scheme, within, years, terms, unless FROM wording ORDER BY wording_id",
    "SELECT name, title, parameters, sql FROM stored_query ORDER BY name",
    "SELECT object, column_name, description, unit FROM dictionary_entry ORDER BY object, column_name",
    "SELECT role_id, role, description FROM role ORDER BY role_id",
    "SELECT key, value FROM fact
     WHERE key NOT IN ('state', 'content_sha256', 'file_sha256', 'covers', 'decided', 'cite')
     ORDER BY key",
];

/// The first difference between the reference data of two files, in words.
///
/// # Errors
/// A file that cannot be read.
pub fn reference(left: &Store, right: &Store) -> Result<Option<String>, StoreError> {
    for sql in REFERENCE {
        let found = difference((left, &[]), (right, &[]), sql, usize::MAX)?;
        if let Some((stored, made)) = found {
            return Ok(Some(format!("stored is {stored}; this smsdb has {made}")));
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
    let found = difference((left, &[id]), (right, &[other]), sql, columns)?;
    Ok(found.map(|(stored, read)| format!("stored is {stored}; its text gives {read}")))
}

/// The first row in which two results differ, as words of either.
fn difference(
    (left, id): (&Store, &[i64]),
    (right, other): (&Store, &[i64]),
    sql: &str,
    columns: usize,
) -> Result<Option<(String, String)>, StoreError> {
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
        return Ok(Some((shown(a), shown(b))));
    }
}

fn rows<'s>(
    statement: &'s mut Statement<'_>,
    parameters: &[i64],
    columns: usize,
) -> rusqlite::Result<impl Iterator<Item = rusqlite::Result<Vec<Value>>> + 's> {
    statement.query_map(rusqlite::params_from_iter(parameters), move |row| {
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
