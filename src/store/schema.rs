//! The schema of this program: made by the migrations, known by its digest.

use super::error::{StoreError, at};
use super::gate::APPLICATION_ID;
use crate::bulletin::hex;
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// The schema version that this program makes and knows: the number of the
/// last migration.
pub const VERSION: i32 = 27;

/// Digest of the schema that the migrations make; a test keeps it true.
pub const DIGEST: &str = include_str!("schema.sha256");

/// Makes the tables of a file that has none yet. Two first imports at once
/// wait for each other, as the file is locked before it is looked at.
///
/// # Errors
/// A migration that fails, a full disk, a file that cannot be locked.
pub fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let fault = at(path);
    let first = connection.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0));
    if first.map_err(&fault)? == i64::from(APPLICATION_ID) {
        return Ok(());
    }
    // The lock comes before the mode: in this mode a connection that waits for
    // the lock would keep another one from getting it.
    connection
        .execute_batch("BEGIN EXCLUSIVE; PRAGMA locking_mode = EXCLUSIVE; COMMIT;")
        .map_err(&fault)?;
    let id = connection.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0));
    if id.map_err(&fault)? != i64::from(APPLICATION_ID) {
        if !is_blank(connection).map_err(&fault)? {
            return Err(StoreError::not_ours(
                path,
                "an SQLite file of another program",
            ));
        }
        return run(connection, path);
    }
    unlock(connection).map_err(&fault)
}

/// Runs the migrations that are missing, in one transaction, on a connection
/// that has locked the file; then lets others in.
///
/// # Errors
/// As for `migrate`.
pub fn run(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let runner = embedded::migrations::runner().set_grouped(true);
    runner
        .run(connection)
        .map_err(|error| migration_fault(error, path))?;
    unlock(connection).map_err(at(path))
}

fn unlock(connection: &Connection) -> rusqlite::Result<()> {
    forget_clock(connection)?;
    connection.execute_batch("PRAGMA locking_mode = NORMAL; SELECT 1 FROM document LIMIT 0;")
}

/// No clock time is stored: refinery's is replaced by a fixed one. It commits
/// before, so a process that was killed in between left its own.
pub fn forget_clock(connection: &Connection) -> rusqlite::Result<()> {
    let found = "SELECT EXISTS (SELECT 1 FROM refinery_schema_history
                 WHERE applied_on <> '1970-01-01T00:00:00Z')";
    let found: bool = connection.query_row(found, [], |row| row.get(0))?;
    if found {
        let settle = "UPDATE refinery_schema_history SET applied_on = '1970-01-01T00:00:00Z'";
        connection.execute(settle, [])?;
    }
    Ok(())
}

/// Finds SQLite's own error below refinery's, to name a full disk as such.
fn migration_fault(error: refinery::Error, path: &Path) -> StoreError {
    let mut source = std::error::Error::source(&error);
    while let Some(inner) = source {
        if let Some(inner) = inner.downcast_ref::<rusqlite::Error>()
            && let Some(found) = inner.sqlite_error()
        {
            return at(path)(rusqlite::Error::SqliteFailure(*found, None));
        }
        source = inner.source();
    }
    StoreError::Migration(Box::new(error))
}

/// Whether a file has no tables, or only the empty one that refinery makes
/// first: an import that was killed right at its beginning.
fn is_blank(connection: &Connection) -> rusqlite::Result<bool> {
    let others = "SELECT count(*) FROM sqlite_schema
                  WHERE type NOT IN ('table', 'index') OR tbl_name <> 'refinery_schema_history'";
    let others: i64 = connection.query_row(others, [], |row| row.get(0))?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if others > 0 || tables == 0 {
        return Ok(others == 0);
    }
    let rows = "SELECT EXISTS (SELECT 1 FROM refinery_schema_history)";
    connection
        .query_row(rows, [], |row| row.get(0))
        .map(|any: bool| !any)
}

/// Compares the schema text of a file with that of this program.
///
/// # Errors
/// Any difference, with the name of the first object that differs.
pub fn check(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let found = objects(connection).map_err(at(path))?;
    if digest(&found) == DIGEST.trim() {
        return Ok(());
    }
    let known = objects(&fresh(path)?).map_err(at(path))?;
    let difference = difference(&found, &known);
    Err(StoreError::OtherSchema {
        path: path.to_owned(),
        difference,
    })
}

/// Compares a file of an older schema with what the migrations up to its
/// version make, and their history with that of the file, before refinery
/// sees it: it trusts what it reads there.
///
/// # Errors
/// Any difference.
pub fn check_older(connection: &Connection, path: &Path, version: i32) -> Result<(), StoreError> {
    let other = |difference: &str| {
        let what = format!("a file with another schema ({difference}), which is not changed");
        StoreError::not_ours(path, what)
    };
    if version < 1 {
        return Err(other(&format!("version {version}")));
    }
    let mut known = Connection::open_in_memory().map_err(at(path))?;
    let target = refinery::Target::Version(version);
    let runner = embedded::migrations::runner()
        .set_grouped(true)
        .set_target(target);
    runner
        .run(&mut known)
        .map_err(|error| migration_fault(error, path))?;
    unlock(&known).map_err(at(path))?;
    let (found, made) = (
        objects(connection).map_err(at(path))?,
        objects(&known).map_err(at(path))?,
    );
    let histories = (history(connection), history(&known));
    let difference = match histories {
        _ if found != made => difference(&found, &made),
        (Ok(found), Ok(made)) if found == made => return Ok(()),
        _ => "its history of migrations".to_owned(),
    };
    Err(other(&difference))
}

/// The rows of refinery's table, as texts.
fn history(connection: &Connection) -> rusqlite::Result<Vec<[String; 4]>> {
    let sql = "SELECT version, name, applied_on, checksum FROM refinery_schema_history
               ORDER BY version LIMIT 1000";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        Ok([
            row.get::<_, i64>(0)?.to_string(),
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
        ])
    })?;
    rows.collect()
}

/// An empty file in memory with this program's schema.
fn fresh(path: &Path) -> Result<Connection, StoreError> {
    let mut connection = Connection::open_in_memory().map_err(at(path))?;
    migrate(&mut connection, path)?;
    Ok(connection)
}

/// Type and name of every object, with its table and text.
type Objects = BTreeMap<(String, String), (String, Option<String>)>;

fn objects(connection: &Connection) -> rusqlite::Result<Objects> {
    let sql = "SELECT type, name, tbl_name, sql FROM sqlite_schema";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?)))
    })?;
    rows.collect()
}

fn digest(objects: &Objects) -> String {
    let mut digest = Sha256::new();
    for ((kind, name), (table, sql)) in objects {
        for text in [kind, name, table, sql.as_deref().unwrap_or("")] {
            digest.update(text.as_bytes());
            digest.update([0x1f]);
        }
        digest.update([0x1e]);
    }
    hex(&digest.finalize())
}

fn difference(found: &Objects, known: &Objects) -> String {
    let name = |key: &(String, String)| format!("{} {}", key.0, key.1);
    let changed = found
        .iter()
        .find(|(key, what)| known.get(*key).is_some_and(|k| k != *what));
    let missing = known.keys().find(|key| !found.contains_key(*key));
    let added = found.keys().find(|key| !known.contains_key(*key));
    match (changed, missing, added) {
        (Some((key, _)), _, _) => format!("{} was changed", name(key)),
        (_, Some(key), _) => format!("{} is missing", name(key)),
        (_, _, Some(key)) => format!("{} was added", name(key)),
        (None, None, None) => "its digest".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_and_the_version_are_those_of_the_migrations() {
        let connection = fresh(Path::new("memory")).unwrap();
        let found = digest(&objects(&connection).unwrap());
        assert_eq!(
            found,
            DIGEST.trim(),
            "write the left one into src/store/schema.sha256"
        );
        let version: i32 = connection
            .pragma_query_value(None, "user_version", |r| r.get(0))
            .unwrap();
        let last = embedded::migrations::runner()
            .get_migrations()
            .iter()
            .map(refinery::Migration::version)
            .max();
        assert_eq!((version, Some(VERSION as _)), (VERSION, last));
    }
}
