//! `check`: what does not add up, grouped by cause, and how much was checked.

use super::Context;
use super::causes::{Cause, Finding, causes};
use super::documents::own_query;
use super::explain;
use crate::cli::{Check, Output, Severity};
use crate::error::Error;
use crate::render::{term_safe, wrapped};
use crate::store::{Row, Rows, Store, StoreError};
use std::io::{self, Write};

pub fn run(arguments: &Check, context: &mut Context<'_>) -> Result<(), Error> {
    let store = context.ask(&arguments.ask)?;
    let rows = store.rows(include_str!("sql/check.sql"), &[])?;
    if let Some(number) = arguments.explain {
        return explain::answer(&found(&rows, &store)?, number, &store, context);
    }
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
    let counts: Vec<&Row> = rows.rows.iter().filter(|row| place_of(row) == 0).collect();
    text(&found(rows, store)?, &counts, &mut report)?;
    decided(store, &mut report)?;
    let report = String::from_utf8_lossy(&report);
    let report = wrapped(&report, context.terminal_width);
    Ok(context.out.write_all(report.as_bytes())?)
}

/// The findings by their causes.
fn found(rows: &Rows, store: &Store) -> Result<Vec<Cause>, StoreError> {
    let findings = rows.rows.iter().filter(|row| place_of(row) > 0);
    causes(findings.map(Finding::of).collect(), store)
}

/// The place of a hint.
const HINT: i64 = 3;

/// So many hints are told; they are no more than worth a look.
const HINTS: usize = 10;

/// 0 of a count, 1 of an error, 2 of a warning, 3 of a hint.
fn place_of(row: &Row) -> i64 {
    row.integer(0).unwrap_or(0)
}

/// How many of each severity: 19 errors and 11 warnings.
fn counted(findings: &[&Finding]) -> String {
    let kinds = [
        (1, "error", "errors"),
        (2, "warning", "warnings"),
        (3, "hint", "hints"),
    ];
    let words: Vec<String> = kinds
        .iter()
        .filter_map(|(place, one, many)| {
            match findings.iter().filter(|f| f.place == *place).count() {
                0 => None,
                1 => Some(format!("1 {one}")),
                count => Some(format!("{count} {many}")),
            }
        })
        .collect();
    match &words[..] {
        [some @ .., last] if some.len() > 1 => format!("{} and {last}", some.join(", ")),
        few => few.join(" and "),
    }
}

fn text(causes: &[Cause], counts: &[&Row], out: &mut dyn Write) -> io::Result<()> {
    let findings: Vec<&Finding> = causes.iter().flat_map(|cause| &cause.findings).collect();
    if findings.is_empty() {
        writeln!(out, "nothing that does not add up\n")?;
    } else {
        let number = match causes.len() {
            1 => "1 cause".to_owned(),
            many => format!("{many} causes"),
        };
        writeln!(out, "{}, of {number}\n", counted(&findings))?;
    }
    let width = findings.len().to_string().len();
    let mut number = 0;
    for cause in causes {
        let findings: Vec<&Finding> = cause.findings.iter().collect();
        writeln!(out, "{} ({})", term_safe(&cause.title), counted(&findings))?;
        let shown = match findings[0].place {
            HINT => findings.len().min(HINTS),
            _ => findings.len(),
        };
        for finding in &findings[..shown] {
            number += 1;
            writeln!(out, "  {number:width$}  {}", term_safe(&finding.message))?;
        }
        number += findings.len() - shown;
        if shown < findings.len() {
            let more = findings.len() - shown;
            writeln!(
                out,
                "  … and {more} more, in smsdb run findings severity=info"
            )?;
        }
        settle(cause, out)?;
        writeln!(out)?;
    }
    if !causes.is_empty() {
        writeln!(out, "one finding's whole story: smsdb check --explain N\n")?;
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

/// What a person can do about a cause.
pub fn settle(cause: &Cause, out: &mut dyn Write) -> io::Result<()> {
    if !cause.remedies.is_empty() {
        writeln!(out, "to settle it")?;
    }
    for remedy in &cause.remedies {
        writeln!(out, "  {}:", remedy.when)?;
        writeln!(out, "    {}", term_safe(&remedy.command))?;
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
