//! Where the numbers of a statement stand in the document, and which of them
//! may go on in the next line.

use super::Unread;
use super::broken::ending;
use super::lexicon::Lexicon;
use super::number::{Number, begins_multiplied};
use super::statement::Statement;

/// A number of a statement with its place in the document.
pub struct Place {
    /// From 1, in lines.
    pub line_no: usize,
    /// From 1, in characters.
    pub column_no: usize,
    /// In characters.
    pub length: usize,
    pub value: Option<i64>,
    /// Why it is unread whatever its words say.
    pub fault: Option<Unread>,
}

/// Finds places, statement by statement.
#[derive(Debug, Default)]
pub struct Places {
    /// The line before ended with a number that the next line may go on with.
    unfinished: bool,
}

impl Places {
    /// Puts the statement's numbers with their lines and columns in `places`;
    /// `next` is the statement right below it.
    pub fn of(
        &mut self,
        statement: &Statement<'_>,
        next: Option<&Statement<'_>>,
        numbers: &[Number],
        lexicon: &Lexicon,
        places: &mut Vec<Place>,
    ) {
        places.clear();
        let text = statement.text;
        let (mut line_no, mut start, mut at) = (statement.first_line, 0, 0);
        let following = next.map_or("", |next| next.text);
        let bytes = text.as_bytes();
        loop {
            let last = line_no == statement.last_line;
            let found = || memchr::memchr2(b'\n', b'\r', &bytes[start..]);
            let found = (!last).then(found).flatten();
            let end = found.map_or(text.len(), |length| start + length);
            let line = &text[start..end];
            let own = at;
            let (mut from, mut column) = (start, 1);
            while at < numbers.len() && numbers[at].bytes.start < end {
                let range = numbers[at].bytes.clone();
                column += characters(&text[from..range.start]);
                from = range.start;
                places.push(Place {
                    line_no,
                    column_no: column,
                    length: characters(&text[range]),
                    value: numbers[at].value,
                    fault: None,
                });
                at += 1;
            }
            let next = match text[end..].chars().next() {
                Some('\r') if text[end..].starts_with("\r\n") => Some(end + 2),
                Some(_) => Some(end + 1),
                None => None,
            };
            let behind = next.map_or(following, |next| &text[next..]);
            let multiplied =
                |line: &str| begins_multiplied(line.trim_start(), |word| lexicon.multiplier(word));
            if self.unfinished
                && (line.trim_start().starts_with(char::is_numeric) || multiplied(line))
            {
                break_off(&mut places[own..], 0);
            }
            let ending = ending(line, start, &numbers[own..at]);
            self.unfinished =
                ending.is_some_and(|ending| ending.goes_on(behind) || multiplied(behind));
            if self.unfinished {
                let last = (at - own).saturating_sub(1);
                break_off(&mut places[own..], last);
            }
            let Some(next) = next else { return };
            (start, line_no) = (next, line_no + 1);
        }
    }
}

/// How many characters a text has: the bytes that begin one. Most texts
/// between two numbers are too short for anything cleverer.
fn characters(text: &str) -> usize {
    const SHORT: usize = 16;
    if text.len() > SHORT {
        return text.chars().count();
    }
    text.bytes().filter(|byte| byte & 0xC0 != 0x80).count()
}

fn break_off(places: &mut [Place], at: usize) {
    if let Some(place) = places.get_mut(at) {
        place.fault = Some(Unread::Broken);
    }
}
