//! Breaks the text of a cell into lines of a given width, at blanks where it can,
//! and knows how many display columns a text takes. Text here is already safe
//! (`safe.rs`): of control characters only line feeds are left.

use memchr::{memchr, memrchr};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::layout::{Column, Layout};

/// The lines of a cell, found one by one as they are drawn; at least one.
pub(super) struct Lines<'t> {
    rest: Option<&'t str>,
    width: usize,
    /// Lines that may still come.
    limit: usize,
    /// Whether every character of the cell takes one column.
    plain: bool,
}

/// One line of a cell. A `cut` one is the last that is shown though text is left;
/// it has room for the mark `…`. `width` is what `text` takes, in display columns.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    pub text: &'t str,
    pub width: usize,
    pub cut: bool,
}

impl<'t> Lines<'t> {
    /// `width` is in display columns, and holds the widest character of `text`.
    pub(super) fn new(text: &'t str, width: usize, limit: usize) -> Self {
        Lines {
            rest: Some(text),
            width,
            limit,
            plain: is_plain(text),
        }
    }

    /// The lines of a cell that stands in `column`.
    pub(super) fn of(text: &'t str, column: &Column, layout: &Layout) -> Self {
        Lines::new(text, column.width, layout.max_lines)
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest.is_none()
    }

    fn piece(&self, text: &'t str, cut: bool) -> Piece<'t> {
        let width = if self.plain {
            text.chars().count()
        } else {
            text.width()
        };
        Piece { text, width, cut }
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        let text = self.rest.take()?;
        let (line, rest) = self.split(text);
        self.limit -= 1;
        if rest.is_some() && self.limit == 0 {
            let end = self.fitting(line, self.width - 1);
            return Some(self.piece(&line[..end], true));
        }
        self.rest = rest;
        Some(self.piece(line, false))
    }
}

/// Where a word may be broken in two, behind the mark.
const JOINTS: [char; 5] = ['_', '.', '-', '/', ':'];

impl<'t> Lines<'t> {
    /// Splits off the first line: up to a line feed, else up to the last blanks that
    /// leave it narrow enough (they are dropped), else inside the word, behind one
    /// of its joints if it has any.
    fn split(&self, text: &'t str) -> (&'t str, Option<&'t str>) {
        let end = self.fitting(text, self.width);
        // A character wider than the column still gets a line, or this would not end.
        let first = text.chars().next().map_or(0, char::len_utf8);
        let (fits, beyond) = text.split_at(end.max(first));
        if let Some(at) = memchr(b'\n', fits.as_bytes()) {
            return (&text[..at], Some(&text[at + 1..]));
        }
        if beyond.is_empty() {
            return (text, None);
        }
        let word_end = if beyond.starts_with([' ', '\n']) {
            fits.len()
        } else {
            memrchr(b' ', fits.as_bytes()).unwrap_or(0)
        };
        let words = fits[..word_end].trim_end_matches(' ');
        if words.is_empty() {
            // Codes, names and periods part where their parts meet.
            let joint = fits.rfind(JOINTS).map_or(fits.len(), |at| at + 1);
            return (&text[..joint], Some(&text[joint..]));
        }
        let rest = text[words.len()..].trim_start_matches(' ');
        match rest.strip_prefix('\n') {
            None if rest.is_empty() => (words, None),
            None => (words, Some(rest)),
            below => (words, below),
        }
    }

    /// Bytes of `text` that take at most `room` display columns.
    fn fitting(&self, text: &str, room: usize) -> usize {
        if self.plain && text.len() <= room {
            return text.len();
        }
        if self.plain {
            return chars_end(text, room);
        }
        let mut used = 0;
        for (at, c) in text.char_indices() {
            used += columns(c);
            if used > room {
                return at;
            }
        }
        text.len()
    }
}

/// Bytes of the first `count` characters of `text`, or of all.
fn chars_end(text: &str, count: usize) -> usize {
    let bytes = text.as_bytes();
    let (mut end, mut left) = (0, count);
    while left > 0 && end < bytes.len() {
        // So many bytes hold at most so many characters; mostly one or two rounds.
        let ahead = (end + left).min(bytes.len());
        left -= count_begun(&bytes[end..ahead]);
        end = ahead;
    }
    // Over the last bytes of the last character.
    let tail = bytes[end..].iter().take_while(|byte| !begins(**byte));
    end + tail.count()
}

/// How many characters begin in these bytes. Counted in bytes as long as one holds
/// the count, which many fit into a wide instruction.
fn count_begun(bytes: &[u8]) -> usize {
    let in_chunk = |chunk: &[u8]| -> u8 { chunk.iter().map(|byte| u8::from(begins(*byte))).sum() };
    let counts = bytes.chunks(128).map(in_chunk);
    counts.map(usize::from).sum()
}

/// Whether a byte is the first of a character in UTF-8.
fn begins(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// Display columns of the widest line of `text`, rounded up as [`columns`] does.
pub(super) fn widest(text: &str) -> usize {
    let plain = is_plain(text);
    let lines = text.split('\n');
    let widths = lines.map(|line| {
        let chars = line.chars();
        if plain {
            chars.count()
        } else {
            chars.map(columns).sum()
        }
    });
    widths.max().unwrap_or(0)
}

/// Display columns that a character adds at most. In a text some add less
/// (ligatures), and a variation selector can make the one before it wider by one.
fn columns(c: char) -> usize {
    match c {
        '\u{fe00}'..='\u{fe0f}' => 1,
        other => other.width().unwrap_or(1),
    }
}

/// Whether every character of a safe text takes one column, as far as bytes tell:
/// Latin with the Azerbaijani letters, most of Cyrillic, dashes and quotes, the
/// signs for manat, euro, number. Only a short way for nearly all cells, without
/// branches; unicode-width has the rest.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().fold(true, |all, byte| all & is_letter(*byte))
        || bytes.windows(2).all(|pair| match pair[0] {
            // The three-byte characters U+2000–203F, U+2080–20BF and U+2100–213F.
            0xe2 => matches!(pair[1], 0x80 | 0x82 | 0x84),
            byte => is_letter(byte),
        })
}

/// First bytes of U+0000–02FF and U+0400–047F and what follows a first byte.
fn is_letter(byte: u8) -> bool {
    matches!(byte, 0..=0xcb | 0xd0 | 0xd1)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::*;
    use crate::render::safe::term_safe_lines;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        let lines = Lines::new(text, width, usize::MAX);
        lines.map(|piece| piece.text).collect()
    }

    #[test]
    fn text_breaks_at_blanks_and_inside_words_only_if_it_must() {
        assert_eq!(lines("", 5), [""]);
        assert_eq!(lines("a\n\nb\n", 5), ["a", "", "b", ""]);
        assert_eq!(lines("one two three", 7), ["one two", "three"]);
        assert_eq!(lines("one two   three", 7), ["one two", "three"]);
        assert_eq!(lines("abcdefgh ij", 5), ["abcde", "fgh", "ij"]);
        assert_eq!(lines("ab      \ncd", 4), ["ab", "cd"]);
        assert_eq!(lines("ab      ", 4), ["ab"]);
        assert_eq!(lines("abcd\nef", 4), ["abcd", "ef"]);
        assert_eq!(lines("    abcdef", 5), ["    a", "bcdef"]);
        assert_eq!(lines("əəəəəə ə – ə", 5), ["əəəəə", "ə ə –", "ə"]);
        assert_eq!(lines("漢字漢字", 5), ["漢字", "漢字"]);
        assert_eq!(lines("漢", 1), ["漢"]);
        assert_eq!(lines("e\u{301}e\u{301}", 1), ["e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn a_cut_line_leaves_room_for_its_mark() {
        let piece = |text: &'static str, cut| {
            let width = text.len();
            Some(Piece { text, width, cut })
        };
        let mut cell = Lines::new("one two three", 7, 1);
        assert_eq!(cell.next(), piece("one tw", true));
        assert_eq!((cell.is_done(), cell.next()), (true, None));
        assert_eq!(Lines::new("a\nb", 7, 1).next(), piece("a", true));
        assert_eq!(Lines::new("one two", 7, 1).next(), piece("one two", false));
    }

    #[test]
    fn plain_characters_take_one_column() {
        let safe = |c: &char| {
            matches!(
                term_safe_lines(c.encode_utf8(&mut [0; 4])),
                Cow::Borrowed(_)
            )
        };
        let plain = |c: &char| is_plain(c.encode_utf8(&mut [0; 4]));
        for c in (' '..=char::MAX).filter(safe).filter(plain) {
            assert_eq!(c.width(), Some(1), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_only_blanks_are_lost(
            text in "\\PC{0,40}|[a-c əЖ漢🙂\u{fe0f}\u{fe01}‘‼#\u{301}لا\u{1f3fd}\n]{0,60}",
            columns in 4usize..30,
        ) {
            let text = term_safe_lines(&text);
            let mut kept = String::new();
            for line in Lines::new(&text, columns, usize::MAX) {
                prop_assert_eq!(line.width, line.text.width());
                prop_assert!(line.width <= columns);
                prop_assert!(line.width <= widest(line.text));
                kept.push_str(line.text);
            }
            let letters = |text: &str| text.replace([' ', '\n'], "");
            prop_assert_eq!(letters(&kept), letters(&text));
        }
    }
}
