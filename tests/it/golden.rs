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
