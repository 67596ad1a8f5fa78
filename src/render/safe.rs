//! Characters that a terminal obeys or a reader cannot see are shown as escapes
//! (promise F1, trust.md D1): whoever wrote a value, a name or a message must
//! not move the cursor, reverse the line or hide text. Knows nothing of formats.

use std::borrow::Cow;
use std::fmt::Write;

/// `text` with every such character as an escape (`\n`, `\x1b`, `\u{202e}`), for
/// places of one line. Backslashes are left alone, so applying it twice changes
/// nothing; an escape that stood in the text before looks the same.
pub fn term_safe(text: &str) -> Cow<'_, str> {
    escaped(text, |_| false)
}

/// As [`term_safe`], but line feeds stay, for places that hold several lines.
pub fn term_safe_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |mark| mark == '\n')
}

/// The first character of `text` that is not safe to show, and its byte offset.
pub(super) fn first_mark(text: &str) -> Option<(usize, char)> {
    let mut from = 0;
    // Bytes are looked at first: text without suspects costs one table look-up a byte.
    while let Some(step) = text.as_bytes()[from..]
        .iter()
        .position(|byte| SUSPECT[usize::from(*byte)])
    {
        let at = from + step;
        let suspect = text[at..].chars().next()?;
        if is_mark(suspect) {
            return Some((at, suspect));
        }
        from = at + suspect.len_utf8();
    }
    None
}

fn escaped(text: &str, keep: impl Fn(char) -> bool) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((at, mark)) = first_mark(rest) {
        let (before, after) = rest.split_at(at);
        shown.push_str(before);
        rest = &after[mark.len_utf8()..];
        match mark {
            kept if keep(kept) => shown.push(kept),
            '\t' => shown.push_str("\\t"),
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            // Writing to a String cannot fail.
            '\0'..='\x7f' => _ = write!(shown, "\\x{:02x}", u32::from(mark)),
            _ => _ = write!(shown, "\\u{{{:x}}}", u32::from(mark)),
        }
    }
    if shown.is_empty() {
        return Cow::Borrowed(text);
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// Variation selectors U+FE00–FE0F are not here: they choose a glyph and hide nothing.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}'       // C0, DEL, C1
        | '\u{ad}'                              // soft hyphen
        | '\u{34f}' | '\u{61c}'                 // combining joiner, Arabic letter mark
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
        | '\u{17b4}' | '\u{17b5}'               // Khmer inherent vowels
        | '\u{180b}'..='\u{180f}'               // Mongolian selectors, vowel separator
        | '\u{200b}'..='\u{200f}'               // zero width, direction marks
        | '\u{2028}'..='\u{202e}'               // line and paragraph separators, embeddings
        | '\u{2060}'..='\u{206f}'               // word joiner, invisible operators, isolates
        | '\u{feff}' | '\u{fff0}'..='\u{fffb}'  // byte order mark, interlinear annotation
        | '\u{13430}'..='\u{1343f}'             // joiners of hieroglyphs
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' // of shorthand and music
        | '\u{e0000}'..='\u{e0fff}'             // tags and what else is invisible there
    )
}

/// First bytes, in UTF-8, of the characters of [`is_mark`]; a test holds the two together.
const SUSPECT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = matches!(
            byte,
            0..=0x1f | 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf0 | 0xf3
        );
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_are_shown_and_letters_are_not_touched() {
        assert_eq!(term_safe("a\x1b[31m\tb\n"), "a\\x1b[31m\\tb\\n");
        assert_eq!(term_safe("x\u{202e}\u{9b}\u{0}"), "x\\u{202e}\\u{9b}\\x00");
        assert_eq!(term_safe_lines("a\nb\r\n"), "a\nb\\r\n");
        for text in [
            "",
            "Əlcəzair – «qərar» 12 №",
            "Ёлка",
            "“e\u{301}” ❤\u{fe0f}",
            "\\x1b",
        ] {
            assert!(matches!(term_safe(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn every_control_bidi_and_invisible_character_is_shown() {
        let bidi = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
        let invisible = "\u{34f}\u{1160}\u{17b4}\u{180b}\u{3164}\u{ffa0}\u{fff0}\u{13430}\u{1bca0}\u{1d173}\u{ad}\u{180e}\u{200b}\u{200c}\u{200d}\u{2028}\u{2029}\u{2060}\u{feff}";
        let controls = ('\0'..='\u{9f}').filter(|c| c.is_control());
        let tags = '\u{e0000}'..='\u{e0fff}';
        let all: String = controls
            .chain(bidi.chars())
            .chain(invisible.chars())
            .chain('\u{fff9}'..='\u{fffb}')
            .chain(tags)
            .collect();
        for c in all.chars() {
            let shown = term_safe(&format!("a{c}b")).into_owned();
            assert!(shown.starts_with("a\\") && shown.ends_with('b') && shown.is_ascii());
        }
    }

    #[test]
    fn every_mark_begins_with_a_suspect_byte() {
        for c in ('\0'..=char::MAX).filter(|c| is_mark(*c)) {
            let mut utf8 = [0; 4];
            assert!(SUSPECT[usize::from(c.encode_utf8(&mut utf8).as_bytes()[0])]);
        }
    }

    proptest! {
        #[test]
        fn nothing_unsafe_is_left_and_twice_is_once(text in any::<String>()) {
            let once = term_safe(&text).into_owned();
            prop_assert!(!once.chars().any(is_mark));
            prop_assert_eq!(term_safe(&once), once.as_str());
            let lines = term_safe_lines(&text);
            prop_assert!(lines.chars().all(|c| c == '\n' || !is_mark(c)));
        }
    }
}
