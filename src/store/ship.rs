//! Ships a file: everything is written anew, in the order of keys, into a
//! fresh file that is checked before it gets its name. The same documents,
//! decisions and program version make the same bytes.

use super::error::{StoreError, at};
use super::query::stopped;
use super::verify::Verdict;
use super::{Store, StoredQuery, compare, digest, open};
use crate::bulletin::Lexicon;
use crate::stop::Stop;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What was shipped.
#[derive(Debug)]
pub struct Shipped {
    /// In bytes.
    pub length: u64,
    pub content_sha256: String,
    /// Of all bytes, as in the file beside it.
    pub file_sha256: String,
}

impl Store {
    /// Writes a clean copy to a path that does not exist, and its digest to
    /// the same path with `.sha256` behind it.
    ///
    /// # Errors
    /// A damaged file, an output that exists, a full disk; a copy that does
    /// not pass the checks. Nothing is left under the output's name then.
    pub fn ship(
        &self,
        out: &Path,
        queries: &[StoredQuery],
        lexicon: &Lexicon,
    ) -> Result<Shipped, StoreError> {
        let beside = sidecar(out);
        check_name(out).map_err(|what| io_at(out)(io::Error::other(what)))?;
        refuse_existing(out, &beside)?;
        let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        // Everything is read as it was at one moment.
        self.batch("BEGIN")?;
        let fresh = self.sound().and_then(|()| {
            let fresh = self.rebuilt(queries, lexicon, &self.stop)?;
            self.same_readings(&fresh)?;
            Ok(fresh)
        });
        self.roll_back();
        let fresh = fresh?;
        let content_sha256 = fresh.mark_shipped()?;
        let marker = digest::of_text(&content_sha256);
        let copy = temporary(folder).map_err(|error| {
            // The error itself speaks of a name that nobody gave.
            io_at(folder)(match error.kind() {
                io::ErrorKind::NotFound => io::Error::other("there is no such folder"),
                kind => kind.into(),
            })
        })?;
        fresh.write_copy(copy.path(), out)?;
        sign(copy.path(), &marker).map_err(io_at(out))?;
        self.read_back(copy.path(), queries, lexicon)?;
        let file_sha256 = digest::of_file(copy.path()).map_err(io_at(out))?;
        let length = fs::metadata(copy.path()).map_err(io_at(out))?.len();
        // The digest comes first: whoever finds the file finds its digest.
        let written = write_sidecar(out, &beside, folder, &file_sha256)?;
        let named = copy.persist_noclobber(out).map_err(|error| error.error);
        named.map_err(|error| {
            if written {
                let _ = fs::remove_file(&beside);
            }
            taken(out)(error)
        })?;
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(io_at(out))?;
        Ok(Shipped {
            length,
            content_sha256,
            file_sha256,
        })
    }

    /// A fresh file without a name, made of the texts and the decisions in
    /// force of this one.
    ///
    /// # Errors
    /// Texts or decisions that are damaged, no room.
    pub fn rebuilt(
        &self,
        queries: &[StoredQuery],
        lexicon: &Lexicon,
        stop: &Stop,
    ) -> Result<Store, StoreError> {
        let connection = open::nameless(&self.path, stop)?;
        let mut fresh = Store::of(connection, &self.path, stop);
        fresh.begin()?;
        fresh.bring_up(queries, lexicon)?;
        for lesson in self.lessons()? {
            fresh.add_lesson(&lesson.taught, lesson.note.as_deref())?;
        }
        for document_id in self.document_ids()? {
            fresh.keep(&self.source(document_id)?, lexicon)?;
        }
        let filed = self.decisions_in_force()?;
        let mut decided = Vec::new();
        for filed in &filed {
            let damaged = || StoreError::Damaged {
                path: self.path.clone(),
                what: "a decision is about a document that is not there".to_owned(),
            };
            let subject = fresh.subject_of(filed)?.ok_or_else(damaged)?;
            let (value, note) = (
                filed.decision.value.as_deref(),
                filed.decision.note.as_str(),
            );
            decided.push((subject, value, note));
        }
        fresh.decide_all(&decided, lexicon)?;
        fresh.commit()?;
        Ok(fresh)
    }

    /// What is shipped is what this file shows.
    fn same_readings(&self, fresh: &Store) -> Result<(), StoreError> {
        if self.fact("wordings_digest") != fresh.fact("wordings_digest") {
            let path = self.path.clone();
            return Err(StoreError::OtherWordings { path });
        }
        match compare::readings(self, fresh, true)? {
            Some(difference) => Err(unsound(&self.path, &difference)),
            None => Ok(()),
        }
    }

    /// Writes the facts of a shipped file; returns the digest of its content.
    pub(super) fn mark_shipped(&self) -> Result<String, StoreError> {
        let execute = |sql: &str, value: &str| {
            let run = self.connection.execute(sql, [value]);
            run.map(drop).map_err(at(&self.path))
        };
        self.batch(include_str!("sql/mark_shipped.sql"))?;
        let content = self.content_sha256()?;
        execute(
            "INSERT INTO fact (key, value) VALUES ('content_sha256', ?1)",
            &content,
        )?;
        execute(include_str!("sql/cite.sql"), &content)?;
        execute(
            "INSERT INTO fact (key, value) VALUES ('file_sha256', ?1)",
            &digest::of_text(&content),
        )?;
        Ok(content)
    }

    /// Writes the file to a path, page by page in the order of its tables.
    fn write_copy(&self, path: &Path, out: &Path) -> Result<(), StoreError> {
        // A relative name could be taken for a URI.
        let path = &open::absolute(path)?;
        let odd = || io::Error::new(io::ErrorKind::InvalidInput, "the path is not valid UTF-8");
        let name = path.to_str().ok_or_else(|| io_at(out)(odd()))?;
        let write = || {
            // VACUUM INTO attaches the file that it writes.
            for config in [
                DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE,
                DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE,
            ] {
                self.connection.set_db_config(config, true)?;
            }
            self.connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
            self.connection.execute("VACUUM INTO ?1", [name])
        };
        write().map(drop).map_err(|error| {
            // Stays where the disk fails while SQLite clears it away.
            let _ = fs::remove_file(format!("{name}-journal"));
            at(out)(error)
        })
    }

    /// Opens the copy as a stranger's file and checks everything.
    fn read_back(
        &self,
        copy: &Path,
        queries: &[StoredQuery],
        lexicon: &Lexicon,
    ) -> Result<(), StoreError> {
        let (_, verdict) = Store::verify(copy, queries, lexicon, &self.stop)?;
        match verdict.failures().next() {
            _ if !verdict.shipped => Err(unsound(copy, "it bears no digests")),
            Some(failure) => Err(unsound(copy, &failure.words)),
            None => Ok(()),
        }
    }

    /// Checks the file itself before anything is made of it.
    fn sound(&self) -> Result<(), StoreError> {
        let verdict = Verdict::of_structure(&self.connection);
        match verdict.iter().find(|check| !check.passed) {
            Some(_) if self.stop.reason().is_some() => Err(stopped(&self.stop)),
            Some(failure) => Err(unsound(&self.path, &failure.words)),
            None => Ok(()),
        }
    }
}

/// Writes the digest beside the file that is about to get its name; false if
/// it stands there already, left by a ship that was killed.
fn write_sidecar(
    out: &Path,
    beside: &Path,
    folder: &Path,
    sha256: &str,
) -> Result<bool, StoreError> {
    let line = sidecar_line(out, sha256);
    let write = || {
        let mut file = temporary(folder)?;
        file.write_all(line.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist_noclobber(beside).map_err(|error| error.error)
    };
    match write() {
        Ok(_) => Ok(true),
        Err(_) if read_sidecar(beside).is_ok_and(|found| found == line) => Ok(false),
        Err(error) => Err(taken(beside)(error)),
    }
}

/// As `sha256sum` writes it.
fn sidecar_line(out: &Path, sha256: &str) -> String {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    format!("{sha256}  {name}\n")
}

/// The text of a digest's file; whatever else bears its name is not read.
pub fn read_sidecar(beside: &Path) -> io::Result<String> {
    const LONGEST: u64 = 4096;
    let found = fs::metadata(beside)?;
    if !found.is_file() || found.len() > LONGEST {
        return Err(io::Error::other("no file of a digest"));
    }
    fs::read_to_string(beside)
}

/// Somebody else's file may have come between.
fn taken(path: &Path) -> impl Fn(io::Error) -> StoreError + '_ {
    move |error| match error.kind() {
        io::ErrorKind::AlreadyExists => StoreError::Exists {
            path: path.to_owned(),
        },
        _ => io_at(path)(error),
    }
}

fn unsound(path: &Path, what: &str) -> StoreError {
    StoreError::Damaged {
        path: path.to_owned(),
        what: what.to_owned(),
    }
}

/// The file that holds the digest of another.
pub fn sidecar(out: &Path) -> PathBuf {
    let mut name = out.as_os_str().to_owned();
    name.push(".sha256");
    PathBuf::from(name)
}

fn check_name(out: &Path) -> Result<(), &'static str> {
    let name = out.to_str().ok_or("the name is not valid UTF-8")?;
    let notes = ["-journal", "-wal", "-shm"];
    if notes.iter().any(|ending| name.ends_with(ending)) {
        return Err("SQLite itself writes files of such names");
    }
    Ok(())
}

/// Refuses what exists. A ship that was killed may have left the digest of no
/// file: whether it is that of this one shows when it is known.
fn refuse_existing(out: &Path, beside: &Path) -> Result<(), StoreError> {
    let exists = |path: &Path| StoreError::Exists {
        path: path.to_owned(),
    };
    if fs::symlink_metadata(out).is_ok() {
        return Err(exists(out));
    }
    if fs::symlink_metadata(beside).is_err() {
        return Ok(());
    }
    let line = read_sidecar(beside).unwrap_or_default();
    let digits = line.get(..digest::DIGITS).unwrap_or_default();
    let ours = line == sidecar_line(out, digits);
    if ours { Ok(()) } else { Err(exists(beside)) }
}

/// A file beside its later place, for everybody whom the umask allows.
pub fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.prefix(".smsdb-").tempfile_in(folder)
}

/// Puts the digest of the file's bytes into the place that was kept for it.
fn sign(path: &Path, marker: &str) -> io::Result<()> {
    let places = digest::places(path, marker)?;
    let &[place] = &places[..] else {
        return Err(io::Error::other("the digest has no place of its own"));
    };
    let sha256 = digest::zeroed(path, Some(place))?;
    let mut file = File::options().write(true).open(path)?;
    io::Seek::seek(&mut file, io::SeekFrom::Start(place))?;
    file.write_all(sha256.as_bytes())?;
    file.sync_all()
}

fn io_at(path: &Path) -> impl Fn(io::Error) -> StoreError + '_ {
    move |source| StoreError::of_io(path, source)
}
