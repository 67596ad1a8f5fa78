//! The encodings that texts come in: their names, and how bytes become text
//! without loss. Which one a file has is left to others.

use encoding_rs as standard;

/// An encoding that a text may have. Those of one byte a character are kept
/// as their upper half, so that a bad byte is told by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Byte(Page),
}

/// A code page: an encoding of one byte a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Windows1250,
    Windows1251,
    Windows1252,
    Windows1254,
    Windows1257,
    Iso8859_5,
    Iso8859_9,
    Koi8R,
    Ibm866,
}

/// Every encoding: the name it is shown by, then its other names, lower case.
const NAMES: [(Encoding, &[&str]); 12] = [
    (Encoding::Utf8, &["utf-8", "utf8", "unicode-1-1-utf-8"]),
    (
        Encoding::Utf16Le,
        &["utf-16le", "utf16le", "utf-16", "utf16", "unicode", "ucs-2"],
    ),
    (Encoding::Utf16Be, &["utf-16be", "utf16be"]),
    (
        Encoding::Byte(Page::Windows1250),
        &["windows-1250", "windows1250", "cp1250", "x-cp1250", "1250"],
    ),
    (
        Encoding::Byte(Page::Windows1251),
        &["windows-1251", "windows1251", "cp1251", "x-cp1251", "1251"],
    ),
    (
        Encoding::Byte(Page::Windows1252),
        &[
            "windows-1252",
            "windows1252",
            "cp1252",
            "x-cp1252",
            "1252",
            "iso-8859-1",
            "iso8859-1",
            "latin1",
            "us-ascii",
            "ascii",
        ],
    ),
    (
        Encoding::Byte(Page::Windows1254),
        &["windows-1254", "windows1254", "cp1254", "x-cp1254", "1254"],
    ),
    (
        Encoding::Byte(Page::Windows1257),
        &["windows-1257", "windows1257", "cp1257", "x-cp1257", "1257"],
    ),
    (
        Encoding::Byte(Page::Iso8859_5),
        &["iso-8859-5", "iso8859-5", "iso_8859-5", "cyrillic"],
    ),
    (
        Encoding::Byte(Page::Iso8859_9),
        &["iso-8859-9", "iso8859-9", "iso_8859-9", "latin5"],
    ),
    (
        Encoding::Byte(Page::Koi8R),
        &["koi8-r", "koi8r", "koi8", "koi"],
    ),
    (Encoding::Byte(Page::Ibm866), &["ibm866", "cp866", "866"]),
];

impl Encoding {
    /// The encoding of a name or a usual other name, whatever its capitals.
    pub fn of_name(name: &str) -> Option<Encoding> {
        let name = name.trim().to_ascii_lowercase();
        let known = NAMES
            .iter()
            .find(|(_, names)| names.contains(&name.as_str()));
        known.map(|(encoding, _)| *encoding)
    }

    pub fn name(self) -> &'static str {
        let known = NAMES.iter().find(|(encoding, _)| *encoding == self);
        known.map_or("", |(_, names)| names[0])
    }

    /// The names that are shown, in the order of the table.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(_, names)| names[0])
    }
}

impl Page {
    /// What the bytes 80 to FF mean; None is a byte without a meaning. The
    /// WHATWG tables give C1 controls where a page defines nothing: no text
    /// holds them, so they count as nothing too.
    pub fn upper_half(self) -> [Option<char>; 128] {
        // Named one by one: names looked up at run time would be no clearer.
        let table = match self {
            Page::Windows1250 => standard::WINDOWS_1250,
            Page::Windows1251 => standard::WINDOWS_1251,
            Page::Windows1252 => standard::WINDOWS_1252,
            Page::Windows1254 | Page::Iso8859_9 => standard::WINDOWS_1254,
            Page::Windows1257 => standard::WINDOWS_1257,
            Page::Iso8859_5 => standard::ISO_8859_5,
            Page::Koi8R => standard::KOI8_R,
            Page::Ibm866 => standard::IBM866,
        };
        std::array::from_fn(|index| {
            let byte = [0x80 + u8::try_from(index).unwrap_or(0)];
            let text = table.decode_without_bom_handling_and_without_replacement(&byte)?;
            text.chars().next().filter(|char| !char.is_control())
        })
    }
}

/// Decodes the bytes of a code page.
///
/// # Errors
/// The place of the first byte that means nothing, from 0.
pub fn from_page(bytes: &[u8], page: Page) -> Result<String, usize> {
    let upper = page.upper_half();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 4);
    for (at, byte) in bytes.iter().enumerate() {
        let char = match byte {
            0..=0x7F => Some(char::from(*byte)),
            _ => upper[usize::from(byte - 0x80)],
        };
        text.push(char.ok_or(at)?);
    }
    Ok(text)
}

/// Decodes UTF-16 without its byte-order mark.
///
/// # Errors
/// The place of the first half of a pair that lacks the other, or of the
/// last byte if it is half a unit.
pub fn from_utf16(bytes: &[u8], little: bool) -> Result<String, usize> {
    let unit = |pair: &[u8]| {
        let pair = [pair[0], pair[1]];
        if little {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        }
    };
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    for char in char::decode_utf16(bytes.chunks_exact(2).map(unit)) {
        let char = char.map_err(|_| at)?;
        at += 2 * char.len_utf16();
        text.push(char);
    }
    if at < bytes.len() { Err(at) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_to_its_encoding_and_no_name_to_two() {
        let mut all: Vec<&str> = NAMES
            .iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        for (encoding, names) in NAMES {
            for name in names {
                assert_eq!(Encoding::of_name(&name.to_uppercase()), Some(encoding));
            }
        }
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
        assert_eq!(Encoding::of_name("utf-7"), None);
    }

    #[test]
    fn pages_mean_what_they_mean_and_nothing_is_guessed() {
        let read = |bytes: &[u8], page| from_page(bytes, page);
        assert_eq!(
            read(b"\xFE\xF0\xDD", Page::Windows1254).as_deref(),
            Ok("şğİ")
        );
        assert_eq!(
            read(b"\xD4\xCC\xD1", Page::Windows1251).as_deref(),
            Ok("ФМС")
        );
        assert_eq!(read(b"\xE6\xED\xF3", Page::Koi8R).as_deref(), Ok("ФМС"));
        assert_eq!(read(b"\x94\x8C\x91", Page::Ibm866).as_deref(), Ok("ФМС"));
        assert_eq!(read(b"\xC4\xBC\xC1", Page::Iso8859_5).as_deref(), Ok("ФМС"));
        assert_eq!(read(b"a\x81", Page::Windows1252), Err(1));
        assert_eq!(read(b"ab\x98", Page::Windows1251), Err(2));
        assert_eq!(read(b"a\x85", Page::Iso8859_5), Err(1));
    }

    #[test]
    fn half_a_pair_and_half_a_unit_are_named() {
        let pair = "a\u{1F600}b";
        let bytes: Vec<u8> = pair.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(from_utf16(&bytes, true).as_deref(), Ok(pair));
        assert_eq!(from_utf16(&bytes[..4], true), Err(2));
        assert_eq!(from_utf16(&bytes[..bytes.len() - 1], true), Err(6));
        assert_eq!(from_utf16(b"\0a\xDC\0\0b", false), Err(2));
    }
}
