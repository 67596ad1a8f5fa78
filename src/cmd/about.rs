//! What a workbook says of the result in it, so that a file that is passed on can
//! be traced: the question, the file that was asked, and its digest.

use crate::VERSION;
use crate::error::Error;
use crate::store::{Store, file_sha256};

/// Key and value of each row.
pub type Facts = Vec<(String, String)>;

/// For SQL and the values of its parameters.
///
/// # Errors
/// A file that cannot be read.
pub fn of_query(sql: &str, values: &[(String, String)], store: &Store) -> Result<Facts, Error> {
    let mut facts = vec![fact("query", sql.trim())];
    for (name, value) in values {
        facts.push(fact(&format!("parameter {name}"), value));
    }
    facts.extend(of_file(store)?);
    facts.extend(of_program());
    Ok(facts)
}

/// For a comparison of files, each with the name it goes by.
///
/// # Errors
/// A file that cannot be read.
pub fn of_files(files: &[(&str, &Store)]) -> Result<Facts, Error> {
    let mut facts = Vec::new();
    for (name, store) in files {
        let of_file = of_file(store)?.into_iter();
        facts.extend(of_file.map(|(key, value)| (format!("{name}: {key}"), value)));
    }
    facts.extend(of_program());
    Ok(facts)
}

/// For what comes from no file.
pub fn of_program() -> Facts {
    vec![fact("smsdb version", VERSION)]
}

fn of_file(store: &Store) -> Result<Facts, Error> {
    let path = store.path();
    let name = path.file_name().unwrap_or(path.as_os_str());
    let mut facts = vec![
        fact("file", &name.to_string_lossy()),
        fact("SHA-256 of the file", &file_sha256(path)?),
    ];
    // A foreign file need not have the view.
    let covered = store.rows("SELECT min(month), max(month) FROM coverage", &[]);
    if let Some((first, last)) = covered.ok().as_ref().and_then(|rows| {
        let row = rows.rows.first()?;
        Some((row.optional(0)?, row.optional(1)?))
    }) {
        facts.push(fact("period covered", &format!("{first} to {last}")));
    }
    Ok(facts)
}

fn fact(key: &str, value: &str) -> (String, String) {
    (key.to_owned(), value.to_owned())
}
