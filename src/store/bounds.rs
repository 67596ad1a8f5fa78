//! The one cache of a file: the tightest bounds that the room `bound` works out
//! of the claims, written in the transaction that changes a claim or a
//! decision. `monthly` shows them, `verify` works them out anew.

use super::Store;
use super::error::{StoreError, at};
use crate::bound::{self, Balance, Bounds, Claim, History, Part, Rule, Scheme};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// Its parts are known to be incomplete: bulletins list some of the grounds
/// only.
const INCOMPLETE: &str = "decisions";

/// What the claims said when the bounds were written last, so that an import of
/// many documents looks at each of them once.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// The file as SQLite counts its changes by others.
    version: i64,
    last_bulletin: i64,
    /// Smallest and largest value by first month, months and indicator.
    claims: BTreeMap<(i32, i32, i64), (i64, i64)>,
    /// Schemes with the first month and the months of those that print them.
    balances: BTreeSet<(i64, i32, i32)>,
    /// Schemes that some bulletin does not close.
    open: BTreeSet<i64>,
}

impl Store {
    /// Writes the bounds anew, inside the open transaction.
    pub(super) fn bound(&self) -> Result<(), StoreError> {
        self.bounded(Known::default()).map_err(at(&self.path))
    }

    /// The same where nothing but new documents came in since the bounds were
    /// written.
    pub(super) fn bound_added(&self) -> Result<(), StoreError> {
        let known = self.known.take().unwrap_or_default();
        let version = data_version(&self.connection).map_err(at(&self.path))?;
        let known = if known.version == version {
            known
        } else {
            Known::default()
        };
        self.bounded(known).map_err(at(&self.path))
    }

    fn bounded(&self, mut known: Known) -> rusqlite::Result<()> {
        known.learn(&self.connection)?;
        let history = known.history(&self.connection)?;
        write(&self.connection, &rows(&history, &bound::bounds(&history)))?;
        known.version = data_version(&self.connection)?;
        self.known.replace(Some(known));
        Ok(())
    }

    /// All that the file's claims say.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn history(&self) -> Result<History, StoreError> {
        let mut known = Known::default();
        let learned = known.learn(&self.connection);
        learned
            .and_then(|()| known.history(&self.connection))
            .map_err(at(&self.path))
    }

    /// Compares the cache with what the claims give.
    ///
    /// # Errors
    /// What differs first, or why the file cannot be read, in words.
    pub(super) fn bounds_hold(&self) -> Result<String, String> {
        let words = |error: StoreError| error.to_string();
        let history = self.history().map_err(words)?;
        let expected = rows(&history, &bound::bounds(&history));
        let found = stored(&self.connection).map_err(|error| error.to_string())?;
        let Some(((indicator, first, _), _)) = expected.symmetric_difference(&found).next() else {
            return Ok(format!("{} bounds, worked out again", found.len()));
        };
        let sql = "SELECT i.indicator || ', ' || m.month FROM indicator AS i, month AS m
                   WHERE i.indicator_id = ?1 AND m.month_no = ?2";
        let place = self
            .connection
            .query_row(sql, params![indicator, first], |row| row.get(0));
        let place: String = place.unwrap_or_default();
        Err(format!("not what follows from the claims: {place}"))
    }
}

impl Known {
    /// Takes in the bulletins that came after the last one.
    fn learn(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let after = self.last_bulletin;
        let mut claims = connection.prepare_cached(include_str!("sql/bound_claims.sql"))?;
        let mut claims = claims.query([after])?;
        while let Some(row) = claims.next()? {
            let key = (row.get(1)?, row.get(2)?, row.get(0)?);
            let (low, high): (i64, i64) = (row.get(3)?, row.get(4)?);
            let range = self.claims.entry(key).or_insert((low, high));
            *range = (range.0.min(low), range.1.max(high));
        }
        let mut balances = connection.prepare_cached(include_str!("sql/bound_balances.sql"))?;
        let mut balances = balances.query([after])?;
        while let Some(row) = balances.next()? {
            self.balances
                .insert((row.get(0)?, row.get(1)?, row.get(2)?));
        }
        let mut open = connection.prepare_cached(include_str!("sql/bound_open.sql"))?;
        let mut open = open.query([after])?;
        while let Some(row) = open.next()? {
            self.open.insert(row.get(0)?);
        }
        let last = "SELECT COALESCE(max(bulletin_id), 0) FROM bulletin";
        self.last_bulletin = connection.query_row(last, [], |row| row.get(0))?;
        Ok(())
    }

    fn history(&self, connection: &Connection) -> rusqlite::Result<History> {
        let claim = |(key, range): (&(i32, i32, i64), &(i64, i64))| Claim {
            indicator: key.2,
            first: key.0,
            months: key.1,
            low: range.0,
            high: range.1,
        };
        let balance = |(scheme, first, months): &(i64, i32, i32)| Balance {
            scheme: *scheme,
            first: *first,
            months: *months,
        };
        Ok(History {
            claims: self.claims.iter().map(claim).collect(),
            schemes: self.schemes(connection)?,
            balances: self.balances.iter().map(balance).collect(),
        })
    }

    fn schemes(&self, connection: &Connection) -> rusqlite::Result<Vec<Scheme>> {
        let sql = "SELECT s.scheme_id, s.whole, i.indicator, p.part, p.required
                   FROM scheme AS s
                   INNER JOIN indicator AS i ON i.indicator_id = s.whole
                   INNER JOIN scheme_part AS p ON p.scheme_id = s.scheme_id
                   ORDER BY s.scheme_id, p.part";
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut schemes: Vec<Scheme> = Vec::new();
        while let Some(row) = rows.next()? {
            let scheme = row.get(0)?;
            if schemes.last().is_none_or(|last| last.scheme != scheme) {
                let whole: String = row.get(2)?;
                let rule = match (whole == INCOMPLETE, self.open.contains(&scheme)) {
                    (true, _) => Rule::AtLeast,
                    (_, true) => Rule::Open,
                    _ => Rule::Equal,
                };
                schemes.push(Scheme {
                    scheme,
                    whole: row.get(1)?,
                    parts: Vec::new(),
                    rule,
                });
            }
            let part = Part {
                indicator: row.get(3)?,
                required: row.get(4)?,
            };
            if let Some(scheme) = schemes.last_mut() {
                scheme.parts.push(part);
            }
        }
        Ok(schemes)
    }
}

/// A row of the cache: indicator, first month and months; range and set.
type Row = ((i64, i32, i32), (Option<(i64, i64)>, Option<i64>));

/// The rows that the cache should have.
fn rows(history: &History, bounds: &Bounds) -> BTreeSet<Row> {
    let month = |bound: &bound::Bound| ((bound.indicator, bound.month, 1), (bound.range, None));
    let mut rows: BTreeSet<Row> = bounds.months.iter().map(month).collect();
    for conflict in &bounds.conflicts {
        let claims = || conflict.iter().map(|claim| &history.claims[*claim]);
        // Made of what a claim is, so that the same claims give the same number.
        let number = |claim: &Claim| {
            (i64::from(claim.first) * 16 + i64::from(claim.months)) * 10_000 + claim.indicator
        };
        let set = claims().map(number).min();
        rows.extend(claims().map(|claim| {
            let key = (claim.indicator, claim.first, claim.months);
            (key, (None, set))
        }));
    }
    rows
}

fn stored(connection: &Connection) -> rusqlite::Result<BTreeSet<Row>> {
    let sql = "SELECT indicator_id, first_no, months, value_min, value_max, conflict_no
               FROM cached_bound";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        let range: (Option<i64>, Option<i64>) = (row.get(3)?, row.get(4)?);
        let key = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok((key, (range.0.zip(range.1), row.get(5)?)))
    })?;
    rows.collect()
}

fn write(connection: &Connection, rows: &BTreeSet<Row>) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM cached_bound", [])?;
    let sql = "INSERT INTO cached_bound
               (indicator_id, first_no, months, value_min, value_max, conflict_no)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut insert = connection.prepare_cached(sql)?;
    for ((indicator, first, months), (range, set)) in rows {
        let (low, high) = (range.map(|range| range.0), range.map(|range| range.1));
        insert.execute(params![indicator, first, months, low, high, set])?;
    }
    Ok(())
}

/// Changes whenever another connection changes the file.
fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "data_version", |row| row.get(0))
}
