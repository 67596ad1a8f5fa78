//! Rows of tables and lists of terms: one line each, its cells joined by a
//! tab, where it is plain which figure belongs to which label.

use super::lines::{Gap, Line, Lines, is_bare, is_figure};

/// A table that is open, with its open row.
#[derive(Debug, Default)]
pub struct Table {
    row: Option<Row>,
    /// Cells of earlier rows that reach down: their columns, and how many
    /// rows they still stand in.
    tall: Vec<(u32, u32, u32)>,
    /// Columns that held something in an earlier row, the first 64.
    filled: u64,
    /// An earlier row says that there are several figures in a row.
    several: bool,
    /// The number that counts the last row.
    counted: u32,
}

#[derive(Debug)]
struct Row {
    /// Before its first line.
    gap: Gap,
    first: usize,
    /// Index of the first line of each cell, and the column it begins in.
    cells: Vec<(usize, u32)>,
    columns: u32,
    /// Where the cells begin that reach down into further rows.
    tall: Vec<u32>,
}

/// How many columns and rows a cell takes.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    pub columns: u32,
    pub rows: u32,
}

/// Cells that reach down and are remembered.
const MAX_TALL: usize = 64;

/// Lines of a cell that are a label broken over some lines.
const BROKEN: usize = 3;

impl Lines {
    pub fn begin_table(&mut self) {
        self.part(Gap::Blank);
        self.tables.push(Table::default());
    }

    pub fn end_table(&mut self) {
        self.end_row();
        self.tables.pop();
        self.part(Gap::Blank);
    }

    pub fn begin_row(&mut self) {
        self.end_row();
        self.end_line();
        let row = Row {
            gap: self.gap,
            first: self.done.len(),
            cells: Vec::new(),
            columns: 0,
            tall: Vec::new(),
        };
        if let Some(table) = self.tables.last_mut() {
            table.row = Some(row);
        }
    }

    pub fn begin_cell(&mut self, span: Span) {
        if self.tables.last().is_some_and(|table| table.row.is_none()) {
            self.begin_row();
        }
        self.end_line();
        let start = self.done.len();
        if let Some(table) = self.tables.last_mut()
            && let Some(row) = &mut table.row
        {
            // Text before the first cell is a cell of its own.
            if row.cells.is_empty() && row.first < start {
                row.cells.push((row.first, 0));
            }
            for (from, to, _) in &table.tall {
                if (*from..*to).contains(&row.columns) {
                    row.columns = *to;
                }
            }
            let from = row.columns;
            row.cells.push((start, from));
            row.columns = from.saturating_add(span.columns.clamp(1, 1000));
            if span.rows > 1 && table.tall.len() < MAX_TALL {
                table.tall.push((from, row.columns, span.rows));
                table.tall.sort_unstable();
                row.tall.push(from);
            }
        }
        self.gap = Gap::Line;
    }

    /// The open cell is also that of rows below, which say so themselves.
    pub fn reach_down(&mut self) {
        if let Some(row) = self.tables.last_mut().and_then(|table| table.row.as_mut())
            && let Some((_, column)) = row.cells.last()
        {
            row.tall.push(*column);
        }
    }

    /// Makes one line of a row, or leaves its cells apart.
    pub fn end_row(&mut self) {
        self.end_line();
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let Some(row) = table.row.take() else { return };
        for (.., rows) in &mut table.tall {
            *rows -= 1;
        }
        table.tall.retain(|(.., rows)| *rows > 0);
        let end = self.done.len();
        let ends = row
            .cells
            .iter()
            .skip(1)
            .map(|(start, _)| *start)
            .chain([end]);
        let spans = row.cells.iter().zip(ends);
        let full: Vec<(usize, usize, u32)> = spans
            .filter(|((start, _), end)| start < end)
            .map(|((start, column), end)| (*start, end, *column))
            .collect();
        let Some((first, ..)) = full.first().copied() else {
            return;
        };
        let several_lines = full.iter().filter(|(start, end, _)| end - start > 1);
        let whole = several_lines.clone().count() == 0
            || (full.len() > 1
                && several_lines
                    .clone()
                    .all(|(start, end, _)| is_label(&self.done[*start..*end])));
        self.gap = if whole { Gap::Line } else { Gap::Blank };
        if !whole {
            for (start, ..) in &full {
                self.done[*start].gap = Gap::Blank;
            }
            return;
        }
        let lines = self.done.split_off(first);
        let text = |(start, end, _): &(usize, usize, u32)| {
            let own = lines[start - first..end - first].iter();
            own.map(|line| line.text.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let mut texts: Vec<String> = full.iter().map(text).collect();
        let columns: Vec<u32> = full.iter().map(|(_, _, column)| *column).collect();
        let shared = |(text, column): (&String, &u32)| is_figure(text) && row.tall.contains(column);
        let shared = texts.len() > 1 && texts.iter().zip(&columns).any(shared);
        let plain = table.is_plain(&mut texts, &columns);
        if plain && !shared {
            let text = texts.join("\t");
            let alone = texts.len() == 1 && is_bare(&text);
            // A row without figures is the head of what follows, and no
            // label whose figure is in the next row.
            let head = texts.len() > 1 && !texts.iter().any(|text| is_figure(text));
            self.gap = if head { Gap::Blank } else { Gap::Line };
            self.keep(text, row.gap, alone);
        } else {
            for text in texts {
                self.keep(text, Gap::Blank, false);
            }
            self.gap = Gap::Blank;
        }
    }
}

impl Table {
    /// Whether the cells of a row may stand in one line: then at most one of
    /// its figures can be taken for the label's. The number that counts the
    /// rows gets its dot here.
    fn is_plain(&mut self, texts: &mut [String], columns: &[u32]) -> bool {
        let counted = self.count(texts);
        let (texts, columns) = (&texts[counted..], &columns[counted..]);
        let others = columns
            .iter()
            .fold(0, |mask: u64, column| mask | bit(*column));
        let elsewhere = self.filled & !others & beyond(columns.first().copied());
        self.filled |= others;
        let Some(first) = texts.iter().position(|text| is_figure(text)) else {
            // A head of several columns that are told apart by years.
            let dated = texts.iter().skip(1).any(|text| has_digit(text));
            self.several |= texts.len() > 2 && dated;
            return true;
        };
        let figures = texts[first..].iter().filter(|text| is_figure(text)).count();
        let label_behind = figures < texts.len() - first;
        if figures > 1 {
            self.several = true;
            // Without a label they are the head of columns.
            let printed = texts.iter().filter(|text| has_digit(text)).count();
            return !label_behind && (first == 0 || printed > 1);
        }
        !(self.several || elsewhere != 0) || texts.len() == 1
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
            Ok(count) if digits.len() <= 3 && (count == 1 || count == self.counted + 1) => {
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

fn bit(column: u32) -> u64 {
    1_u64.checked_shl(column).unwrap_or(0)
}

/// The columns of a row behind its label.
fn beyond(label: Option<u32>) -> u64 {
    !bit(label.unwrap_or(0).saturating_add(1)).wrapping_sub(1)
}

/// A label that was broken over a few lines holds no figure that the pieces
/// could be mistaken for.
fn is_label(lines: &[Line]) -> bool {
    let parted = lines.iter().skip(1).any(|line| line.gap == Gap::Blank);
    lines.len() <= BROKEN && !parted && !lines.iter().any(|line| has_digit(&line.text))
}

fn has_digit(text: &str) -> bool {
    text.contains(|char: char| char.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::super::lines::{Lines, Manner};
    use super::Span;

    /// Cells parted by `|`, rows by `/`; `~` ends a line in a cell, `^`
    /// begins one that reaches into the next row.
    fn table(rows: &str) -> String {
        let mut lines = Lines::default();
        lines.begin_table();
        for row in rows.split('/') {
            lines.begin_row();
            for cell in row.split('|') {
                let (cell, rows) = match cell.strip_prefix('^') {
                    Some(cell) => (cell, 2),
                    None => (cell, 1),
                };
                lines.begin_cell(Span { columns: 1, rows });
                for part in cell.split('~') {
                    lines.end_line();
                    lines.add(part, Manner::default());
                }
            }
            lines.end_row();
        }
        lines.end_table();
        lines.finish()
    }

    #[test]
    fn a_label_and_its_figure_are_one_line() {
        assert_eq!(table("Calls|7 022/Cases|5"), "Calls\t7 022\nCases\t5\n");
        assert_eq!(
            table("Calls of~the month|7 022"),
            "Calls of the month\t7 022\n"
        );
        assert_eq!(
            table("No|What|May/1|Calls|7/2|Cases|5"),
            "No\tWhat\tMay\n\n1.\tCalls\t7\n2.\tCases\t5\n"
        );
        assert_eq!(table("Calls|5|6"), "Calls\t5\t6\n");
        assert_eq!(
            table("^Legal|Calls|5/Cases|6"),
            "Legal\tCalls\t5\nCases\t6\n"
        );
        // A column that is never filled only makes room.
        assert_eq!(table("Calls||5/Cases||6"), "Calls\t5\nCases\t6\n");
    }

    #[test]
    fn what_could_be_mistaken_is_set_apart() {
        assert_eq!(table("|2023|2024/Calls||5"), "2023\t2024\n\nCalls\n\n5\n");
        assert_eq!(
            table("What|2023|2024/Calls|5"),
            "What\t2023\t2024\n\nCalls\n\n5\n"
        );
        assert_eq!(table("Calls|5|6/Cases|7"), "Calls\t5\t6\n\nCases\n\n7\n");
        assert_eq!(table("Calls|^5/Cases"), "Calls\n\n5\n\nCases\n");
        assert_eq!(table("5/Calls/6"), "5\n\nCalls\n\n6\n");
        assert_eq!(table("Land|Calls/Iran|6"), "Land\tCalls\n\nIran\t6\n");
        assert_eq!(table("Calls|-|6"), "Calls\n\n-\n\n6\n");
        assert_eq!(table("5|Calls|6"), "5\n\nCalls\n\n6\n");
        assert_eq!(table("Calls|5|Cases|6"), "Calls\n\n5\n\nCases\n\n6\n");
        assert_eq!(table("Calls~Cases 1|5~6"), "Calls\nCases 1\n\n5\n6\n");
    }
}
