//! `check` groups findings by their causes and says what would settle them.

use crate::support::Desk;

#[test]
fn the_real_findings_have_four_causes() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let told = desk.run(&["check"]).succeeds().out;
    let heads: Vec<&str> = told
        .lines()
        .filter(|line| line.ends_with(')') && !line.starts_with(' '))
        .collect();
    assert_eq!(
        heads,
        [
            "August 2023 is claimed by english-2023-2025.txt:11 and english-2023-2025.txt:12 (15 errors and 1 warning)",
            "decisions.registration_rules: figures that exclude each other (4 errors)",
            "decisions is more than its listed parts (9 warnings)",
            "bulletins of unknown period (1 warning)",
        ]
    );
    for remedy in [
        "smsdb assign english-2023-2025.txt:12 PERIOD --note TEXT",
        "smsdb supersede english-2023-2025.txt:12 english-2023-2025.txt:11 --note TEXT",
        "smsdb why decisions.registration_rules 2024-05",
        "smsdb assign english-2023-2025.txt:1 PERIOD --note TEXT",
    ] {
        assert!(told.contains(remedy), "{remedy}: {told}");
    }
    // What it advises works: one of the two is of October.
    desk.run(&[
        "assign",
        "english-2023-2025.txt:12",
        "2023-10",
        "--note",
        "a test",
    ])
    .succeeds();
    let told = desk.run(&["check"]).succeeds().out;
    assert!(!told.contains("is claimed by"), "{told}");
    assert!(
        told.contains("4 errors and 11 warnings, of 4 causes"),
        "{told}"
    );
}

/// A list of 2024 with a month, and a figure each of two indicators.
fn bulletin(month: &str, decisions: i64, calls: i64) -> String {
    format!(
        "Decisions made on violations of legislation – {decisions}\n\
         {calls} calls were received by the Call Center.\n\
         During {month}, these services were rendered.\n\n"
    )
}

#[test]
fn a_month_larger_than_its_year_in_all_figures_is_one_cause() {
    let months = [
        bulletin("March of 2024", 900, 800),
        bulletin("the year of 2024", 500, 400),
        bulletin("April of 2024", 20, 10),
    ];
    let desk = Desk::with(&[("a.txt", &months.concat())]);
    let found =
        desk.rows("SELECT check_name, count(*) FROM finding WHERE severity = 'error' GROUP BY 1");
    assert_eq!(found, ["containment|2", "span|2"]);
    let told = desk.run(&["check"]).succeeds().out;
    assert!(told.contains("(4 errors)"), "{told}");
    assert!(
        told.contains("a.txt:1 (March 2024) does not fit longer periods"),
        "{told}"
    );
}
