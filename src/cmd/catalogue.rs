//! Where saved queries come from, and which one a name means: a person's own
//! folder goes before this program, and that before the opened file.

use super::place::closest;
use crate::error::Error;
use crate::saved::{Broken, Folder, SavedQuery, embedded};
use crate::store::{Store, StoreError};

/// Where a saved query comes from; the first one with a name has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    Yours,
    Smsdb,
    File,
}

impl Origin {
    const ALL: [Origin; 3] = [Origin::Yours, Origin::Smsdb, Origin::File];

    pub fn name(self) -> &'static str {
        match self {
            Origin::Yours => "yours",
            Origin::Smsdb => "smsdb",
            Origin::File => "file",
        }
    }
}

/// A saved query that can be run.
#[derive(Debug, Clone)]
pub struct Found {
    pub query: SavedQuery,
    pub origin: Origin,
    /// A query of the same name goes before this one.
    pub hidden: bool,
}

impl Found {
    /// What it is run by: its name, or `ORIGIN/NAME`.
    pub fn called(&self) -> String {
        if self.hidden {
            format!("{}/{}", self.origin.name(), self.query.name)
        } else {
            self.query.name.clone()
        }
    }
}

/// All saved queries, by origin and name.
#[derive(Debug, Default)]
pub struct Catalogue {
    pub found: Vec<Found>,
    /// Those that cannot be used.
    pub broken: Vec<(Origin, Broken)>,
}

/// The saved queries there are; without a file those that need none.
///
/// # Errors
/// A file that cannot be read, a reason to stop.
pub fn catalogue(store: Option<&Store>) -> Result<Catalogue, Error> {
    let mut all = Catalogue::default();
    for query in Folder::yours().map_or_else(Vec::new, |folder| folder.queries()) {
        all.add(Origin::Yours, query);
    }
    for query in embedded() {
        all.add(Origin::Smsdb, Ok(query));
    }
    for query in store.map_or_else(|| Ok(Vec::new()), of_file)? {
        all.add(Origin::File, query);
    }
    Ok(all)
}

/// The query that a name means, `ORIGIN/NAME` one from there.
///
/// # Errors
/// No such query, one that is broken, one that came with a file that may not
/// be smsdb's.
pub fn find(name: &str, store: &Store) -> Result<Found, Error> {
    let qualified = Origin::ALL.iter().find_map(|origin| {
        let rest = name.strip_prefix(origin.name())?.strip_prefix('/')?;
        Some((*origin, rest))
    });
    let (origin, plain) = qualified.map_or((None, name), |(origin, rest)| (Some(origin), rest));
    // The file is asked for its queries only if nothing before it has one.
    let mut all = catalogue(None)?;
    if !all.has(origin, plain) {
        all = catalogue(Some(store))?;
    }
    all.take(origin, plain)
        .unwrap_or_else(|| {
            let names: Vec<String> = all.found.iter().map(Found::called).collect();
            let close = closest(name, names.iter().map(String::as_str));
            let help = match close {
                Some(close) => format!("did you mean {close}?"),
                None => "smsdb queries lists them".to_owned(),
            };
            Err(Error::usage(format!("no saved query {name}")).with_help(help))
        })
        .and_then(|found| trusted(&found, store).map(|()| found))
}

/// Whether a query may be run: not by its name if it came with a file that
/// may not be smsdb's (trust.md, T6).
///
/// # Errors
/// If not.
pub fn trusted(found: &Found, store: &Store) -> Result<(), Error> {
    if found.origin < Origin::File || !store.is_foreign() {
        return Ok(());
    }
    let name = &found.query.name;
    let message = format!("{name} came with the file, and is not run by its name with --foreign");
    let help = "its SQL is in the view saved_query; what you have read and trust, smsdb query runs";
    Err(Error::usage(message).with_help(help))
}

impl Catalogue {
    fn add(&mut self, origin: Origin, query: Result<SavedQuery, Broken>) {
        match query {
            Ok(query) => {
                let hidden = self.has(None, &query.name);
                self.found.push(Found {
                    query,
                    origin,
                    hidden,
                });
            }
            Err(broken) => self.broken.push((origin, broken)),
        }
    }

    fn has(&self, origin: Option<Origin>, name: &str) -> bool {
        self.take(origin, name).is_some()
    }

    /// The first query of a name. A broken one is an error, so that nothing
    /// else is run in its place.
    fn take(&self, origin: Option<Origin>, name: &str) -> Option<Result<Found, Error>> {
        let fits = |from: Origin, its: &str| its == name && origin.is_none_or(|it| it == from);
        let found = self.found.iter().find(|it| fits(it.origin, &it.query.name));
        let broken = self.broken.iter().find(|(from, it)| fits(*from, &it.name));
        match (found, broken) {
            (Some(found), Some((from, _))) if found.origin < *from => Some(Ok(found.clone())),
            (_, Some((_, broken))) => Some(Err(Error::usage(broken.to_string()))),
            (found, None) => Some(Ok(found?.clone())),
        }
    }
}

/// Queries of a file that are looked at.
const MOST: usize = 1000;

/// What the file holds and this program does not: another name, or another
/// text.
fn of_file(store: &Store) -> Result<Vec<Result<SavedQuery, Broken>>, Error> {
    let sql = format!("SELECT name, title, sql FROM saved_query ORDER BY name LIMIT {MOST}");
    let rows = match store.rows(&sql, &[]) {
        // Somebody else's file need not have any.
        Err(StoreError::Sqlite { .. }) if store.is_foreign() => return Ok(Vec::new()),
        rows => rows?,
    };
    let own = embedded();
    let others = rows.rows.iter().filter_map(|row| {
        let (name, text) = (row.text(0), row.text(2).trim());
        let is_own = own.iter().any(|own| own.name == name && own.sql == text);
        let read = SavedQuery::parse(name, text).map(|query| SavedQuery {
            title: row.text(1).to_owned(),
            ..query
        });
        let place = || format!("file/{name}");
        (!is_own).then(|| read.map_err(|fault| Broken::new(name, place(), fault)))
    });
    Ok(others.collect())
}
