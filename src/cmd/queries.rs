//! `queries`: what can be run by name, and where it comes from.

use super::Context;
use super::about;
use super::catalogue::catalogue;
use super::output::with_sink;
use crate::cli::{Listing, Output};
use crate::error::Error;
use crate::render::term_safe;
use crate::rows::Value;
use crate::store::{Store, StoreError};

pub fn run(arguments: &Listing, context: &mut Context<'_>) -> Result<(), Error> {
    let store = at_hand(arguments, context)?;
    answer(store.as_ref(), &arguments.output, context)
}

/// The list, with the queries of an open file.
pub fn answer(
    store: Option<&Store>,
    output: &Output,
    context: &mut Context<'_>,
) -> Result<(), Error> {
    let all = catalogue(store)?;
    for (_, broken) in &all.broken {
        let broken = broken.to_string();
        writeln!(context.err, "warning: not listed: {}", term_safe(&broken))?;
    }
    let about = || Ok(about::of_program());
    with_sink(output, context, about, |sink| {
        sink.begin(&["name", "parameters", "title", "origin"].map(str::to_owned))?;
        for found in all.found {
            let (called, signature) = (found.called(), found.query.signature());
            let cells = [&called, &signature, &found.query.title, found.origin.name()];
            sink.row(&cells.map(Value::Text))?;
        }
        Ok(sink.finish()?)
    })
}

/// The file, if there is one; the other queries can be listed without.
fn at_hand(arguments: &Listing, context: &mut Context<'_>) -> Result<Option<Store>, Error> {
    match context.ask(&arguments.ask) {
        Ok(store) => Ok(Some(store)),
        Err(Error::Store(StoreError::Missing { .. })) => Ok(None),
        Err(error @ Error::Store(StoreError::Stopped(_))) => Err(error),
        Err(error) => {
            let why = error.to_string();
            writeln!(
                context.err,
                "warning: queries of the file are not listed: {}",
                term_safe(&why)
            )?;
            Ok(None)
        }
    }
}
