//! What is taken over from one file into another: the texts with their names,
//! and the decisions in force. Everything that was read in the texts is read
//! again.

use super::decisions::{Kind, LONGEST_NOTES, Subject};
use super::error::{StoreError, at};
use super::{Counts, Decision, Store};
use crate::bulletin::{Lexicon, Text};
use rusqlite::OptionalExtension;

/// A document as it is taken over.
#[derive(Debug)]
pub struct Source {
    pub content_sha256: String,
    /// The names it came under, each with the hash of the bytes received.
    pub names: Vec<(String, String)>,
    pub text: Text,
}

/// A decision in force, with documents named by their hashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    pub kind: Kind,
    pub document: String,
    pub line_no: Option<i64>,
    pub column_no: Option<i64>,
    pub old: Option<(String, i64)>,
    pub decision: Decision,
}

/// Bytes of a file's name.
const LONGEST_NAME: usize = 255;

impl Source {
    pub(super) fn names(&self) -> Vec<(&str, &str)> {
        self.names
            .iter()
            .map(|(name, hash)| (name.as_str(), hash.as_str()))
            .collect()
    }
}

impl Store {
    /// The documents in the order of their hashes.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn document_ids(&self) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT document_id FROM document ORDER BY content_sha256";
        let rows = self.rows(sql, &[])?.rows;
        Ok(rows.iter().filter_map(|row| row.integer(0)).collect())
    }

    /// A document with its text, which is what its hash says.
    ///
    /// # Errors
    /// Rows that are no lines, or another text than the hash is of.
    pub fn source(&self, document_id: i64) -> Result<Source, StoreError> {
        let sql = "SELECT content_sha256, lines FROM document WHERE document_id = ?1";
        let document = self.rows(sql, &[&document_id])?.rows;
        let damaged = |what: String| StoreError::Damaged {
            path: self.path.clone(),
            what: format!("document {document_id}: {what}"),
        };
        let document = document
            .first()
            .ok_or_else(|| damaged("no row".to_owned()))?;
        let content_sha256 = document.text(0).to_owned();
        let sql = "SELECT name, original_sha256 FROM document_name WHERE document_id = ?1
                   ORDER BY name, original_sha256";
        let names = self.rows(sql, &[&document_id])?.rows;
        let names: Vec<(String, String)> = names
            .iter()
            .map(|row| (row.text(0).to_owned(), row.text(1).to_owned()))
            .collect();
        if names.is_empty() {
            return Err(damaged("it has no name".to_owned()));
        }
        let is_name = |name: &str| (1..=LONGEST_NAME).contains(&name.len()) && !name.contains('/');
        if let Some((name, _)) = names.iter().find(|(name, _)| !is_name(name)) {
            let shown: String = name.chars().take(40).collect();
            return Err(damaged(format!("no file has the name {shown}…")));
        }
        let text = self.text_of(document_id)?;
        if Some(text.lines().count() as i64) != document.integer(1) {
            return Err(damaged("its rows are not its lines".to_owned()));
        }
        if text.content_sha256() != content_sha256 {
            return Err(damaged(
                "its text is not the one that its hash is of".to_owned(),
            ));
        }
        Ok(Source {
            content_sha256,
            names,
            text,
        })
    }

    /// The decisions in force in the order of their keys.
    ///
    /// # Errors
    /// A file that cannot be read, a decision of no known kind or value.
    pub fn decisions_in_force(&self) -> Result<Vec<Filed>, StoreError> {
        let rows = self
            .rows(include_str!("sql/decisions_in_force.sql"), &[])?
            .rows;
        let filed = rows.iter().map(|row| {
            let known = Kind::ALL.iter().find(|(name, _)| *name == row.text(0));
            let (_, kind) = known.ok_or_else(|| StoreError::Damaged {
                path: self.path.clone(),
                what: format!("a decision of the kind {}", row.text(0)),
            })?;
            let note = row.text(8);
            let is_note = !note.trim().is_empty() && note.len() <= LONGEST_NOTES;
            if !kind.accepts(row.optional(7)) || !is_note {
                return Err(StoreError::Damaged {
                    path: self.path.clone(),
                    what: format!(
                        "a decision on its {} is {}, with a note of {} bytes",
                        row.text(0),
                        row.text(7),
                        note.len()
                    ),
                });
            }
            Ok(Filed {
                kind: *kind,
                document: row.text(1).to_owned(),
                line_no: row.integer(2),
                column_no: row.integer(3),
                old: row.optional(4).map(str::to_owned).zip(row.integer(5)),
                decision: Decision {
                    decision_id: row.integer(6).unwrap_or(0),
                    value: row.optional(7).map(str::to_owned),
                    note: row.text(8).to_owned(),
                },
            })
        });
        filed.collect()
    }

    /// What a decision of another file is about in this one; None where this
    /// one lacks a document.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn subject_of(&self, filed: &Filed) -> Result<Option<Subject>, StoreError> {
        let Some(document_id) = self.document_id(&filed.document)? else {
            return Ok(None);
        };
        let old = match &filed.old {
            Some((document, line_no)) => match self.document_id(document)? {
                Some(document_id) => Some((document_id, *line_no)),
                None => return Ok(None),
            },
            None => None,
        };
        Ok(Some(Subject {
            kind: filed.kind,
            document_id,
            line_no: filed.line_no,
            column_no: filed.column_no,
            old,
        }))
    }

    fn document_id(&self, content_sha256: &str) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT document_id FROM document WHERE content_sha256 = ?1";
        self.connection
            .query_row(sql, [content_sha256], |row| row.get(0))
            .optional()
            .map_err(at(&self.path))
    }

    /// Stores a document that this file does not have, whatever it holds.
    ///
    /// # Errors
    /// A full disk and the like.
    pub(super) fn keep(&self, source: &Source, lexicon: &Lexicon) -> Result<Counts, StoreError> {
        self.insert_document(
            &source.names(),
            &source.content_sha256,
            &source.text,
            lexicon,
        )
        .map(|inserted| inserted.counts)
        .map_err(at(&self.path))
    }
}
