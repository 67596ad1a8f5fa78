//! Reference data: complete, described, and kept in step by digest.

use crate::support::{Desk, sample, shared};
use rusqlite::Connection;

fn desk() -> Desk {
    Desk::with(&[("a.txt", &sample("2023-2025.txt"))])
}

#[test]
fn the_code_list_and_the_balances_are_the_agreed_ones() {
    let (Some(indicators), Some(balances)) = (shared("indicators.csv"), shared("balances.csv"))
    else {
        return;
    };
    let desk = desk();
    let rows = |path| -> Vec<String> {
        let mut reader = csv::Reader::from_path(path).unwrap();
        reader
            .records()
            .map(|r| r.unwrap().iter().collect::<Vec<_>>().join("|"))
            .collect()
    };
    let stored = desk.rows(
        "SELECT indicator, unit, name, name_az, name_ru, definition FROM indicator ORDER BY indicator_id",
    );
    assert_eq!(stored, rows(indicators));
    let stored = desk.rows(
        "SELECT s.scheme, w.indicator, p.indicator, sp.required, a.indicator
         FROM scheme_part AS sp JOIN scheme AS s USING (scheme_id)
         JOIN indicator AS w ON w.indicator_id = s.whole
         JOIN indicator AS p ON p.indicator_id = sp.part
         JOIN indicator AS a ON a.indicator_id = s.applies_if
         ORDER BY sp.rowid",
    );
    assert_eq!(stored, rows(balances));
}

#[test]
fn every_table_view_and_column_is_described_and_nothing_else() {
    let desk = desk();
    let columns = "SELECT s.name AS object, c.name AS column_name FROM sqlite_schema AS s, pragma_table_info(s.name) AS c
                   WHERE s.type IN ('table', 'view')
                   UNION SELECT name, '' FROM sqlite_schema WHERE type IN ('table', 'view')";
    let described = "SELECT object, column_name FROM data_dictionary WHERE description <> ''";
    assert_eq!(
        desk.rows(&format!("SELECT * FROM ({columns}) EXCEPT {described}")),
        [] as [String; 0]
    );
    assert_eq!(
        desk.rows(&format!("{described} EXCEPT SELECT * FROM ({columns})")),
        [] as [String; 0]
    );
}

#[test]
fn every_wording_names_known_indicators() {
    let desk = desk();
    let unknown = "SELECT meaning FROM wording WHERE kind IN ('opening', 'figure', 'footer')
         UNION SELECT within FROM wording WHERE within <> ''
         EXCEPT SELECT indicator FROM indicator";
    assert_eq!(desk.rows(unknown), [] as [String; 0]);
    let units = "SELECT DISTINCT meaning FROM wording WHERE kind IN ('heading', 'unit', 'guard') AND meaning <> ''
                 EXCEPT VALUES ('applications'), ('decisions'), ('cases'), ('calls'), ('persons')";
    assert_eq!(desk.rows(units), [] as [String; 0]);
}

#[test]
fn the_file_says_what_it_is() {
    let desk = desk();
    let keys = desk.rows("SELECT key FROM about ORDER BY key");
    for key in [
        "title",
        "sources",
        "read_first",
        "schema_version",
        "program_version",
        "reference_digest",
    ] {
        assert!(keys.contains(&key.to_owned()), "{key}");
    }
    let saved = desk.cell("SELECT title FROM saved_query WHERE name = 'findings'");
    assert_eq!(saved, "What does not add up, worst first");
}

/// A file whose reference data are those of another program version.
fn outdated(sql: &str) -> Desk {
    let desk = desk();
    let connection = Connection::open(desk.path("sms.sqlite")).unwrap();
    connection.execute_batch(sql).unwrap();
    desk.write("b.txt", sample("2023-2025.txt").replace("2024", "2022"));
    desk
}

#[test]
fn a_writing_command_brings_reference_data_up() {
    let desk = outdated(
        "UPDATE fact SET value = 'old' WHERE key = 'reference_digest';
         DELETE FROM stored_query WHERE name = 'mix';
         UPDATE indicator SET name = 'old';
         UPDATE number SET value = value;",
    );
    let ids = desk.rows("SELECT indicator, indicator_id FROM indicator ORDER BY 1");
    desk.run(&["import", "b.txt"]).succeeds();
    assert_eq!(
        desk.cell("SELECT count(*) FROM saved_query WHERE name = 'mix'"),
        "1"
    );
    assert_eq!(
        desk.cell("SELECT count(*) FROM indicator WHERE name = 'old'"),
        "0"
    );
    assert_eq!(
        desk.rows("SELECT indicator, indicator_id FROM indicator ORDER BY 1"),
        ids
    );
}

#[test]
fn other_wordings_read_the_stored_documents_again_and_report_the_differences() {
    // As if the program that made the file had not known the word for calls.
    let desk = outdated(
        "UPDATE fact SET value = 'old' WHERE key IN ('reference_digest', 'wordings_digest');
         UPDATE number SET role_id = 5, reason = 'no known wording', bulletin_id = NULL, indicator_id = NULL
         WHERE value = 5261;",
    );
    assert_eq!(desk.cell("SELECT count(*) FROM unread"), "1");
    let before = desk.rows("SELECT bulletin_id, position FROM bulletin_list ORDER BY 1");
    let outcome = desk.run(&["import", "b.txt"]).succeeds();
    assert!(
        outcome
            .out
            .contains("a.txt:30:26: calls of 2024-11, was unread"),
        "{}",
        outcome.out
    );
    assert_eq!(desk.cell("SELECT count(*) FROM unread"), "0");
    let after = desk.rows(
        "SELECT bulletin_id, position FROM bulletin_list WHERE document = 'a.txt' ORDER BY 1",
    );
    assert_eq!(after, before);
    assert_eq!(desk.cell("SELECT count(*) FROM claim"), "396");
}
