//! SQLite's complaints in plain words, with the name that was meant.

use super::catalog::{Catalogue, pairs};
use crate::sql::{self, Catalog};
use rusqlite::Connection;

/// A complaint about one statement, as SQLite words it and as a person
/// understands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    pub message: String,
    /// In the statement, in bytes.
    pub offset: Option<usize>,
    pub help: Option<String>,
}

/// Columns and tables worth naming first.
const FAMILIAR: [&str; 12] = [
    "series",
    "monthly",
    "claim",
    "bulletin_list",
    "finding",
    "indicator",
    "time_period",
    "month",
    "value",
    "status",
    "name",
    "document",
];

/// The longest part of a message that repeats the SQL, in characters.
const LONGEST: usize = 200;

pub fn explain(
    connection: &Connection,
    sql: &str,
    message: &str,
    offset: Option<usize>,
) -> Complaint {
    let mut complaint = Complaint {
        message: message.chars().take(LONGEST).collect(),
        offset,
        help: None,
    };
    let known = || Catalogue::names(connection);
    let after = |start: &str| message.strip_prefix(start);
    if is_writing(message) {
        complaint.message =
            "only reading is possible here; import and the other commands write".to_owned();
        let help =
            "smsdb import takes texts in; assign, supersede, withdraw and reread record decisions";
        complaint.help = Some(help.to_owned());
    } else if let Some(rest) = after("no such column: ") {
        // SQLite's own hint, for what stands in double quotes.
        let (name, quoted) = match rest.split_once("\" - should this be") {
            Some((name, _)) => (name.trim_start_matches('"'), true),
            None => (rest, false),
        };
        complaint.message = format!("no such column: {name}");
        complaint.help = column(connection, &known(), sql, name, quoted, offset.unwrap_or(0));
    } else if let Some(name) = after("no such table: ") {
        let bare = name.rsplit('.').next().unwrap_or(name);
        complaint.offset = offset.or_else(|| sql::place_of_table(sql, bare));
        complaint.help = Some(table(&known(), sql, bare));
    } else if let Some(name) = after("no such function: ") {
        let functions = known().functions();
        let meant = sql::closest(name, functions.iter().map(String::as_str));
        complaint.help = meant.map(|meant| format!("did you mean {meant}?"));
    } else if let Some(name) = after("ambiguous column name: ") {
        let sources = sql::sources_at(sql, offset.unwrap_or(0));
        let has = |table: &str| {
            known()
                .columns(table)
                .iter()
                .any(|it| it.eq_ignore_ascii_case(name))
        };
        let source = sources.iter().find(|(_, table)| has(table));
        complaint.help =
            source.map(|(alias, _)| format!("say of which table, for instance {alias}.{name}"));
    } else if message == "incomplete input" {
        let (place, help) = sql::missing(sql);
        complaint.message = "the statement is not complete".to_owned();
        complaint.offset = Some(place);
        complaint.help = Some(help);
    } else if after("unrecognized token: ").is_some() {
        if let Some(quote) = sql::unclosed(sql, offset.unwrap_or(0)) {
            complaint.message = format!("nothing closes this {quote}");
            complaint.help =
                (quote == '\'').then(|| "a ' inside a text is written twice: 'it''s'".to_owned());
        }
    } else if message.ends_with(": syntax error") {
        complaint.help = offset.and_then(|offset| sql::syntax_help(sql, offset));
    }
    complaint
}

/// SQLite says "not authorized" of everything that is not reading.
fn is_writing(message: &str) -> bool {
    message.contains("not authorized")
        || message.contains("authorization denied")
        || message.starts_with("cannot modify ")
}

fn column(
    connection: &Connection,
    known: &Catalogue,
    sql: &str,
    name: &str,
    quoted: bool,
    offset: usize,
) -> Option<String> {
    let text = |name: &str| Some(format!("a text stands in single quotes: '{name}'"));
    if let Some(inside) = name.strip_prefix(['“', '”', '‘', '’', '„', '«']) {
        let inside: String = inside
            .chars()
            .take_while(|c| c.is_alphanumeric() || "._-".contains(*c))
            .collect();
        return text(&inside);
    }
    let codes = "SELECT indicator, '' FROM indicator LIMIT 1000";
    if pairs(connection, codes)
        .iter()
        .any(|(code, _)| code == name)
    {
        return text(name);
    }
    let (alias, bare) = match name.rsplit_once('.') {
        Some((alias, bare)) => (Some(alias), bare),
        None => (None, name),
    };
    let sources = sql::columns_at(sql, offset, &|table| known.columns(table));
    let meant = |source: &&(String, Vec<String>)| {
        alias.is_none_or(|alias| source.0.eq_ignore_ascii_case(alias))
    };
    let sources: Vec<&(String, Vec<String>)> = sources.iter().filter(meant).collect();
    let columns = sources.iter().flat_map(|(_, columns)| columns);
    if let Some(meant) = sql::closest(bare, columns.map(String::as_str)) {
        let also = sources
            .iter()
            .find(|(_, columns)| columns.iter().any(|it| it == meant));
        let also = also.and_then(|(source, columns)| {
            some(columns.iter().filter(|it| *it != meant))
                .map(|some| format!(" {source} also has {some}"))
        });
        return Some(format!("did you mean {meant}?{}", also.unwrap_or_default()));
    }
    if quoted {
        return text(name);
    }
    let has = sources
        .iter()
        .find_map(|(source, columns)| Some(format!("{source} has {}", some(columns.iter())?)));
    let elsewhere = match &known.tables_with(bare)[..] {
        [] => match (&has, known.close_column(bare)) {
            (None, Some(meant)) => Some(format!("did you mean {meant}?")),
            _ => None,
        },
        tables => Some(format!(
            "{bare} is a column of {}",
            some(tables.iter().copied())?
        )),
    };
    let words: Vec<String> = elsewhere.into_iter().chain(has).collect();
    (!words.is_empty()).then(|| words.join("; "))
}

fn table(known: &Catalogue, sql: &str, name: &str) -> String {
    let ctes = sql::names_of_with(sql);
    let meant =
        sql::closest(name, ctes.iter().map(String::as_str)).or_else(|| known.close_table(name));
    match meant {
        Some(meant) => format!("did you mean {meant}?"),
        None => match some(known.tables().iter()) {
            Some(some) => format!("there are {some}"),
            None => "the file has no tables".to_owned(),
        },
    }
}

/// A few names, the familiar ones first: `time_period, value, status, …`.
fn some<N: AsRef<str>>(names: impl IntoIterator<Item = N>) -> Option<String> {
    let mut names: Vec<String> = names
        .into_iter()
        .map(|name| name.as_ref().to_owned())
        .collect();
    let place = |name: &String| {
        FAMILIAR
            .iter()
            .position(|known| known == name)
            .unwrap_or(FAMILIAR.len())
    };
    names.sort_by_key(place);
    let more = if names.len() > 3 { ", …" } else { "" };
    let first = names.iter().take(3).map(String::as_str).collect::<Vec<_>>();
    (!first.is_empty()).then(|| first.join(", ") + more)
}
