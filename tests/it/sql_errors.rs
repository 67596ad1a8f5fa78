//! Wrong SQL is shown with its place and with what was probably meant.

use crate::support::{Desk, sample};
use unicode_width::UnicodeWidthStr;

fn desk() -> Desk {
    Desk::with(&[("a.txt", &sample("2023-2025.txt"))])
}

#[test]
fn a_wrong_name_is_answered_with_the_one_that_was_meant() {
    let desk = desk();
    for (sql, words) in [
        (
            "select indicater, value from series",
            &[
                "no such column: indicater",
                "help: did you mean indicator? series also has time_period, value, status, …",
            ][..],
        ),
        (
            "select s.valu from claim c, series s",
            &["did you mean value? s also has", "^^^^^^"],
        ),
        (
            "select raw from series",
            &["raw is a column of claim, unread; series has indicator"],
        ),
        (
            "select value",
            &["value is a column of series, monthly, claim, …"],
        ),
        (
            "with mine as (select 1 as one) select onw from mine",
            &["did you mean one?"],
        ),
        (
            "with mine as (select 1) select * from mien",
            &["did you mean mine?"],
        ),
        (
            "select * from serie",
            &["query:1:15", "did you mean series?"],
        ),
        (
            "select * from absent",
            &[
                "no such table: absent",
                "there are series, monthly, claim, …",
            ],
        ),
        (
            "select summ(1)",
            &["no such function: summ", "did you mean sum?"],
        ),
        (
            "select indicator from series s join claim c on s.indicator = c.indicator",
            &["for instance s.indicator"],
        ),
    ] {
        desk.run(&["query", sql]).fails(2, words);
    }
}

#[test]
fn a_text_without_its_quotes_is_recognised() {
    let desk = desk();
    for sql in [
        "select 1 from series where indicator = decisions.leave",
        "select 1 from series where indicator = \"decisions.leave\"",
        "select 1 from series where indicator = “decisions.leave”",
    ] {
        desk.run(&["query", sql])
            .fails(2, &["a text stands in single quotes: 'decisions.leave'"]);
    }
}

#[test]
fn a_wrong_word_is_answered_with_a_keyword() {
    let desk = desk();
    for (sql, words) in [
        ("SELCT 1", &["near \"SELCT\"", "did you mean SELECT?"][..]),
        (
            "select value form series",
            &["did you mean from instead of form?"],
        ),
        (
            "select a, from series",
            &["take away the comma before from"],
        ),
        (
            "select sum(value from series",
            &["a ) is missing before from"],
        ),
        (
            "select 'Azerbaijan's' as a",
            &["a ' inside a text is written twice"],
        ),
        (
            "select (1",
            &[
                "the statement is not complete",
                "query:1:8",
                "nothing closes this (",
            ],
        ),
        (
            "select 1 where",
            &["query:1:10", "something must follow where"],
        ),
        ("select 'a", &["nothing closes this '", "query:1:8"]),
        (
            "check",
            &["check is a command of smsdb, not SQL; write .check in the shell"],
        ),
        (
            "import a.txt",
            &["import is a command of smsdb", "write smsdb import"],
        ),
        (".tables", &["commands with a dot are those of the shell"]),
    ] {
        desk.run(&["query", sql]).fails(2, words);
    }
}

#[test]
fn d1_a_write_is_refused_with_the_proper_ways() {
    let desk = desk();
    for sql in [
        "insert into role values (9, 'x', 'y')",
        "update series set value = 1",
        "delete from number",
        "create table x (y)",
        "drop view series",
        "attach 'x.sqlite' as x",
        "pragma journal_mode = wal",
    ] {
        let ways = ["import", "assign", "supersede", "withdraw", "reread"];
        let outcome = desk
            .run(&["query", sql])
            .fails(2, &["only reading is possible"]);
        let help = outcome
            .err
            .lines()
            .find(|line| line.starts_with("help: "))
            .unwrap();
        assert!(ways.iter().all(|way| help.contains(way)), "{help}");
    }
    let listed = desk.cell("select count(*) > 50 from pragma_function_list");
    assert_eq!(listed, "1");
}

#[test]
fn f1_the_caret_stands_under_the_fault_whatever_goes_before() {
    let desk = desk();
    for before in [
        "'日本語'",
        "'ə̂e\u{301}'",
        "\t\t'\u{1b}[31m'",
        "'\u{202e}\u{200b}'",
    ] {
        let sql = format!("select {before}, wrong from series");
        let outcome = desk
            .run(&["query", &sql])
            .fails(2, &["no such column: wrong"]);
        let lines: Vec<&str> = outcome.err.lines().collect();
        let width = |line: &str, word: &str| line[..line.find(word).unwrap()].width();
        assert_eq!(
            width(lines[4], "^^^^^"),
            width(lines[3], "wrong"),
            "{}",
            outcome.err
        );
        assert!(!outcome.err.contains('\u{1b}') && !outcome.err.contains('\u{202e}'));
    }
}
