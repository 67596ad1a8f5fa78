//! Files of an older schema: refused by whoever asks, brought up by upgrade,
//! with a copy of what they were.

use crate::support::{Desk, sample};
use rusqlite::Connection;
use std::fs;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// Makes `sms.sqlite` a file of schema 6, with the content that it has.
pub fn age(desk: &Desk) {
    let new = desk.path("new.sqlite");
    fs::rename(desk.path("sms.sqlite"), &new).unwrap();
    let mut old = Connection::open(desk.path("sms.sqlite")).unwrap();
    embedded::migrations::runner()
        .set_grouped(true)
        .set_target(refinery::Target::Version(6))
        .run(&mut old)
        .unwrap();
    let settle = "UPDATE refinery_schema_history SET applied_on = '1970-01-01T00:00:00Z';
                  PRAGMA foreign_keys = OFF; DELETE FROM role;";
    old.execute_batch(settle).unwrap();
    old.execute("ATTACH ?1 AS new", [new.to_str().unwrap()])
        .unwrap();
    let names = |sql: &str| -> Vec<String> {
        let mut statement = old.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    // Reference data are brought up by the upgrade.
    for table in names(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'refinery%'
         AND name <> 'wording'",
    ) {
        let columns = names(&format!("SELECT name FROM pragma_table_info('{table}')")).join(", ");
        let copy =
            format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}");
        old.execute(&copy, []).unwrap();
    }
    // The digest stays: not every schema brings other reference data.
    let facts = "DELETE FROM fact WHERE key = 'state';
                 UPDATE fact SET value = '6' WHERE key = 'schema_version';";
    old.execute_batch(facts).unwrap();
}

fn desk() -> Desk {
    let desk = Desk::with(&[("a.txt", &sample("2023-2025.txt"))]);
    age(&desk);
    desk
}

const FIGURES: &str =
    "SELECT bulletin_id, indicator, value, line_no, column_no, current FROM claim";

#[test]
fn an_older_file_is_refused_until_it_is_upgraded_and_a_copy_is_kept() {
    let desk = desk();
    let bytes = fs::read(desk.path("sms.sqlite")).unwrap();
    let commands: [&[&str]; 7] = [
        &["check"],
        &["query", "SELECT 1"],
        &["ship", "out.sqlite"],
        &["assign", "12", "2023-10", "--note", "x"],
        &["import", "a.txt"],
        &["verify", "sms.sqlite"],
        &["--db", "other.sqlite", "import", "sms.sqlite"],
    ];
    for command in commands {
        desk.run(command).fails(
            1,
            &[
                "made by an older smsdb (schema 6; this program writes 27)",
                "upgrade",
            ],
        );
    }
    assert!(fs::read(desk.path("sms.sqlite")).unwrap() == bytes);
    let told = desk.run(&["upgrade"]).succeeds().out;
    assert!(told.contains("upgraded from schema 6"), "{told}");
    assert!(told.contains("sms.schema-6.sqlite"), "{told}");
    assert!(fs::read(desk.path("sms.schema-6.sqlite")).unwrap() == bytes);
    desk.run(&["verify", "sms.sqlite"]).succeeds();
    let upgraded = desk.rows(FIGURES);
    assert_eq!(upgraded.len(), 198);
    let new = desk.run(&["--db", "new.sqlite", "query", FIGURES, "--format", "csv"]);
    assert_eq!(new.succeeds().out.lines().count(), 199);
    // What is made of it is what a new file makes.
    desk.run(&["ship", "1.sqlite"]).succeeds();
    desk.run(&["--db", "new.sqlite", "ship", "2.sqlite"])
        .succeeds();
    assert!(fs::read(desk.path("1.sqlite")).unwrap() == fs::read(desk.path("2.sqlite")).unwrap());
    // Again there is nothing to do.
    let bytes = fs::read(desk.path("sms.sqlite")).unwrap();
    assert!(desk.run(&["upgrade"]).succeeds().out.contains("up to date"));
    assert!(fs::read(desk.path("sms.sqlite")).unwrap() == bytes);
    assert!(!desk.path("sms.schema-6-2.sqlite").exists());
}

#[test]
fn a_copy_never_takes_the_place_of_another_file() {
    let desk = desk();
    desk.write("sms.schema-6.sqlite", "mine");
    let told = desk.run(&["upgrade"]).succeeds().out;
    assert!(told.contains("sms.schema-6-2.sqlite"), "{told}");
    assert_eq!(fs::read(desk.path("sms.schema-6.sqlite")).unwrap(), b"mine");
}

#[test]
fn an_interrupted_change_is_rolled_back_by_the_upgrade() {
    let desk = desk();
    let before = fs::read(desk.path("sms.sqlite")).unwrap();
    let file = Connection::open(desk.path("sms.sqlite")).unwrap();
    // Pages that do not fit the cache reach the disk before the commit.
    file.execute_batch(
        "PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE line SET text = text || 'x';",
    )
    .unwrap();
    let torn = Desk::new();
    for name in ["sms.sqlite", "sms.sqlite-journal"] {
        fs::copy(desk.path(name), torn.path(name)).unwrap();
    }
    assert!(fs::read(torn.path("sms.sqlite")).unwrap() != before);
    torn.run(&["check"])
        .fails(1, &["was left unfinished", "smsdb upgrade"]);
    torn.run(&["upgrade"]).succeeds();
    assert!(fs::read(torn.path("sms.schema-6.sqlite")).unwrap() == before);
    torn.run(&["verify", "sms.sqlite"]).succeeds();
    assert_eq!(torn.rows(FIGURES).len(), 198);
}

#[test]
fn what_is_no_older_file_of_ours_is_not_upgraded() {
    let cases = [
        ("PRAGMA user_version = 5", "another schema"),
        ("PRAGMA user_version = -1", "another schema"),
        ("PRAGMA user_version = 99", "newer smsdb"),
        ("PRAGMA application_id = 7", "another program"),
        ("DROP VIEW unread", "view unread is missing"),
        ("CREATE VIEW more AS SELECT 1", "view more was added"),
        (
            "UPDATE refinery_schema_history SET applied_on = 'soon' WHERE version = 2",
            "its history",
        ),
        (
            "UPDATE refinery_schema_history SET checksum = 'x' WHERE version = 2",
            "its history",
        ),
        (
            "DELETE FROM refinery_schema_history WHERE version = 6",
            "its history",
        ),
    ];
    for (sql, words) in cases {
        let desk = desk();
        let file = Connection::open(desk.path("sms.sqlite")).unwrap();
        file.execute_batch(sql).unwrap();
        drop(file);
        let bytes = fs::read(desk.path("sms.sqlite")).unwrap();
        desk.run(&["upgrade"]).fails(1, &[words]);
        assert!(fs::read(desk.path("sms.sqlite")).unwrap() == bytes, "{sql}");
        let kept = fs::read_dir(desk.path("")).unwrap().count();
        assert_eq!(kept, 3, "no copy of what is not upgraded: {sql}");
    }
    let desk = Desk::new();
    desk.run(&["upgrade"])
        .fails(1, &["sms.sqlite does not exist"]);
    assert!(!desk.path("sms.sqlite").exists());
    desk.write("sms.sqlite", "a text\n");
    desk.run(&["upgrade"]).fails(1, &["it is a text"]);
}
