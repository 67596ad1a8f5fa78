//! What there is in the file to be completed: names, codes, periods,
//! bulletins, saved queries. Asked for when it is needed first, and again
//! after each statement, as somebody may import meanwhile.

use super::queries::choices;
use crate::cmd::catalogue::{Found, catalogue, trusted};
use crate::saved::{Parameter, SavedQuery};
use crate::sql::Catalog;
use crate::store::{Row, Store, ToSqlText};
use std::cell::OnceCell;
use std::rc::Rc;
use std::time::Duration;

/// Values with their meanings.
type Pairs = Vec<(String, String)>;

/// A key press must not wait longer for what it offers.
const PATIENCE: Duration = Duration::from_millis(300);

pub struct Catalogue {
    store: Rc<Store>,
    /// Tables, columns, functions, and values of columns.
    names: OnceCell<crate::store::Catalogue>,
    queries: OnceCell<Vec<Found>>,
}

impl Catalogue {
    pub fn of(store: Rc<Store>) -> Catalogue {
        Catalogue {
            store,
            names: OnceCell::new(),
            queries: OnceCell::new(),
        }
    }

    /// Forgets what was asked.
    pub fn refresh(&mut self) {
        *self = Catalogue::of(Rc::clone(&self.store));
    }

    fn names(&self) -> &crate::store::Catalogue {
        self.names.get_or_init(|| self.in_time().catalogue())
    }

    /// The file, for a question that must not take long.
    fn in_time(&self) -> &Store {
        self.store.stop().forget();
        self.store.restart(Some(PATIENCE));
        &self.store
    }

    /// The periods for which an indicator is known.
    pub fn periods_of(&self, indicator: &str) -> Pairs {
        self.pairs(include_str!("sql/periods.sql"), &[&indicator])
    }

    /// DOCUMENT:POSITION with the period.
    pub fn bulletins(&self) -> Pairs {
        let sql = "SELECT document || ':' || position, COALESCE(time_period, 'undated')
                   FROM bulletin_list ORDER BY document, position";
        self.pairs(sql, &[])
    }

    /// Names by which saved queries are run, with their titles.
    pub fn queries(&self) -> Pairs {
        let named = |found: &Found| (found.called(), found.query.title.clone());
        self.found().iter().map(named).collect()
    }

    pub fn signature(&self, name: &str) -> Option<String> {
        self.query(name).map(SavedQuery::signature)
    }

    /// Parameters with what they mean.
    pub fn parameters(&self, name: &str) -> Pairs {
        let described = |parameter: &Parameter| (parameter.name.clone(), parameter.about.clone());
        let parameters = self.query(name).map(|query| query.parameters.iter());
        parameters.map_or_else(Vec::new, |parameters| parameters.map(described).collect())
    }

    /// Values that a parameter of a saved query may have.
    pub fn values_of(&self, name: &str, key: &str) -> Pairs {
        let found = self.found().iter().find(|found| found.called() == name);
        // The SQL of a stranger's query is not run for a key press either.
        let trusted = found.filter(|found| trusted(found, &self.store).is_ok());
        let mut parameters = trusted
            .into_iter()
            .flat_map(|found| &found.query.parameters);
        let parameter = parameters.find(|parameter| parameter.name == key);
        parameter.map_or_else(Vec::new, |parameter| choices(parameter, self.in_time()))
    }

    fn query(&self, name: &str) -> Option<&SavedQuery> {
        let found = self.found().iter().find(|found| found.called() == name);
        found.map(|found| &found.query)
    }

    fn found(&self) -> &[Found] {
        let all = || catalogue(Some(self.in_time()));
        self.queries
            .get_or_init(|| all().map_or_else(|_| Vec::new(), |all| all.found))
    }

    /// Two columns of a query; nothing where it fails or takes long.
    fn pairs(&self, sql: &str, values: &[&dyn ToSqlText]) -> Pairs {
        let rows = self.in_time().rows(sql, values).unwrap_or_default();
        let pair = |row: &Row| (row.text(0).to_owned(), row.text(1).to_owned());
        rows.rows.iter().map(pair).collect()
    }
}

impl Catalog for Catalogue {
    fn tables(&self) -> Vec<String> {
        self.names().tables()
    }

    fn columns(&self, table: &str) -> Vec<String> {
        self.names().columns(table)
    }

    fn functions(&self) -> Vec<String> {
        self.names().functions()
    }

    fn values(&self, column: &str) -> Pairs {
        self.names().values(column)
    }
}
