//! Which figures are comparable: the concordance, and that nothing is compared
//! or added up across a change of what is counted without saying so.

use crate::support::{Desk, sample};

/// A bulletin of one indicator for each period, read as that of another code.
fn reread(figures: &[(&str, i64)], code: &str) -> Desk {
    let desk = Desk::new();
    for (at, (when, value)) in figures.iter().enumerate() {
        let name = format!("{at}.txt");
        let text = format!("During {when}, {value} calls were received by the Call Center.\n");
        desk.write(&name, &text);
        desk.run(&["import", &name]).succeeds();
        let column = text.find(&format!(" {value} ")).unwrap() + 2;
        let place = format!("{name}:1:{column}");
        if code != "calls" {
            desk.run(&["reread", &place, "--as", code, "--note", "x"])
                .succeeds();
        }
    }
    desk
}

/// Half-years, so that twelve months to June are on both sides of a new year.
fn halves(year: i32) -> Vec<(String, i64)> {
    let half = |year: i32, value| (format!("the first half of {year}"), value);
    vec![
        (format!("{}", year - 1), 100),
        half(year - 1, 40),
        half(year, 50),
        (format!("{year}"), 130),
    ]
}

fn around(year: i32, code: &str) -> Desk {
    let figures = halves(year);
    let figures: Vec<(&str, i64)> = figures.iter().map(|(when, v)| (&when[..], *v)).collect();
    reread(&figures, code)
}

const CHANGES: &str = "SELECT time_period, value, previous_value, change, change_percent,
    comparable, scope_note IS NOT NULL FROM year_on_year ORDER BY 1";
const RANGES: &str = "SELECT value_min, previous_min, change, change_min, change_max, percent_min,
    percent_max, comparable, scope_note IS NOT NULL
    FROM year_on_year_range WHERE kind = 'year'";
const RUNNING: &str = "SELECT month, value, value_min, value_max, origin, comparable,
    scope_note IS NOT NULL FROM running_year
    WHERE substr(month, 6) IN ('06', '12') ORDER BY 1";

#[test]
fn figures_on_two_sides_of_a_break_have_no_change_and_no_sum() {
    for (year, code) in [
        (2018, "decisions.no_expulsion"),
        (2018, "decisions.entry_ban"),
        (2025, "applications"),
        (2025, "applications.other"),
    ] {
        let desk = around(year, code);
        let half = format!("{year}-01-01/P6M");
        assert_eq!(
            desk.rows(CHANGES),
            [
                format!("{year}|130|100|||no|1"),
                format!("{half}|50|40|||no|1")
            ],
            "{code}"
        );
        assert_eq!(desk.rows(RANGES), ["130|100||||||no|1"], "{code}");
        assert_eq!(
            desk.rows(RUNNING),
            [
                format!("{}-12|100|100|100|published|yes|0", year - 1),
                format!("{year}-06||||incomparable|no|1"),
                format!("{year}-12|130|130|130|published|yes|0")
            ],
            "{code}"
        );
        let sum = |periods: &str| {
            let given = [format!("indicator={code}"), format!("periods={periods}")];
            let out = desk.run(&["run", "sum", &given[0], &given[1]]);
            out.succeeds().out
        };
        let refused = sum(&format!("{},{half}", year - 1));
        assert!(refused.contains("refused"), "{refused}");
        let words = format!("what is counted changes with {year}-01");
        assert_eq!(refused.matches(&words).count(), 1, "{refused}");
        assert!(!sum(&half).contains("refused"));
        let yoy = desk.run(&["run", "yoy", "--format", "line"]).succeeds().out;
        assert!(yoy.contains("comparable: no"), "{yoy}");
    }
}

#[test]
fn the_same_count_in_another_place_is_compared_with_a_note() {
    for (year, code) in [
        (2018, "decisions.expulsion"),
        (2018, "decisions"),
        (2025, "calls"),
    ] {
        let desk = around(year, code);
        assert_eq!(
            desk.rows(CHANGES)[0],
            format!("{year}|130|100|30|30.0|yes|1")
        );
        assert_eq!(desk.rows(RANGES), ["130|100|30|30|30|30.0|30.0|yes|1"]);
        assert_eq!(
            desk.rows(RUNNING)[1],
            format!("{year}-06|110|110|110|derived|yes|1")
        );
    }
    // Away from the breaks there is nothing to say.
    for (year, code) in [
        (2020, "applications"),
        (2026, "applications.other"),
        (2017, "decisions"),
    ] {
        let desk = around(year, code);
        assert_eq!(
            desk.rows(CHANGES)[0],
            format!("{year}|130|100|30|30.0|yes|0")
        );
        assert!(desk.rows(RUNNING)[1].ends_with("|yes|0"));
    }
}

#[test]
fn breaks_stand_between_two_calendar_years_so_that_their_totals_cross_none() {
    let desk = Desk::with(&[("a.txt", &sample("2023-2025.txt"))]);
    let within = "SELECT count(*), sum(first_no % 12) FROM scope_break";
    assert_eq!(desk.cell(within), "9|0");
    // A total that is not published lies within one year.
    let beyond = "SELECT count(*) FROM period_total WHERE origin <> 'published'
                  AND origin <> 'disputed' AND substr(first_month, 1, 4) <> substr(last_month, 1, 4)";
    assert_eq!(desk.cell(beyond), "0");
}

/// Codes that name their years keep to them in all texts that we have; those
/// that do not are in the concordance where the lists changed.
#[test]
fn what_the_reader_makes_of_older_words_is_never_the_code_of_newer_ones() {
    let desk = Desk::new();
    let texts = |folder: &str| format!("{}/tests/{folder}", env!("CARGO_MANIFEST_DIR"));
    desk.run(&["import", &texts("corpus"), &texts("examples")])
        .succeeds();
    let range = |code: &str| {
        desk.cell(&format!(
            "SELECT min(first_month) || ' ' || max(last_month) FROM series WHERE indicator = '{code}'"
        ))
    };
    for (code, from, to) in [
        ("decisions.fine_only", "2017-01", "2017-12"),
        ("decisions.no_expulsion", "2018-01", "9999"),
        ("decisions.entry_ban", "2018-01", "9999"),
        ("decisions.host_registration", "2018-01", "2020-12"),
        ("decisions.registration_rules", "2021-01", "9999"),
        ("violations", "0000", "2017-02"),
        ("violations.removed", "0000", "2017-02"),
        ("service_applications", "0000", "2022-12"),
        ("applications", "2025-01", "9999"),
    ] {
        let range = range(code);
        let (first, last) = range.split_once(' ').unwrap();
        assert!(from <= first && last <= to, "{code}: {range}");
    }
    // Other codes that are on both sides of a new list say whether they are
    // comparable: parts of what is listed otherwise from 2018, or from 2025.
    let silent = "SELECT DISTINCT s.indicator FROM series AS s
         WHERE s.last_month <= '2017-12' AND (s.indicator LIKE 'decisions%')
             AND EXISTS (SELECT 1 FROM series AS n
                         WHERE n.indicator = s.indicator AND n.first_month >= '2018-01')
         EXCEPT SELECT indicator FROM concordance WHERE other_indicator = indicator";
    assert_eq!(desk.rows(silent), ["decisions.permit_loss"]);
}

#[test]
fn glossary_dictionary_and_query_show_the_concordance() {
    let desk = Desk::with(&[("a.txt", &sample("2023-2025.txt"))]);
    let glossary = |code: &str| {
        let asked = format!(".glossary {code}\n");
        let out = desk.pipe(&["repl"], asked).succeeds().out;
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for (code, words) in [
        (
            "decisions.fine_only",
            "comparable narrower than decisions.no_expulsion (2017-01 to 2017-12): The same words",
        ),
        (
            "decisions.no_expulsion",
            "comparable wider than decisions.fine_only (2017-01 to 2017-12): The same words",
        ),
        (
            "decisions.expulsion",
            "comparable the same as in later years (until 2017-12): An item of its own",
        ),
        (
            "applications",
            "comparable not comparable with service_applications (until 2022-12)",
        ),
    ] {
        let told = glossary(code);
        assert!(told.contains(words), "{told}");
    }
    let told = "SELECT description FROM data_dictionary
                WHERE object = 'concordance' AND column_name = ''";
    let told = desk.cell(told);
    for row in desk.rows("SELECT indicator, other_indicator FROM concordance") {
        let (one, other) = row.split_once('|').unwrap();
        let other = if one == other { "later" } else { other };
        assert!(
            told.split("; ")
                .any(|it| it.contains(one) && it.ends_with(other)),
            "{row}: {told}"
        );
    }
    let rows = desk
        .run(&["run", "concordance", "indicator=decisions.no_expulsion"])
        .succeeds()
        .out;
    assert_eq!(rows.lines().count(), 3, "{rows}");
    assert!(rows.contains("wider,decisions.fine_only,2017-01,2017-12"));
}

#[test]
fn a_writing_command_brings_the_concordance_up() {
    let desk = Desk::with(&[("a.txt", &sample("2023-2025.txt"))]);
    let rows = desk.rows("SELECT * FROM concordance");
    assert!(rows.len() > 20);
    let old = "UPDATE fact SET value = 'old' WHERE key = 'reference_digest';
               DELETE FROM concordance WHERE concordance_id > 3; UPDATE concordance SET note = 'x'";
    let file = rusqlite::Connection::open(desk.path("sms.sqlite")).unwrap();
    file.execute_batch(old).unwrap();
    drop(file);
    desk.run(&["import", "a.txt"]).succeeds();
    assert_eq!(desk.rows("SELECT * FROM concordance"), rows);
    let file = rusqlite::Connection::open(desk.path("sms.sqlite")).unwrap();
    file.execute_batch("UPDATE concordance SET note = 'x' WHERE concordance_id = 4")
        .unwrap();
    let told = desk.run(&["verify", "sms.sqlite"]);
    assert_eq!(told.code, 1);
    assert!(told.out.contains("note x"), "{}", told.out);
}
