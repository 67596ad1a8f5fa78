//! The twelve real bulletins, figure by figure.

use crate::support::{Desk, shared};

#[test]
fn every_figure_of_the_real_bulletins_is_read_with_its_place() {
    let (Some(desk), Some(golden)) = (Desk::with_real(), shared("golden/figures.csv")) else {
        return;
    };
    let columns =
        "c.position, b.first_line, b.last_line, b.period_text, c.time_period, c.indicator,
                   c.value, c.line_no, c.column_no, c.raw";
    let found = desk.rows(&format!(
        "SELECT {columns} FROM claim AS c JOIN bulletin_list AS b USING (bulletin_id)
         ORDER BY c.line_no, c.column_no"
    ));
    let mut reader = csv::Reader::from_path(golden).unwrap();
    let expected: Vec<String> = reader
        .records()
        .map(|r| r.unwrap().iter().collect::<Vec<_>>().join("|"))
        .collect();
    assert_eq!(expected.len(), 198);
    assert_eq!(found, expected);
}

#[test]
fn the_ledger_of_the_real_bulletins_is_complete() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    assert_eq!(
        desk.rows("SELECT role, numbers FROM ledger ORDER BY role"),
        [
            "observation|198",
            "period|26",
            "reference|11",
            "repeat|0",
            "unread|0",
        ]
    );
    let odd = "SELECT count(*) FROM claim WHERE substr(line_text, column_no, length(raw)) <> raw";
    assert_eq!(desk.cell(odd), "0");
    assert_eq!(desk.cell("SELECT lines FROM document"), "210");
}

#[test]
fn the_examples_of_the_layouts_known_so_far_read_as_expected() {
    let (Some(folder), Some(expected)) = (shared("examples"), shared("examples/expected.csv"))
    else {
        return;
    };
    let mut reader = csv::Reader::from_path(expected).unwrap();
    let expected: Vec<String> = reader
        .records()
        .map(|r| r.unwrap().iter().collect::<Vec<_>>().join("|"))
        .collect();
    for name in [
        "08-d-list-en.txt",
        "15-f-list-en.txt",
        "18-one-month-twice.txt",
        "19-cumulative-crlf-bom.txt",
    ] {
        let desk = Desk::new();
        desk.run(&["import", folder.join(name).to_str().unwrap()])
            .succeeds();
        let mut found =
            desk.rows("SELECT document, position, time_period, indicator, value FROM claim");
        let mut wanted: Vec<String> = expected
            .iter()
            .filter(|row| row.starts_with(name))
            .cloned()
            .collect();
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{name}");
        assert_eq!(desk.cell("SELECT count(*) FROM unread"), "0", "{name}");
    }
}

/// The other examples are of families that later work brings. What is read
/// of them already must be right, and nothing of it may be wrong.
#[test]
fn no_example_of_another_family_gives_a_wrong_figure() {
    let (Some(folder), Some(expected)) = (shared("examples"), shared("examples/expected.csv"))
    else {
        return;
    };
    let mut reader = csv::Reader::from_path(expected).unwrap();
    let expected: Vec<String> = reader
        .records()
        .map(|record| record.unwrap())
        .map(|record| {
            [0, 1, 3, 4]
                .map(|column| record[column].to_owned())
                .join("|")
        })
        .collect();
    let desk = Desk::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "txt")
        {
            desk.run(&["import", entry.path().to_str().unwrap()]);
        }
    }
    for row in desk.rows("SELECT document, position, indicator, value FROM claim") {
        assert!(expected.contains(&row), "{row}");
    }
}
