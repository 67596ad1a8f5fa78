//! Breaks the lines of a report for a person at a terminal: at blanks, with the
//! rest set in below. Tables have rules of their own.

use unicode_width::UnicodeWidthStr;

/// A text whose lines take at most `width` display columns, where their words
/// allow it. Lines of a snippet, with ` | ` behind their number, stay as they are:
/// their carets belong under them.
pub fn wrapped(text: &str, width: Option<u16>) -> String {
    let Some(width) = width.map(usize::from) else {
        return text.to_owned();
    };
    let mut shown = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (line, end) = line
            .strip_suffix('\n')
            .map_or((line, ""), |line| (line, "\n"));
        if line.width() <= width || is_of_snippet(line) {
            shown.push_str(line);
        } else {
            break_line(line, width, &mut shown);
        }
        shown.push_str(end);
    }
    shown
}

fn is_of_snippet(line: &str) -> bool {
    let line = line.trim_start_matches(|mark: char| mark == ' ' || mark.is_ascii_digit());
    line.starts_with('|')
}

fn break_line(line: &str, width: usize, shown: &mut String) {
    let indent = line.len() - line.trim_start_matches(' ').len();
    // Set in by two more, unless that leaves no room.
    let hanging = " ".repeat((indent + 2).min(width / 2));
    let mut used = indent;
    shown.push_str(&line[..indent]);
    for (nth, word) in line[indent..].split(' ').enumerate() {
        let room = word.width() + usize::from(nth > 0);
        if nth > 0 && used + room > width && !word.is_empty() {
            shown.push('\n');
            shown.push_str(&hanging);
            shown.push_str(word);
            used = hanging.len() + word.width();
        } else {
            shown.push_str(if nth > 0 { " " } else { "" });
            shown.push_str(word);
            used += room;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_words_and_set_in() {
        let text = "  May 2024: 18 breaches of registration rules\nshort\n";
        assert_eq!(
            wrapped(text, Some(24)),
            "  May 2024: 18 breaches\n    of registration\n    rules\nshort\n"
        );
        assert_eq!(wrapped(text, None), text);
        let snippet = "12 | a line that is longer than this\n   |   ^^^^\n";
        assert_eq!(wrapped(snippet, Some(10)), snippet);
        assert_eq!(wrapped("Gəncə şəhəri", Some(7)), "Gəncə\n  şəhəri");
    }
}
