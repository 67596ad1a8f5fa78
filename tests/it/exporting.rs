//! What leaves smsdb for other programs: marks in numbers, protection from
//! spreadsheets, workbooks, and options that do not go together.

use crate::support::{Desk, sample};
use std::collections::BTreeMap;
use std::io::Read;

fn desk() -> Desk {
    Desk::with(&[("a.txt", &sample("2023-2025.txt"))])
}

const SQL: &str = "SELECT -1234567 AS i, 1234.5 AS r, NULL AS n, '' AS e, '=1+1' AS t";

#[test]
fn csv_is_exact_unless_asked_otherwise() {
    let desk = desk();
    for (options, expected) in [
        (&[][..], "i,r,n,e,t\n-1234567,1234.5,,\"\",=1+1\n"),
        (
            &["--spreadsheet-safe"],
            "i,r,n,e,t\n-1234567,1234.5,,\"\",'=1+1\n",
        ),
        (
            &["--decimal", "comma"],
            "i;r;n;e;t\n-1234567;1234,5;;\"\";=1+1\n",
        ),
        (
            &["--decimal", "comma", "--separator", "comma"],
            "i,r,n,e,t\n-1234567,\"1234,5\",,\"\",=1+1\n",
        ),
        (
            &["--thousands", "comma", "--separator", "tab", "--null", "NA"],
            "i\tr\tn\te\tt\n-1,234,567\t1,234.5\tNA\t\"\"\t=1+1\n",
        ),
        (
            &["--thousands", "blank", "--bom"],
            "\u{feff}i,r,n,e,t\n-1\u{a0}234\u{a0}567,1\u{a0}234.5,,\"\",=1+1\n",
        ),
        (
            &["--format", "tsv", "--decimal", "comma", "--null", ""],
            "i\tr\tn\te\tt\n-1234567\t1234,5\t\t\t=1+1\n",
        ),
    ] {
        let arguments = [&["query", SQL], options].concat();
        assert_eq!(desk.run(&arguments).succeeds().out, expected, "{options:?}");
    }
}

#[test]
fn marks_in_numbers_are_for_reading_too() {
    let desk = desk();
    let marks = ["--thousands", "dot", "--decimal", "comma"];
    for (format, expected) in [
        ("table", "| -1.234.567 | 1.234,5 | NULL |"),
        ("line", "i: -1.234.567\nr: 1.234,5\n"),
        ("markdown", "| -1.234.567 | 1.234,5 | NULL |"),
        ("html", "<td align=\"right\">-1.234.567</td>"),
    ] {
        let arguments = [&["query", SQL, "--format", format], &marks[..]].concat();
        let out = desk.run(&arguments).succeeds().out;
        assert!(out.contains(expected), "{out}");
    }
}

#[test]
fn the_mark_of_a_file_stands_at_its_beginning_alone() {
    let desk = desk();
    let two = desk
        .pipe(&["query", "--bom"], "select 1 as a; select 2 as b")
        .succeeds();
    assert_eq!(two.out, "\u{feff}a\n1\n\nb\n2\n");
}

#[test]
fn options_that_contradict_or_do_nothing_are_refused() {
    let desk = desk();
    for (options, words) in [
        (
            &["--format", "json", "--separator", "tab"][..],
            &["--separator does nothing in json", "it is for csv"][..],
        ),
        (
            &["--format", "tsv", "--separator", "tab"],
            &["--separator does nothing in tsv"],
        ),
        (
            &["--format", "table", "--bom"],
            &["--bom does nothing in table", "it is for csv, tsv"],
        ),
        (
            &["--output", "x.xlsx", "--decimal", "comma"],
            &["--decimal does nothing in xlsx", "markdown"],
        ),
        (
            &["--format", "jsonl", "--null", "-"],
            &["--null does nothing in jsonl", "it is for csv, tsv, xlsx"],
        ),
        (
            &["--format", "html", "--spreadsheet-safe"],
            &["--spreadsheet-safe does nothing in html"],
        ),
        (
            &["--thousands", "dot"],
            &["one dot for thousands and for fractions", "--decimal comma"],
        ),
        (
            &["--thousands", "comma", "--decimal", "comma"],
            &["one comma for thousands", "--decimal point"],
        ),
        (
            &["--null", "a,b"],
            &["--null would need quotes or escapes in csv"],
        ),
        (
            &["--format", "tsv", "--null", "a\tb"],
            &["--null would need quotes or escapes in tsv"],
        ),
        (&["--thousands", "point"], &["none, comma, dot, blank"]),
    ] {
        let arguments = [&["query", SQL], options].concat();
        assert_eq!(desk.run(&arguments).fails(2, words).out, "");
        assert!(!desk.path("x.xlsx").exists());
    }
}

#[test]
fn the_name_of_a_file_chooses_the_format_unless_one_is_named() {
    let desk = desk();
    for (name, options, begins) in [
        ("a.csv", &[][..], "a\n"),
        ("a.TSV", &["--null", "x"], "a\n"),
        ("a.json", &[], "["),
        ("a.jsonl", &[], "{"),
        ("a.md", &[], "| a |"),
        ("a.html", &[], "<table>"),
        ("a.xlsx", &[], "PK"),
        ("b.txt", &[], "a\n"),
        ("a", &[], "a\n"),
        ("b.json", &["--format", "csv"], "a\n"),
    ] {
        let arguments = [&["query", "select 1 as a", "--output", name], options].concat();
        desk.run(&arguments).succeeds();
        let bytes = std::fs::read(desk.path(name)).unwrap();
        assert!(bytes.starts_with(begins.as_bytes()), "{name}");
    }
}

/// The parts of a workbook, by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.insert(name, text);
    }
    parts
}

fn workbook(desk: &Desk, arguments: &[&str]) -> BTreeMap<String, String> {
    desk.run(&[arguments, &["--output", "x.xlsx", "--force"]].concat())
        .succeeds();
    parts(&std::fs::read(desk.path("x.xlsx")).unwrap())
}

#[test]
fn a_workbook_holds_numbers_texts_and_where_they_come_from() {
    let desk = desk();
    let sql = "SELECT 12 AS i, 0.5 AS r, 9007199254740993 AS large, NULL AS n, '' AS e, \
               '=1+1' AS f, '<r><t>x</t></r>' AS x, 'Gəncə & ' || char(27) AS t, x'0a' AS b";
    let parts = workbook(&desk, &["query", sql]);
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    for cell in [
        "<c r=\"A2\"><v>12</v></c>",
        "<c r=\"B2\"><v>0.5</v></c>",
        "<c r=\"C2\" t=\"s\">",
        "<c r=\"E2\" s=\"",
        "<c r=\"F2\" t=\"s\">",
        "<autoFilter ref=\"A1:I2\"/>",
        "state=\"frozen\"",
    ] {
        assert!(sheet.contains(cell), "{cell} is not in {sheet}");
    }
    assert!(!sheet.contains("r=\"D2\"") && !sheet.contains("<f>"));
    let texts = &parts["xl/sharedStrings.xml"];
    for text in [
        "<si><t>9007199254740993</t></si>",
        "<si><t>=1+1</t></si>",
        "&lt;r&gt;&lt;t&gt;x&lt;/t&gt;&lt;/r&gt;",
        "<t>Gəncə &amp; _x001B_</t>",
        "<t>0A</t>",
        "<t>SHA-256 of the file</t>",
        "<t>2023-01 to 2024-11</t>",
        &format!("<t>{}</t>", env!("CARGO_PKG_VERSION")),
        "<t>sms.sqlite</t>",
        "<t>SELECT 12 AS i",
    ] {
        assert!(texts.contains(text), "{text} is not in {texts}");
    }
    let parts = workbook(&desk, &["query", "SELECT NULL AS n", "--null", "n/a"]);
    assert!(parts["xl/sharedStrings.xml"].contains("<t>n/a</t>"));
    let parts = workbook(&desk, &["run", "series", "indicator=calls"]);
    let texts = &parts["xl/sharedStrings.xml"];
    assert!(texts.contains("<t>parameter indicator</t></si><si><t>calls</t>"));
    for list in ["queries", "documents", "unread"] {
        workbook(&desk, &[list]);
    }
    workbook(&desk, &["diff", "sms.sqlite", "sms.sqlite"]);
}

#[test]
fn the_same_result_makes_the_same_workbook() {
    let desk = desk();
    let made = |name: &str| {
        desk.run(&["run", "series", "--output", name]).succeeds();
        std::fs::read(desk.path(name)).unwrap()
    };
    let first = made("a.xlsx");
    // Times of zip archives are kept in steps of two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    assert!(first == made("b.xlsx"));
}

#[test]
fn what_a_workbook_cannot_hold_is_an_error_and_leaves_no_file() {
    let desk = desk();
    let long = "SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, printf('%.*c', 32768, 'x')";
    let words = ["row 2, column b: a text of 32,768 characters"];
    desk.run(&["query", long, "--output", "x.xlsx"])
        .fails(1, &words);
    let many = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c";
    let words = ["row 1,048,576: a sheet of a workbook holds 1,048,575"];
    desk.run(&["query", many, "--output", "x.xlsx"])
        .fails(1, &words);
    assert!(!desk.path("x.xlsx").exists());
    let two = desk.pipe(
        &["query", "--format", "xlsx"],
        "select 1 as a; select 2 as b",
    );
    two.fails(2, &["2 statements return rows; xlsx takes one"]);
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = desk
        .command(&["query", "select 1", "--format", "xlsx"])
        .stdout(std::process::Stdio::from(full))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
}
