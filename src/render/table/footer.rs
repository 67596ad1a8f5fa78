//! What stands below the frame: the number of rows, and everything that was not
//! shown, each with the way to see it (promise A1).

use std::io::{self, Write};

use super::layout::Layout;
use crate::render::Options;

/// Hidden columns that are named before only their number is given.
const NAMED: usize = 8;

/// Counts kept while a table is written.
#[derive(Default)]
pub(super) struct Footer {
    /// Rows of the result.
    pub rows: u64,
    /// Rows inside the frame.
    pub shown_rows: u64,
    /// Cells of which only the first lines are shown.
    pub cut_cells: u64,
    shown_columns: usize,
    hidden_columns: Vec<String>,
}

impl Footer {
    /// Takes down which columns found no place.
    pub(super) fn columns(&mut self, layout: &Layout) {
        self.shown_columns = layout.columns.len();
        self.hidden_columns.clone_from(&layout.hidden);
    }

    pub(super) fn write<W: Write>(&self, out: &mut W, options: &Options) -> io::Result<()> {
        let rows = grouped(self.rows);
        match self.rows {
            total if self.shown_rows < total => writeln!(
                out,
                "({} of {rows} rows shown; --format csv shows all)",
                grouped(self.shown_rows)
            )?,
            1 => writeln!(out, "(1 row)")?,
            _ => writeln!(out, "({rows} rows)")?,
        }
        if !self.hidden_columns.is_empty() {
            let all = self.shown_columns + self.hidden_columns.len();
            let (names, others) = self
                .hidden_columns
                .split_at(self.hidden_columns.len().min(NAMED));
            let names = names.join(", ");
            let more = match others.len() {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            writeln!(
                out,
                "({} of {all} columns fit, hidden: {names}{more}; --format line shows them)",
                self.shown_columns
            )?;
        }
        if self.cut_cells > 0 {
            let cells = if self.cut_cells == 1 { "cell" } else { "cells" };
            let limit = options.max_lines_per_cell.unwrap_or(1);
            let lines = if limit == 1 { "line" } else { "lines" };
            writeln!(
                out,
                "({} {cells} cut after {limit} {lines}, marked …; --format line shows all)",
                grouped(self.cut_cells)
            )?;
        }
        Ok(())
    }
}

/// A count with a comma after every thousand: `1,234,567`.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_apart() {
        let counts = [0, 999, 1_000, 1_234_567].map(grouped);
        assert_eq!(counts, ["0", "999", "1,000", "1,234,567"]);
    }
}
