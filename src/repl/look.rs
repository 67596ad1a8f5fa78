//! What there is to select from: `.tables`, `.views`, `.schema`.

use crate::cli::Output;
use crate::cmd::{Context, documents};
use crate::error::Error;
use crate::render::{term_safe, term_safe_lines};
use crate::store::Store;

pub fn tables(store: &Store, output: &Output, context: &mut Context<'_>) -> Result<(), Error> {
    documents::own_query(include_str!("sql/tables.sql"), store, output, context)
}

pub fn views(store: &Store, output: &Output, context: &mut Context<'_>) -> Result<(), Error> {
    documents::own_query(include_str!("sql/views.sql"), store, output, context)
}

/// The columns of a table or view with their meaning, and how it is defined;
/// without a name, the definitions of all.
///
/// # Errors
/// No such table.
pub fn schema(name: Option<&str>, store: &Store, context: &mut Context<'_>) -> Result<(), Error> {
    let sql = include_str!("sql/schema.sql");
    let rows = store.rows(sql, &[&name.unwrap_or("")])?.rows;
    if rows.is_empty() {
        let name = name.unwrap_or("");
        let names = store.rows("SELECT name FROM sqlite_schema", &[])?.rows;
        let close = names
            .iter()
            .map(|row| (strsim::damerau_levenshtein(name, row.text(0)), row.text(0)))
            .min()
            .filter(|(distance, _)| *distance <= 2);
        let help = close.map_or_else(
            || ".views and .tables list them".to_owned(),
            |(_, close)| format!("did you mean {close}?"),
        );
        return Err(Error::usage(format!("there is no table or view {name}")).with_help(help));
    }
    for row in &rows {
        writeln!(context.out, "{};", term_safe_lines(row.text(1)))?;
        if name.is_some() {
            columns(row.text(0), store, context)?;
        }
    }
    Ok(())
}

fn columns(name: &str, store: &Store, context: &mut Context<'_>) -> Result<(), Error> {
    // A stranger's file has no dictionary.
    let Ok(rows) = store.rows(include_str!("sql/columns.sql"), &[&name]) else {
        return Ok(());
    };
    let width = rows
        .rows
        .iter()
        .map(|row| row.text(0).chars().count())
        .max()
        .unwrap_or(0);
    for row in &rows.rows {
        let unit = match row.text(2) {
            "" => String::new(),
            unit => format!(" ({unit})"),
        };
        let line = format!("  {:<width$}  {}{unit}", row.text(0), row.text(1));
        writeln!(context.out, "{}", term_safe(&line))?;
    }
    Ok(())
}
