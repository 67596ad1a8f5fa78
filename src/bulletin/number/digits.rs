//! Where the next digit of a line is. Most of a text has none, and is passed
//! over in steps of many bytes.

use super::{is_digit, is_superscript};

/// Whether a character of numerals may begin with a byte and the one behind
/// it: not those of Latin and Cyrillic letters, dashes and quotes, which are
/// not worth decoding. Without a branch, so that many are looked at at once.
#[inline]
#[allow(clippy::needless_bitwise_bool)]
fn begins_numeral(byte: u8, next: u8) -> bool {
    let latin = (byte.wrapping_sub(0xC3) < 3) | (byte == 0xC9);
    let cyrillic = byte & 0xFE == 0xD0;
    let mark = (byte == 0xE2) & (next == 0x80);
    (byte.wrapping_sub(b'0') < 10) | (byte >= 0xC2) & !latin & !cyrillic & !mark
}

/// Bytes that are looked at at once.
const STEP: usize = 16;

/// The first byte of a step that a numeral may begin with; behind the step
/// stands one more byte.
fn first_beginning(step: &[u8; STEP + 1]) -> Option<usize> {
    let mut begins = [0; STEP];
    for (at, begins) in begins.iter_mut().enumerate() {
        *begins = u8::from(begins_numeral(step[at], step[at + 1]));
    }
    let begins = u128::from_le_bytes(begins);
    (begins > 0).then(|| begins.trailing_zeros() as usize / 8)
}

/// The next byte that a numeral may begin with.
fn next_beginning(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(step) = bytes.get(at..)?.first_chunk() {
        if let Some(first) = first_beginning(step) {
            return Some(at + first);
        }
        at += STEP;
    }
    let rest = &bytes[at..];
    let mut step = [0; STEP + 1];
    step[..rest.len()].copy_from_slice(rest);
    first_beginning(&step).map(|first| at + first)
}

/// The next character of a numeral, or mark of a footnote.
pub fn next_digit(line: &str, from: usize) -> Option<usize> {
    let numeral = |at: usize| {
        let char = line[at..].chars().next();
        char.is_some_and(|char| is_digit(char) || is_superscript(char))
    };
    let bytes = line.as_bytes();
    let mut at = from;
    loop {
        at = next_beginning(bytes, at)?;
        if bytes[at].is_ascii_digit() || numeral(at) {
            return Some(at);
        }
        at += 1;
    }
}
