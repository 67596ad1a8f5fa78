//! A source line with a caret under one place, for SQL and for bulletins.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Shows the place `offset` (in bytes) of a text: `--> name:line:column`,
/// the line, and a caret under the word that begins there.
pub fn of_text(name: &str, text: &str, offset: usize) -> String {
    let offset = (0..=offset.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or("");
    let line_no = text[..offset].matches('\n').count() + 1;
    let column = text[start..offset].chars().count() + 1;
    let word = word(&text[offset..]).chars().count();
    of_line(name, line, line_no, column, word.max(1))
}

/// The word that a text begins with: `s.value`, `"a name"`.
fn word(text: &str) -> &str {
    let inside = text.strip_prefix('"').and_then(|inside| inside.find('"'));
    let end = inside.map_or_else(
        || text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.'),
        |end| Some(end + 2),
    );
    &text[..end.unwrap_or(text.len())]
}

/// Columns and lengths count characters, from 1. The caret stands under the
/// place in a terminal: letters may take two columns or none, and what a
/// terminal would obey is shown by a sign of one column.
pub fn of_line(name: &str, line: &str, line_no: usize, column: usize, length: usize) -> String {
    let signs: Vec<char> = line.chars().map(sign).collect();
    // A file that lies about a place must not take the line apart.
    let column = column.clamp(1, signs.len() + 1);
    let length = length.clamp(1, (signs.len() + 1 - column).max(1));
    let gutter = " ".repeat(line_no.to_string().len());
    let (first, last) = window(&signs, column - 1);
    let text = |from: usize, to: usize| signs[from..to].iter().collect::<String>();
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    let left = cut(first > 0);
    let shown = format!("{left}{}{}", text(first, last), cut(last < signs.len()));
    let before = left.width() + text(first, column - 1).width();
    let end = (column - 1 + length).min(last);
    let carets = "^".repeat(text(column - 1, end).width().max(1));
    let pad = " ".repeat(before);
    format!(
        "{gutter}--> {name}:{line_no}:{column}\n{gutter} |\n{line_no} | {shown}\n{gutter} | {pad}{carets}"
    )
}

/// What stands for a character: itself, a blank for a tab, a picture for a
/// control character, a sign of replacement for what is invisible or turns
/// the direction.
fn sign(char: char) -> char {
    match char {
        '\t' => ' ',
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(char)).unwrap_or('�'),
        '\x7f' => '␡',
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{ffa0}'
        | '\u{13430}'..='\u{1343f}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{feff}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => '�',
        _ => char,
    }
}

/// Columns of a line that are shown around the place.
const WINDOW: usize = 72;

/// The part of a long line that is shown, from a character to another, with
/// the place `at` in it.
fn window(signs: &[char], at: usize) -> (usize, usize) {
    let width = |from: usize, to: usize| -> usize {
        signs[from..to]
            .iter()
            .map(|sign| sign.width().unwrap_or(1))
            .sum()
    };
    if signs.len() <= WINDOW && width(0, signs.len()) <= WINDOW {
        return (0, signs.len());
    }
    // The place stands at two thirds, or further left near the beginning.
    let (mut first, mut last, mut used) = (at, at, 0);
    while first > 0 && used + width(first - 1, first) <= WINDOW * 2 / 3 {
        first -= 1;
        used += width(first, first + 1);
    }
    while last < signs.len() && used + width(last, last + 1) <= WINDOW {
        used += width(last, last + 1);
        last += 1;
    }
    while first > 0 && used + width(first - 1, first) <= WINDOW {
        first -= 1;
        used += width(first, first + 1);
    }
    (first, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_under_the_word() {
        let shown = of_text("query", "select 1,\n  indicater\nfrom series", 12);
        assert_eq!(
            shown,
            " --> query:2:3\n  |\n2 |   indicater\n  |   ^^^^^^^^^"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = format!("{} 27328 {}", "ə".repeat(300), "x".repeat(300));
        let shown = of_line("a.txt", &line, 7, 302, 5);
        let lines: Vec<&str> = shown.lines().collect();
        let caret = lines[3].chars().position(|c| c == '^').unwrap();
        let under: String = lines[2].chars().skip(caret).take(5).collect();
        assert_eq!(under, "27328");
        assert!(lines[2].chars().count() < 80);
    }

    /// Columns before the caret, and before the place in the line shown.
    fn columns(text: &str, word: &str) -> (usize, usize) {
        let shown = of_text("query", text, text.find(word).unwrap());
        let lines: Vec<&str> = shown.lines().collect();
        let before = |line: &str, word: &str| line[..line.find(word).unwrap()].width();
        (before(lines[3], "^"), before(lines[2], word))
    }

    #[test]
    fn wide_combining_and_control_characters_do_not_shift_the_caret() {
        for before in [
            "select '日本', ",
            "select 'e\u{301}ə̂', ",
            "\tselect '\u{1b}[31m\u{7f}\u{9b}', ",
            "select '\u{202e}\u{200b}\u{feff}', ",
            "select '👩\u{200d}🚀', ",
        ] {
            for times in [1, 30] {
                let text = format!("{}wrong from series", before.repeat(times));
                let (caret, word) = columns(&text, "wrong");
                assert_eq!(caret, word, "{text:?}");
            }
        }
    }

    #[test]
    fn nothing_is_left_that_a_caller_would_escape() {
        let planes = ('\0'..='\u{ffff}').chain('\u{dff00}'..='\u{e1000}');
        for char in planes.filter(|char| *char != '\n') {
            let shown = of_line("a", &format!("{char}x"), 1, 2, 1);
            assert_eq!(crate::render::term_safe_lines(&shown), shown);
        }
    }
}
