//! What a person gives at import: the period, the day of publication and the
//! address of the texts, as decisions on each document.

use super::{decide, place};
use crate::bulletin::{Lexicon, Reader, Text};
use crate::cli;
use crate::error::Error;
use crate::store::{DecisionKind, Store, StoreError, Subject};

/// The reason of a decision that is given none.
const GIVEN: &str = "given at import";

/// The word that takes a date or an address back.
const NONE: &str = "none";

/// Decisions on every document of an import.
#[derive(Debug)]
pub struct Given {
    /// As an SDMX time period.
    period: Option<String>,
    /// Value, or None where it is taken back.
    about: Vec<(DecisionKind, Option<String>)>,
    note: String,
}

impl Given {
    /// Reads the flags of an import.
    ///
    /// # Errors
    /// A period, date or address that is none; a blank note.
    pub fn of(flags: &cli::Given) -> Result<Given, Error> {
        let period = flags.period.as_deref().map(place::period).transpose()?;
        let mut about = Vec::new();
        if let Some(date) = &flags.published {
            about.push((
                DecisionKind::Published,
                value(date, DecisionKind::Published, DATE)?,
            ));
        }
        if let Some(address) = &flags.url {
            about.push((
                DecisionKind::Url,
                value(address, DecisionKind::Url, ADDRESS)?,
            ));
        }
        let note = decide::reason(flags.note.as_deref().or(Some(GIVEN)))?.to_owned();
        Ok(Given {
            period: period.map(|period| period.to_string()),
            about,
            note,
        })
    }

    pub fn names_period(&self) -> bool {
        self.period.is_some()
    }

    pub fn is_nothing(&self) -> bool {
        self.period.is_none() && self.about.is_empty()
    }

    /// Makes the decisions on a document, inside the open transaction, and
    /// returns in words those that are new.
    ///
    /// # Errors
    /// A full disk and the like.
    pub fn decide(
        &self,
        store: &mut Store,
        document_id: i64,
        lexicon: &Lexicon,
    ) -> Result<Vec<String>, StoreError> {
        let mut decided = Vec::new();
        if let Some(period) = &self.period {
            let sql = "SELECT first_line FROM bulletin WHERE document_id = ?1";
            for row in store.rows(sql, &[&document_id])?.rows {
                let subject = Subject::period(document_id, row.integer(0).unwrap_or(0));
                decided.extend(self.one(store, &subject, Some(period), lexicon)?);
            }
        }
        for (kind, value) in &self.about {
            let subject = Subject::document(*kind, document_id);
            decided.extend(self.one(store, &subject, value.as_deref(), lexicon)?);
        }
        Ok(decided)
    }

    fn one(
        &self,
        store: &mut Store,
        subject: &Subject,
        value: Option<&str>,
        lexicon: &Lexicon,
    ) -> Result<Option<String>, StoreError> {
        let kind = match subject.kind {
            DecisionKind::Period => "of",
            DecisionKind::Published => "published",
            _ => "from",
        };
        let Some(value) = value else {
            let undone = store.undo(subject, &self.note, lexicon)?;
            return Ok(undone
                .map(|undone| format!("no longer {kind} {}", undone.value.unwrap_or_default())));
        };
        let known = store.decided(subject)?;
        // Without a reason of its own it adds nothing to what was decided.
        let same = |note: &str| note == self.note || self.note == GIVEN;
        if known.is_some_and(|known| known.value.as_deref() == Some(value) && same(&known.note)) {
            return Ok(None);
        }
        store.decide(subject, Some(value), &self.note, lexicon)?;
        Ok(Some(format!("{kind} {value}")))
    }
}

const DATE: &str = "a date is written 2024-12-05, or none";
const ADDRESS: &str = "an address begins with https:// or http:// and has no blanks, or is none";

fn value(text: &str, kind: DecisionKind, help: &str) -> Result<Option<String>, Error> {
    match text {
        NONE => Ok(None),
        text if kind.accepts(Some(text)) => Ok(Some(text.to_owned())),
        text => Err(Error::usage(format!("{text} will not do")).with_help(help)),
    }
}

/// The bulletins of a text.
pub fn bulletins(text: &Text, lexicon: &Lexicon) -> usize {
    Reader::new(text, lexicon)
        .filter(|passage| passage.bulletin.is_some())
        .count()
}
