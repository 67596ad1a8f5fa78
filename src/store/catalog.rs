//! The names that a file has: tables, columns, functions, and the values of
//! columns that can be listed; for completion and for did-you-mean.

use super::Store;
use super::settings::OUTSIDE;
use crate::sql::{Catalog, closest};
use rusqlite::Connection;

/// What a file holds, looked up once.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// Every table and view, with its columns, and whether it is one to ask.
    tables: Vec<(String, Vec<String>, bool)>,
    functions: Vec<String>,
    values: Vec<(&'static str, Vec<(String, String)>)>,
}

/// Columns whose values the file lists, and the query that does: the value,
/// what it means.
const LISTED: [(&[&str], &str); 6] = [
    (
        &["indicator", "other_indicator"],
        "SELECT indicator, name FROM indicator ORDER BY indicator_id",
    ),
    (
        &[
            "time_period",
            "part_period",
            "whole_period",
            "previous_period",
            "minus_period",
        ],
        "SELECT time_period, label FROM period ORDER BY first_no DESC, months",
    ),
    (
        &["month", "first_month", "last_month"],
        "SELECT month, '' FROM month ORDER BY month_no DESC",
    ),
    (
        &["scheme"],
        "SELECT s.scheme, 'parts of ' || i.name FROM scheme AS s INNER JOIN indicator AS i ON i.indicator_id = s.whole ORDER BY s.scheme_id",
    ),
    (
        &["role"],
        "SELECT role, description FROM role ORDER BY role_id",
    ),
    (
        &["document"],
        "SELECT name, '' FROM document_name GROUP BY name ORDER BY name",
    ),
];

/// Columns whose values the views make.
const MADE: [(&str, &[(&str, &str)]); 6] = [
    (
        "status",
        &[
            ("published", "one value"),
            ("disputed", "bulletins differ"),
            ("ok", "adds up"),
            ("unallocated", "the total is larger than its parts"),
            ("overallocated", "the parts are larger than their total"),
            ("incomplete", "a part is not printed"),
            ("mismatch", "a span differs from its months"),
            ("contradiction", "a span is smaller than its months"),
            ("derives", "a span gives the one month missing"),
            ("bounds", "a span bounds the months missing"),
            ("violated", "a part is larger than its whole"),
            ("conflict", "bulletins differ"),
            ("agreed", "bulletins agree"),
            ("first", "not published before"),
            ("unchanged", "as published before"),
            ("revised", "a newer bulletin replaces it"),
            ("settled", "disputed before"),
        ],
    ),
    (
        "origin",
        &[
            ("published", "printed"),
            ("disputed", "bulletins differ"),
            ("derived", "follows from other figures"),
            ("bounded", "only bounds follow"),
            ("contradicted", "no number fits"),
            ("incomparable", "months count different things"),
        ],
    ),
    (
        "relation",
        &[
            ("same", "counts the same"),
            ("narrower", "counts less"),
            ("wider", "counts more"),
            ("not comparable", "counts something else"),
        ],
    ),
    (
        "comparable",
        &[("yes", ""), ("no", "counts something else")],
    ),
    ("severity", &[("error", ""), ("warning", ""), ("info", "")]),
    (
        "basis",
        &[
            ("stated", "printed in the bulletin"),
            ("assigned", "decided by a person"),
            ("unknown", ""),
        ],
    ),
];

impl Store {
    /// The names of the file. What cannot be looked up is left out.
    pub fn catalogue(&self) -> Catalogue {
        let mut catalogue = Catalogue::names(&self.connection);
        for (columns, sql) in LISTED {
            let values = pairs(&self.connection, sql);
            let each = columns.iter().map(|column| (*column, values.clone()));
            catalogue.values.extend(each);
        }
        for (column, values) in MADE {
            let owned = values
                .iter()
                .map(|(value, about)| ((*value).to_owned(), (*about).to_owned()));
            catalogue.values.push((column, owned.collect()));
        }
        catalogue
    }
}

impl Catalogue {
    /// Tables, columns and functions.
    pub(super) fn names(connection: &Connection) -> Catalogue {
        let mut catalogue = Catalogue::default();
        let columns =
            "SELECT s.name, c.name, s.type = 'view' AND instr(s.sql, '-- Building block') = 0
                       FROM sqlite_schema AS s INNER JOIN pragma_table_xinfo(s.name) AS c
                       WHERE s.type IN ('table', 'view') AND c.hidden <> 1
                       ORDER BY s.name, c.cid";
        let Ok(mut statement) = connection.prepare(columns) else {
            return catalogue;
        };
        let rows = statement.query_map([], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, bool>(2)?,
            ))
        });
        for (table, column, shown) in rows.into_iter().flatten().flatten() {
            match catalogue.tables.last_mut() {
                Some((known, columns, _)) if *known == table => columns.push(column),
                _ => catalogue.tables.push((table, vec![column], shown)),
            }
        }
        let functions = "SELECT DISTINCT name, '' FROM pragma_function_list
                         WHERE name GLOB '[a-z]*' AND name NOT GLOB 'sqlite_*' ORDER BY name";
        let functions = pairs(connection, functions)
            .into_iter()
            .map(|(name, _)| name);
        catalogue.functions = functions
            .filter(|name| !OUTSIDE.contains(&name.as_str()))
            .collect();
        catalogue
    }

    /// The tables that have a column.
    pub(super) fn tables_with(&self, column: &str) -> Vec<&str> {
        let has = |columns: &[String]| columns.iter().any(|it| it.eq_ignore_ascii_case(column));
        let tables = self.shown().filter(|(_, columns, _)| has(columns));
        tables.map(|(table, _, _)| table.as_str()).collect()
    }

    /// The table closest to a wrong name.
    pub(super) fn close_table(&self, wrong: &str) -> Option<&str> {
        let near = closest(wrong, self.shown().map(|(table, _, _)| table.as_str()));
        near.or_else(|| {
            closest(
                wrong,
                self.tables.iter().map(|(table, _, _)| table.as_str()),
            )
        })
    }

    /// The column of any table closest to a wrong name.
    pub(super) fn close_column(&self, wrong: &str) -> Option<&str> {
        closest(
            wrong,
            self.shown()
                .flat_map(|(_, columns, _)| columns)
                .map(String::as_str),
        )
    }

    /// The views to ask; of a stranger's file everything.
    fn shown(&self) -> impl Iterator<Item = &(String, Vec<String>, bool)> {
        let any = self.tables.iter().any(|(_, _, shown)| *shown);
        self.tables
            .iter()
            .filter(move |(_, _, shown)| *shown || !any)
    }
}

impl Catalog for Catalogue {
    fn tables(&self) -> Vec<String> {
        self.shown().map(|(table, _, _)| table.clone()).collect()
    }

    fn columns(&self, table: &str) -> Vec<String> {
        let mut tables = self.tables.iter();
        let found = tables.find(|(known, _, _)| known.eq_ignore_ascii_case(table));
        found.map_or_else(Vec::new, |(_, columns, _)| columns.clone())
    }

    fn functions(&self) -> Vec<String> {
        self.functions.clone()
    }

    fn values(&self, column: &str) -> Vec<(String, String)> {
        let found = self
            .values
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(column));
        found.map_or_else(Vec::new, |(_, values)| values.clone())
    }
}

/// The rows of two texts that a query gives; none where it cannot be run.
pub(super) fn pairs(connection: &Connection, sql: &str) -> Vec<(String, String)> {
    let Ok(mut statement) = connection.prepare(sql) else {
        return Vec::new();
    };
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.into_iter().flatten().flatten().collect()
}
