//! `diff`: what two files disagree on, whatever their row numbers are.

use crate::support::{Desk, Outcome, sample};
use std::io::{BufRead as _, BufReader};

const HEADER: &str = "item,document,place,what,a,b,content_sha256\n";
const TEXT: &str = "2023-2025.txt";

/// Two files of the same two documents, imported in different order.
fn pair() -> Desk {
    let desk = Desk::new();
    desk.write(TEXT, sample(TEXT));
    desk.write("faults.txt", sample("faults.txt"));
    for (file, first, second) in [
        ("a.sqlite", TEXT, "faults.txt"),
        ("b.sqlite", "faults.txt", TEXT),
    ] {
        desk.run(&["--db", file, "import", first]).succeeds();
        desk.run(&["--db", file, "import", second]).succeeds();
    }
    desk
}

fn diff(desk: &Desk, more: &[&str]) -> Outcome {
    desk.run(&[&["diff", "a.sqlite", "b.sqlite"], more].concat())
}

/// The differences, cells joined by `|`, without the hashes.
fn differences(desk: &Desk) -> Vec<String> {
    let out = diff(desk, &[]).succeeds().out;
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let records = reader.records().map(Result::unwrap);
    records
        .map(|record| record.iter().take(6).collect::<Vec<_>>().join("|"))
        .collect()
}

/// How many differences there are of each item, in the order of the output.
fn items(rows: &[String]) -> Vec<(&str, usize)> {
    let item = |row: &String| row.split('|').next().unwrap().len();
    let groups = rows.chunk_by(|a, b| a[..item(a)] == b[..item(b)]);
    groups
        .map(|group| (&group[0][..item(&group[0])], group.len()))
        .collect()
}

fn in_b(desk: &Desk, arguments: &[&str]) {
    desk.run(&[&["--db", "b.sqlite"], arguments].concat())
        .succeeds();
}

#[test]
fn files_of_the_same_content_agree_in_whatever_order_it_came() {
    let desk = pair();
    assert_eq!(diff(&desk, &[]).succeeds().out, HEADER);
    assert_eq!(diff(&desk, &["--foreign"]).succeeds().out, HEADER);
    assert_eq!(diff(&desk, &["--format", "jsonl"]).succeeds().out, "");
    desk.run(&["--db", "b.sqlite", "ship", "shipped.sqlite"])
        .succeeds();
    let shipped = desk.run(&["diff", "a.sqlite", "shipped.sqlite"]);
    assert_eq!(shipped.succeeds().out, HEADER);
}

#[test]
fn decisions_taken_back_leave_no_difference() {
    let desk = pair();
    in_b(&desk, &["withdraw", "faults.txt", "--note", "a draft"]);
    let place = "2023-2025.txt:38:83";
    in_b(&desk, &["reread", place, "--as", "none", "--note", "no"]);
    assert!(!differences(&desk).is_empty());
    in_b(&desk, &["withdraw", "faults.txt", "--undo"]);
    in_b(&desk, &["reread", place, "--undo"]);
    assert_eq!(diff(&desk, &[]).succeeds().out, HEADER);
}

#[test]
fn a_period_decided_in_one_file_shows_in_its_bulletin_and_figures() {
    let desk = pair();
    let decide = [
        "assign",
        "2023-2025.txt:3",
        "2023-01-01/P9M",
        "--note",
        "by telephone",
    ];
    in_b(&desk, &decide);
    let rows = differences(&desk);
    let found = items(&rows);
    assert_eq!(
        found[..3],
        [("bulletin", 1), ("claim", 17), ("decision", 1)]
    );
    assert_eq!((found[3].0, found.len()), ("finding", 4));
    assert_eq!(
        rows[0],
        "bulletin|2023-2025.txt|33|2023-2025.txt:3\
         |position 3, lines 33–50, 2024-01-01/P9M stated, nested-list, en\
         |position 3, lines 33–50, 2023-01-01/P9M assigned, nested-list, en"
    );
    assert_eq!(
        rows[4],
        "claim|2023-2025.txt|38:83|decisions\
         |decisions = 16526 (2024-01-01/P9M)|decisions = 16526 (2023-01-01/P9M)"
    );
    assert_eq!(
        rows[18],
        "decision|2023-2025.txt|33|period||2023-01-01/P9M (by telephone)"
    );
}

#[test]
fn a_document_withdrawn_in_one_file_has_no_bulletins_and_figures_there() {
    let desk = pair();
    in_b(&desk, &["withdraw", "faults.txt", "--note", "a draft"]);
    let rows = differences(&desk);
    assert_eq!(
        rows[0],
        "document|faults.txt|||faults.txt|faults.txt (withdrawn)"
    );
    let of_b: Vec<&String> = rows.iter().filter(|row| !row.ends_with('|')).collect();
    assert_eq!(of_b, [&rows[0], "decision|faults.txt||withdrawal||a draft"]);
    let order: Vec<&str> = items(&rows).into_iter().map(|(item, _)| item).collect();
    assert_eq!(
        order,
        ["document", "bulletin", "claim", "decision", "finding"]
    );
}

#[test]
fn a_replaced_bulletin_is_told_by_its_text_and_not_by_its_name() {
    let desk = pair();
    let text = sample(TEXT);
    let lines: Vec<&str> = text.lines().skip(32).take(18).collect();
    desk.write("new.txt", lines.join("\n").replace("58038", "58039"));
    desk.write("0.txt", &text);
    let decide = |file: &str, old: &str| {
        let decision = ["supersede", "new.txt:1", old, "--note", "corrected"];
        desk.run(&[&["--db", file], &decision[..]].concat())
            .succeeds();
    };
    desk.run(&["--db", "a.sqlite", "import", "new.txt"])
        .succeeds();
    in_b(&desk, &["import", "new.txt", "0.txt"]);
    decide("a.sqlite", "2023-2025.txt:3");
    let rows = differences(&desk);
    for row in [
        "claim|2023-2025.txt|49:26|calls\
         |calls = 58038 (2024-01-01/P9M), superseded|calls = 58038 (2024-01-01/P9M)",
        "decision|new.txt|1|supersession|replaces 2023-2025.txt:3: corrected|",
    ] {
        assert!(rows.iter().any(|found| found == row), "{rows:#?}");
    }
    decide("b.sqlite", "0.txt:3");
    let rows = differences(&desk);
    assert_eq!(
        rows[0],
        "document|2023-2025.txt|||2023-2025.txt|0.txt, 2023-2025.txt"
    );
    // Findings name the document; nothing else differs.
    assert_eq!(items(&rows)[1], ("finding", rows.len() - 1));
}

#[test]
fn a_number_read_as_something_else_shows_both_readings() {
    let desk = pair();
    let (calls, online) = ("2023-2025.txt:49:26", "2023-2025.txt:50:26");
    in_b(&desk, &["reread", online, "--as", "none", "--note", "x"]);
    in_b(
        &desk,
        &["reread", calls, "--as", "e_applications", "--note", "y"],
    );
    let rows = differences(&desk);
    assert_eq!(
        rows[..4],
        [
            "claim|2023-2025.txt|49:26|calls|calls = 58038 (2024-01-01/P9M)|e_applications = 58038 (2024-01-01/P9M)",
            "claim|2023-2025.txt|50:26|e_applications|e_applications = 111592 (2024-01-01/P9M)|",
            "decision|2023-2025.txt|49:26|reading||e_applications (y)",
            "decision|2023-2025.txt|50:26|reading||none (x)",
        ]
    );
}

#[test]
fn documents_of_one_name_and_different_text_are_different_documents() {
    let desk = Desk::new();
    desk.write(TEXT, sample(TEXT));
    desk.run(&["--db", "a.sqlite", "import", TEXT]).succeeds();
    desk.write(TEXT, sample("faults.txt"));
    desk.run(&["--db", "b.sqlite", "import", TEXT]).succeeds();
    let rows = differences(&desk);
    assert_eq!(
        rows[..2],
        [
            "document|2023-2025.txt|||2023-2025.txt|",
            "document|2023-2025.txt||||2023-2025.txt",
        ]
    );
    assert_eq!(items(&rows)[1], ("bulletin", 12 + 23));
}

#[test]
fn a_finding_that_one_file_has_once_more_is_a_difference() {
    let desk = Desk::new();
    let text = sample(TEXT);
    desk.write("x/one.txt", &text);
    desk.write("y/one.txt", text.replace("27328", "27329"));
    desk.run(&["--db", "a.sqlite", "import", "x", "y"])
        .succeeds();
    desk.run(&["--db", "b.sqlite", "import", "x"]).succeeds();
    let undated = "finding|||undated|one.txt:1 states no period|";
    let rows = differences(&desk);
    let once_more = rows.iter().filter(|row| *row == undated).count();
    assert_eq!(once_more, 1, "{rows:#?}");
}

#[test]
fn what_is_no_smsdb_file_is_refused_and_nothing_is_made() {
    let desk = pair();
    let missing = desk.run(&["diff", "a.sqlite", "c.sqlite"]);
    let missing = missing.fails(1, &["c.sqlite does not exist"]);
    assert!(!missing.err.contains("--db") && !desk.path("c.sqlite").exists());
    desk.run(&["diff", "c.sqlite", "a.sqlite"])
        .fails(1, &["c.sqlite does not exist"]);
    desk.run(&["diff", "a.sqlite", TEXT])
        .fails(1, &["2023-2025.txt is not an smsdb file"]);
    desk.run(&["diff", "a.sqlite"]).fails(2, &["<B>"]);
}

#[test]
fn the_file_of_db_plays_no_part_and_rows_go_where_they_are_sent() {
    let desk = pair();
    in_b(&desk, &["withdraw", "faults.txt", "--note", "a draft"]);
    let told = desk.run(&["--db", "none.sqlite", "diff", "a.sqlite", "b.sqlite"]);
    let out = told.succeeds().out;
    diff(&desk, &["--output", "out.csv"]).succeeds();
    assert_eq!(std::fs::read_to_string(desk.path("out.csv")).unwrap(), out);
    diff(&desk, &["--output", "out.csv"]).fails(2, &["out.csv exists"]);
    let json = diff(&desk, &["--format", "json"]).succeeds().out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["b"], "faults.txt (withdrawn)");
    assert!(json[0]["place"].is_null());
    assert_eq!(json[0]["content_sha256"].as_str().unwrap().len(), 64);
}

#[test]
fn a_reader_who_has_seen_enough_of_a_comparison_is_no_error() {
    let desk = Desk::new();
    let text = sample(TEXT);
    // More than a pipe holds.
    for number in 0..40 {
        let text = text.replace("27328", &format!("{}", 27000 + number));
        desk.write(&format!("many/{number}.txt"), text);
    }
    desk.write(TEXT, &text);
    desk.run(&["--db", "a.sqlite", "import", "many"]).succeeds();
    desk.run(&["--db", "b.sqlite", "import", TEXT]).succeeds();
    let mut child = desk
        .command(&["diff", "a.sqlite", "b.sqlite"])
        .spawn()
        .unwrap();
    let mut first = String::new();
    let mut reader = BufReader::with_capacity(64, child.stdout.take().unwrap());
    reader.read_line(&mut first).unwrap();
    drop(reader);
    let end = child.wait_with_output().unwrap();
    assert_eq!((first.as_str(), end.status.code()), (HEADER, Some(0)));
    assert_eq!(String::from_utf8(end.stderr).unwrap(), "");
}
