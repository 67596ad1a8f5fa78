//! Importing: once, again, in parts, and with bad input among the good.

use crate::support::{Desk, Outcome, sample};
use std::process::Stdio;

fn sample_text() -> String {
    sample("2023-2025.txt")
}

/// The whole content of a file, as text.
fn content(desk: &Desk) -> Vec<u8> {
    std::fs::read(desk.path("sms.sqlite")).unwrap()
}

#[test]
fn importing_twice_changes_nothing_and_says_so() {
    let desk = Desk::with(&[("a.txt", &sample_text())]);
    let before = content(&desk);
    let again = desk.run(&["import", "a.txt"]).succeeds();
    assert!(again.out.contains("a.txt: already known"), "{}", again.out);
    assert!(
        again.out.contains("0 documents stored; 1 already known"),
        "{}",
        again.out
    );
    assert_eq!(content(&desk), before);
}

#[test]
fn the_same_text_under_another_name_is_the_same_document() {
    let desk = Desk::with(&[("b.txt", &sample_text())]);
    desk.write(
        "a.txt",
        format!("\u{feff}{}", sample_text().replace('\n', "\r\n")),
    );
    let again = desk.run(&["import", "a.txt"]).succeeds();
    assert!(
        again.out.contains("a.txt: already known as b.txt"),
        "{}",
        again.out
    );
    assert_eq!(
        desk.rows("SELECT name FROM document_name ORDER BY name"),
        ["a.txt", "b.txt"]
    );
    assert_eq!(
        desk.cell("SELECT DISTINCT document FROM bulletin_list"),
        "a.txt"
    );
    let hashes = "SELECT count(DISTINCT original_sha256) FROM document_name";
    assert_eq!(desk.cell(hashes), "2");
}

#[test]
fn the_report_counts_what_was_read_and_names_new_findings() {
    let desk = Desk::new();
    desk.write("a.txt", sample_text());
    let first = desk.run(&["import", "a.txt"]).succeeds();
    assert!(
        first.out.contains("a.txt: 12 bulletins, 198 figures\n"),
        "{}",
        first.out
    );
    assert!(
        first.out.contains("new findings: 19 errors, 11 warnings"),
        "{}",
        first.out
    );
    assert!(first.out.contains(
        "  error    May 2024: 18 breaches of registration rules, more than the 8 of January–June 2024\n"
    ));
    // A bulletin that contradicts one of the first is a new finding, the old ones are not.
    desk.write(
        "b.txt",
        "Illegal migration\nNumber of decisions on infringement of migration legislation - 1\n\
                         During May of 2024, 7 calls were received.\n",
    );
    let second = desk
        .run(&["import", "b.txt", "--format", "json"])
        .succeeds();
    let report: serde_json::Value = serde_json::from_str(&second.out).unwrap();
    assert_eq!(report["documents"][0]["figures"], 2);
    let messages: Vec<&str> = report["new_findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|f| f["message"].as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "May 2024: 7 or 7022 calls; 2 bulletins differ",
            "May 2024: 1 or 1765 decisions on violations; 2 bulletins differ",
        ]
    );
}

#[test]
fn a_dry_run_stores_nothing() {
    let desk = Desk::new();
    desk.write("a.txt", sample_text());
    let tried = desk.run(&["import", "--dry-run", "a.txt"]).succeeds();
    assert!(
        tried.out.contains("1 document would be stored"),
        "{}",
        tried.out
    );
    assert!(
        tried.out.contains("new findings: 19 errors"),
        "{}",
        tried.out
    );
    assert!(!desk.path("sms.sqlite").exists());
    desk.run(&["import", "a.txt"]).succeeds();
    let before = content(&desk);
    desk.write("b.txt", sample_text().replace("2024", "2022"));
    desk.run(&["import", "--dry-run", "b.txt"]).succeeds();
    assert_eq!(content(&desk), before);
}

#[test]
fn standard_input_is_a_document() {
    let desk = Desk::new();
    desk.pipe(&["import", "-"], sample_text()).succeeds();
    assert_eq!(desk.cell("SELECT DISTINCT document FROM claim"), "stdin");
}

#[test]
fn folders_are_searched_in_order_and_count_what_they_skip() {
    let desk = Desk::new();
    let text = sample_text();
    for name in [
        "in/b.txt",
        "in/deep/a.MD",
        "in/.hidden.txt",
        "in/picture.png",
        "in/.git/x.txt",
    ] {
        desk.write(name, text.replace("2024", &format!("20{:02}", name.len())));
    }
    desk.write(
        "in/letter.txt",
        "Dear colleagues, nothing to report for 2024.",
    );
    let outcome = desk.run(&["import", "in"]).succeeds();
    let names: Vec<&str> = outcome.out.lines().take(3).collect();
    assert_eq!(names[0], "in/b.txt: 12 bulletins, 198 figures");
    assert!(
        names[1].starts_with("in/deep/a.MD: 12 bulletins"),
        "{}",
        outcome.out
    );
    assert_eq!(names[2], "in/letter.txt: no bulletin");
    assert!(
        outcome.out.contains("3 other files skipped"),
        "{}",
        outcome.out
    );
}

/// Every kind of bad input, with the words that say what is wrong. Nothing
/// of it is stored, the good one beside it is.
#[test]
fn bad_input_is_named_and_does_not_keep_the_good_out() {
    let long = format!("Legal migration\n{}", "x".repeat(200_000));
    let cases: [(&str, &[u8], &[&str]); 9] = [
        ("empty.txt", b"", &["empty.txt: the file is empty"]),
        ("blank.txt", b" \r\n\t\n", &["blank.txt: the file is empty"]),
        (
            "letter.txt",
            b"In 2024 there were 12 months.\n",
            &["letter.txt: holds no bulletin"],
        ),
        (
            "picture.txt",
            b"\x89PNG\r\n\x1a\n\0\0",
            &["picture.txt: not a text: it is a PNG picture"],
        ),
        (
            "1254.txt",
            b"Qanuni miqrasiya \xfe 12\n",
            &[
                "1254.txt: not valid UTF-8 at byte 17",
                "--encoding windows-1254",
            ],
        ),
        (
            "nul.txt",
            b"Legal migration\n\0",
            &["nul.txt: a NUL byte at byte 16, line 2"],
        ),
        (
            "16.txt",
            b"\xff\xfeL\0e",
            &["16.txt: not valid utf-16le at byte 4"],
        ),
        (
            "long.txt",
            long.as_bytes(),
            &["long.txt: line 2 is longer than 128 KiB"],
        ),
        (
            "page.html",
            b"<p>Legal migration</p>",
            &["page.html: holds no bulletin"],
        ),
    ];
    for (name, bytes, words) in cases {
        let desk = Desk::new();
        desk.write(name, bytes);
        desk.write("good.txt", sample_text());
        desk.run(&["import", name]).fails(1, words);
        assert!(
            !desk.path("sms.sqlite").exists(),
            "{name} alone makes no file"
        );
        let both = desk.run(&["import", name, "good.txt"]).fails(1, words);
        assert!(
            both.out.contains("good.txt: 12 bulletins, 198 figures"),
            "{}",
            both.out
        );
        assert_eq!(desk.rows("SELECT name FROM document_name"), ["good.txt"]);
    }
}

#[test]
fn paths_that_hold_nothing_are_errors() {
    let desk = Desk::new();
    desk.write("none/letter.txt", "nothing");
    desk.write("void/picture.png", "nothing");
    desk.run(&["import", "absent.txt"])
        .fails(1, &["absent.txt: does not exist"]);
    desk.run(&["import", "none"])
        .fails(1, &["none: holds no file with a bulletin"]);
    desk.run(&["import", "void"])
        .fails(1, &["void: holds no file with a bulletin"]);
    desk.run(&["import", "/dev/zero"])
        .fails(1, &["/dev/zero: is a device"]);
    desk.run(&["import"]).fails(2, &["required"]);
    assert!(!desk.path("sms.sqlite").exists());
}

/// A limit on file sizes stands for a full disk: the same error of a write.
fn limited(desk: &Desk, blocks: usize, arguments: &str) -> Outcome {
    let program = env!("CARGO_BIN_EXE_smsdb");
    let script = format!("ulimit -f {blocks}; exec {program} {arguments}");
    let mut command = std::process::Command::new("bash");
    command
        .args(["-c", &script])
        .current_dir(desk.path("."))
        .stdin(Stdio::null());
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Outcome {
        code: output.status.code().unwrap_or(-1),
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}

#[test]
fn a_full_disk_keeps_what_was_committed_and_nothing_half() {
    let text = sample_text();
    let desk = Desk::with(&[("a.txt", &text)]);
    let size = content(&desk).len() / 1024;
    desk.write("b.txt", text.replace("2024", "2022").repeat(40));
    for room in [0, 4, 40, 400] {
        let full =
            limited(&desk, size + room, "import b.txt").fails(1, &["disk full", "make room"]);
        assert!(
            full.err.contains("not stored: b.txt") || full.err.contains("disk full"),
            "{}",
            full.err
        );
        assert_eq!(desk.rows("SELECT document FROM document_list"), ["a.txt"]);
        assert_eq!(desk.cell("SELECT count(*) FROM claim"), "198");
        assert_eq!(desk.rows("PRAGMA integrity_check"), ["ok"]);
    }
    desk.run(&["import", "b.txt"]).succeeds();
    assert_eq!(
        desk.rows("SELECT document FROM document_list ORDER BY 1"),
        ["a.txt", "b.txt"]
    );
    // Without room for the tables themselves there is no file to ask.
    let none = Desk::new();
    none.write("a.txt", &text);
    for blocks in [1, 8, 40, 120] {
        limited(&none, blocks, "import a.txt").fails(1, &["disk full"]);
    }
    none.run(&["import", "a.txt"]).succeeds();
}

#[test]
fn two_first_imports_at_once_both_succeed() {
    let desk = Desk::new();
    let text = sample_text();
    for name in ["a.txt", "b.txt", "c.txt", "d.txt"] {
        desk.write(
            name,
            text.replace("2024", &format!("202{}", name.as_bytes()[0] % 10)),
        );
    }
    let children: Vec<_> = ["a.txt", "b.txt", "c.txt", "d.txt"]
        .iter()
        .map(|name| desk.command(&["import", name]).spawn().unwrap())
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    assert_eq!(desk.cell("SELECT count(*) FROM document"), "4");
}

#[test]
fn a_killed_import_leaves_a_file_that_can_be_used() {
    let text = sample_text();
    for delay in [0, 5, 10, 15, 20, 30, 40, 60, 90] {
        let desk = Desk::new();
        desk.write("a.txt", &text);
        let mut child = desk.command(&["import", "a.txt"]).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(delay));
        let _ = child.kill();
        let _ = child.wait();
        desk.run(&["import", "a.txt"]).succeeds();
        assert_eq!(desk.cell("SELECT count(*) FROM claim"), "198");
    }
}

#[test]
fn no_clock_time_is_stored() {
    let desks = [0, 1].map(|_| {
        let desk = Desk::with(&[("a.txt", &sample_text())]);
        std::thread::sleep(std::time::Duration::from_millis(1100));
        desk
    });
    assert!(
        content(&desks[0]) == content(&desks[1]),
        "the same import gives the same bytes"
    );
}
