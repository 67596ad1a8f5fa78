//! Paints a table of any length as its rows come, in flat memory: the widths are
//! settled before the first row, and a cell that is wider goes on below, inside
//! the frame. `screen` paints the same through comfy-table.

use std::io::{self, Write};

use anstyle::Style;
use comfy_table::{ContentLineStyle, LineStyle};

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
    content(out, layout, layout.style.header_lines, cells.collect())?;
    rule(out, layout, layout.style.header_separator)
}

/// Writes one row, and returns how many cells it cut.
pub(super) fn row<W: Write, S: AsRef<str>>(
    out: &mut W,
    layout: &Layout,
    cells: &[S],
) -> io::Result<u64> {
    let cells = layout.columns.iter().zip(cells);
    let cells = cells.map(|(column, cell)| {
        let style = of_cell(cell.as_ref(), layout.colour);
        (Lines::of(cell.as_ref(), column, layout), style)
    });
    content(out, layout, layout.style.content_lines, cells.collect())
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
    line: ContentLineStyle,
    mut cells: Vec<(Lines<'_>, Style)>,
) -> io::Result<u64> {
    let mut cut_cells = 0;
    let mut open = !cells.is_empty();
    while open {
        glyph(out, line.left)?;
        open = false;
        for (nth, ((cell, style), column)) in cells.iter_mut().zip(&layout.columns).enumerate() {
            if nth > 0 {
                glyph(out, line.junction)?;
            }
            let piece = cell.next();
            open |= !cell.is_done();
            let is_plain = piece.is_none() || style.is_plain();
            let piece = piece.unwrap_or(Piece::EMPTY);
            cut_cells += u64::from(piece.cut);
            let mark = if piece.cut { "…" } else { "" };
            let used = piece.width + usize::from(piece.cut);
            let blanks = column.width.saturating_sub(used);
            let (before, after) = if column.right {
                (blanks, 0)
            } else {
                (0, blanks)
            };
            blank(out, before + 1)?;
            if is_plain {
                out.write_all(piece.text.as_bytes())?;
                out.write_all(mark.as_bytes())?;
            } else {
                write!(out, "{style}{}{mark}{style:#}", piece.text)?;
            }
            blank(out, after + 1)?;
        }
        glyph(out, line.right)?;
        out.write_all(b"\n")?;
    }
    Ok(cut_cells)
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
