//! The first minute: what the shell says when it starts, with a file and
//! without one.

use crate::error::Error;
use crate::render::term_safe;
use crate::store::{Store, StoreError};
use std::path::Path;
use std::time::Duration;

/// Time that counting may take; a greeting must not be waited for.
const PATIENCE: Duration = Duration::from_millis(500);

/// One line about the file, and a hint. A count that takes long is left out.
pub fn greeting(store: &Store, path: &Path) -> String {
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy();
    let counted = |sql: &str| {
        store.restart(Some(PATIENCE));
        let rows = store.rows(sql, &[]).ok()?;
        let words = rows.rows.first()?.text(0).to_owned();
        (!words.is_empty()).then_some(words)
    };
    let contents = counted(include_str!("sql/greeting_contents.sql"));
    let findings = counted(include_str!("sql/greeting_findings.sql"));
    let facts: Vec<String> = [contents, findings].into_iter().flatten().collect();
    let facts = if facts.is_empty() {
        "open".to_owned()
    } else {
        facts.join("; ")
    };
    term_safe(&format!("{name}: {facts}")).into_owned()
        + "\nSQL ends with ;  Try  .check  .run  .views  or  .help"
}

/// Why the shell does not start, and what to do first.
pub fn without_file(error: StoreError) -> Error {
    let StoreError::Missing { path } = &error else {
        return error.into();
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let others = databases(folder.unwrap_or(Path::new(".")));
    let first = "smsdb import FOLDER    reads bulletins (.txt) and makes it\n      \
                 smsdb --db FILE        opens another file";
    let help = match others.first() {
        Some(other) => format!("{first}\n      smsdb --db {other}    is here"),
        None => format!("{first}\n      smsdb --help           lists the commands"),
    };
    Error::not_found(error.to_string()).with_help(help)
}

/// Names of the first SQLite files of a folder.
fn databases(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| crate::cmd::is_database(&entry.path()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
