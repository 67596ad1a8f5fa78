//! `run`: a saved query with its parameters.

use super::Context;
use super::catalogue::{Found, Origin, find, trusted};
use super::parameters::{check, pairs};
use super::query;
use crate::cli::{Output, Run};
use crate::error::Error;
use crate::store::Store;

pub fn run(arguments: &Run, context: &mut Context<'_>) -> Result<(), Error> {
    let store = context.ask(&arguments.ask)?;
    let found = find(&arguments.name, &store)?;
    let given = pairs(&found.query, &arguments.values)?;
    answer(&store, &found, &given, &arguments.output, context)
}

/// Runs a saved query on an open file, with the values given for its
/// parameters.
///
/// # Errors
/// Values that are not allowed, a query not to be trusted, and all that can
/// go wrong with SQL.
pub fn answer(
    store: &Store,
    found: &Found,
    given: &[(String, String)],
    output: &Output,
    context: &mut Context<'_>,
) -> Result<(), Error> {
    trusted(found, store)?;
    let values = check(&found.query, given, store)?;
    let done = query::run_text(store, &found.query.sql, &values, output, context);
    done.map_err(|error| match (found.origin, error) {
        (Origin::Smsdb, Error::Store(error)) => Error::of_own_query(error),
        (_, error) => error,
    })
}
