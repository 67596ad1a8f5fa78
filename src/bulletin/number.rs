//! Finds every number of a line: where it stands, how it is written, what
//! it is worth. What it means is left to the reader.

use super::period::YEARS;
use digits::next_digit;
pub use multiple::begins_multiplied;
use multiple::multiplied;
use plain::plain;
use std::ops::Range;

mod digits;
mod multiple;
mod plain;

/// How a number is written, as far as its own characters and its closest
/// neighbours tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A whole number: `27328`, `38,318`, `328.159`, `259 316`.
    Whole,
    /// A whole number with comma and blank, `66, 828`; could be two.
    Loose,
    /// A whole number of thousands or millions in words, `24 min`, with no
    /// smaller digits behind: rounded, more likely than not.
    Rounded,
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
    /// `²` behind a word or a figure.
    Footnote,
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
/// `multiplier` says what a folded word behind a number multiplies it by.
pub fn scan(line: &str, multiplier: impl Fn(&str) -> Option<i64> + Copy) -> Vec<Number> {
    let mut numbers = Vec::new();
    scan_into(&mut numbers, line, multiplier);
    numbers
}

/// As `scan`, into a list that is there, in place of what it has.
pub fn scan_into(
    numbers: &mut Vec<Number>,
    line: &str,
    multiplier: impl Fn(&str) -> Option<i64> + Copy,
) {
    numbers.clear();
    let mut at = 0;
    while let Some(start) = next_digit(line, at) {
        let number = plain(line, start, at);
        let number = number.unwrap_or_else(|| number_by_rules(line, start, at, multiplier));
        at = number.bytes.end;
        numbers.push(number);
    }
}

/// The number whose first digit is at `start`, whatever stands beside it.
fn number_by_rules(
    line: &str,
    start: usize,
    from: usize,
    multiplier: impl Fn(&str) -> Option<i64> + Copy,
) -> Number {
    multiplied(line, number_at(line, start, from), multiplier)
}

/// Blanks that may stand between groups of three digits.
fn is_blank(char: char) -> bool {
    matches!(
        char,
        ' ' | '\u{a0}' | '\u{2005}'..='\u{200a}' | '\u{202f}' | '\u{205f}'
    )
}

/// Digits and other numerals; marks of footnotes are none of them.
fn is_digit(char: char) -> bool {
    char.is_ascii_digit() || (!char.is_ascii() && char.is_numeric() && !is_superscript(char))
}

fn is_superscript(char: char) -> bool {
    matches!(char, '¹' | '²' | '³' | '\u{2070}' | '\u{2074}'..='\u{2079}')
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
    let mark = line[start..]
        .find(|char| !is_superscript(char))
        .unwrap_or(line.len() - start);
    if mark > 0 {
        return Number {
            bytes: start..start + mark,
            style: Style::Footnote,
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
        Style::Time if before == Some(':') => Style::Odd,
        Style::Whole if before.is_some_and(char::is_alphabetic) => Style::Glued,
        // "~70", "1300+", "$20" are no exact counts.
        Style::Whole if before.is_some_and(|char| char != ' ' && "~≈>‹<±₼$€".contains(char)) => {
            Style::Odd
        }
        Style::Whole if behind.starts_with('+') || behind.trim_start().starts_with("(%)") => {
            Style::Odd
        }
        Style::Whole if is_ordinal_ending(behind) => Style::Ordinal,
        style => style,
    };
    Number { style, ..number }
}

fn is_ordinal_ending(behind: &str) -> bool {
    let Some(word) = behind.get(..2) else {
        return false;
    };
    let goes_on = behind[2..].starts_with(char::is_alphabetic);
    let endings = ["st", "nd", "rd", "th"];
    !goes_on
        && endings
            .iter()
            .any(|ending| word.eq_ignore_ascii_case(ending))
}

/// End of a telephone number behind a plus sign: at least nine digits
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
    (digits >= 9).then_some(end)
}

/// Reads digits and the separators inside them.
fn cluster(line: &str, start: usize) -> (usize, Style, Option<i64>) {
    let end = run_end(line, start);
    let first = Group {
        separator: '\0',
        bytes: start..end,
    };
    let ascii = line.as_bytes()[start..end].is_ascii();
    if ascii && separator_at(line, end, std::slice::from_ref(&first)).is_none() {
        return whole(line, &[first]);
    }
    let groups = groups(line, first);
    let end_of = |count: usize| groups.get(count - 1).map_or(start, |group| group.bytes.end);
    let all = groups.len();
    if groups.iter().any(|group| {
        !line[group.bytes.clone()]
            .bytes()
            .all(|b| b.is_ascii_digit())
    }) {
        return (end_of(all), Style::Odd, None);
    }
    let [first, second, ..] = &groups[..] else {
        return (end, Style::Odd, None);
    };
    // A number of four digits takes no group of three: `2024,526` is two.
    if first.bytes.len() > 3 && matches!(second.separator, '.' | ',') {
        return whole(line, &groups[..1]);
    }
    let separator = second.separator;
    let uniform = groups[1..].iter().all(|group| group.separator == separator);
    let threes = groups[1..].iter().all(|group| group.bytes.len() == 3);
    if matches!(separator, '.' | ',') && uniform && threes && leads(line, first) {
        return whole(line, &groups);
    }
    let lengths: Vec<usize> = groups.iter().map(|group| group.bytes.len()).collect();
    match separator {
        ':' if matches!(lengths[..], [1 | 2, 2] | [1 | 2, 2, 2]) => {
            (end_of(all), Style::Time, None)
        }
        '.' | '/' | '-' if uniform && matches!(lengths[..], [1 | 2, 1 | 2, 4] | [4, 2, 2]) => {
            (end_of(all), Style::Date, None)
        }
        '-' if lengths == [4, 4] && groups.iter().all(|group| is_year(line, group)) => {
            (end_of(all), Style::Date, None)
        }
        '-' if uniform && matches!(lengths[..], [2 | 3, 2, 2] | [2 | 3, 2 | 3, 2, 2]) => {
            (end_of(all), Style::Phone, None)
        }
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

fn is_year(line: &str, group: &Group) -> bool {
    line[group.bytes.clone()]
        .parse()
        .is_ok_and(|year| YEARS.contains(&year))
}

/// One run of digits and the separator before it; `;` stands for a comma
/// with a blank, `-` for any dash, a blank for any blank.
struct Group {
    separator: char,
    bytes: Range<usize>,
}

fn groups(line: &str, first: Group) -> Vec<Group> {
    let mut end = first.bytes.end;
    let mut groups = Vec::with_capacity(4);
    groups.push(first);
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
    let bytes = &line.as_bytes()[start..];
    let ascii = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if bytes.get(ascii).is_none_or(u8::is_ascii) {
        return start + ascii;
    }
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
        ',' if is_blank(second)
            && short_lead
            && groups.iter().skip(1).all(|group| group.separator == ';') =>
        {
            let digits = next + second.len_utf8();
            exactly_three(line, digits).then_some((';', digits))
        }
        char if is_blank(char) && short_lead && last_blank(groups) => {
            exactly_three(line, next).then_some((' ', next))
        }
        _ => None,
    }
}

/// Once a number has gone on with something else than a blank, a blank
/// ends it.
fn last_blank(groups: &[Group]) -> bool {
    groups.len() == 1 || groups.last().is_some_and(|group| group.separator == ' ')
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
    let digits = groups
        .iter()
        .flat_map(|group| line[group.bytes.clone()].bytes());
    let end = groups.last().map_or(0, |group| group.bytes.end);
    let mut leading = digits.clone();
    if leading.next() == Some(b'0') && leading.next().is_some() {
        return (end, Style::Odd, None);
    }
    let add = |value: i64, digit: u8| value.checked_mul(10)?.checked_add(i64::from(digit - b'0'));
    match digits.into_iter().try_fold(0, add) {
        Some(value) => (end, Style::Whole, Some(value)),
        None => (end, Style::TooLarge, None),
    }
}

#[cfg(test)]
mod tests;
