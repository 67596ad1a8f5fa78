//! The lines of a text in the making: blanks collapsed as browsers do, blocks
//! set apart by one blank line. Rows of tables are in `table`.

use super::row::Table;

/// What parts the next line from the one before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    #[default]
    Line,
    Blank,
}

#[derive(Debug)]
pub struct Line {
    pub gap: Gap,
    pub text: String,
    /// Neither the label nor the figure of another line: a heading, an item
    /// or row of a figure alone.
    pub apart: bool,
}

/// How characters are taken.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner {
    /// Blanks and line ends stay, as in `pre`.
    pub verbatim: bool,
    /// Digits are marks of footnotes, which never belong to a figure.
    pub raised: bool,
}

/// Lines, the last of them open.
#[derive(Debug, Default)]
pub struct Lines {
    pub(super) done: Vec<Line>,
    pub(super) tables: Vec<Table>,
    text: String,
    pub(super) gap: Gap,
    /// A blank stands before the next character, if one comes.
    blank: bool,
    /// The next line is an item of a list.
    item: bool,
    /// The last line is a figure without a label: what follows is not its.
    pub(super) alone: bool,
    /// Where blocks of two lines begin.
    pairs: Vec<usize>,
    /// An inline element ended, and the next one begins.
    seam: bool,
    /// An element that parts numbers begins or ends here.
    edge: bool,
}

/// Lines of a block of labels and figures at most.
const MOST_PAIRED: usize = 100;

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

impl Lines {
    /// Adds to the open line.
    pub fn add(&mut self, text: &str, manner: Manner) {
        for char in text.chars() {
            match char {
                // Where a word may be broken is no part of it.
                '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
                '\n' | '\r' if manner.verbatim => {
                    // A blank line sets apart here as everywhere.
                    let gap = if self.text.is_empty() {
                        Gap::Blank
                    } else {
                        Gap::Line
                    };
                    self.part(gap);
                }
                ' ' | '\t' if manner.verbatim => self.text.push(char),
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.blank = true,
                _ => {
                    // "…label</span><span>46,905": style sheets part them.
                    let last = self.text.chars().next_back();
                    let seam = std::mem::take(&mut self.seam)
                        && char.is_ascii_digit()
                        && last.is_some_and(char::is_alphabetic);
                    // "31207<a>1</a>" are two numbers, whatever they look like.
                    let edge = std::mem::take(&mut self.edge)
                        && char.is_numeric()
                        && !manner.raised
                        && last.is_some_and(|last| last.is_ascii_digit());
                    if (self.blank || seam || edge) && !self.text.is_empty() {
                        self.text.push(' ');
                    }
                    self.blank = false;
                    let digit = char.to_digit(10).filter(|_| manner.raised);
                    let raised = digit.and_then(|digit| RAISED.get(digit as usize));
                    self.text.push(raised.copied().unwrap_or(char));
                }
            }
        }
    }

    /// A tab, which no blank swallows.
    pub fn tab(&mut self) {
        self.blank = false;
        self.text.push('\t');
    }

    /// Ends the open line; nothing is kept of one without characters.
    pub fn end_line(&mut self) {
        self.blank = false;
        (self.seam, self.edge) = (false, false);
        let text = self.text.trim_end();
        if text.trim_start().is_empty() {
            self.text.clear();
            return;
        }
        let alone = self.item && is_bare(text);
        let mark = if self.item && !is_marked(text) {
            "- "
        } else {
            ""
        };
        let text = format!("{mark}{text}");
        self.text.clear();
        self.item = false;
        self.keep(text, self.gap, alone);
        self.gap = Gap::Line;
    }

    /// Keeps a line. A figure that is an item or a row of its own stands
    /// alone: whether its label is above or below only the eye can tell.
    pub(super) fn keep(&mut self, text: String, gap: Gap, alone: bool) {
        let apart = alone || self.alone;
        let gap = if apart { Gap::Blank } else { gap };
        self.alone = alone;
        self.done.push(Line {
            gap,
            text,
            apart: alone,
        });
    }

    /// What follows is another inline element than what stood before.
    pub fn seam(&mut self) {
        self.seam = true;
    }

    /// Digits before and behind this place belong to two numbers.
    pub fn edge(&mut self) {
        self.edge = true;
    }

    /// Lines that are done.
    pub fn count(&self) -> usize {
        self.done.len()
    }

    /// The last line is a heading.
    pub fn end_heading(&mut self, from: usize) {
        self.end_line();
        for line in &mut self.done[from..] {
            line.apart = true;
        }
    }

    /// A block that began behind `from` lines ends. Where labels and figures
    /// take turns in it, it begins with one and ends with the other, so that
    /// each figure has its label; they are put together where several pairs
    /// follow one another.
    pub fn end_block(&mut self, from: usize) {
        self.end_line();
        let lines = &self.done[from..];
        let even = lines.len().is_multiple_of(2) && (2..=MOST_PAIRED).contains(&lines.len());
        if !even || lines.iter().any(|line| line.apart) {
            return;
        }
        let figure = |line: &Line| is_plain_figure(&line.text);
        let label = |line: &Line| line.text.contains(char::is_alphabetic);
        let first = figure(&lines[0]);
        let takes_turns = lines.iter().enumerate().all(|(at, line)| {
            let is_figure = at.is_multiple_of(2) == first;
            if is_figure { figure(line) } else { label(line) }
        });
        if takes_turns {
            let known = self.pairs.last().map_or(0, |last| last + 1);
            let places = (from..from + lines.len()).step_by(2);
            self.pairs.extend(places.filter(|place| *place >= known));
        }
    }

    /// Puts pairs into one line where several follow one another: a page that
    /// is built of labels and figures.
    fn join_pairs(&mut self) {
        let same_order = |one: usize, other: usize| {
            is_plain_figure(&self.done[one].text) == is_plain_figure(&self.done[other].text)
        };
        let kept = |at: &&usize| {
            let beside = [at.checked_sub(2), Some(**at + 2)];
            let beside = beside.into_iter().flatten();
            let mut pairs = beside.filter(|other| self.pairs.binary_search(other).is_ok());
            pairs.any(|other| same_order(**at, other))
        };
        let joined: Vec<usize> = self.pairs.iter().filter(kept).copied().collect();
        for at in joined {
            let second = std::mem::take(&mut self.done[at + 1].text);
            let first = &mut self.done[at].text;
            first.push('\t');
            first.push_str(&second);
        }
        self.done.retain(|line| !line.text.is_empty());
    }

    /// Ends the open line; the next one is at least so far from it. A block
    /// that an item begins with stands where the item does.
    pub fn part(&mut self, gap: Gap) {
        self.end_line();
        if !self.item {
            self.gap = self.gap.max(gap);
        }
    }

    /// Ends the open line; the next one follows it at once, whatever blocks
    /// ended in between: items of a list stay together.
    pub fn follow(&mut self) {
        self.end_line();
        self.gap = Gap::Line;
    }

    /// The next line is an item.
    pub fn begin_item(&mut self) {
        self.end_line();
        self.item = true;
    }

    /// Only now: an item without text of its own marks nothing else.
    pub fn end_item(&mut self) {
        self.follow();
        self.item = false;
    }

    pub fn finish(mut self) -> String {
        self.end_line();
        self.join_pairs();
        let size = self.done.iter().map(|line| line.text.len() + 2).sum();
        let mut text = String::with_capacity(size);
        for (index, line) in self.done.iter().enumerate() {
            if index > 0 && line.gap == Gap::Blank {
                text.push('\n');
            }
            text.push_str(&line.text);
            text.push('\n');
        }
        text
    }
}

/// Begins with a digit, or is a dash or the like in the place of a figure.
pub(super) fn is_figure(text: &str) -> bool {
    let first = text.chars().find(|char| char.is_alphanumeric());
    first.is_none_or(char::is_numeric)
}

/// A number with marks of thousands at most, and no year.
fn is_plain_figure(text: &str) -> bool {
    let mark = |char: char| matches!(char, ' ' | '.' | ',' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let year = digits == 4 && text.len() == 4 && matches!(&text[..2], "19" | "20");
    digits > 0 && !year && text.chars().all(|char| char.is_ascii_digit() || mark(char))
}

/// A figure and nothing else.
pub(super) fn is_bare(text: &str) -> bool {
    !text.contains(char::is_alphabetic)
}

/// Begins with a dash, a bullet, or a number and a dot, as items do.
fn is_marked(text: &str) -> bool {
    let text = text.trim_start();
    let behind = text.trim_start_matches(|char: char| char.is_ascii_digit());
    let numbered = behind.len() < text.len()
        && (behind.starts_with(')') || behind.starts_with('.'))
        && !behind[1..].starts_with(|char: char| char.is_ascii_digit());
    numbered
        || text.starts_with([
            '-', '–', '—', '−', '‒', '―', '‐', '•', '·', '*', '▪', '●', '◦', '■', '○', '\u{f0b7}',
        ])
}
