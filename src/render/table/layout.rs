//! How wide each column is, on which side its cells stand, which columns find no
//! place, and what the frame is drawn with. Both painters (`screen`, `stream`)
//! draw what stands here, so their tables cannot differ in shape.

use comfy_table::{ContentLineStyle, LineStyle, TableStyle};

use super::fit::{Wanted, fit};
use super::lines::widest;
use crate::render::Options;
use crate::rows::Value;

/// Display columns that a cell gets in a file; longer text wraps inside the frame.
const FILE_WIDTH: usize = 80;
/// Display columns, if there is room, for cells that come after the sample: every
/// 64-bit integer fits unbroken, and most codes.
const STREAM_WIDTH: usize = 20;

const BOX: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('┌', '─', '┬', '┐'))
    .header_lines(ContentLineStyle::new('│', '│', '│'))
    .header_separator(LineStyle::new('╞', '═', '╪', '╡'))
    .content_lines(ContentLineStyle::new('│', '│', '│'))
    .bottom_border(LineStyle::new('└', '─', '┴', '┘'));

const ASCII: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('+', '-', '+', '+'))
    .header_lines(ContentLineStyle::new('|', '|', '|'))
    .header_separator(LineStyle::new('+', '-', '+', '+'))
    .content_lines(ContentLineStyle::new('|', '|', '|'))
    .bottom_border(LineStyle::new('+', '-', '+', '+'));

/// What the sample says about one column.
pub(super) struct Measure {
    name: String,
    widest: usize,
    numbers: bool,
    texts: bool,
}

impl Measure {
    pub(super) fn new(name: String) -> Self {
        Measure {
            name,
            widest: 0,
            numbers: false,
            texts: false,
        }
    }

    /// Takes in a cell: its value, and `shown`, the text that will be printed.
    pub(super) fn see(&mut self, value: &Value<'_>, shown: &str) {
        self.widest = self.widest.max(widest(shown));
        self.numbers |= value.is_number();
        self.texts |= !value.is_number() && *value != Value::Null;
    }

    fn is_number(&self) -> bool {
        self.numbers && !self.texts
    }

    /// `room` is the width it should have, if possible, whatever was seen.
    fn wanted(&self, room: usize) -> Wanted {
        let header = widest(&self.name);
        if self.is_number() {
            Wanted::number(header, self.widest, room)
        } else {
            Wanted::text(header, self.widest, room)
        }
    }
}

/// A column inside the frame. `width` counts display columns without the blanks
/// beside the border; numbers stand `right`.
pub(super) struct Column {
    pub name: String,
    /// Which cell of a row stands in it, from 0.
    pub place: usize,
    pub width: usize,
    pub right: bool,
}

fn borders(line: ContentLineStyle) -> [String; 3] {
    let glyph = |glyph: Option<char>| glyph.map_or(String::new(), String::from);
    [
        glyph(line.left) + " ",
        format!(" {} ", glyph(line.junction)),
        format!(" {}\n", glyph(line.right)),
    ]
}

/// A settled table.
pub(super) struct Layout {
    pub columns: Vec<Column>,
    /// Names of the columns that found no place on the terminal.
    pub hidden: Vec<String>,
    pub style: TableStyle,
    /// What stands before, between and after the cells of a line, blanks included.
    pub borders: [String; 3],
    /// Lines that a cell may have; at least one.
    pub max_lines: usize,
    pub colour: bool,
}

impl Layout {
    /// For a result whose every cell was measured.
    pub(super) fn of_everything(measures: &[Measure], options: &Options) -> Self {
        Layout::settle(measures, options, 0)
    }

    /// For a result whose further cells are unknown.
    pub(super) fn of_sample(measures: &[Measure], options: &Options) -> Self {
        Layout::settle(measures, options, STREAM_WIDTH)
    }

    fn settle(measures: &[Measure], options: &Options, room: usize) -> Self {
        // On a terminal width is dear: only a number must not break later.
        let text_room = match options.terminal_width {
            Some(_) => 0,
            None => room,
        };
        let room = |measure: &Measure| if measure.is_number() { room } else { text_room };
        let wanted: Vec<Wanted> = measures.iter().map(|m| m.wanted(room(m))).collect();
        let widths = if let Some(terminal) = options.terminal_width {
            fit(&wanted, usize::from(terminal))
        } else {
            let widths = wanted.iter().map(|w| w.most.min(FILE_WIDTH));
            widths.enumerate().collect()
        };
        let is_shown = |at: usize| widths.iter().any(|(place, _)| *place == at);
        let hidden = measures.iter().enumerate();
        let hidden = hidden.filter(|(at, _)| !is_shown(*at));
        let hidden = hidden.map(|(_, measure)| measure.name.clone()).collect();
        let style = match options.terminal_width {
            Some(_) => BOX,
            None => ASCII,
        };
        Layout {
            columns: widths
                .into_iter()
                .map(|(place, width)| Column {
                    name: measures[place].name.clone(),
                    place,
                    width,
                    right: measures[place].is_number(),
                })
                .collect(),
            hidden,
            borders: borders(style.content_lines),
            style,
            max_lines: options.max_lines_per_cell.unwrap_or(usize::MAX).max(1),
            colour: options.colour,
        }
    }

    /// The cells of a row that are shown, each with its column.
    pub(super) fn cells<'l, S>(
        &'l self,
        row: &'l [S],
    ) -> impl Iterator<Item = (&'l Column, &'l S)> + 'l {
        let columns = self.columns.iter();
        columns.filter_map(|column| Some((column, row.get(column.place)?)))
    }

    /// Display columns of every line of the table.
    pub(super) fn frame_width(&self) -> usize {
        let columns = self.columns.iter().map(|column| column.width + 3);
        columns.sum::<usize>() + 1
    }
}
