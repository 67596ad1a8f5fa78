//! `documents`: what was imported.

use super::Context;
use super::about;
use super::output::with_sink;
use crate::cli::Listing;
use crate::error::Error;
use crate::store::statements;

pub fn run(arguments: &Listing, context: &mut Context<'_>) -> Result<(), Error> {
    own_query(include_str!("sql/documents.sql"), arguments, context)
}

/// Prints the rows of one of the program's own queries.
pub(super) fn own_query(
    sql: &str,
    arguments: &Listing,
    context: &mut Context<'_>,
) -> Result<(), Error> {
    let store = context.ask(&arguments.ask)?;
    let about = || about::of_query(sql, &[], &store);
    with_sink(&arguments.output, context, about, |sink| {
        for statement in statements(sql) {
            let done = store.run(sql, statement, &|_| None, &mut *sink);
            done.map_err(Error::of_own_query)?;
        }
        Ok(())
    })
}
