//! `diff`: what two files disagree on. Both are asked the same questions and
//! their answers joined by keys that hold in any file: hashes, lines, columns
//! and words, never row numbers. What a difference means is not judged here.

use super::Context;
use super::about;
use super::output::with_sink;
use crate::cli::{Ask, Diff};
use crate::error::Error;
use crate::rows::{Sink, Value};
use crate::store::{Store, StoreError, statements};
use std::io;
use std::iter::Peekable;
use std::path::Path;
use std::vec::IntoIter;

const COLUMNS: &str = "item document place what a b content_sha256";

/// What is compared, in the order in which it is printed. Every query gives
/// the columns of [`Entry::of`] in the order of its [`Key`].
const ITEMS: [(&str, &str); 6] = [
    ("document", include_str!("sql/diff_documents.sql")),
    ("bulletin", include_str!("sql/diff_bulletins.sql")),
    ("claim", include_str!("sql/diff_claims.sql")),
    ("decision", include_str!("sql/diff_decisions.sql")),
    ("taught", include_str!("sql/diff_taught.sql")),
    ("finding", include_str!("sql/diff_findings.sql")),
];

pub fn run(arguments: &Diff, context: &mut Context<'_>) -> Result<(), Error> {
    let a = Side::open(&arguments.a, &arguments.ask, context)?;
    let b = Side::open(&arguments.b, &arguments.ask, context)?;
    let about = || about::of_files(&[("a", &a.store), ("b", &b.store)]);
    with_sink(&arguments.output, context, about, |out| {
        for (item, sql) in ITEMS {
            let mut entries = Entries::default();
            a.read(sql, &mut entries)?;
            let mut join = Join {
                item,
                left: entries.0.into_iter().peekable(),
                out: &mut *out,
            };
            b.read(sql, &mut join)?;
        }
        Ok(out.finish()?)
    })
}

/// One of the two files.
struct Side<'p> {
    store: Store,
    path: &'p Path,
}

impl<'p> Side<'p> {
    fn open(path: &'p Path, ask: &Ask, context: &Context<'_>) -> Result<Side<'p>, Error> {
        match context.ask_file(path, ask) {
            Ok(store) => Ok(Side { store, path }),
            // Its help speaks of --db, which plays no part here.
            Err(Error::Store(error @ StoreError::Missing { .. })) => {
                Err(Error::not_found(error.to_string()))
            }
            Err(error) => Err(error),
        }
    }

    fn read(&self, sql: &str, sink: &mut dyn Sink) -> Result<(), Error> {
        for statement in statements(sql) {
            let done = self.store.run(sql, statement, &|_| None, &mut *sink);
            done.map_err(|error| match error {
                StoreError::Sql(error) => {
                    let path = self.path.display();
                    Error::not_found(format!("{path} does not fit: {}", error.message))
                        .with_help("the file was not made by this smsdb, or is damaged")
                }
                error => Error::Store(error),
            })?;
        }
        Ok(())
    }
}

/// What makes two entries the same thing: hash of the document, line, column
/// and what else tells things at one place apart. Ordered as SQLite does:
/// NULL first, texts by their bytes.
type Key = (Option<String>, Option<i64>, Option<i64>, Option<String>);

/// What a file says of one thing.
struct Entry {
    key: Key,
    document: Option<String>,
    what: Option<String>,
    /// What is compared.
    says: String,
    /// Shown before it and not compared.
    preface: String,
}

impl Entry {
    fn of(cells: &[Value<'_>]) -> Entry {
        let integer = |column: usize| match cells.get(column) {
            Some(Value::Integer(value)) => Some(*value),
            _ => None,
        };
        let text = |column: usize| match cells.get(column) {
            Some(Value::Text(text)) => Some((*text).to_owned()),
            _ => None,
        };
        Entry {
            key: (text(0), integer(1), integer(2), text(3)),
            document: text(4),
            what: text(5),
            says: text(6).unwrap_or_default(),
            preface: text(7).unwrap_or_default(),
        }
    }
}

/// Keeps the entries of the first file.
#[derive(Default)]
struct Entries(Vec<Entry>);

impl Sink for Entries {
    fn begin(&mut self, _: &[String]) -> io::Result<()> {
        Ok(())
    }

    fn row(&mut self, cells: &[Value<'_>]) -> io::Result<()> {
        self.0.push(Entry::of(cells));
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Takes the entries of the second file as they come, and prints what only
/// one file has or both say differently. Equal entries go in pairs, so that
/// one more of them in one file is a difference.
struct Join<'o> {
    item: &'static str,
    /// Those of the first file that have not met their like.
    left: Peekable<IntoIter<Entry>>,
    out: &'o mut dyn Sink,
}

impl Sink for Join<'_> {
    /// The header is printed once both files have begun to answer.
    fn begin(&mut self, _: &[String]) -> io::Result<()> {
        if self.item == ITEMS[0].0 {
            let columns: Vec<String> = COLUMNS.split(' ').map(str::to_owned).collect();
            self.out.begin(&columns)?;
        }
        Ok(())
    }

    fn row(&mut self, cells: &[Value<'_>]) -> io::Result<()> {
        let right = Entry::of(cells);
        while let Some(left) = self.left.next_if(|left| left.key < right.key) {
            self.print(Some(&left), None)?;
        }
        let Some(left) = self.left.next_if(|left| left.key == right.key) else {
            return self.print(None, Some(&right));
        };
        if left.says == right.says {
            return Ok(());
        }
        self.print(Some(&left), Some(&right))
    }

    fn finish(&mut self) -> io::Result<()> {
        while let Some(left) = self.left.next() {
            self.print(Some(&left), None)?;
        }
        Ok(())
    }
}

impl Join<'_> {
    /// Prints one difference; names are those of the first file where it
    /// knows the thing.
    fn print(&mut self, a: Option<&Entry>, b: Option<&Entry>) -> io::Result<()> {
        let Some(entry) = a.or(b) else { return Ok(()) };
        let (hash, line, column, _) = &entry.key;
        let column = column.map_or(String::new(), |column| format!(":{column}"));
        let words = |entry: &Entry| format!("{}{}", entry.preface, entry.says);
        let cells = [
            Some(self.item.to_owned()),
            entry.document.clone(),
            line.map(|line| format!("{line}{column}")),
            entry.what.clone(),
            a.map(words),
            b.map(words),
            hash.clone(),
        ];
        let values = cells
            .each_ref()
            .map(|cell| cell.as_deref().map_or(Value::Null, Value::Text));
        self.out.row(&values)
    }
}
