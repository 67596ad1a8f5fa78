//! table: aligned columns in a frame, with a count of rows below. Box drawing on a
//! terminal, plain ASCII elsewhere. Widths come from a bounded sample of the first
//! rows; a longer result is then written as it comes, in flat memory, and looks
//! the same. Of one too long for a person the first and the last rows are shown.
//! Whatever is not shown is announced below the frame (promise A1).

mod fit;
mod footer;
mod layout;
mod lines;
mod screen;
mod stream;
mod tail;

use std::borrow::Cow;
use std::io::{self, Write};

use super::Options;
use super::safe::term_safe;
use super::value::shown_lines;
use crate::rows::{Sink, Value};
use footer::Footer;
use layout::{Layout, Measure};
use tail::Tail;

/// Rows that are held back to measure the columns by.
const SAMPLE_ROWS: usize = 2_000;
/// Bytes, roughly, that the sample may take; few rows may be large.
const SAMPLE_BYTES: usize = 8 << 20;
/// The same on a terminal that wants every row: there the columns should suit
/// all of them.
const WHOLE_BYTES: usize = 64 << 20;
/// What one cell takes in the sample besides its text.
const CELL_BYTES: usize = 64;
/// Stands in every column for the rows that are not shown.
const GAP: &str = "⋮";

/// Writes a framed table; how values look is `value.rs`'s affair.
pub(super) struct Table<W> {
    out: W,
    options: Options,
    /// Rows that are written as they come; those after them pass through the tail.
    head: u64,
    tail_rows: usize,
    tail: Tail,
    measures: Vec<Measure>,
    sample: Vec<Vec<String>>,
    sample_rows: usize,
    sample_bytes: usize,
    /// Once the columns are settled the frame is open.
    layout: Option<Layout>,
    footer: Footer,
}

impl<W: Write> Table<W> {
    pub(super) fn new(out: W, options: &Options) -> Self {
        let mut options = options.clone();
        // Limits are for a person at a screen: a file always gets everything.
        if options.terminal_width.is_none() {
            (options.max_rows, options.max_lines_per_cell) = (None, None);
        }
        let cap = options.max_rows;
        let tail_rows = cap.map_or(0, |cap| usize::try_from(cap / 3).unwrap_or(usize::MAX));
        let (sample_rows, sample_bytes) = match (options.terminal_width, cap) {
            (Some(_), None) => (usize::MAX, WHOLE_BYTES),
            _ => (SAMPLE_ROWS, SAMPLE_BYTES),
        };
        Table {
            out,
            head: cap.map_or(u64::MAX, |cap| cap - cap / 3),
            tail_rows,
            tail: Tail::new(tail_rows.saturating_add(1)),
            measures: Vec::new(),
            sample: Vec::new(),
            sample_rows,
            sample_bytes,
            layout: None,
            footer: Footer::default(),
            options,
        }
    }

    /// Takes a row in to be measured; a sample that is full settles the columns.
    fn measure(&mut self, values: &[Value<'_>], cells: Vec<Cow<'_, str>>) -> io::Result<()> {
        for ((measure, value), cell) in self.measures.iter_mut().zip(values).zip(&cells) {
            measure.see(value, cell);
        }
        let text: usize = cells.iter().map(|cell| cell.len()).sum();
        let size = text + cells.len() * CELL_BYTES;
        let full = size > self.sample_bytes || self.sample.len() == self.sample_rows;
        self.sample_bytes = self.sample_bytes.saturating_sub(size);
        self.sample
            .push(cells.into_iter().map(Cow::into_owned).collect());
        if full {
            let layout = Layout::of_sample(&self.measures, &self.options);
            self.open(layout)?;
        }
        Ok(())
    }

    /// Opens the frame and writes what was held back, for a person to read while
    /// the rest comes.
    fn open(&mut self, layout: Layout) -> io::Result<()> {
        self.footer.columns(&layout);
        stream::open(&mut self.out, &layout)?;
        for row in std::mem::take(&mut self.sample) {
            self.write(&layout, &row)?;
        }
        self.layout = Some(layout);
        self.out.flush()
    }

    /// Writes a row of the head, or hands it to the tail.
    fn write<S: AsRef<str>>(&mut self, layout: &Layout, cells: &[S]) -> io::Result<()> {
        if self.footer.first_rows == self.head {
            self.tail.push(cells);
            return Ok(());
        }
        self.footer.first_rows += 1;
        self.footer.cut_cells += stream::row(&mut self.out, layout, cells)?;
        if self.footer.first_rows == self.head {
            self.out.flush()?;
        }
        Ok(())
    }

    /// Writes the tail, below a gap if rows are missing before it.
    fn close(&mut self, layout: &Layout) -> io::Result<()> {
        self.footer.last_rows = self.tail.len() as u64;
        if self.footer.hidden_rows() > 0 {
            if self.tail.len() > self.tail_rows {
                self.tail.pop();
                self.footer.last_rows -= 1;
            }
            stream::row(&mut self.out, layout, &vec![GAP; self.measures.len()])?;
        }
        while let Some(row) = self.tail.pop() {
            self.footer.cut_cells += stream::row(&mut self.out, layout, &row)?;
        }
        stream::close(&mut self.out, layout)
    }

    /// Writes a result that was held back whole.
    fn write_sample(&mut self) -> io::Result<()> {
        let layout = Layout::of_everything(&self.measures, &self.options);
        // A gap takes as much room as one row: a single one is not left out.
        let cap = self.options.max_rows;
        if cap.is_some_and(|cap| self.footer.rows > cap.saturating_add(1)) {
            return self.open(layout);
        }
        self.head = u64::MAX;
        if !screen::can_hold(&layout, &self.sample) {
            self.open(layout)?;
            return Ok(());
        }
        self.footer.columns(&layout);
        self.footer.first_rows = self.footer.rows;
        self.footer.cut_cells += screen::paint(&mut self.out, &layout, &self.sample)?;
        Ok(())
    }
}

impl<W: Write> Sink for Table<W> {
    fn begin(&mut self, columns: &[String]) -> io::Result<()> {
        self.measures = columns
            .iter()
            .map(|name| Measure::new(term_safe(name).into_owned()))
            .collect();
        Ok(())
    }

    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        self.footer.rows += 1;
        let numerals = self.options.numerals;
        let cells: Vec<Cow<'_, str>> = values
            .iter()
            .map(|value| shown_lines(*value, numerals))
            .collect();
        let Some(layout) = self.layout.take() else {
            return self.measure(values, cells);
        };
        self.write(&layout, &cells)?;
        self.layout = Some(layout);
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        if self.layout.is_none() {
            self.write_sample()?;
        }
        if let Some(layout) = self.layout.take() {
            self.close(&layout)?;
        }
        self.footer.write(&mut self.out, &self.options)?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests;
