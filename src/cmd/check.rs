//! `check`: what does not add up, grouped by cause, and how much was checked.

use super::Context;
use super::causes::{Cause, Finding, causes};
use super::documents::own_query;
use super::explain;
use crate::cli::{Check, Output, Severity};
use crate::error::Error;
use crate::render::{term_safe, wrapped};
use crate::store::{Store, StoreError};
use std::collections::BTreeMap;
use std::io::{self, Write};

pub fn run(arguments: &Check, context: &mut Context<'_>) -> Result<(), Error> {
    let store = context.ask(&arguments.ask)?;
    let checked = Checked::of(&store)?;
    if let Some(number) = arguments.explain {
        return explain::answer(&checked.causes, number, &store, context);
    }
    match arguments.format {
        None => print(&checked, &store, context)?,
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
        let findings = checked.causes.iter().flat_map(|cause| &cause.findings);
        findings.filter(|finding| finding.place <= place).count()
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
    print(&Checked::of(store)?, store, context)
}

/// What was compared, and the findings by their causes.
struct Checked {
    /// Of each check: ok, failed, not evaluable.
    counts: BTreeMap<String, [usize; 3]>,
    causes: Vec<Cause>,
}

impl Checked {
    fn of(store: &Store) -> Result<Checked, StoreError> {
        let mut counts = BTreeMap::new();
        let mut findings = Vec::new();
        store.each(include_str!("sql/check.sql"), &[], |passing| {
            let check = passing.text(1);
            let outcome = match passing.text(2) {
                "ok" => 0,
                "failed" => 1,
                _ => 2,
            };
            match counts.get_mut(check) {
                None => {
                    let mut first = [0; 3];
                    first[outcome] = 1;
                    counts.insert(check.to_owned(), first);
                }
                Some(counts) => counts[outcome] += 1,
            }
            if !passing.is_null(0) {
                findings.push(Finding::of(&passing.row()?));
            }
            Ok(())
        })?;
        findings.sort_by(|a, b| a.rank().cmp(&b.rank()));
        let causes = causes(findings, store)?;
        Ok(Checked { counts, causes })
    }
}

fn print(checked: &Checked, store: &Store, context: &mut Context<'_>) -> Result<(), Error> {
    let mut report = Vec::new();
    text(checked, &mut report)?;
    decided(store, &mut report)?;
    let report = String::from_utf8_lossy(&report);
    let report = wrapped(&report, context.terminal_width);
    Ok(context.out.write_all(report.as_bytes())?)
}

/// The place of a hint.
const HINT: i64 = 3;

/// So many hints are told; they are no more than worth a look.
const HINTS: usize = 10;

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

fn text(checked: &Checked, out: &mut dyn Write) -> io::Result<()> {
    let causes = &checked.causes;
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
    for (check, [ok, failed, not_evaluable]) in &checked.counts {
        writeln!(out, "{check:<12} {ok:>6} {failed:>7} {not_evaluable:>14}")?;
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
