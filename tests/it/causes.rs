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

#[test]
fn a_month_larger_than_its_year_in_all_figures_is_one_cause() {
    let bulletin = |when: &str, applications: i64, calls: i64| {
        format!(
            "State Migration Service, {when}.\n\
             {applications} applications for registration upon place of stay were received in \
             {when}. {calls} calls were received by the Call Center.\n"
        )
    };
    let desk = Desk::with(&[
        ("a.txt", &bulletin("March 2024", 900, 5300)),
        ("b.txt", &bulletin("2024", 500, 4300)),
        ("c.txt", &bulletin("April 2024", 20, 10)),
    ]);
    let sql = "SELECT check_name, count(*) FROM finding WHERE severity = 'error' GROUP BY 1";
    assert_eq!(desk.rows(sql), ["containment|2", "span|2"]);
    let told = desk.run(&["check"]).succeeds().out;
    let title = "a.txt:1 (March 2024) does not fit longer periods (4 errors)";
    assert!(told.contains(title), "{told}");
}
