//! Whole numbers that stand alone, which most numbers do: what is right
//! beside them can neither go on with them nor change what they are. They are
//! read here at once, all others by the rules.

use super::{Number, Style};

/// Digits of a number that 64 bits surely hold.
const DIGITS: usize = 18;

/// The number whose first digit is at `start`, where it is a whole one
/// beyond doubt; `from` is the end of the number before it, or 0.
pub fn plain(line: &str, start: usize, from: usize) -> Option<Number> {
    let bytes = line.as_bytes();
    // Letters, signs and marks before a number may change what it is.
    let before = bytes[from..start].last().copied().unwrap_or(b' ');
    if !before.is_ascii() || before.is_ascii_alphabetic() || b"+~<>$".contains(&before) {
        return None;
    }
    let (mut end, mut value) = digits(bytes, start)?;
    let first = end - start;
    if bytes[start] == b'0' && first > 1 {
        return None;
    }
    // Groups of three behind one of three at most, all with the same mark.
    if let Some(mark @ (b',' | b'.' | b' ')) = bytes.get(end).copied()
        && first <= 3
        && bytes[start] != b'0'
    {
        while bytes.get(end) == Some(&mark)
            && let Some((next, group)) = digits(bytes, end + 1)
            && next == end + 4
        {
            value = value * 1000 + group;
            end = next;
            if end - start > DIGITS {
                return None;
            }
        }
    }
    stands_alone(&bytes[end..]).then_some(Number {
        bytes: start..end,
        style: Style::Whole,
        value: Some(value),
    })
}

/// The digits at `start`: where they end, and their value.
fn digits(bytes: &[u8], start: usize) -> Option<(usize, i64)> {
    let (mut end, mut value) = (start, 0);
    while let Some(digit) = bytes.get(end).filter(|byte| byte.is_ascii_digit()) {
        if end - start == DIGITS {
            return None;
        }
        value = value * 10 + i64::from(digit - b'0');
        end += 1;
    }
    (end > start).then_some((end, value))
}

/// Whether nothing that stands behind a number can belong to it: no mark with
/// a digit behind it, no ending of an ordinal, and behind blanks no digit, no
/// percent sign and no word for thousand or million.
fn stands_alone(behind: &[u8]) -> bool {
    let at = |place: usize| behind.get(place).copied().unwrap_or(b'\n');
    let letter = |first: u8, second: u8| match first {
        b'm' | b'M' | b't' | b'T' | b'b' | b'B' => false,
        // Cyrillic, but for м and т.
        0xD0 => !matches!(second, 0xBC | 0x9C | 0xA2),
        0xD1 => second != 0x82,
        // Latin letters with marks.
        0xC3..=0xC6 | 0xC9 => true,
        _ => first.is_ascii_alphabetic(),
    };
    match at(0) {
        b'.' | b',' | b':' | b'/' | b'-' => match at(1) {
            b' ' => at(2).is_ascii() && !at(2).is_ascii_digit(),
            mark => mark.is_ascii() && !mark.is_ascii_digit(),
        },
        b';' | b')' => true,
        b's' | b'S' | b'n' | b'N' | b'r' | b'R' => false,
        b' ' => letter(at(1), at(2)) || b"-(;".contains(&at(1)) && at(2) != b'%',
        b'\n' => letter(at(1), at(2)) || at(1) == b'-' || behind.len() < 2,
        first => letter(first, at(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::number_by_rules;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5_000))]
        #[test]
        fn plain_numbers_are_what_the_rules_make_of_them(
            before in "[a-z ə(~+:–<>*.,\n\"/$-]{0,2}",
            digits in "[0-9]{1,4}|[0-9]{1,3}([,. ][0-9]{3}){1,2}|[0-9]{15,20}",
            behind in "[0-9 a-cmnrstMT.,:;/()%+\n\r\t²əßмтяТМИ\u{a0}–‰-]{0,6}",
        ) {
            let line = format!("{before}{digits}{behind}");
            if let Some(number) = plain(&line, before.len(), 0) {
                let none = |word: &str| matches!(word, "m" | "mt" | "t" | "м").then_some(1000);
                prop_assert_eq!(number, number_by_rules(&line, before.len(), 0, none));
            }
        }
    }
}
