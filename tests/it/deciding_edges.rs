//! What is refused of decisions of persons, and their edges: blank notes,
//! places that are not there, names that mean two documents, readings that
//! collide, documents that are read again.

use crate::deciding::{BECAUSE, ask, bulletin, decide, file, place, same, views};
use crate::support::Desk;

/// Changes the file behind the program's back.
fn tamper(desk: &Desk, sql: &str) {
    let connection = rusqlite::Connection::open(file(desk)).unwrap();
    connection.execute_batch(sql).unwrap();
}

fn decisions(desk: &Desk) -> Vec<String> {
    ask(
        &file(desk),
        "SELECT message || ': ' || status FROM decision ORDER BY decision_id",
    )
}

/// Two bulletins of one period in two documents.
fn desk() -> Desk {
    let (old, new) = (bulletin(3), bulletin(3));
    let new = new.replace("41", "42");
    Desk::with(&[("old.txt", &old), ("new.txt", &new)])
}

#[test]
fn a_decision_needs_a_note_that_says_something() {
    let desk = desk();
    let before = views(&file(&desk), true);
    for decided in [
        &["assign", "1", "2023-10"][..],
        &["withdraw", "old.txt"],
        &["supersede", "2", "1"],
        &["reread", "old.txt:2:53", "--as", "none"],
    ] {
        for blank in ["", " ", "\t\n", "\u{a0}"] {
            let noted = [decided, &["--note", blank]].concat();
            desk.run(&noted)
                .fails(2, &["a decision needs a reason: --note TEXT"]);
        }
        desk.run(decided).fails(2, &["--note <TEXT>"]);
        desk.run(&[decided, &["--undo"]].concat())
            .fails(1, &["no such decision to take back", "run decisions"]);
    }
    assert_eq!(decisions(&desk), [] as [String; 0]);
    same(&views(&file(&desk), true), &before, "nothing was decided");
    decide(&desk, &["withdraw", "old.txt"]).succeeds();
    desk.run(&["withdraw", "old.txt", "--undo", "--note", " "])
        .fails(2, &["a decision needs a reason"]);
    assert_eq!(decisions(&desk), ["old.txt is withdrawn: in force"]);
}

#[test]
fn a_note_of_several_lines_is_told_in_one() {
    let desk = desk();
    let note = "a letter\nno finding is new\u{1b}[2J";
    let told = "decided: old.txt:1 is of 2024-03 (a letter\\nno finding is new\\x1b[2J)\n";
    let outcome = desk
        .run(&["assign", "1", "2024-03", "--note", note])
        .succeeds();
    assert!(outcome.out.starts_with(told), "{}", outcome.out);
    let show = desk.run(&["show", "1"]).succeeds();
    assert!(show.out.contains(told), "{}", show.out);
    // Stored as it was said.
    assert_eq!(ask(&file(&desk), "SELECT note FROM decision"), [note]);
}

#[test]
fn a_note_has_a_length_that_every_reader_bears() {
    let desk = desk();
    let long = "n".repeat(1001);
    desk.run(&["assign", "1", "2023-10", "--note", &long])
        .fails(2, &["at most 1000 characters; this one has 1001"]);
    desk.run(&[
        "import",
        "old.txt",
        "--published",
        "2024-01-01",
        "--note",
        &long,
    ])
    .fails(2, &["at most 1000 characters"]);
    desk.run(&["assign", "1", "2023-10", "--note", &long[..1000]])
        .succeeds();
}

#[test]
fn why_says_that_persons_took_numbers_out() {
    let desk = desk();
    desk.run(&["why", "calls", "2019-01"])
        .fails(1, &["nothing is published of calls"]);
    desk.run(&["withdraw", "old.txt", "--note", "x"]).succeeds();
    desk.run(&["why", "calls", "2019-01"])
        .fails(1, &["persons withdrew documents or reread numbers"]);
}

#[test]
fn what_is_not_there_cannot_be_decided_about() {
    let desk = desk();
    let fails = |arguments: &[&str], code: i32, words: &[&str]| {
        decide(&desk, arguments).fails(code, words);
        desk.run(&[arguments, &["--undo"]].concat())
            .fails(code, words);
    };
    fails(
        &["assign", "3", "2023-10"],
        1,
        &["there is no bulletin 3\n"],
    );
    fails(
        &["assign", "old.txt:2", "2023"],
        1,
        &["there is no bulletin old.txt:2\n"],
    );
    fails(
        &["assign", "gone.txt:1", "2023"],
        1,
        &["there is no document gone.txt\n"],
    );
    fails(
        &["assign", "old.txt", "2023"],
        2,
        &["old.txt names no bulletin"],
    );
    fails(
        &["assign", "1", "2023-13"],
        2,
        &["2023-13 is no time period"],
    );
    fails(&["supersede", "1", "3"], 1, &["there is no bulletin 3\n"]);
    fails(&["supersede", "3", "1"], 1, &["there is no bulletin 3\n"]);
    fails(
        &["withdraw", "gone.txt"],
        1,
        &["there is no document gone.txt\n"],
    );
    fails(&["withdraw", "0000"], 1, &["there is no document 0000\n"]);
    let reread = |place: &'static str| ["reread", place, "--as", "none"];
    fails(
        &reread("gone.txt:1:1"),
        1,
        &["there is no document gone.txt\n"],
    );
    for (place, line) in [("old.txt:99:1", 99), ("old.txt:1:1", 1)] {
        let missing = format!("line {line} has no number");
        decide(&desk, &reread(place)).fails(1, &[&missing]);
        desk.run(&["reread", place, "--undo"])
            .fails(1, &["no such decision"]);
    }
    // Not the beginning of a number: inside it, and before it.
    for column in ["52", "54"] {
        let place = format!("old.txt:2:{column}");
        decide(&desk, &["reread", &place, "--as", "none"]).fails(
            1,
            &[
                &format!("no number begins at {place}"),
                "line 2 has 296007 in column 53",
            ],
        );
    }
    fails(&reread("old.txt:2"), 2, &["old.txt:2 names no number"]);
    fails(&reread("old.txt:two:3"), 2, &["names no number"]);
    let code = ["reread", "old.txt:2:53", "--as", "decisions.laeve"];
    fails(
        &code,
        2,
        &[
            "no indicator decisions.laeve",
            "did you mean decisions.leave?",
        ],
    );
    desk.run(&["reread", "old.txt:2:53", "--note", "why"])
        .fails(2, &["--as <INDICATOR>"]);
    desk.run(&["assign", "1", "--note", "why"])
        .fails(2, &["<PERIOD>"]);
    assert_eq!(decisions(&desk), [] as [String; 0]);
}

#[test]
fn without_a_file_nothing_is_decided_and_none_is_made() {
    let desk = Desk::new();
    for decided in [
        &["assign", "1", "2023-10"][..],
        &["withdraw", "old.txt"],
        &["supersede", "2", "1"],
        &["reread", "old.txt:2:53", "--as", "none"],
    ] {
        decide(&desk, decided).fails(1, &["sms.sqlite"]);
        desk.run(&[decided, &["--undo"]].concat())
            .fails(1, &["sms.sqlite"]);
    }
    let left = std::fs::read_dir(desk.path(".")).unwrap().count();
    assert_eq!(left, 0);
}

#[test]
fn the_same_decision_is_made_once_and_another_one_replaces_it() {
    let desk = desk();
    let place = "old.txt:2:53";
    let of_march = "old.txt:1 is of 2024-03";
    decide(&desk, &["assign", "1", "2024-03"]).succeeds();
    let before = std::fs::read(file(&desk)).unwrap();
    let again = decide(&desk, &["assign", "old.txt:1", "2024-03-01/P1M"]).succeeds();
    assert!(again.out.contains("already decided: "), "{}", again.out);
    assert_eq!(std::fs::read(file(&desk)).unwrap(), before);
    // Another reason is another decision.
    desk.run(&["assign", "1", "2024-03", "--note", "a letter"])
        .succeeds();
    desk.run(&["assign", "1", "2024-04", "--note", "a letter"])
        .succeeds();
    assert_eq!(
        decisions(&desk),
        [
            format!("{of_march}: replaced"),
            format!("{of_march}: replaced"),
            "old.txt:1 is of 2024-04: in force".to_owned(),
        ]
    );
    let period = "SELECT time_period, basis FROM bulletin_list WHERE bulletin_id = 1";
    // What is not in force cannot be taken back by its value.
    desk.run(&["assign", "1", "2024-03", "--undo"]).fails(
        1,
        &["no such decision", "in force is: old.txt:1 is of 2024-04"],
    );
    let undo = desk.run(&["assign", "1", "2024-04", "--undo"]).succeeds();
    let again = "in force again: old.txt:1 is of 2024-03 (a letter)\n";
    assert!(undo.out.contains(again), "{}", undo.out);
    assert_eq!(ask(&file(&desk), period), ["2024-03|assigned"]);
    let undo = desk.run(&["assign", "1", "--undo"]).succeeds();
    let again = "in force again: old.txt:1 is of 2024-03 (the agency confirmed it)\n";
    assert!(undo.out.contains(again), "{}", undo.out);
    desk.run(&["assign", "1", "--undo"]).succeeds();
    assert_eq!(ask(&file(&desk), period), ["2024-01-01/P9M|stated"]);
    desk.run(&["assign", "1", "--undo"])
        .fails(1, &["no such decision"]);
    decide(&desk, &["reread", place, "--as", "none"]).succeeds();
    desk.run(&["reread", place, "--as", "calls", "--undo"])
        .fails(1, &["is no figure"]);
    desk.run(&["reread", place, "--undo"]).succeeds();
    let status = decisions(&desk);
    let last: Vec<&str> = status
        .iter()
        .map(|told| told.rsplit(": ").next().unwrap())
        .collect();
    assert_eq!(
        last,
        [
            "undone", "undone", "undone", "undo", "undo", "undo", "undone", "undo"
        ]
    );
}

#[test]
fn bulletins_that_state_no_period_or_several_can_be_assigned_one() {
    let several = bulletin(2).replacen("During November", "During October", 1);
    let desk = Desk::with(&[("none.txt", &bulletin(1)), ("several.txt", &several)]);
    let before = views(&file(&desk), true);
    let listed = "SELECT period_text, time_period, basis FROM bulletin_list ORDER BY bulletin_id";
    assert_eq!(
        ask(&file(&desk), listed),
        ["||unknown", "October of 2024; November of 2024||unknown"]
    );
    decide(&desk, &["supersede", "1", "2"]).fails(2, &["the period of none.txt:1 is unknown"]);
    decide(&desk, &["assign", "1", "2024"]).succeeds();
    decide(&desk, &["supersede", "1", "2"]).fails(2, &["the period of several.txt:1 is unknown"]);
    decide(&desk, &["assign", "2", "2024-11"]).succeeds();
    decide(&desk, &["supersede", "1", "2"])
        .fails(2, &["none.txt:1 is of 2024, several.txt:1 of 2024-11"]);
    assert_eq!(
        ask(&file(&desk), listed),
        [
            "|2024|assigned",
            "October of 2024; November of 2024|2024-11|assigned"
        ]
    );
    assert!(
        ask(
            &file(&desk),
            "SELECT * FROM finding WHERE check_name = 'undated'"
        )
        .is_empty()
    );
    let show = desk.run(&["show", "1"]).succeeds().out;
    assert!(show.contains("2024 (assigned; it states none)"), "{show}");
    for bulletin in ["1", "2"] {
        desk.run(&["assign", bulletin, "--undo"]).succeeds();
    }
    same(&views(&file(&desk), true), &before, "undated again");
}

#[test]
fn a_bulletin_replaces_neither_itself_nor_one_that_replaces_it() {
    let texts = ["1", "2", "3"].map(|last| bulletin(11).replace("6117", &format!("611{last}")));
    let named = [
        ("a.txt", &*texts[0]),
        ("b.txt", &*texts[1]),
        ("c.txt", &*texts[2]),
    ];
    let desk = Desk::with(&named);
    decide(&desk, &["supersede", "1", "a.txt:1"]).fails(2, &["a.txt:1 cannot replace itself"]);
    decide(&desk, &["supersede", "1", "2"]).succeeds();
    decide(&desk, &["supersede", "2", "3"]).succeeds();
    decide(&desk, &["supersede", "2", "1"]).fails(2, &["a.txt:1 replaces b.txt:1 already"]);
    decide(&desk, &["supersede", "3", "1"]).fails(2, &["a.txt:1 replaces c.txt:1 already"]);
    let current = "SELECT DISTINCT bulletin_id, current FROM claim ORDER BY 1";
    assert_eq!(ask(&file(&desk), current), ["1|1", "2|0", "3|0"]);
    // Whose replacement is withdrawn holds again; the decision rests.
    decide(&desk, &["withdraw", "a.txt"]).succeeds();
    assert_eq!(ask(&file(&desk), current), ["2|1", "3|0"]);
    let rests =
        "SELECT outcome, count(*) FROM check_outcome WHERE check_name = 'decision' GROUP BY 1";
    assert_eq!(ask(&file(&desk), rests), ["not evaluable|1", "ok|1"]);
    decide(&desk, &["supersede", "2", "1"]).fails(2, &["replaces b.txt:1 already"]);
    desk.run(&["supersede", "1", "2", "--undo"]).succeeds();
    decide(&desk, &["supersede", "3", "1"]).succeeds();
}

#[test]
fn a_supersession_whose_bulletins_part_later_is_an_error() {
    let desk = desk();
    decide(&desk, &["supersede", "new.txt:1", "old.txt:1"]).succeeds();
    decide(&desk, &["assign", "new.txt:1", "2024-10"]).succeeds();
    let findings = "SELECT severity, message FROM finding WHERE check_name = 'decision'";
    assert_eq!(
        ask(&file(&desk), findings),
        [
            "error|new.txt:1: the decision on its supersession has no effect: the two bulletins \
          are not of the same period. Its note: the agency confirmed it"
        ]
    );
    let current = "SELECT DISTINCT current FROM claim";
    assert_eq!(ask(&file(&desk), current), ["1"]);
    desk.run(&["check", "--deny", "error"]).fails(3, &[]);
    desk.run(&["assign", "new.txt:1", "--undo"]).succeeds();
    assert!(ask(&file(&desk), findings).is_empty());
    assert_eq!(ask(&file(&desk), current), ["0", "1"]);
}

#[test]
fn a_short_correction_replaces_only_the_indicators_that_it_gives() {
    let old = bulletin(11);
    let lines: Vec<&str> = old.lines().collect();
    let new = [lines[0], lines[1], lines[4], lines[5], lines[16]].join("\n");
    let new = new.replace("1842", "1844");
    let desk = Desk::with(&[("old.txt", &old), ("new.txt", &new)]);
    decide(&desk, &["supersede", "new.txt:1", "old.txt:1"]).succeeds();
    let replaced =
        "SELECT document, indicator FROM claim WHERE current = 0 ORDER BY line_no, column_no";
    assert_eq!(
        ask(&file(&desk), replaced),
        [
            "old.txt|applications.registration",
            "old.txt|decisions",
            "old.txt|calls"
        ]
    );
    let series = "SELECT indicator, value, claims FROM series WHERE indicator IN ('decisions', 'decisions.leave') ORDER BY 1";
    assert_eq!(
        ask(&file(&desk), series),
        ["decisions|1844|1", "decisions.leave|465|1"]
    );
    // A figure that the correction loses lets the old one hold again.
    let lost = place(&desk, "1844");
    decide(&desk, &["reread", &lost, "--as", "none"]).succeeds();
    assert_eq!(ask(&file(&desk), replaced).len(), 2);
    assert_eq!(
        ask(&file(&desk), series),
        ["decisions|1842|1", "decisions.leave|465|1"]
    );
}

#[test]
fn two_documents_of_one_name_are_told_apart_by_their_hashes() {
    let desk = Desk::new();
    desk.write("a/bulletin.txt", bulletin(10));
    desk.write("b/bulletin.txt", bulletin(11));
    desk.run(&["import", "a", "b"]).succeeds();
    let hashes = ask(
        &file(&desk),
        "SELECT content_sha256 FROM document ORDER BY document_id",
    );
    let both = [
        "bulletin.txt names 2 documents",
        &hashes[0][..12],
        &hashes[1][..12],
    ];
    decide(&desk, &["withdraw", "bulletin.txt"]).fails(2, &both);
    decide(&desk, &["assign", "bulletin.txt:1", "2023-10"]).fails(2, &both);
    decide(&desk, &["reread", "bulletin.txt:2:53", "--as", "none"]).fails(2, &both);
    desk.run(&["show", "bulletin.txt:1"]).fails(2, &both);
    decide(
        &desk,
        &["assign", &format!("{}:1", &hashes[1][..8]), "2023-10"],
    )
    .succeeds();
    let periods = "SELECT time_period FROM bulletin_list ORDER BY bulletin_id";
    assert_eq!(ask(&file(&desk), periods), ["2023", "2023-10"]);
    // Three digits are too few to name a document.
    decide(&desk, &["withdraw", &hashes[0][..3]]).fails(1, &["there is no document"]);
    decide(&desk, &["withdraw", &hashes[0][..4].to_uppercase()]).succeeds();
    assert_eq!(ask(&file(&desk), periods), ["2023-10"]);
    // The name means the one that is left.
    let undo = desk.run(&["assign", "bulletin.txt:1", "--undo"]).succeeds();
    assert!(
        undo.out
            .contains("taken back: bulletin.txt:1 is of 2023-10"),
        "{}",
        undo.out
    );
    desk.run(&["withdraw", "bulletin.txt", "--undo"])
        .fails(1, &["no such decision"]);
    desk.run(&["withdraw", &hashes[0], "--undo"]).succeeds();
    assert_eq!(ask(&file(&desk), periods), ["2023", "2023-08"]);
}

#[test]
fn numbers_that_can_be_no_figure_are_not_reread_as_one() {
    let text = bulletin(11)
        .replace("- 1842", "- 1000000000001")
        .replace("– 23224", "– 99999999999999999999");
    let text = format!("Room 417 of the building\n\n{text}");
    let desk = Desk::with(&[("a.txt", &text)]);
    let before = views(&file(&desk), true);
    let as_decisions =
        |raw: &str| decide(&desk, &["reread", &place(&desk, raw), "--as", "decisions"]);
    as_decisions("417").fails(2, &["a.txt:1:6 stands outside any bulletin"]);
    as_decisions("1000000000001").fails(2, &["nothing was decided: ", "none may stand there"]);
    as_decisions("99999999999999999999").fails(2, &["is no whole number that 64 bits hold"]);
    as_decisions("16.1.8").fails(2, &["is no whole number"]);
    as_decisions("969").succeeds();
    let claimed = place(&desk, "969");
    let known = format!("{claimed} is decisions already: 969");
    let help = format!("smsdb reread {claimed} --as none --note TEXT");
    as_decisions("465").fails(2, &[&known, &help]);
    desk.run(&["reread", &claimed, "--undo"]).succeeds();
    assert_eq!(decisions(&desk).len(), 2);
    same(
        &views(&file(&desk), true),
        &before,
        "all was refused or taken back",
    );
    // None is always possible, also outside a bulletin.
    decide(&desk, &["reread", "a.txt:1:6", "--as", "none"]).succeeds();
}

#[test]
fn a_second_number_claims_what_a_person_took_from_the_first() {
    let text = bulletin(11).replacen(
        "During August of 2023, 7376",
        "During August of 2023, 6119 calls were received by the Call Center.\nDuring August of 2023, 7376",
        1,
    );
    let desk = Desk::with(&[("a.txt", &text)]);
    let before = views(&file(&desk), true);
    let calls = "SELECT value, line_no FROM claim WHERE indicator = 'calls'";
    assert_eq!(ask(&file(&desk), calls), ["6117|17"]);
    assert_eq!(before["unread"].len(), 1);
    let place = place(&desk, "6117");
    decide(&desk, &["reread", &place, "--as", "none"]).succeeds();
    assert_eq!(ask(&file(&desk), calls), ["6119|18"]);
    assert_eq!(ask(&file(&desk), "SELECT count(*) FROM unread"), ["0"]);
    desk.run(&["reread", &place, "--undo"]).succeeds();
    same(
        &views(&file(&desk), true),
        &before,
        "the first claims again",
    );
}

#[test]
fn a_number_between_the_closing_lines_can_be_a_figure() {
    let text = bulletin(11).replacen(
        "During August of 2023, 7376",
        "During August of 2023, 58 petitions came by post.\nDuring August of 2023, 7376",
        1,
    );
    let desk = Desk::with(&[("a.txt", &text)]);
    let before = views(&file(&desk), true);
    assert_eq!(before["unread"].len(), 1);
    let reading = [
        "reread",
        &place(&desk, "58"),
        "--as",
        "applications.petitions",
    ];
    decide(&desk, &reading).succeeds();
    let claimed = "SELECT value, time_period FROM claim WHERE indicator = 'applications.petitions'";
    assert_eq!(ask(&file(&desk), claimed), ["58|2023-08"]);
    desk.run(&[&reading[..], &["--undo"]].concat()).succeeds();
    same(&views(&file(&desk), true), &before, "unread again");
}

/// As if a program with other wordings had made the file.
const OUTDATED: &str =
    "UPDATE fact SET value = 'old' WHERE key IN ('reference_digest', 'wordings_digest')";

#[test]
fn decisions_survive_reading_the_documents_again() {
    let desk = desk();
    desk.write("third.txt", bulletin(5));
    desk.run(&["import", "third.txt"]).succeeds();
    for decided in [
        &["assign", "third.txt:1", "2022-07"][..],
        &["supersede", "new.txt:1", "old.txt:1"],
        &["reread", "third.txt:2:53", "--as", "none"],
        &[
            "reread",
            "third.txt:3:85",
            "--as",
            "applications.work_permit",
        ],
        &["withdraw", "third.txt"],
        &["withdraw", "third.txt", "--undo"],
    ] {
        decide(&desk, decided).succeeds();
    }
    let (before, told) = (views(&file(&desk), true), decisions(&desk));
    assert_eq!(
        ask(&file(&desk), "SELECT count(*) FROM decision_in_force"),
        ["4"]
    );
    for command in [
        &["import", "third.txt"][..],
        &["assign", "third.txt:1", "2022-07", BECAUSE[0], BECAUSE[1]],
    ] {
        tamper(&desk, OUTDATED);
        let outcome = desk.run(command).succeeds();
        assert!(!outcome.out.contains("was "), "{}", outcome.out);
        same(&views(&file(&desk), true), &before, "after reading again");
        assert_eq!(decisions(&desk), told);
    }
    // A refused decision brings the file up all the same.
    tamper(&desk, OUTDATED);
    decide(&desk, &["assign", "9", "2022-07"]).fails(1, &[]);
    same(&views(&file(&desk), true), &before, "after a refusal");
}

#[test]
fn a_decision_whose_place_vanished_is_an_error() {
    let desk = desk();
    tamper(
        &desk,
        "INSERT INTO stored_decision (kind, document_id, line_no, column_no, value, note) VALUES
         ('period', 1, 2, NULL, '2024-10', 'a letter'), ('reading', 1, 2, 7, 'calls', 'a guess')",
    );
    desk.write("third.txt", bulletin(5));
    desk.run(&["import", "third.txt"]).succeeds();
    let findings = "SELECT severity, message FROM finding WHERE check_name = 'decision' ORDER BY 2";
    assert_eq!(
        ask(&file(&desk), findings),
        [
            "error|old.txt:2:7: the decision on its reading (calls) has no effect: no number stands \
             there. Its note: a guess",
            "error|old.txt:@2: the decision on its period (2024-10) has no effect: no bulletin begins \
             in that line. Its note: a letter",
        ]
    );
    let check = desk.run(&["check"]).succeeds().out;
    assert!(check.contains("no bulletin begins in that line"), "{check}");
    assert!(check.contains("decision          0       2"), "{check}");
    desk.run(&["check", "--deny", "error"]).fails(3, &[]);
    assert_eq!(
        decisions(&desk),
        [
            "old.txt, line 2 is of 2024-10: in force",
            "old.txt:2:7 is a figure of calls: in force"
        ]
    );
    let period = "SELECT time_period FROM bulletin_list WHERE bulletin_id = 1";
    assert_eq!(ask(&file(&desk), period), ["2024-01-01/P9M"]);
    // A decision on a withdrawn document rests.
    decide(&desk, &["withdraw", "old.txt"]).succeeds();
    assert!(ask(&file(&desk), findings).is_empty());
    desk.run(&["withdraw", "old.txt", "--undo"]).succeeds();
    // It can be taken back though its place is gone.
    desk.run(&["assign", "old.txt:@2", "--undo"]).succeeds();
    desk.run(&["reread", "old.txt:2:7", "--undo"]).succeeds();
    assert!(ask(&file(&desk), findings).is_empty());
    decide(&desk, &["assign", "old.txt:@2", "2024-10"]).fails(2, &["old.txt"]);
}

#[test]
fn of_two_readings_that_collide_the_first_printed_holds_and_the_other_is_an_error() {
    let desk = Desk::with(&[("a.txt", &bulletin(11))]);
    let before = views(&file(&desk), true);
    let (leave, employment) = (place(&desk, "465"), place(&desk, "41"));
    let reread =
        |place: &str, code: &str| decide(&desk, &["reread", place, "--as", code]).succeeds();
    reread(&leave, "none");
    reread(&employment, "decisions.leave");
    let claimed = "SELECT value FROM claim WHERE indicator = 'decisions.leave'";
    assert_eq!(ask(&file(&desk), claimed), ["41"]);
    // Its own reading gives way to a person's.
    desk.run(&["reread", &leave, "--undo"]).succeeds();
    assert_eq!(ask(&file(&desk), claimed), ["41"]);
    let reason = "SELECT raw, reason FROM unread";
    let already = "465|decisions.leave is already 41 in line 15";
    assert_eq!(ask(&file(&desk), reason), [already]);
    decide(&desk, &["reread", &leave, "--as", "decisions.leave"])
        .fails(2, &["is decisions.leave already: 41"]);
    // Two decisions meet when the way back to the first is opened.
    desk.run(&["reread", &employment, "--undo"]).succeeds();
    same(&views(&file(&desk), true), &before, "both taken back");
    reread(&leave, "decisions.leave");
    reread(&leave, "none");
    reread(&employment, "decisions.leave");
    let undo = desk.run(&["reread", &leave, "--undo"]).succeeds();
    assert!(undo.out.contains("in force again: "), "{}", undo.out);
    assert_eq!(ask(&file(&desk), claimed), ["465"]);
    let findings = "SELECT severity, message FROM finding WHERE check_name = 'decision'";
    let lost = format!(
        "error|{employment}: the decision on its reading (decisions.leave) has no effect: another \
         number of its bulletin claims the indicator, or none may stand there. Its note: {}",
        BECAUSE[1]
    );
    assert_eq!(ask(&file(&desk), findings), [lost]);
    desk.run(&["verify", "sms.sqlite"]).succeeds();
    for place in [&leave, &employment] {
        desk.run(&["reread", place, "--undo"]).succeeds();
    }
    same(&views(&file(&desk), true), &before, "all taken back");
}
