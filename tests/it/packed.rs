//! Word documents, gzip and zip: what is in them is imported as if it lay
//! beside, one by one, and nothing grows beyond its limit.

use crate::families::{examples, read};
use crate::support::Desk;
use flate2::{Compression, write::GzEncoder};
use smsdb::intake;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};
use zip::write::{SimpleFileOptions, ZipWriter};

const NAME: &str = "05-b-list-en.txt";
const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn packed(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn document(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"{SPACE}\" xmlns:mc=\"x\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    packed(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", xml.as_bytes()),
    ])
}

/// A text as Word keeps it: a paragraph a line, items numbered by Word.
fn as_document(text: &str) -> Vec<u8> {
    let mut body = String::new();
    for line in text.trim_start_matches('\u{feff}').lines() {
        let item = line.trim_start().strip_prefix("- ");
        let properties = item.map_or(
            "",
            |_| "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
        );
        let line = item.unwrap_or(line).replace('&', "&amp;");
        let (one, other) = line.split_at(line.char_indices().nth(9).map_or(0, |(at, _)| at));
        body += &format!(
            "<w:p>{properties}<w:r><w:t xml:space=\"preserve\">{one}</w:t></w:r>\
             <w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{other}</w:t></w:r></w:p>"
        );
    }
    document(&body)
}

fn seen(body: &str) -> String {
    let text = intake::read("a.docx", document(body), None).unwrap();
    text.content().to_owned()
}

fn claims(text: &str) -> Vec<(String, String, i64)> {
    let found = read(text).into_iter();
    let mut claims: Vec<_> = found
        .map(|found| (found.period, found.indicator, found.value))
        .collect();
    claims.sort();
    claims
}

#[test]
fn a_bulletin_in_word_claims_what_its_text_claims() {
    for name in [
        NAME,
        "09-d-list-az.txt",
        "12-d-prose-ru.txt",
        "15-f-list-en.txt",
        "08-d-list-en.txt",
    ] {
        let text = &examples()[name];
        let read = intake::read("a.docx", as_document(text), None).unwrap();
        assert_eq!(
            claims(read.content()),
            claims(text),
            "{name}:\n{}",
            read.content()
        );
    }
}

#[test]
fn what_word_does_not_show_is_not_read() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    for (body, text) in [
        (format!("<w:p>{}{}</w:p><w:p/>", run("a"), run("5")), "a5\n"),
        (format!("<w:p>{}<w:del><w:r><w:delText>6</w:delText></w:r></w:del><w:ins>{}</w:ins></w:p>", run("a"), run("5")), "a5\n"),
        (format!("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>6</w:t></w:r>{}</w:p>", run("5")), "5\n"),
        (format!("<w:p><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>a</w:t></w:r>{}</w:p>", run("5")), "a5\n"),
        (format!("<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>6</w:t></w:r>{}</w:p>", run("5")), "5\n"),
        ("<w:p><w:r><w:t>5</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1</w:t></w:r></w:p>".to_owned(), "5¹\n"),
        (format!("<w:p>{}<w:r><w:tab/><w:t>5</w:t><w:br/><w:t>b</w:t></w:r></w:p>", run("a")), "a\t5\nb\n"),
        ("<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"1\"/></w:tabs><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>".to_owned(), "a\n"),
        (format!("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE 7</w:instrText></w:r><w:r><w:t>8</w:t></w:r>\
                  <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>", run("5")), "5\n"),
        (format!("<mc:AlternateContent><mc:Choice><w:p>{}</w:p></mc:Choice><mc:Fallback><w:p>{}</w:p></mc:Fallback></mc:AlternateContent>", run("a"), run("6")), "a\n"),
        (format!("<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>", run("a"), run("5")), "a\t5\n"),
        (format!("<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p>{}</w:p></w:tc></w:tr></w:tbl>", run("a"), run("5")), "a\n\n5\n"),
        (format!("<w:p>{}</w:p><w:p><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr>{}</w:p><w:p><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr>{}</w:p><w:p>{}</w:p>",
                 run("a"), run("b"), run("c"), run("d")), "a\n\n- b\n- c\n\nd\n"),
        (format!("<w:p>{}<w:r><w:ptab w:relativeTo=\"margin\"/></w:r>{}</w:p>", run("a"), run("5")), "a\t5\n"),
        (format!("<w:p><w:r><w:rPr><w:specVanish/></w:rPr><w:t>6</w:t></w:r>{}</w:p>", run("5")), "5\n"),
        (format!("<w:p><w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r></w:p>", run("6"), run("5")), "5\n"),
        ("<w:p><w:r><w:t>5</w:t></w:r><w:r><w:rPr><w:position w:val=\"6\"/></w:rPr><w:t>1</w:t></w:r></w:p>".to_owned(), "5¹\n"),
        ("<w:p><w:r><w:t>5</w:t></w:r><w:r><w:rPr><w:position w:val=\"0\"/></w:rPr><w:t>1</w:t></w:r></w:p>".to_owned(), "51\n"),
        (format!("<w:p>{}<w:fldSimple w:instr=\" PAGE \\* MERGEFORMAT\">{}</w:fldSimple>{}</w:p>", run("a"), run("7"), run("5")), "a5\n"),
        (format!("<w:p>{}<w:fldSimple w:instr=\" REF x\">{}</w:fldSimple></w:p>", run("a"), run("5")), "a5\n"),
        (format!("<w:tbl><w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr>\
                  <w:tr><w:trPr><w:ins w:id=\"1\"/></w:trPr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
                 run("a"), run("6"), run("a"), run("5")), "a\t5\n"),
        (format!("<w:tbl><w:tr><w:trPr><w:del w:id=\"1\"></w:del></w:trPr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl><w:p>{}</w:p>", run("6"), run("5")), "5\n"),
        (format!("<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p><w:p>{}</w:p>", run("31"), run("207"), run("b")), "31207\n\nb\n"),
        (format!("<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr><w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
                 run("a"), run("5"), run("b"), run("6")), "a\t5\n\nb\n\n6\n"),
        (format!("<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p>{}</w:p></w:tc></w:tr>\
                  <w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p/></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
                 run("What"), run("Ganja"), run("a"), run("5")), "What\tGanja\n\na\n\n5\n"),
    ] {
        assert_eq!(seen(&body), text, "{body}");
    }
}

#[test]
fn every_fault_of_a_small_document_is_a_text_or_an_error() {
    let whole = as_document("Legal migration\n- Applications 25 118\n");
    let text = intake::read("a.docx", whole.clone(), None).unwrap();
    // Of fewer bytes nobody can tell that they began a document.
    for end in 4..whole.len() {
        assert!(
            intake::read("a.docx", whole[..end].to_vec(), None).is_err(),
            "{end}"
        );
    }
    for at in 0..whole.len() {
        for byte in [0x00, 0x0A, 0x1B, 0x3C, 0x26, 0x7F, 0x80, 0xFF] {
            let mut bytes = whole.clone();
            bytes[at] = byte;
            // Checked by its CRC: what is read is what was written.
            if let Ok(read) = intake::read("a.docx", bytes, None) {
                assert_eq!(read.content(), text.content(), "{byte} at {at}");
            }
        }
    }
}

#[test]
fn members_of_a_zip_file_are_documents_of_their_own() {
    let desk = Desk::new();
    let text = examples()[NAME].as_bytes();
    let other = examples()["15-f-list-en.txt"].as_bytes();
    let mut zip = packed(&[
        ("b/z.txt", other),
        ("a.docx", &as_document(&examples()["09-d-list-az.txt"])),
        ("b/bad.txt", b"Legal migration \xFE\n"),
        ("b/.hidden.txt", text),
        ("__MACOSX/b.txt", text),
        ("picture.png", b"\x89PNG"),
        ("inner.zip", &packed(&[("x.txt", text)])),
        ("b/letter.txt", b"nothing here"),
        ("../../out.txt", b"nothing there"),
        ("/root.txt", b"nothing at all"),
    ]);
    desk.write("in/pages.ZIP", &zip);
    desk.write("in/a.txt", text);
    let outcome = desk.run(&["import", "in"]).fails(
        1,
        &[
            "in/pages.ZIP/b/bad.txt: not valid UTF-8 at byte 16",
            "1 input was rejected",
        ],
    );
    for words in [
        "in/a.txt: 1 bulletin",
        "in/pages.ZIP/a.docx: 1 bulletin",
        "in/pages.ZIP/b/z.txt: 1 bulletin",
        "in/pages.ZIP/b/letter.txt: no bulletin",
        "in/pages.ZIP/out.txt: no bulletin",
        "in/pages.ZIP/root.txt: no bulletin",
        "4 other files skipped",
    ] {
        assert!(outcome.out.contains(words), "{words}: {}", outcome.out);
    }
    assert_eq!(
        desk.rows("SELECT name FROM document_name ORDER BY 1"),
        ["a.docx", "a.txt", "z.txt"]
    );
    // Named, a file is told by what it is.
    desk.write("renamed", &zip);
    let again = desk
        .run(&["import", "renamed"])
        .fails(1, &["renamed/b/bad.txt"]);
    assert!(again.out.contains("2 already known"), "{}", again.out);
    // The members of a damaged file are faults of their own.
    let at = zip
        .windows(4)
        .position(|window| window == b"PK\x03\x04")
        .unwrap()
        + 60;
    zip[at] ^= 0x55;
    desk.write("in/pages.ZIP", &zip);
    let faulty = desk
        .run(&["import", "in"])
        .fails(1, &["in/pages.ZIP/b/z.txt: is damaged, or cut off"]);
    assert!(
        faulty.out.contains("in/pages.ZIP/a.docx: already known"),
        "{}",
        faulty.out
    );
    desk.write("in/pages.ZIP", &zip[..zip.len() - 30]);
    desk.run(&["import", "in"])
        .fails(1, &["in/pages.ZIP: is damaged, or cut off"]);
    desk.write("none.zip", packed(&[("picture.png", b"x")]));
    desk.run(&["import", "none.zip"])
        .fails(1, &["none.zip: holds no file that is read"]);
}

#[test]
fn gzip_pages_and_documents_come_from_standard_input_too() {
    let text = examples()[NAME].clone();
    let page = format!("<!doctype html><pre>{text}</pre>");
    for (name, bytes, shown) in [
        ("a.txt.gz", gzipped(text.as_bytes()), "a.txt"),
        ("b.html.gz", gzipped(page.as_bytes()), "b.html"),
        ("c.docx", as_document(&text), "c.docx"),
        ("d.HTM", page.clone().into_bytes(), "d.HTM"),
        ("e.txt", page.into_bytes(), "e.txt"),
    ] {
        let desk = Desk::new();
        desk.write(name, &bytes);
        let named = desk
            .run(&["import", name, "--period", "2017-03"])
            .succeeds();
        assert!(
            named.out.contains(&format!("{name}: 1 bulletin")),
            "{}",
            named.out
        );
        assert_eq!(desk.cell("SELECT name FROM document_name"), shown);
        let piped = desk.pipe(&["import", "-"], &bytes).succeeds();
        assert!(
            piped.out.contains("standard input: already known"),
            "{}",
            piped.out
        );
    }
    let desk = Desk::new();
    desk.write("cut.gz", &gzipped(text.as_bytes())[..100]);
    desk.run(&["import", "cut.gz"])
        .fails(1, &["cut.gz: is damaged, or cut off"]);
}

#[test]
fn what_is_no_text_is_named_with_a_way_to_its_text() {
    let desk = Desk::new();
    for (name, bytes, words) in [
        (
            "a.pdf",
            b"%PDF-1.7\n".to_vec(),
            ["a.pdf: not a text: it is a PDF", "pdftotext -layout"],
        ),
        (
            "a.doc",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
            ["it is an old Office document", "soffice --convert-to docx"],
        ),
        (
            "a.xlsx",
            packed(&[("xl/workbook.xml", b"<x/>")]),
            ["it is a spreadsheet", "import the texts"],
        ),
        (
            "a.docx",
            packed(&[("x.txt", b"5")]),
            ["is an archive where a text should be", "unpack it"],
        ),
        (
            "a.odt",
            packed(&[("mimetype", b"x"), ("content.xml", b"x")]),
            ["it is an OpenDocument file", ".docx"],
        ),
        (
            "a.gz",
            gzipped(&gzipped(b"a")),
            ["is an archive where a text should be", "unpack it"],
        ),
        (
            "a.jpg",
            b"\xFF\xD8\xFF\xE0".to_vec(),
            ["it is a JPEG picture", "type it off"],
        ),
        (
            "a.html",
            b"<title></title><p hidden>5".to_vec(),
            ["holds no text that is shown", ""],
        ),
    ] {
        desk.write(name, bytes);
        desk.run(&["import", name]).fails(1, &words);
    }
    let zip = packed(&[("a.txt", b"Legal migration")]);
    desk.pipe(&["import", "-"], zip)
        .fails(1, &["standard input: is an archive"]);
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    let desk = Desk::new();
    let zeros = vec![b' '; 300 * 1024 * 1024];
    desk.write("a.txt.gz", gzipped(&zeros));
    let mut lying = packed(&[("a.txt", &zeros), ("b.txt", b"Legal migration\n")]);
    desk.write("a.zip", &lying);
    desk.write("a.docx", packed(&[("word/document.xml", &zeros)]));
    drop(zeros);
    // The size that a member claims is no promise.
    let claimed = u32::to_le_bytes(300 * 1024 * 1024);
    while let Some(at) = lying.windows(4).position(|window| window == claimed) {
        lying[at..at + 4].copy_from_slice(&[9, 0, 0, 0]);
    }
    desk.write("lying.zip", &lying);
    for (name, words) in [
        ("a.txt.gz", "a.txt.gz: unpacks to more than 256 MiB"),
        ("a.zip", "a.zip/a.txt: unpacks to more than 256 MiB"),
        ("lying.zip", "lying.zip/a.txt: "),
        ("a.docx", "a.docx: unpacks to more than 128 MiB"),
    ] {
        let begin = Instant::now();
        desk.run(&["import", name]).fails(1, &[words]);
        assert!(begin.elapsed() < Duration::from_secs(10), "{name}");
    }
    let many: Vec<(String, &[u8])> = (0..10_001)
        .map(|number| (format!("{number}.txt"), &b"x"[..]))
        .collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    desk.write("many.zip", packed(&many));
    desk.run(&["import", "many.zip"])
        .fails(1, &["many.zip: has 10001 members"]);
}
