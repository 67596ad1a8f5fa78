//! Decisions of persons: what each does to the views, that taking it back
//! restores them, and what is refused.

use crate::support::{Desk, sample};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::path::Path;

/// The rows of every view in no order, cells joined by `|`.
pub type Views = BTreeMap<String, Vec<String>>;

/// All views but those that tell the decisions themselves. `by_id`: periods
/// as the ids that they have in this file, else as their codes.
pub fn views(file: &Path, by_id: bool) -> Views {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let names = "SELECT name FROM sqlite_schema WHERE type = 'view'
                 AND name NOT IN ('decision', 'decision_in_force', 'decision_place')";
    let view = |name: String| {
        let sql = format!("SELECT * FROM {name}");
        let mut rows = lines(&connection, &sql, !by_id);
        rows.sort_unstable();
        (name, rows)
    };
    lines(&connection, names, false)
        .into_iter()
        .map(view)
        .collect()
}

/// The rows of a query of a file, in their order.
pub fn ask(file: &Path, sql: &str) -> Vec<String> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    lines(&connection, sql, false)
}

fn lines(connection: &Connection, sql: &str, name_periods: bool) -> Vec<String> {
    let mut periods = BTreeMap::new();
    if name_periods {
        let mut known = connection
            .prepare("SELECT period_id, time_period FROM period")
            .unwrap();
        let known = known.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        periods = known
            .unwrap()
            .collect::<Result<BTreeMap<i64, String>, _>>()
            .unwrap();
    }
    let mut statement = connection.prepare(sql).unwrap();
    let columns: Vec<bool> = statement
        .column_names()
        .map(|name| ["period_id", "minus_id", "part_id", "whole_id"].contains(&name))
        .collect();
    let line = |row: &rusqlite::Row<'_>| {
        let cell = |(at, is_period): (usize, &bool)| match row.get_ref(at).unwrap() {
            ValueRef::Integer(id) if name_periods && *is_period => periods[&id].clone(),
            ValueRef::Null => String::new(),
            ValueRef::Integer(value) => value.to_string(),
            ValueRef::Real(value) => value.to_string(),
            ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
            ValueRef::Blob(blob) => format!("{blob:?}"),
        };
        Ok(columns
            .iter()
            .enumerate()
            .map(cell)
            .collect::<Vec<_>>()
            .join("|"))
    };
    let rows = statement.query_map([], line).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// Compares view by view, so that a difference names the rows that differ.
#[track_caller]
pub fn same(left: &Views, right: &Views, what: &str) {
    assert!(left.keys().eq(right.keys()), "{what}");
    for (name, rows) in left {
        let only = |left: &[String], right: &[String]| -> Vec<String> {
            let other = |row: &&String| !right.contains(row);
            left.iter().filter(other).take(5).cloned().collect()
        };
        let (left, right) = (only(rows, &right[name]), only(&right[name], rows));
        assert!(
            left.is_empty() && right.is_empty(),
            "{what}: {name} has {left:#?} and not {right:#?}"
        );
    }
    assert!(left == right, "{what}: some rows are there twice");
}

/// A bulletin of our own sample by its number, 1 to 12.
pub fn bulletin(number: usize) -> String {
    let text = sample("2023-2025.txt");
    let parts: Vec<&str> = text.trim_end().split("\n\n").collect();
    match number {
        1 => format!("{}\n\n{}\n", parts[0], parts[1]),
        _ => format!("{}\n", parts[number]),
    }
}

const REAL: &str = "english-2023-2025.txt";
const BECAUSE: [&str; 2] = ["--note", "the agency confirmed it"];

/// Runs a command that decides, with a note.
fn decide(desk: &Desk, arguments: &[&str]) -> crate::support::Outcome {
    desk.run(&[arguments, &BECAUSE[..]].concat())
}

fn file(desk: &Desk) -> std::path::PathBuf {
    desk.path("sms.sqlite")
}

/// Changes the file behind the program's back.
fn tamper(desk: &Desk, sql: &str) {
    let connection = Connection::open(file(desk)).unwrap();
    connection.execute_batch(sql).unwrap();
}

fn decisions(desk: &Desk) -> Vec<String> {
    ask(
        &file(desk),
        "SELECT message || ': ' || status FROM decision ORDER BY decision_id",
    )
}

/// Where a number is printed first: DOCUMENT:LINE:COLUMN.
fn place(desk: &Desk, raw: &str) -> String {
    let sql = format!(
        "SELECT k.document || ':' || n.line_no || ':' || n.column_no
         FROM number AS n JOIN line AS l USING (document_id, line_no) JOIN document_known AS k USING (document_id)
         WHERE substr(l.text, n.column_no, n.length) = '{raw}' ORDER BY n.document_id, n.line_no, n.column_no"
    );
    ask(&file(desk), &sql).remove(0)
}

#[test]
fn bulletin_12_of_october_2023_clears_the_conflicts_and_the_tie() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let before = views(&file(&desk), true);
    let outcome = decide(&desk, &["assign", "12", "2023-10"]).succeeds();
    for words in [
        "decided: english-2023-2025.txt:12 is of 2023-10 (the agency confirmed it)\n",
        "new findings: 1 warning\n",
        "findings gone: 15 errors, 1 warning\n",
    ] {
        assert!(outcome.out.contains(words), "{}", outcome.out);
    }
    let rows = |sql: &str| ask(&file(&desk), sql);
    // 15 conflicts and 2 agreed rows.
    assert_eq!(before["check_conflict"].len(), 17);
    assert!(rows("SELECT * FROM check_conflict").is_empty());
    let odd =
        "SELECT bulletin_id, time_period, status FROM check_order WHERE status <> 'ok' ORDER BY 1";
    assert_eq!(rows(odd), ["1||undated", "12|2023-10|out_of_order"]);
    let listed =
        "SELECT period_text, time_period, basis, figures FROM bulletin_list WHERE bulletin_id = 12";
    assert_eq!(rows(listed), ["August of 2023|2023-10|assigned|17"]);
    let year = "SELECT DISTINCT known_months, missing_months, count(*) FROM check_span WHERE time_period = '2023'";
    assert_eq!(rows(year), ["2|10|17"]);
    let left =
        "SELECT residual_min, residual_max, status FROM check_span WHERE time_period = '2023'
                AND indicator = 'applications.registration'";
    // 372185 - 23224 - 27985
    assert_eq!(rows(left), ["320976|320976|bounds"]);
    let months =
        "SELECT month, published, disputed, bounded, bulletins FROM coverage WHERE month IN
                  ('2023-07', '2023-08', '2023-10') ORDER BY 1";
    assert_eq!(
        rows(months),
        ["2023-07|0|0|17|1", "2023-08|17|0|0|2", "2023-10|17|0|0|2"]
    );
    let counted = "SELECT severity, check_name, count(*) FROM finding GROUP BY 1, 2 ORDER BY 1, 2";
    assert_eq!(
        rows(counted),
        [
            "error|containment|2",
            "error|span|2",
            "warning|balance|9",
            "warning|order|1",
            "warning|undated|1",
        ]
    );
    // The base is disputed no longer.
    let change =
        "SELECT value, previous_value, change FROM year_on_year WHERE time_period = '2024-08'
                  AND indicator = 'applications.registration'";
    assert_eq!(rows(change), ["40800|23224|17576"]);
    assert_eq!(rows("SELECT count(*) FROM year_on_year"), ["17"]);
}

#[test]
fn bulletin_12_of_october_2023_leaves_figures_balances_and_2024_alone() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let untouched = |file: &Path| {
        let mut all = Vec::new();
        for sql in [
            "SELECT bulletin_id, document, position, indicator, value, line_no, column_no, raw, current FROM claim",
            "SELECT bulletin_id, scheme, indicator, stated, computed, difference, missing_parts, status FROM check_balance",
            "SELECT bulletin_id, scheme, indicator, stated, computed, parts FROM total",
            "SELECT * FROM bulletin_list WHERE bulletin_id <> 12",
            "SELECT * FROM series WHERE time_period LIKE '2024%'",
            "SELECT * FROM monthly WHERE month LIKE '2024%'",
            "SELECT * FROM check_span WHERE time_period LIKE '2024%'",
            "SELECT * FROM check_containment WHERE whole_period LIKE '2024%'",
            "SELECT indicator, part_bulletin, part_value, whole_value, status FROM check_containment",
            "SELECT * FROM check_order WHERE bulletin_id <> 12",
            "SELECT * FROM coverage WHERE month LIKE '2024%'",
            "SELECT * FROM finding WHERE time_period LIKE '2024%'",
            "SELECT * FROM ledger",
        ] {
            let mut rows = ask(file, sql);
            assert!(!rows.is_empty(), "{sql}");
            rows.sort_unstable();
            all.push((sql, rows));
        }
        all
    };
    let before = untouched(&file(&desk));
    decide(&desk, &["assign", "12", "2023-10"]).succeeds();
    assert_eq!(untouched(&file(&desk)), before);
}

#[test]
fn commands_tell_what_was_assigned_and_that_it_was_taken_back() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let says = |arguments: &[&str], words: &str| {
        let outcome = desk.run(arguments).succeeds();
        assert!(outcome.out.contains(words), "{words}: {}", outcome.out);
    };
    decide(&desk, &["assign", &format!("{REAL}:12"), "2023-10"]).succeeds();
    let decided = "english-2023-2025.txt:12 is of 2023-10 (the agency confirmed it)";
    says(
        &["show", "12"],
        "2023-10 (assigned; it states August of 2023)\n",
    );
    says(&["show", "12"], &format!("decided: {decided}\n"));
    let head = desk.run(&["show", "11"]).succeeds().out;
    assert!(!head.contains("decided"), "{head}");
    says(
        &["run", "decisions", "--format", "csv"],
        "1,period,english-2023-2025.txt:12 is of 2023-10,in force,the agency confirmed it\n",
    );
    says(&["check"], "4 errors");
    says(&["check"], "decision          1       0");
    says(&["check"], "against the order of its document");
    desk.run(&["check", "--deny", "warning"])
        .fails(3, &["15 findings"]);
    says(&["why", "decisions", "2023-10"], "2108");
    says(
        &["assign", "12", "--undo"],
        &format!("taken back: {decided}\n"),
    );
    says(&["show", "12"], "2023-08 (stated: August of 2023)\n");
    let list = desk
        .run(&["run", "decisions", "--format", "csv"])
        .succeeds()
        .out;
    let list: Vec<&str> = list.lines().skip(1).collect();
    assert_eq!(
        list,
        [
            "1,period,english-2023-2025.txt:12 is of 2023-10,undone,the agency confirmed it",
            "2,period,english-2023-2025.txt:12 is of 2023-10,undo,taken back",
        ]
    );
    desk.run(&["check", "--deny", "warning"])
        .fails(3, &["30 findings"]);
}

#[test]
fn taking_back_a_decision_on_the_real_bulletins_restores_every_row() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let place = desk.cell(
        "SELECT document || ':' || line_no || ':' || column_no FROM claim
         WHERE bulletin_id = 7 AND indicator = 'decisions.registration_rules'",
    );
    let before = views(&file(&desk), true);
    for (decided, changed) in [
        (&["assign", "12", "2023-10"][..], "check_conflict"),
        (&["assign", "1", "2025-01"], "series"),
        (&["withdraw", REAL], "claim"),
        (&["supersede", "12", "11"], "check_conflict"),
        (&["reread", &place, "--as", "none"], "check_containment"),
    ] {
        decide(&desk, decided).succeeds();
        let between = views(&file(&desk), true);
        assert_ne!(between[changed], before[changed], "{decided:?}");
        desk.run(&[decided, &["--undo"]].concat()).succeeds();
        same(&views(&file(&desk), true), &before, &decided.join(" "));
    }
}

#[test]
fn a_withdrawn_document_leaves_every_view() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    decide(&desk, &["withdraw", REAL]).succeeds();
    let lists = ["about", "data_dictionary", "saved_query", "document_known"];
    for (view, rows) in views(&file(&desk), true) {
        if view == "ledger" {
            assert!(rows.iter().all(|row| row.contains("|0|")), "{rows:?}");
        } else if !lists.contains(&view.as_str()) {
            assert_eq!(rows, [] as [String; 0], "{view}");
        }
    }
    let outcome = desk.run(&["show", "12"]).succeeds();
    assert!(
        outcome
            .out
            .contains("is withdrawn (the agency confirmed it)")
    );
    assert!(outcome.out.contains("^^^^ decisions"), "{}", outcome.out);
    desk.run(&["check", "--deny", "warning"]).succeeds();
    decide(&desk, &["assign", "12", "2023-10"]).succeeds();
    assert!(ask(&file(&desk), "SELECT * FROM bulletin_list").is_empty());
    desk.run(&["withdraw", REAL, "--undo"]).succeeds();
    let listed = "SELECT time_period, basis FROM bulletin_list WHERE bulletin_id = 12";
    assert_eq!(ask(&file(&desk), listed), ["2023-10|assigned"]);
}

#[test]
fn a_superseded_bulletin_is_current_no_longer_and_stays_a_claim() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    decide(&desk, &["supersede", "12", "11"]).succeeds();
    let current = "SELECT bulletin_id, current, count(*) FROM claim WHERE bulletin_id > 10 GROUP BY 1, 2 ORDER BY 1";
    assert_eq!(ask(&file(&desk), current), ["11|0|17", "12|1|17"]);
    let series = "SELECT value, claims, status FROM series WHERE indicator = 'decisions' AND time_period = '2023-08'";
    assert_eq!(ask(&file(&desk), series), ["2108|1|published"]);
    // Both are printed, one behind the other.
    let tie = "SELECT status FROM check_order WHERE bulletin_id = 12";
    assert_eq!(ask(&file(&desk), tie), ["tie"]);
    let balances = "SELECT count(*) FROM check_balance";
    assert_eq!(ask(&file(&desk), balances), ["45"]);
    for bulletin in ["11", "12"] {
        let outcome = desk.run(&["show", bulletin]).succeeds();
        let decided = "decided: english-2023-2025.txt:12 replaces english-2023-2025.txt:11";
        assert!(outcome.out.contains(decided), "{}", outcome.out);
    }
}

#[test]
fn a_number_that_is_no_figure_leaves_its_indicator_unclaimed() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let may = "SELECT document || ':' || line_no || ':' || column_no FROM claim
               WHERE bulletin_id = 7 AND indicator = 'decisions.registration_rules'";
    let place = desk.cell(may);
    decide(&desk, &["reread", &place, "--as", "none"]).succeeds();
    assert_eq!(desk.cell("SELECT count(*) FROM claim"), "197");
    let roles = "SELECT role, numbers FROM ledger WHERE role IN ('observation', 'reference', 'unread') ORDER BY 1";
    assert_eq!(
        desk.rows(roles),
        ["observation|197", "reference|12", "unread|0"]
    );
    let violated = "SELECT count(*) FROM check_containment WHERE status = 'violated'";
    assert_eq!(desk.cell(violated), "0");
    let may = "SELECT stated, computed, status FROM check_balance WHERE bulletin_id = 7 AND scheme = 'decisions-2018'";
    assert_eq!(desk.cell(may), "1765|1747|unallocated");
}

/// Two bulletins of one month in two documents, with a preface and figures
/// that are too large.
fn desk() -> Desk {
    let (old, new) = (bulletin(3), bulletin(3));
    let new = new.replace("41", "42");
    Desk::with(&[("old.txt", &old), ("new.txt", &new)])
}

#[test]
fn a_decision_needs_a_note_that_says_something() {
    let desk = desk();
    let before = views(&file(&desk), true);
    for decided in [
        &["assign", "1", "2023-10"][..],
        &["withdraw", "old.txt"],
        &["supersede", "2", "1"],
        &["reread", "old.txt:2:53", "--as", "none"],
    ] {
        for blank in ["", " ", "\t\n", "\u{a0}"] {
            let noted = [decided, &["--note", blank]].concat();
            desk.run(&noted)
                .fails(2, &["a decision needs a reason: --note TEXT"]);
        }
        desk.run(decided).fails(2, &["--note <TEXT>"]);
        desk.run(&[decided, &["--undo"]].concat())
            .fails(1, &["no such decision to take back", "run decisions"]);
    }
    assert_eq!(decisions(&desk), [] as [String; 0]);
    same(&views(&file(&desk), true), &before, "nothing was decided");
    decide(&desk, &["withdraw", "old.txt"]).succeeds();
    desk.run(&["withdraw", "old.txt", "--undo", "--note", " "])
        .fails(2, &["a decision needs a reason"]);
    assert_eq!(decisions(&desk), ["old.txt is withdrawn: in force"]);
}

#[test]
fn what_is_not_there_cannot_be_decided_about() {
    let desk = desk();
    let fails = |arguments: &[&str], code: i32, words: &[&str]| {
        decide(&desk, arguments).fails(code, words);
        desk.run(&[arguments, &["--undo"]].concat())
            .fails(code, words);
    };
    fails(
        &["assign", "3", "2023-10"],
        1,
        &["there is no bulletin 3\n"],
    );
    fails(
        &["assign", "old.txt:2", "2023"],
        1,
        &["there is no bulletin old.txt:2\n"],
    );
    fails(
        &["assign", "gone.txt:1", "2023"],
        1,
        &["there is no document gone.txt\n"],
    );
    fails(
        &["assign", "old.txt", "2023"],
        2,
        &["old.txt names no bulletin"],
    );
    fails(
        &["assign", "1", "2023-13"],
        2,
        &["2023-13 is no time period"],
    );
    fails(&["supersede", "1", "3"], 1, &["there is no bulletin 3\n"]);
    fails(&["supersede", "3", "1"], 1, &["there is no bulletin 3\n"]);
    fails(
        &["withdraw", "gone.txt"],
        1,
        &["there is no document gone.txt\n"],
    );
    fails(&["withdraw", "0000"], 1, &["there is no document 0000\n"]);
    let reread = |place: &'static str| ["reread", place, "--as", "none"];
    fails(
        &reread("gone.txt:1:1"),
        1,
        &["there is no document gone.txt\n"],
    );
    fails(&reread("old.txt:99:1"), 1, &["line 99 has no number"]);
    fails(&reread("old.txt:1:1"), 1, &["line 1 has no number"]);
    // Not the beginning of a number: inside it, and before it.
    for column in ["52", "54"] {
        let place = format!("old.txt:2:{column}");
        decide(&desk, &["reread", &place, "--as", "none"]).fails(
            1,
            &[
                &format!("no number begins at {place}"),
                "line 2 has 296007 in column 53",
            ],
        );
    }
    fails(&reread("old.txt:2"), 2, &["old.txt:2 names no number"]);
    fails(&reread("old.txt:two:3"), 2, &["names no number"]);
    let code = ["reread", "old.txt:2:53", "--as", "decisions.laeve"];
    fails(
        &code,
        2,
        &[
            "no indicator decisions.laeve",
            "did you mean decisions.leave?",
        ],
    );
    desk.run(&["reread", "old.txt:2:53", "--note", "why"])
        .fails(2, &["--as <INDICATOR>"]);
    desk.run(&["assign", "1", "--note", "why"])
        .fails(2, &["<PERIOD>"]);
    assert_eq!(decisions(&desk), [] as [String; 0]);
}

#[test]
fn without_a_file_nothing_is_decided_and_none_is_made() {
    let desk = Desk::new();
    for decided in [
        &["assign", "1", "2023-10"][..],
        &["withdraw", "old.txt"],
        &["supersede", "2", "1"],
        &["reread", "old.txt:2:53", "--as", "none"],
    ] {
        decide(&desk, decided).fails(1, &["sms.sqlite"]);
        desk.run(&[decided, &["--undo"]].concat())
            .fails(1, &["sms.sqlite"]);
    }
    let left = std::fs::read_dir(desk.path(".")).unwrap().count();
    assert_eq!(left, 0);
}

#[test]
fn the_same_decision_is_made_once_and_another_one_replaces_it() {
    let desk = desk();
    let place = "old.txt:2:53";
    let of_march = "old.txt:1 is of 2024-03";
    decide(&desk, &["assign", "1", "2024-03"]).succeeds();
    let before = std::fs::read(file(&desk)).unwrap();
    let again = decide(&desk, &["assign", "old.txt:1", "2024-03-01/P1M"]).succeeds();
    assert!(again.out.contains("already decided: "), "{}", again.out);
    assert_eq!(std::fs::read(file(&desk)).unwrap(), before);
    // Another reason is another decision.
    desk.run(&["assign", "1", "2024-03", "--note", "a letter"])
        .succeeds();
    desk.run(&["assign", "1", "2024-04", "--note", "a letter"])
        .succeeds();
    assert_eq!(
        decisions(&desk),
        [
            format!("{of_march}: replaced"),
            format!("{of_march}: replaced"),
            "old.txt:1 is of 2024-04: in force".to_owned(),
        ]
    );
    let period = "SELECT time_period, basis FROM bulletin_list WHERE bulletin_id = 1";
    // What is not in force cannot be taken back by its value.
    desk.run(&["assign", "1", "2024-03", "--undo"]).fails(
        1,
        &["no such decision", "in force is: old.txt:1 is of 2024-04"],
    );
    let undo = desk.run(&["assign", "1", "2024-04", "--undo"]).succeeds();
    let again = "in force again: old.txt:1 is of 2024-03 (a letter)\n";
    assert!(undo.out.contains(again), "{}", undo.out);
    assert_eq!(ask(&file(&desk), period), ["2024-03|assigned"]);
    let undo = desk.run(&["assign", "1", "--undo"]).succeeds();
    let again = "in force again: old.txt:1 is of 2024-03 (the agency confirmed it)\n";
    assert!(undo.out.contains(again), "{}", undo.out);
    desk.run(&["assign", "1", "--undo"]).succeeds();
    assert_eq!(ask(&file(&desk), period), ["2024-01-01/P9M|stated"]);
    desk.run(&["assign", "1", "--undo"])
        .fails(1, &["no such decision"]);
    decide(&desk, &["reread", place, "--as", "none"]).succeeds();
    desk.run(&["reread", place, "--as", "calls", "--undo"])
        .fails(1, &["is no figure"]);
    desk.run(&["reread", place, "--undo"]).succeeds();
    let status = decisions(&desk);
    let last: Vec<&str> = status
        .iter()
        .map(|told| told.rsplit(": ").next().unwrap())
        .collect();
    assert_eq!(
        last,
        [
            "undone", "undone", "undone", "undo", "undo", "undo", "undone", "undo"
        ]
    );
}

#[test]
fn bulletins_that_state_no_period_or_several_can_be_assigned_one() {
    let several = bulletin(2).replacen("During November", "During October", 1);
    let desk = Desk::with(&[("none.txt", &bulletin(1)), ("several.txt", &several)]);
    let before = views(&file(&desk), true);
    let listed = "SELECT period_text, time_period, basis FROM bulletin_list ORDER BY bulletin_id";
    assert_eq!(
        ask(&file(&desk), listed),
        ["||unknown", "October of 2024; November of 2024||unknown"]
    );
    decide(&desk, &["supersede", "1", "2"]).fails(2, &["the period of none.txt:1 is unknown"]);
    decide(&desk, &["assign", "1", "2024"]).succeeds();
    decide(&desk, &["supersede", "1", "2"]).fails(2, &["the period of several.txt:1 is unknown"]);
    decide(&desk, &["assign", "2", "2024-11"]).succeeds();
    decide(&desk, &["supersede", "1", "2"])
        .fails(2, &["none.txt:1 is of 2024, several.txt:1 of 2024-11"]);
    assert_eq!(
        ask(&file(&desk), listed),
        [
            "|2024|assigned",
            "October of 2024; November of 2024|2024-11|assigned"
        ]
    );
    assert!(
        ask(
            &file(&desk),
            "SELECT * FROM finding WHERE check_name = 'undated'"
        )
        .is_empty()
    );
    let show = desk.run(&["show", "1"]).succeeds().out;
    assert!(show.contains("2024 (assigned; it states none)"), "{show}");
    for bulletin in ["1", "2"] {
        desk.run(&["assign", bulletin, "--undo"]).succeeds();
    }
    same(&views(&file(&desk), true), &before, "undated again");
}

#[test]
fn a_bulletin_replaces_neither_itself_nor_one_that_replaces_it() {
    let texts = ["1", "2", "3"].map(|last| bulletin(11).replace("6117", &format!("611{last}")));
    let named = [
        ("a.txt", &*texts[0]),
        ("b.txt", &*texts[1]),
        ("c.txt", &*texts[2]),
    ];
    let desk = Desk::with(&named);
    decide(&desk, &["supersede", "1", "a.txt:1"]).fails(2, &["a.txt:1 cannot replace itself"]);
    decide(&desk, &["supersede", "1", "2"]).succeeds();
    decide(&desk, &["supersede", "2", "3"]).succeeds();
    decide(&desk, &["supersede", "2", "1"]).fails(2, &["a.txt:1 replaces b.txt:1 already"]);
    decide(&desk, &["supersede", "3", "1"]).fails(2, &["a.txt:1 replaces c.txt:1 already"]);
    let current = "SELECT DISTINCT bulletin_id, current FROM claim ORDER BY 1";
    assert_eq!(ask(&file(&desk), current), ["1|1", "2|0", "3|0"]);
    // Whose replacement is withdrawn holds again; the decision rests.
    decide(&desk, &["withdraw", "a.txt"]).succeeds();
    assert_eq!(ask(&file(&desk), current), ["2|1", "3|0"]);
    let rests =
        "SELECT outcome, count(*) FROM check_outcome WHERE check_name = 'decision' GROUP BY 1";
    assert_eq!(ask(&file(&desk), rests), ["not evaluable|1", "ok|1"]);
    decide(&desk, &["supersede", "2", "1"]).fails(2, &["replaces b.txt:1 already"]);
    desk.run(&["supersede", "1", "2", "--undo"]).succeeds();
    decide(&desk, &["supersede", "3", "1"]).succeeds();
}

#[test]
fn a_supersession_whose_bulletins_part_later_is_an_error() {
    let desk = desk();
    decide(&desk, &["supersede", "new.txt:1", "old.txt:1"]).succeeds();
    decide(&desk, &["assign", "new.txt:1", "2024-10"]).succeeds();
    let findings = "SELECT severity, message FROM finding WHERE check_name = 'decision'";
    assert_eq!(
        ask(&file(&desk), findings),
        [
            "error|new.txt:1: the decision on its supersession has no effect: the two bulletins \
          are not of the same period. Its note: the agency confirmed it"
        ]
    );
    let current = "SELECT DISTINCT current FROM claim";
    assert_eq!(ask(&file(&desk), current), ["1"]);
    desk.run(&["check", "--deny", "error"]).fails(3, &[]);
    desk.run(&["assign", "new.txt:1", "--undo"]).succeeds();
    assert!(ask(&file(&desk), findings).is_empty());
    assert_eq!(ask(&file(&desk), current), ["0", "1"]);
}

#[test]
fn a_short_correction_replaces_only_the_indicators_that_it_gives() {
    let old = bulletin(11);
    let lines: Vec<&str> = old.lines().collect();
    let new = [lines[0], lines[1], lines[4], lines[5], lines[16]].join("\n");
    let new = new.replace("1842", "1844");
    let desk = Desk::with(&[("old.txt", &old), ("new.txt", &new)]);
    decide(&desk, &["supersede", "new.txt:1", "old.txt:1"]).succeeds();
    let replaced =
        "SELECT document, indicator FROM claim WHERE current = 0 ORDER BY line_no, column_no";
    assert_eq!(
        ask(&file(&desk), replaced),
        [
            "old.txt|applications.registration",
            "old.txt|decisions",
            "old.txt|calls"
        ]
    );
    let series = "SELECT indicator, value, claims FROM series WHERE indicator IN ('decisions', 'decisions.leave') ORDER BY 1";
    assert_eq!(
        ask(&file(&desk), series),
        ["decisions|1844|1", "decisions.leave|465|1"]
    );
    // A figure that the correction loses lets the old one hold again.
    let lost = place(&desk, "1844");
    decide(&desk, &["reread", &lost, "--as", "none"]).succeeds();
    assert_eq!(ask(&file(&desk), replaced).len(), 2);
    assert_eq!(
        ask(&file(&desk), series),
        ["decisions|1842|1", "decisions.leave|465|1"]
    );
}

#[test]
fn two_documents_of_one_name_are_told_apart_by_their_hashes() {
    let desk = Desk::new();
    desk.write("a/bulletin.txt", bulletin(10));
    desk.write("b/bulletin.txt", bulletin(11));
    desk.run(&["import", "a", "b"]).succeeds();
    let hashes = ask(
        &file(&desk),
        "SELECT content_sha256 FROM document ORDER BY document_id",
    );
    let both = [
        "bulletin.txt names 2 documents",
        &hashes[0][..12],
        &hashes[1][..12],
    ];
    decide(&desk, &["withdraw", "bulletin.txt"]).fails(2, &both);
    decide(&desk, &["assign", "bulletin.txt:1", "2023-10"]).fails(2, &both);
    decide(&desk, &["reread", "bulletin.txt:2:53", "--as", "none"]).fails(2, &both);
    desk.run(&["show", "bulletin.txt:1"]).fails(2, &both);
    decide(
        &desk,
        &["assign", &format!("{}:1", &hashes[1][..8]), "2023-10"],
    )
    .succeeds();
    let periods = "SELECT time_period FROM bulletin_list ORDER BY bulletin_id";
    assert_eq!(ask(&file(&desk), periods), ["2023", "2023-10"]);
    // Three digits are too few to name a document.
    decide(&desk, &["withdraw", &hashes[0][..3]]).fails(1, &["there is no document"]);
    decide(&desk, &["withdraw", &hashes[0][..4].to_uppercase()]).succeeds();
    assert_eq!(ask(&file(&desk), periods), ["2023-10"]);
    // The name means the one that is left.
    let undo = desk.run(&["assign", "bulletin.txt:1", "--undo"]).succeeds();
    assert!(
        undo.out
            .contains("taken back: bulletin.txt:1 is of 2023-10"),
        "{}",
        undo.out
    );
    desk.run(&["withdraw", "bulletin.txt", "--undo"])
        .fails(1, &["no such decision"]);
    desk.run(&["withdraw", &hashes[0], "--undo"]).succeeds();
    assert_eq!(ask(&file(&desk), periods), ["2023", "2023-08"]);
}

#[test]
fn numbers_that_can_be_no_figure_are_not_reread_as_one() {
    let text = bulletin(11)
        .replace("- 1842", "- 1000000000001")
        .replace("– 23224", "– 99999999999999999999");
    let text = format!("Room 417 of the building\n\n{text}");
    let desk = Desk::with(&[("a.txt", &text)]);
    let before = views(&file(&desk), true);
    let as_decisions =
        |raw: &str| decide(&desk, &["reread", &place(&desk, raw), "--as", "decisions"]);
    as_decisions("417").fails(2, &["a.txt:1:6 stands outside any bulletin"]);
    as_decisions("1000000000001").fails(2, &["nothing was decided: ", "none may stand there"]);
    as_decisions("99999999999999999999").fails(2, &["is no whole number that 64 bits hold"]);
    as_decisions("16.1.8").fails(2, &["is no whole number"]);
    as_decisions("969").succeeds();
    let claimed = place(&desk, "969");
    let known = format!("{claimed} is decisions already: 969");
    let help = format!("smsdb reread {claimed} --as none --note TEXT");
    as_decisions("465").fails(2, &[&known, &help]);
    desk.run(&["reread", &claimed, "--undo"]).succeeds();
    assert_eq!(decisions(&desk).len(), 2);
    same(
        &views(&file(&desk), true),
        &before,
        "all was refused or taken back",
    );
    // None is always possible, also outside a bulletin.
    decide(&desk, &["reread", "a.txt:1:6", "--as", "none"]).succeeds();
}

#[test]
fn a_second_number_claims_what_a_person_took_from_the_first() {
    let text = bulletin(11).replacen(
        "During August of 2023, 7376",
        "During August of 2023, 6119 calls were received by the Call Center.\nDuring August of 2023, 7376",
        1,
    );
    let desk = Desk::with(&[("a.txt", &text)]);
    let before = views(&file(&desk), true);
    let calls = "SELECT value, line_no FROM claim WHERE indicator = 'calls'";
    assert_eq!(ask(&file(&desk), calls), ["6117|17"]);
    assert_eq!(before["unread"].len(), 1);
    let place = place(&desk, "6117");
    decide(&desk, &["reread", &place, "--as", "none"]).succeeds();
    assert_eq!(ask(&file(&desk), calls), ["6119|18"]);
    assert_eq!(ask(&file(&desk), "SELECT count(*) FROM unread"), ["0"]);
    desk.run(&["reread", &place, "--undo"]).succeeds();
    same(
        &views(&file(&desk), true),
        &before,
        "the first claims again",
    );
}

#[test]
fn a_number_between_the_closing_lines_can_be_a_figure() {
    let text = bulletin(11).replacen(
        "During August of 2023, 7376",
        "During August of 2023, 58 petitions came by post.\nDuring August of 2023, 7376",
        1,
    );
    let desk = Desk::with(&[("a.txt", &text)]);
    let before = views(&file(&desk), true);
    assert_eq!(before["unread"].len(), 1);
    let reading = [
        "reread",
        &place(&desk, "58"),
        "--as",
        "applications.petitions",
    ];
    decide(&desk, &reading).succeeds();
    let claimed = "SELECT value, time_period FROM claim WHERE indicator = 'applications.petitions'";
    assert_eq!(ask(&file(&desk), claimed), ["58|2023-08"]);
    desk.run(&[&reading[..], &["--undo"]].concat()).succeeds();
    same(&views(&file(&desk), true), &before, "unread again");
}

/// As if a program with other wordings had made the file.
const OUTDATED: &str =
    "UPDATE fact SET value = 'old' WHERE key IN ('reference_digest', 'wordings_digest')";

#[test]
fn decisions_survive_reading_the_documents_again() {
    let desk = desk();
    desk.write("third.txt", bulletin(5));
    desk.run(&["import", "third.txt"]).succeeds();
    for decided in [
        &["assign", "third.txt:1", "2022-07"][..],
        &["supersede", "new.txt:1", "old.txt:1"],
        &["reread", "third.txt:2:53", "--as", "none"],
        &[
            "reread",
            "third.txt:3:85",
            "--as",
            "applications.work_permit",
        ],
        &["withdraw", "third.txt"],
        &["withdraw", "third.txt", "--undo"],
    ] {
        decide(&desk, decided).succeeds();
    }
    let (before, told) = (views(&file(&desk), true), decisions(&desk));
    assert_eq!(
        ask(&file(&desk), "SELECT count(*) FROM decision_in_force"),
        ["4"]
    );
    for command in [
        &["import", "third.txt"][..],
        &["assign", "third.txt:1", "2022-07", BECAUSE[0], BECAUSE[1]],
    ] {
        tamper(&desk, OUTDATED);
        let outcome = desk.run(command).succeeds();
        assert!(!outcome.out.contains("was "), "{}", outcome.out);
        same(&views(&file(&desk), true), &before, "after reading again");
        assert_eq!(decisions(&desk), told);
    }
    // A refused decision brings the file up all the same.
    tamper(&desk, OUTDATED);
    decide(&desk, &["assign", "9", "2022-07"]).fails(1, &[]);
    same(&views(&file(&desk), true), &before, "after a refusal");
}

#[test]
fn a_decision_whose_place_vanished_is_an_error() {
    let desk = desk();
    tamper(
        &desk,
        "INSERT INTO stored_decision (kind, document_id, line_no, column_no, value, note) VALUES
         ('period', 1, 2, NULL, '2024-10', 'a letter'), ('reading', 1, 2, 7, 'calls', 'a guess')",
    );
    desk.write("third.txt", bulletin(5));
    desk.run(&["import", "third.txt"]).succeeds();
    let findings = "SELECT severity, message FROM finding WHERE check_name = 'decision' ORDER BY 2";
    assert_eq!(
        ask(&file(&desk), findings),
        [
            "error|old.txt:2: the decision on its period (2024-10) has no effect: no bulletin begins \
             in that line. Its note: a letter",
            "error|old.txt:2:7: the decision on its reading (calls) has no effect: no number stands \
             there. Its note: a guess",
        ]
    );
    let check = desk.run(&["check"]).succeeds().out;
    assert!(check.contains("no bulletin begins in that line"), "{check}");
    assert!(check.contains("decision          0       2"), "{check}");
    desk.run(&["check", "--deny", "error"]).fails(3, &[]);
    assert_eq!(
        decisions(&desk),
        [
            "old.txt, line 2 is of 2024-10: in force",
            "old.txt:2:7 is a figure of calls: in force"
        ]
    );
    let period = "SELECT time_period FROM bulletin_list WHERE bulletin_id = 1";
    assert_eq!(ask(&file(&desk), period), ["2024-01-01/P9M"]);
    // A decision on a withdrawn document rests.
    decide(&desk, &["withdraw", "old.txt"]).succeeds();
    assert!(ask(&file(&desk), findings).is_empty());
}
