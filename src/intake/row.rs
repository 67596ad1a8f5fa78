//! What a row of a table says: which of its figures is that of its label, if
//! that is plain from the row, those above it and the heads of its columns.

use super::head;
use super::lines::{Gap, Line, is_figure};

/// Lines of a cell that are a label broken over some lines.
pub const BROKEN: usize = 3;

/// A table that is open, with its open row.
#[derive(Debug, Default)]
pub struct Table {
    pub row: Option<Row>,
    /// Cells of earlier rows that reach down: their columns, and how many
    /// rows they still stand in.
    pub tall: Vec<(u32, u32, u32)>,
    /// Columns that held something in an earlier row, the first 64.
    pub filled: u64,
    /// Columns whose head says that their figures are no plain ones.
    pub headed: u64,
    /// An earlier row says that there are several figures in a row, or that
    /// all of them are told in another way.
    pub unsure: bool,
    /// The number that counts the last row.
    pub counted: u32,
    /// A list of terms: it has no heads.
    pub terms: bool,
}

#[derive(Debug)]
pub struct Row {
    /// Before its first line.
    pub gap: Gap,
    pub first: usize,
    pub cells: Vec<Cell>,
    pub columns: u32,
    /// Where the cells begin that reach down into further rows.
    pub tall: Vec<u32>,
    /// A cell of a row above is also one of this row.
    pub reached: bool,
}

/// A cell: its first line, its columns.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    pub start: usize,
    pub from: u32,
    pub to: u32,
    pub head: bool,
}

/// How many columns and rows a cell takes, and whether it is a head.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    pub columns: u32,
    pub rows: u32,
    pub head: bool,
}

impl Table {
    /// Whether the cells of a row may stand in one line: one label and its
    /// figure, or no figure at all. The number that counts the rows gets its
    /// dot here. A row that is `shared` has cells in common with others.
    pub fn is_plain(&mut self, texts: &mut [String], cells: &[Cell], shared: bool) -> bool {
        let [only] = texts else {
            return self.is_pair(texts, cells, shared);
        };
        if cells[0].from > 0 {
            self.take_lone(only, cells);
        } else {
            self.unsure |= head::is_scaled_title(only);
            self.filled |= mask(cells);
        }
        self.counted = 0;
        true
    }

    /// What stands alone behind an empty cell is the head of its column.
    pub fn take_lone(&mut self, text: &str, cells: &[Cell]) {
        if !head::is_neutral(text) {
            self.headed |= mask(cells);
        }
        self.filled |= mask(cells);
    }

    fn is_pair(&mut self, texts: &mut [String], cells: &[Cell], shared: bool) -> bool {
        if self.take_head(texts, cells) {
            return !texts.iter().any(|text| is_figure(text));
        }
        let counted = self.count(texts);
        let (texts, cells) = (&texts[counted..], &cells[counted..]);
        let own = mask(cells);
        let elsewhere = self.filled & !own & beyond(cells.first().map(|cell| cell.from));
        self.filled |= own;
        let figures = texts.iter().filter(|text| is_figure(text)).count();
        self.unsure |= figures > 1;
        let [label, figure] = texts else { return false };
        let column = mask(&cells[1..]);
        !is_figure(label)
            && is_figure(figure)
            && !shared
            && !self.unsure
            && elsewhere == 0
            && column != 0
            && column & self.headed == 0
    }

    /// Takes a row for a head, if it is one: its cells say so, or it has no
    /// figures, or none but years where no row has been before.
    pub fn take_head(&mut self, texts: &[String], cells: &[Cell]) -> bool {
        let mut figures = texts.iter().filter(|text| is_figure(text));
        let first = self.filled == 0;
        let built = cells.iter().all(|cell| cell.head);
        let is_head = built || figures.all(|text| first && head::is_year(text));
        if self.terms || !is_head {
            return false;
        }
        for (text, cell) in texts.iter().zip(cells) {
            if !head::is_neutral(text) {
                self.headed |= mask(&[*cell]);
            }
        }
        // Of several columns that are told apart by years none is the one.
        let dated = texts.iter().skip(1).any(|text| has_digit(text));
        self.unsure |= texts.len() > 2 && dated;
        self.filled |= mask(cells);
        true
    }

    /// The number of cells, 0 or 1, that only count the rows of the table.
    fn count(&mut self, texts: &mut [String]) -> usize {
        let [number, label, figures @ ..] = texts else {
            return 0;
        };
        if is_figure(label) || !figures.iter().any(|text| is_figure(text)) {
            return 0;
        }
        let digits = number.trim_end_matches(['.', ')']);
        match digits.parse::<u32>() {
            Ok(count) if digits.len() <= 3 && count == self.counted + 1 => {
                self.counted = count;
                if digits.len() == number.len() {
                    number.push('.');
                }
                1
            }
            _ => 0,
        }
    }
}

pub fn join(lines: &[Line]) -> String {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    texts.join(" ")
}

/// The columns of cells, of the first 64.
fn mask(cells: &[Cell]) -> u64 {
    let columns = cells
        .iter()
        .flat_map(|cell| cell.from..cell.to.min(cell.from.saturating_add(64)));
    columns.fold(0, |mask, column| mask | bit(column))
}

fn bit(column: u32) -> u64 {
    1_u64.checked_shl(column).unwrap_or(0)
}

/// The columns of a row behind its label.
fn beyond(label: Option<u32>) -> u64 {
    !bit(label.unwrap_or(0).saturating_add(1)).wrapping_sub(1)
}

/// A label that was broken over a few lines holds no figure that the pieces
/// could be mistaken for.
pub fn is_label(lines: &[Line]) -> bool {
    let parted = lines.iter().skip(1).any(|line| line.gap == Gap::Blank);
    lines.len() <= BROKEN && !parted && !lines.iter().any(|line| has_digit(&line.text))
}

fn has_digit(text: &str) -> bool {
    text.contains(|char: char| char.is_numeric())
}
