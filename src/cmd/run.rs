//! `run`: a saved query with its parameters.

use super::Context;
use super::catalogue::{Found, Origin, find, trusted};
use super::output::with_sink;
use super::parameters::{check, pairs};
use crate::cli::Run;
use crate::error::Error;
use crate::rows::Sink;
use crate::store::{Store, statements};

pub fn run(arguments: &Run, context: &mut Context<'_>) -> Result<(), Error> {
    let store = context.ask(&arguments.ask)?;
    let found = find(&arguments.name, &store)?;
    let given = pairs(&found.query, &arguments.values)?;
    with_sink(&arguments.output, context, |sink| {
        run_saved(&store, &found, &given, sink)
    })
}

/// Runs a saved query with the values given for its parameters.
///
/// # Errors
/// Values that are not allowed, a query not to be trusted, and all that can go wrong with SQL.
pub fn run_saved(
    store: &Store,
    found: &Found,
    given: &[(String, String)],
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    trusted(found, store)?;
    let values = check(&found.query, given, store)?;
    let value = |name: &str| {
        let found = values.iter().find(|(key, _)| key == name)?;
        Some(found.1.clone())
    };
    for statement in statements(&found.query.sql) {
        let done = store.run(&found.query.sql, statement, &value, &mut *sink);
        done.map_err(|error| match found.origin {
            Origin::Smsdb => Error::of_own_query(error),
            Origin::Yours | Origin::File => Error::Store(error),
        })?;
    }
    Ok(())
}
