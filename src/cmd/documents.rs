//! `documents`: what was imported.

use super::Context;
use super::about;
use super::output::with_sink;
use crate::cli::{Listing, Output};
use crate::error::Error;
use crate::store::{Store, statements};

pub fn run(arguments: &Listing, context: &mut Context<'_>) -> Result<(), Error> {
    let store = context.ask(&arguments.ask)?;
    answer(&store, &arguments.output, context)
}

/// The same on an open file.
pub fn answer(store: &Store, output: &Output, context: &mut Context<'_>) -> Result<(), Error> {
    own_query(include_str!("sql/documents.sql"), store, output, context)
}

/// Prints the rows of one of the program's own queries.
pub fn own_query(
    sql: &str,
    store: &Store,
    output: &Output,
    context: &mut Context<'_>,
) -> Result<(), Error> {
    let about = || about::of_query(sql, &[], store);
    with_sink(output, context, about, |sink| {
        for statement in statements(sql) {
            let done = store.run(sql, statement, &|_| None, &mut *sink);
            done.map_err(Error::of_own_query)?;
        }
        Ok(())
    })
}
