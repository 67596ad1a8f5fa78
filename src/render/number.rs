//! How numbers are written: exactly, as SQL reads them back, or with the marks
//! that a person or a spreadsheet wants.

use std::io::{self, Write};

use super::options::Numerals;

/// Writes an integer. By hand, because a result may hold millions of them.
pub(super) fn write_integer<W: Write>(out: &mut W, number: i64) -> io::Result<()> {
    let mut digits = [b'-'; 20];
    let mut at = digits.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    at -= usize::from(number < 0);
    out.write_all(&digits[at..])
}

/// The shortest text that reads back as the same number and as no integer:
/// `12.0`, `0.1`, `1e16`. Beyond the numbers SQLite's words: `Inf`, `-Inf`.
pub(super) fn real(number: f64) -> String {
    match number {
        f64::INFINITY => "Inf".to_owned(),
        f64::NEG_INFINITY => "-Inf".to_owned(),
        number => format!("{number:?}"),
    }
}

impl Numerals {
    pub(super) fn integer(self, number: i64) -> String {
        self.marked(number.to_string())
    }

    pub(super) fn real(self, number: f64) -> String {
        self.marked(real(number))
    }

    /// A number's text with its marks: `-1234.5` becomes `-1,234.5`.
    fn marked(self, text: String) -> String {
        if self == Numerals::default() {
            return text;
        }
        let sign = usize::from(text.starts_with('-'));
        let digits = text[sign..].bytes().take_while(u8::is_ascii_digit).count();
        let (whole, rest) = text[sign..].split_at(digits);
        let mut marked = text[..sign].to_owned();
        match self.thousands.mark() {
            Some(mark) => marked.push_str(&grouped(whole, mark)),
            None => marked.push_str(whole),
        }
        match rest.strip_prefix('.') {
            Some(fraction) => {
                marked.push(self.decimal.mark());
                marked.push_str(fraction);
            }
            None => marked.push_str(rest),
        }
        marked
    }
}

/// Digits with a mark after every thousand: `1,234,567`.
pub(super) fn grouped(digits: &str, mark: char) -> String {
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::options::{Decimal, Thousands};
    use super::*;

    #[test]
    fn marks_stand_in_the_whole_part_and_before_the_fraction() {
        let numerals = Numerals {
            thousands: Thousands::Dot,
            decimal: Decimal::Comma,
        };
        for (number, expected) in [
            (1_234_567.25, "1.234.567,25"),
            (-1234.5, "-1.234,5"),
            (999.0, "999,0"),
            (0.000_123, "0,000123"),
            (1e16, "1e16"),
            (-1.5e300, "-1,5e300"),
            (f64::NEG_INFINITY, "-Inf"),
        ] {
            assert_eq!(numerals.real(number), expected);
        }
        let integers = [0, 999, -1000, 1_234_567].map(|number| numerals.integer(number));
        assert_eq!(integers, ["0", "999", "-1.000", "1.234.567"]);
        let blank = Numerals {
            thousands: Thousands::Blank,
            decimal: Decimal::Point,
        };
        assert_eq!(
            blank.integer(i64::MIN),
            "-9 223 372 036 854 775 808".replace(' ', "\u{a0}")
        );
        assert_eq!(Numerals::default().integer(1000), "1000");
    }

    proptest! {
        #[test]
        fn a_real_reads_back_exactly(number in prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO) {
            let text = real(number);
            prop_assert_eq!(text.parse::<f64>().unwrap().to_bits(), number.to_bits());
            prop_assert!(text.contains(['.', 'e']));
        }

        #[test]
        fn an_integer_is_written_as_it_is(number in prop_oneof![any::<i64>(), -1000i64..1000, Just(i64::MIN)]) {
            let mut written = Vec::new();
            write_integer(&mut written, number).unwrap();
            prop_assert_eq!(String::from_utf8(written).unwrap(), number.to_string());
        }
    }
}
