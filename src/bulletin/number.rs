//! Finds every number of a line: where it stands, how it is written, what
//! it is worth. What it means is left to the reader.

use std::ops::Range;

/// How a number is written, as far as its own characters and its closest
/// neighbours tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A whole number: `27328`, `38,318`, `328.159`, `259 316`.
    Whole,
    /// A whole number with comma and blank, `66, 828`; could be two.
    Loose,
    /// A whole number that 64 bits do not hold.
    TooLarge,
    /// Glued to a letter before it: `COVID19`.
    Glued,
    /// `16.1.8`, `339.1.1`.
    Article,
    /// `2.9`, `0,4`.
    Decimal,
    /// `06.10.2025`, `2025-10-06`, `2011–2016`.
    Date,
    /// `09:52`.
    Time,
    /// `0.4%`.
    Percent,
    /// `+994 12 555-01-23`.
    Phone,
    /// `3rd`.
    Ordinal,
    /// Digits in an arrangement that no rule knows.
    Odd,
}

/// A number of a line. `bytes` is its place in the line; `value` is None
/// where the style has no whole value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    pub bytes: Range<usize>,
    pub style: Style,
    pub value: Option<i64>,
}

/// All numbers of a line, in order. Every digit belongs to exactly one.
pub fn scan(line: &str) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(start) = next_digit(line, at) {
        let number = number_at(line, start, at);
        at = number.bytes.end;
        numbers.push(number);
    }
    numbers
}

/// Blanks that may stand between groups of three digits.
fn is_blank(char: char) -> bool {
    matches!(
        char,
        ' ' | '\u{a0}' | '\u{2005}'..='\u{200a}' | '\u{202f}' | '\u{205f}'
    )
}

fn is_digit(char: char) -> bool {
    char.is_ascii_digit() || (!char.is_ascii() && char.is_numeric())
}

fn next_digit(line: &str, from: usize) -> Option<usize> {
    let tail = &line[from..];
    if tail.is_ascii() {
        return tail
            .bytes()
            .position(|byte| byte.is_ascii_digit())
            .map(|at| from + at);
    }
    tail.char_indices()
        .find(|(_, char)| is_digit(*char))
        .map(|(at, _)| from + at)
}

/// Reads the number whose first digit is at `start`; `from` is the end of
/// the number before it, or 0.
fn number_at(line: &str, start: usize, from: usize) -> Number {
    let before = line[from..start].chars().next_back();
    if before == Some('+')
        && let Some(end) = phone_end(line, start)
    {
        return Number {
            bytes: start..end,
            style: Style::Phone,
            value: None,
        };
    }
    let (end, style, value) = cluster(line, start);
    let number = Number {
        bytes: start..end,
        style,
        value,
    };
    neighbours(line, before, number)
}

/// Corrects a number's style by the characters right before and behind it.
fn neighbours(line: &str, before: Option<char>, number: Number) -> Number {
    let behind = &line[number.bytes.end..];
    let percent = behind.trim_start_matches(is_blank).starts_with(['%', '‰']);
    let style = match number.style {
        Style::Whole | Style::Loose | Style::Decimal if percent => Style::Percent,
        Style::Whole if before.is_some_and(char::is_alphabetic) => Style::Glued,
        Style::Whole if is_ordinal_ending(behind) => Style::Ordinal,
        style => style,
    };
    Number { style, ..number }
}

fn is_ordinal_ending(behind: &str) -> bool {
    let word: String = behind
        .chars()
        .take_while(|char| char.is_alphabetic())
        .collect();
    matches!(word.to_lowercase().as_str(), "st" | "nd" | "rd" | "th")
}

/// End of a telephone number behind a plus sign: at least seven digits
/// with blanks, hyphens and brackets between them.
fn phone_end(line: &str, start: usize) -> Option<usize> {
    let mut digits = 0;
    let mut end = start;
    for (at, char) in line[start..].char_indices() {
        match char {
            '0'..='9' => {
                digits += 1;
                end = start + at + 1;
            }
            '-' | '(' | ')' => {}
            char if is_blank(char) => {}
            _ => break,
        }
    }
    (digits >= 7).then_some(end)
}

/// Reads digits and the separators inside them.
fn cluster(line: &str, start: usize) -> (usize, Style, Option<i64>) {
    let groups = groups(line, start);
    let end_of = |count: usize| groups.get(count - 1).map_or(start, |group| group.bytes.end);
    let all = groups.len();
    let first = &groups[0];
    if groups.iter().any(|group| {
        !line[group.bytes.clone()]
            .bytes()
            .all(|b| b.is_ascii_digit())
    }) {
        return (end_of(all), Style::Odd, None);
    }
    // A number of four digits takes no group of three: `2024,526` is two.
    if first.bytes.len() > 3 && all > 1 && matches!(groups[1].separator, '.' | ',') {
        return whole(line, &groups[..1]);
    }
    if all == 1 {
        return whole(line, &groups);
    }
    let separator = groups[1].separator;
    let uniform = groups[1..].iter().all(|group| group.separator == separator);
    let threes = groups[1..].iter().all(|group| group.bytes.len() == 3);
    let lengths: Vec<usize> = groups.iter().map(|group| group.bytes.len()).collect();
    match separator {
        ':' if matches!(lengths[..], [1 | 2, 2] | [1 | 2, 2, 2]) => {
            (end_of(all), Style::Time, None)
        }
        '.' | '/' | '-' if uniform && matches!(lengths[..], [1 | 2, 1 | 2, 4] | [4, 2, 2]) => {
            (end_of(all), Style::Date, None)
        }
        '-' if uniform && lengths == [4, 4] => (end_of(all), Style::Date, None),
        '-' if uniform && all > 2 => (end_of(all), Style::Phone, None),
        '.' | ',' if uniform && threes && leads(line, first) => whole(line, &groups),
        ';' if uniform && leads(line, first) => {
            let (end, style, value) = whole(line, &groups);
            (
                end,
                if style == Style::Whole {
                    Style::Loose
                } else {
                    style
                },
                value,
            )
        }
        ' ' if uniform && leads(line, first) => whole(line, &groups),
        '.' if uniform && all > 2 && lengths.iter().all(|length| *length <= 3) => {
            (end_of(all), Style::Article, None)
        }
        '.' | ',' if all == 2 => (end_of(all), Style::Decimal, None),
        _ => (end_of(all), Style::Odd, None),
    }
}

/// One run of digits and the separator before it; `;` stands for a comma
/// with a blank, `-` for any dash, a blank for any blank.
struct Group {
    separator: char,
    bytes: Range<usize>,
}

fn groups(line: &str, start: usize) -> Vec<Group> {
    let mut groups = vec![Group {
        separator: '\0',
        bytes: start..run_end(line, start),
    }];
    let mut end = groups[0].bytes.end;
    while let Some((separator, next)) = separator_at(line, end, &groups) {
        end = run_end(line, next);
        groups.push(Group {
            separator,
            bytes: next..end,
        });
    }
    groups
}

fn run_end(line: &str, start: usize) -> usize {
    line[start..]
        .find(|char| !is_digit(char))
        .map_or(line.len(), |length| start + length)
}

/// The separator at `end` and the start of the digits behind it, when they
/// go on with the number.
fn separator_at(line: &str, end: usize, groups: &[Group]) -> Option<(char, usize)> {
    let mut chars = line[end..].chars();
    let char = chars.next()?;
    let next = end + char.len_utf8();
    let second = chars.next()?;
    let short_lead = groups[0].bytes.len() <= 3;
    match char {
        '.' | ',' | ':' | '/' | '-' if is_digit(second) => Some((char, next)),
        '\u{2010}'..='\u{2015}' | '\u{2212}' if is_digit(second) => Some(('-', next)),
        ',' if is_blank(second) && short_lead => {
            let digits = next + second.len_utf8();
            exactly_three(line, digits).then_some((';', digits))
        }
        char if is_blank(char) && short_lead && only_blanks(groups) => {
            exactly_three(line, next).then_some((' ', next))
        }
        _ => None,
    }
}

fn only_blanks(groups: &[Group]) -> bool {
    groups[1..].iter().all(|group| group.separator == ' ')
}

fn exactly_three(line: &str, start: usize) -> bool {
    let end = run_end(line, start);
    let behind = line[end..].as_bytes();
    let goes_on = matches!(behind, [b'.' | b',' | b':', digit, ..] if digit.is_ascii_digit());
    end - start == 3 && line[start..end].is_ascii() && !goes_on
}

/// Whether a group can begin a number of several groups.
fn leads(line: &str, group: &Group) -> bool {
    (1..=3).contains(&group.bytes.len()) && !line[group.bytes.clone()].starts_with('0')
}

/// The value of groups that make one whole number.
fn whole(line: &str, groups: &[Group]) -> (usize, Style, Option<i64>) {
    let digits: String = groups
        .iter()
        .map(|group| &line[group.bytes.clone()])
        .collect();
    let end = groups.last().map_or(0, |group| group.bytes.end);
    if digits.len() > 1 && digits.starts_with('0') {
        return (end, Style::Odd, None);
    }
    match digits.parse() {
        Ok(value) => (end, Style::Whole, Some(value)),
        Err(_) => (end, Style::TooLarge, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<(&str, Style, Option<i64>)> {
        let numbers = scan(line).into_iter();
        numbers
            .map(|number| (&line[number.bytes], number.style, number.value))
            .collect()
    }

    #[test]
    fn whole_numbers_are_read_in_every_style() {
        for (raw, value) in [
            ("27328", 27328),
            ("38,318", 38318),
            ("827,352,001", 827_352_001),
            ("328.159", 328_159),
            ("259 316", 259_316),
            ("1\u{a0}585", 1585),
            ("1\u{202f}432\u{202f}700", 1_432_700),
            ("0", 0),
            ("9223372036854775807", i64::MAX),
        ] {
            let line = format!("items – {raw};");
            assert_eq!(read(&line), [(raw, Style::Whole, Some(value))], "{line}");
        }
    }

    #[test]
    fn a_hyphen_is_a_separator_and_never_a_sign() {
        assert_eq!(
            read("Azerbaijan-7452"),
            [("7452", Style::Whole, Some(7452))]
        );
        assert_eq!(
            read("Azerbaijan -1322"),
            [("1322", Style::Whole, Some(1322))]
        );
    }

    #[test]
    fn glued_words_are_kept_apart() {
        assert_eq!(read("392decisions"), [("392", Style::Whole, Some(392))]);
        assert_eq!(read("COVID19"), [("19", Style::Glued, Some(19))]);
        assert_eq!(read("the 3rd"), [("3", Style::Ordinal, Some(3))]);
    }

    #[test]
    fn what_is_no_figure_has_a_style_of_its_own() {
        for (raw, style) in [
            ("16.1.8", Style::Article),
            ("339.1.1", Style::Article),
            ("06.10.2025", Style::Date),
            ("2025-10-06", Style::Date),
            ("2011–2016", Style::Date),
            ("09:52", Style::Time),
            ("2.9", Style::Decimal),
            ("0,123", Style::Decimal),
            ("555-01-23", Style::Phone),
            ("1.234,567", Style::Odd),
            ("007", Style::Odd),
            ("10-15", Style::Odd),
            ("٣٤٥", Style::Odd),
            ("27328²", Style::Odd),
            ("9223372036854775808", Style::TooLarge),
        ] {
            assert_eq!(read(&format!("x {raw}")), [(raw, style, None)]);
        }
        assert_eq!(read("0.4%"), [("0.4", Style::Percent, None)]);
        assert_eq!(read("45 %"), [("45", Style::Percent, Some(45))]);
        assert_eq!(
            read("+994 12 555-01-23"),
            [("994 12 555-01-23", Style::Phone, None)]
        );
    }

    #[test]
    fn two_numbers_are_not_taken_for_one() {
        let whole = |raw, value| (raw, Style::Whole, Some(value));
        assert_eq!(
            read("2024,5261 calls"),
            [whole("2024", 2024), whole("5261", 5261)]
        );
        assert_eq!(
            read("2024, 526 calls"),
            [whole("2024", 2024), whole("526", 526)]
        );
        assert_eq!(read("12 3456"), [whole("12", 12), whole("3456", 3456)]);
        assert_eq!(read("12  345"), [whole("12", 12), whole("345", 345)]);
        assert_eq!(read("66, 828"), [("66, 828", Style::Loose, Some(66828))]);
    }

    #[test]
    fn every_digit_belongs_to_exactly_one_number() {
        let line = "1,2,3 4.5.6.7 8:9:10 11/12 13-14 15, 16 1 234 567 8 90 ½ 2024.526 7e9";
        let inside: usize = scan(line)
            .iter()
            .map(|number| {
                line[number.bytes.clone()]
                    .chars()
                    .filter(|c| is_digit(*c))
                    .count()
            })
            .sum();
        assert_eq!(inside, line.chars().filter(|c| is_digit(*c)).count());
    }
}
