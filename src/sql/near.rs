//! What was probably meant: the closest of some names, and the words of help
//! for a text that is no SQL.

use super::keyword;
use super::lexer::{Kind, tokens};
use super::scope::Outline;

/// The name closest to a wrong one, if it is close; else the shortest that
/// contains it. Case does not matter.
pub fn closest<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wrong = wrong.to_lowercase();
    let length = wrong.chars().count();
    let names: Vec<(&str, String)> = names
        .into_iter()
        .map(|name| (name, name.to_lowercase()))
        .collect();
    let distance = |low: &str| strsim::damerau_levenshtein(&wrong, low);
    let near = |distance: usize| distance <= (length / 3).max(1) && distance < length;
    // Of two equally close names the one that was not typed to its end.
    let close = names
        .iter()
        .map(|(name, low)| (distance(low), !low.starts_with(&wrong), *name))
        .min_by_key(|(distance, other, _)| (*distance, *other));
    if let Some((_, _, name)) = close.filter(|(distance, _, _)| near(*distance)) {
        return Some(name);
    }
    let containing = names
        .iter()
        .filter(|(_, low)| length >= 4 && low.contains(&wrong));
    containing
        .map(|(name, _)| *name)
        .min_by_key(|name| name.len())
}

/// Commands of smsdb, and whether the shell has them with a dot.
const COMMANDS: [(&str, bool); 20] = [
    ("import", false),
    ("query", false),
    ("run", true),
    ("queries", true),
    ("check", true),
    ("documents", true),
    ("show", true),
    ("why", true),
    ("unread", false),
    ("assign", false),
    ("supersede", false),
    ("withdraw", false),
    ("reread", false),
    ("teach", false),
    ("ship", false),
    ("verify", false),
    ("diff", false),
    ("upgrade", false),
    ("glossary", true),
    ("schema", true),
];
/// Words that a statement begins with.
const FIRST: [&str; 4] = ["EXPLAIN", "SELECT", "VALUES", "WITH"];
/// Keywords that nobody means who reads.
const WRITING: [&str; 34] = [
    "ADD",
    "ALTER",
    "ATTACH",
    "AUTOINCREMENT",
    "BEGIN",
    "COMMIT",
    "CONSTRAINT",
    "CREATE",
    "DEFAULT",
    "DEFERRABLE",
    "DELETE",
    "DETACH",
    "DROP",
    "FOREIGN",
    "INDEX",
    "INDEXED",
    "INSERT",
    "INTO",
    "NOTHING",
    "PLAN",
    "PRAGMA",
    "PRIMARY",
    "QUERY",
    "REFERENCES",
    "REGEXP",
    "RETURNING",
    "ROLLBACK",
    "SET",
    "TABLE",
    "TO",
    "TRANSACTION",
    "UNIQUE",
    "UPDATE",
    "VACUUM",
];

/// Help for a statement in which SQLite does not understand the token at
/// `offset`.
pub fn syntax_help(sql: &str, offset: usize) -> Option<String> {
    let outline = Outline::of(sql);
    let at = outline.tokens.partition_point(|token| token.start < offset);
    let word = outline.word(at);
    if at == 0 {
        return first_word(word);
    }
    let before = outline.word(at - 1);
    let adjacent = outline.tokens[at - 1].end == offset;
    if adjacent && outline.kind(at - 1) == Some(Kind::String) {
        return Some("a ' inside a text is written twice: 'it''s'".to_owned());
    }
    if before == "," && outline.kind(at) == Some(Kind::Keyword) {
        return Some(format!("take away the comma before {word}"));
    }
    let begins_clause = ["select", "from", "where", "group", "order", "limit"];
    if begins_clause.iter().any(|it| outline.is(at, it)) {
        let lacks = match open(&outline, at) {
            (Some(_), _) => Some("a )"),
            (None, Some(_)) => Some("END"),
            _ => None,
        };
        if let Some(lacks) = lacks {
            return Some(format!("{lacks} is missing before {word}"));
        }
    }
    if word == "&" {
        return Some("write AND".to_owned());
    }
    // An alias took the place of the word that was meant: `value form series`.
    let suspects = [at, at - 1]
        .into_iter()
        .filter(|at| outline.kind(*at) == Some(Kind::Name));
    let words = suspects.map(|at| outline.word(at));
    let meant = words
        .into_iter()
        .find_map(|word| Some((word, close_keyword(word)?)));
    meant.map(|(wrong, meant)| {
        let instead = if wrong == word {
            String::new()
        } else {
            format!(" instead of {wrong}")
        };
        format!("did you mean {}{instead}?", cased(meant, wrong))
    })
}

fn first_word(word: &str) -> Option<String> {
    if word == "." {
        return Some(
            "commands with a dot are those of the shell; smsdb --help lists the others".to_owned(),
        );
    }
    let command = COMMANDS
        .iter()
        .find(|(name, _)| word.eq_ignore_ascii_case(name));
    if let Some((name, in_shell)) = command {
        let write = if *in_shell {
            format!("write .{name} in the shell")
        } else {
            format!("leave the shell and write smsdb {name}")
        };
        return Some(format!("{name} is a command of smsdb, not SQL; {write}"));
    }
    closest(word, FIRST).map(|meant| format!("did you mean {}?", cased(meant, word)))
}

fn close_keyword(word: &str) -> Option<&'static str> {
    let meant = keyword::all().filter(|word| !WRITING.contains(word));
    let length = word.chars().count();
    let found = closest(word, meant)?;
    let distance = strsim::damerau_levenshtein(&word.to_uppercase(), found);
    // Of short words most are close to another one.
    (length > 2 && distance <= 1 + usize::from(length > 4)).then_some(found)
}

fn cased(keyword: &str, like: &str) -> String {
    if like.starts_with(char::is_lowercase) {
        keyword.to_lowercase()
    } else {
        keyword.to_owned()
    }
}

/// What a statement lacks that ends too early: the place, in bytes, and help.
pub fn missing(sql: &str) -> (usize, String) {
    let outline = Outline::of(sql);
    let (bracket, case) = open(&outline, outline.tokens.len());
    let last = outline.tokens.len().saturating_sub(1);
    let start = outline.tokens.last().map_or(0, |token| token.start);
    let open_end = matches!(outline.kind(last), Some(Kind::Keyword)) && !outline.is(last, "end")
        || matches!(outline.kind(last), Some(Kind::Symbol))
            && !matches!(outline.word(last), ")" | "*");
    match (bracket, case) {
        (Some(bracket), _) if !open_end || bracket == start => {
            (bracket, "nothing closes this (".to_owned())
        }
        (None, Some(case)) if !open_end => (case, "END is missing for this CASE".to_owned()),
        _ => (
            start,
            format!("something must follow {}", outline.word(last)),
        ),
    }
}

/// The innermost bracket and the innermost CASE that nothing among the first
/// tokens closes, by their bytes.
fn open(outline: &Outline<'_>, tokens: usize) -> (Option<usize>, Option<usize>) {
    let (mut brackets, mut cases) = (Vec::new(), Vec::new());
    for (at, token) in outline.tokens.iter().take(tokens).enumerate() {
        match outline.word(at) {
            "(" => brackets.push(token.start),
            ")" => _ = brackets.pop(),
            _ if outline.is(at, "case") => cases.push(token.start),
            _ if outline.is(at, "end") => _ = cases.pop(),
            _ => {}
        }
    }
    (brackets.pop(), cases.pop())
}

/// What a string or a quoted name that nothing closes begins with, by its
/// place.
pub fn unclosed(sql: &str, offset: usize) -> Option<char> {
    let tokens = tokens(sql);
    let token = tokens
        .iter()
        .find(|token| token.start == offset && !token.finished)?;
    token.text(sql).chars().find(|char| !char.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_name_is_close() {
        let names = ["indicator", "time_period", "value", "decisions.leave"];
        for (wrong, meant) in [
            ("indicater", Some("indicator")),
            ("VALEU", Some("value")),
            ("period", Some("time_period")),
            ("leave", Some("decisions.leave")),
            ("x", None),
            ("", None),
            ("something", None),
        ] {
            assert_eq!(closest(wrong, names), meant, "{wrong}");
        }
    }

    #[test]
    fn the_word_that_was_meant_is_found() {
        for (sql, offset, help) in [
            ("selct 1", 0, "did you mean select?"),
            ("SELCT 1", 0, "did you mean SELECT?"),
            (
                "select value form series",
                18,
                "did you mean from instead of form?",
            ),
            (
                "select * from series wher a",
                26,
                "did you mean where instead of wher?",
            ),
            (
                "select * from series grop by a",
                26,
                "did you mean group instead of grop?",
            ),
            (
                "select * from series where a ilike 'x'",
                29,
                "did you mean like?",
            ),
            (
                "select a, from series",
                10,
                "take away the comma before from",
            ),
            (
                "select 'Azerbaijan's'",
                19,
                "a ' inside a text is written twice: 'it''s'",
            ),
            (
                "check",
                0,
                "check is a command of smsdb, not SQL; write .check in the shell",
            ),
            (
                "import a.txt",
                0,
                "import is a command of smsdb, not SQL; leave the shell and write smsdb import",
            ),
        ] {
            assert_eq!(syntax_help(sql, offset).as_deref(), Some(help), "{sql}");
        }
        for (sql, offset) in [("select 1 2", 9), ("select a b c", 11), ("", 0), ("x", 90)] {
            assert_eq!(syntax_help(sql, offset), None, "{sql}");
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        for (sql, place, help) in [
            ("select (1", 7, "nothing closes this ("),
            ("select sum(", 10, "nothing closes this ("),
            ("select 1 where", 9, "something must follow where"),
            ("select 1 +", 9, "something must follow +"),
            (
                "select case when 1 then 2",
                7,
                "END is missing for this CASE",
            ),
            ("explain", 0, "something must follow explain"),
            ("", 0, "something must follow "),
        ] {
            assert_eq!(missing(sql), (place, help.to_owned()), "{sql}");
        }
        assert_eq!(unclosed("select 'a", 7), Some('\''));
        assert_eq!(unclosed("select x'a", 7), Some('\''));
        assert_eq!(unclosed("select \\", 7), None);
    }
}
