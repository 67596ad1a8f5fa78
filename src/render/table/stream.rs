//! Paints a table of any length as its rows come, in flat memory: the widths are
//! settled before the first row, and a cell that is wider goes on below, inside
//! the frame. `screen` paints the same through comfy-table.

use std::io::{self, Write};

use anstyle::Style;
use comfy_table::LineStyle;

use super::layout::Layout;
use super::lines::{Lines, Piece};
use crate::render::style::{of_cell, of_name};

/// Writes everything above the first row.
pub(super) fn open<W: Write>(out: &mut W, layout: &Layout) -> io::Result<()> {
    if layout.columns.is_empty() {
        return Ok(());
    }
    rule(out, layout, layout.style.top_border)?;
    let names = layout.columns.iter();
    let bold = of_name(layout.colour);
    let cells = names.map(|column| {
        let lines = Lines::new(&column.name, column.width, usize::MAX);
        (lines, bold)
    });
    content(out, layout, cells.collect())?;
    rule(out, layout, layout.style.header_separator)
}

/// Writes one row, and returns how many cells it cut.
pub(super) fn row<W: Write, S: AsRef<str>>(
    out: &mut W,
    layout: &Layout,
    cells: &[S],
) -> io::Result<u64> {
    let cells = layout.cells(cells);
    let cells = cells.map(|(column, cell)| {
        let style = of_cell(cell.as_ref(), layout.colour);
        (Lines::of(cell.as_ref(), column, layout), style)
    });
    content(out, layout, cells.collect())
}

/// Writes the last line of the frame.
pub(super) fn close<W: Write>(out: &mut W, layout: &Layout) -> io::Result<()> {
    if layout.columns.is_empty() {
        return Ok(());
    }
    rule(out, layout, layout.style.bottom_border)
}

fn content<W: Write>(
    out: &mut W,
    layout: &Layout,
    mut cells: Vec<(Lines<'_>, Style)>,
) -> io::Result<u64> {
    let [left, between, right] = layout.borders.each_ref().map(String::as_bytes);
    let mut cut_cells = 0;
    let mut open = !cells.is_empty();
    while open {
        open = false;
        let mut border = left;
        for ((cell, style), column) in cells.iter_mut().zip(&layout.columns) {
            out.write_all(border)?;
            border = between;
            let Some(piece) = cell.next() else {
                blank(out, column.width)?;
                continue;
            };
            open |= !cell.is_done();
            cut_cells += u64::from(piece.cut);
            let used = piece.width + usize::from(piece.cut);
            let blanks = column.width.saturating_sub(used);
            if column.right {
                blank(out, blanks)?;
            }
            write_piece(out, &piece, *style)?;
            if !column.right {
                blank(out, blanks)?;
            }
        }
        out.write_all(right)?;
    }
    Ok(cut_cells)
}

fn write_piece<W: Write>(out: &mut W, piece: &Piece<'_>, style: Style) -> io::Result<()> {
    let mark = if piece.cut { "…" } else { "" };
    if style.is_plain() {
        out.write_all(piece.text.as_bytes())?;
        return out.write_all(mark.as_bytes());
    }
    write!(out, "{style}{}{mark}{style:#}", piece.text)
}

fn rule<W: Write>(out: &mut W, layout: &Layout, style: LineStyle) -> io::Result<()> {
    glyph(out, style.left)?;
    for (nth, column) in layout.columns.iter().enumerate() {
        if nth > 0 {
            glyph(out, style.junction)?;
        }
        for _ in 0..column.width + 2 {
            glyph(out, style.fill)?;
        }
    }
    glyph(out, style.right)?;
    out.write_all(b"\n")
}

fn glyph<W: Write>(out: &mut W, glyph: Option<char>) -> io::Result<()> {
    match glyph {
        Some(glyph) => out.write_all(glyph.encode_utf8(&mut [0; 4]).as_bytes()),
        None => Ok(()),
    }
}

fn blank<W: Write>(out: &mut W, mut count: usize) -> io::Result<()> {
    const BLANKS: [u8; 64] = [b' '; 64];
    while count > 0 {
        let now = count.min(BLANKS.len());
        out.write_all(&BLANKS[..now])?;
        count -= now;
    }
    Ok(())
}
