//! `query`, and SQL on standard input without a command.

use super::Context;
use super::about;
use super::format::chosen;
use super::output::with_writer;
use crate::cli::{Ask, Output, Query};
use crate::error::Error;
use crate::render::{Format, sink};
use crate::store::{Statement, Store, statements};
use std::io::Read as _;

/// A parameter of ad hoc SQL has no value: it is an error, never NULL.
const NO_VALUES: &dyn Fn(&str) -> Option<String> = &|_| None;

pub fn run(arguments: &Query, context: &mut Context<'_>) -> Result<(), Error> {
    let (sql, may_follow) = match (&arguments.sql, &arguments.file) {
        (Some(sql), _) => (sql.clone(), false),
        (None, Some(path)) => (read_file(path)?, true),
        (None, None) => (read_input(context)?, true),
    };
    let store = context.ask(&arguments.ask)?;
    run_all(&store, &sql, may_follow, &arguments.output, context)
}

pub fn run_piped(context: &mut Context<'_>) -> Result<(), Error> {
    let sql = read_input(context)?;
    let store = context.ask(&Ask {
        timeout: None,
        foreign: false,
    })?;
    run_all(&store, &sql, true, &Output::default(), context)
}

/// The longest SQL that is run, in bytes (trust.md, section 3).
const LONGEST: u64 = 1_000_000;

fn read_file(path: &std::path::Path) -> Result<String, Error> {
    let file = std::fs::File::open(path)
        .map_err(|error| Error::usage(format!("cannot read {}: {error}", path.display())))?;
    read_sql(file, &path.display().to_string())
}

fn read_input(context: &mut Context<'_>) -> Result<String, Error> {
    read_sql(&mut *context.input, "standard input")
}

fn read_sql(from: impl std::io::Read, name: &str) -> Result<String, Error> {
    let mut bytes = Vec::new();
    from.take(LONGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::usage(format!("cannot read {name}: {error}")))?;
    if bytes.len() as u64 > LONGEST {
        return Err(Error::usage(format!(
            "{name} is longer than {LONGEST} bytes of SQL"
        )));
    }
    let sql = String::from_utf8(bytes).map_err(|error| {
        Error::usage(format!(
            "{name} is not valid UTF-8 at byte {}",
            error.utf8_error().valid_up_to()
        ))
    })?;
    Ok(sql.trim_start_matches('\u{feff}').to_owned())
}

/// Runs the statements in order. `may_follow`: several results may follow
/// one another in csv, tsv and jsonl (contract.md, section 1).
fn run_all(
    store: &Store,
    sql: &str,
    may_follow: bool,
    output: &Output,
    context: &mut Context<'_>,
) -> Result<(), Error> {
    let (format, mut options) = chosen(output, context)?;
    if let Some(at) = sql.find('\0') {
        return Err(Error::usage(format!("the SQL has a NUL byte at byte {at}")));
    }
    let all = statements(sql);
    if all.is_empty() {
        return Err(Error::usage("there is no SQL to run"));
    }
    let free = matches!(format, Format::Table | Format::Line);
    let follows = free || (may_follow && format.follows_others());
    if !follows {
        one_result(store, sql, &all, format)?;
    }
    if format == Format::Xlsx {
        options.about = about::of_query(sql, &[], store)?;
    }
    with_writer(output, context, |out| {
        let mut printed = false;
        for statement in all {
            if printed && store.returns_rows(sql, statement)? {
                out.write_all(b"\n")?;
            }
            // The mark of a file stands at its beginning alone.
            options.export.bom &= !printed;
            let mut sink = sink(format, &options, &mut *out);
            printed |= store.run(sql, statement, NO_VALUES, &mut *sink)?;
        }
        Ok(())
    })
}

fn one_result(
    store: &Store,
    sql: &str,
    all: &[Statement<'_>],
    format: Format,
) -> Result<(), Error> {
    let mut results = 0;
    for statement in all {
        results += usize::from(store.returns_rows(sql, *statement)?);
    }
    if results > 1 {
        let message = format!(
            "{results} statements return rows; {} takes one",
            format.name()
        );
        return Err(
            Error::usage(message).with_help("--format table or line print one after another")
        );
    }
    Ok(())
}
