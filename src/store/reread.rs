//! Reads the stored documents again when the wordings have changed, and
//! reports every figure that reads differently now.

use super::error::at;
use super::{Store, StoreError};
use crate::bulletin::{Harm, Lexicon, Text, TextLines};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// A figure that reads differently after reading again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub document: String,
    pub line_no: i64,
    pub column_no: i64,
    /// Before and after: an indicator with the period that its bulletin
    /// states, or a role.
    pub before: String,
    pub after: String,
}

/// What reading every document again came to.
#[derive(Debug, Default)]
pub struct Reread {
    pub differences: Vec<Difference>,
    /// Of documents that were read without what persons taught: what that would
    /// change.
    pub harm: Vec<Difference>,
}

impl Difference {
    fn of(document: &str, harm: Harm) -> Difference {
        Difference {
            document: document.to_owned(),
            line_no: harm.line_no as i64,
            column_no: harm.column_no as i64,
            before: harm.before,
            after: harm.after,
        }
    }

    /// What it is, and what it would become.
    pub fn words(&self) -> String {
        let (place, before, after) = (self.place(), &self.before, &self.after);
        format!("{place} is {before}; it would become {after}")
    }

    /// Whether a figure that was read is lost or another one's. Where its
    /// bulletin had no period, it may get one.
    pub fn is_harm(&self) -> bool {
        let roles = ["repeat", "period", "reference", "unread", NOTHING];
        let dated = self.after.strip_prefix(&self.before);
        let dated = dated.is_some_and(|rest| rest.starts_with(" of "));
        !roles.contains(&self.before.as_str()) && !dated
    }

    /// DOCUMENT:LINE:COLUMN.
    pub fn place(&self) -> String {
        format!("{}:{}:{}", self.document, self.line_no, self.column_no)
    }
}

/// The reading of a number that is not there.
const NOTHING: &str = "nothing";

/// What every number of a document was read as, by line and column.
type Readings = BTreeMap<(i64, i64), String>;

impl Store {
    /// Reads every document again, inside the open transaction.
    ///
    /// # Errors
    /// A full disk and the like; the caller takes the transaction back.
    pub fn read_again(&mut self, lexicon: &Lexicon) -> Result<Reread, StoreError> {
        let fault = at(&self.path);
        let documents = self.rows(include_str!("sql/documents.sql"), &[])?;
        let mut reread = Reread::default();
        let mut before = BTreeMap::new();
        for row in &documents.rows {
            let Some(document_id) = row.integer(0) else {
                continue;
            };
            before.insert(
                document_id,
                readings(&self.connection, document_id).map_err(&fault)?,
            );
        }
        self.connection
            .execute_batch("DELETE FROM number; DELETE FROM bulletin;")
            .map_err(&fault)?;
        for row in &documents.rows {
            let Some(document_id) = row.integer(0) else {
                continue;
            };
            let text = self.text_of(document_id)?;
            let decided = self.rereadings(document_id)?;
            let (_, harm) = self
                .insert_reading(document_id, &text, lexicon, &decided, Vec::new())
                .map_err(&fault)?;
            let harm = harm.map(|harm| Difference::of(row.text(1), harm));
            reread.harm.extend(harm);
            let after = readings(&self.connection, document_id).map_err(&fault)?;
            reread
                .differences
                .extend(differing(row.text(1), &before[&document_id], &after));
        }
        self.enter_decisions()?;
        Ok(reread)
    }

    /// The text of a stored document.
    pub(super) fn text_of(&self, document_id: i64) -> Result<Text, StoreError> {
        let read = || {
            let sql = "SELECT text FROM line WHERE document_id = ?1 ORDER BY line_no";
            let mut statement = self.connection.prepare_cached(sql)?;
            let mut rows = statement.query([document_id])?;
            let mut lines = TextLines::default();
            while let Some(row) = rows.next()? {
                let text = row.get_ref(0)?.as_str()?;
                lines.push(text);
            }
            Ok(lines)
        };
        let lines = read().map_err(at(&self.path))?;
        lines.text().map_err(|error| StoreError::Damaged {
            path: self.path.clone(),
            what: format!("document {document_id}: {error}"),
        })
    }
}

/// The bulletins of a document in their order.
pub(super) fn bulletins(connection: &Connection, document_id: i64) -> rusqlite::Result<Vec<i64>> {
    let sql = "SELECT bulletin_id FROM bulletin WHERE document_id = ?1 ORDER BY position";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([document_id], |row| row.get(0))?;
    rows.collect()
}

fn readings(connection: &Connection, document_id: i64) -> rusqlite::Result<Readings> {
    let mut statement = connection.prepare_cached(include_str!("sql/readings.sql"))?;
    let rows = statement.query_map([document_id], |row| {
        Ok(((row.get(0)?, row.get(1)?), row.get(2)?))
    })?;
    rows.collect()
}

fn differing(document: &str, before: &Readings, after: &Readings) -> Vec<Difference> {
    let places: std::collections::BTreeSet<&(i64, i64)> =
        before.keys().chain(after.keys()).collect();
    let reading = |readings: &Readings, place| {
        readings
            .get(place)
            .cloned()
            .unwrap_or_else(|| NOTHING.to_owned())
    };
    let all = places.into_iter().map(|place| Difference {
        document: document.to_owned(),
        line_no: place.0,
        column_no: place.1,
        before: reading(before, place),
        after: reading(after, place),
    });
    all.filter(|difference| difference.before != difference.after)
        .collect()
}
