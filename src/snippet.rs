//! A source line with a caret under one place, for SQL and for bulletins.

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
    let word = text[offset..]
        .chars()
        .take_while(|char| char.is_alphanumeric() || *char == '_')
        .count();
    of_line(name, line, line_no, column, word.max(1))
}

/// Columns and lengths count characters, from 1.
pub fn of_line(name: &str, line: &str, line_no: usize, column: usize, length: usize) -> String {
    // A file that lies about a place must not take the line apart.
    let count = line.chars().count();
    let column = column.clamp(1, count + 1);
    let length = length.clamp(1, (count + 1 - column).max(1));
    let gutter = " ".repeat(line_no.to_string().len());
    let (shown, before) = window(line, column, length);
    let pad: String = shown
        .chars()
        .take(before)
        .map(|c| if c == '\t' { '\t' } else { ' ' })
        .collect();
    let carets = "^".repeat(length);
    format!(
        "{gutter}--> {name}:{line_no}:{column}\n{gutter} |\n{line_no} | {shown}\n{gutter} | {pad}{carets}"
    )
}

/// Characters of a line that are shown around the place.
const WINDOW: usize = 72;

/// A part of a long line around the place, with `…` where it is cut, and
/// the number of characters before the place.
fn window(line: &str, column: usize, length: usize) -> (String, usize) {
    let count = line.chars().count();
    if count <= WINDOW {
        return (line.to_owned(), column - 1);
    }
    let room = WINDOW.saturating_sub(length.min(WINDOW));
    let first = (column - 1)
        .saturating_sub(room * 2 / 3)
        .min(count - WINDOW);
    let cut: String = line.chars().skip(first).take(WINDOW).collect();
    let left = if first > 0 { "…" } else { "" };
    let right = if first + WINDOW < count { "…" } else { "" };
    let before = column - 1 - first + left.chars().count();
    (format!("{left}{cut}{right}"), before)
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
}
