//! Two people's files become one: documents and decisions are taken in after
//! every check, and what contradicts is shown, not applied.

use crate::support::{Desk, cut, sample};
use std::fs;

/// Three texts: all twelve bulletins, some of the same months with other
/// figures, and a year.
fn text(name: &str) -> String {
    let all = sample("2023-2025.txt");
    match name {
        "all.txt" => all,
        "late.txt" => cut(&all, 10..=12).replace("– 27985", "– 27986"),
        _ => cut(&all, 7..=9).replace("2024", "2022"),
    }
}

/// A person's desk: texts, and decisions as command lines without a note.
fn desk(texts: &[&str], decided: &[(&str, &str)]) -> Desk {
    let written: Vec<(&str, String)> = texts.iter().map(|name| (*name, text(name))).collect();
    let texts: Vec<(&str, &str)> = written.iter().map(|(n, t)| (*n, t.as_str())).collect();
    let desk = Desk::with(&texts);
    for (words, note) in decided {
        let words: Vec<&str> = words.split(' ').collect();
        desk.run(&[&words[..], &["--note", note]].concat())
            .succeeds();
    }
    desk
}

fn ship(desk: &Desk, out: &str) -> Vec<u8> {
    desk.run(&["ship", out]).succeeds();
    fs::read(desk.path(out)).unwrap()
}

/// What the other person's file is called on this desk.
fn hand_over(from: &Desk, file: &str, to: &Desk) {
    fs::copy(from.path(file), to.path("theirs.sqlite")).unwrap();
}

/// The place of the figure 1844 in late.txt.
fn a_figure(desk: &Desk) -> String {
    desk.cell(
        "SELECT document || ':' || line_no || ':' || column_no FROM claim
         WHERE document = 'late.txt' AND indicator = 'decisions.leave' ORDER BY line_no LIMIT 1",
    )
}

#[test]
fn two_people_end_with_the_same_file_whoever_takes_in_whom() {
    let place = a_figure(&desk(&["late.txt"], &[]));
    let reread = format!("reread {place} --as none");
    let ours: &[(&str, &str)] = &[
        ("assign all.txt:12 2023-10", "by telephone"),
        ("assign all.txt:1 2024-12", "a letter"),
        ("import all.txt --published 2025-01-07", "the page says so"),
    ];
    let theirs: &[(&str, &str)] = &[
        ("assign all.txt:12 2023-10", "a news agency"),
        ("supersede late.txt:2 all.txt:11", "headed Corrected"),
        ("withdraw older.txt", "another year"),
        (&reread, "the number of a room"),
    ];
    // Theirs before and after shipping, and ours into theirs.
    let mut ends = Vec::new();
    for file in ["sms.sqlite", "out.sqlite"] {
        for ours_takes in [true, false] {
            let us = desk(&["all.txt", "older.txt"], ours);
            let them = desk(&["late.txt", "all.txt", "older.txt"], theirs);
            let (into, from) = if ours_takes { (us, them) } else { (them, us) };
            ship(&from, "out.sqlite");
            hand_over(&from, file, &into);
            let told = into.run(&["import", "theirs.sqlite"]).succeeds().out;
            assert!(told.contains("theirs.sqlite: verified;"), "{told}");
            assert!(!told.contains("not applied"), "{told}");
            into.run(&["verify", "sms.sqlite"]).succeeds();
            ends.push(ship(&into, "end.sqlite"));
            // Again changes nothing.
            let told = into.run(&["import", "theirs.sqlite"]).succeeds().out;
            assert!(told.contains("; 0 decisions applied"), "{told}");
            assert!(ship(&into, "again.sqlite") == ends[0]);
            let notes = into.cell(
                "SELECT note FROM decision WHERE kind = 'period' AND value = '2023-10'
                 AND status = 'in force'",
            );
            assert_eq!(notes, "a news agency | by telephone");
        }
    }
    assert!(ends.iter().all(|end| *end == ends[0]));
}

#[test]
fn a_file_is_taken_in_where_there_was_none() {
    let them = desk(&["all.txt"], &[("assign all.txt:12 2023-10", "a letter")]);
    let bytes = ship(&them, "out.sqlite");
    let us = Desk::new();
    hand_over(&them, "out.sqlite", &us);
    let told = us.run(&["import", "theirs.sqlite"]).succeeds().out;
    assert!(
        told.contains("1 new document; 1 decision applied"),
        "{told}"
    );
    assert!(
        told.contains("all.txt: 12 bulletins, 198 figures"),
        "{told}"
    );
    assert!(
        told.contains("decided: all.txt:12 is of 2023-10 (a letter)"),
        "{told}"
    );
    assert!(ship(&us, "out.sqlite") == bytes);
}

#[test]
fn what_contradicts_is_shown_and_not_applied() {
    let us = desk(
        &["all.txt", "late.txt"],
        &[
            ("assign all.txt:12 2023-10", "mine"),
            ("supersede late.txt:2 all.txt:11", "mine"),
        ],
    );
    let them = desk(
        &["all.txt", "late.txt"],
        &[
            ("assign all.txt:12 2023-09", "theirs"),
            ("supersede all.txt:11 late.txt:2", "theirs"),
            ("withdraw late.txt", "theirs"),
            ("assign all.txt:1 2024-12", "theirs"),
        ],
    );
    hand_over(&them, "sms.sqlite", &us);
    let before = us.rows("SELECT decision_id FROM decision");
    let tried = us
        .run(&["import", "theirs.sqlite", "--dry-run"])
        .succeeds()
        .out;
    assert_eq!(us.rows("SELECT decision_id FROM decision"), before);
    let told = us.run(&["import", "theirs.sqlite"]).succeeds().out;
    for said in [&tried, &told] {
        assert!(said.contains("2 decisions applied"), "{said}");
        let words = "not applied: all.txt:12 is of 2023-09 (theirs); yours: all.txt:12 is of 2023-10 (mine)";
        assert!(said.contains(words), "{said}");
        let words = "not applied: all.txt:11 replaces late.txt:2 (theirs): it does not go together with yours";
        assert!(said.contains(words), "{said}");
    }
    let in_force = "SELECT message FROM decision WHERE status = 'in force' ORDER BY 1";
    assert_eq!(
        us.rows(in_force),
        [
            "all.txt:1 is of 2024-12",
            "all.txt:12 is of 2023-10",
            "late.txt is withdrawn",
            "late.txt:2 replaces all.txt:11",
        ]
    );
    us.run(&["verify", "sms.sqlite"]).succeeds();
    let json = us
        .run(&["import", "theirs.sqlite", "--format", "json"])
        .succeeds()
        .out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let merged = &json["documents"][0];
    assert_eq!(merged["state"], "merged");
    assert_eq!(merged["contradicting"].as_array().unwrap().len(), 2);
}

#[test]
fn readings_that_exclude_each_other_contradict() {
    let numbers =
        "SELECT document || ':' || line_no || ':' || column_no FROM claim WHERE position = 2
                   AND indicator IN ('decisions.leave', 'decisions.legalisation') ORDER BY line_no";
    let plain = desk(&["all.txt"], &[]);
    let [leave, legalisation] = &plain.rows(numbers)[..] else {
        panic!("two figures");
    };
    let none = |place: &str| format!("reread {place} --as none");
    let decisions = |first: &str, second: &str, code: &str| {
        let second = format!("reread {second} --as {code}");
        desk(&["all.txt"], &[(&none(first), "n"), (&second, "n")])
    };
    // One says that leave is the first number and nothing the second, the
    // other that the second is leave.
    let us = desk(
        &["all.txt"],
        &[
            (&none(legalisation), "n"),
            (&format!("reread {leave} --as decisions.leave"), "n"),
        ],
    );
    let them = decisions(leave, legalisation, "decisions.leave");
    hand_over(&them, "sms.sqlite", &us);
    let told = us.run(&["import", "theirs.sqlite"]).succeeds().out;
    assert_eq!(told.matches("not applied").count(), 2, "{told}");
    us.run(&["verify", "sms.sqlite"]).succeeds();
}

#[test]
fn a_file_that_does_not_pass_is_not_taken_in() {
    let us = desk(&["late.txt"], &[]);
    let before = fs::read(us.path("sms.sqlite")).unwrap();
    let them = desk(&["all.txt"], &[]);
    ship(&them, "out.sqlite");
    let change = |file: &str, sql: &str| {
        hand_over(&them, file, &us);
        let theirs = rusqlite::Connection::open(us.path("theirs.sqlite")).unwrap();
        theirs.execute_batch(sql).unwrap();
    };
    let cases = [
        (
            "out.sqlite",
            "UPDATE fact SET value = '' WHERE key = 'title'",
            "bytes: changed",
        ),
        (
            "sms.sqlite",
            "UPDATE number SET value = 1 WHERE role_id = 1",
            "figures: stored is",
        ),
        (
            "sms.sqlite",
            "UPDATE line SET text = 'x' WHERE line_no = 3",
            "not the one that its hash is of",
        ),
        (
            "sms.sqlite",
            "CREATE TRIGGER t AFTER INSERT ON line BEGIN SELECT 1; END",
            "trigger t was added",
        ),
        (
            "sms.sqlite",
            "PRAGMA user_version = 99",
            "made by a newer smsdb",
        ),
        (
            "sms.sqlite",
            "PRAGMA application_id = 1",
            "of another program",
        ),
        (
            "sms.sqlite",
            "INSERT INTO stored_decision (kind, document_id, line_no, value, note)
             VALUES ('period', 1, 1, '2024-99', 'x')",
            "a decision on its period is 2024-99",
        ),
        (
            "sms.sqlite",
            "INSERT INTO stored_decision (kind, document_id, note)
             VALUES ('withdrawal', 1, printf('%070000d', 1))",
            "with a note of 70000 bytes",
        ),
        (
            "sms.sqlite",
            "INSERT INTO document_name VALUES (1, printf('%0300d', 1), printf('%064d', 1))",
            "no file has the name 000",
        ),
        (
            "sms.sqlite",
            "INSERT INTO document_name VALUES (1, '../x', printf('%064d', 1))",
            "no file has the name ../x",
        ),
        (
            "sms.sqlite",
            "UPDATE line SET text = printf('%0140000d', 1) WHERE line_no = 3",
            "line 3 is longer than 128 KiB",
        ),
        (
            "sms.sqlite",
            "DELETE FROM scheme_part WHERE rowid = 1",
            "reference: stored is",
        ),
    ];
    for (file, sql, words) in cases {
        change(file, sql);
        us.run(&["import", "theirs.sqlite"])
            .fails(1, &["theirs.sqlite: ", words, "1 input was rejected"]);
    }
    fs::write(us.path("theirs.sqlite"), b"SQLite format 3\0 and no more").unwrap();
    us.run(&["import", "theirs.sqlite"])
        .fails(1, &["cut short"]);
    us.run(&["import", "sms.sqlite"])
        .fails(1, &["is the file to import into"]);
    hand_over(&them, "out.sqlite", &us);
    us.run(&["import", "theirs.sqlite", "--published", "2024-01-01"])
        .fails(2, &["are for texts"]);
    assert!(fs::read(us.path("sms.sqlite")).unwrap() == before);
    // The good inputs beside a bad one are stored.
    us.write("older.txt", text("older.txt"));
    us.run(&["import", "sms.sqlite", "older.txt", "theirs.sqlite"])
        .fails(1, &["1 input was rejected"]);
    assert_eq!(us.cell("SELECT count(*) FROM document"), "3");
}

#[test]
fn ones_own_file_again_changes_nothing_whatever_its_notes() {
    let us = desk(
        &["all.txt"],
        &[("assign all.txt:12 2023-10", "z source | a source")],
    );
    let bytes = ship(&us, "1.sqlite");
    let told = us.run(&["import", "1.sqlite"]).succeeds().out;
    assert!(
        told.contains("0 decisions applied, 1 already made here"),
        "{told}"
    );
    assert!(ship(&us, "2.sqlite") == bytes);
}

#[test]
fn one_contradiction_does_not_take_others_down_with_it() {
    let numbers = "SELECT indicator, document || ':' || line_no || ':' || column_no FROM claim WHERE position = 2";
    let plain = desk(&["all.txt"], &[]);
    let place = |code: &str| -> String {
        let rows = plain.rows(numbers);
        let row = rows.iter().find(|row| row.starts_with(&format!("{code}|")));
        row.unwrap().split('|').nth(1).unwrap().to_owned()
    };
    let calls = format!("reread {} --as none", place("calls"));
    let [leave, legalisation] = ["decisions.leave", "decisions.legalisation"]
        .map(|code| format!("reread {} --as calls", place(code)));
    // Both bulletins of a supersession move, which only goes together.
    let us = desk(
        &["all.txt"],
        &[
            ("supersede all.txt:12 all.txt:11", "n"),
            (&calls, "n"),
            (&leave, "n"),
        ],
    );
    let them = desk(
        &["all.txt"],
        &[
            ("supersede all.txt:12 all.txt:11", "n"),
            ("assign all.txt:11 2023-10", "n"),
            ("assign all.txt:12 2023-10", "n"),
            (&calls, "n"),
            (&legalisation, "n"),
        ],
    );
    for (into, from) in [(&us, &them), (&them, &us)] {
        fs::copy(from.path("sms.sqlite"), into.path("copy.sqlite")).unwrap();
        let told = into
            .run(&["import", "copy.sqlite", "--dry-run"])
            .succeeds()
            .out;
        assert_eq!(told.matches("not applied").count(), 1, "{told}");
        assert!(
            told.contains("is a figure of calls (n): it does not go"),
            "{told}"
        );
    }
    hand_over(&them, "sms.sqlite", &us);
    let told = us.run(&["import", "theirs.sqlite"]).succeeds().out;
    assert!(
        told.contains("2 decisions applied, 2 already made here"),
        "{told}"
    );
    us.run(&["verify", "sms.sqlite"]).succeeds();
}

#[test]
fn another_name_of_a_document_is_told() {
    let them = desk(&["all.txt"], &[]);
    them.write("00.txt", text("all.txt"));
    them.run(&["import", "00.txt"]).succeeds();
    let us = desk(&["all.txt"], &[]);
    hand_over(&them, "sms.sqlite", &us);
    let told = us.run(&["import", "theirs.sqlite"]).succeeds().out;
    assert!(
        told.contains("all.txt is shown as 00.txt from now on"),
        "{told}"
    );
    us.run(&["show", "all.txt:12"]).succeeds();
}

#[test]
fn in_a_folder_a_file_is_skipped() {
    let them = desk(&["all.txt"], &[]);
    ship(&them, "out.sqlite");
    let us = Desk::new();
    us.write("in/late.txt", text("late.txt"));
    fs::copy(them.path("out.sqlite"), us.path("in/out.sqlite")).unwrap();
    let told = us.run(&["import", "in"]).succeeds().out;
    assert!(told.contains("1 other file skipped"), "{told}");
    assert_eq!(us.cell("SELECT count(*) FROM document"), "1");
}
