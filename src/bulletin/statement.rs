//! Lines -> statements: list items, headings and paragraphs, with the lines
//! of a hard-wrapped paragraph put together again.

use super::word::is_dash;
use std::collections::VecDeque;

/// One or more lines that belong together. A number never goes over a line
/// end, so that every figure has one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement<'t> {
    /// From 1.
    pub first_line: usize,
    pub last_line: usize,
    pub text: &'t str,
    /// It goes on where a longer one was cut.
    pub cut: bool,
}

impl Statement<'_> {
    /// First and last line, from 1.
    pub fn lines(&self) -> std::ops::RangeInclusive<usize> {
        self.first_line..=self.last_line
    }
}

/// Lines of one statement at most, and bytes: longer ones are cut, so that
/// reading stays linear.
const LINES: usize = 40;
const BYTES: usize = 16 * 1024;
/// Longest line of a hard-wrapped text, in bytes, and the shortest that is
/// not the last of its paragraph.
const WRAPPED: usize = 180;
const FULL: usize = 45;

/// A line of the text, and what is asked of it more than once.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: usize,
    /// Without its line end.
    end: usize,
    /// Where the next one begins.
    next: usize,
    blank: bool,
    item: bool,
}

/// The statements of a text, blank lines left out.
#[derive(Clone)]
pub struct Statements<'t> {
    text: &'t str,
    line_no: usize,
    cut: bool,
    /// Longest line, in bytes, of the block of lines that ends at
    /// `block`.
    width: usize,
    block: usize,
    /// The lines that have been looked at and not been read yet. Never many
    /// more than a statement or a block may have.
    ahead: VecDeque<Line>,
    /// Where the line behind them begins.
    next: usize,
}

impl<'t> Statements<'t> {
    pub fn of(text: &'t str) -> Self {
        Statements {
            text,
            line_no: 0,
            cut: false,
            width: 0,
            block: 0,
            ahead: VecDeque::new(),
            next: 0,
        }
    }

    /// The line so many lines behind the one that is read next.
    fn line(&mut self, at: usize) -> Option<Line> {
        while self.ahead.len() <= at {
            let line = self.find_line()?;
            self.next = line.next;
            self.ahead.push_back(line);
        }
        self.ahead.get(at).copied()
    }

    fn find_line(&self) -> Option<Line> {
        let start = self.next;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let end = memchr::memchr2(b'\n', b'\r', rest.as_bytes());
        let length = end.unwrap_or(rest.len());
        let width = match rest.as_bytes()[length..] {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        let line = &rest[..length];
        Some(Line {
            start,
            end: start + length,
            next: start + length + width,
            blank: is_blank(line),
            item: is_item(line),
        })
    }

    fn text(&self, line: Line) -> &'t str {
        &self.text[line.start..line.end]
    }

    /// Whether the block of lines ends before the line at this place.
    fn ends_block(&mut self, at: usize) -> bool {
        self.line(at).is_none_or(|line| line.blank)
    }

    /// Measures the block of lines that begins with the next one. It ends
    /// where a paragraph follows a list right below.
    fn measure(&mut self, first: Line) {
        if first.start < self.block {
            return;
        }
        (self.width, self.block) = (0, first.start);
        let mut before: Option<Line> = None;
        let mut list = false;
        for at in 0..LINES {
            let Some(line) = self.line(at).filter(|line| !line.blank) else {
                break;
            };
            let text = self.text(line);
            if let Some(before) = before {
                let paragraph = before.item
                    && text.starts_with(char::is_uppercase)
                    && ends_item(self.text(before));
                if paragraph || line.item && !list {
                    return;
                }
            }
            list |= line.item;
            self.width = self.width.max(text.trim_end().len());
            self.block = line.next;
            before = Some(line);
        }
    }
}

impl<'t> Iterator for Statements<'t> {
    type Item = Statement<'t>;

    fn next(&mut self) -> Option<Statement<'t>> {
        loop {
            let first = self.line(0)?;
            if first.blank {
                self.ahead.pop_front();
                self.line_no += 1;
                self.cut = false;
                continue;
            }
            self.measure(first);
            let mut line = first;
            let mut lines = 1;
            let mut cut = false;
            while let Some(following) = self.line(lines) {
                let (text, next) = (self.text(line), self.text(following));
                if !goes_on(text, next, self.width)
                    || is_value(text, next) && !self.ends_block(lines + 1)
                {
                    break;
                }
                if lines >= LINES || following.next - first.start > BYTES {
                    cut = true;
                    break;
                }
                line = following;
                lines += 1;
            }
            self.ahead.drain(..lines);
            let first_line = self.line_no + 1;
            self.line_no += lines;
            let was_cut = std::mem::replace(&mut self.cut, cut);
            return Some(Statement {
                first_line,
                last_line: self.line_no,
                text: &self.text[first.start..line.end],
                cut: was_cut,
            });
        }
    }
}

fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| byte == b' ' || byte == b'\t') || line.trim().is_empty()
}

/// Whether the next line is nothing but a number, not further in: it may be the
/// value of the label above it, or of the one below.
fn is_value(line: &str, next: &str) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let number = |byte: u8| byte.is_ascii_digit() || b" .,".contains(&byte);
    indent(next) <= indent(line) && next.bytes().all(number)
}

/// Whether a line begins with a dash or a bullet.
fn is_item(line: &str) -> bool {
    let mark = line.trim_start().chars().next();
    mark.is_some_and(|mark| {
        is_dash(mark) || matches!(mark, '•' | '·' | '*' | '▪' | '●' | '○' | '➢')
    })
}

/// Whether a line ends with a value or a mark: what follows is another item.
fn ends_item(line: &str) -> bool {
    line.trim_end().ends_with(|last: char| {
        last.is_ascii_digit() || matches!(last, '.' | ';' | '!' | '?' | ')')
    })
}

/// Whether a character may stand in the value of an item.
fn of_value(char: char) -> bool {
    matches!(char, '0'..='9' | ' ' | '.' | ',' | '\u{a0}')
}

/// Whether a line goes on in the next one, in a block of lines of this width.
fn goes_on(line: &str, next: &str, width: usize) -> bool {
    let (line, next) = (line.trim_end(), next.trim_start());
    let (Some(last), Some(first)) = (line.chars().next_back(), next.chars().next()) else {
        return false;
    };
    if is_dash(first)
        && next.len() > 1
        && last.is_alphanumeric()
        && line.len() >= FULL
        && next.chars().nth(1) == Some(' ')
    {
        // "… on other Articles\n– 19": a value behind its label.
        return next
            .trim_start_matches(|char| is_dash(char) || char == ' ')
            .trim_end_matches(['.', ';', ','])
            .chars()
            .all(of_value);
    }
    let quoted = matches!(first, '"' | '“' | '«' | '(');
    if is_dash(first) || !quoted && !first.is_alphanumeric() {
        return false;
    }
    if matches!(last, '.' | '!' | '?' | ';' | ':' | '…') || is_marked(next) {
        return false;
    }
    // A value ends its item: "Cases of removal – 361".
    let value = line.trim_end_matches(of_value);
    if value.len() < line.len() && value.ends_with(|char| is_dash(char) || char == ':') {
        return false;
    }
    if first.is_lowercase() {
        return true;
    }
    let digit = first.is_ascii_digit();
    if digit && is_dash(last) {
        return true;
    }
    // The next word would not have found room in this line.
    let word = next.find(char::is_whitespace).unwrap_or(next.len());
    let full = line.len() + 1 + word > width;
    let wrapped = full && (FULL..=WRAPPED).contains(&line.len()) && next.len() <= WRAPPED;
    let open = last == ',' || last.is_lowercase();
    // Two lines that begin with their figures are two items of a list.
    let figures = digit
        && line
            .trim_start()
            .starts_with(|char: char| char.is_ascii_digit());
    wrapped && open && !figures
}

/// Whether a line begins like an item of a list: "a) …", "12. …".
pub fn is_marked(line: &str) -> bool {
    let mut chars = line.char_indices().take(3);
    let Some((end, _)) = chars.find(|(_, char)| !char.is_alphanumeric()) else {
        return false;
    };
    let mark = &line[end..];
    let digits = line.starts_with(|char: char| char.is_ascii_digit());
    end > 0 && (mark.starts_with(')') || digits && mark.starts_with(". "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statements(text: &str) -> Vec<(usize, &str)> {
        Statements::of(text)
            .map(|statement| (statement.first_line, statement.text))
            .collect()
    }

    #[test]
    fn items_headings_and_paragraphs_stay_apart() {
        let text = "Legal migration\n- Applications – 5\n- Citizenship – 6\n\nDuring May, 7 calls.\nAnd 8.";
        assert_eq!(
            statements(text),
            [
                (1, "Legal migration"),
                (2, "- Applications – 5"),
                (3, "- Citizenship – 6"),
                (5, "During May, 7 calls."),
                (6, "And 8."),
            ]
        );
    }

    #[test]
    fn a_hard_wrapped_sentence_is_put_together() {
        let text = "Miqrasiya Məcəlləsinin\nvə Xətalar Məcəlləsinin pozulmasına görə 2 504\r\nqərar qəbul edilib.\n";
        assert_eq!(statements(text), [(1, text.trim_end())]);
        let text =
            "In November the Service established that foreigners had lived without\n1931 permits.";
        assert_eq!(statements(text).len(), 1);
    }

    #[test]
    fn a_paragraph_below_a_list_is_measured_by_itself() {
        let item =
            "- Applications of foreigners for registration upon place of stay, in person – 5\n";
        let paragraph =
            "In the framework of the fight against migration decisions of\nMigration Code – 7";
        assert_eq!(
            statements(&format!("{item}{paragraph}")),
            [(1, item.trim_end()), (2, paragraph)]
        );
    }

    #[test]
    fn a_very_long_paragraph_is_cut_and_says_so() {
        let text = "word\n".repeat(100);
        let cut: Vec<bool> = Statements::of(&text)
            .map(|statement| statement.cut)
            .collect();
        assert_eq!(cut, [false, true, true]);
    }
}
