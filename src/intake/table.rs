//! Rows of tables and lists of terms: one line each, its cells joined by a
//! tab, where it is plain which figure belongs to which label.

use super::head;
use super::lines::{Gap, Lines, is_bare};
use super::row::{BROKEN, Cell, Row, Span, Table, is_label, join};

/// Cells that reach down and are remembered.
const MAX_TALL: usize = 64;
/// Columns of one cell, at most.
const MAX_COLUMNS: u32 = 1000;

impl Lines {
    /// `terms` is a list of terms, whose first row is no head.
    pub fn begin_table(&mut self, terms: bool) {
        self.part(Gap::Blank);
        self.tables.push(Table {
            terms,
            ..Table::default()
        });
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
            reached: false,
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
                row.cells.push(Cell {
                    start: row.first,
                    from: 0,
                    to: 1,
                    head: false,
                });
            }
            for (from, to, _) in &table.tall {
                if (*from..*to).contains(&row.columns) {
                    row.columns = *to;
                }
            }
            let from = row.columns;
            row.columns = from.saturating_add(span.columns.clamp(1, MAX_COLUMNS));
            row.cells.push(Cell {
                start,
                from,
                to: row.columns,
                head: span.head,
            });
            if span.rows > 1 {
                row.tall.push(from);
                if table.tall.len() < MAX_TALL {
                    table.tall.push((from, row.columns, span.rows));
                    table.tall.sort_unstable();
                } else {
                    table.unsure = true;
                }
            }
        }
        self.gap = Gap::Line;
    }

    /// The open cell is also that of rows below, which say so themselves.
    pub fn reach_down(&mut self) {
        if let Some(row) = self.open_row()
            && let Some(cell) = row.cells.last()
        {
            row.tall.push(cell.from);
        }
    }

    /// The open cell is also that of the row above.
    pub fn reach_up(&mut self) {
        if let Some(row) = self.open_row() {
            row.reached = true;
        }
    }

    /// The open cell takes so many columns.
    pub fn widen(&mut self, columns: u32) {
        if let Some(row) = self.open_row()
            && let Some(cell) = row.cells.last_mut()
        {
            cell.to = cell.from.saturating_add(columns.clamp(1, MAX_COLUMNS));
            row.columns = cell.to;
        }
    }

    fn open_row(&mut self) -> Option<&mut Row> {
        self.tables.last_mut().and_then(|table| table.row.as_mut())
    }

    /// A caption ends that began behind `from` lines.
    pub fn end_caption(&mut self, from: usize) {
        self.end_line();
        let scaled = self.done[from.min(self.done.len())..]
            .iter()
            .any(|line| head::is_scaled(&line.text));
        if let Some(table) = self.tables.last_mut() {
            table.unsure |= scaled;
        }
    }

    /// Makes one line of a row, or leaves its cells apart. Rows never stand
    /// together: a label is not continued in the next one, and a number that
    /// counts them is no part of a figure.
    pub fn end_row(&mut self) {
        self.end_line();
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let Some(row) = table.row.take() else { return };
        // A cell above that this row has its own columns for is none of it.
        let reached = row.reached || !table.tall.iter().all(|(from, ..)| row.tall.contains(from));
        for (.., rows) in &mut table.tall {
            *rows -= 1;
        }
        table.tall.retain(|(.., rows)| *rows > 0);
        let end = self.done.len();
        let starts = row.cells.iter().skip(1).map(|cell| cell.start);
        let spans = row.cells.iter().zip(starts.chain([end]));
        let full: Vec<(Cell, usize)> = spans
            .filter(|(cell, end)| cell.start < *end)
            .map(|(cell, end)| (*cell, end))
            .collect();
        self.gap = Gap::Blank;
        let Some((Cell { start: first, .. }, _)) = full.first().copied() else {
            return;
        };
        let cells: Vec<Cell> = full.iter().map(|(cell, _)| *cell).collect();
        let mut several = full.iter().filter(|(cell, end)| end - cell.start > 1);
        let whole = several.clone().count() == 0
            || (full.len() > 1
                && several.all(|(cell, end)| is_label(&self.done[cell.start..*end])));
        if !whole {
            // Of long cells their beginning tells enough.
            let text = |(cell, end): &(Cell, usize)| {
                join(&self.done[cell.start..(*end).min(cell.start + BROKEN + 1)])
            };
            let texts: Vec<String> = full.iter().map(text).collect();
            match texts.as_slice() {
                [only] if cells[0].from > 0 => table.take_lone(only, &cells),
                [_] => {}
                _ => _ = table.take_head(&texts, &cells),
            }
            for cell in &cells {
                self.done[cell.start].gap = Gap::Blank;
            }
            return;
        }
        let lines = self.done.split_off(first);
        let text = |(cell, end): &(Cell, usize)| join(&lines[cell.start - first..end - first]);
        let mut texts: Vec<String> = full.iter().map(text).collect();
        let shared = cells.len() > 1 && cells.iter().any(|cell| row.tall.contains(&cell.from));
        let alone = texts.len() == 1 && is_bare(&texts[0]);
        if table.is_plain(&mut texts, &cells, reached || shared) {
            self.keep(texts.join("\t"), row.gap, alone);
        } else {
            for text in texts {
                self.keep(text, Gap::Blank, false);
            }
        }
        self.gap = Gap::Blank;
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::{Lines, Manner};
    use super::Span;

    /// Cells parted by `|`, rows by `/`; `~` ends a line in a cell, `^`
    /// begins one that reaches into the next row.
    fn table(rows: &str) -> String {
        let mut lines = Lines::default();
        lines.begin_table(false);
        for row in rows.split('/') {
            lines.begin_row();
            for cell in row.split('|') {
                let (cell, rows) = match cell.strip_prefix('^') {
                    Some(cell) => (cell, 2),
                    None => (cell, 1),
                };
                lines.begin_cell(Span {
                    columns: 1,
                    rows,
                    head: false,
                });
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
        assert_eq!(table("Calls|7 022/Cases|5"), "Calls\t7 022\n\nCases\t5\n");
        assert_eq!(
            table("Calls of~the month|7 022"),
            "Calls of the month\t7 022\n"
        );
        assert_eq!(
            table("No|What|Number/1|Calls|7/2|Cases|5"),
            "No\tWhat\tNumber\n\n1.\tCalls\t7\n\n2.\tCases\t5\n"
        );
        // A column that is never filled only makes room.
        assert_eq!(table("Calls||5/Cases||6"), "Calls\t5\n\nCases\t6\n");
    }

    #[test]
    fn what_could_be_mistaken_is_set_apart() {
        assert_eq!(table("|2023|2024/Calls||5"), "2023\n\n2024\n\nCalls\n\n5\n");
        assert_eq!(
            table("What|2023|2024/Calls|5"),
            "What\n\n2023\n\n2024\n\nCalls\n\n5\n"
        );
        assert_eq!(
            table("Calls|5|6/Cases|7"),
            "Calls\n\n5\n\n6\n\nCases\n\n7\n"
        );
        assert_eq!(table("Calls|^5/Cases"), "Calls\n\n5\n\nCases\n");
        assert_eq!(table("5/Calls/6"), "5\n\nCalls\n\n6\n");
        assert_eq!(table("Land|Calls/Iran|6"), "Land\tCalls\n\nIran\n\n6\n");
        assert_eq!(table("Calls|-|6"), "Calls\n\n-\n\n6\n");
        assert_eq!(table("5|Calls|6"), "5\n\nCalls\n\n6\n");
        assert_eq!(table("Calls|5|Cases|6"), "Calls\n\n5\n\nCases\n\n6\n");
        assert_eq!(table("Calls|5|6"), "Calls\n\n5\n\n6\n");
        assert_eq!(
            table("^Legal|Calls|5/Cases|6"),
            "Legal\n\nCalls\n\n5\n\nCases\n\n6\n"
        );
        assert_eq!(table("Calls|Ganja|5"), "Calls\n\nGanja\n\n5\n");
        assert_eq!(table("1|Calls"), "1\n\nCalls\n");
        // The number that counts rows goes up.
        assert_eq!(table("2|Calls|5"), "2\n\nCalls\n\n5\n");
        assert_eq!(
            table("1|Calls|5/1|Cases|6"),
            "1.\tCalls\t5\n\n1\n\nCases\n\n6\n"
        );
        assert_eq!(table("What|Share/Calls|5"), "What\tShare\n\nCalls\n\n5\n");
        assert_eq!(table("What|2023/Calls|5"), "What\n\n2023\n\nCalls\n\n5\n");
        assert_eq!(table("|Ganja/Calls|5"), "Ganja\n\nCalls\n\n5\n");
        assert_eq!(
            table("In thousands/Calls|5"),
            "In thousands\n\nCalls\n\n5\n"
        );
        assert_eq!(table("Calls~Cases 1|5~6"), "Calls\nCases 1\n\n5\n6\n");
    }
}
