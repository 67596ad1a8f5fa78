//! Finds what a person names: a bulletin, an indicator, a period.

use crate::bulletin::Period;
use crate::error::Error;
use crate::store::{Row, Store};

/// A document that a person named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub id: i64,
    pub name: String,
    pub withdrawn: bool,
}

/// A bulletin that a person named.
pub struct Bulletin(Row);

impl Bulletin {
    fn number(&self, column: usize) -> i64 {
        self.0.integer(column).unwrap_or(0)
    }

    pub fn id(&self) -> i64 {
        self.number(0)
    }

    pub fn document_id(&self) -> i64 {
        self.number(1)
    }

    /// DOCUMENT:POSITION.
    pub fn named(&self) -> &str {
        self.0.text(2)
    }

    pub fn first_line(&self) -> i64 {
        self.number(3)
    }

    pub fn last_line(&self) -> i64 {
        self.number(4)
    }

    pub fn period_text(&self) -> Option<&str> {
        self.0.optional(5)
    }

    /// The period in force.
    pub fn time_period(&self) -> Option<&str> {
        self.0.optional(6)
    }

    pub fn basis(&self) -> &str {
        self.0.text(7)
    }

    pub fn layout(&self) -> &str {
        self.0.text(8)
    }

    pub fn language(&self) -> &str {
        self.0.text(9)
    }

    pub fn figures(&self) -> i64 {
        self.number(10)
    }
}

/// A number that a person named. Line and column count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    pub document_id: i64,
    pub line_no: i64,
    pub column_no: i64,
    /// DOCUMENT:LINE:COLUMN.
    pub named: String,
    pub value: Option<i64>,
    /// The bulletin whose lines it stands in.
    pub bulletin_id: Option<i64>,
}

/// The document that DOCUMENT names: by a name it came under, or by the
/// beginning of its hash, four digits at least. Where several bear a name,
/// the one that was not withdrawn.
///
/// # Errors
/// No such document, or several.
pub fn document(store: &Store, named: &str) -> Result<Document, Error> {
    let by_name = store
        .rows(include_str!("sql/document_by_name.sql"), &[&named])?
        .rows;
    let is_hash = named.len() >= 4 && named.bytes().all(|byte| byte.is_ascii_hexdigit());
    let found = if by_name.is_empty() && is_hash {
        let beginning = named.to_lowercase();
        let sql = include_str!("sql/document_by_hash.sql");
        store.rows(sql, &[&beginning])?.rows
    } else {
        by_name
    };
    let found: Vec<(Document, &str)> = found
        .iter()
        .map(|row| {
            let document = Document {
                id: row.integer(0).unwrap_or(0),
                name: row.text(1).to_owned(),
                withdrawn: row.integer(2) == Some(1),
            };
            (document, row.text(3))
        })
        .collect();
    let valid: Vec<&(Document, &str)> = found.iter().filter(|(d, _)| !d.withdrawn).collect();
    match (&found[..], &valid[..]) {
        ([(document, _)], _) | (_, [(document, _)]) => Ok(document.clone()),
        ([], _) => Err(Error::not_found(format!("there is no document {named}"))
            .with_help("smsdb documents lists them")),
        (several, _) => {
            let hashes: Vec<&str> = several
                .iter()
                .map(|(_, hash)| hash.get(..12).unwrap_or(hash))
                .collect();
            let message = format!("{named} names {} documents", several.len());
            let help = format!("name it by its hash: {}", hashes.join(", "));
            Err(Error::usage(message).with_help(help))
        }
    }
}

/// The bulletin that BULLETIN names: a bulletin_id, or DOCUMENT:POSITION.
///
/// # Errors
/// No such bulletin, or several.
pub fn bulletin(store: &Store, named: &str) -> Result<Bulletin, Error> {
    let place = named
        .rsplit_once(':')
        .map(|(document, position)| (document, position.parse::<i64>()));
    let found = match (named.parse::<i64>(), place) {
        (Ok(id), _) => store.rows(include_str!("sql/bulletin.sql"), &[&id, &0, &0])?,
        (_, Some((document, Ok(position)))) => {
            let document = self::document(store, document)?;
            store.rows(
                include_str!("sql/bulletin.sql"),
                &[&0, &document.id, &position],
            )?
        }
        _ => {
            return Err(Error::usage(format!("{named} names no bulletin")).with_help(BULLETIN_HELP));
        }
    };
    let found = found.rows.into_iter().next().map(Bulletin);
    found.ok_or_else(|| {
        Error::not_found(format!("there is no bulletin {named}")).with_help(BULLETIN_HELP)
    })
}

/// Document and first line of the bulletin that a decision is about. One that
/// is taken back may be about a bulletin that is gone: DOCUMENT:@LINE.
///
/// # Errors
/// As for `bulletin`.
pub fn beginning(store: &Store, named: &str, undo: bool) -> Result<(i64, i64), Error> {
    let line = named.rsplit_once(":@").filter(|_| undo);
    let line = line.and_then(|(document, line)| Some((document, line.parse::<i64>().ok()?)));
    if let Some((document, line_no)) = line {
        return Ok((self::document(store, document)?.id, line_no));
    }
    let bulletin = bulletin(store, named)?;
    Ok((bulletin.document_id(), bulletin.first_line()))
}

const BULLETIN_HELP: &str =
    "a bulletin_id, or DOCUMENT:POSITION; smsdb query 'SELECT * FROM bulletin_list' lists them";

/// Document, line and column of PLACE, whether a number stands there or not.
///
/// # Errors
/// No such document.
pub fn spot(store: &Store, named: &str) -> Result<(i64, i64, i64), Error> {
    let (document, line_no, column_no) = parts(named)?;
    Ok((document_of(store, document)?, line_no, column_no))
}

fn document_of(store: &Store, named: &str) -> Result<i64, Error> {
    Ok(document(store, named)?.id)
}

/// The parts of DOCUMENT:LINE:COLUMN.
fn parts(named: &str) -> Result<(&str, i64, i64), Error> {
    let mut parts = named.rsplitn(3, ':');
    let (column, line, document) = (parts.next(), parts.next(), parts.next());
    let count = |text: Option<&str>| text.and_then(|text| text.parse::<i64>().ok());
    match (document, count(line), count(column)) {
        (Some(document), Some(line_no), Some(column_no)) => Ok((document, line_no, column_no)),
        _ => Err(Error::usage(format!("{named} names no number"))
            .with_help("DOCUMENT:LINE:COLUMN, as smsdb show and smsdb unread give them")),
    }
}

/// The number that PLACE names: DOCUMENT:LINE:COLUMN, the column of its
/// first digit.
///
/// # Errors
/// No such document; no number there.
pub fn number(store: &Store, named: &str) -> Result<Number, Error> {
    let (document, line_no, column_no) = parts(named)?;
    let document = self::document(store, document)?;
    let rows = store
        .rows(
            include_str!("sql/numbers_of_line.sql"),
            &[&document.id, &line_no],
        )?
        .rows;
    if let Some(row) = rows.iter().find(|row| row.integer(0) == Some(column_no)) {
        return Ok(Number {
            document_id: document.id,
            line_no,
            column_no,
            named: format!("{}:{line_no}:{column_no}", document.name),
            value: row.integer(2),
            bulletin_id: row.integer(3),
        });
    }
    let there: Vec<String> = rows
        .iter()
        .map(|row| format!("{} in column {}", row.text(1), row.integer(0).unwrap_or(0)))
        .collect();
    let help = if there.is_empty() {
        format!("line {line_no} has no number")
    } else {
        format!("line {line_no} has {}", there.join(", "))
    };
    Err(Error::not_found(format!("no number begins at {named}")).with_help(help))
}

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
    let help = match closest(code, known.rows.iter().map(|row| row.text(0))) {
        Some(close) => format!("did you mean {close}?"),
        None => "smsdb query 'SELECT indicator, name FROM indicator' lists the codes".to_owned(),
    };
    Err(Error::usage(format!("no indicator {code}")).with_help(help))
}

/// How time periods are written.
pub const PERIODS: &str =
    "2024-11 is a month, 2023 a year, 2024-01-01/P9M nine months from January";

/// Reads a time period.
///
/// # Errors
/// A text that is none.
pub fn period(code: &str) -> Result<Period, Error> {
    Period::parse(code)
        .ok_or_else(|| Error::usage(format!("{code} is no time period")).with_help(PERIODS))
}

/// The closest name, if it is close enough to be meant.
pub fn closest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let wrong = wrong.to_lowercase();
    let close = names.map(|name| {
        (
            strsim::damerau_levenshtein(&wrong, &name.to_lowercase()),
            name,
        )
    });
    let (distance, name) = close.min()?;
    (distance <= 1 + wrong.len() / 4).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_close_is_meant() {
        let names = ["ledger", "series", "mix"];
        assert_eq!(closest("Ledgers", names.into_iter()), Some("ledger"));
        assert_eq!(closest("x", names.into_iter()), None);
    }
}
