//! table: aligned columns in a frame, with a count of rows below. Box drawing on a
//! terminal, plain ASCII elsewhere. Widths come from a bounded sample of the first
//! rows; a longer result is then written as it comes, in flat memory, and looks
//! the same. Whatever is not shown is announced below the frame (promise A1).

mod fit;
mod footer;
mod layout;
mod lines;
mod screen;
mod stream;

use std::borrow::Cow;
use std::io::{self, Write};

use super::Options;
use super::safe::term_safe;
use super::value::shown_lines;
use crate::rows::{Sink, Value};
use footer::Footer;
use layout::{Layout, Measure};

/// Rows that are held back to measure the columns by.
const SAMPLE_ROWS: usize = 2_000;
/// Bytes, roughly, that the sample may take; few rows may be large.
const SAMPLE_BYTES: usize = 8 << 20;
/// What one cell takes in the sample besides its text.
const CELL_BYTES: usize = 64;

/// Writes a framed table; how values look is `value.rs`'s affair.
pub(super) struct Table<W> {
    out: W,
    options: Options,
    measures: Vec<Measure>,
    sample: Vec<Vec<String>>,
    sample_bytes: usize,
    stage: Stage,
    footer: Footer,
}

enum Stage {
    /// Rows are collected and the columns measured.
    Sampling,
    /// Columns are settled, the frame is open, rows are written as they come.
    Streaming(Layout),
    /// The frame is closed: further rows are only counted.
    Closed,
}

impl<W: Write> Table<W> {
    pub(super) fn new(out: W, options: Options) -> Self {
        // Limits are for a person at a screen: a file always gets everything.
        let options = match options.terminal_width {
            Some(_) => options,
            None => Options::default(),
        };
        Table {
            out,
            options,
            measures: Vec::new(),
            sample: Vec::new(),
            sample_bytes: 0,
            stage: Stage::Sampling,
            footer: Footer::default(),
        }
    }

    fn keep(&mut self, cells: Vec<Cow<'_, str>>) -> io::Result<()> {
        let text: usize = cells.iter().map(|cell| cell.len()).sum();
        self.sample_bytes += text + cells.len() * CELL_BYTES;
        self.sample
            .push(cells.into_iter().map(Cow::into_owned).collect());
        if self.sample.len() > SAMPLE_ROWS || self.sample_bytes > SAMPLE_BYTES {
            let layout = Layout::of_sample(&self.measures, &self.options);
            self.stream_sample(&layout)?;
            self.stage = Stage::Streaming(layout);
        }
        Ok(())
    }

    /// Opens the frame and writes the rows that were held back.
    fn stream_sample(&mut self, layout: &Layout) -> io::Result<()> {
        self.footer.columns(layout);
        stream::open(&mut self.out, layout)?;
        for row in std::mem::take(&mut self.sample) {
            self.footer.cut_cells += stream::row(&mut self.out, layout, &row)?;
        }
        Ok(())
    }

    /// Closes the frame. Flushes too, because counting the rest of a result that
    /// was capped may take long, and the rows can be read meanwhile.
    fn close(&mut self) -> io::Result<()> {
        match std::mem::replace(&mut self.stage, Stage::Closed) {
            Stage::Closed => return Ok(()),
            Stage::Streaming(layout) => stream::close(&mut self.out, &layout)?,
            Stage::Sampling => {
                let layout = Layout::of_everything(&self.measures, &self.options);
                if screen::can_hold(&layout, &self.sample) {
                    self.footer.columns(&layout);
                    self.footer.cut_cells += screen::paint(&mut self.out, &layout, &self.sample)?;
                    self.sample = Vec::new();
                } else {
                    self.stream_sample(&layout)?;
                    stream::close(&mut self.out, &layout)?;
                }
            }
        }
        self.out.flush()
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
        if self
            .options
            .max_rows
            .is_some_and(|cap| self.footer.rows > cap)
        {
            return self.close();
        }
        self.footer.shown_rows += 1;
        let cells = values.iter().map(|value| shown_lines(*value));
        match &self.stage {
            Stage::Closed => Ok(()),
            Stage::Streaming(layout) => {
                let cells: Vec<Cow<'_, str>> = cells.collect();
                self.footer.cut_cells += stream::row(&mut self.out, layout, &cells)?;
                Ok(())
            }
            Stage::Sampling => {
                let cells: Vec<Cow<'_, str>> = cells.collect();
                for ((measure, value), cell) in self.measures.iter_mut().zip(values).zip(&cells) {
                    measure.see(value, cell);
                }
                self.keep(cells)
            }
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        self.close()?;
        self.footer.write(&mut self.out, &self.options)?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests;
