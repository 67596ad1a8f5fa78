//! Is a file whole, unchanged since it was shipped, and what this program
//! makes of its texts? The file is opened as a stranger's. Who made it cannot
//! be told.

use super::error::StoreError;
use super::ship::{read_sidecar, sidecar};
use super::{Store, StoredQuery, compare, digest, open, schema};
use crate::bulletin::Lexicon;
use crate::stop::Stop;
use rusqlite::{Connection, OptionalExtension};
use std::path::Path;

/// One thing that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub name: &'static str,
    pub passed: bool,
    pub words: String,
}

/// All that was checked, up to where nothing more could be.
#[derive(Debug, Default)]
pub struct Verdict {
    pub checks: Vec<Check>,
    /// The file bears digests: it was shipped, and not changed by smsdb since.
    pub shipped: bool,
}

impl Verdict {
    pub fn failures(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| !check.passed)
    }

    fn add(&mut self, name: &'static str, found: Result<String, String>) -> bool {
        let passed = found.is_ok();
        let words = found.unwrap_or_else(|words| words);
        self.checks.push(Check {
            name,
            passed,
            words,
        });
        passed
    }

    /// Pages and references, of any file.
    pub(super) fn of_structure(connection: &Connection) -> Vec<Check> {
        let mut verdict = Verdict::default();
        if verdict.add("integrity", integrity(connection)) {
            verdict.add("references", references(connection));
        }
        verdict.checks
    }
}

const CHANGED: &str = "changed since they were shipped";

impl Store {
    /// Checks a file; returns it too, to take over what it holds, unless its
    /// bytes alone tell that it was changed: then SQLite never sees it. A check
    /// that fails is no error.
    ///
    /// # Errors
    /// What is no file of ours, or not whole; a reason to stop.
    pub fn verify(
        path: &Path,
        queries: &[StoredQuery],
        lexicon: &Lexicon,
        stop: &Stop,
    ) -> Result<(Option<Store>, Verdict), StoreError> {
        let mut verdict = Verdict::default();
        let length = open::suspect_header(path)?;
        verdict.add("header", Ok(format!("{length} bytes, as many as it says")));
        let sealed = digest::sealed(path).map_err(|source| StoreError::of_io(path, source))?;
        if sealed == Some(false) {
            verdict.add("bytes", Err(CHANGED.to_owned()));
            return Ok((None, verdict));
        }
        let connection = open::suspect(path, stop)?;
        let store = Store::of(connection, path, stop);
        store.check_all(&mut verdict, queries, lexicon);
        match stop.reason() {
            Some(reason) => Err(StoreError::Stopped(reason)),
            None => Ok((Some(store), verdict)),
        }
    }

    /// Each check relies on those before it.
    fn check_all(&self, verdict: &mut Verdict, queries: &[StoredQuery], lexicon: &Lexicon) {
        let schema = schema::check(&self.connection, &self.path);
        let schema =
            schema.map(|()| format!("version {}, as this smsdb makes it", schema::VERSION));
        if !verdict.add("schema", schema.map_err(|error| error.to_string())) {
            return;
        }
        match self.state() {
            Err(error) => {
                verdict.add("digests", Err(error));
                return;
            }
            Ok(shipped) => verdict.shipped = shipped,
        }
        // Changed bytes are trusted with nothing further.
        if verdict.shipped && !verdict.add("bytes", self.bytes()) {
            return;
        }
        let structure = Verdict::of_structure(&self.connection);
        verdict.checks.extend(structure);
        if verdict.failures().next().is_none() && verdict.shipped {
            verdict.add("contents", self.contents());
        }
        if verdict.failures().next().is_none() {
            verdict.add("bounds", self.bounds_hold());
        }
        if verdict.failures().next().is_none() {
            self.read_anew(verdict, queries, lexicon);
        }
    }

    /// Whether the file bears digests. A working file says that it is one.
    fn state(&self) -> Result<bool, String> {
        let digests = ["content_sha256", "file_sha256"].map(|key| self.fact(key));
        match (self.fact("state").as_deref(), digests) {
            (Some("shipped"), [Some(_), Some(_)]) => Ok(true),
            (Some("working"), [None, None]) => Ok(false),
            _ => {
                Err("it does not say whether it was shipped, or bears half its digests".to_owned())
            }
        }
    }

    pub(super) fn fact(&self, key: &str) -> Option<String> {
        let sql = "SELECT value FROM fact WHERE key = ?1";
        let found = self.connection.query_row(sql, [key], |row| row.get(0));
        found.optional().ok().flatten()
    }

    fn contents(&self) -> Result<String, String> {
        let found = self.content_sha256().map_err(|error| error.to_string())?;
        if self.fact("content_sha256").as_ref() == Some(&found) {
            Ok(format!("SHA-256 {}…, as the file says", &found[..12]))
        } else {
            Err("changed: their SHA-256 is not what the file says".to_owned())
        }
    }

    fn bytes(&self) -> Result<String, String> {
        let words = |error: std::io::Error| error.to_string();
        let stated = self.fact("file_sha256").unwrap_or_default();
        let places = digest::places(&self.path, &stated).map_err(words)?;
        let &[place] = &places[..] else {
            return Err("changed: the digest of its bytes is not in its place".to_owned());
        };
        let found = digest::zeroed(&self.path, Some(place)).map_err(words)?;
        if stated == found {
            Ok("as they were shipped".to_owned())
        } else {
            Err(CHANGED.to_owned())
        }
    }

    /// Reads the texts anew and compares what that gives with what is stored.
    fn read_anew(&self, verdict: &mut Verdict, queries: &[StoredQuery], lexicon: &Lexicon) {
        let words = |error: StoreError| error.to_string();
        let fresh = match self.rebuilt(queries, lexicon, &self.stop.clone()) {
            Ok(fresh) => fresh,
            Err(error) => {
                verdict.add("texts", Err(words(error)));
                return;
            }
        };
        let texts = self.count("SELECT count(*) FROM document");
        verdict.add("texts", Ok(format!("{texts}, each as its hash says")));
        let same_words = self.fact("wordings_digest") == fresh.fact("wordings_digest");
        verdict.add("figures", self.figures(&fresh, same_words));
        let same_program = self.fact("reference_digest") == fresh.fact("reference_digest");
        verdict.add("reference", self.reference(&fresh, same_program));
        if verdict.shipped && same_program && verdict.failures().next().is_none() {
            verdict.add("origin", self.origin(&fresh));
        }
    }

    /// Every bulletin and number, by document, line and column.
    fn figures(&self, fresh: &Store, same_words: bool) -> Result<String, String> {
        let difference = compare::readings(self, fresh, same_words).map_err(|e| e.to_string())?;
        if let Some(difference) = difference {
            return Err(difference);
        }
        let numbers = self.count("SELECT count(*) FROM number");
        let figures = self.count("SELECT count(*) FROM number WHERE role_id = 1");
        Ok(if same_words {
            format!("{figures} figures and all {numbers} numbers, read again at their places")
        } else {
            let other = self.fact("program_version").unwrap_or_default();
            format!("{numbers} numbers at their places; what they mean was read by smsdb {other}")
        })
    }

    /// Codes, sums, wordings, saved queries and the dictionary.
    fn reference(&self, fresh: &Store, same_program: bool) -> Result<String, String> {
        if !same_program {
            let other = self.fact("program_version").unwrap_or_default();
            return Ok(format!("not compared: that of another smsdb ({other})"));
        }
        match compare::reference(self, fresh).map_err(|error| error.to_string())? {
            Some(difference) => Err(difference),
            None => Ok("indicators, sums, wordings and queries are this smsdb's".to_owned()),
        }
    }

    /// A file that this program shipped is, row by row, what it makes again.
    fn origin(&self, fresh: &Store) -> Result<String, String> {
        let made = fresh.mark_shipped().map_err(|error| error.to_string())?;
        if self.fact("content_sha256") == Some(made) {
            Ok("every row is what this smsdb makes of the texts".to_owned())
        } else {
            Err("its rows are not what this smsdb makes of its texts and decisions".to_owned())
        }
    }

    fn count(&self, sql: &str) -> i64 {
        let found = self.connection.query_row(sql, [], |row| row.get(0));
        found.unwrap_or_default()
    }
}

/// SHA-256 of a file, as `sha256sum` gives it.
///
/// # Errors
/// A file that cannot be read.
pub fn file_sha256(path: &Path) -> Result<String, StoreError> {
    digest::of_file(path).map_err(|source| StoreError::of_io(path, source))
}

/// The digest in the file beside a file, if there is one.
pub fn beside(path: &Path) -> Option<Check> {
    let beside = sidecar(path);
    std::fs::symlink_metadata(&beside).ok()?;
    let stated = read_sidecar(&beside).unwrap_or_default();
    let found = digest::of_file(path).ok();
    let passed = found.is_some() && stated.split_whitespace().next() == found.as_deref();
    let words = if passed {
        "the SHA-256 in the file beside it is that of this file"
    } else {
        "the SHA-256 in the file beside it is not that of this file"
    };
    Some(Check {
        name: "beside",
        passed,
        words: words.to_owned(),
    })
}

fn integrity(connection: &Connection) -> Result<String, String> {
    let sql = "PRAGMA integrity_check(3)";
    let found = strings(connection, sql).map_err(|error| format!("damaged: {error}"))?;
    if found == ["ok"] {
        Ok("every page and index is in order".to_owned())
    } else {
        Err(format!("damaged: {}", found.join("; ")))
    }
}

fn references(connection: &Connection) -> Result<String, String> {
    let sql =
        "SELECT \"table\" || ', row ' || COALESCE(rowid, 0) FROM pragma_foreign_key_check LIMIT 3";
    let found = strings(connection, sql).map_err(|error| format!("damaged: {error}"))?;
    if found.is_empty() {
        Ok("every reference leads to a row".to_owned())
    } else {
        Err(format!("references lead nowhere: {}", found.join("; ")))
    }
}

fn strings(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    rows.collect()
}
