//! Brings a file of an older schema to this program's. The file as it was is
//! copied first; the migrations run in one transaction.

use super::error::{StoreError, at};
use super::gate::{self, APPLICATION_ID, Header};
use super::ship::temporary;
use super::{open, schema};
use crate::stop::Stop;
use rusqlite::Connection;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// What became of a file.
#[derive(Debug)]
pub struct Upgraded {
    /// The schema it had.
    pub from: i32,
    /// The file as it was.
    pub copy: PathBuf,
}

/// Upgrades a file; None if there is nothing to upgrade.
///
/// # Errors
/// A file that is not of an older smsdb, no room, somebody else writing. The
/// file is as it was then.
pub fn upgrade(path: &Path, stop: &Stop) -> Result<Option<Upgraded>, StoreError> {
    let path = &open::absolute(path)?;
    let done = attempt(path, stop);
    // Another upgrade may have been faster.
    let current = |path| {
        let header = gate::read_header(path).ok().flatten();
        header.is_some_and(|header| header.user_version == schema::VERSION)
    };
    match done {
        Err(_) if current(path) => Ok(None),
        done => done,
    }
}

fn attempt(path: &Path, stop: &Stop) -> Result<Option<Upgraded>, StoreError> {
    let mut header = ours(path)?;
    if gate::sidecar(path).is_some() {
        // An upgrade was interrupted: SQLite rolls it back, version and all.
        let connection = open::to_write(path, stop)?;
        let sql = "SELECT count(*) FROM sqlite_schema";
        let objects = connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        objects.map_err(at(path))?;
        drop(connection);
        header = ours(path)?;
    }
    let (from, known) = (header.user_version, schema::VERSION);
    if from == known {
        return Ok(None);
    }
    if from > known {
        let path = path.to_owned();
        return Err(StoreError::Newer {
            path,
            found: from,
            known,
        });
    }
    let mut connection = open::to_write(path, stop)?;
    schema::check_older(&connection, path, from)?;
    open::check_length(&connection, path)?;
    let before = version(&connection).map_err(at(path))?;
    let (draft, copy) = copied(path, from).map_err(io_at(path))?;
    // From here on nobody else writes until the connection is closed.
    let lock = "BEGIN EXCLUSIVE; PRAGMA locking_mode = EXCLUSIVE; COMMIT;";
    connection.execute_batch(lock).map_err(at(path))?;
    if version(&connection).map_err(at(path))? != before {
        let path = path.to_owned();
        return Err(StoreError::Busy { path, seconds: 0 });
    }
    let kept = draft.persist_noclobber(&copy).map_err(|error| error.error);
    kept.and_then(|file| file.sync_all())
        .and_then(|()| File::open(folder(path))?.sync_all())
        .map_err(io_at(&copy))?;
    if let Err(error) = schema::run(&mut connection, path) {
        // The file is as it was, so that nobody needs the copy.
        let _ = fs::remove_file(&copy);
        return Err(error);
    }
    Ok(Some(Upgraded { from, copy }))
}

/// The header of a file that bears our mark.
fn ours(path: &Path) -> Result<Header, StoreError> {
    let header = gate::read_header(path)?.ok_or_else(|| StoreError::empty(path))?;
    if header.application_id != APPLICATION_ID {
        let what = "an SQLite file of another program";
        return Err(StoreError::not_ours(path, what));
    }
    Ok(header)
}

/// Changes whenever another connection changes the file.
fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "data_version", |row| row.get(0))
}

/// The bytes of the file, and a name for them that is free: of `sms.sqlite`
/// with schema 6 `sms.schema-6.sqlite`.
fn copied(path: &Path, from: i32) -> io::Result<(tempfile::NamedTempFile, PathBuf)> {
    let draft = temporary(folder(path))?;
    fs::copy(path, draft.path())?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map_or_else(String::new, |ending| {
        format!(".{}", ending.to_string_lossy())
    });
    let name = |number: u32| match number {
        1 => format!("{stem}.schema-{from}{ending}"),
        number => format!("{stem}.schema-{from}-{number}{ending}"),
    };
    let mut names = (1..).map(|number| path.with_file_name(name(number)));
    let free = names.find(|name| fs::symlink_metadata(name).is_err());
    free.map(|free| (draft, free))
        .ok_or_else(|| io::Error::other("no name is free for the copy"))
}

fn folder(path: &Path) -> &Path {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

fn io_at(path: &Path) -> impl Fn(io::Error) -> StoreError + '_ {
    move |source| StoreError::of_io(path, source)
}
