//! Killed at every call that changes a file: the state before or the state
//! after, never a file that lies. The calls are counted and disturbed by
//! tests/kill.c, which is compiled here.
//!
//! A part of the long runs of equal writes is left out; all of them:
//! cargo test --test it killing -- --include-ignored --nocapture

use crate::support::{Desk, Outcome, cut, sample};
use crate::upgrading::age;
use rusqlite::{Connection, OpenFlags, types::Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::time::Instant;

/// What happens at a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    Kill,
    /// Half of the bytes are written.
    Torn,
    /// The call fails: no room.
    Full,
    /// The call fails: the disk.
    Faulty,
}

impl How {
    fn name(self) -> &'static str {
        match self {
            How::Kill => "kill",
            How::Torn => "torn",
            How::Full => "ENOSPC",
            How::Faulty => "EIO",
        }
    }
}

/// A call that changes a file.
#[derive(Debug, Clone)]
struct Call {
    number: usize,
    name: String,
    bytes: u64,
    /// The file, in the words of the kernel.
    file: String,
}

impl Call {
    fn writes(&self) -> bool {
        self.name.contains("write")
    }

    /// Concerns a file that has no name and goes with its process.
    fn nameless(&self) -> bool {
        self.file.ends_with(" (deleted)")
    }
}

/// The program that disturbs others.
fn disturber() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let made = folder.join(format!("kill-{}", std::process::id()));
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kill.c");
        let mut gcc = Command::new("gcc");
        gcc.args(["-O1", "-Wall", "-Wextra", "-Werror", "-o"]);
        let done = gcc.args([&made, &source]).output().expect("gcc is here");
        let words = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{words}");
        let named = folder.join("kill");
        fs::rename(made, &named).unwrap();
        named
    })
}

/// A run of a program on a desk, disturbed at one call.
struct Run {
    outcome: Outcome,
    calls: Vec<Call>,
}

impl Run {
    /// `at` 0: undisturbed.
    fn of(desk: &Desk, words: &[&str], at: usize, how: How) -> Run {
        let log = desk.path("calls");
        let mut command = Command::new(disturber());
        command.args(words).current_dir(desk.path(""));
        command.env_remove("SMSDB_FILE").env("KILL_LOG", &log);
        command
            .env("KILL_AT", at.to_string())
            .env("KILL_HOW", how.name());
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let outcome = Outcome {
            code: output.status.code().unwrap(),
            out: text(output.stdout),
            err: text(output.stderr),
        };
        assert_ne!(outcome.code, 125, "{}", outcome.err);
        let calls = fs::read_to_string(&log).unwrap();
        fs::remove_file(log).unwrap();
        let calls: Vec<Call> = calls.lines().map(call).collect();
        if at > 0 {
            assert!(calls.len() >= at, "only {} calls", calls.len());
            let killed = matches!(how, How::Kill | How::Torn);
            assert_eq!(outcome.code == 137, killed, "{}", outcome.err);
        }
        Run { outcome, calls }
    }

    fn of_smsdb(desk: &Desk, words: &[&str], at: usize, how: How) -> Run {
        let words = [&[env!("CARGO_BIN_EXE_smsdb")], words].concat();
        Run::of(desk, &words, at, how)
    }
}

fn call(line: &str) -> Call {
    let cells: Vec<&str> = line.split('\t').collect();
    Call {
        number: cells[0].parse().unwrap(),
        name: cells[1].to_owned(),
        bytes: cells[2].parse().unwrap(),
        file: cells[3].to_owned(),
    }
}

/// How much of it all is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Gate,
    Everything,
}

/// First and last calls that are always tried.
const ENDS: usize = 6;
/// Of the writes between them, one in so many.
const ONE_IN: usize = 100;

impl Part {
    /// The calls of a run that are disturbed, and how.
    fn points(self, calls: &[Call], hows: &[How]) -> Vec<(Call, How)> {
        let mut points = Vec::new();
        for call in calls {
            let end = call.number <= ENDS || call.number + ENDS > calls.len();
            let few = calls.len() <= 40 || end || call.number % ONE_IN == 0;
            let special = !call.writes() && !call.nameless();
            if self == Part::Gate && !few && !special {
                continue;
            }
            for how in hows {
                let wanted = match how {
                    How::Torn if self == Part::Gate => call.writes() && call.bytes > 8,
                    How::Torn => call.writes() && call.bytes > 1,
                    How::Full if self == Part::Gate => {
                        call.name == "create" || call.bytes > 8 && call.number % 3 == 0
                    }
                    How::Kill | How::Full => true,
                    How::Faulty => {
                        self == Part::Everything || !call.writes() && call.name != "create"
                    }
                };
                if wanted {
                    points.push((call.clone(), *how));
                }
            }
        }
        points
    }
}

/// Standard error tells why a run failed.
fn is_error(said: &str) -> bool {
    said.lines().any(|line| line.starts_with("error: "))
}

/// Tells what was tried.
fn tell(what: &str, calls: usize, points: &[(Call, How)], began: Instant) {
    let mut hows: BTreeMap<How, usize> = BTreeMap::new();
    for (_, how) in points {
        *hows.entry(*how).or_default() += 1;
    }
    let hows = hows
        .iter()
        .map(|(how, count)| format!("{} at {count}", how.name()));
    let hows: Vec<String> = hows.collect();
    let seconds = began.elapsed().as_secs_f32();
    eprintln!("{what}: {calls} calls; {}; {seconds:.1} s", hows.join(", "));
}

/// Two documents that differ in one figure of one month.
fn desk() -> Desk {
    let all = sample("2023-2025.txt");
    let first = cut(&all, 10..=12);
    let late = first.replace("– 27985", "– 27986");
    assert_ne!(first, late);
    Desk::with(&[("first.txt", &first), ("late.txt", &late)])
}

/// Removes everything from a desk but files of these names.
fn clear(desk: &Desk, but: &[&str]) {
    for entry in fs::read_dir(desk.path("")).unwrap().map(Result::unwrap) {
        if !but.contains(&entry.file_name().to_str().unwrap()) {
            fs::remove_file(entry.path()).unwrap();
        }
    }
}

/// A desk on which a file is shipped again and again.
struct Shipping {
    desk: Desk,
    source: Vec<u8>,
    /// What an undisturbed run makes, and its digest beside it.
    right: Vec<u8>,
    beside: Vec<u8>,
    part: Part,
    /// States that were judged to the end, a second ship and `verify`: is
    /// there a file, and a digest?
    known: BTreeSet<(bool, bool)>,
}

const SHIP: [&str; 2] = ["ship", "out.sqlite"];
const KEPT: [&str; 5] = [
    "first.txt",
    "late.txt",
    "sms.sqlite",
    "right.sqlite",
    "right.sha256",
];

impl Shipping {
    fn new(part: Part) -> (Shipping, Vec<Call>) {
        let desk = desk();
        let run = Run::of_smsdb(&desk, &SHIP, 0, How::Kill);
        run.outcome.succeeds();
        let read = |name: &str| fs::read(desk.path(name)).unwrap();
        let (right, beside) = (read("out.sqlite"), read("out.sqlite.sha256"));
        desk.write("right.sqlite", &right);
        desk.write("right.sha256", &beside);
        desk.run(&["verify", "sms.sqlite"]).succeeds();
        let shipping = Shipping {
            source: read("sms.sqlite"),
            right,
            beside,
            part,
            known: BTreeSet::new(),
            desk,
        };
        assert_eq!(shipping.names().len(), KEPT.len() + 2);
        (shipping, run.calls)
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.desk.path("")).unwrap();
        let name = |entry: fs::DirEntry| entry.file_name().into_string().unwrap();
        entries.map(|entry| name(entry.unwrap())).collect()
    }

    /// Whether the folder tells the truth. What a killed process leaves under
    /// names of its own is nobody's file; what one leaves that ended by
    /// itself is litter.
    fn judge(&mut self, how: How) -> Result<(), String> {
        let read = |name: &str| fs::read(self.desk.path(name)).ok();
        if read("sms.sqlite").as_ref() != Some(&self.source) {
            return Err("the working file was changed".to_owned());
        }
        let (out, beside) = (read("out.sqlite"), read("out.sqlite.sha256"));
        let length = out.as_ref().map_or(0, Vec::len);
        if out.as_ref().is_some_and(|out| *out != self.right) {
            return Err(format!("a file of {length} bytes that is none"));
        }
        if beside.as_ref().is_some_and(|found| *found != self.beside) {
            return Err("the digest beside it is not its own".to_owned());
        }
        if out.is_some() && beside.is_none() {
            return Err("the file has no digest beside it".to_owned());
        }
        let ours = ["out.sqlite", "out.sqlite.sha256"];
        for name in self.names() {
            let known = KEPT.contains(&&name[..]) || ours.contains(&&name[..]);
            let killed = matches!(how, How::Kill | How::Torn);
            let nobodys = killed && name.starts_with(".smsdb-");
            if !known && !nobodys {
                return Err(format!("{name} is left behind"));
            }
        }
        let state = (out.is_some(), beside.is_some());
        if self.part == Part::Gate && self.known.contains(&state) {
            return Ok(());
        }
        if out.is_none() {
            let again = self.desk.run(&SHIP);
            if again.code != 0 {
                return Err(format!("it cannot be shipped any more: {}", again.err));
            }
            let read = |name: &str| fs::read(self.desk.path(name)).unwrap();
            if (read("out.sqlite"), read("out.sqlite.sha256"))
                != (self.right.clone(), self.beside.clone())
            {
                return Err("shipped again, it is another file".to_owned());
            }
        }
        let verified = self.desk.run(&["verify", "out.sqlite"]);
        if verified.code != 0 || !verified.out.contains("unchanged since it was shipped") {
            return Err(format!("it is not verified: {}", verified.out));
        }
        self.known.insert(state);
        Ok(())
    }
}

fn ship_disturbed_everywhere(part: Part, hows: &[How]) {
    let (mut shipping, calls) = Shipping::new(part);
    let (began, points) = (Instant::now(), part.points(&calls, hows));
    let (mut absent, mut done) = (0, 0);
    for (call, how) in &points {
        clear(&shipping.desk, &KEPT);
        let run = Run::of_smsdb(&shipping.desk, &SHIP, call.number, *how);
        let there = shipping.desk.path("out.sqlite").exists();
        *if there { &mut done } else { &mut absent } += 1;
        let judged = shipping.judge(*how);
        let said = &run.outcome.err;
        assert_eq!(judged, Ok(()), "{how:?} at {call:?}: {said}");
        if matches!(how, How::Full | How::Faulty) {
            let code = run.outcome.code;
            let honest = code == 0 && there || code == 1 && is_error(said);
            assert!(honest, "{how:?} at {call:?} ended with {code}: {said}");
        }
    }
    assert!(absent > 0 && done > 0, "{absent} {done}");
    tell("ship", calls.len(), &points, began);
    eprintln!("  absent after {absent}, whole after {done}");
}

#[test]
fn a_ship_that_is_killed_at_any_call_leaves_the_whole_file_or_none() {
    ship_disturbed_everywhere(Part::Gate, &[How::Kill, How::Torn]);
}

#[test]
fn a_ship_in_which_any_call_fails_says_so_and_leaves_the_whole_file_or_none() {
    ship_disturbed_everywhere(Part::Gate, &[How::Full, How::Faulty]);
}

#[test]
#[ignore = "takes minutes; see the head of the file"]
fn a_ship_disturbed_at_every_single_call_leaves_the_whole_file_or_none() {
    let all = [How::Kill, How::Torn, How::Full, How::Faulty];
    ship_disturbed_everywhere(Part::Everything, &all);
}

/// The negative control: the same bytes with the same digest beside them,
/// but written under their own name.
#[test]
fn a_file_written_under_its_own_name_is_found_to_lie() {
    let (mut shipping, _) = Shipping::new(Part::Gate);
    let copy = ["dd", "bs=64k", "if=right.sqlite", "of=out.sqlite"];
    let prepare = |shipping: &Shipping| {
        clear(&shipping.desk, &KEPT);
        shipping.desk.write("out.sqlite.sha256", &shipping.beside);
    };
    prepare(&shipping);
    let calls = Run::of(&shipping.desk, &copy, 0, How::Kill).calls;
    assert_eq!(shipping.judge(How::Kill), Ok(()), "undisturbed it is right");
    let mut lies = BTreeSet::new();
    let points = Part::Everything.points(&calls, &[How::Kill, How::Torn]);
    for (call, how) in &points {
        prepare(&shipping);
        Run::of(&shipping.desk, &copy, call.number, *how);
        lies.extend(shipping.judge(*how).err());
    }
    eprintln!("control of ship: {} calls, lies: {lies:?}", calls.len());
    assert!(lies.len() > 3, "{lies:?}");
    let half = |lie: &String| lie.ends_with("bytes that is none");
    assert!(lies.iter().all(half), "{lies:?}");
}

/// Every row of every table.
type Rows = BTreeMap<String, Vec<String>>;

fn rows(path: &Path) -> Rows {
    let file = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table'";
    let mut names = file.prepare(sql).unwrap();
    let names = names.query_map([], |row| row.get(0)).unwrap();
    let of_table = |name: &String| -> Vec<String> {
        let mut all = file.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
        let width = all.column_count();
        let row = |row: &rusqlite::Row<'_>| {
            let cells: Result<Vec<Value>, _> = (0..width).map(|at| row.get(at)).collect();
            cells.map(|cells| format!("{cells:?}"))
        };
        let rows = all.query_map([], row).unwrap();
        let mut rows: Vec<String> = rows.map(Result::unwrap).collect();
        rows.sort();
        rows
    };
    let names: Vec<String> = names.map(Result::unwrap).collect();
    let tables = names.into_iter().map(|name| (of_table(&name), name));
    tables.map(|(rows, name)| (name, rows)).collect()
}

/// A desk on which one decision is made again and again.
struct Deciding {
    desk: Desk,
    words: Vec<String>,
    before: Vec<u8>,
    old: Rows,
    new: Rows,
    /// Contents of files that were verified.
    known: BTreeSet<Vec<u8>>,
    part: Part,
}

impl Deciding {
    /// The tables in which the decision is to leave its traces.
    fn new(part: Part, earlier: &[&[&str]], words: &[&str], traces: &[&str]) -> (Deciding, Run) {
        let desk = desk();
        desk.write("third.txt", cut(&sample("2023-2025.txt"), 7..=7));
        for words in earlier {
            desk.run(words).succeeds();
        }
        let file = desk.path("sms.sqlite");
        let (before, old) = (fs::read(&file).unwrap(), rows(&file));
        let run = Run::of_smsdb(&desk, words, 0, How::Kill);
        assert_eq!(run.outcome.code, 0, "{}", run.outcome.err);
        let new = rows(&file);
        for table in traces {
            assert_ne!(old[*table], new[*table], "{table}");
        }
        let deciding = Deciding {
            words: words.iter().map(|&word| word.to_owned()).collect(),
            desk,
            before,
            old,
            new,
            known: BTreeSet::new(),
            part,
        };
        (deciding, run)
    }

    fn disturb(&self, at: usize, how: How) -> Run {
        clear(&self.desk, &TEXTS);
        self.desk.write("sms.sqlite", &self.before);
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        Run::of_smsdb(&self.desk, &words, at, how)
    }

    /// Whether the file holds the decision wholly, or nothing of it, once the
    /// next writing command has opened it. That one has nothing to do.
    fn judge(&mut self) -> Result<bool, String> {
        let next = self.desk.run(&["assign", "first.txt:1", "--undo"]);
        if next.code != 1 || !next.err.contains("no such decision to take back") {
            return Err(format!("it cannot be written any more: {}", next.err));
        }
        for entry in fs::read_dir(self.desk.path(""))
            .unwrap()
            .map(Result::unwrap)
        {
            let name = entry.file_name().into_string().unwrap();
            // A journal without a byte belongs to no transaction.
            let idle = name == "sms.sqlite-journal" && entry.metadata().unwrap().len() == 0;
            if !idle && name != "sms.sqlite" && !TEXTS.contains(&&name[..]) {
                return Err(format!("{name} is left behind"));
            }
        }
        let file = self.desk.path("sms.sqlite");
        let bytes = fs::read(&file).unwrap();
        if self.part == Part::Everything || !self.known.contains(&bytes) {
            let verified = self.desk.run(&["verify", "sms.sqlite"]);
            if verified.code != 0 {
                let failed = verified.out.lines().find(|line| line.contains("FAIL"));
                let why = failed.unwrap_or(&verified.err);
                return Err(format!("it is not verified: {why}"));
            }
            self.known.insert(bytes);
        }
        let found = rows(&file);
        let differs = |rows: &Rows| -> Vec<String> {
            let tables = found.iter().filter(|(name, found)| rows[*name] != **found);
            tables.map(|(name, _)| name.clone()).collect()
        };
        match (differs(&self.old), differs(&self.new)) {
            (old, _) if old.is_empty() => Ok(false),
            (_, new) if new.is_empty() => Ok(true),
            (old, new) => Err(format!("neither old ({old:?}) nor new ({new:?})")),
        }
    }
}

/// Decides, disturbed at every call.
fn decide_disturbed_everywhere(part: Part, earlier: &[&[&str]], words: &[&str], traces: &[&str]) {
    let (mut deciding, run) = Deciding::new(part, earlier, words, traces);
    assert_eq!(deciding.judge(), Ok(true), "undisturbed it is done");
    let told = run.outcome.out.lines().next().unwrap().to_owned();
    let hows = [How::Kill, How::Torn, How::Full, How::Faulty];
    let (began, points) = (Instant::now(), part.points(&run.calls, &hows));
    let (mut old, mut new) = (0, 0);
    for (call, how) in &points {
        let Run { outcome, .. } = deciding.disturb(call.number, *how);
        let said = &outcome.err;
        let done = deciding.judge();
        let done = done.unwrap_or_else(|lie| panic!("{how:?} at {call:?}: {lie}; {said}"));
        *if done { &mut new } else { &mut old } += 1;
        // Whole lines only: the last words may be torn.
        let acknowledged = outcome.code == 0 || outcome.out.contains(&format!("{told}\n"));
        assert!(done || !acknowledged, "{how:?} at {call:?} told: {said}");
        if matches!(how, How::Full | How::Faulty) {
            let honest = outcome.code == 0 || outcome.code == 1 && is_error(said);
            assert!(honest, "{how:?} at {call:?}: {} {said}", outcome.code);
        }
    }
    assert!(old > 0 && new > 0, "{old} {new}");
    tell(&words.join(" "), run.calls.len(), &points, began);
    eprintln!("  old after {old}, new after {new}");
}

const TEXTS: [&str; 3] = ["first.txt", "late.txt", "third.txt"];
const ASSIGN: [&str; 5] = ["assign", "first.txt:3", "2023-10", "--note", "by telephone"];
const WITHDRAW: [&str; 4] = ["withdraw", "late.txt", "--note", "a mistake"];
const UNDO: [&str; 3] = ["withdraw", "late.txt", "--undo"];
const SUPERSEDE: [&str; 5] = [
    "supersede",
    "late.txt:2",
    "first.txt:2",
    "--note",
    "headed Corrected",
];
const IMPORT: [&str; 4] = ["import", "third.txt", "--published", "2024-12-05"];

fn assign(part: Part) {
    decide_disturbed_everywhere(part, &[], &ASSIGN, &["stored_decision", "bulletin"]);
}

fn withdraw(part: Part) {
    decide_disturbed_everywhere(part, &[], &WITHDRAW, &["stored_decision", "document"]);
}

fn undo(part: Part) {
    decide_disturbed_everywhere(part, &[&WITHDRAW], &UNDO, &["stored_decision", "document"]);
}

fn supersede(part: Part) {
    decide_disturbed_everywhere(part, &[], &SUPERSEDE, &["stored_decision"]);
}

fn reread(part: Part) {
    let place = desk().cell(
        "SELECT document || ':' || line_no || ':' || column_no FROM claim
         WHERE document = 'first.txt' ORDER BY line_no, column_no LIMIT 1",
    );
    let words = ["reread", &place, "--as", "none", "--note", "a misprint"];
    decide_disturbed_everywhere(part, &[], &words, &["stored_decision", "number"]);
}

fn import(part: Part) {
    let traces = ["stored_decision", "document", "bulletin", "number"];
    decide_disturbed_everywhere(part, &[], &IMPORT, &traces);
}

#[test]
fn an_assignment_that_is_disturbed_at_any_call_is_made_or_not() {
    assign(Part::Gate);
}

#[test]
fn a_withdrawal_that_is_disturbed_at_any_call_is_made_or_not() {
    withdraw(Part::Gate);
}

#[test]
fn the_way_back_that_is_disturbed_at_any_call_is_gone_or_not() {
    undo(Part::Gate);
}

#[test]
fn a_supersession_that_is_disturbed_at_any_call_is_made_or_not() {
    supersede(Part::Gate);
}

#[test]
fn a_rereading_that_is_disturbed_at_any_call_is_made_or_not() {
    reread(Part::Gate);
}

#[test]
fn an_import_with_a_decision_that_is_disturbed_at_any_call_is_made_or_not() {
    import(Part::Gate);
}

#[test]
#[ignore = "takes minutes; see the head of the file"]
fn decisions_disturbed_at_every_single_call_are_made_or_not() {
    for decide in [assign, withdraw, undo, supersede, reread, import] {
        decide(Part::Everything);
    }
}

/// Nothing stands before the first import, so what is left need not be a file
/// yet. The next import makes it what it would have been, row by row.
fn first_import_killed_everywhere(part: Part) {
    let desk = Desk::new();
    desk.write("third.txt", cut(&sample("2023-2025.txt"), 7..=7));
    let words = &IMPORT[..2];
    let calls = Run::of_smsdb(&desk, words, 0, How::Kill).calls;
    let right = rows(&desk.path("sms.sqlite"));
    let (began, mut points) = (Instant::now(), part.points(&calls, &[How::Kill]));
    points.retain(|(call, _)| {
        part == Part::Everything || !call.writes() || call.number % (ONE_IN / 2) == 0
    });
    for (call, how) in &points {
        clear(&desk, &TEXTS);
        Run::of_smsdb(&desk, words, call.number, *how);
        let again = desk.run(words);
        assert_eq!(again.code, 0, "{how:?} at {call:?}: {}", again.err);
        assert!(
            rows(&desk.path("sms.sqlite")) == right,
            "{how:?} at {call:?}: other rows"
        );
    }
    tell("first import", calls.len(), &points, began);
}

#[test]
fn a_first_import_that_is_killed_at_any_call_is_made_up_for_by_the_next() {
    first_import_killed_everywhere(Part::Gate);
}

#[test]
#[ignore = "takes minutes; see the head of the file"]
fn a_first_import_killed_at_every_single_call_is_made_up_for_by_the_next() {
    first_import_killed_everywhere(Part::Everything);
}

/// Whatever an upgrade was killed at, the next one ends where it would have.
fn upgrade_killed_everywhere(part: Part) {
    let desk = Desk::with(&[("third.txt", &cut(&sample("2023-2025.txt"), 7..=7))]);
    age(&desk);
    let (file, older) = (desk.path("sms.sqlite"), desk.path("older"));
    fs::copy(&file, &older).unwrap();
    let words = ["upgrade"];
    let calls = Run::of_smsdb(&desk, &words, 0, How::Kill).calls;
    let right = rows(&file);
    let (began, mut points) = (Instant::now(), part.points(&calls, &[How::Kill]));
    points.retain(|(call, _)| {
        part == Part::Everything || !call.writes() || call.number % (ONE_IN / 2) == 0
    });
    for (call, how) in &points {
        let _ = fs::remove_file(desk.path("sms.sqlite-journal"));
        let _ = fs::remove_file(desk.path("sms.schema-6.sqlite"));
        fs::copy(&older, &file).unwrap();
        Run::of_smsdb(&desk, &words, call.number, *how);
        let again = desk.run(&words);
        assert_eq!(again.code, 0, "{how:?} at {call:?}: {}", again.err);
        assert!(rows(&file) == right, "{how:?} at {call:?}: other rows");
    }
    tell("upgrade", calls.len(), &points, began);
}

#[test]
fn an_upgrade_that_is_killed_at_any_call_is_made_up_for_by_the_next() {
    upgrade_killed_everywhere(Part::Gate);
}

#[test]
#[ignore = "takes minutes; see the head of the file"]
fn an_upgrade_killed_at_every_single_call_is_made_up_for_by_the_next() {
    upgrade_killed_everywhere(Part::Everything);
}

/// The negative control: without its journal a file that was killed in the
/// middle of a decision is neither old nor new.
#[test]
fn a_decision_without_its_journal_is_found_to_lie() {
    let traces = ["stored_decision", "document"];
    let (mut deciding, run) = Deciding::new(Part::Gate, &[], &WITHDRAW, &traces);
    assert_eq!(deciding.judge(), Ok(true), "undisturbed it is done");
    let mut lies = BTreeSet::new();
    let points = Part::Gate.points(&run.calls, &[How::Kill, How::Torn]);
    for (call, how) in &points {
        deciding.disturb(call.number, *how);
        let _ = fs::remove_file(deciding.desk.path("sms.sqlite-journal"));
        lies.extend(deciding.judge().err());
    }
    eprintln!("control of decisions: {} lies, such as", lies.len());
    for lie in &lies {
        eprintln!("  {}", lie.lines().next().unwrap());
    }
    assert!(!lies.is_empty());
}
