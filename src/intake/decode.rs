//! Bytes -> characters: by the byte-order mark, by the name that a person or
//! a page gives, as UTF-8, or because nothing else is possible.

use super::encoding::{Encoding, from_page, from_utf16};
use super::{IntakeError, guess};
use crate::bulletin::TextError;

/// What may be known of the encoding of bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known {
    /// A person says so.
    pub given: Option<Encoding>,
    /// The page says so; it is often wrong where it says UTF-8.
    pub claimed: Option<Encoding>,
}

/// Byte-order marks; that of UTF-32 begins as that of UTF-16 does, and is
/// told by the NUL characters it would make.
const MARKS: [(&[u8], Encoding); 3] = [
    (b"\xEF\xBB\xBF", Encoding::Utf8),
    (b"\xFF\xFE", Encoding::Utf16Le),
    (b"\xFE\xFF", Encoding::Utf16Be),
];

/// The characters of bytes, without a byte-order mark.
///
/// # Errors
/// Bytes that the encoding has no meaning for, a mark that contradicts the
/// person, bytes of which nobody says what they are.
pub fn decode(mut bytes: Vec<u8>, known: Known) -> Result<String, IntakeError> {
    let mark = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark));
    let length = mark.map_or(0, |(mark, _)| mark.len());
    let marked = mark.map(|(_, encoding)| *encoding);
    if let (Some(mark), Some(given)) = (marked, known.given)
        && mark != given
    {
        return Err(IntakeError::OtherMark { mark, given });
    }
    let encoding = marked.or(known.given);
    let fault = |encoding: Encoding, byte: usize| IntakeError::Malformed {
        encoding,
        byte: byte + length,
    };
    let text = match encoding {
        Some(encoding @ (Encoding::Utf16Le | Encoding::Utf16Be)) => {
            let little = encoding == Encoding::Utf16Le;
            from_utf16(&bytes[length..], little).map_err(|byte| fault(encoding, byte))?
        }
        // In a code page, letters hardly ever stand as those of UTF-8 do, and
        // what came of them would be stored for good.
        Some(given @ Encoding::Byte(_)) if !bytes.is_ascii() && str::from_utf8(&bytes).is_ok() => {
            return Err(IntakeError::IsUtf8 { given });
        }
        Some(encoding @ Encoding::Byte(page)) => {
            from_page(&bytes, page).map_err(|byte| fault(encoding, byte))?
        }
        Some(Encoding::Utf8) => {
            bytes.drain(..length);
            let fault = |byte| {
                IntakeError::Text(TextError::NotUtf8 {
                    byte: byte + length,
                })
            };
            String::from_utf8(bytes).map_err(|error| fault(error.utf8_error().valid_up_to()))?
        }
        None => return undeclared(bytes, known.claimed),
    };
    without_nul(text, |at, text| match encoding {
        Some(Encoding::Utf16Le | Encoding::Utf16Be) => {
            2 * text[..at].encode_utf16().count() + length
        }
        Some(Encoding::Byte(_)) => text[..at].chars().count(),
        _ => at + length,
    })
}

/// UTF-8 if it is, for other bytes are UTF-8 by chance only when they are
/// ASCII; then what the page says, then what is unmistakable.
fn undeclared(bytes: Vec<u8>, claimed: Option<Encoding>) -> Result<String, IntakeError> {
    let (bytes, byte) = match String::from_utf8(bytes) {
        Ok(text) => return without_nul(text, |at, _| at),
        Err(error) => {
            let byte = error.utf8_error().valid_up_to();
            (error.into_bytes(), byte)
        }
    };
    let read = match claimed {
        Some(Encoding::Byte(page)) => {
            from_page(&bytes, page).map_err(|byte| IntakeError::Malformed {
                encoding: Encoding::Byte(page),
                byte,
            })
        }
        // A page that can be searched for its encoding is not UTF-16.
        _ => {
            guess::unmistakable(&bytes).map_err(|_| IntakeError::Text(TextError::NotUtf8 { byte }))
        }
    }?;
    without_nul(read, |at, text| text[..at].chars().count())
}

/// A text without NUL; `place` finds its byte in the file.
fn without_nul(text: String, place: impl Fn(usize, &str) -> usize) -> Result<String, IntakeError> {
    let Some(at) = memchr::memchr(0, text.as_bytes()) else {
        return Ok(text);
    };
    let byte = place(at, &text);
    let line = crate::bulletin::Lines::of(&text[..=at]).count();
    Err(IntakeError::Text(TextError::Nul { byte, line }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], given: Option<&str>, claimed: Option<&str>) -> Result<String, String> {
        let named = |name: Option<&str>| name.and_then(Encoding::of_name);
        let known = Known {
            given: named(given),
            claimed: named(claimed),
        };
        decode(bytes.to_vec(), known).map_err(|error| error.to_string())
    }

    #[test]
    fn the_mark_decides_and_a_person_may_not_contradict_it() {
        assert_eq!(
            read(b"\xFF\xFEa\0", None, Some("koi8-r")).as_deref(),
            Ok("a")
        );
        assert_eq!(
            read(b"\xFE\xFF\0a", Some("utf-16be"), None).as_deref(),
            Ok("a")
        );
        assert_eq!(
            read(b"\xEF\xBB\xBFa", Some("utf-8"), None).as_deref(),
            Ok("a")
        );
        assert_eq!(
            read(b"\xEF\xBB\xBFa", Some("cp1254"), None).unwrap_err(),
            "begins with the byte-order mark of utf-8, but is said to be windows-1254"
        );
    }

    #[test]
    fn utf_8_is_not_read_as_a_code_page_whoever_says_so() {
        assert_eq!(
            read("25 – 118".as_bytes(), Some("cp1254"), None).unwrap_err(),
            "is UTF-8, but is said to be windows-1254"
        );
        assert_eq!(
            read(b"25 118", Some("cp1254"), None).as_deref(),
            Ok("25 118")
        );
        assert_eq!(
            read(b"25 \x96 118", Some("cp1254"), None).as_deref(),
            Ok("25 – 118")
        );
    }

    #[test]
    fn a_page_that_is_utf_8_is_read_so_whatever_it_says() {
        assert_eq!(
            read("şey".as_bytes(), None, Some("koi8-r")).as_deref(),
            Ok("şey")
        );
        assert_eq!(read(b"\xFEey", None, Some("utf-8")).as_deref(), Ok("şey"));
        assert_eq!(
            read(b"\xFEey", None, Some("windows-1251")).as_deref(),
            Ok("юey")
        );
        assert_eq!(
            read(b"\xFEey", Some("iso-8859-9"), Some("koi8-r")).as_deref(),
            Ok("şey")
        );
    }

    #[test]
    fn what_is_wrong_is_told_by_its_byte() {
        let fault = |bytes: &[u8], given| read(bytes, given, None).unwrap_err();
        assert_eq!(fault(b"abc\xFF", None), "not valid UTF-8 at byte 3");
        assert_eq!(
            fault(b"\xEF\xBB\xBFab\xFF", None),
            "not valid UTF-8 at byte 5"
        );
        assert_eq!(
            fault(b"ab\x98", Some("cp1251")),
            "not valid windows-1251 at byte 2"
        );
        assert_eq!(fault(b"\xFF\xFEa\0b", None), "not valid utf-16le at byte 4");
        assert_eq!(
            fault(b"\xFF\xFEa\0\n\0\0\0", None),
            "a NUL byte at byte 6, line 2"
        );
        assert_eq!(fault(b"a\0b\0", None), "a NUL byte at byte 1, line 1");
        assert_eq!(
            fault(b"\xFF\xFE\0\0a\0\0\0", None),
            "a NUL byte at byte 2, line 1"
        );
    }
}
