//! The promises of the shell that need no terminal, each test with the letter
//! of its promise. Scripts run the same session as the prompt.

use super::support::{Desk, Outcome, sample};

fn desk() -> Desk {
    Desk::with(&[("2023-2025.txt", &sample("2023-2025.txt"))])
}

/// What the shell answers to a script.
fn script(desk: &Desk, text: &str) -> Outcome {
    desk.pipe(&["repl"], text)
}

/// What it answers, all well.
#[track_caller]
fn answer(desk: &Desk, text: &str) -> String {
    script(desk, text).succeeds().out
}

#[test]
fn a1_what_a_table_in_a_file_shows_is_everything() {
    let desk = desk();
    let told = script(&desk, ".once all.txt\n.mode table\nselect * from claim;").succeeds();
    assert_eq!(told.err, "written: all.txt\n");
    let table = std::fs::read_to_string(desk.path("all.txt")).unwrap();
    assert!(table.ends_with("(198 rows)\n"), "{table}");
}

#[test]
fn a2_no_rows_still_have_a_header() {
    let desk = desk();
    let none = "select indicator, value from claim where value < 0;";
    for (mode, expected) in [
        ("csv", "indicator,value\n"),
        ("tsv", "indicator\tvalue\n"),
        ("json", "[]\n"),
        ("jsonl", ""),
    ] {
        assert_eq!(
            answer(&desk, &format!(".mode {mode}\n{none}")),
            expected,
            "{mode}"
        );
    }
    let table = answer(&desk, &format!(".mode table\n{none}"));
    assert!(
        table.contains("indicator") && table.ends_with("(0 rows)\n"),
        "{table}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a3_a_write_that_fails_is_an_error() {
    let desk = desk();
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command = desk.command(&["repl"]);
    desk.write("q.sql", "select * from claim;");
    command.stdin(std::fs::File::open(desk.path("q.sql")).unwrap());
    let done = command.stdout(full).output().unwrap();
    assert_eq!(done.status.code(), Some(1));
    let told = String::from_utf8(done.stderr).unwrap();
    assert!(told.contains("cannot write the output"), "{told}");
    script(&desk, ".once --force /dev/full\nselect * from claim;")
        .fails(1, &["cannot write the output"]);
}

#[test]
fn a4_a_parameter_without_value_is_an_error_in_a_script() {
    let desk = desk();
    script(&desk, "select :wanted;").fails(2, &["the parameter :wanted has no value"]);
    script(&desk, ".run series indicator").fails(2, &["indicator is not KEY=VALUE"]);
}

#[test]
fn a5_a_file_that_is_missing_is_an_error_and_is_not_made() {
    let desk = desk();
    for words in [".open nowhere.sqlite", ".read nowhere.sql"] {
        script(&desk, words).fails(if words.contains("open") { 1 } else { 2 }, &["nowhere"]);
        assert!(!desk.path("nowhere.sqlite").exists());
    }
    let empty = Desk::new();
    script(&empty, "select 1;").fails(1, &["sms.sqlite does not exist"]);
    assert!(!empty.path("sms.sqlite").exists());
}

#[test]
fn a6_null_its_name_and_the_empty_text_are_told_apart() {
    let desk = desk();
    for mode in [
        "table", "csv", "tsv", "json", "jsonl", "markdown", "html", "line",
    ] {
        let mut seen: Vec<String> = ["null", "'NULL'", "''"]
            .iter()
            .map(|value| {
                answer(
                    &desk,
                    &format!(".mode {mode}\nselect {value} as a, 1 as b;"),
                )
            })
            .collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 3, "{mode}: {seen:?}");
    }
}

#[test]
fn b1_a_script_stops_at_its_first_error_with_2() {
    let desk = desk();
    let done = script(&desk, "select 1 as a;\n.mode json\nselect nope;\nselect 3;");
    assert_eq!((done.code, done.out.as_str()), (2, "a\n1\n"));
    assert!(done.err.contains("--> query:3:8"), "{}", done.err);
    let done = script(&desk, "select 1 as a;\n.nope\nselect 3;");
    assert_eq!((done.code, done.out.as_str()), (2, "a\n1\n"));
    let done = script(&desk, "select 1 as a; select nope; select 3;");
    assert_eq!((done.code, done.out.as_str()), (2, "a\n1\n"));
    // The same without the word repl, and SQL may have no dot command.
    let done = desk.pipe(&[], ".mode jsonl\nselect 1 as a;");
    assert_eq!((done.code, done.out.as_str()), (0, "{\"a\":1}\n"));
}

#[test]
fn b2_nothing_but_results_is_on_standard_output() {
    let desk = desk();
    let done = script(
        &desk,
        ".mode\n.timer off\n.timer\n.width 90\nselect 1 as a;",
    )
    .succeeds();
    assert_eq!(done.out, "a\n1\n");
    assert!(done.err.contains("timer off"), "{}", done.err);
}

#[test]
fn b3_a_closed_pipe_ends_quietly() {
    let desk = desk();
    let mut child = desk
        .command(&["repl"])
        .stdin(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    let many = "with recursive n(i) as (select 1 union all select i + 1 from n limit 100000)
                select i, 'a text that fills the pipe' from n;";
    std::io::Write::write_all(&mut input, many.as_bytes()).unwrap();
    drop(input);
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    assert_eq!(String::from_utf8(done.stderr).unwrap(), "");
}

#[test]
fn b4_a_pipe_gets_csv_without_colours_and_frames() {
    let desk = desk();
    let mut seen = answer(&desk, "select 1 as a, null as b;");
    assert_eq!(seen, "a,b\n1,\n");
    seen = answer(
        &desk,
        ".mode table\nselect null as b;\n.why decisions 2024-09\n.tables",
    );
    assert!(!seen.contains('\u{1b}') && !seen.contains('│'), "{seen}");
}

#[test]
fn c1_words_without_a_dot_work_and_a_wrong_dot_is_helped() {
    let desk = desk();
    assert!(answer(&desk, "help\n").contains(".why INDICATOR PERIOD"));
    for leave in ["exit", "quit;", ".quit", "QUIT"] {
        assert_eq!(answer(&desk, &format!("{leave}\nselect 1;")), "");
    }
    script(&desk, ".tabels").fails(2, &["there is no command .tabels", "did you mean .tables?"]);
}

#[test]
fn c2_an_empty_line_does_not_end_a_statement() {
    let desk = desk();
    assert_eq!(answer(&desk, "select 1\n\n, 2\n;"), "1,2\n1,2\n");
}

#[test]
fn d1_the_prompt_cannot_change_the_file_and_says_who_can() {
    let desk = desk();
    let before = std::fs::read(desk.path("sms.sqlite")).unwrap();
    for sql in [
        "delete from number;",
        "update number set value = 1;",
        "insert into fact values ('a', 'b');",
        "drop view claim;",
        "create table t (a);",
        "vacuum;",
        "begin; delete from number; commit;",
        "pragma user_version = 3;",
        "reindex;",
    ] {
        let done = script(&desk, sql).fails(2, &["only reading"]);
        for word in ["import", "assign", "supersede"] {
            assert!(done.err.contains(word), "{sql}: {}", done.err);
        }
    }
    assert_eq!(std::fs::read(desk.path("sms.sqlite")).unwrap(), before);
}

#[test]
fn d2_no_other_file_is_reached() {
    let desk = desk();
    for sql in [
        "attach 'other.sqlite' as o;",
        "select load_extension('x');",
        "vacuum into 'other.sqlite';",
        "pragma journal_mode = wal;",
        "pragma temp_store_directory = '/tmp';",
        "select writefile('x', 'y');",
    ] {
        script(&desk, sql).fails(2, &[]);
    }
    let files = std::fs::read_dir(desk.path("")).unwrap().count();
    assert_eq!(files, 2, "the text and the file");
}

#[test]
fn e1_why_and_source_show_the_printed_sentence_or_the_equation() {
    let desk = desk();
    let derived = answer(&desk, ".why decisions 2024-09\n");
    assert!(
        derived.contains("16526 − 9415 − 2378 − 2660 = 2073"),
        "{derived}"
    );
    let printed = answer(&desk, ".source decisions.registration_rules 2024-05\n");
    assert!(printed.contains("124 | "), "{printed}");
    assert!(printed.trim_end().ends_with("^^"), "{printed}");
    script(&desk, ".source decisions 2024-09").fails(1, &[".why decisions 2024-09"]);
}

#[test]
fn e3_check_shows_findings() {
    let desk = desk();
    let shown = answer(&desk, ".check\n");
    assert!(
        shown.starts_with("19 errors and 11 warnings, of 4 causes\n"),
        "{shown}"
    );
    assert_eq!(shown, desk.run(&["check"]).succeeds().out);
}

#[test]
fn e4_numbers_stand_right_and_thousands_are_set_apart_on_request() {
    let desk = desk();
    let sql = "select 'a' as t, 1234567 as n union all select 'bb', 1;";
    let plain = answer(&desk, &format!(".mode table\n{sql}"));
    assert!(
        plain.contains("|       1 |") && plain.contains("| 1234567 |"),
        "{plain}"
    );
    let marked = answer(&desk, &format!(".mode table\n.thousands on\n{sql}"));
    assert!(
        marked.contains("|         1 |") && marked.contains("| 1,234,567 |"),
        "{marked}"
    );
    assert_eq!(
        answer(&desk, &format!(".thousands on\n{sql}")),
        "t,n\na,1234567\nbb,1\n"
    );
}

#[test]
fn e5_adding_overlapping_periods_is_warned_of() {
    let desk = desk();
    let sum = "select sum(value) from series where indicator = 'calls'";
    let done = script(&desk, &format!("{sum};")).succeeds();
    assert!(done.err.contains("warning: "), "{}", done.err);
    assert!(done.err.contains("overlapping"), "{}", done.err);
    let done = script(&desk, &format!("{sum} and months = 1;")).succeeds();
    assert_eq!(done.err, "");
}

#[test]
fn e6_the_glossary_explains_an_indicator() {
    let desk = desk();
    let one = answer(&desk, ".glossary decisions.leave\n");
    for words in [
        "unit",
        "decisions",
        "Cəriməni ödəməklə",
        "10 periods, 2023 to 2024-11",
    ] {
        assert!(one.contains(words), "{words}: {one}");
    }
    assert!(answer(&desk, ".glossary çağrı\n").contains("calls"));
    assert!(answer(&desk, ".glossary ЗВОНКИ\n").contains("calls"));
    assert!(answer(&desk, ".glossary\n").lines().count() > 30);
    script(&desk, ".glossary unicorns").fails(1, &["no indicator speaks of unicorns"]);
}

#[test]
fn f1_marks_are_shown_and_not_obeyed() {
    let text = sample("2023-2025.txt").replacen("During", "\u{202e}During", 1);
    let desk = Desk::with(&[("a\u{1b}[31m.txt", &text)]);
    for words in [
        ".mode table\nselect * from claim limit 3;",
        ".mode line\nselect * from claim limit 3;",
        ".mode markdown\nselect * from claim limit 3;",
        ".mode table\n.documents",
        ".check",
        ".show 1",
        ".mode table\nselect 1 as \"\u{1b}[31m\u{202e}\";",
        ".schema claim",
    ] {
        let shown = answer(&desk, &format!("{words}\n"));
        assert!(!shown.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{words}");
    }
    for words in [
        "select \u{1b}[31m;",
        ".foo\u{1b}[31m",
        ".open \u{202e}x",
        ".run \u{1b}x",
    ] {
        let told = script(&desk, words).err;
        assert!(!told.contains(['\u{1b}', '\u{202e}']), "{told:?}");
    }
}

#[test]
fn f2_csv_is_exact_unless_a_spreadsheet_is_meant() {
    let desk = desk();
    let sql = "select '=1+1' as formula, -5 as number;";
    assert_eq!(answer(&desk, sql), "formula,number\n=1+1,-5\n");
    script(&desk, &format!(".once --spreadsheet-safe safe.csv\n{sql}")).succeeds();
    let safe = std::fs::read_to_string(desk.path("safe.csv")).unwrap();
    assert_eq!(safe, "formula,number\n'=1+1,-5\n");
}

#[test]
fn results_go_to_files_that_appear_when_they_are_complete() {
    let desk = desk();
    let done = script(
        &desk,
        ".output all.csv\nselect 1 as a;\nselect 2 as b;\n.output\nselect 3 as c;",
    )
    .succeeds();
    assert_eq!(done.out, "c\n3\n");
    let all = std::fs::read_to_string(desk.path("all.csv")).unwrap();
    assert_eq!(all, "a\n1\n\nb\n2\n");
    script(&desk, ".once all.csv\nselect 4;").fails(2, &["all.csv exists"]);
    script(&desk, ".once --force all.json\nselect 4 as d;").succeeds();
    let json = std::fs::read_to_string(desk.path("all.json")).unwrap();
    assert_eq!(json.split_whitespace().collect::<String>(), "[{\"d\":4}]");
    // A statement that fails leaves nothing behind.
    script(&desk, ".once bad.csv\nselect nope;").fails(2, &["no such column"]);
    assert!(!desk.path("bad.csv").exists());
    script(&desk, ".output bad.csv\nselect 1;\nselect nope;").fails(2, &["not written: bad.csv"]);
    assert!(!desk.path("bad.csv").exists());
    // Leaving completes what was begun.
    script(&desk, ".output end.csv\nselect 5 as e;\n.quit").succeeds();
    assert_eq!(
        std::fs::read_to_string(desk.path("end.csv")).unwrap(),
        "e\n5\n"
    );
}

#[test]
fn the_ending_of_a_file_names_its_format_whatever_the_mode() {
    let desk = desk();
    script(
        &desk,
        ".mode table\n.once a.csv\nselect 1 as a;\n.mode csv\n.once b.json\nselect 1 as a;",
    )
    .succeeds();
    assert_eq!(
        std::fs::read_to_string(desk.path("a.csv")).unwrap(),
        "a\n1\n"
    );
    assert!(
        std::fs::read_to_string(desk.path("b.json"))
            .unwrap()
            .starts_with('[')
    );
    script(&desk, ".once c.xlsx\n.why decisions 2024-09").fails(2, &["c.xlsx is for rows"]);
    assert!(!desk.path("c.xlsx").exists());
    assert_eq!(
        answer(&desk, ".mode json\n.mode auto\nselect 1 as a;"),
        "a\n1\n"
    );
}

#[test]
fn a_file_is_neither_made_nor_overwritten_without_a_whole_result() {
    let desk = desk();
    desk.write("precious.csv", "gold");
    let told = script(&desk, ".once --force precious.csv").succeeds();
    assert_eq!(told.err, "not written: precious.csv\n");
    let broken = "select abs(column1) from (values (1), (-9223372036854775808));";
    script(&desk, &format!(".output --force precious.csv\n{broken}"))
        .fails(2, &["not written: precious.csv", "integer overflow"]);
    assert_eq!(
        std::fs::read_to_string(desk.path("precious.csv")).unwrap(),
        "gold"
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_with_a_name_is_written_to_and_never_waited_for() {
    let desk = desk();
    let made = std::process::Command::new("mkfifo")
        .arg(desk.path("pipe"))
        .status();
    assert!(made.unwrap().success());
    let mut reader = std::process::Command::new("cat");
    let reader = reader
        .arg(desk.path("pipe"))
        .stdout(std::process::Stdio::piped());
    let reader = reader.spawn().unwrap();
    desk.run(&["query", "select 1 as a", "--output", "pipe", "--force"])
        .succeeds();
    let read = reader.wait_with_output().unwrap().stdout;
    assert_eq!(read, b"a\n1\n");
}

#[test]
fn nobody_is_kept_from_writing_by_an_open_transaction() {
    let desk = desk();
    for sql in ["begin;", "savepoint a;", "begin immediate;"] {
        script(&desk, sql).fails(2, &["only reading"]);
    }
}

#[test]
fn a_strangers_file_has_a_second_for_each_statement() {
    let desk = desk();
    let endless = "select 1 as a;\n.timer off\nwith recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n;";
    let done = desk
        .pipe(&["repl", "--foreign"], endless)
        .fails(124, &["time limit"]);
    assert_eq!(done.out.trim_end(), "a\n1");
}

#[test]
fn a_parameter_without_a_name_cannot_be_answered() {
    let desk = desk();
    script(&desk, "select ?, ?;").fails(2, &["the parameter ? has no value"]);
}

#[test]
fn one_result_formats_refuse_a_second_result() {
    let desk = desk();
    script(&desk, ".output one.json\nselect 1;\n.timer off\nselect 2;")
        .fails(2, &["one.json holds one result"]);
    script(&desk, ".mode json\nselect 1; select 2;").fails(2, &["2 statements return rows"]);
    script(&desk, ".mode json\nselect 1;\n.timer off\nselect 2;")
        .fails(2, &["json holds one result"]);
}

#[test]
fn read_runs_a_file_and_names_its_lines() {
    let desk = desk();
    desk.write("q.sql", "-- first\n.mode jsonl\nselect 1 as a;\n");
    assert_eq!(
        answer(&desk, ".read q.sql\nselect 2 as b;"),
        "{\"a\":1}\n\n{\"b\":2}\n"
    );
    desk.write("self.sql", ".read self.sql\n");
    script(&desk, ".read self.sql").fails(2, &["reads itself"]);
}

#[test]
fn another_file_is_opened_and_a_bad_one_keeps_the_first() {
    let desk = desk();
    let other = Desk::with(&[("other.txt", &sample("faults.txt"))]);
    std::fs::copy(other.path("sms.sqlite"), desk.path("other.sqlite")).unwrap();
    let names = answer(
        &desk,
        ".open other.sqlite\nselect document from bulletin_list limit 1;",
    );
    assert_eq!(names, "document\nother.txt\n");
    desk.write("text.sqlite", "no database at all, only words and words");
    script(&desk, ".open text.sqlite").fails(1, &["is not an smsdb file"]);
}

#[test]
fn every_dot_command_has_help_and_its_example_runs() {
    let desk = desk();
    let list = answer(&desk, ".help\n");
    for line in list.lines() {
        for word in line
            .split_whitespace()
            .filter(|word| word.starts_with('.') && word.len() > 1)
        {
            let help = answer(&desk, &format!(".help {word}\n"));
            assert!(help.contains("for instance"), "{help}");
        }
    }
}

#[test]
fn schema_shows_a_definition_with_what_its_columns_mean() {
    let desk = desk();
    let shown = answer(&desk, ".schema series\n");
    assert!(shown.starts_with("CREATE VIEW series"), "{shown}");
    assert!(shown.contains("\n  value_min"), "{shown}");
    script(&desk, ".schema serie").fails(2, &["there is no table or view serie", "series"]);
}

#[test]
fn a_time_limit_holds_for_each_statement() {
    let desk = desk();
    let endless =
        "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n;";
    script(&desk, &format!(".timeout 0.2\nselect 1;\n{endless}")).fails(124, &["time limit"]);
    desk.pipe(&["--timeout", "0.2", "repl"], endless)
        .fails(124, &["time limit"]);
    desk.pipe(&["--timeout", "0.2"], endless)
        .fails(124, &["time limit"]);
}

#[test]
fn f3_azerbaijani_letters_have_their_width_and_are_found_in_any_case() {
    let text = sample("2023-2025.txt") + "\nYAŞAMA İCAZƏSİ VƏ QƏRARI\n";
    let desk = Desk::with(&[("a.txt", &text)]);
    for word in ["icazəsi", "İCAZƏSİ", "qərarı", "yaşama"] {
        let found = answer(&desk, &format!(".run search text={word}\n"));
        assert!(found.contains("QƏRARI"), "{word}: {found}");
    }
    // The dotless i is another letter.
    let found = answer(&desk, ".run search text=icazəsı\n");
    assert!(!found.contains("QƏRARI"), "{found}");
    let table = answer(&desk, ".mode table\nselect 'Əlcəzair' as ölkə, 'şı' as b;");
    let widths: Vec<usize> = table
        .lines()
        .take(5)
        .map(|line| line.chars().count())
        .collect();
    assert!(widths.iter().all(|width| *width == widths[0]), "{table}");
}
