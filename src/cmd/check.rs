//! `check`: what does not add up, grouped by cause, and how much was checked.

use super::Context;
use super::documents::own_query;
use crate::cli::{Check, Output, Severity};
use crate::error::Error;
use crate::render::{term_safe, wrapped};
use crate::store::{Row, Rows, Store};
use std::io::{self, Write};

pub fn run(arguments: &Check, context: &mut Context<'_>) -> Result<(), Error> {
    let store = context.ask(&arguments.ask)?;
    let rows = store.rows(include_str!("sql/check.sql"), &[])?;
    match arguments.format {
        None => print(&rows, &store, context)?,
        Some(format) => {
            let output = Output {
                format: Some(format),
                ..Output::default()
            };
            let sql = include_str!("sql/finding_rows.sql");
            own_query(sql, &store, &output, context)?;
        }
    }
    context.out.flush()?;
    let bad = |place: i64| {
        rows.rows
            .iter()
            .filter(|row| (1..=place).contains(&place_of(row)))
            .count()
    };
    let denied = match arguments.deny {
        Some(Severity::Error) => bad(1),
        Some(Severity::Warning) => bad(2),
        None => 0,
    };
    if denied > 0 {
        return Err(Error::Denied(match denied {
            1 => "1 finding is denied".to_owned(),
            denied => format!("{denied} findings are denied"),
        }));
    }
    Ok(())
}

/// The report on an open file.
pub fn answer(store: &Store, context: &mut Context<'_>) -> Result<(), Error> {
    let rows = store.rows(include_str!("sql/check.sql"), &[])?;
    print(&rows, store, context)
}

fn print(rows: &Rows, store: &Store, context: &mut Context<'_>) -> Result<(), Error> {
    let mut report = Vec::new();
    text(rows, &mut report)?;
    decided(store, &mut report)?;
    let report = String::from_utf8_lossy(&report);
    let report = wrapped(&report, context.terminal_width);
    Ok(context.out.write_all(report.as_bytes())?)
}

/// 0 of a count, 1 of an error, 2 of a warning, 3 of a hint.
fn place_of(row: &Row) -> i64 {
    row.integer(0).unwrap_or(0)
}

fn text(rows: &Rows, out: &mut dyn Write) -> io::Result<()> {
    let (counts, findings): (Vec<&Row>, Vec<&Row>) =
        rows.rows.iter().partition(|row| place_of(row) == 0);
    for (place, one, many) in [
        (1, "error", "errors"),
        (2, "warning", "warnings"),
        (3, "hint", "hints"),
    ] {
        let these: Vec<&Row> = findings
            .iter()
            .copied()
            .filter(|row| place_of(row) == place)
            .collect();
        if !these.is_empty() {
            writeln!(
                out,
                "{} {}\n",
                these.len(),
                if these.len() == 1 { one } else { many }
            )?;
            groups(&these, out)?;
        }
    }
    if findings.is_empty() {
        writeln!(out, "nothing that does not add up\n")?;
    }
    writeln!(
        out,
        "{:<12} {:>6} {:>7} {:>14}",
        "check", "ok", "failed", "not evaluable"
    )?;
    for row in counts {
        let number = |column| row.integer(column).unwrap_or(0);
        writeln!(
            out,
            "{:<12} {:>6} {:>7} {:>14}",
            row.text(1),
            number(4),
            number(5),
            number(6)
        )?;
    }
    Ok(())
}

/// What persons settled, so that nobody takes it for printed.
fn decided(store: &Store, out: &mut dyn Write) -> Result<(), Error> {
    let decided = store
        .rows(include_str!("sql/check_decisions.sql"), &[])?
        .rows;
    if !decided.is_empty() {
        writeln!(out, "\ndecided by persons ({})", decided.len())?;
    }
    for row in &decided {
        writeln!(out, "  {}", term_safe(row.text(0)))?;
    }
    Ok(())
}

/// Findings of one check about one subject stand together.
fn groups(findings: &[&Row], out: &mut dyn Write) -> io::Result<()> {
    for group in findings.chunk_by(|a, b| (a.text(1), a.text(3)) == (b.text(1), b.text(3))) {
        let (check, subject) = (group[0].text(1), term_safe(group[0].text(3)));
        if check == subject {
            writeln!(out, "{check} ({})", group.len())?;
        } else {
            writeln!(out, "{check}, {subject} ({})", group.len())?;
        }
        for row in group {
            writeln!(out, "  {}", term_safe(row.text(7)))?;
        }
        writeln!(out)?;
    }
    Ok(())
}
