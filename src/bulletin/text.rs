//! Bytes -> text with its lines: encodings, line ends, limits, identity.
//! What the lines mean is left to the rest of the room.

use sha2::{Digest, Sha256};

/// Largest document in bytes of decoded text (trust.md I7).
pub const MAX_DOCUMENT_BYTES: usize = 256 * 1024 * 1024;
/// Longest line in bytes of decoded text (trust.md I7).
pub const MAX_LINE_BYTES: usize = 128 * 1024;

/// Why bytes are not the text of a bulletin. `byte` counts from 0 in the
/// file as received, `line` from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    #[error("the file is empty")]
    Empty,
    #[error("not valid UTF-8 at byte {byte}")]
    NotUtf8 { byte: usize },
    #[error("a NUL byte at byte {byte}, line {line}")]
    Nul { byte: usize, line: usize },
    #[error("larger than {} MiB", MAX_DOCUMENT_BYTES / 1024 / 1024)]
    TooLarge,
    #[error("line {line} is longer than {} KiB", MAX_LINE_BYTES / 1024)]
    LineTooLong { line: usize },
}

/// A decoded document: its lines are verbatim, without their line ends.
#[derive(Debug, Clone)]
pub struct Text {
    content: String,
    original_sha256: String,
}

/// A text in the making, from lines that were decoded before.
#[derive(Debug, Default)]
pub struct TextLines(String);

impl TextLines {
    pub fn push(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// # Errors
    /// What no text that was decoded has.
    pub fn text(self) -> Result<Text, TextError> {
        let text = Text {
            content: self.0,
            original_sha256: String::new(),
        };
        if text.len() > MAX_DOCUMENT_BYTES + 1 {
            return Err(TextError::TooLarge);
        }
        for (index, line) in text.lines().enumerate() {
            let line_no = index + 1;
            if line.len() > MAX_LINE_BYTES {
                return Err(TextError::LineTooLong { line: line_no });
            }
            if let Some(byte) = memchr::memchr(0, line.as_bytes()) {
                return Err(TextError::Nul {
                    byte,
                    line: line_no,
                });
            }
        }
        Ok(text)
    }
}

impl Text {
    /// A text that was decoded; `original_sha256` is of the bytes as
    /// received. LF, CRLF and CR end a line.
    ///
    /// # Errors
    /// An empty text, a NUL, a document or line beyond the limits.
    pub fn new(content: String, original_sha256: String) -> Result<Text, TextError> {
        if content.len() > MAX_DOCUMENT_BYTES {
            return Err(TextError::TooLarge);
        }
        if let Some(byte) = memchr::memchr(0, content.as_bytes()) {
            let line = Lines::of(&content[..=byte]).count();
            return Err(TextError::Nul { byte, line });
        }
        if content.trim().is_empty() {
            return Err(TextError::Empty);
        }
        let text = Text {
            content,
            original_sha256,
        };
        match text.lines().position(|line| line.len() > MAX_LINE_BYTES) {
            Some(index) => Err(TextError::LineTooLong { line: index + 1 }),
            None => Ok(text),
        }
    }

    /// Decodes UTF-8 with or without byte-order mark.
    ///
    /// # Errors
    /// Every [`TextError`]; nothing is ever decoded with loss.
    pub fn decode(bytes: Vec<u8>) -> Result<Text, TextError> {
        if bytes.len() > MAX_DOCUMENT_BYTES {
            return Err(TextError::TooLarge);
        }
        let original_sha256 = sha256(&bytes);
        let mark = if bytes.starts_with(b"\xEF\xBB\xBF") {
            3
        } else {
            0
        };
        let mut content = String::from_utf8(bytes).map_err(|error| TextError::NotUtf8 {
            byte: error.utf8_error().valid_up_to(),
        })?;
        content.drain(..mark);
        Text::new(content, original_sha256).map_err(|error| match error {
            TextError::Nul { byte, line } => TextError::Nul {
                byte: byte + mark,
                line,
            },
            other => other,
        })
    }

    /// The decoded text with its line ends.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// The lines in order. A line end at the very end begins no further line.
    pub fn lines(&self) -> Lines<'_> {
        Lines {
            rest: Some(&self.content),
        }
    }

    /// SHA-256 of the lines joined by LF, in hexadecimal: the identity of a
    /// document (contract.md, section 2).
    pub fn content_sha256(&self) -> String {
        let mut digest = Sha256::new();
        for (index, line) in self.lines().enumerate() {
            if index > 0 {
                digest.update(b"\n");
            }
            digest.update(line.as_bytes());
        }
        hex(&digest.finalize())
    }

    /// SHA-256 of the bytes as received, in hexadecimal.
    pub fn original_sha256(&self) -> &str {
        &self.original_sha256
    }

    /// Size of the decoded text in bytes.
    pub fn len(&self) -> usize {
        self.content.len()
    }

    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }
}

/// Iterates over the lines of a [`Text`].
#[derive(Debug, Clone)]
pub struct Lines<'t> {
    rest: Option<&'t str>,
}

impl<'t> Lines<'t> {
    /// The lines of a text, as those of a document are told apart.
    pub fn of(text: &'t str) -> Lines<'t> {
        Lines { rest: Some(text) }
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let rest = self.rest?;
        let Some(end) = memchr::memchr2(b'\n', b'\r', rest.as_bytes()) else {
            self.rest = None;
            return Some(rest);
        };
        let width = if rest[end..].starts_with("\r\n") {
            2
        } else {
            1
        };
        let next = &rest[end + width..];
        self.rest = (!next.is_empty()).then_some(next);
        Some(&rest[..end])
    }
}

/// SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<String> {
        let text = Text::decode(bytes.to_vec()).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn every_line_end_gives_the_same_lines_and_the_same_identity() {
        let plain = Text::decode(b"one\n\ntwo 2".to_vec()).unwrap();
        for other in [
            "one\r\n\r\ntwo 2\r\n",
            "one\r\rtwo 2",
            "\u{feff}one\n\ntwo 2\n",
        ] {
            assert_eq!(lines(other.as_bytes()), ["one", "", "two 2"]);
            let other = Text::decode(other.as_bytes().to_vec()).unwrap();
            assert_eq!(plain.content_sha256(), other.content_sha256());
            assert_ne!(plain.original_sha256(), other.original_sha256());
        }
    }

    #[test]
    fn a_bad_byte_is_named_where_it_stands() {
        let fault = |bytes: &[u8]| Text::decode(bytes.to_vec()).unwrap_err();
        assert_eq!(fault(b"ab\xE7cd"), TextError::NotUtf8 { byte: 2 });
        assert_eq!(
            fault(b"\xEF\xBB\xBFa\nb\0"),
            TextError::Nul { byte: 6, line: 2 }
        );
        assert_eq!(fault(b" \r\n\t"), TextError::Empty);
        assert_eq!(fault(b""), TextError::Empty);
    }

    #[test]
    fn a_line_too_long_is_refused_with_its_number() {
        let mut bytes = b"short\n".to_vec();
        bytes.extend(std::iter::repeat_n(b'x', MAX_LINE_BYTES + 1));
        let fault = Text::decode(bytes).unwrap_err();
        assert_eq!(fault, TextError::LineTooLong { line: 2 });
    }
}
