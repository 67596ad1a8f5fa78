//! `query`, and SQL on standard input without a command.

use super::Context;
use super::about;
use super::alive::Alive;
use super::format::chosen;
use super::output::with_writer;
use crate::cli::{Output, Query};
use crate::error::Error;
use crate::render::{Format, sink, term_safe_lines, wrapped};
use crate::sql::{Statement, statements};
use crate::store::{Store, StoreError};
use std::io::{Read as _, Write as _};

pub fn run(arguments: &Query, context: &mut Context<'_>) -> Result<(), Error> {
    let (sql, may_follow) = match (&arguments.sql, &arguments.file) {
        (Some(sql), _) => (sql.clone(), false),
        (None, Some(path)) => (read_file(path)?, true),
        (None, None) => (read_input(context)?, true),
    };
    let store = context.ask(&arguments.ask)?;
    let all = statements(&sql);
    if all.is_empty() {
        return Err(Error::usage("there is no SQL to run"));
    }
    let asked = Asked {
        sql: &sql,
        all: &all,
        values: &[],
        may_follow,
    };
    run_all(&store, &asked, &arguments.output, context)
}

/// Statements to run in order.
pub struct Asked<'a> {
    /// The whole text, in which a fault is shown.
    pub sql: &'a str,
    pub all: &'a [Statement<'a>],
    /// Of parameters, by name. One without value is an error, never NULL.
    pub values: &'a [(String, String)],
    /// Whether several results may follow one another in csv, tsv and jsonl
    /// (contract.md, section 1).
    pub may_follow: bool,
}

/// Runs one text with its values.
///
/// # Errors
/// As for `run_all`.
pub fn run_text(
    store: &Store,
    sql: &str,
    values: &[(String, String)],
    output: &Output,
    context: &mut Context<'_>,
) -> Result<(), Error> {
    let asked = Asked {
        sql,
        all: &statements(sql),
        values,
        may_follow: true,
    };
    run_all(store, &asked, output, context)
}

/// The longest SQL that is run, in bytes (trust.md, section 3).
const LONGEST: u64 = 1_000_000;

pub fn read_file(path: &std::path::Path) -> Result<String, Error> {
    let file = std::fs::File::open(path)
        .map_err(|error| Error::usage(format!("cannot read {}: {error}", path.display())))?;
    read_sql(file, &path.display().to_string())
}

pub fn read_input(context: &mut Context<'_>) -> Result<String, Error> {
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

/// Runs the statements in order.
///
/// # Errors
/// Wrong SQL, a second result where the format holds one, a reason to stop.
pub fn run_all(
    store: &Store,
    asked: &Asked<'_>,
    output: &Output,
    context: &mut Context<'_>,
) -> Result<(), Error> {
    let (sql, all) = (asked.sql, asked.all);
    let (format, mut options) = chosen(output, context)?;
    if let Some(at) = sql.find('\0') {
        return Err(Error::usage(format!("the SQL has a NUL byte at byte {at}")));
    }
    let free = matches!(format, Format::Table | Format::Line);
    if !(free || (asked.may_follow && format.follows_others())) {
        one_result(store, sql, all, format)?;
    }
    if format == Format::Xlsx {
        options.about = about::of_query(sql, asked.values, store)?;
    }
    let value = |name: &str| {
        let found = asked.values.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.clone())
    };
    let mut printed = context.screen.follows;
    let mut done = Vec::new();
    let alive = Alive::begin(context.progress);
    let outcome = with_writer(output, context, |out| {
        let mut out = alive.around(out);
        for statement in all {
            if printed && store.returns_rows(sql, *statement)? {
                if !(free || format.follows_others()) {
                    let message = format!("{} holds one result", format.name());
                    return Err(Error::usage(message));
                }
                out.write_all(b"\n")?;
            }
            // The mark of a file stands at its beginning alone.
            options.export.bom &= !printed;
            let mut sink = sink(format, &options, &mut out);
            printed |= store.run(sql, *statement, &value, &mut *sink)?;
            done.push(*statement);
        }
        Ok(())
    });
    drop(alive);
    context.screen.follows = printed;
    // Where the output ends early nobody reads on.
    if matches!(outcome, Ok(()) | Err(Error::Store(StoreError::Sql(_)))) {
        for note in done
            .iter()
            .flat_map(|statement| store.notes(*statement, &value))
        {
            let note = term_safe_lines(&note.to_string()).into_owned();
            writeln!(context.err, "{}", wrapped(&note, context.terminal_width))?;
        }
    }
    outcome
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
