//! Saved queries: where they come from, what they take, what a search finds.

use crate::support::{Desk, sample};
use rusqlite::Connection;
use smsdb::cmd::{check_one, offered};
use smsdb::saved::{Kind, SavedQuery, embedded};
use smsdb::stop::Stop;
use smsdb::store::Store;

fn desk() -> Desk {
    Desk::with(&[("a.txt", &sample("2023-2025.txt"))])
}

/// A desk whose file holds a query that this program does not.
fn desk_with_query(name: &str, title: &str, sql: &str) -> Desk {
    let desk = desk();
    put(&desk, name, title, sql);
    desk
}

fn put(desk: &Desk, name: &str, title: &str, sql: &str) {
    let connection = Connection::open(desk.path("sms.sqlite")).unwrap();
    let insert = "INSERT OR REPLACE INTO stored_query VALUES (?1, ?2, '', ?3)";
    connection.execute(insert, [name, title, sql]).unwrap();
}

fn listed(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let out = desk.run(&[&["queries"], arguments].concat()).succeeds().out;
    out.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn every_query_of_the_program_offers_its_values_and_takes_its_default() {
    let desk = desk();
    let store = Store::ask(&desk.path("sms.sqlite"), false, &Stop::default(), None).unwrap();
    for query in embedded() {
        for parameter in &query.parameters {
            let shown = format!("{} of {}", parameter.name, query.name);
            let choices = offered(parameter, &store).unwrap();
            // No document of the sample has a day of publication.
            let free = matches!(parameter.kind, Kind::Text | Kind::Number | Kind::Date);
            let any = parameter.values.is_none() && free;
            assert_eq!(choices.is_empty(), any, "{shown}");
            let default = parameter.default.clone().unwrap();
            if !default.is_empty() {
                assert_eq!(
                    check_one(parameter, &default, &store).unwrap(),
                    default,
                    "{shown}"
                );
                assert!(query.sql.contains(&format!("'{default}'")), "{shown}");
            }
            for choice in choices {
                check_one(parameter, &choice.value, &store).unwrap();
                let told = matches!(parameter.kind, Kind::Text) || !choice.meaning.is_empty();
                assert!(told, "{} for {shown}", choice.value);
            }
        }
    }
}

#[test]
fn the_file_carries_titles_types_and_allowed_values() {
    let desk = desk();
    let connection = Connection::open(desk.path("sms.sqlite")).unwrap();
    for query in embedded() {
        let sql = "SELECT title, parameters, sql FROM saved_query WHERE name = ?1";
        let (title, parameters, sql): (String, String, String) = connection
            .query_row(sql, [&query.name], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .unwrap();
        assert_eq!((&title, parameters), (&query.title, query.signature()));
        // sqlite3 FILE "$SQL" would take it for an option.
        assert!(!sql.starts_with('-'), "{sql}");
        assert_eq!(SavedQuery::parse(&query.name, sql.trim()).unwrap(), query);
    }
}

#[test]
fn a_value_that_is_not_allowed_is_named_with_the_closest_one() {
    let desk = desk();
    for (arguments, words) in [
        (
            &["series", "indicator=desicions"][..],
            &[
                "indicator=desicions: no such indicator",
                "did you mean decisions? it is one of",
                "which smsdb query",
            ][..],
        ),
        (
            &["findings", "severity=eror"],
            &[
                "severity=eror: not one of the allowed values",
                "did you mean error? it is one of error, warning, info",
            ],
        ),
        (
            &["unlisted", "indicator=calls"],
            &["indicator=calls: not one of the allowed values"],
        ),
        (
            &["series", "from=2024-1"],
            &[
                "from=2024-1: no month",
                "2024-01",
                "the file has 2023-01 to 2024-11",
            ],
        ),
        (&["series", "to=2024"], &["to=2024: no month"]),
        (
            &["mix", "period=2024-13"],
            &["period=2024-13: no time period", "2024-01-01/P9M"],
        ),
        (
            &["where-is", "value=12.5"],
            &["value=12.5: no whole number"],
        ),
        (
            &["series", "indicator=calls", "indicator=calls"],
            &["indicator is given twice"],
        ),
    ] {
        desk.run(&[&["run"], arguments].concat()).fails(2, words);
    }
}

#[test]
fn a_month_that_no_bulletin_covers_gives_no_rows() {
    let desk = desk();
    let out = desk.run(&["run", "monthly", "from=2031-01"]).succeeds().out;
    assert_eq!(out, "month,value,value_min,value_max,origin\n");
}

#[test]
fn an_empty_value_means_the_default() {
    let desk = desk();
    for query in embedded() {
        let values: Vec<String> = query
            .parameters
            .iter()
            .map(|it| format!("{}=", it.name))
            .collect();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let empty = desk
            .run(&[&["run", &query.name], &values[..]].concat())
            .succeeds()
            .out;
        assert_eq!(
            empty,
            desk.run(&["run", &query.name]).succeeds().out,
            "{}",
            query.name
        );
    }
}

#[test]
fn a_parameter_without_a_default_must_be_given() {
    let desk = desk();
    desk.write("own/big.sql", "-- param number least: how many\nSELECT count(*) AS n FROM claim WHERE value >= CAST(:least AS INTEGER)");
    desk.run(&["run", "big"])
        .fails(2, &["big needs least= (how many)"]);
    desk.run(&["run", "big", "least="])
        .fails(2, &["big needs least="]);
    let out = desk.run(&["run", "big", "least=58,038"]).succeeds().out;
    let sql = "SELECT count(*) FROM claim WHERE value >= 58038";
    assert_eq!(out, format!("n\n{}\n", desk.cell(sql)));
}

#[test]
fn the_default_of_a_head_is_taken_where_the_sql_has_none() {
    let desk = desk();
    desk.write(
        "own/first.sql",
        "-- param number rows=2:\nSELECT month FROM coverage LIMIT :rows",
    );
    let lines = |values: &[&str]| {
        let out = desk
            .run(&[&["run", "first"], values].concat())
            .succeeds()
            .out;
        out.lines().count() - 1
    };
    assert_eq!(
        (lines(&[]), lines(&["rows="]), lines(&["rows=5"])),
        (2, 2, 5)
    );
}

#[test]
fn a_persons_own_queries_go_first_and_the_others_stay_in_reach() {
    let desk = desk_with_query("series", "Theirs", "SELECT 'theirs' AS whose");
    desk.write(
        "own/series.sql",
        "-- title: Mine\nSELECT 'mine' AS whose;\n",
    );
    let rows = listed(&desk, &[]);
    for row in [
        "series,\"\",Mine,yours",
        "smsdb/series,indicator=decisions from= to=,",
        "file/series,\"\",Theirs,file",
    ] {
        assert!(
            rows.iter().any(|listed| listed.starts_with(row)),
            "{rows:#?}"
        );
    }
    for (name, out) in [
        ("series", "whose\nmine\n"),
        ("yours/series", "whose\nmine\n"),
        ("file/series", "whose\ntheirs\n"),
    ] {
        assert_eq!(desk.run(&["run", name]).succeeds().out, out);
    }
    let out = desk.run(&["run", "smsdb/series"]).succeeds().out;
    assert!(out.starts_with("time_period,"), "{out}");
    desk.run(&["run", "file/monthly"])
        .fails(2, &["no saved query file/monthly"]);
}

#[test]
fn a_query_that_came_in_a_file_is_read_by_its_head() {
    let text = "\n-- param code indicator=calls: an indicator\nSELECT count(*) AS n FROM series WHERE indicator = :indicator";
    let desk = desk_with_query("counted", "How many periods", text);
    put(&desk, "old", "Of another time", "SELECT :when");
    let outcome = desk.run(&["queries"]).succeeds();
    assert!(
        outcome
            .out
            .contains("\ncounted,indicator=calls,How many periods,file\n"),
        "{}",
        outcome.out
    );
    assert!(
        outcome
            .err
            .contains("not listed: file/old:1: :when is not described"),
        "{}",
        outcome.err
    );
    desk.run(&["run", "old"])
        .fails(2, &["file/old:1: :when is not described"]);
    desk.run(&["run", "counted", "indicator=cals"])
        .fails(2, &["did you mean calls?"]);
    desk.run(&["run", "countd"])
        .fails(2, &["did you mean counted?"]);
    assert_ne!(desk.run(&["run", "counted"]).succeeds().out, "n\n0\n");
}

#[test]
fn queries_of_a_file_of_somebody_else_are_listed_and_not_run_by_name() {
    let desk = desk_with_query("theirs", "Look here", "SELECT 1 AS one");
    let rows = listed(&desk, &["--foreign"]);
    assert!(
        rows.contains(&"theirs,\"\",Look here,file".to_owned()),
        "{rows:#?}"
    );
    for name in ["theirs", "file/theirs"] {
        desk.run(&["run", "--foreign", name])
            .fails(2, &["theirs came with the file", "saved_query"]);
    }
    desk.run(&["run", "--foreign", "ledger"]).succeeds();
    assert_eq!(desk.run(&["run", "theirs"]).succeeds().out, "one\n1\n");
}

#[test]
fn queries_are_listed_without_a_file_and_beside_a_damaged_one() {
    let desk = Desk::new();
    let without = listed(&desk, &[]);
    assert_eq!(without.len(), embedded().len());
    desk.write("sms.sqlite", "no file of figures");
    let outcome = desk.run(&["queries"]).succeeds();
    assert_eq!(outcome.out.lines().skip(1).collect::<Vec<_>>(), without);
    assert!(
        outcome.err.contains("queries of the file are not listed"),
        "{}",
        outcome.err
    );
}

#[test]
fn a_broken_query_says_where_and_does_not_stop_the_others() {
    let desk = desk();
    desk.write("own/good.sql", "SELECT 1 AS one");
    desk.write("own/.hidden.sql", "no query");
    desk.write("own/notes.txt", "no query");
    desk.write("own/folder.sql/x", "");
    desk.write("own/bytes.sql", b"-- title: x\nSELECT '\xff'");
    let faults = [
        ("empty", "-- title: x\n", ":1: there is no SQL"),
        (
            "type",
            "-- param mnth from=: x\nSELECT :from",
            ":1: no type mnth; a parameter is a text, code,",
        ),
        (
            "twice",
            "-- param a: x\n-- param a: x\nSELECT :a",
            ":2: a is described twice",
        ),
        (
            "more",
            "-- param a: x\nSELECT 1",
            ":1: a is described, but :a is not in the SQL",
        ),
        ("less", "-- title: x\nSELECT :a", ":2: :a is not described"),
        (
            "two",
            "SELECT 1;\nSELECT 2;",
            ":2: a second statement begins",
        ),
        // A query of the program is not run in its place.
        (
            "series",
            "SELECT 1; SELECT 2",
            ":1: a second statement begins",
        ),
    ];
    for (name, text, _) in faults {
        desk.write(&format!("own/{name}.sql"), text);
    }
    let outcome = desk.run(&["queries"]).succeeds();
    assert!(
        outcome.out.contains("\ngood,\"\",\"\",yours\n"),
        "{}",
        outcome.out
    );
    assert!(outcome.out.contains("\nsmsdb/series,"), "{}", outcome.out);
    for words in [
        "bytes.sql:2: not valid UTF-8",
        "folder.sql: no regular file",
    ] {
        assert!(outcome.err.contains(words), "{}", outcome.err);
    }
    assert_eq!(
        outcome.err.lines().count(),
        faults.len() + 2,
        "{}",
        outcome.err
    );
    for (name, _, words) in faults {
        let words = format!("own/{name}.sql{words}");
        assert!(outcome.err.contains(&words), "{words}: {}", outcome.err);
        desk.run(&["run", name]).fails(2, &[&words]);
    }
    desk.run(&["run", "good"]).succeeds();
}

#[test]
fn wrong_sql_in_a_persons_query_is_shown_with_a_caret() {
    let desk = desk();
    desk.write("own/wrong.sql", "-- title: x\nSELECT valu FROM series");
    desk.run(&["run", "wrong"]).fails(
        2,
        &[
            "no such column: valu",
            "2 | SELECT valu",
            "did you mean value?",
        ],
    );
    desk.write(
        "own/list.sql",
        "-- param a: x\n-- values a: SELECT x FROM nowhere\nSELECT :a",
    );
    desk.run(&["run", "list", "a=1"]).fails(
        2,
        &["the values of a cannot be listed: no such table: nowhere"],
    );
}

#[test]
fn the_own_folder_is_in_the_configuration_folder_unless_named() {
    let desk = desk();
    desk.write(
        "config/smsdb/queries/mine.sql",
        "SELECT 'in the folder' AS place",
    );
    let mut command = desk.command(&["run", "mine"]);
    command.env_remove("SMSDB_QUERIES");
    let output = command
        .env("XDG_CONFIG_HOME", desk.path("config"))
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "place\nin the folder\n"
    );
}

#[test]
fn the_query_of_the_readme_runs() {
    let readme = include_str!("../../README.md");
    let text = readme
        .split("```sql\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let desk = desk();
    desk.write("own/readme.sql", text);
    let out = desk
        .run(&["run", "readme", "severity=error"])
        .succeeds()
        .out;
    assert!(out.lines().count() > 1, "{out}");
}

/// The lines of a text in which a search finds a word.
fn found(desk: &Desk, word: &str) -> Vec<usize> {
    let out = desk
        .run(&["run", "search", &format!("text={word}")])
        .succeeds()
        .out;
    let mut rows = csv::Reader::from_reader(out.as_bytes());
    let line = |row: csv::StringRecord| row[1].parse().unwrap();
    rows.records().map(|row| line(row.unwrap())).collect()
}

#[test]
fn a_search_folds_capitals_as_each_language_does() {
    let lines = [
        "İCAZƏ",               // 1
        "icazə İcazə",         // 2
        "Qərar QƏRARI qərarı", // 3
        "ISI",                 // 4
        "ısı",                 // 5
        "isi İSİ",             // 6
        "ŞÜURLU ÖĞÇ",          // 7
        "Граждан ЁЛКА",        // 8
        "граждан ёлка",        // 9
        "100% a_b [x] it's é", // 10
        "100 x a-b É",         // 11
    ];
    let bulletin = sample("2023-2025.txt");
    let bulletin = bulletin.split("\n\n").next().unwrap();
    let desk = Desk::with(&[("a.txt", &format!("{}\n{bulletin}", lines.join("\n")))]);
    for (word, expected) in [
        ("icazə", &[1, 2][..]),
        ("İCAZƏ", &[1, 2]),
        ("qərarı", &[3]),
        ("QƏRARI", &[3]),
        ("QƏRAR", &[3]),
        // A capital I is either letter; ı and i are never each other.
        ("isi", &[4, 6]),
        ("ısı", &[4, 5]),
        ("ISI", &[4, 5, 6]),
        ("İSİ", &[4, 6]),
        ("şüurlu öğç", &[7]),
        ("ŞÜURLU", &[7]),
        ("граждан", &[8, 9]),
        ("ГРАЖДАН", &[8, 9]),
        ("ёлка", &[8, 9]),
        ("елка", &[]),
        ("%", &[10]),
        ("a_b", &[10]),
        ("[x]", &[10]),
        ("it's", &[10]),
        // No capital that is not in the list is folded, in any reader.
        ("É", &[11]),
        ("100", &[10, 11]),
        ("nowhere", &[]),
    ] {
        assert_eq!(found(&desk, word), expected, "{word}");
    }
}

#[test]
fn a_search_names_document_place_and_period() {
    let desk = desk();
    let out = desk
        .run(&["run", "search", "text=CALL CENTER"])
        .succeeds()
        .out;
    let row = "a.txt,30,58,2024-11,";
    assert!(out.contains(row), "{out}");
    assert!(
        desk.run(&["run", "search"])
            .succeeds()
            .out
            .contains("permit")
    );
    desk.run(&["withdraw", "a.txt", "--note", "x"]).succeeds();
    assert_eq!(found(&desk, "call"), [] as [usize; 0]);
}
