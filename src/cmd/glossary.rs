//! `.glossary`: what the indicators mean, their units, what they are comparable
//! with, and the periods for which they are published.

use super::Context;
use crate::error::Error;
use crate::render::{term_safe, wrapped};
use crate::store::{Row, Store};

/// Indicators from which on only a list is printed.
const MANY: usize = 4;

/// Explains the indicators whose code, name or definition has the words; all
/// of them are listed where no word is given.
///
/// # Errors
/// No indicator has them.
pub fn answer(words: &[String], store: &Store, context: &mut Context<'_>) -> Result<(), Error> {
    let rows = store.rows(include_str!("sql/glossary.sql"), &[])?.rows;
    let words: Vec<String> = words.iter().map(|word| folded(word)).collect();
    let exact = rows
        .iter()
        .find(|row| words.len() == 1 && row.text(0) == words[0]);
    let found: Vec<&Row> = match exact {
        Some(row) => vec![row],
        None => rows.iter().filter(|row| speaks_of(row, &words)).collect(),
    };
    if found.is_empty() {
        let message = format!("no indicator speaks of {}", words.join(" "));
        return Err(Error::not_found(message).with_help(".glossary alone lists them all"));
    }
    if found.len() >= MANY {
        list(&found, context)?;
    } else {
        for row in found {
            explain(row, store, context)?;
        }
    }
    Ok(context.out.flush()?)
}

fn speaks_of(row: &Row, words: &[String]) -> bool {
    let texts: Vec<String> = (0..7).map(|column| folded(row.text(column))).collect();
    let has = |word: &String| texts.iter().any(|text| text.contains(word.as_str()));
    words.iter().all(has)
}

/// Without the case of letters; the two kinds of i count as one.
fn folded(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase);
    letters
        .filter(|letter| *letter != '\u{307}')
        .map(|letter| if letter == 'ı' { 'i' } else { letter })
        .collect()
}

fn list(rows: &[&Row], context: &mut Context<'_>) -> Result<(), Error> {
    let width = rows.iter().map(|row| row.text(0).len()).max().unwrap_or(0);
    for row in rows {
        let line = format!("{:<width$}  {}", row.text(0), row.text(2));
        writeln!(context.out, "{}", term_safe(&line))?;
    }
    Ok(())
}

fn explain(row: &Row, store: &Store, context: &mut Context<'_>) -> Result<(), Error> {
    let code = row.text(0).to_owned();
    let compared = store
        .rows(include_str!("sql/comparable.sql"), &[&code])?
        .rows;
    let published = match row.integer(7) {
        Some(0) | None => "not published in this file".to_owned(),
        Some(1) => format!("1 period: {}", row.text(8)),
        Some(count) => format!("{count} periods, {} to {}", row.text(8), row.text(9)),
    };
    writeln!(context.out, "{}", term_safe(row.text(0)))?;
    let lines = [
        ("name", row.text(2)),
        ("in Azerbaijani", row.text(3)),
        ("in Russian", row.text(4)),
        ("unit", row.text(1)),
        ("means", row.text(5)),
        ("may include", row.text(10)),
        ("part of", row.text(11)),
        ("published", &published),
    ];
    let compared = compared.iter().map(|row| ("comparable", row.text(0)));
    for (label, text) in lines.into_iter().chain(compared) {
        if text.is_empty() {
            continue;
        }
        let line = format!("  {label:<14}  {}", term_safe(text));
        writeln!(context.out, "{}", wrapped(&line, context.terminal_width))?;
    }
    Ok(writeln!(context.out)?)
}
