//! Writes documents and what was read in them. One savepoint per document,
//! so that a document is stored whole or not at all.

use super::Store;
use super::error::{StoreError, at};
use crate::bulletin::{
    self, Bulletin, Figure, Harm, Lexicon, Passage, Period, Reader, Rereadings, Role, Text,
};
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};
use std::collections::HashMap;

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// Its text is new.
    New {
        document_id: i64,
        counts: Counts,
        /// Why it was read without what persons taught, if it was.
        harm: Option<Harm>,
    },
    /// Its text is stored already, under this name.
    Known { document_id: i64, document: String },
    /// It holds no bulletin; nothing was stored.
    Nothing,
}

/// What was read in a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub bulletins: u64,
    pub figures: u64,
    pub unread: u64,
    /// Bulletins that state a period.
    dated: u64,
}

impl Counts {
    /// A text holds a bulletin when a figure is found, or the heading and
    /// the period of a layout (contract.md, section 1).
    fn is_bulletin(&self) -> bool {
        self.figures > 0 || self.dated > 0
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(all: I) -> Counts {
        all.fold(Counts::default(), |sum, counts| Counts {
            bulletins: sum.bulletins + counts.bulletins,
            figures: sum.figures + counts.figures,
            unread: sum.unread + counts.unread,
            dated: sum.dated + counts.dated,
        })
    }
}

/// A document that was written.
pub(super) struct Inserted {
    pub document_id: i64,
    pub counts: Counts,
    pub harm: Option<Harm>,
}

impl Store {
    /// Stores a document under a name, inside the open transaction.
    ///
    /// # Errors
    /// A full disk and the like; nothing of the document is kept then.
    pub fn add_document(
        &mut self,
        name: &str,
        text: &Text,
        lexicon: &Lexicon,
    ) -> Result<Added, StoreError> {
        self.add_named(&[(name, text.original_sha256())], text, lexicon)
    }

    /// Stores a document under its names, each with the hash of the bytes
    /// received.
    pub(super) fn add_named(
        &mut self,
        names: &[(&str, &str)],
        text: &Text,
        lexicon: &Lexicon,
    ) -> Result<Added, StoreError> {
        let fault = at(&self.path);
        let sha256 = text.content_sha256();
        let known = "SELECT document_id FROM document WHERE content_sha256 = ?1";
        let known: Option<i64> = self
            .connection
            .query_row(known, [&sha256], |row| row.get(0))
            .optional()
            .map_err(&fault)?;
        if let Some(document_id) = known {
            let document = self.shown_name(document_id)?;
            for (name, original) in names {
                self.add_name(document_id, name, original).map_err(&fault)?;
            }
            return Ok(Added::Known {
                document_id,
                document,
            });
        }
        self.connection
            .execute_batch("SAVEPOINT document")
            .map_err(&fault)?;
        let inserted = self.insert_document(names, &sha256, text, lexicon);
        let kept = inserted
            .as_ref()
            .is_ok_and(|inserted| inserted.counts.is_bulletin());
        let end = if kept {
            "RELEASE document"
        } else {
            "ROLLBACK TO document; RELEASE document"
        };
        // A full disk may have rolled the whole transaction back already.
        let ended = if self.connection.is_autocommit() {
            Ok(())
        } else {
            self.connection.execute_batch(end)
        };
        let inserted = inserted.map_err(&fault)?;
        ended.map_err(&fault)?;
        Ok(if kept {
            Added::New {
                document_id: inserted.document_id,
                counts: inserted.counts,
                harm: inserted.harm,
            }
        } else {
            Added::Nothing
        })
    }

    /// The name that a document is shown under.
    pub(super) fn shown_name(&self, document_id: i64) -> Result<String, StoreError> {
        let sql = "SELECT document FROM document_known WHERE document_id = ?1";
        self.connection
            .query_row(sql, [document_id], |row| row.get(0))
            .map_err(at(&self.path))
    }

    fn add_name(&self, document_id: i64, name: &str, original: &str) -> rusqlite::Result<usize> {
        let sql = "INSERT OR IGNORE INTO document_name (document_id, name, original_sha256) VALUES (?1, ?2, ?3)";
        self.connection
            .execute(sql, params![document_id, name, original])
    }

    /// Stores a text under its names, each with the hash of the bytes
    /// received.
    pub(super) fn insert_document(
        &self,
        names: &[(&str, &str)],
        sha256: &str,
        text: &Text,
        lexicon: &Lexicon,
    ) -> rusqlite::Result<Inserted> {
        let lines = text.lines().count() as i64;
        self.connection.execute(
            "INSERT INTO document (content_sha256, lines) VALUES (?1, ?2)",
            params![sha256, lines],
        )?;
        let document_id = self.connection.last_insert_rowid();
        for (name, original) in names {
            self.add_name(document_id, name, original)?;
        }
        let mut line = self
            .connection
            .prepare_cached("INSERT INTO line (document_id, line_no, text) VALUES (?1, ?2, ?3)")?;
        for (index, content) in text.lines().enumerate() {
            line.execute(params![document_id, index as i64 + 1, content])?;
        }
        drop(line);
        // Nothing can be decided yet about a new document.
        let none = Rereadings::new();
        let (counts, harm) = self.insert_reading(document_id, text, lexicon, &none, Vec::new())?;
        Ok(Inserted {
            document_id,
            counts,
            harm,
        })
    }

    /// Reads a stored text, heeds what was decided about its numbers, and
    /// writes them with their bulletins. `bulletins`: the ids of those that
    /// are stored already, in their order.
    pub(super) fn insert_reading(
        &self,
        document_id: i64,
        text: &Text,
        lexicon: &Lexicon,
        decided: &Rereadings,
        bulletins: Vec<i64>,
    ) -> rusqlite::Result<(Counts, Option<Harm>)> {
        let mut writer = Writer::new(&self.connection, document_id, bulletins)?;
        let Some(learned) = self.learned(lexicon)? else {
            // Passage by passage, so that memory is bounded by a bulletin.
            for mut passage in Reader::new(text, lexicon) {
                passage.reread(decided);
                writer.passage(&passage)?;
            }
            return Ok((writer.counts, None));
        };
        let (passages, harm) = bulletin::read(text, lexicon, Some(&learned));
        for mut passage in passages {
            passage.reread(decided);
            writer.passage(&passage)?;
        }
        Ok((writer.counts, harm))
    }
}

/// Writes the passages of one document.
struct Writer<'c> {
    connection: &'c Connection,
    document_id: i64,
    number: CachedStatement<'c>,
    bulletin: CachedStatement<'c>,
    indicators: HashMap<String, i64>,
    periods: HashMap<Period, i64>,
    /// Bulletins that are stored already.
    stored: std::vec::IntoIter<i64>,
    counts: Counts,
}

impl<'c> Writer<'c> {
    fn new(
        connection: &'c Connection,
        document_id: i64,
        stored: Vec<i64>,
    ) -> rusqlite::Result<Self> {
        let mut indicators =
            connection.prepare_cached("SELECT indicator, indicator_id FROM indicator")?;
        let indicators = indicators.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Writer {
            connection,
            document_id,
            number: connection.prepare_cached(include_str!("sql/insert_number.sql"))?,
            bulletin: connection.prepare_cached(include_str!("sql/insert_bulletin.sql"))?,
            indicators: indicators.collect::<rusqlite::Result<_>>()?,
            periods: HashMap::new(),
            stored: stored.into_iter(),
            counts: Counts::default(),
        })
    }

    fn passage(&mut self, passage: &Passage<'_>) -> rusqlite::Result<()> {
        let bulletin_id = passage
            .bulletin
            .as_ref()
            .map(|bulletin| self.bulletin(bulletin))
            .transpose()?;
        passage
            .numbers
            .iter()
            .try_for_each(|number| self.number(number, bulletin_id))
    }

    fn bulletin(&mut self, bulletin: &Bulletin<'_>) -> rusqlite::Result<i64> {
        let period_id = bulletin
            .period
            .map(|period| self.period(period))
            .transpose()?;
        self.counts.bulletins += 1;
        self.counts.dated += u64::from(period_id.is_some());
        if let Some(id) = self.stored.next() {
            return Ok(id);
        }
        self.bulletin.insert(params![
            self.document_id,
            self.counts.bulletins as i64,
            bulletin.first_line as i64,
            bulletin.last_line as i64,
            bulletin.language,
            bulletin.layout,
            bulletin.period_text,
            period_id,
            bulletin.yearless.map(|(first, _)| first),
            bulletin.yearless.map(|(_, months)| months),
        ])
    }

    fn number(&mut self, figure: &Figure<'_>, bulletin_id: Option<i64>) -> rusqlite::Result<()> {
        let (role, indicator, reason) = match &figure.role {
            Role::Observation(indicator) => (1, Some(*indicator), None),
            Role::Repeat(indicator) => (2, Some(*indicator), None),
            Role::Period => (3, None, None),
            Role::Reference => (4, None, None),
            Role::Unread(reason) => (5, None, Some(reason.to_string())),
        };
        self.counts.figures += u64::from(role == 1);
        self.counts.unread += u64::from(role == 5);
        let indicator_id = match indicator {
            Some(code) => Some(*self.indicators.get(code).ok_or_else(|| unknown(code))?),
            None => None,
        };
        self.number.execute(params![
            self.document_id,
            figure.line_no as i64,
            figure.column_no as i64,
            figure.length as i64,
            figure.value,
            role,
            bulletin_id.filter(|_| indicator_id.is_some()),
            indicator_id,
            reason,
        ])?;
        Ok(())
    }

    fn period(&mut self, period: Period) -> rusqlite::Result<i64> {
        if let Some(id) = self.periods.get(&period) {
            return Ok(*id);
        }
        let id = period_id(self.connection, period)?;
        self.periods.insert(period, id);
        Ok(id)
    }
}

/// The row of a period, made where there is none, with all months from the
/// first to the last that any period touches.
pub(super) fn period_id(connection: &Connection, period: Period) -> rusqlite::Result<i64> {
    let known = "SELECT period_id FROM period WHERE first_no = ?1 AND months = ?2";
    let mut known = connection.prepare_cached(known)?;
    let known = known.query_row([period.first_month, period.months], |row| row.get(0));
    if let Some(id) = known.optional()? {
        return Ok(id);
    }
    let (first, last) = (period.first_month, period.last_month());
    let range = "SELECT min(month_no), max(month_no) FROM month";
    let (from, to): (Option<i32>, Option<i32>) =
        connection.query_row(range, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut month =
        connection.prepare_cached("INSERT INTO month (month_no, month) VALUES (?1, ?2)")?;
    let (from, to) = (from.unwrap_or(last + 1), to.unwrap_or(last));
    for number in (first..from).chain(to + 1..=last) {
        month.execute(params![number, Period::month_text(number)])?;
    }
    let sql = "INSERT INTO period (time_period, first_no, months, label) VALUES (?1, ?2, ?3, ?4)";
    let mut insert = connection.prepare_cached(sql)?;
    insert.insert(params![
        period.to_string(),
        first,
        period.months,
        period.label()
    ])
}

/// The lexicon names an indicator that the code list lacks; a test holds
/// that this cannot be.
fn unknown(code: &str) -> rusqlite::Error {
    rusqlite::Error::InvalidParameterName(format!("indicator {code}"))
}
