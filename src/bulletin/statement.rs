//! Lines -> statements: list items, headings and paragraphs, with the lines
//! of a hard-wrapped paragraph put together again.

use super::word::is_dash;

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

/// The statements of a text, blank lines left out.
#[derive(Clone)]
pub struct Statements<'t> {
    text: &'t str,
    at: usize,
    line_no: usize,
    cut: bool,
    /// Longest line, in bytes, of the block of lines that ends at
    /// `block`.
    width: usize,
    block: usize,
    /// The line that was looked at last: where it begins and ends, and where
    /// the next one begins.
    known: (usize, usize, usize),
}

impl<'t> Statements<'t> {
    pub fn of(text: &'t str) -> Self {
        Statements {
            text,
            at: 0,
            line_no: 0,
            cut: false,
            width: 0,
            block: 0,
            known: (0, 0, 0),
        }
    }

    /// The line at byte `at` and the beginning of the next one.
    fn line(&mut self, at: usize) -> Option<(&'t str, usize)> {
        let (start, end, next) = self.known;
        if start != at || next == 0 {
            let (line, next) = self.find_line(at)?;
            self.known = (at, at + line.len(), next);
            return Some((line, next));
        }
        Some((&self.text[start..end], next))
    }

    fn find_line(&self, at: usize) -> Option<(&'t str, usize)> {
        let rest = self.text.get(at..).filter(|rest| !rest.is_empty())?;
        let Some(end) = memchr::memchr2(b'\n', b'\r', rest.as_bytes()) else {
            return Some((rest, self.text.len()));
        };
        let width = if rest[end..].starts_with("\r\n") {
            2
        } else {
            1
        };
        Some((&rest[..end], at + end + width))
    }

    /// Whether the block of lines ends before byte `at`.
    fn ends_block(&self, at: usize) -> bool {
        self.find_line(at).is_none_or(|(line, _)| is_blank(line))
    }

    /// Measures the block of lines that begins at byte `at`. It ends where a
    /// paragraph follows a list right below.
    fn measure(&mut self, at: usize) {
        if at < self.block {
            return;
        }
        (self.width, self.block) = (0, at);
        let (mut before, mut list) = ("", false);
        for _ in 0..LINES {
            match self.find_line(self.block) {
                Some((line, next)) if !is_blank(line) => {
                    let capital = line.starts_with(char::is_uppercase);
                    let paragraph = is_item(before) && ends_item(before) && capital;
                    if paragraph || !before.is_empty() && is_item(line) && !list {
                        return;
                    }
                    list |= is_item(line);
                    self.width = self.width.max(line.trim_end().len());
                    self.block = next;
                    before = line;
                }
                _ => break,
            }
        }
    }
}

impl<'t> Iterator for Statements<'t> {
    type Item = Statement<'t>;

    fn next(&mut self) -> Option<Statement<'t>> {
        loop {
            let start = self.at;
            let (mut line, mut next) = self.line(start)?;
            self.at = next;
            self.line_no += 1;
            if is_blank(line) {
                self.cut = false;
                continue;
            }
            self.measure(start);
            let first_line = self.line_no;
            let mut end = start + line.len();
            let mut cut = false;
            while let Some((following, after)) = self.line(next) {
                if !goes_on(line, following, self.width)
                    || is_value(line, following) && !self.ends_block(after)
                {
                    break;
                }
                if self.line_no - first_line + 1 >= LINES || after - start > BYTES {
                    cut = true;
                    break;
                }
                end = next + following.len();
                (line, next) = (following, after);
                self.at = after;
                self.line_no += 1;
            }
            let was_cut = std::mem::replace(&mut self.cut, cut);
            return Some(Statement {
                first_line,
                last_line: self.line_no,
                text: &self.text[start..end],
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
    line.trim_end()
        .ends_with(|last: char| last.is_ascii_digit() || ".;!?)".contains(last))
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
            .all(|char| char.is_ascii_digit() || " .,\u{a0}".contains(char));
    }
    if !first.is_alphanumeric() && !"\"“«(".contains(first) {
        return false;
    }
    if matches!(last, '.' | '!' | '?' | ';' | ':' | '…') || is_marked(next) {
        return false;
    }
    // A value ends its item: "Cases of removal – 361".
    let value =
        line.trim_end_matches(|char: char| char.is_ascii_digit() || " .,\u{a0}".contains(char));
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
    let word = next.split_whitespace().next().map_or(0, str::len);
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
    let mark = line.trim_start_matches(char::is_alphanumeric);
    let length = line[..line.len() - mark.len()].chars().count();
    let digits = line.starts_with(|char: char| char.is_ascii_digit());
    (1..=2).contains(&length) && (mark.starts_with(')') || digits && mark.starts_with(". "))
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
