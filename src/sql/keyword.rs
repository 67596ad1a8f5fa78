//! The words of SQL that matter for reading, and those that no name may be.

/// Words that SQLite takes for names only in quotes; sorted.
const RESERVED: [&str; 58] = [
    "ADD",
    "ALL",
    "ALTER",
    "AND",
    "AS",
    "AUTOINCREMENT",
    "BETWEEN",
    "CASE",
    "CHECK",
    "COLLATE",
    "COMMIT",
    "CONSTRAINT",
    "CREATE",
    "DEFAULT",
    "DEFERRABLE",
    "DELETE",
    "DISTINCT",
    "DROP",
    "ELSE",
    "ESCAPE",
    "EXCEPT",
    "EXISTS",
    "FOREIGN",
    "FROM",
    "GROUP",
    "HAVING",
    "IN",
    "INDEX",
    "INSERT",
    "INTERSECT",
    "INTO",
    "IS",
    "ISNULL",
    "JOIN",
    "LIMIT",
    "NOT",
    "NOTHING",
    "NOTNULL",
    "NULL",
    "ON",
    "OR",
    "ORDER",
    "PRIMARY",
    "REFERENCES",
    "RETURNING",
    "SELECT",
    "SET",
    "TABLE",
    "THEN",
    "TO",
    "TRANSACTION",
    "UNION",
    "UNIQUE",
    "UPDATE",
    "USING",
    "VALUES",
    "WHEN",
    "WHERE",
];

/// Words that mean something where they stand, and are names elsewhere;
/// sorted. A word that is a column of ours (`key`, `current`) is not here.
const SOFT: [&str; 37] = [
    "ASC",
    "ATTACH",
    "BEGIN",
    "BY",
    "CAST",
    "CROSS",
    "DESC",
    "DETACH",
    "END",
    "EXPLAIN",
    "FILTER",
    "FOLLOWING",
    "FULL",
    "GLOB",
    "INDEXED",
    "INNER",
    "LEFT",
    "LIKE",
    "MATERIALIZED",
    "NATURAL",
    "NULLS",
    "OFFSET",
    "OUTER",
    "OVER",
    "PARTITION",
    "PLAN",
    "PRAGMA",
    "PRECEDING",
    "QUERY",
    "RECURSIVE",
    "REGEXP",
    "RIGHT",
    "ROLLBACK",
    "UNBOUNDED",
    "VACUUM",
    "WINDOW",
    "WITH",
];

pub fn is_keyword(word: &str) -> bool {
    is_in(&RESERVED, word) || is_in(&SOFT, word)
}

/// The keywords, in capitals.
pub fn all() -> impl Iterator<Item = &'static str> {
    RESERVED.into_iter().chain(SOFT)
}

/// A name as it must be written: in quotes where SQLite would not take it.
pub fn quoted(name: &str) -> String {
    let mut chars = name.chars();
    let letter = |c: char| c.is_alphabetic() || c == '_';
    let plain = chars.next().is_some_and(letter) && chars.all(|c| letter(c) || c.is_numeric());
    if plain && !is_in(&RESERVED, name) {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

fn is_in(list: &[&str], word: &str) -> bool {
    let capitals = || word.bytes().map(|byte| byte.to_ascii_uppercase());
    list.binary_search_by(|known| known.bytes().cmp(capitals()))
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_share_no_word() {
        assert!(RESERVED.is_sorted() && SOFT.is_sorted());
        assert!(all().all(is_keyword));
        assert!(!RESERVED.iter().any(|word| is_in(&SOFT, word)));
        assert!(is_keyword("select") && is_keyword("Order") && !is_keyword("indicator"));
    }

    #[test]
    fn names_are_quoted_where_they_must_be() {
        for (name, written) in [
            ("series", "series"),
            ("group", "\"group\""),
            ("a b", "\"a b\""),
            ("2024", "\"2024\""),
            ("a\"b", "\"a\"\"b\""),
            ("göstərici", "göstərici"),
            ("", "\"\""),
        ] {
            assert_eq!(quoted(name), written);
        }
    }
}
