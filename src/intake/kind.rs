//! What bytes are, told by how they begin and by the name they came under.

/// What is done with bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Page,
    /// A zip file, or a document made of one.
    Zip,
    Gzip,
    Foreign(Foreign),
}

/// Something that is not read, and how its text is got at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Foreign {
    pub what: &'static str,
    pub help: &'static str,
}

const OFFICE: &str = "save it as .docx or .txt, for instance with soffice --convert-to docx FILE";
const PICTURE: &str = "only texts are read: type it off, or let a program for reading print do it";
const UNPACK: &str = "unpack it, and import what is in it";

pub const SHEET: Foreign = Foreign {
    what: "it is a spreadsheet",
    help: "import the texts that the figures were taken from",
};
pub const SLIDES: Foreign = Foreign {
    what: "it is a presentation",
    help: "save its text as a .txt file",
};
pub const OPEN_DOCUMENT: Foreign = Foreign {
    what: "it is an OpenDocument file",
    help: OFFICE,
};
const PDF: Foreign = Foreign {
    what: "it is a PDF",
    help: "take its text out with pdftotext -layout FILE.pdf FILE.txt, and compare the figures",
};

/// Beginnings that say what a file is.
const BEGINNINGS: [(&[u8], &str, &str); 17] = [
    (
        b"SQLite format 3\0",
        "it is an SQLite file",
        "name it in smsdb import, as a file of its own",
    ),
    (b"\xD0\xCF\x11\xE0", "it is an old Office document", OFFICE),
    (b"{\\rtf", "it is a rich text file (RTF)", OFFICE),
    (b"\x89PNG", "it is a PNG picture", PICTURE),
    (b"\xFF\xD8\xFF", "it is a JPEG picture", PICTURE),
    (b"GIF87a", "it is a GIF picture", PICTURE),
    (b"GIF89a", "it is a GIF picture", PICTURE),
    (b"II*\0", "it is a TIFF picture", PICTURE),
    (b"MM\0*", "it is a TIFF picture", PICTURE),
    (b"RIFF", "it is a picture, a sound or a film", PICTURE),
    (
        b"AT&TFORM",
        "it is a DjVu file",
        "take its text out with djvutxt FILE.djvu FILE.txt",
    ),
    (b"BZh9", "it is bzip2-compressed", UNPACK),
    (b"\xFD7zXZ\0", "it is xz-compressed", UNPACK),
    (b"\x28\xB5\x2F\xFD", "it is zstd-compressed", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "it is a 7z archive", UNPACK),
    (b"Rar!\x1A\x07", "it is a RAR archive", UNPACK),
    (b"\x7FELF", "it is a program", "import texts"),
];

impl Kind {
    /// What bytes are; `name` is the file's.
    pub fn of(name: &str, bytes: &[u8]) -> Kind {
        if let Some((_, what, help)) = BEGINNINGS
            .iter()
            .find(|(magic, ..)| bytes.starts_with(magic))
        {
            return Kind::Foreign(Foreign { what, help });
        }
        let start = &bytes[..bytes.len().min(1024)];
        // Some programs put a line before it.
        if memchr::memmem::find(start, b"%PDF-").is_some_and(|at| {
            at == 0 || start[..at].iter().all(|byte| *byte < 0x21 || *byte > 0x7E)
        }) {
            return Kind::Foreign(PDF);
        }
        if bytes.get(257..262) == Some(b"ustar") {
            return Kind::Foreign(Foreign {
                what: "it is a tar archive",
                help: UNPACK,
            });
        }
        if is_web_archive(start) {
            return Kind::Foreign(Foreign {
                what: "it is a web archive (MHTML)",
                help: "save the page as .html",
            });
        }
        if is_zip(bytes) {
            return Kind::Zip;
        }
        if bytes.starts_with(b"\x1F\x8B") {
            return Kind::Gzip;
        }
        if ending(name).is_some_and(|ending| ["html", "htm", "xhtml"].contains(&ending.as_str()))
            || begins_as_page(start)
        {
            return Kind::Page;
        }
        Kind::Text
    }
}

/// Whether bytes begin as a zip file does, also one without members.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The ending of a name, in small letters.
pub fn ending(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    (!stem.is_empty()).then(|| ending.to_lowercase())
}

/// Quoted-printable text breaks lines inside of words and figures.
fn is_web_archive(start: &[u8]) -> bool {
    let start = start.to_ascii_lowercase();
    let has = |words: &[u8]| memchr::memmem::find(&start, words).is_some();
    has(b"mime-version:") && (has(b"multipart/related") || has(b"quoted-printable"))
}

/// Begins with a doctype or the root of a page, behind a byte-order mark,
/// blanks, comments and an XML declaration. In UTF-16 every other byte is 0.
fn begins_as_page(start: &[u8]) -> bool {
    let wide = start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF");
    let bytes = start
        .iter()
        .filter(|byte| !wide || !matches!(byte, 0 | 0xFE | 0xFF));
    let start: Vec<u8> = bytes.map(u8::to_ascii_lowercase).collect();
    let mut rest = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&start);
    loop {
        rest = rest.trim_ascii_start();
        let until = |end: &[u8]| memchr::memmem::find(rest, end).map(|at| &rest[at + end.len()..]);
        let next = match rest {
            _ if rest.starts_with(b"<!--") => until(b"-->"),
            _ if rest.starts_with(b"<?xml") => until(b"?>"),
            _ => break,
        };
        let Some(next) = next else { return false };
        rest = next;
    }
    let root = |name: &[u8]| {
        let behind = rest.strip_prefix(name).map(|behind| behind.first());
        behind
            .is_some_and(|next| next.is_none_or(|byte| byte.is_ascii_whitespace() || *byte == b'>'))
    };
    root(b"<!doctype html") || root(b"<html") || root(b"<head") || root(b"<body")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_by_name_or_beginning() {
        for bytes in [
            &b"<!DOCTYPE html>"[..],
            b"\xEF\xBB\xBF \n<HTML lang=az>",
            b"<!-- saved from url=1 --><html>",
            b"<?xml version='1.0'?>\n<!doctype HTML PUBLIC",
            b"\xFF\xFE<\0h\0t\0m\0l\0>\0",
            b"\xFE\xFF\0<\0h\0t\0m\0l\0>",
        ] {
            assert_eq!(
                Kind::of("a.txt", bytes),
                Kind::Page,
                "{}",
                bytes.escape_ascii()
            );
        }
        assert_eq!(Kind::of("A.HTM", b"Legal migration"), Kind::Page);
        for bytes in [&b"<p>5"[..], b"<htmlish>", b"a <html>", b"<!-- <html>", b""] {
            assert_eq!(
                Kind::of("a.txt", bytes),
                Kind::Text,
                "{}",
                bytes.escape_ascii()
            );
        }
    }

    #[test]
    fn what_is_no_text_is_called_by_its_name() {
        for (bytes, what) in [
            (&b"%PDF-1.4"[..], "a PDF"),
            (b"\xD0\xCF\x11\xE0", "old Office"),
            (b"SQLite format 3\0", "SQLite"),
            (
                b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;",
                "MHTML",
            ),
        ] {
            assert!(matches!(Kind::of("x", bytes), Kind::Foreign(own) if own.what.contains(what)));
        }
        assert_eq!(Kind::of("x", b"PK\x03\x04"), Kind::Zip);
        assert_eq!(Kind::of("x", b"\x1F\x8B"), Kind::Gzip);
    }
}
