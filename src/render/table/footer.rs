//! What stands below the frame: the number of rows, and everything that was not
//! shown, each with the way to see it (promise A1).

use std::io::{self, Write};
use std::time::Duration;

use super::layout::Layout;
use super::lines::Lines;
use crate::render::number::grouped;
use crate::render::{Options, Place};

/// Hidden columns that are named before only their number is given.
const NAMED: usize = 8;

/// Counts kept while a table is written.
#[derive(Default)]
pub(super) struct Footer {
    /// Rows of the result.
    pub rows: u64,
    /// Rows inside the frame before the gap, if there is one, and after it.
    pub first_rows: u64,
    pub last_rows: u64,
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

    /// Rows that are only counted.
    pub(super) fn hidden_rows(&self) -> u64 {
        self.rows - self.first_rows - self.last_rows
    }

    /// Writes the notices, each in lines that fit the terminal.
    pub(super) fn write<W: Write>(&self, out: &mut W, options: &Options) -> io::Result<()> {
        let width = options.terminal_width.map_or(usize::MAX, usize::from);
        let notices = [
            Some(self.of_rows(options)),
            self.of_columns(options),
            self.of_cells(options),
        ];
        for notice in notices.into_iter().flatten() {
            for line in Lines::new(&notice, width, usize::MAX) {
                writeln!(out, "{}", line.text)?;
            }
        }
        Ok(())
    }

    fn of_rows(&self, options: &Options) -> String {
        let rows = count(self.rows, "row");
        let time = options.started.map(|started| took(started.elapsed()));
        let time = time.map_or(String::new(), |time| format!(", {time}"));
        if self.hidden_rows() == 0 {
            return format!("({rows}{time})");
        }
        let first = number(self.first_rows);
        let last = match self.last_rows {
            0 => String::new(),
            last => format!(" and the last {}", number(last)),
        };
        let all = match options.place {
            Place::CommandLine => "--format csv",
            Place::Shell => ".last",
        };
        format!("({rows}{time}; the first {first}{last} shown; {all} shows all)")
    }

    fn of_columns(&self, options: &Options) -> Option<String> {
        let hidden = &self.hidden_columns;
        if hidden.is_empty() {
            return None;
        }
        let (shown, all) = (self.shown_columns, self.shown_columns + hidden.len());
        let (names, others) = hidden.split_at(hidden.len().min(NAMED));
        let names = names.join(", ");
        let more = match others.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let way = whole_row(options.place);
        Some(format!(
            "({shown} of {all} columns fit, hidden: {names}{more}; {way} shows them)"
        ))
    }

    fn of_cells(&self, options: &Options) -> Option<String> {
        if self.cut_cells == 0 {
            return None;
        }
        let cells = count(self.cut_cells, "cell");
        let limit = options.max_lines_per_cell.unwrap_or(1).max(1);
        let lines = count(limit as u64, "line");
        let way = whole_row(options.place);
        Some(format!(
            "({cells} cut after {lines}, marked …; {way} shows all)"
        ))
    }
}

/// What shows every column and every line of a cell.
fn whole_row(place: Place) -> &'static str {
    match place {
        Place::CommandLine => "--format line",
        Place::Shell => ".last",
    }
}

fn count(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", number(count))
}

fn number(count: u64) -> String {
    grouped(&count.to_string(), ',')
}

/// A time as precise as it is of use: `0.4 ms`, `12 ms`, `1.3 s`.
fn took(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    match seconds * 1000.0 {
        short if short < 9.95 => format!("{short:.1} ms"),
        middle if middle < 999.5 => format!("{middle:.0} ms"),
        _ => format!("{seconds:.1} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_short() {
        let times = [0.000_04, 0.009_94, 0.012, 0.999, 0.9996, 1.26, 75.0];
        assert_eq!(
            times.map(|seconds| took(Duration::from_secs_f64(seconds))),
            [
                "0.0 ms", "9.9 ms", "12 ms", "999 ms", "1.0 s", "1.3 s", "75.0 s"
            ]
        );
    }
}
