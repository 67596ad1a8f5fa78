//! `show`: a bulletin's text, every number marked with what it was read as.

use super::Context;
use super::place::{self, Bulletin};
use super::reasons::Whys;
use crate::cli::Show;
use crate::error::Error;
use crate::render::term_safe;
use crate::store::{Row, Rows, Store};
use std::borrow::Cow;
use std::io::{self, Write};

/// Columns of a line where the output is no terminal.
const WIDTH: usize = 100;

pub fn run(arguments: &Show, context: &mut Context<'_>) -> Result<(), Error> {
    let store = context.ask(&arguments.ask)?;
    answer(&arguments.bulletin, &store, context)
}

/// The same on an open file.
pub fn answer(named: &str, store: &Store, context: &mut Context<'_>) -> Result<(), Error> {
    let bulletin = place::bulletin(store, named)?;
    let (id, first, last) = (
        bulletin.document_id(),
        bulletin.first_line(),
        bulletin.last_line(),
    );
    let decided = store.rows(
        include_str!("sql/show_decisions.sql"),
        &[&id, &first, &last],
    )?;
    let lines = store.rows(include_str!("sql/show_lines.sql"), &[&id, &first, &last])?;
    let numbers = store.rows(include_str!("sql/show_numbers.sql"), &[&id, &first, &last])?;
    let unread = numbers
        .rows
        .iter()
        .filter(|row| row.integer(4) == Some(5))
        .count();
    head(&bulletin, unread, context.out)?;
    decisions(&decided, context.out)?;
    let whys = Whys::of(store, &bulletin)?;
    let width = context.terminal_width.map_or(WIDTH, usize::from);
    let gutter = last.to_string().len();
    let page = Page {
        gutter,
        room: width.saturating_sub(gutter + 4).max(20),
    };
    for line in &lines.rows {
        let line_no = line.integer(0);
        let marks: Vec<Mark<'_>> = numbers
            .rows
            .iter()
            .filter(|row| row.integer(0) == line_no)
            .map(|row| Mark::of_row(row, &whys))
            .collect();
        page.line(line_no.unwrap_or(0), line.text(1), &marks, context.out)?;
    }
    Ok(context.out.flush()?)
}

fn head(bulletin: &Bulletin, unread: usize, out: &mut dyn Write) -> io::Result<()> {
    let basis = bulletin.basis();
    let period = match (bulletin.time_period(), bulletin.period_text()) {
        (Some(period), Some(words)) if basis == "assigned" => {
            format!("{period} (assigned; it states {words})")
        }
        (Some(period), Some(words)) => format!("{period} ({basis}: {words})"),
        (Some(period), None) => format!("{period} ({basis}; it states none)"),
        (None, Some(words)) => format!("period unknown: it states {words}"),
        (None, None) => "period unknown: it states none".to_owned(),
    };
    let (first, last) = (bulletin.first_line(), bulletin.last_line());
    let title = format!("{}  (bulletin {})", bulletin.named(), bulletin.id());
    let layout = format!("{}, {}", bulletin.layout(), bulletin.language());
    let figures = bulletin.figures();
    let counts = format!("lines {first}–{last}; {layout}; {figures} figures, {unread} unread");
    for line in [title, period, counts] {
        writeln!(out, "{}", term_safe(&line))?;
    }
    Ok(())
}

/// What persons decided about the bulletin, its document and its numbers.
fn decisions(decided: &Rows, out: &mut dyn Write) -> io::Result<()> {
    for row in &decided.rows {
        writeln!(out, "decided: {}", term_safe(row.text(0)))?;
    }
    writeln!(out)
}

/// A number's place in its line, from 0, and what it was read as.
struct Mark<'m> {
    start: usize,
    length: usize,
    reading: Cow<'m, str>,
    why: Option<String>,
}

impl<'m> Mark<'m> {
    fn of_row(row: &'m Row, whys: &Whys) -> Mark<'m> {
        let number = |column| usize::try_from(row.integer(column).unwrap_or(1)).unwrap_or(1);
        Mark {
            start: number(1).saturating_sub(1),
            length: number(2),
            reading: term_safe(row.text(3)),
            why: whys.why(row),
        }
    }
}

impl Mark<'_> {
    /// Carets under the number, and the reading on the side that has room.
    fn under(&self, before: usize, room: usize) -> String {
        let carets = "^".repeat(self.length.min(room));
        let reading = self.reading.chars().count() + 1;
        if before + self.length + reading > room && reading <= before {
            return format!("{:>before$}{carets}", format!("{} ", self.reading));
        }
        format!("{:before$}{carets} {}", "", self.reading)
    }
}

/// Breaks a reason at words, with room for its indent.
fn wrapped(why: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in why.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() + 3 <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

struct Page {
    gutter: usize,
    /// Characters of text in a row.
    room: usize,
}

impl Page {
    /// Prints a line, wrapped at words, with its marks below each row.
    fn line(
        &self,
        line_no: i64,
        text: &str,
        marks: &[Mark<'_>],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let chars: Vec<char> = text.chars().map(visible).collect();
        let mut number = line_no.to_string();
        for (start, end) in self.rows(&chars, marks) {
            let shown: String = chars[start..end].iter().collect();
            writeln!(
                out,
                "{}",
                format!("{number:>gutter$} | {shown}", gutter = self.gutter).trim_end()
            )?;
            number.clear();
            for mark in marks
                .iter()
                .filter(|mark| (start..end.max(start + 1)).contains(&mark.start))
            {
                let under = mark.under(mark.start - start, self.room);
                writeln!(out, "{:gutter$} | {under}", "", gutter = self.gutter)?;
                for line in mark.why.iter().flat_map(|why| wrapped(why, self.room)) {
                    writeln!(out, "{:gutter$} |   {line}", "", gutter = self.gutter)?;
                }
            }
        }
        Ok(())
    }

    /// Where the rows of a line begin and end; no number is cut in two.
    fn rows(&self, chars: &[char], marks: &[Mark<'_>]) -> Vec<(usize, usize)> {
        let mut rows = Vec::new();
        let mut start = 0;
        while chars.len() - start > self.room {
            let limit = start + self.room;
            let blank = |at: &usize| chars[*at - 1].is_whitespace();
            let whole = |at: &usize| {
                !marks
                    .iter()
                    .any(|mark| mark.start < *at && *at < mark.start + mark.length)
            };
            let end = (start + self.room / 2..=limit)
                .rev()
                .find(|at| blank(at) && whole(at))
                .unwrap_or(limit);
            rows.push((start, end));
            start = end;
        }
        rows.push((start, chars.len()));
        rows
    }
}

/// One column for each character, so that marks stand where they belong:
/// what a terminal would obey or hide becomes a replacement character.
fn visible(char: char) -> char {
    let mut buffer = [0; 4];
    let alone: &str = char.encode_utf8(&mut buffer);
    if term_safe(alone) == alone {
        char
    } else {
        '\u{fffd}'
    }
}
