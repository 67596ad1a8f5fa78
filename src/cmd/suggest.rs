//! `assign --suggest`: which periods a bulletin could have, which it could not,
//! and why.

use super::Context;
use super::place;
use crate::cli::Ask;
use crate::error::Error;
use crate::render::{term_safe, wrapped};
use crate::store::{Row, Store, StoreError};
use std::fmt::Write as _;

/// How many refuted periods are told, nearest first.
const REFUTED: usize = 5;

pub fn run(named: &str, context: &mut Context<'_>) -> Result<(), Error> {
    let store = context.ask(&Ask::default())?;
    let asked = place::bulletin(&store, named)?.id();
    let sql = include_str!("sql/suggest_bulletins.sql");
    let mut report = String::new();
    for bulletin in &store.rows(sql, &[&asked])?.rows {
        if !report.is_empty() {
            report.push('\n');
        }
        one(bulletin, &store, &mut report)?;
    }
    let report = wrapped(&report, context.terminal_width);
    context.out.write_all(report.as_bytes())?;
    Ok(context.out.flush()?)
}

/// What speaks for and against the periods of one bulletin.
fn one(bulletin: &Row, store: &Store, out: &mut String) -> Result<(), StoreError> {
    let name = bulletin.text(0);
    let stated = bulletin.optional(2);
    let _ = match stated {
        Some(code) => write!(out, "{} is of {}", term_safe(name), label(code)),
        None => write!(out, "{} is of no known period", term_safe(name)),
    };
    let figures = |count: i64| match count {
        1 => "1 figure".to_owned(),
        many => format!("{many} figures"),
    };
    let (differing, agreeing) = (
        bulletin.integer(3).unwrap_or(0),
        bulletin.integer(4).unwrap_or(0),
    );
    if differing + agreeing > 0 {
        let others = bulletin.text(5).replace(',', ", ");
        let _ = write!(
            out,
            ", and so is {}: {} differ, {agreeing} agree",
            term_safe(&others),
            figures(differing)
        );
    }
    out.push_str(match bulletin.text(6) {
        "out_of_order" => "; that is against the order of its document\n",
        _ => "\n",
    });
    let code = bulletin.integer(1).unwrap_or(0);
    let rows = store
        .rows(include_str!("sql/suggest_periods.sql"), &[&code])?
        .rows;
    if rows.is_empty() {
        out.push_str("nothing speaks against it\n");
        return Ok(());
    }
    for (status, title) in [
        ("possible", "it could be of"),
        (
            "against order",
            "only against the order of its document, of",
        ),
    ] {
        let of_status: Vec<&Row> = rows.iter().filter(|row| row.text(1) == status).collect();
        list(title, &of_status, out);
    }
    let refuted: Vec<&Row> = rows.iter().filter(|row| row.text(1) == "refuted").collect();
    list(
        "it cannot be of",
        &refuted[..refuted.len().min(REFUTED)],
        out,
    );
    if refuted.len() > REFUTED {
        let _ = writeln!(out, "  and {} other periods", refuted.len() - REFUTED);
    }
    if rows.iter().any(|row| row.text(1) == "possible") {
        let _ = writeln!(
            out,
            "to decide it\n    smsdb assign {} PERIOD --note TEXT",
            term_safe(name)
        );
    }
    Ok(())
}

/// Periods by their reasons; of months in a row only the ends.
fn list(title: &str, rows: &[&Row], out: &mut String) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "{title}");
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for row in rows {
        let (code, reason) = (row.text(0), row.text(2));
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, codes)) => codes.push(code),
            None => reasons.push((reason, vec![code])),
        }
    }
    for (reason, codes) in reasons {
        let names = names(&codes).join(", ");
        let _ = writeln!(out, "  {names}: {}", term_safe(reason));
    }
}

fn names(codes: &[&str]) -> Vec<String> {
    let mut months: Vec<i32> = codes.iter().filter_map(|code| month(code)).collect();
    months.sort_unstable();
    let mut names = Vec::new();
    let runs = months.chunk_by(|one, next| one + 1 == *next);
    for run in runs {
        let name = |at: i32| label(&format!("{:04}-{:02}", at / 12, at % 12 + 1));
        match run {
            [one] => names.push(name(*one)),
            [first, .., last] => names.push(format!("{} to {}", name(*first), name(*last))),
            [] => {}
        }
    }
    let others = codes.iter().filter(|code| month(code).is_none());
    names.extend(others.map(|code| label(code)));
    names
}

/// A month as year * 12 + month - 1; None of other periods.
fn month(code: &str) -> Option<i32> {
    let (year, month) = code.split_once('-')?;
    Some(year.parse::<i32>().ok()? * 12 + month.parse::<i32>().ok()? - 1)
}

fn label(code: &str) -> String {
    place::period(code).map_or_else(|_| code.to_owned(), |period| period.label())
}
