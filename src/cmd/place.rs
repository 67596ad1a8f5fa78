//! Finds what a person names: a bulletin, an indicator, a period.

use crate::bulletin::Period;
use crate::error::Error;
use crate::store::{Row, Store};

/// The row of `bulletin_list` that BULLETIN names: a bulletin_id, or
/// DOCUMENT:POSITION with a document's name or the beginning of its hash.
///
/// # Errors
/// No such bulletin, or several.
pub fn bulletin(store: &Store, named: &str) -> Result<Row, Error> {
    let by_place = named.rsplit_once(':').and_then(|(document, position)| {
        position
            .parse::<i64>()
            .ok()
            .map(|position| (document, position))
    });
    let found = match (named.parse::<i64>(), by_place) {
        (Ok(id), _) => store.rows(include_str!("sql/bulletin_by_id.sql"), &[&id])?,
        (_, Some((document, position))) => {
            let is_hash =
                document.len() >= 4 && document.bytes().all(|byte| byte.is_ascii_hexdigit());
            let prefix = if is_hash {
                format!("{}%", document.to_lowercase())
            } else {
                String::new()
            };
            let sql = include_str!("sql/bulletin_by_place.sql");
            store.rows(sql, &[&document, &prefix, &position])?
        }
        _ => {
            return Err(Error::usage(format!("{named} names no bulletin")).with_help(BULLETIN_HELP));
        }
    };
    match &found.rows[..] {
        [row] => Ok(row.clone()),
        [] => {
            Err(Error::not_found(format!("there is no bulletin {named}")).with_help(BULLETIN_HELP))
        }
        several => {
            let message = format!("{named} names {} bulletins", several.len());
            let help = "name it by its bulletin_id, or by the beginning of its document's hash";
            Err(Error::usage(message).with_help(help))
        }
    }
}

const BULLETIN_HELP: &str =
    "a bulletin_id, or DOCUMENT:POSITION; smsdb query 'SELECT * FROM bulletin_list' lists them";

/// Checks a code against the code list.
///
/// # Errors
/// An unknown code, with the closest known one.
pub fn indicator(store: &Store, code: &str) -> Result<Row, Error> {
    let known = store.rows(
        "SELECT indicator, name, noun FROM indicator ORDER BY indicator_id",
        &[],
    )?;
    if let Some(row) = known.rows.iter().find(|row| row.text(0) == code) {
        return Ok(row.clone());
    }
    let close = known
        .rows
        .iter()
        .map(|row| (strsim::damerau_levenshtein(code, row.text(0)), row.text(0)));
    let help = match close.min() {
        Some((distance, close)) if distance <= 2 + code.len() / 4 => {
            format!("did you mean {close}?")
        }
        _ => "smsdb query 'SELECT indicator, name FROM indicator' lists the codes".to_owned(),
    };
    Err(Error::usage(format!("no indicator {code}")).with_help(help))
}

/// Reads a time period.
///
/// # Errors
/// A text that is none.
pub fn period(code: &str) -> Result<Period, Error> {
    Period::parse(code).ok_or_else(|| {
        Error::usage(format!("{code} is no time period"))
            .with_help("2024-11 is a month, 2023 a year, 2024-01-01/P9M nine months from January")
    })
}
