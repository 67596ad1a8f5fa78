//! Numbers broken over two lines: neither half is a figure.

use super::number::{Number, Style};
use super::word::is_dash;

/// How a line ends with a number that may go on in the next line.
#[derive(Clone, Copy)]
pub struct Ending {
    /// A comma or full stop behind the number ends the line.
    marked: bool,
    digits: usize,
    /// The number has thousands marks.
    grouped: bool,
    /// A dash or the like stands before the number, as in a list: then
    /// nothing of its item but the number can go on.
    listed: bool,
}

/// Digits of the largest figure that a bulletin could print.
const LONGEST: usize = 7;

/// The ending of a line whose last words are a number. `start` is the place
/// of the line in the text that the numbers are counted in.
pub fn ending(line: &str, start: usize, numbers: &[Number]) -> Option<Ending> {
    let number = numbers.last()?;
    let bytes = number.bytes.start - start..number.bytes.end - start;
    let mut behind = line[bytes.end..].trim();
    // "86 min" goes on with its smaller digits.
    if number.style == Style::Rounded {
        behind = behind
            .trim_start_matches(char::is_alphabetic)
            .trim_start_matches('.')
            .trim();
    }
    let marked = match behind {
        "" | "-" | "\u{2010}" | "\u{2011}" | "\u{ad}" => false,
        "," | "." => true,
        _ => return None,
    };
    let raw = &line[bytes.clone()];
    let digits = raw.bytes().filter(u8::is_ascii_digit).count();
    // A tab stands between the cells of a table.
    let before = line[..bytes.start]
        .trim_end_matches(' ')
        .chars()
        .next_back();
    let listed = before.is_some_and(|char| is_dash(char) || !char.is_alphanumeric());
    Some(Ending {
        marked,
        digits,
        grouped: digits < raw.len(),
        listed,
    })
}

impl Ending {
    /// Whether the next line begins with digits that may belong to it.
    pub fn goes_on(self, next: &str) -> bool {
        let next = next.trim_start();
        let digits = next.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return false;
        }
        let groups = digits == 3 && (self.grouped || self.digits <= 3);
        // "2021-ci ilin …" and "09:47" begin something of their own.
        let mut behind = next[digits..].chars();
        let own = match (behind.next(), behind.next()) {
            (Some('-'), Some(letter)) => letter.is_alphabetic(),
            (Some(':'), _) => true,
            _ => false,
        };
        let alone = !next.chars().any(char::is_alphabetic);
        !own && self.digits + digits <= LONGEST
            && (groups || !self.marked && !self.grouped)
            && (alone || !self.listed)
    }
}
