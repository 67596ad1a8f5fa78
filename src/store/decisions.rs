//! Decisions of persons: rows that are only appended, and what they amount
//! to, entered where the views look for it. Whether a decision makes sense is
//! asked by the commands before they make it.

use super::documents::period_id;
use super::error::{StoreError, at};
use super::{Store, reread};
use crate::bulletin::{Lexicon, Period, Rereadings};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params_from_iter};
use std::collections::BTreeSet;

/// What a decision is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Period,
    Supersession,
    Withdrawal,
    Reading,
    Published,
    Url,
}

/// Characters of a note.
pub const LONGEST_NOTE: usize = 1000;
/// Bytes of the notes of many persons who decided the same.
pub const LONGEST_NOTES: usize = 65_536;

impl Kind {
    pub const ALL: [(&'static str, Kind); 6] = [
        ("period", Kind::Period),
        ("supersession", Kind::Supersession),
        ("withdrawal", Kind::Withdrawal),
        ("reading", Kind::Reading),
        ("published", Kind::Published),
        ("url", Kind::Url),
    ];

    pub fn name(self) -> &'static str {
        Kind::ALL
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("", |(name, _)| name)
    }

    /// Whether a value is one that can be decided. Codes of indicators are
    /// the file's to know.
    pub fn accepts(self, value: Option<&str>) -> bool {
        match (self, value) {
            (Kind::Supersession | Kind::Withdrawal, None) => true,
            (Kind::Period, Some(value)) => {
                Period::parse(value).is_some_and(|period| period.to_string() == value)
            }
            (Kind::Reading, Some(value)) => !value.is_empty(),
            (Kind::Published, Some(value)) => is_date(value),
            (Kind::Url, Some(value)) => is_address(value),
            _ => false,
        }
    }
}

/// A day of the calendar as 2024-12-05.
fn is_date(text: &str) -> bool {
    let date: Result<jiff::civil::Date, _> = text.parse();
    date.is_ok_and(|date| date.to_string() == text)
}

/// An address as a browser shows it.
fn is_address(text: &str) -> bool {
    let schemes = ["https://", "http://"];
    let rest = schemes.iter().find_map(|scheme| text.strip_prefix(scheme));
    let odd = |char: char| char.is_whitespace() || char.is_control();
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(odd))
}

/// The one thing that at most one decision in force is about. Lines and
/// columns count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    pub kind: Kind,
    pub document_id: i64,
    /// First line of the bulletin, or line of the number.
    pub line_no: Option<i64>,
    pub column_no: Option<i64>,
    /// Document and first line of the bulletin that is replaced.
    pub old: Option<(i64, i64)>,
}

impl Subject {
    /// Something about a whole document.
    pub fn document(kind: Kind, document_id: i64) -> Subject {
        Subject {
            kind,
            document_id,
            line_no: None,
            column_no: None,
            old: None,
        }
    }

    /// The period of the bulletin that begins in a line.
    pub fn period(document_id: i64, line_no: i64) -> Subject {
        Subject {
            line_no: Some(line_no),
            ..Subject::document(Kind::Period, document_id)
        }
    }

    /// That a bulletin replaces another, each by its document and first line.
    pub fn supersession(new: (i64, i64), old: (i64, i64)) -> Subject {
        Subject {
            line_no: Some(new.1),
            old: Some(old),
            ..Subject::document(Kind::Supersession, new.0)
        }
    }

    /// As the table has it.
    fn columns(&self) -> [Value; 6] {
        [
            self.kind.name().to_owned().into(),
            self.document_id.into(),
            self.line_no.into(),
            self.column_no.into(),
            self.old.map(|old| old.0).into(),
            self.old.map(|old| old.1).into(),
        ]
    }

    /// What a number was read as.
    pub fn reading(document_id: i64, line_no: i64, column_no: i64) -> Subject {
        Subject {
            line_no: Some(line_no),
            column_no: Some(column_no),
            ..Subject::document(Kind::Reading, document_id)
        }
    }
}

/// A decision in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub decision_id: i64,
    /// Time period, indicator or none, date, address.
    pub value: Option<String>,
    pub note: String,
}

impl Store {
    /// The decision in force on a subject.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn decided(&self, subject: &Subject) -> Result<Option<Decision>, StoreError> {
        let decision = |row: &Row<'_>| {
            Ok(Decision {
                decision_id: row.get(0)?,
                value: row.get(1)?,
                note: row.get(2)?,
            })
        };
        let row = params_from_iter(subject.columns());
        self.connection
            .query_row(include_str!("sql/decided.sql"), row, decision)
            .optional()
            .map_err(at(&self.path))
    }

    /// Appends a decision and enters it, inside the open transaction. The
    /// caller has made sure that the value is one of its kind.
    ///
    /// # Errors
    /// A full disk and the like.
    pub fn decide(
        &mut self,
        subject: &Subject,
        value: Option<&str>,
        note: &str,
        lexicon: &Lexicon,
    ) -> Result<i64, StoreError> {
        let decision_id = self.append(subject, value, note, None)?;
        self.enter(&[*subject], lexicon)?;
        Ok(decision_id)
    }

    /// Appends many decisions and enters them together.
    ///
    /// # Errors
    /// A full disk and the like.
    pub fn decide_all(
        &mut self,
        decided: &[(Subject, Option<&str>, &str)],
        lexicon: &Lexicon,
    ) -> Result<(), StoreError> {
        for (subject, value, note) in decided {
            self.append(subject, *value, note, None)?;
        }
        let subjects: Vec<Subject> = decided.iter().map(|(subject, _, _)| *subject).collect();
        self.enter(&subjects, lexicon)
    }

    /// Takes the decision in force on a subject back, inside the open
    /// transaction; the one before it is in force again. Returns what was
    /// taken back, None if nothing was decided.
    ///
    /// # Errors
    /// A full disk and the like.
    pub fn undo(
        &mut self,
        subject: &Subject,
        note: &str,
        lexicon: &Lexicon,
    ) -> Result<Option<Decision>, StoreError> {
        let Some(decision) = self.decided(subject)? else {
            return Ok(None);
        };
        let value = decision.value.as_deref();
        self.append(subject, value, note, Some(decision.decision_id))?;
        self.enter(&[*subject], lexicon)?;
        Ok(Some(decision))
    }

    /// A decision in words, with its note.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn decision_words(&self, decision_id: i64) -> Result<String, StoreError> {
        let sql = "SELECT message || ' (' || note || ')' FROM decision WHERE decision_id = ?1";
        let rows = self.rows(sql, &[&decision_id])?.rows;
        Ok(rows.first().map_or("", |row| row.text(0)).to_owned())
    }

    /// Why a decision in force has no effect, if so.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn without_effect(&self, decision_id: i64) -> Result<Option<String>, StoreError> {
        let sql = "SELECT state FROM decision_place
                   WHERE decision_id = ?1 AND state NOT IN ('ok', 'not evaluable')";
        let rows = self.rows(sql, &[&decision_id])?.rows;
        Ok(rows.first().map(|row| row.text(0).to_owned()))
    }

    /// Whether the bulletin that a supersession replaces replaces the other
    /// one, directly or by others.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn closes_circle(&self, subject: &Subject) -> Result<bool, StoreError> {
        let (Some(line), Some((old_document, old_line))) = (subject.line_no, subject.old) else {
            return Ok(false);
        };
        let sql = include_str!("sql/replaced_by.sql");
        let found = self.rows(
            sql,
            &[&old_document, &old_line, &subject.document_id, &line],
        )?;
        Ok(!found.rows.is_empty())
    }

    fn append(
        &self,
        subject: &Subject,
        value: Option<&str>,
        note: &str,
        undoes: Option<i64>,
    ) -> Result<i64, StoreError> {
        if let (Kind::Period, Some(period)) = (subject.kind, value.and_then(Period::parse)) {
            period_id(&self.connection, period).map_err(at(&self.path))?;
        }
        let decided = [
            value.map(str::to_owned).into(),
            note.to_owned().into(),
            undoes.into(),
        ];
        let row = subject.columns().into_iter().chain(decided);
        self.connection
            .execute(
                include_str!("sql/append_decision.sql"),
                params_from_iter(row),
            )
            .map_err(at(&self.path))?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Enters what the decisions amount to, after those on some subjects.
    fn enter(&mut self, subjects: &[Subject], lexicon: &Lexicon) -> Result<(), StoreError> {
        let read = subjects
            .iter()
            .filter(|subject| subject.kind == Kind::Reading);
        for document_id in read.map(|s| s.document_id).collect::<BTreeSet<_>>() {
            self.settle_readings(document_id, lexicon)?;
        }
        let is_entered = |subject: &Subject| subject.kind != Kind::Url;
        if subjects.iter().any(is_entered) {
            self.enter_decisions()?;
        }
        Ok(())
    }

    /// Enters withdrawals, assigned periods and supersessions.
    pub(super) fn enter_decisions(&self) -> Result<(), StoreError> {
        let sql = "SELECT first_no, months FROM bulletin_yearless";
        for row in self.rows(sql, &[])?.rows {
            let number = |column| row.integer(column).and_then(|n| i32::try_from(n).ok());
            if let (Some(first_month), Some(months)) = (number(0), number(1)) {
                let period = Period {
                    first_month,
                    months,
                };
                period_id(&self.connection, period).map_err(at(&self.path))?;
            }
        }
        self.batch(include_str!("sql/enter_decisions.sql"))
    }

    /// Gives the numbers of a document the roles that its text and the
    /// decisions in force amount to. Its bulletins stay as they are.
    fn settle_readings(&mut self, document_id: i64, lexicon: &Lexicon) -> Result<(), StoreError> {
        let text = self.text_of(document_id)?;
        let decided = self.rereadings(document_id)?;
        let settle = || {
            let bulletins = reread::bulletins(&self.connection, document_id)?;
            self.connection
                .execute("DELETE FROM number WHERE document_id = ?1", [document_id])?;
            self.insert_reading(document_id, &text, lexicon, &decided, bulletins)
        };
        settle().map(drop).map_err(at(&self.path))
    }

    /// What was decided about the numbers of a document.
    pub(super) fn rereadings(&self, document_id: i64) -> Result<Rereadings, StoreError> {
        let sql = "SELECT line_no, column_no, value FROM decision_in_force
                   WHERE kind = 'reading' AND document_id = ?1
                   AND (value = 'none' OR value IN (SELECT indicator FROM indicator))";
        let rows = self.rows(sql, &[&document_id])?.rows;
        let place = |value: Option<i64>| value.and_then(|value| usize::try_from(value).ok());
        let decided = rows.iter().filter_map(|row| {
            let place = (place(row.integer(0))?, place(row.integer(1))?);
            let indicator = (row.text(2) != "none").then(|| row.text(2).to_owned());
            Some((place, indicator))
        });
        Ok(decided.collect())
    }
}
