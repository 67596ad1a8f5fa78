//! Decisions of persons on the real bulletins: what each does to the views,
//! and that taking it back restores them row for row.

use crate::support::{Desk, Outcome, sample};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

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
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    // Of checks of equal periods and of spans the ids in check_member and
    // suspect_evidence are those of periods.
    let check_no = columns.iter().position(|name| name == "check_no");
    let line = |row: &rusqlite::Row<'_>| {
        let check_no: Option<i64> = check_no.and_then(|at| row.get(at).unwrap());
        let is_period = |name: &str| match name {
            "period_id" | "minus_id" | "part_id" | "whole_id" => true,
            "subject_id" => matches!(check_no, Some(1 | 3)),
            "object_id" => check_no == Some(3),
            _ => false,
        };
        let cell = |(at, name): (usize, &String)| match row.get_ref(at).unwrap() {
            ValueRef::Integer(id) if name_periods && id != 0 && is_period(name) => {
                periods[&id].clone()
            }
            ValueRef::Null => String::new(),
            ValueRef::Integer(value) => value.to_string(),
            ValueRef::Real(value) => value.to_string(),
            ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
            ValueRef::Blob(blob) => format!("{blob:?}"),
        };
        let cells = columns.iter().enumerate().map(cell);
        Ok(cells.collect::<Vec<_>>().join("|"))
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
pub const BECAUSE: [&str; 2] = ["--note", "the agency confirmed it"];

/// Runs a command that decides, with a note.
pub fn decide(desk: &Desk, arguments: &[&str]) -> Outcome {
    desk.run(&[arguments, &BECAUSE[..]].concat())
}

pub fn file(desk: &Desk) -> PathBuf {
    desk.path("sms.sqlite")
}

/// Where a number is printed first: DOCUMENT:LINE:COLUMN.
pub fn place(desk: &Desk, raw: &str) -> String {
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
    // Also behind a number that follows from others, and beside the document.
    says(
        &["why", "decisions", "2023-10"],
        &format!("decided: {decided}"),
    );
    says(&["documents", "--format", "line"], decided);
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
    let lists = [
        "about",
        "data_dictionary",
        "saved_query",
        "document_known",
        "scope_break",
    ];
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

#[test]
fn why_tells_the_decisions_behind_a_derived_number() {
    let desk = Desk::with(&[("2023-2025.txt", &sample("2023-2025.txt"))]);
    let question = ["why", "decisions", "2024-09"];
    let plain = desk.run(&question).succeeds().out;
    assert!(!plain.contains("decided"), "{plain}");
    // The parts of its equation are of bulletins 3, 6, 5 and 4.
    for (bulletin, period, shown) in [
        ("2023-2025.txt:4", "2024-08", true),
        ("2023-2025.txt:1", "2025-09", false),
    ] {
        decide(&desk, &["assign", bulletin, period]).succeeds();
        let told = desk.run(&question).succeeds().out;
        let words = format!("decided: {bulletin} is of {period}");
        assert_eq!(told.contains(&words), shown, "{told}");
    }
}
