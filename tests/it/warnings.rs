//! What a query says beside its result, on standard error only.

use crate::support::{Desk, sample};
use smsdb::sql::statements;
use smsdb::stop::Stop;
use smsdb::store::{Note, Store};

fn desk() -> Desk {
    Desk::with(&[("a.txt", &sample("2023-2025.txt"))])
}

const OVERLAPS: &str = "warning: this adds overlapping periods of one indicator, for instance ";
const OF_D: &str = "FROM series WHERE indicator = 'decisions'";

#[track_caller]
fn warns(desk: &Desk, sql: &str, words: &str) {
    let outcome = desk.run(&["query", sql]).succeeds();
    assert!(outcome.err.contains(words), "{sql}: {}", outcome.err);
    assert!(!outcome.out.contains("warning"), "{sql}: {}", outcome.out);
}

#[track_caller]
fn is_silent(desk: &Desk, sql: &str) {
    assert_eq!(desk.run(&["query", sql]).succeeds().err, "", "{sql}");
}

#[test]
fn e5_a_sum_of_overlapping_periods_is_told() {
    let desk = desk();
    let sql = format!("SELECT sum(value) {OF_D}");
    let outcome = desk.run(&["query", &sql]).succeeds();
    assert!(
        outcome
            .err
            .starts_with(&format!("{OVERLAPS}decisions of 20")),
        "{}",
        outcome.err
    );
    assert!(
        outcome.err.ends_with("; monthly has each month once\n"),
        "{}",
        outcome.err
    );
    assert_eq!(outcome.out.lines().count(), 2);
    for sql in [
        &format!("SELECT indicator, avg(value) + 1 AS a {OF_D} GROUP BY 1"),
        "SELECT substr(time_period, 1, 4) AS year, total(s.value) FROM series AS s GROUP BY year",
        &format!("WITH d AS (SELECT * {OF_D}) SELECT sum(value) FROM d"),
        &format!("SELECT sum(value) FROM (SELECT * {OF_D})"),
        &format!("SELECT sum(value) FILTER (WHERE value > 0) {OF_D}"),
        &format!("SELECT sum(CASE WHEN value > 0 THEN value END) {OF_D} -- all\n"),
        &format!("SELECT indicator, sum(value) AS t {OF_D} GROUP BY indicator HAVING t > 1"),
        &format!("SELECT 'x', indicator, sum(value) AS t {OF_D} GROUP BY 2 HAVING t > 1"),
        &format!("SELECT 1 WHERE (SELECT sum(value) {OF_D}) > 1"),
        &format!("SELECT sum(value) {OF_D} UNION ALL SELECT 1"),
    ] {
        warns(&desk, sql, OVERLAPS);
    }
    let piped = desk.pipe(&[], format!("{sql}; select 1;")).succeeds();
    assert!(piped.err.contains(OVERLAPS));
}

#[test]
fn e5_a_sum_that_adds_each_month_once_is_not() {
    let desk = desk();
    for sql in [
        "SELECT sum(value) FROM monthly WHERE indicator = 'decisions'",
        "SELECT indicator, sum(value) FROM series WHERE months = 1 GROUP BY indicator",
        "SELECT sum(value) FROM series GROUP BY indicator, time_period",
        "SELECT time_period AS p, sum(value) AS v FROM series GROUP BY p",
        "SELECT sum(value) FROM series WHERE indicator = 'decisions' AND time_period = '2023'",
        "SELECT sum(value) FILTER (WHERE months = 1) FROM series",
        "SELECT sum(CASE WHEN months = 1 THEN value ELSE 0 END) FROM series",
        "SELECT sum(value) OVER (PARTITION BY indicator) FROM series",
        "SELECT max(value), count(*) FROM series",
        "SELECT indicator, sum(value) AS t FROM series GROUP BY indicator HAVING t > 1000000000",
        "SELECT 'x', indicator, sum(value) AS t FROM series GROUP BY 2 HAVING t > 1000000000",
        "SELECT i.indicator, (SELECT sum(s.value) FROM series AS s WHERE s.indicator = i.indicator AND s.months = 1) FROM indicator AS i",
        "SELECT sum(value) FROM (SELECT value FROM series WHERE months = 1)",
        "EXPLAIN QUERY PLAN SELECT sum(value) FROM series",
    ] {
        is_silent(&desk, sql);
    }
}

#[test]
fn e5_what_cannot_be_asked_apart_is_told_by_its_words() {
    let desk = desk();
    let sql = "SELECT i.indicator, (SELECT sum(s.value) FROM series AS s WHERE s.indicator = i.indicator) FROM indicator AS i";
    warns(
        &desk,
        sql,
        "warning: this may add overlapping periods of one indicator; monthly",
    );
}

#[test]
fn e5_a_figure_that_is_added_twice_is_told() {
    let desk = desk();
    warns(
        &desk,
        "SELECT sum(s.value) FROM series AS s, role WHERE s.months = 1",
        "a join repeats it",
    );
    // The same period in another document.
    desk.write(
        "b.txt",
        sample("2023-2025.txt").replacen("Legal migration", "Legal  migration", 1) + "\n\n",
    );
    desk.run(&["import", "b.txt"]).succeeds();
    warns(
        &desk,
        "SELECT sum(value) FROM claim WHERE time_period = '2024-11'",
        "of 2024-11; series has each period once",
    );
}

#[test]
fn a_code_that_does_not_exist_is_told() {
    let desk = desk();
    for sql in [
        "SELECT * FROM series WHERE indicator = 'decision'",
        "SELECT * FROM series s WHERE 'decision' = s.indicator",
        "SELECT * FROM claim WHERE indicator NOT IN ('calls', 'decision')",
        "SELECT * FROM series WHERE indicator <> 'decision' LIMIT 0",
    ] {
        let words = "note: there is no indicator 'decision'; did you mean decisions?\n";
        let outcome = desk.run(&["query", sql]).succeeds();
        assert_eq!(outcome.err, words, "{sql}");
    }
    let far = "SELECT * FROM series WHERE indicator = 'zz\u{1b}'";
    warns(
        &desk,
        far,
        "'zz\\x1b'; SELECT indicator, name FROM indicator lists them",
    );
    is_silent(
        &desk,
        "SELECT 1 FROM series WHERE indicator IN ('calls', 'decisions') AND indicator LIKE 'x%'",
    );
}

#[test]
fn a_result_before_an_error_keeps_its_warning() {
    let desk = desk();
    let sql = format!("SELECT sum(value) {OF_D}; SELECT absent;");
    desk.pipe(&[], &sql)
        .fails(2, &[OVERLAPS, "no such column: absent"]);
}

#[test]
fn e5_values_of_parameters_are_heeded() {
    let desk = desk();
    let store = Store::ask(&desk.path("sms.sqlite"), false, &Stop::default(), None).unwrap();
    let sql = "SELECT sum(value) FROM series WHERE indicator = 'decisions' AND months = :months";
    let notes = |months: &str| {
        let value = |_: &str| Some(months.to_owned());
        store.notes(statements(sql)[0], &value)
    };
    assert_eq!(notes("1"), []);
    let all = "SELECT sum(value) FROM series WHERE indicator = :code";
    let notes = |code: &str| store.notes(statements(all)[0], &|_| Some(code.to_owned()));
    assert_eq!(notes("absent"), []);
    let told = notes("decisions");
    assert!(
        matches!(&told[..], [Note::Warning(words)] if words.contains("decisions of")),
        "{told:?}"
    );
}
