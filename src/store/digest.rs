//! Two digests that a shipped file carries: of its contents, row by row, and
//! of its bytes, in which the digits of that digest itself count as zeros.
//! They show rot and change, not who made the file.

use super::Store;
use super::error::{StoreError, at};
use crate::bulletin::hex;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// Facts that hold a digest, or are made of one.
pub const OWN_FACTS: &str = "'content_sha256', 'file_sha256', 'cite'";

impl Store {
    /// SHA-256 of all tables in the order of their names, and of their rows in
    /// the order of their keys: the name and 0x1f, then each value as a tag,
    /// its length and its bytes. Leaves out the facts that hold it.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn content_sha256(&self) -> Result<String, StoreError> {
        content_digest(&self.connection).map_err(at(&self.path))
    }
}

fn content_digest(connection: &Connection) -> rusqlite::Result<String> {
    let mut digest = Sha256::new();
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    let mut tables = connection.prepare(sql)?;
    let tables = tables.query_map([], |row| row.get::<_, String>(0))?;
    for table in tables.collect::<rusqlite::Result<Vec<_>>>()? {
        digest.update(table.as_bytes());
        digest.update([0x1f]);
        rows(connection, &table, &mut digest)?;
    }
    Ok(hex(&digest.finalize()))
}

fn rows(connection: &Connection, table: &str, digest: &mut Sha256) -> rusqlite::Result<()> {
    let sql = "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk";
    let mut keys = connection.prepare(sql)?;
    let keys = keys.query_map([table], |row| row.get::<_, String>(0))?;
    let keys = keys.collect::<rusqlite::Result<Vec<_>>>()?.join(", ");
    let own = if table == "fact" {
        format!("WHERE key NOT IN ({OWN_FACTS})")
    } else {
        String::new()
    };
    let sql = format!("SELECT * FROM {table} {own} ORDER BY {keys}");
    let mut statement = connection.prepare(&sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            value(row.get_ref(column)?, digest);
        }
    }
    Ok(())
}

fn value(value: ValueRef<'_>, digest: &mut Sha256) {
    let mut add = |tag: u8, bytes: &[u8]| {
        digest.update([tag]);
        digest.update((bytes.len() as u64).to_le_bytes());
        digest.update(bytes);
    };
    match value {
        ValueRef::Null => add(0, &[]),
        ValueRef::Integer(number) => add(1, &number.to_le_bytes()),
        ValueRef::Real(number) => add(2, &number.to_le_bytes()),
        ValueRef::Text(text) => add(3, text),
        ValueRef::Blob(bytes) => add(4, bytes),
    }
}

/// SHA-256 of a text, to mark a place with.
pub fn of_text(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// SHA-256 of a file, as `sha256sum` gives it.
pub fn of_file(path: &Path) -> io::Result<String> {
    zeroed(path, None)
}

/// Where in a file these bytes stand, from 0.
pub fn places(path: &Path, digits: &str) -> io::Result<Vec<u64>> {
    let mut file = File::open(path)?;
    let (mut found, mut window, mut start) = (Vec::new(), Vec::new(), 0_u64);
    loop {
        let read = (&mut file).take(CHUNK).read_to_end(&mut window)?;
        let here = memchr::memmem::find_iter(&window, digits.as_bytes());
        found.extend(here.map(|at| start + at as u64));
        if read == 0 {
            found.dedup();
            return Ok(found);
        }
        let keep = window.len().min(digits.len() - 1);
        start += (window.len() - keep) as u64;
        window.drain(..window.len() - keep);
    }
}

const CHUNK: u64 = 1 << 20;

/// Bytes of a file that is looked at in memory.
const LARGEST: u64 = 256 << 20;

/// Whether the bytes of a shipped file are as it says, found without opening it
/// as a database: its digest stands behind its name, as the one row that holds
/// both. None where that is not found just once.
pub fn sealed(path: &Path) -> io::Result<Option<bool>> {
    if std::fs::metadata(path)?.len() > LARGEST {
        return Ok(None);
    }
    let name = b"file_sha256";
    let bytes = std::fs::read(path)?;
    let stated = |at: usize| {
        let digits = bytes.get(at + name.len()..at + name.len() + DIGITS)?;
        let all = digits.iter().all(u8::is_ascii_hexdigit);
        all.then_some((at + name.len(), digits))
    };
    let mut found = memchr::memmem::find_iter(&bytes, name).filter_map(stated);
    let (Some((place, digits)), None) = (found.next(), found.next()) else {
        return Ok(None);
    };
    let mut digest = Sha256::new();
    digest.update(&bytes[..place]);
    digest.update([b'0'; DIGITS]);
    digest.update(&bytes[place + DIGITS..]);
    Ok(Some(hex(&digest.finalize()).as_bytes() == digits))
}

/// Digits of a digest in hexadecimal.
pub const DIGITS: usize = 64;

/// SHA-256 of a file in which the digits at a place are read as zeros.
pub fn zeroed(path: &Path, place: Option<u64>) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut digest = Sha256::new();
    if let Some(place) = place {
        update((&mut file).take(place), &mut digest)?;
        digest.update([b'0'; DIGITS]);
        file.seek(SeekFrom::Start(place + DIGITS as u64))?;
    }
    update(file, &mut digest)?;
    Ok(hex(&digest.finalize()))
}

fn update(mut from: impl Read, digest: &mut Sha256) -> io::Result<()> {
    let mut chunk = vec![0; 1 << 16];
    loop {
        match from.read(&mut chunk)? {
            0 => return Ok(()),
            length => digest.update(&chunk[..length]),
        }
    }
}
