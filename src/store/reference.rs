//! Reference data of the file, brought up to the program's by digest:
//! indicators, balances, concordance, wordings, saved queries, data dictionary,
//! facts.

use super::error::{StoreError, at};
use super::{Store, schema};
use crate::bulletin::{Lexicon, PARTS_CSV, VERBATIM_CSV, WORDINGS_CSV, hex};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

const INDICATORS_CSV: &str = include_str!("reference/indicators.csv");
const BALANCES_CSV: &str = include_str!("reference/balances.csv");
const CONCORDANCE_CSV: &str = include_str!("reference/concordance.csv");
const DICTIONARY_CSV: &str = include_str!("reference/dictionary.csv");
const FACTS_CSV: &str = include_str!("reference/facts.csv");

/// A saved query as the file keeps it.
#[derive(Debug, Clone)]
pub struct StoredQuery {
    pub name: String,
    pub title: String,
    pub parameters: String,
    pub sql: String,
}

/// Reference data of the program that cannot be stored; tests hold that
/// there is none.
#[derive(Debug, thiserror::Error)]
pub enum ReferenceError {
    #[error("reference data: {0}")]
    Csv(#[from] csv::Error),
    #[error("reference data: no indicator {0}")]
    Indicator(String),
    #[error("reference data: {0}")]
    Sqlite(#[from] rusqlite::Error),
}

/// What changed when a file was brought up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brought {
    pub changed: bool,
    /// The stored documents must be read again.
    pub wordings_changed: bool,
}

impl Store {
    /// Brings the file's reference data up to the program's, inside the open
    /// transaction. Changes nothing when the digest and the schema agree.
    ///
    /// # Errors
    /// A full disk and the like.
    pub fn bring_up(
        &self,
        queries: &[StoredQuery],
        lexicon: &Lexicon,
    ) -> Result<Brought, StoreError> {
        let fault = at(&self.path);
        let schema = schema::VERSION.to_string();
        let all = reference_digest(queries);
        let wordings = digest(&wordings_csv().collect::<Vec<_>>());
        let before = |key: &str| fact(&self.connection, key).map_err(&fault);
        let stored_wordings = before("wordings_digest")?;
        // An upgrade may change the schema and nothing else that is stored.
        if before("reference_digest")?.as_deref() == Some(&all)
            && before("schema_version")?.as_deref() == Some(&schema)
        {
            return Ok(Brought {
                changed: false,
                wordings_changed: false,
            });
        }
        let facts = [
            ("schema_version", schema.as_str()),
            ("reference_digest", &all),
            ("wordings_digest", &wordings),
        ];
        write(&self.connection, queries, lexicon, &facts).map_err(|error| match error {
            ReferenceError::Sqlite(error) => fault(error),
            error => StoreError::Reference(error),
        })?;
        let wordings_changed = stored_wordings.is_some_and(|stored| stored != wordings);
        Ok(Brought {
            changed: true,
            wordings_changed,
        })
    }
}

fn reference_digest(queries: &[StoredQuery]) -> String {
    let mut texts = vec![
        INDICATORS_CSV,
        BALANCES_CSV,
        CONCORDANCE_CSV,
        DICTIONARY_CSV,
        FACTS_CSV,
        crate::VERSION,
    ];
    for csv in wordings_csv() {
        texts.push(csv);
    }
    for query in queries {
        texts
            .extend([&query.name, &query.title, &query.parameters, &query.sql].map(String::as_str));
    }
    digest(&texts)
}

/// All data that decides how texts are read.
fn wordings_csv() -> impl Iterator<Item = &'static str> {
    WORDINGS_CSV
        .into_iter()
        .map(|(_, csv)| csv)
        .chain([PARTS_CSV, VERBATIM_CSV])
}

fn digest(texts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for text in texts {
        digest.update(text.as_bytes());
        digest.update([0]);
    }
    hex(&digest.finalize())
}

fn fact(connection: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    connection
        .query_row("SELECT value FROM fact WHERE key = ?1", [key], |row| {
            row.get(0)
        })
        .optional()
}

fn write(
    connection: &Connection,
    queries: &[StoredQuery],
    lexicon: &Lexicon,
    facts: &[(&str, &str)],
) -> Result<(), ReferenceError> {
    indicators(connection)?;
    balances(connection)?;
    concordance(connection)?;
    wordings(connection, lexicon)?;
    let clear = "DELETE FROM stored_query; DELETE FROM dictionary_entry; DELETE FROM fact;";
    connection.execute_batch(clear)?;
    let mut insert = connection.prepare(
        "INSERT INTO stored_query (name, title, parameters, sql) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for query in queries {
        insert.execute(params![
            query.name,
            query.title,
            query.parameters,
            query.sql
        ])?;
    }
    let sql = "INSERT INTO dictionary_entry (object, column_name, description, unit) VALUES (?1, ?2, ?3, ?4)";
    copy::<4>(connection, DICTIONARY_CSV, sql)?;
    let insert = "INSERT INTO fact (key, value) VALUES (?1, ?2)";
    copy::<2>(connection, FACTS_CSV, insert)?;
    let own = [("program_version", crate::VERSION), ("state", "working")];
    for (key, value) in own.iter().chain(facts) {
        connection.execute(insert, params![key, value])?;
    }
    Ok(())
}

/// Runs a statement once for each row of a CSV with `N` columns.
fn copy<const N: usize>(
    connection: &Connection,
    csv: &str,
    sql: &str,
) -> Result<(), ReferenceError> {
    let mut statement = connection.prepare(sql)?;
    for record in csv::Reader::from_reader(csv.as_bytes()).into_records() {
        let record = record?;
        let fields: [&str; N] = std::array::from_fn(|at| record.get(at).unwrap_or(""));
        statement.execute(rusqlite::params_from_iter(fields))?;
    }
    Ok(())
}

/// Codes keep their ids, as figures refer to them.
fn indicators(connection: &Connection) -> Result<(), ReferenceError> {
    let sql = "INSERT INTO indicator (indicator, unit, name, name_az, name_ru, definition, noun)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
               ON CONFLICT (indicator) DO UPDATE SET
                   unit = excluded.unit, name = excluded.name, name_az = excluded.name_az,
                   name_ru = excluded.name_ru, definition = excluded.definition, noun = excluded.noun";
    copy::<7>(connection, INDICATORS_CSV, sql)
}

fn balances(connection: &Connection) -> Result<(), ReferenceError> {
    connection.execute_batch("DELETE FROM scheme_part; DELETE FROM scheme;")?;
    let indicator = |code: &str| -> Result<i64, ReferenceError> {
        let sql = "SELECT indicator_id FROM indicator WHERE indicator = ?1";
        let id = connection
            .query_row(sql, [code], |row| row.get(0))
            .optional()?;
        id.ok_or_else(|| ReferenceError::Indicator(code.to_owned()))
    };
    let mut scheme = connection
        .prepare("INSERT OR IGNORE INTO scheme (scheme, whole, applies_if) VALUES (?1, ?2, ?3)")?;
    let mut part = connection.prepare(
        "INSERT INTO scheme_part (scheme_id, part, required)
         SELECT scheme_id, ?2, ?3 FROM scheme WHERE scheme = ?1",
    )?;
    for record in csv::Reader::from_reader(BALANCES_CSV.as_bytes()).into_deserialize() {
        let (name, whole, of, required, applies_if): (String, String, String, i64, String) =
            record?;
        scheme.execute(params![name, indicator(&whole)?, indicator(&applies_if)?])?;
        part.execute(params![name, indicator(&of)?, required])?;
    }
    Ok(())
}

fn concordance(connection: &Connection) -> Result<(), ReferenceError> {
    connection.execute_batch("DELETE FROM concordance")?;
    let sql = "INSERT INTO concordance
                   (indicator, other_indicator, relation, first_month, last_month, note)
               VALUES (?1, ?2, ?3, NULLIF(?4, ''), NULLIF(?5, ''), ?6)";
    copy::<6>(connection, CONCORDANCE_CSV, sql)
}

fn wordings(connection: &Connection, lexicon: &Lexicon) -> Result<(), ReferenceError> {
    connection.execute_batch("DELETE FROM wording")?;
    let mut insert = connection.prepare(
        "INSERT INTO wording (wording_id, kind, language, meaning, scheme, within, years, terms, unless)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (index, w) in lexicon.wordings.iter().enumerate() {
        let row = params![
            index as i64 + 1,
            w.kind.name(),
            w.language,
            w.meaning,
            w.scheme,
            w.within,
            w.years,
            w.terms,
            w.unless
        ];
        insert.execute(row)?;
    }
    Ok(())
}
