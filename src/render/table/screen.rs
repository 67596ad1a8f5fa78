//! Paints a table that fits a screen, through comfy-table. Cells come to it
//! already broken into lines, so that it draws the same as `stream`.

use std::io::{self, Write};

use anstyle::{Effects, Style};
use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, Table, Width};

use super::layout::{Column, Layout};
use super::lines::Lines;
use crate::render::style::{of_cell, of_name};

/// Display columns times lines of the largest table painted here: comfy-table
/// holds all of it in memory, several times over.
const LARGEST: usize = 4 << 20;

/// Whether the rows, painted, are small enough to be held in memory.
pub(super) fn can_hold(layout: &Layout, rows: &[Vec<String>]) -> bool {
    let lines: usize = rows
        .iter()
        .map(|row| {
            let cells = layout.cells(row);
            let heights = cells.map(|(column, cell)| Lines::of(cell, column, layout).count());
            heights.max().unwrap_or(0)
        })
        .sum();
    !layout.columns.is_empty() && lines.saturating_mul(layout.frame_width()) <= LARGEST
}

/// Writes the whole table, and returns how many cells it cut.
pub(super) fn paint<W: Write>(
    out: &mut W,
    layout: &Layout,
    rows: &[Vec<String>],
) -> io::Result<u64> {
    let mut cut_cells = 0;
    let mut table = Table::new();
    table.force_no_tty().load_style(layout.style);
    // Whether something has a style is decided here, cell by cell.
    table.enforce_styling().style_text_only();
    let bold = of_name(layout.colour);
    let names = layout.columns.iter();
    let names = names.map(|column| cell(column, &column.name, usize::MAX, &mut 0));
    table.set_header(names.map(|name| styled(name, bold)));
    for row in rows {
        let cells = layout.cells(row);
        table.add_row(cells.map(|(column, text)| {
            let drawn = cell(column, text, layout.max_lines, &mut cut_cells);
            styled(drawn, of_cell(text, layout.colour))
        }));
    }
    for (drawn, column) in table.column_iter_mut().zip(&layout.columns) {
        // comfy-table counts the blanks beside the border in.
        let width = u16::try_from(column.width + 2).unwrap_or(u16::MAX);
        drawn.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        if column.right {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        writeln!(out, "{line}")?;
    }
    Ok(cut_cells)
}

fn cell(column: &Column, text: &str, max_lines: usize, cut_cells: &mut u64) -> Cell {
    let mut lines = Vec::new();
    for piece in Lines::new(text, column.width, max_lines) {
        *cut_cells += u64::from(piece.cut);
        let mark = if piece.cut { "…" } else { "" };
        lines.push(format!("{}{mark}", piece.text));
    }
    Cell::new_owned(lines.join("\n"))
}

fn styled(cell: Cell, style: Style) -> Cell {
    let effects = style.get_effects();
    let with = |cell: Cell, effect, attribute| {
        if effects.contains(effect) {
            cell.add_attribute(attribute)
        } else {
            cell
        }
    };
    let cell = with(cell, Effects::BOLD, Attribute::Bold);
    with(cell, Effects::DIMMED, Attribute::Dim)
}
