//! What is printed, where, and how a run ends.

use crate::support::{Desk, sample};
use std::io::Read;
use std::process::Stdio;

fn desk() -> Desk {
    Desk::with(&[("a.txt", &sample("2023-2025.txt"))])
}

#[test]
fn csv_is_the_format_of_a_pipe_and_every_other_can_be_asked_for() {
    let desk = desk();
    let sql = "SELECT 1 AS one, NULL AS none, '' AS empty, 'a;b' AS text";
    for (format, expected) in [
        (None, "one,none,empty,text\n1,,\"\",a;b\n"),
        (Some("csv"), "one,none,empty,text\n1,,\"\",a;b\n"),
        (Some("tsv"), "one\tnone\tempty\ttext\n1\t\\N\t\ta;b\n"),
        (
            Some("jsonl"),
            "{\"one\":1,\"none\":null,\"empty\":\"\",\"text\":\"a;b\"}\n",
        ),
    ] {
        let mut arguments = vec!["query", sql];
        arguments.extend(format.iter().flat_map(|format| ["--format", format]));
        assert_eq!(desk.run(&arguments).succeeds().out, expected);
    }
    for format in ["table", "json", "markdown", "html", "line"] {
        let out = desk.run(&["query", sql, "--format", format]).succeeds().out;
        assert!(
            out.contains("one") && out.contains("a;b"),
            "{format}: {out}"
        );
    }
}

#[test]
fn no_rows_still_have_a_header() {
    let desk = desk();
    let sql = "SELECT role FROM ledger WHERE 0";
    assert_eq!(desk.run(&["query", sql]).succeeds().out, "role\n");
    assert_eq!(
        desk.run(&["query", sql, "--format", "json"])
            .succeeds()
            .out
            .trim(),
        "[]"
    );
    assert!(
        desk.run(&["query", sql, "--format", "table"])
            .succeeds()
            .out
            .contains("(0 rows)")
    );
}

#[test]
fn piped_statements_run_in_order_and_stop_at_the_first_error() {
    let desk = desk();
    let both = desk.pipe(&[], "select 1 as a; select 2 as b;").succeeds();
    assert_eq!(both.out, "a\n1\n\nb\n2\n");
    let stopped = desk
        .pipe(&["query"], "select 1 as a;\nselekt 2;\nselect 3 as c")
        .fails(2, &["query:2:1", "^^^^^^"]);
    assert_eq!(stopped.out, "a\n1\n");
    let named = desk
        .pipe(&[], "select :x")
        .fails(2, &["the parameter :x has no value"]);
    assert_eq!(named.out, "");
    desk.write("two.sql", "select 1 as a;\n-- done\nselect 2 as b;\n");
    assert_eq!(
        desk.run(&["query", "-f", "two.sql"]).succeeds().out,
        "a\n1\n\nb\n2\n"
    );
    desk.run(&["query", "-f", "absent.sql"])
        .fails(2, &["absent.sql"]);
    desk.pipe(&[], " ; -- nothing")
        .fails(2, &["there is no SQL"]);
}

#[test]
fn a_second_result_is_an_error_where_a_format_takes_one() {
    let desk = desk();
    let two = "select 1 as a; select 2 as b";
    for arguments in [
        &["query", two][..],
        &["query", two, "--format", "json"],
        &["query", two, "--format", "markdown"],
    ] {
        let outcome = desk.run(arguments).fails(2, &["2 statements return rows"]);
        assert_eq!(outcome.out, "");
    }
    for format in ["json", "html", "markdown"] {
        let outcome = desk
            .pipe(&["query", "--format", format], two)
            .fails(2, &["2 statements return rows"]);
        assert_eq!(outcome.out, "");
    }
    for format in ["table", "line"] {
        desk.run(&["query", two, "--format", format]).succeeds();
    }
}

#[test]
fn wrong_sql_is_shown_with_a_caret_and_the_closest_name() {
    let desk = desk();
    let outcome = desk
        .run(&["query", "select indicater, value from series"])
        .fails(
            2,
            &[
                "no such column: indicater",
                "query:1:8",
                "did you mean indicator?",
            ],
        );
    let lines: Vec<&str> = outcome.err.lines().collect();
    let caret = lines
        .iter()
        .position(|line| line.contains("^^^^^^^^^"))
        .unwrap();
    assert_eq!(lines[caret].find('^'), lines[caret - 1].find("indicater"));
    desk.run(&["query", "select * from serie"])
        .fails(2, &["no such table: serie", "did you mean series?"]);
}

#[test]
fn an_output_file_is_whole_or_absent_and_never_overwritten_unasked() {
    let desk = desk();
    desk.run(&["run", "ledger", "--output", "out.csv"])
        .succeeds();
    let first = std::fs::read_to_string(desk.path("out.csv")).unwrap();
    assert!(first.starts_with("role,numbers"));
    desk.run(&["query", "select 1", "--output", "out.csv"])
        .fails(2, &["out.csv exists", "--force"]);
    assert_eq!(
        std::fs::read_to_string(desk.path("out.csv")).unwrap(),
        first
    );
    desk.run(&["query", "select 1 as a", "--output", "out.csv", "--force"])
        .succeeds();
    assert_eq!(
        std::fs::read_to_string(desk.path("out.csv")).unwrap(),
        "a\n1\n"
    );
    desk.run(&["query", "select absent", "--output", "new.csv"])
        .fails(2, &["no such column"]);
    desk.run(&["query", "select 1", "--output", "no/where.csv"])
        .fails(1, &["cannot write no/where.csv"]);
    let names: Vec<String> = std::fs::read_dir(desk.path("."))
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
}

#[test]
fn a_closed_pipe_ends_quietly_and_a_full_disk_does_not() {
    let desk = desk();
    let many = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 1000000) SELECT x, 'text' FROM c";
    for format in ["csv", "json", "table", "line"] {
        let mut child = desk
            .command(&["query", many, "--format", format])
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        out.read_exact(&mut [0; 100]).unwrap();
        drop(out);
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), output.stderr.len()),
            (Some(0), 0),
            "{format}"
        );
    }
    for arguments in [
        &["query", "select 1"][..],
        &["check"],
        &["documents"],
        &["why", "calls", "2024-05"],
        &["show", "1"],
    ] {
        let full = std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = desk
            .command(arguments)
            .stdout(Stdio::from(full))
            .output()
            .unwrap();
        let words = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(
            words.contains("cannot write the output: No space left"),
            "{words}"
        );
    }
}

#[test]
fn ctrl_c_stops_a_query_with_130() {
    let desk = desk();
    let endless =
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c";
    let child = desk.command(&["query", endless]).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: interrupted\n"
    );
}

#[test]
fn hostile_text_is_shown_and_not_obeyed() {
    let strange = "- Applications on \u{1b}]52;c;AAAA\u{7} and \u{202e}mirrors - 12\n";
    let text = sample("2023-2025.txt").replacen(
        "Illegal migration\n",
        &format!("{strange}Illegal migration\n"),
        1,
    );
    let desk = Desk::with(&[("a.txt", &text)]);
    for arguments in [
        &["unread", "--format", "table"][..],
        &["unread", "--format", "line"],
        &["unread", "--format", "markdown"],
        &["show", "2"],
        &[
            "query",
            "select '\u{1b}[31m' as \"\u{1b}x\"",
            "--format",
            "table",
        ],
        &["query", "select \u{1b}[31m"],
        &["query", "select 1", "--db", "\u{1b}[31m"],
        &["why", "\u{1b}[31m", "2024"],
    ] {
        let outcome = desk.run(arguments);
        for char in (outcome.out + &outcome.err).chars() {
            assert!(
                char == '\n' || !char.is_control() && char != '\u{202e}',
                "{arguments:?}"
            );
        }
    }
}

#[test]
fn usage_errors_exit_with_2_and_help_with_0() {
    let desk = desk();
    desk.run(&["--help"]).succeeds();
    desk.run(&["import", "--help"]).succeeds();
    desk.run(&["--version"]).succeeds();
    desk.run(&["improt"]).fails(2, &["import"]);
    desk.run(&["run", "ledgers"])
        .fails(2, &["no saved query ledgers", "did you mean ledger?"]);
    desk.run(&["run", "series", "indicater=calls"]).fails(
        2,
        &["series has no parameter indicater", "indicator=decisions"],
    );
    desk.run(&["run", "series", "calls"])
        .fails(2, &["calls is not KEY=VALUE"]);
    desk.run(&["query", "select 1", "--timeout", "soon"])
        .fails(2, &["a number of seconds above 0"]);
}

#[test]
fn saved_queries_are_listed_and_take_values() {
    let desk = desk();
    let listed = desk.run(&["queries"]).succeeds().out;
    for name in [
        "findings",
        "balance",
        "unlisted",
        "conflicts",
        "impossible",
        "coverage",
        "missing",
        "series",
        "monthly",
        "yoy",
        "source",
        "where-is",
        "undated",
        "articles",
        "mix",
        "forced-departures",
        "ledger",
        "dictionary",
    ] {
        assert!(listed.contains(&format!("\n{name},")), "{name}");
        let out = desk.run(&["run", name]).succeeds().out;
        assert!(
            out.lines().count() > 1,
            "{name} shows something of the sample: {out}"
        );
    }
    let calls = desk
        .run(&["run", "series", "indicator=calls", "from=2024-11"])
        .succeeds()
        .out;
    assert_eq!(
        calls.lines().nth(1),
        Some("2024-11,2024-11,2024-11,1,5261,5261,5261,1,published")
    );
    let place = desk
        .run(&["run", "where-is", "value=16,526"])
        .succeeds()
        .out;
    assert!(place.contains("decisions,2024-01-01/P9M"), "{place}");
    let forced = desk
        .run(&["run", "forced-departures", "from=2024-11"])
        .succeeds()
        .out;
    assert!(forced.contains("2024-11,430,222,652,652,652"), "{forced}");
}
