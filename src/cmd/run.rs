//! `run`: a saved query with its parameters.

use super::Context;
use super::about;
use super::output::with_sink;
use crate::cli::Run;
use crate::error::Error;
use crate::saved::{SavedQuery, embedded};
use crate::store::statements;

pub fn run(arguments: &Run, context: &mut Context<'_>) -> Result<(), Error> {
    let query = find(&arguments.name)?;
    let values = values(&query, &arguments.values)?;
    let store = context.ask(&arguments.ask)?;
    let about = || {
        let given = |name: &str| values.iter().find(|(key, _)| key == name);
        let used = query.parameters.iter().map(|parameter| {
            let given = given(&parameter.name).map(|(_, value)| value);
            let value = given.or(parameter.default.as_ref());
            (parameter.name.as_str(), value.map_or("", String::as_str))
        });
        about::of_query(&query.sql, &used.collect::<Vec<_>>(), &store)
    };
    with_sink(&arguments.output, context, about, |sink| {
        for statement in statements(&query.sql) {
            // The default stands in the SQL, where an empty value means it.
            let value = |name: &str| {
                let given = values
                    .iter()
                    .find(|(key, _)| key == name)
                    .map(|(_, value)| value.clone());
                let declared = query
                    .parameters
                    .iter()
                    .any(|parameter| parameter.name == name);
                given.or_else(|| declared.then(String::new))
            };
            let done = store.run(&query.sql, statement, &value, &mut *sink);
            done.map_err(Error::of_own_query)?;
        }
        Ok(())
    })
}

fn find(name: &str) -> Result<SavedQuery, Error> {
    let queries = embedded();
    if let Some(query) = queries.iter().find(|query| query.name == name) {
        return Ok(query.clone());
    }
    let close = queries
        .iter()
        .map(|query| (strsim::damerau_levenshtein(name, &query.name), &query.name))
        .min();
    let help = match close {
        Some((distance, close)) if distance <= 3 => format!("did you mean {close}?"),
        _ => "smsdb queries lists them".to_owned(),
    };
    Err(Error::usage(format!("no saved query {name}")).with_help(help))
}

/// Reads KEY=VALUE and checks it against the query's parameters.
fn values(query: &SavedQuery, given: &[String]) -> Result<Vec<(String, String)>, Error> {
    let mut values: Vec<(String, String)> = Vec::new();
    let signature = || format!("smsdb run {} {}", query.name, query.signature());
    for pair in given {
        let Some((key, value)) = pair.split_once('=') else {
            return Err(Error::usage(format!("{pair} is not KEY=VALUE")).with_help(signature()));
        };
        if !query
            .parameters
            .iter()
            .any(|parameter| parameter.name == key)
        {
            let message = format!("{} has no parameter {key}", query.name);
            return Err(Error::usage(message).with_help(signature()));
        }
        if values.iter().any(|(known, _)| known == key) {
            return Err(Error::usage(format!("{key} is given twice")));
        }
        values.push((key.to_owned(), value.to_owned()));
    }
    for parameter in &query.parameters {
        if parameter.default.is_none() && !values.iter().any(|(key, _)| *key == parameter.name) {
            let message = format!(
                "{} needs {}= ({})",
                query.name, parameter.name, parameter.about
            );
            return Err(Error::usage(message).with_help(signature()));
        }
    }
    Ok(values)
}
