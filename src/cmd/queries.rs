//! `queries`: what can be run by name.

use super::Context;
use super::about;
use super::output::with_sink;
use crate::cli::Listing;
use crate::error::Error;
use crate::rows::Value;
use crate::saved::embedded;

pub fn run(arguments: &Listing, context: &mut Context<'_>) -> Result<(), Error> {
    let about = || Ok(about::of_program());
    with_sink(&arguments.output, context, about, |sink| {
        sink.begin(&["name", "parameters", "title", "origin"].map(str::to_owned))?;
        for query in embedded() {
            let signature = query.signature();
            let cells = [&query.name, &signature, &query.title, "smsdb"];
            sink.row(&cells.map(Value::Text))?;
        }
        Ok(sink.finish()?)
    })
}
