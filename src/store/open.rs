//! The one rule for opening (contract.md, section 1): which files are opened,
//! how, and after which checks.

use super::error::{StoreError, at};
use super::gate::{self, APPLICATION_ID, Header};
use super::schema;
use super::settings::{ASKING, FOREIGN, WRITING, prepare_writing, reading_only, settle, watch};
use crate::stop::Stop;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Opens a file for asking, as if a stranger had sent it: header checked,
/// read-only, schema compared, reading statements only.
///
/// # Errors
/// Every reason why the file is not one to ask; nothing is ever created.
pub fn ask(
    path: &Path,
    foreign: bool,
    stop: &Stop,
    limit: Option<Duration>,
) -> Result<(Connection, Stop), StoreError> {
    let path = &absolute(path)?;
    let header = gate::at_rest(path, gate::PATIENCE)?;
    if foreign {
        return stranger(path, header, stop, limit);
    }
    check_header(path, header)?;
    if header.wal {
        return Err(StoreError::Wal { path: path.clone() });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE;
    let mut connection = Connection::open_with_flags(path, flags).map_err(at(path))?;
    settle(&connection, &ASKING).map_err(at(path))?;
    connection
        .busy_timeout(Duration::from_secs(5))
        .map_err(at(path))?;
    schema::check(&connection, path)?;
    let stop = stop.within(limit);
    read_only(&mut connection, &stop).map_err(at(path))?;
    Ok((connection, stop))
}

/// Looks at the header alone of a file that `suspect` would open; returns its
/// length in bytes.
///
/// # Errors
/// As for `suspect`.
pub fn suspect_header(path: &Path) -> Result<u64, StoreError> {
    let path = &absolute(path)?;
    let header = checked(path)?;
    Ok(header.length)
}

fn checked(path: &Path) -> Result<Header, StoreError> {
    let header = gate::at_rest(path, Duration::ZERO)?;
    check_header(path, header)?;
    if header.wal {
        return Err(StoreError::Wal {
            path: path.to_owned(),
        });
    }
    Ok(header)
}

/// Opens a file of our own kind that somebody else may have made, to check
/// it: from memory, with the tight limits. Nothing but its header is checked.
///
/// # Errors
/// No file of ours, another version of the schema, cut short, in use.
pub fn suspect(path: &Path, stop: &Stop) -> Result<Connection, StoreError> {
    let path = &absolute(path)?;
    let header = checked(path)?;
    let (connection, _) = stranger(path, header, stop, None)?;
    Ok(connection)
}

/// A stranger's file in memory, with the tight limits and without triggers.
fn stranger(
    path: &Path,
    header: Header,
    stop: &Stop,
    limit: Option<Duration>,
) -> Result<(Connection, Stop), StoreError> {
    let mut connection = if header.length <= IMAGE_LIMIT {
        image(path, true)?
    } else {
        immutable(path)?
    };
    settle(&connection, &FOREIGN).map_err(at(path))?;
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)
        .map_err(at(path))?;
    // Process-wide; a foreign session is a process of its own.
    let heap = header.length.min(IMAGE_LIMIT).cast_signed() + 256 * 1024 * 1024;
    connection
        .pragma_update(None, "hard_heap_limit", heap)
        .map_err(at(path))?;
    let stop = stop.within(limit);
    read_only(&mut connection, &stop).map_err(at(path))?;
    Ok((connection, stop))
}

fn read_only(connection: &mut Connection, stop: &Stop) -> rusqlite::Result<()> {
    connection.pragma_update(None, "query_only", true)?;
    watch(connection, stop)?;
    connection.authorizer(Some(reading_only))
}

/// An empty file of our own that has no name and goes with its connection.
///
/// # Errors
/// No room for it.
pub fn nameless(path: &Path, stop: &Stop) -> Result<Connection, StoreError> {
    let mut connection = Connection::open("").map_err(at(path))?;
    settle(&connection, &WRITING).map_err(at(path))?;
    // Losing it loses nothing.
    let quick = "PRAGMA page_size = 4096; PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;";
    connection.execute_batch(quick).map_err(at(path))?;
    watch(&mut connection, stop).map_err(at(path))?;
    schema::migrate(&mut connection, path)?;
    schema::check(&connection, path)?;
    Ok(connection)
}

/// Opens a file of our own for writing; with `make` it is made if there is
/// none.
///
/// # Errors
/// No file, a file of somebody else or of another schema, a folder that cannot be
/// written, a lock held for over ten seconds.
pub fn write(path: &Path, make: bool, stop: &Stop) -> Result<Connection, StoreError> {
    let path = &absolute(path)?;
    let header = if make {
        writable_header(path)?
    } else {
        Some(gate::read_header(path)?.ok_or_else(|| StoreError::empty(path))?)
    };
    if let Some(header) = header {
        // An import killed at its very beginning leaves a file without our
        // mark; `migrate` looks at its tables before it adds any.
        let begun = header.application_id == 0 && header.user_version == 0 && !header.wal;
        if !begun {
            check_header(path, header)?;
        }
    }
    let mut connection = to_write(path, stop)?;
    // An upgrade that was interrupted is rolled back by now.
    let found = connection.pragma_query_value(None, "user_version", |row| row.get::<_, i32>(0));
    let (found, known) = (found.map_err(at(path))?, schema::VERSION);
    if (1..known).contains(&found) {
        let path = path.clone();
        return Err(StoreError::Older { path, found, known });
    }
    schema::migrate(&mut connection, path)?;
    schema::check(&connection, path).map_err(|error| match error {
        StoreError::OtherSchema { path, difference } => {
            let what = format!("a file with another schema ({difference}), which is not changed");
            StoreError::not_ours(&path, what)
        }
        error => error,
    })?;
    check_length(&connection, path)?;
    schema::forget_clock(&connection).map_err(at(path))?;
    Ok(connection)
}

/// Opens a file for writing, whatever it holds; the caller checks that.
///
/// # Errors
/// A file that cannot be written.
pub fn to_write(path: &Path, stop: &Stop) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE;
    let mut connection = Connection::open_with_flags(path, flags).map_err(at(path))?;
    settle(&connection, &WRITING).map_err(at(path))?;
    prepare_writing(&mut connection, stop).map_err(at(path))?;
    Ok(connection)
}

/// Compares the length that the header claims with that of the file, while
/// nobody else writes, and clears away what a killed writer left. The file is
/// not opened for it: closing it again would drop the locks that SQLite holds.
pub fn check_length(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    connection
        .execute_batch("BEGIN IMMEDIATE")
        .map_err(at(path))?;
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let claimed = pragma("page_count").and_then(|count| Ok(count * pragma("page_size")?));
    let found = std::fs::metadata(path).map(|found| found.len());
    let whole = matches!((&claimed, &found), (Ok(claimed), Ok(length))
        if claimed.cast_unsigned() == *length);
    // SQLite has rolled back what it can, and no one else writes: a journal
    // that is still there was begun by somebody who was killed before he
    // touched the file. Asking commands cannot tell, so it goes.
    let journal = gate::sidecar(path)
        .filter(|sidecar| whole && sidecar.to_string_lossy().ends_with("-journal"));
    let removed = journal.map_or(Ok(()), std::fs::remove_file);
    connection.execute_batch("ROLLBACK").map_err(at(path))?;
    removed.map_err(|source| StoreError::of_io(path, source))?;
    let claimed = claimed.map_err(at(path))?.cast_unsigned();
    let length = found.map_err(|source| StoreError::of_io(path, source))?;
    if claimed != length {
        return Err(StoreError::CutShort {
            path: path.to_owned(),
            claimed,
            length,
        });
    }
    Ok(())
}

/// A copy in memory of a file, or a new one, to try an import on.
///
/// # Errors
/// As for asking.
pub fn scratch(path: &Path, stop: &Stop) -> Result<Connection, StoreError> {
    let path = &absolute(path)?;
    let absent = matches!(
        gate::read_header(path),
        Err(StoreError::Missing { .. }) | Ok(None)
    );
    let mut connection = if absent {
        Connection::open_in_memory().map_err(at(path))?
    } else {
        check_header(path, gate::at_rest(path, gate::PATIENCE)?)?;
        image(path, false)?
    };
    settle(&connection, &WRITING).map_err(at(path))?;
    watch(&mut connection, stop).map_err(at(path))?;
    schema::migrate(&mut connection, path)?;
    schema::check(&connection, path)?;
    Ok(connection)
}

/// A relative `file:x` would be taken for a URI.
pub fn absolute(path: &Path) -> Result<PathBuf, StoreError> {
    std::path::absolute(path).map_err(|source| StoreError::Io {
        path: path.to_owned(),
        source,
    })
}

fn check_header(path: &Path, header: Header) -> Result<(), StoreError> {
    let (path, found, known) = (path.to_owned(), header.user_version, schema::VERSION);
    match found {
        _ if header.application_id != APPLICATION_ID => Err(StoreError::not_ours(
            &path,
            "an SQLite file of another program",
        )),
        _ if found > known => Err(StoreError::Newer { path, found, known }),
        _ if found < known => Err(StoreError::Older { path, found, known }),
        _ => Ok(()),
    }
}

/// The header of a file to write to; makes an empty file, readable by its
/// owner alone, where there is none.
fn writable_header(path: &Path) -> Result<Option<Header>, StoreError> {
    match gate::read_header(path) {
        Err(StoreError::Missing { .. }) => {
            let mut options = std::fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            match options.open(path) {
                Ok(_) => Ok(None),
                // Another import was faster, or a link leads nowhere.
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                    gate::read_header(path)
                }
                Err(error) => {
                    let what = format!("{} ({error})", "its folder does not take new files");
                    Err(StoreError::ReadOnly {
                        path: path.to_owned(),
                        what,
                    })
                }
            }
        }
        found => found,
    }
}

/// Bytes up to which a file is opened from memory.
const IMAGE_LIMIT: u64 = 256 * 1024 * 1024;

/// The file's bytes in memory; a file in WAL mode is read without its log.
fn image(path: &Path, read_only: bool) -> Result<Connection, StoreError> {
    let io = |source| StoreError::Io {
        path: path.to_owned(),
        source,
    };
    let mut file = File::open(path).map_err(io)?;
    let length = file.metadata().map_err(io)?.len();
    let fits = usize::try_from(length)
        .ok()
        .filter(|_| length <= IMAGE_LIMIT);
    let Some(length) = fits else {
        let what = "larger than the 256 MiB that are opened from memory";
        return Err(StoreError::not_ours(path, what));
    };
    let mut start = [0; 20];
    file.read_exact(&mut start).map_err(io)?;
    start[18..].fill(1);
    let mut connection = Connection::open_in_memory().map_err(at(path))?;
    let bytes = start.chain(file);
    connection
        .deserialize_read_exact("main", bytes, length, read_only)
        .map_err(at(path))?;
    Ok(connection)
}

/// A file too large for memory, as if nobody could change it.
fn immutable(path: &Path) -> Result<Connection, StoreError> {
    let mut uri = String::from("file:");
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' => uri.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?mode=ro&immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE
        | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(uri, flags).map_err(at(path))
}
