//! Files as people keep them: saved pages of many makes, Word documents, old
//! encodings, archives. Each was written by somebody who had not seen the
//! program; all that they print is read, and nothing else.

use crate::support::Desk;
use std::collections::BTreeMap;
use std::path::Path;

/// Figures by document, period, indicator and value, with how often they are
/// given.
type Figures = BTreeMap<String, usize>;

fn counted(rows: impl Iterator<Item = String>) -> Figures {
    rows.fold(Figures::new(), |mut all, row| {
        *all.entry(row).or_default() += 1;
        all
    })
}

/// What one has more of than the other.
fn more(one: &Figures, other: &Figures) -> Vec<String> {
    let left = |(row, count): &(&String, &usize)| **count > other.get(*row).copied().unwrap_or(0);
    let rows = one.iter().filter(left);
    rows.map(|(row, _)| row.clone()).collect()
}

#[test]
fn pages_documents_and_archives_of_many_makes_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kept");
    let desk = Desk::new();
    let report = desk.run(&["import", folder.to_str().unwrap()]).succeeds();
    assert!(report.out.contains("56 documents stored"), "{}", report.out);
    let mut table = csv::Reader::from_path(folder.join("expected.csv")).unwrap();
    let expected = table.records().map(Result::unwrap);
    let expected = expected.map(|row| [&row[0], &row[2], &row[3], &row[4]].join("|"));
    let expected = counted(expected);
    let found = "SELECT document, coalesce(time_period, ''), indicator, value FROM claim";
    let found = counted(desk.rows(found).into_iter());
    assert_eq!(more(&found, &expected), Vec::<String>::new(), "wrong");
    assert_eq!(more(&expected, &found), Vec::<String>::new(), "lost");
}
