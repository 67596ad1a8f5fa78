//! What there is in the file to be completed: names, codes, periods,
//! bulletins, saved queries. Asked for when it is needed first, and again
//! after each statement, as somebody may import meanwhile.

use super::queries::choices;
use crate::cmd::catalogue::{Found, catalogue};
use crate::saved::Parameter;
use crate::sql::Catalog;
use crate::store::Store;
use std::cell::OnceCell;
use std::rc::Rc;
use std::time::Duration;

/// Values with their meanings.
type Pairs = Vec<(String, String)>;

/// A key press must not wait longer for what it offers.
const PATIENCE: Duration = Duration::from_millis(300);

pub struct Catalogue {
    store: Rc<Store>,
    tables: OnceCell<Vec<(String, Vec<String>)>>,
    functions: OnceCell<Vec<String>>,
    indicators: OnceCell<Pairs>,
    bulletins: OnceCell<Pairs>,
    queries: OnceCell<Vec<Found>>,
}

impl Catalogue {
    pub fn of(store: Rc<Store>) -> Catalogue {
        Catalogue {
            store,
            tables: OnceCell::new(),
            functions: OnceCell::new(),
            indicators: OnceCell::new(),
            bulletins: OnceCell::new(),
            queries: OnceCell::new(),
        }
    }

    /// Forgets what was asked.
    pub fn refresh(&mut self) {
        *self = Catalogue::of(Rc::clone(&self.store));
    }

    /// Tables and views with their columns.
    pub fn tables(&self) -> &[(String, Vec<String>)] {
        self.tables.get_or_init(|| {
            let mut tables: Vec<(String, Vec<String>)> = Vec::new();
            for (table, column) in self.pairs(include_str!("sql/names.sql"), "") {
                match tables.last_mut() {
                    Some((last, columns)) if *last == table => columns.push(column),
                    _ => tables.push((table, vec![column])),
                }
            }
            tables
        })
    }

    pub fn names(&self) -> Vec<String> {
        self.tables().iter().map(|(name, _)| name.clone()).collect()
    }

    pub fn functions(&self) -> &[String] {
        self.functions.get_or_init(|| {
            let sql = "SELECT DISTINCT name, '' FROM pragma_function_list
                       WHERE name GLOB '[a-z]*' ORDER BY name";
            self.pairs(sql, "")
                .into_iter()
                .map(|(name, _)| name)
                .collect()
        })
    }

    /// Codes with their names.
    pub fn indicators(&self) -> Pairs {
        let sql = "SELECT indicator, name FROM indicator ORDER BY indicator_id";
        self.indicators.get_or_init(|| self.pairs(sql, "")).clone()
    }

    /// The periods for which an indicator is known, or any is.
    pub fn periods_of(&self, indicator: &str) -> Pairs {
        self.pairs(include_str!("sql/periods.sql"), indicator)
    }

    /// DOCUMENT:POSITION with the period.
    pub fn bulletins(&self) -> Pairs {
        let sql = "SELECT document || ':' || position, COALESCE(time_period, 'undated')
                   FROM bulletin_list ORDER BY document, position";
        self.bulletins.get_or_init(|| self.pairs(sql, "")).clone()
    }

    /// The values that a column of this name may have, where there are few.
    fn values_of_column(&self, column: &str) -> Pairs {
        match column {
            "indicator" => self.indicators(),
            "time_period" => self.periods_of(""),
            "month" => self.pairs("SELECT month, '' FROM coverage ORDER BY month", ""),
            "check_name" | "severity" => {
                let sql = format!("SELECT DISTINCT {column}, '' FROM finding ORDER BY 1");
                self.pairs(&sql, "")
            }
            "document" => {
                let sql = "SELECT DISTINCT document, '' FROM bulletin_list ORDER BY 1";
                self.pairs(sql, "")
            }
            "role" => self.pairs("SELECT role, '' FROM ledger ORDER BY 1", ""),
            "origin" => fixed(&[
                "published",
                "disputed",
                "derived",
                "bounded",
                "contradicted",
            ]),
            "basis" => fixed(&["stated", "assigned", "unknown"]),
            "language" => fixed(&["en", "az", "ru"]),
            _ => Vec::new(),
        }
    }

    fn found(&self) -> &[Found] {
        self.queries.get_or_init(|| {
            self.store.stop().restart(Some(PATIENCE));
            catalogue(Some(&self.store)).map_or_else(|_| Vec::new(), |all| all.found)
        })
    }

    /// Names by which saved queries are run, with their titles.
    pub fn queries(&self) -> Pairs {
        let named = |found: &Found| (found.called(), found.query.title.clone());
        self.found().iter().map(named).collect()
    }

    fn query(&self, name: &str) -> Option<&Found> {
        self.found().iter().find(|found| found.called() == name)
    }

    pub fn signature(&self, name: &str) -> Option<String> {
        self.query(name).map(|found| found.query.signature())
    }

    /// Parameters with what they mean.
    pub fn parameters(&self, name: &str) -> Pairs {
        let described = |parameter: &Parameter| (parameter.name.clone(), parameter.about.clone());
        let query = self.query(name).map(|found| &found.query);
        query.map_or_else(Vec::new, |query| {
            query.parameters.iter().map(described).collect()
        })
    }

    /// Values that a parameter of a saved query may have.
    pub fn values_of(&self, name: &str, key: &str) -> Pairs {
        let query = self.query(name).map(|found| &found.query);
        let parameter = query.and_then(|query| {
            query
                .parameters
                .iter()
                .find(|parameter| parameter.name == key)
        });
        self.store.stop().restart(Some(PATIENCE));
        parameter.map_or_else(Vec::new, |parameter| choices(parameter, &self.store))
    }

    /// Two columns of a query; nothing where it fails or takes long.
    fn pairs(&self, sql: &str, value: &str) -> Pairs {
        self.store.stop().restart(Some(PATIENCE));
        let parameters: &[&dyn crate::store::ToSqlText] =
            if sql.contains("?1") { &[&value] } else { &[] };
        let rows = self.store.rows(sql, parameters).unwrap_or_default();
        let pair = |row: &crate::store::Row| (row.text(0).to_owned(), row.text(1).to_owned());
        rows.rows.iter().map(pair).collect()
    }
}

fn fixed(values: &[&str]) -> Pairs {
    values
        .iter()
        .map(|value| ((*value).to_owned(), String::new()))
        .collect()
}

impl Catalog for Catalogue {
    fn tables(&self) -> Vec<String> {
        self.names()
    }

    fn columns(&self, table: &str) -> Vec<String> {
        let mut tables = Catalogue::tables(self).iter();
        let found = tables.find(|(name, _)| name.eq_ignore_ascii_case(table));
        found.map_or_else(Vec::new, |(_, columns)| columns.clone())
    }

    fn functions(&self) -> Vec<String> {
        Catalogue::functions(self).to_vec()
    }

    fn values(&self, column: &str) -> Vec<(String, String)> {
        self.values_of_column(column)
    }
}
