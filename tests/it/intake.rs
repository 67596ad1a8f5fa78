//! Encodings: the same bulletin is the same document, whatever bytes it came
//! in; and bytes that are nothing for certain are refused with their place.

use crate::families::{examples, read};
use crate::support::Desk;
use smsdb::intake::{self, Encoding};

/// A text in UTF-16 with its byte-order mark.
fn wide(text: &str, little: bool) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    let bytes = |unit: u16| {
        if little {
            unit.to_le_bytes()
        } else {
            unit.to_be_bytes()
        }
    };
    units.flat_map(bytes).collect()
}

/// A text in a code page, if it has all its characters.
fn narrow(text: &str, page: &'static encoding_rs::Encoding) -> Option<Vec<u8>> {
    let (bytes, _, lossy) = page.encode(text);
    (!lossy).then(|| bytes.into_owned())
}

#[test]
fn the_same_bulletin_in_every_encoding_is_the_same_document() {
    let mut narrowed = 0;
    for (name, text) in examples()
        .iter()
        .filter(|(name, _)| !name.ends_with("html"))
    {
        let text = text.trim_start_matches('\u{feff}');
        let plain = intake::read(name, text.as_bytes().to_vec(), None).unwrap();
        let mut others = vec![
            format!("\u{feff}{text}").into_bytes(),
            wide(text, true),
            wide(text, false),
        ];
        for page in [encoding_rs::WINDOWS_1251, encoding_rs::WINDOWS_1254] {
            if let Some(bytes) = narrow(text, page) {
                narrowed += usize::from(bytes != text.as_bytes());
                others.push(bytes);
            }
        }
        for bytes in others {
            let other = intake::read(name, bytes.clone(), None);
            let other = other.unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(other.content_sha256(), plain.content_sha256(), "{name}");
            assert_eq!(read(other.content()), read(plain.content()), "{name}");
            assert_eq!(
                bytes == text.as_bytes(),
                other.original_sha256() == plain.original_sha256()
            );
        }
    }
    assert!(narrowed >= 8, "{narrowed}");
}

#[test]
fn a_named_encoding_is_taken_at_its_word() {
    let text = "Легальная миграция\nобращения – 25 118\n";
    for (name, page) in [
        ("windows-1251", encoding_rs::WINDOWS_1251),
        ("koi8-r", encoding_rs::KOI8_R),
        ("CP866", encoding_rs::IBM866),
        ("iso-8859-5", encoding_rs::ISO_8859_5),
    ] {
        let own = text.replace('–', "-");
        let bytes = narrow(&own, page).unwrap();
        let read = intake::read("a.txt", bytes, Encoding::of_name(name)).unwrap();
        assert_eq!(read.content(), own, "{name}");
    }
    let unmarked = wide(text, true)[2..].to_vec();
    assert!(intake::read("a.txt", unmarked.clone(), None).is_err());
    let read = intake::read("a.txt", unmarked, Encoding::of_name("UTF-16LE")).unwrap();
    assert_eq!(read.content(), text);
}

#[test]
fn line_ends_in_utf_16_are_line_ends() {
    let hash = |text: &str, little| {
        let text = intake::read("a.txt", wide(text, little), None).unwrap();
        text.content_sha256()
    };
    let plain = intake::read("a.txt", b"a\n\nb 5\n".to_vec(), None).unwrap();
    for text in ["a\n\nb 5\n", "a\r\n\r\nb 5", "a\r\rb 5\r"] {
        for little in [true, false] {
            assert_eq!(hash(text, little), plain.content_sha256(), "{text:?}");
        }
    }
}

/// Text in other encodings than the unmistakable ones is never read as one.
#[test]
fn other_encodings_are_refused_or_read_right() {
    for (name, text) in examples() {
        for page in [
            encoding_rs::KOI8_R,
            encoding_rs::IBM866,
            encoding_rs::ISO_8859_5,
            encoding_rs::WINDOWS_1257,
            encoding_rs::WINDOWS_1250,
            encoding_rs::MACINTOSH,
            encoding_rs::X_MAC_CYRILLIC,
        ] {
            // What the page has no character for is left out.
            let text: String = text
                .chars()
                .filter(|char| narrow(&char.to_string(), page).is_some())
                .collect();
            let bytes = narrow(&text, page).unwrap();
            if let Ok(read) = intake::read("a.txt", bytes, None) {
                assert_eq!(read.content(), text, "{name} in {}", page.name());
            }
        }
    }
}

#[test]
fn the_flag_names_an_encoding_and_knows_its_names() {
    let desk = Desk::new();
    let text = "Qanuni miqrasiya\nCağrı mərkəzi\n".replace('ə', "e");
    let text =
        format!("{text}Legal migration\nApplications on registration upon place of stay - 12\n");
    desk.write("a.txt", narrow(&text, encoding_rs::WINDOWS_1254).unwrap());
    desk.write("b.txt", narrow(&text, encoding_rs::WINDOWS_1254).unwrap());
    desk.write("bom.txt", wide(&text, true));
    desk.run(&["import", "a.txt", "--encoding", "klingon"])
        .fails(
            2,
            &[
                "no such encoding: klingon",
                "it knows utf-8, utf-16le, utf-16be, windows-1250",
            ],
        );
    desk.run(&["import", "a.txt", "--encoding", "utf-8"]).fails(
        1,
        &[
            "a.txt: not valid UTF-8 at byte 19",
            "help: name its encoding, for instance --encoding windows-1254",
        ],
    );
    desk.run(&["import", "bom.txt", "--encoding", "cp1254"])
        .fails(
            1,
            &[
                "begins with the byte-order mark of utf-16le, but is said to be windows-1254",
                "without --encoding",
            ],
        );
    desk.run(&["import", "a.txt", "--encoding", "CP1254"])
        .succeeds();
    let again = desk.run(&["import", "b.txt", "bom.txt"]).succeeds();
    assert!(
        again.out.contains("b.txt: already known as a.txt"),
        "{}",
        again.out
    );
    assert!(
        again.out.contains("bom.txt: already known as a.txt"),
        "{}",
        again.out
    );
}
