//! `check --explain`: one finding's whole story. The figures with their
//! sentences, what they come to, who may be wrong, and what would settle it.

use super::Context;
use super::causes::{Cause, Finding};
use super::check::settle;
use super::source::sentence;
use crate::error::Error;
use crate::render::{term_safe, wrapped};
use crate::store::{Row, Store, StoreError};
use std::fmt::Write as _;

/// How many suspects are told, the likeliest first.
const SUSPECTS: usize = 5;

/// Tells the finding of a number, counted through all causes.
///
/// # Errors
/// There is no such finding; a file that cannot be read.
pub fn answer(
    causes: &[Cause],
    number: usize,
    store: &Store,
    context: &mut Context<'_>,
) -> Result<(), Error> {
    let all = causes
        .iter()
        .flat_map(|cause| cause.findings.iter().map(move |finding| (cause, finding)));
    let count = all.clone().count();
    let Some((cause, finding)) = number.checked_sub(1).and_then(|at| all.clone().nth(at)) else {
        let help = "smsdb check numbers them";
        let message = match count {
            0 => "there is no finding".to_owned(),
            1 => format!("there is no finding {number}; there is only finding 1"),
            count => format!("there is no finding {number}; they are 1 to {count}"),
        };
        return Err(Error::not_found(message).with_help(help));
    };
    let mut text = format!(
        "finding {number} of {count}: {}\n",
        term_safe(&finding.message)
    );
    let kind = ["error", "warning", "hint"];
    let kind = usize::try_from(finding.place)
        .ok()
        .and_then(|at| kind.get(at - 1));
    let others = cause.findings.len() - 1;
    let _ = writeln!(
        text,
        "{} of the check {}; cause: {}{}",
        kind.unwrap_or(&"finding"),
        finding.check,
        term_safe(&cause.title),
        match others {
            0 => String::new(),
            1 => ", with 1 more finding".to_owned(),
            others => format!(", with {others} more findings"),
        }
    );
    let figures = figures(finding, store)?;
    sum(finding, &figures, &mut text);
    for row in &figures {
        let _ = write!(text, "\n{}", sentence(row));
    }
    if !figures.is_empty() {
        text.push('\n');
    }
    suspects(finding, &figures, store, &mut text)?;
    let mut remedies = Vec::new();
    settle(cause, &mut remedies)?;
    if !remedies.is_empty() {
        let _ = write!(text, "\n{}", String::from_utf8_lossy(&remedies));
    }
    let text = wrapped(&text, context.terminal_width);
    context.out.write_all(text.as_bytes())?;
    Ok(context.out.flush()?)
}

/// The figures that the finding is about, with their signs.
fn figures(finding: &Finding, store: &Store) -> Result<Vec<Row>, StoreError> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let rows = store.rows(
        include_str!("sql/explain_figures.sql"),
        &[
            &finding.check.as_str(),
            &finding.bulletin_id.unwrap_or(0),
            &text(&finding.indicator),
            &text(&finding.time_period),
            &finding.computed.unwrap_or(0),
            &finding.difference.unwrap_or(0),
        ],
    )?;
    Ok(rows.rows)
}

/// The figures one below the other, and what they come to.
fn sum(finding: &Finding, figures: &[Row], out: &mut String) {
    let value = |row: &Row| row.integer(1).unwrap_or(0);
    let signed = |row: &Row| row.integer(7).unwrap_or(0);
    let width = figures.iter().map(|row| value(row).to_string().len()).max();
    let Some(width) = width else { return };
    out.push_str("\nthe figures\n");
    for row in figures {
        let sign = if signed(row) < 0 { '−' } else { ' ' };
        let _ = writeln!(
            out,
            "  {sign} {:>width$}  {} in {}, {}",
            value(row),
            row.text(11),
            row.text(10),
            term_safe(row.text(0)),
        );
    }
    // Of a disputed figure there are two: they have no one sum.
    let subjects: Vec<(&str, &str)> = figures
        .iter()
        .map(|row| (row.text(9), row.text(10)))
        .collect();
    let disputed = (1..subjects.len()).any(|at| subjects[..at].contains(&subjects[at]));
    if disputed || figures.iter().any(|row| signed(row) == 0) {
        return;
    }
    let all: i128 = figures
        .iter()
        .map(|row| i128::from(signed(row)) * i128::from(value(row)))
        .sum();
    let verdict = match finding.check.as_str() {
        "containment" => "and a part cannot be more than its whole",
        "balance" if all < 0 => "and parts cannot be more than their total",
        "balance" => "that no listed part accounts for",
        _ if finding.message.ends_with("of its months together") => "and no month is missing",
        _ => "and no month can be less than nothing",
    };
    let result = all.to_string().replace('-', "−");
    let _ = writeln!(out, "  = {result:>width$}  {verdict}");
}

/// Which single mistake would explain it.
fn suspects(
    finding: &Finding,
    figures: &[Row],
    store: &Store,
    out: &mut String,
) -> Result<(), StoreError> {
    let rows = store
        .rows(include_str!("sql/explain_suspects.sql"), &[])?
        .rows;
    let is_figure = |row: &&Row| {
        let figure = (row.integer(13), row.text(14));
        row.text(0) == "figure"
            && figures
                .iter()
                .any(|own| (own.integer(8), own.text(9)) == figure)
    };
    let is_bulletin = |row: &&Row| {
        let bulletin = row.integer(13);
        let mut own = figures.iter().map(|own| own.integer(8));
        row.text(0) != "figure"
            && (bulletin == finding.bulletin_id || own.any(|own| own == bulletin))
    };
    let first = rows
        .iter()
        .find(is_figure)
        .or_else(|| rows.iter().find(is_bulletin));
    let cause = first.and_then(|row| row.integer(12));
    // Of figures only its own explain this finding.
    let rows: Vec<&Row> = rows
        .iter()
        .filter(|row| cause.is_some() && row.integer(12) == cause)
        .filter(|row| row.text(0) != "figure" || is_figure(row))
        .take(SUSPECTS)
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    out.push_str("\nwhat single mistake would explain it\n");
    for (at, row) in rows.iter().enumerate() {
        let number = |column| row.integer(column).unwrap_or(0);
        let what = match row.text(0) {
            "figure" => format!(
                "{}: {} {} is wrong and would have to be {}",
                row.text(2),
                number(3),
                row.text(4),
                range(row.integer(8), row.integer(9))
            ),
            "period" if row.text(2).is_empty() => {
                format!("the period of {} is missing", term_safe(row.text(1)))
            }
            "period" => format!("{} is not of {}", term_safe(row.text(1)), row.text(2)),
            _ => format!(
                "{} and {} have changed places",
                term_safe(row.text(1)),
                term_safe(row.text(5))
            ),
        };
        let slip = row
            .optional(10)
            .map_or(String::new(), |slip| format!(" ({slip})"));
        let _ = writeln!(
            out,
            "  {}. {what}{slip}: explains {} of {}",
            at + 1,
            number(6),
            number(7)
        );
        if let Some(against) = row.optional(11) {
            let _ = writeln!(out, "     against it: {}", term_safe(against));
        }
        if row.text(0) == "period" {
            let _ = writeln!(
                out,
                "     which it could be of: smsdb assign {} --suggest",
                term_safe(row.text(1))
            );
        }
    }
    Ok(())
}

fn range(low: Option<i64>, high: Option<i64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (None | Some(0), Some(high)) => format!("at most {high}"),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("at least {low}"),
        (None, None) => "another number".to_owned(),
    }
}
