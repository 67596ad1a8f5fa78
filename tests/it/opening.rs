//! The one rule for opening: every file is a stranger's until it has shown
//! what it is.

use crate::support::{Desk, sample};
use rusqlite::Connection;
use std::fs;

fn desk() -> Desk {
    Desk::with(&[("a.txt", &sample("2023-2025.txt"))])
}

fn change(desk: &Desk, sql: &str) {
    Connection::open(desk.path("sms.sqlite"))
        .unwrap()
        .execute_batch(sql)
        .unwrap();
}

#[test]
fn a_missing_file_is_said_to_be_missing_and_is_not_made() {
    let desk = Desk::new();
    for arguments in [
        &["query", "select 1"][..],
        &["run", "ledger"],
        &["check"],
        &["documents"],
        &["show", "1"],
        &["why", "calls", "2024"],
        &["unread"],
    ] {
        desk.run(arguments)
            .fails(1, &["sms.sqlite does not exist", "smsdb import"]);
    }
    desk.pipe(&[], "select 1").fails(1, &["does not exist"]);
    assert_eq!(fs::read_dir(desk.path(".")).unwrap().count(), 0);
}

#[test]
fn what_is_no_file_of_ours_is_named_for_what_it_is() {
    let desk = Desk::new();
    desk.write("text", "Legal migration\n");
    desk.write("zero", "");
    desk.write("one", "S");
    desk.write("zip", b"PK\x03\x04rest");
    desk.write("gz", b"\x1f\x8b\x08rest");
    desk.write("png", b"\x89PNG\r\n");
    desk.write("good.txt", sample("2023-2025.txt"));
    fs::create_dir(desk.path("folder")).unwrap();
    Connection::open(desk.path("other"))
        .unwrap()
        .execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
        .unwrap();
    for (name, words) in [
        ("text", "it is a text"),
        ("one", "it is a text"),
        ("zip", "it is a zip file"),
        ("gz", "it is a gzip file"),
        ("png", "it is a PNG picture"),
        ("folder", "it is a folder"),
        ("other", "it is an SQLite file of another program"),
    ] {
        let before = fs::read(desk.path(name)).unwrap_or_default();
        desk.run(&["--db", name, "query", "select 1"])
            .fails(1, &["is not an smsdb file", words]);
        desk.run(&["--db", name, "import", "good.txt"])
            .fails(1, &["is not an smsdb file", words]);
        assert_eq!(
            fs::read(desk.path(name)).unwrap_or_default(),
            before,
            "{name} is unchanged"
        );
    }
    desk.run(&["--db", "zero", "query", "select 1"])
        .fails(1, &["it is empty"]);
    desk.run(&["--db", "zero", "import", "good.txt"]).succeeds();
}

#[test]
fn a_file_of_a_newer_smsdb_asks_for_an_update() {
    let desk = desk();
    change(&desk, "PRAGMA user_version = 99");
    desk.run(&["check"]).fails(
        1,
        &[
            "made by a newer smsdb (schema 99; this program knows 27)",
            "update smsdb",
        ],
    );
    desk.run(&["import", "a.txt"])
        .fails(1, &["made by a newer smsdb"]);
    change(&desk, "PRAGMA user_version = 1");
    desk.run(&["check"])
        .fails(1, &["made by an older smsdb", "upgrade"]);
}

#[test]
fn a_changed_schema_is_refused_and_can_be_asked_as_foreign() {
    for (sql, words) in [
        (
            "DROP VIEW ledger; CREATE VIEW ledger AS SELECT 'observation' AS role, 7 AS numbers",
            "view ledger was changed",
        ),
        ("DROP VIEW ledger", "view ledger is missing"),
        ("CREATE VIEW extra AS SELECT 1", "view extra was added"),
        (
            "CREATE TRIGGER t AFTER INSERT ON fact BEGIN DELETE FROM fact; END",
            "trigger t was added",
        ),
    ] {
        let desk = desk();
        change(&desk, sql);
        desk.run(&["check"])
            .fails(1, &["another schema", words, "--foreign"]);
        desk.run(&["import", "a.txt"]).fails(1, &["another schema"]);
        let foreign = desk
            .run(&["query", "--foreign", "SELECT count(*) FROM claim"])
            .succeeds();
        assert!(foreign.out.contains("198"), "{}", foreign.out);
    }
    let desk = Desk::new();
    Connection::open(desk.path("other"))
        .unwrap()
        .execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
        .unwrap();
    desk.run(&["--db", "other", "query", "--foreign", "SELECT x FROM t"])
        .succeeds();
}

#[test]
fn a_file_cut_short_or_with_a_journal_is_refused_after_waiting() {
    let whole = desk();
    let bytes = fs::read(whole.path("sms.sqlite")).unwrap();
    whole.write("sms.sqlite", &bytes[..bytes.len() - 1]);
    whole
        .run(&["check"])
        .fails(1, &["cut short", "copy it again"]);
    whole.write("sms.sqlite", &bytes);
    whole.write("sms.sqlite-journal", "not empty");
    whole
        .run(&["check"])
        .fails(1, &["left unfinished", "interrupted"]);
}

#[test]
fn asking_cannot_write_read_other_files_or_change_settings() {
    let desk = desk();
    let before = fs::read(desk.path("sms.sqlite")).unwrap();
    for sql in [
        "DELETE FROM number",
        "CREATE TABLE t (x)",
        "CREATE TEMP TABLE t (x)",
        "CREATE TEMP VIEW v AS SELECT 1",
        "ATTACH 'other' AS o",
        "VACUUM INTO 'other'",
        "PRAGMA query_only = OFF",
        "PRAGMA writable_schema = ON",
        "PRAGMA journal_mode = WAL",
        "SELECT load_extension('x')",
        "ANALYZE",
        "REINDEX",
    ] {
        for arguments in [&["query", sql][..], &["query", "--foreign", sql]] {
            desk.run(arguments).fails(2, &["only reading is possible"]);
        }
    }
    assert_eq!(fs::read(desk.path("sms.sqlite")).unwrap(), before);
    assert!(!desk.path("other").exists());
}

#[test]
fn an_endless_query_ends_at_its_time_limit_and_a_huge_value_is_refused() {
    let desk = desk();
    let endless =
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c";
    desk.run(&["query", "--timeout", "0.2", endless])
        .fails(124, &["time limit"]);
    desk.run(&["query", "--foreign", "--timeout", "0.2", endless])
        .fails(124, &["time limit"]);
    desk.run(&["query", "--foreign", endless])
        .fails(124, &["time limit"]);
    desk.run(&["query", "SELECT hex(zeroblob(400000000))"])
        .fails(2, &["too big"]);
}

#[test]
fn the_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(desk().path("sms.sqlite"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_writer_waits_for_another_and_then_gives_up() {
    let desk = desk();
    let other = Connection::open(desk.path("sms.sqlite")).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    desk.write("b.txt", sample("2023-2025.txt").replace("2024", "2022"));
    desk.run(&["import", "b.txt"])
        .fails(1, &["another program is writing", "try again"]);
}

#[test]
fn odd_names_of_files_work() {
    for name in ["file:x", "a b", "ünï", "q?x#y%41", "it's"] {
        let desk = Desk::new();
        desk.write("a.txt", sample("2023-2025.txt"));
        desk.run(&["--db", name, "import", "a.txt"]).succeeds();
        desk.run(&[
            "--db",
            name,
            "query",
            "--foreign",
            "select count(*) from claim",
        ])
        .succeeds();
        assert!(desk.path(name).exists(), "{name}");
    }
}

#[test]
fn every_view_query_and_command_works_on_our_own_file_as_foreign() {
    let desk = desk();
    for view in desk.rows("SELECT name FROM sqlite_schema WHERE type = 'view'") {
        let sql = format!("SELECT * FROM {view}");
        desk.run(&["query", "--foreign", "--timeout", "60", &sql])
            .succeeds();
    }
    for name in desk.rows("SELECT name FROM saved_query") {
        desk.run(&["run", "--foreign", "--timeout", "60", &name])
            .succeeds();
    }
    for arguments in [
        &["check", "--foreign", "--timeout", "60"][..],
        &["documents", "--foreign"],
        &["show", "2", "--foreign"],
        &[
            "why",
            "decisions",
            "2024-09",
            "--foreign",
            "--timeout",
            "60",
        ],
        &["unread", "--foreign"],
    ] {
        desk.run(arguments).succeeds();
    }
}
