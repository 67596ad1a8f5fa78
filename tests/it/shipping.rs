//! Shipping: one file for one state, whatever led to it, and digests that
//! notice every change.

use crate::support::{Desk, Outcome, cut, sample, shared};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rusqlite::{Connection, OpenFlags};
use smsdb::bulletin::Lexicon;
use smsdb::saved::embedded;
use smsdb::stop::Stop;
use smsdb::store::{Store, StoredQuery, Verdict};
use std::fs;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::OnceLock;

/// Two documents of our own that hold one month with different figures, and
/// one imported by mistake.
fn texts() -> [(&'static str, String); 3] {
    let all = sample("2023-2025.txt");
    let late = cut(&all, 10..=12).replace("– 27985", "– 27986");
    let mistake = cut(&all, 7..=7).replace("2024", "2022");
    [
        ("all.txt", all),
        ("late.txt", late),
        ("mistake.txt", mistake),
    ]
}

/// Words of a command.
type Words = Vec<&'static str>;

/// Decisions that make up the end state, each behind what came before it.
fn decisions() -> Vec<Vec<Words>> {
    let note = |words: &[&'static str], note| [words, &["--note", note]].concat();
    vec![
        vec![
            note(&["assign", "all.txt:12", "2023-09"], "a guess"),
            note(&["assign", "all.txt:12", "2023-10"], "by telephone"),
        ],
        vec![note(
            &["supersede", "late.txt:2", "all.txt:11"],
            "headed Corrected",
        )],
        vec![
            note(&["withdraw", "mistake.txt"], "too early"),
            vec!["withdraw", "mistake.txt", "--undo"],
            note(&["withdraw", "mistake.txt"], "another year"),
        ],
        vec![
            note(&["assign", "all.txt:3", "2024"], "wrong"),
            vec!["assign", "all.txt:3", "--undo"],
        ],
        vec![
            note(&["reread", "all.txt:30:26", "--as", "calls"], "a slip"),
            vec!["reread", "all.txt:30:26", "--undo"],
            note(&["reread", "all.txt:30:26", "--as", "none"], "a room"),
        ],
    ]
}

fn ship(desk: &Desk, out: &str) -> Vec<u8> {
    desk.run(&["ship", out]).succeeds();
    fs::read(desk.path(out)).unwrap()
}

fn queries() -> Vec<StoredQuery> {
    let stored = embedded().into_iter().map(|query| StoredQuery {
        parameters: query.signature(),
        sql: query.stored_sql(),
        name: query.name,
        title: query.title,
    });
    stored.collect()
}

/// Whether a file passes, in this process.
fn passes(path: &Path) -> bool {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    static QUERIES: OnceLock<Vec<StoredQuery>> = OnceLock::new();
    let lexicon = LEXICON.get_or_init(|| Lexicon::built_in().unwrap());
    let queries = QUERIES.get_or_init(queries);
    let verdict = Store::verify(path, queries, lexicon, &Stop::default());
    let sound = |verdict: &Verdict| verdict.shipped && verdict.failures().next().is_none();
    verdict.is_ok_and(|(_, verdict)| sound(&verdict))
}

fn shipped(desk: &Desk) -> std::path::PathBuf {
    ship(desk, "out.sqlite");
    desk.path("out.sqlite")
}

#[test]
fn a_shipped_file_is_one_clean_file_that_says_what_it_is() {
    let [all, ..] = texts();
    let desk = Desk::with(&[(all.0, &all.1)]);
    desk.run(&["assign", "12", "2023-10", "--note", "by telephone"])
        .succeeds();
    let told = desk.run(&["ship", "out.sqlite"]).succeeds().out;
    let bytes = fs::read(desk.path("out.sqlite")).unwrap();
    assert!(told.contains(&format!("{} bytes", bytes.len())), "{told}");
    assert_eq!(bytes[18..20], [1, 1], "journal mode DELETE");
    let file =
        Connection::open_with_flags(desk.path("out.sqlite"), OpenFlags::SQLITE_OPEN_READ_ONLY)
            .unwrap();
    let pragma = |name: &str| -> i64 {
        file.pragma_query_value(None, name, |row| row.get(0))
            .unwrap()
    };
    assert_eq!(pragma("freelist_count"), 0);
    assert_eq!(
        pragma("page_count") * pragma("page_size"),
        bytes.len() as i64
    );
    assert_eq!(pragma("application_id"), 0x534D_5344);
    let about = |key: &str| -> String {
        let sql = "SELECT value FROM about WHERE key = ?1";
        file.query_row(sql, [key], |row| row.get(0)).unwrap()
    };
    for key in ["title", "read_first", "cite", "decided", "covers"] {
        assert!(!about(key).is_empty(), "{key}");
    }
    assert!(about("decided").starts_with("One decision"));
    assert!(about("cite").contains(&about("content_sha256")));
    assert!(told.contains(&about("content_sha256")));
    let beside = fs::read_to_string(desk.path("out.sqlite.sha256")).unwrap();
    let digest = beside.strip_suffix("  out.sqlite\n").unwrap();
    assert!(told.contains(digest), "{told}");
    assert!(passes(&desk.path("out.sqlite")));
    let names = fs::read_dir(desk.path("")).unwrap();
    assert_eq!(names.count(), 4, "nothing else is left behind");
}

#[test]
fn shipping_never_overwrites() {
    let [all, ..] = texts();
    let desk = Desk::with(&[(all.0, &all.1)]);
    let bytes = ship(&desk, "out.sqlite");
    desk.run(&["ship", "out.sqlite"])
        .fails(1, &["exists, and is not overwritten"]);
    assert_eq!(fs::read(desk.path("out.sqlite")).unwrap(), bytes);
    desk.write("other.sqlite.sha256", "my own notes\n");
    desk.run(&["ship", "other.sqlite"])
        .fails(1, &["other.sqlite.sha256 exists"]);
    assert!(!desk.path("other.sqlite").exists());
    // The digest of a file that was moved away stays as it is.
    desk.write(
        "moved.sqlite.sha256",
        format!("{}  moved.sqlite\n", "0".repeat(64)),
    );
    desk.run(&["ship", "moved.sqlite"])
        .fails(1, &["moved.sqlite.sha256 exists"]);
    assert!(!desk.path("moved.sqlite").exists());
    desk.run(&["ship", "no/folder.sqlite"])
        .fails(1, &["folder"]);
    desk.run(&["ship", "sms.sqlite-journal"])
        .fails(1, &["SQLite itself writes"]);
    desk.run(&["--db", "none.sqlite", "ship", "x.sqlite"])
        .fails(1, &["none.sqlite does not exist"]);
    assert!(!desk.path("x.sqlite").exists() && !desk.path("none.sqlite").exists());
    // A ship that was killed between its two names left the digest alone.
    fs::rename(desk.path("out.sqlite"), desk.path("moved.sqlite")).unwrap();
    assert_eq!(ship(&desk, "out.sqlite"), bytes);
}

/// A hundred histories with one end: texts in any order, imported again,
/// decisions made, replaced and taken back among them.
#[test]
fn one_state_is_shipped_as_one_file_whatever_led_to_it() {
    let texts = texts();
    let plain = Desk::with(&[
        (texts[0].0, &texts[0].1),
        (texts[1].0, &texts[1].1),
        (texts[2].0, &texts[2].1),
    ]);
    for decisions in decisions() {
        for words in decisions {
            plain.run(&words).succeeds();
        }
    }
    let expected = ship(&plain, "out.sqlite");
    // A part of them in the gate; SMSDB_HISTORIES=100 makes a hundred.
    let cases = std::env::var("SMSDB_HISTORIES").map_or(4, |cases| cases.parse().unwrap());
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let orders = (
        Just(vec![0, 1, 2, 0, 2]).prop_shuffle(),
        Just(vec![0, 1, 2, 3, 4, 0, 2, 2, 3, 4, 4]).prop_shuffle(),
        any::<bool>(),
    );
    let history = |(imports, steps, together): (Vec<usize>, Vec<usize>, bool)| {
        let desk = Desk::new();
        for (name, text) in &texts {
            desk.write(name, text);
        }
        let names: Vec<&str> = imports.iter().map(|at| texts[*at].0).collect();
        if together {
            desk.run(&[&["import"], &names[..]].concat()).succeeds();
        } else {
            for name in names {
                desk.run(&["import", name]).succeeds();
            }
        }
        let mut left: Vec<_> = decisions().into_iter().map(Vec::into_iter).collect();
        for step in steps {
            if let Some(words) = left[step].next() {
                desk.run(&words).succeeds();
            }
        }
        for words in left.into_iter().flatten() {
            desk.run(&words).succeeds();
        }
        prop_assert!(ship(&desk, "out.sqlite") == expected, "other bytes");
        Ok(())
    };
    TestRunner::new(config).run(&orders, history).unwrap();
}

#[test]
fn another_state_is_another_file() {
    let [all, late, _] = texts();
    let desk = Desk::with(&[(all.0, &all.1)]);
    let first = ship(&desk, "1.sqlite");
    desk.run(&["assign", "12", "2023-10", "--note", "a"])
        .succeeds();
    let second = ship(&desk, "2.sqlite");
    desk.run(&["assign", "12", "2023-10", "--note", "b"])
        .succeeds();
    let third = ship(&desk, "3.sqlite");
    desk.write(late.0, &late.1);
    desk.run(&["import", late.0]).succeeds();
    let fourth = ship(&desk, "4.sqlite");
    assert!(first != second && second != third && third != fourth);
    desk.run(&["withdraw", late.0, "--note", "x"]).succeeds();
    desk.run(&["withdraw", late.0, "--undo"]).succeeds();
    assert!(ship(&desk, "5.sqlite") == fourth);
}

#[test]
fn a_shipped_file_that_is_written_to_bears_no_digests_any_more() {
    let [all, late, _] = texts();
    let desk = Desk::with(&[(all.0, &all.1)]);
    let bytes = ship(&desk, "out.sqlite");
    desk.write(late.0, &late.1);
    let on = |words: &[&str]| -> Outcome { desk.run(&[&["--db", "out.sqlite"], words].concat()) };
    on(&["import", all.0]).succeeds();
    assert!(
        fs::read(desk.path("out.sqlite")).unwrap() == bytes,
        "known: nothing changes"
    );
    on(&["import", late.0]).succeeds();
    fs::remove_file(desk.path("out.sqlite.sha256")).unwrap();
    let told = desk.run(&["verify", "out.sqlite"]).succeeds().out;
    assert!(
        told.contains("never shipped, or changed by smsdb since"),
        "{told}"
    );
    on(&["ship", "again.sqlite"]).succeeds();
    assert!(passes(&desk.path("again.sqlite")));
}

#[test]
fn what_others_changed_is_noticed_though_the_pages_are_in_order() {
    let [all, ..] = texts();
    let desk = Desk::with(&[(all.0, &all.1)]);
    let path = shipped(&desk);
    let changes = [
        "UPDATE number SET value = value + 1 WHERE role_id = 1",
        "UPDATE fact SET value = 'working' WHERE key = 'state'",
        "UPDATE fact SET value = 'x' WHERE key = 'title'",
        "DELETE FROM fact WHERE key = 'file_sha256'",
        "UPDATE line SET text = text || ' ' WHERE line_no = 5",
        "CREATE VIEW extra AS SELECT 1 AS one",
        "PRAGMA user_version = 8",
    ];
    for change in changes {
        let copy = desk.path("copy.sqlite");
        fs::copy(&path, &copy).unwrap();
        Connection::open(&copy)
            .unwrap()
            .execute_batch(change)
            .unwrap();
        desk.run(&["verify", "copy.sqlite"])
            .fails(1, &["copy.sqlite"]);
        assert!(!passes(&copy), "{change}");
    }
    // Of a file without digests at least what its texts do not give.
    let copy = desk.path("copy.sqlite");
    for change in [
        changes[0],
        "UPDATE number SET role_id = 4, bulletin_id = NULL, indicator_id = NULL WHERE line_no = 5",
    ] {
        fs::copy(desk.path("sms.sqlite"), &copy).unwrap();
        Connection::open(&copy)
            .unwrap()
            .execute_batch(change)
            .unwrap();
        let told = desk
            .run(&["verify", "copy.sqlite"])
            .fails(1, &["not to be trusted"]);
        assert!(told.out.contains("FAIL  figures"), "{}", told.out);
    }
    // The digest beside it must be that of the file.
    fs::write(desk.path("out.sqlite.sha256"), "0000  out.sqlite\n").unwrap();
    let told = desk
        .run(&["verify", "out.sqlite"])
        .fails(1, &["not to be trusted"]);
    assert!(told.out.contains("FAIL  beside"), "{}", told.out);
}

#[test]
fn what_is_shipped_is_what_the_file_shows() {
    let [all, ..] = texts();
    let desk = Desk::with(&[(all.0, &all.1)]);
    let change = |sql: &str| {
        let file = Connection::open(desk.path("sms.sqlite")).unwrap();
        file.execute_batch(sql).unwrap();
    };
    change("UPDATE number SET value = value + 1 WHERE line_no = 5");
    desk.run(&["ship", "out.sqlite"])
        .fails(1, &["sms.sqlite is damaged: stored is line_no 5"]);
    change("UPDATE number SET value = value - 1 WHERE line_no = 5");
    change("UPDATE fact SET value = 'other' WHERE key IN ('wordings_digest', 'reference_digest')");
    desk.run(&["ship", "out.sqlite"])
        .fails(1, &["knows other wordings", "smsdb upgrade"]);
    assert!(!desk.path("out.sqlite").exists());
    desk.run(&["upgrade"]).succeeds();
    desk.run(&["ship", "out.sqlite"]).succeeds();
}

#[test]
fn what_is_beside_a_file_is_a_digest_or_a_fault() {
    let [all, ..] = texts();
    let desk = Desk::with(&[(all.0, &all.1)]);
    shipped(&desk);
    let beside = desk.path("out.sqlite.sha256");
    let faulty = || {
        let told = desk.run(&["verify", "out.sqlite"]).fails(1, &[]).out;
        assert!(told.contains("FAIL  beside"), "{told}");
        desk.run(&["ship", "other.sqlite"]).succeeds();
        fs::remove_file(desk.path("other.sqlite")).unwrap();
        fs::remove_file(desk.path("other.sqlite.sha256")).unwrap();
    };
    fs::write(&beside, b"\xff").unwrap();
    faulty();
    fs::remove_file(&beside).unwrap();
    fs::create_dir(&beside).unwrap();
    faulty();
    fs::remove_dir(&beside).unwrap();
    // A pipe that nobody writes to must not be waited for.
    let made = std::process::Command::new("mkfifo").arg(&beside).status();
    assert!(made.unwrap().success());
    faulty();
    fs::rename(&beside, desk.path("new.sqlite.sha256")).unwrap();
    desk.run(&["ship", "new.sqlite"])
        .fails(1, &["new.sqlite.sha256 exists"]);
}

#[test]
fn a_time_limit_ends_shipping_and_verifying() {
    let [all, ..] = texts();
    let desk = Desk::with(&[(all.0, &all.1)]);
    shipped(&desk);
    let short = ["--timeout", "0.000001"];
    for words in [["ship", "late.sqlite"], ["verify", "out.sqlite"]] {
        desk.run(&[&words[..], &short].concat())
            .fails(124, &["stopped at the time limit"]);
    }
    assert!(!desk.path("late.sqlite").exists());
}

/// Cuts a shipped file to one length after another: around the ends of what
/// SQLite reads at once to every one, elsewhere to one in so many.
fn truncations(one_in: u64) {
    let [all, ..] = texts();
    let desk = Desk::with(&[(all.0, &all.1)]);
    let path = shipped(&desk);
    assert!(passes(&path));
    let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    let length = file.metadata().unwrap().len();
    let ends = |cut: u64| cut < 128 || (cut + 2) % 512 < 4 || length - cut < 128;
    let tried = |cut: &u64| cut.is_multiple_of(one_in) || ends(*cut);
    let cuts: Vec<u64> = (0..length).rev().filter(tried).collect();
    for cut in &cuts {
        file.set_len(*cut).unwrap();
        assert!(!passes(&path), "cut to {cut} bytes");
    }
    eprintln!("{} of {length} truncations were noticed", cuts.len());
}

#[test]
fn a_truncation_is_noticed() {
    truncations(16);
}

#[test]
#[ignore = "takes half a minute"]
fn every_truncation_is_noticed() {
    truncations(1);
}

/// Flips one bit after another and asks whether the file passes.
fn flips(path: &Path, bits: impl Iterator<Item = u64>) -> (u64, Vec<u64>) {
    let file = fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(path)
        .unwrap();
    let (mut tried, mut missed) = (0, Vec::new());
    for bit in bits {
        let mut byte = [0];
        file.read_exact_at(&mut byte, bit / 8).unwrap();
        file.write_all_at(&[byte[0] ^ 1 << (bit % 8)], bit / 8)
            .unwrap();
        if passes(path) {
            missed.push(bit);
        }
        file.write_all_at(&byte, bit / 8).unwrap();
        tried += 1;
    }
    assert!(passes(path), "the file is as it was again");
    (tried, missed)
}

#[test]
fn a_flipped_bit_is_noticed() {
    let [all, ..] = texts();
    let desk = Desk::with(&[(all.0, &all.1)]);
    let path = shipped(&desk);
    let bits = fs::metadata(&path).unwrap().len() * 8;
    // All bits of the header, and every 9,973rd of the rest.
    let sample = (0..800).chain((800..bits).step_by(9_973));
    let (tried, missed) = flips(&path, sample);
    assert_eq!(missed, [] as [u64; 0]);
    eprintln!("{tried} flips of {bits} bits were noticed");
}

/// Without digests a flip goes unnoticed: SQLite's own check finds nothing in
/// a text that was changed.
#[test]
fn the_pages_alone_do_not_show_a_flipped_bit() {
    let [all, ..] = texts();
    let desk = Desk::with(&[(all.0, &all.1)]);
    let path = shipped(&desk);
    let bytes = fs::read(&path).unwrap();
    let word = b"institutions";
    let at = bytes
        .windows(word.len())
        .position(|window| window == word)
        .unwrap();
    let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.write_all_at(&[bytes[at] ^ 1], at as u64).unwrap();
    let connection = Connection::open(&path).unwrap();
    let found: String = connection
        .pragma_query_value(None, "integrity_check", |row| row.get(0))
        .unwrap();
    assert_eq!(found, "ok");
    assert!(!passes(&path), "the digests show it");
}

/// Which share of the bits a process of the long run flips: FIRST/STEP.
const SHARE: &str = "SMSDB_FLIPS";

/// Takes long: cargo test --release --test it -- --ignored every_flipped_bit
/// --nocapture. It reads the real bulletins, and works in memory where TMPDIR
/// is. The work is shared out to processes, as threads would wait for SQLite's
/// one count of its memory.
#[test]
#[ignore = "takes long; a command of its own"]
fn every_flipped_bit_of_a_real_file_is_noticed() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let path = shipped(&desk);
    let bits = fs::metadata(&path).unwrap().len() * 8;
    if let Ok(share) = std::env::var(SHARE) {
        let (first, step) = share.split_once('/').unwrap();
        let (first, step) = (first.parse::<u64>().unwrap(), step.parse().unwrap());
        let (tried, missed) = flips(&path, (first..bits).step_by(step));
        eprintln!("{tried} flips of {bits} bits, missed {missed:?}");
        assert!(missed.is_empty() && tried == (bits - first).div_ceil(step as u64));
        return;
    }
    let processes = std::thread::available_parallelism().map_or(1, usize::from);
    let name = "shipping::every_flipped_bit_of_a_real_file_is_noticed";
    let start = |first: usize| {
        let mut command = std::process::Command::new(std::env::current_exe().unwrap());
        command.args(["--ignored", "--exact", name, "--nocapture"]);
        command.env(SHARE, format!("{first}/{processes}"));
        command.spawn().unwrap()
    };
    let running: Vec<_> = (0..processes).map(start).collect();
    for mut process in running {
        assert!(process.wait().unwrap().success());
    }
}

#[test]
fn the_real_bulletins_ship_and_pass() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let told = desk.run(&["ship", "out.sqlite"]).succeeds().out;
    let text = shared("bulletins/english-2023-2025.txt").unwrap();
    let text = fs::metadata(text).unwrap().len();
    eprintln!("{told}of {text} bytes of text");
    let told = desk.run(&["verify", "out.sqlite"]).succeeds().out;
    assert!(told.contains("198 figures and all 235 numbers"), "{told}");
}
