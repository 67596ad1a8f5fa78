//! Which keywords can follow in a clause. With nothing typed only the few
//! that lead on; operators never.

use crate::sql::keyword;
use crate::sql::lexer::Kind;
use crate::sql::scope::{Clause, Expect, Outline};

/// The keywords that begin with a prefix (in lower case) and can stand
/// behind so many tokens.
pub(super) fn following(outline: &Outline<'_>, tokens: usize, prefix: &str) -> Vec<&'static str> {
    let last = outline.word(tokens.wrapping_sub(1)).to_ascii_uppercase();
    let context = outline.behind(tokens);
    let bare = prefix.is_empty();
    let mut words: Vec<&str> = match last.as_str() {
        "GROUP" | "ORDER" | "PARTITION" => vec!["BY"],
        "LEFT" | "RIGHT" | "FULL" => vec!["JOIN", "OUTER JOIN"],
        "INNER" | "CROSS" | "OUTER" | "NATURAL" => vec!["JOIN"],
        "IS" => vec!["NOT NULL", "NULL"],
        "NULLS" => vec!["FIRST", "LAST"],
        "INSERT" | "UPDATE" | "DELETE" | "PRAGMA" | "AS" => Vec::new(),
        "UNION" => vec!["ALL", "SELECT"],
        "EXCEPT" | "INTERSECT" | "ALL" if context.clause == Clause::Start => vec!["SELECT"],
        "(" if context.expect == Expect::Source => vec!["SELECT"],
        _ if context.expect == Expect::Source => Vec::new(),
        _ if ends_value(outline, tokens) => leading_on(context.clause, bare),
        _ => beginning(context.clause, &last, bare),
    };
    words.retain(|word| word.to_lowercase().starts_with(prefix));
    words
}

/// Behind a column, a number, a closing bracket, a table.
fn leading_on(clause: Clause, bare: bool) -> Vec<&'static str> {
    const EXPRESSION: [&str; 20] = [
        "AND",
        "BETWEEN",
        "COLLATE",
        "DESC",
        "ELSE",
        "END",
        "EXCEPT",
        "FILTER",
        "GLOB",
        "IN",
        "INTERSECT",
        "IS NOT NULL",
        "IS NULL",
        "LIKE",
        "NOT IN",
        "NOT LIKE",
        "OR",
        "OVER",
        "THEN",
        "WHEN",
    ];
    let mut words = match clause {
        Clause::With => return vec!["AS", "SELECT"],
        Clause::Start | Clause::Other => return Vec::new(),
        Clause::Select => vec!["AS", "FROM"],
        Clause::From => vec![
            "AS",
            "GROUP BY",
            "JOIN",
            "LEFT JOIN",
            "LIMIT",
            "ON",
            "ORDER BY",
            "USING",
            "WHERE",
        ],
        Clause::On => vec![
            "AND",
            "GROUP BY",
            "JOIN",
            "LEFT JOIN",
            "LIMIT",
            "OR",
            "ORDER BY",
            "WHERE",
        ],
        Clause::Where => vec!["AND", "GROUP BY", "LIMIT", "OR", "ORDER BY"],
        Clause::Group => vec!["HAVING", "LIMIT", "ORDER BY"],
        Clause::Having => vec!["AND", "LIMIT", "OR", "ORDER BY"],
        Clause::Window => vec!["ORDER BY", "PARTITION BY"],
        Clause::Order => vec!["ASC", "DESC", "LIMIT", "NULLS FIRST", "NULLS LAST"],
        Clause::Limit => vec!["OFFSET"],
    };
    if bare {
        return words;
    }
    match clause {
        Clause::From => words.extend([
            "CROSS JOIN",
            "EXCEPT",
            "FULL JOIN",
            "INNER JOIN",
            "INTERSECT",
            "NATURAL JOIN",
            "UNION",
        ]),
        Clause::Limit => {}
        _ => {
            words.extend(EXPRESSION);
            words.extend(["UNION", "WINDOW"]);
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// Where a value or a statement may begin.
fn beginning(clause: Clause, last: &str, bare: bool) -> Vec<&'static str> {
    match clause {
        Clause::Start if last == "EXPLAIN" => vec!["QUERY PLAN", "SELECT", "WITH"],
        Clause::Start if bare => vec!["SELECT", "WITH"],
        Clause::Start => vec!["EXPLAIN", "SELECT", "VALUES", "WITH"],
        Clause::With => vec!["AS", "RECURSIVE", "SELECT"],
        Clause::Limit | Clause::Other | Clause::From => Vec::new(),
        Clause::Window => vec!["ORDER BY", "PARTITION BY"],
        _ if bare => Vec::new(),
        _ => {
            let mut words = vec!["CASE", "CAST", "EXISTS", "NOT", "NULL"];
            match last {
                "SELECT" => words.push("DISTINCT"),
                "(" => words.extend([
                    "DISTINCT",
                    "ORDER BY",
                    "PARTITION BY",
                    "SELECT",
                    "WHERE",
                    "WITH",
                ]),
                _ => {}
            }
            words.sort_unstable();
            words
        }
    }
}

/// Whether the last of so many tokens ends a value, so that an operator or
/// the next clause follows.
pub(super) fn ends_value(outline: &Outline<'_>, tokens: usize) -> bool {
    let Some(last) = tokens.checked_sub(1) else {
        return false;
    };
    match outline.kind(last) {
        Some(Kind::Keyword) => ["end", "null", "isnull", "notnull", "asc", "desc"]
            .iter()
            .any(|it| outline.is(last, it)),
        Some(Kind::Symbol) => match outline.word(last) {
            ")" => true,
            // All columns, or a multiplication.
            "*" => !ends_value(outline, last) || outline.word(last.wrapping_sub(1)) == ".",
            _ => false,
        },
        _ => true,
    }
}

/// Whether a word that is being typed begins with a capital.
pub(super) fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether the keywords of a statement are in capitals, as are ours.
pub(super) fn uses_capitals(outline: &Outline<'_>) -> bool {
    let keywords = (0..outline.tokens.len()).map(|at| outline.word(at));
    keywords
        .into_iter()
        .find(|word| keyword::is_keyword(word))
        .is_none_or(is_capital)
}
