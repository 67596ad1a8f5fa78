//! `query`, and SQL on standard input without a command.

use super::Context;
use super::output::{format, options, with_writer};
use crate::cli::{Ask, Output, Query};
use crate::error::Error;
use crate::render::{Format, sink};
use crate::store::{Statement, Store, statements};

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
    let output = Output {
        format: None,
        output: None,
        force: false,
    };
    run_all(&store, &sql, true, &output, context)
}

fn read_file(path: &std::path::Path) -> Result<String, Error> {
    std::fs::read_to_string(path)
        .map_err(|error| Error::usage(format!("cannot read {}: {error}", path.display())))
}

fn read_input(context: &mut Context<'_>) -> Result<String, Error> {
    let mut sql = String::new();
    let read = context.input.read_to_string(&mut sql);
    read.map_err(|error| Error::usage(format!("cannot read standard input: {error}")))?;
    Ok(sql)
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
    let format = format(output, context.terminal_width);
    let options = options(output, context.terminal_width);
    let all = statements(sql);
    if all.is_empty() {
        return Err(Error::usage("there is no SQL to run"));
    }
    let free = matches!(format, Format::Table | Format::Line);
    let follows = free || (may_follow && format.follows_others());
    if !follows {
        one_result(store, sql, &all, format)?;
    }
    with_writer(output, context, |out| {
        let mut printed = false;
        for statement in all {
            if printed && store.returns_rows(sql, statement)? {
                out.write_all(b"\n")?;
            }
            let mut sink = sink(format, options, &mut *out);
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
