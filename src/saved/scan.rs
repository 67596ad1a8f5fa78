//! What a text of SQL holds outside of its comments, texts and quoted names:
//! named parameters, and whether it is one statement.

/// Lines count from 1.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Scan<'s> {
    /// Each `:name` once, with the line in which it first stands.
    pub parameters: Vec<(&'s str, usize)>,
    /// Whether there is any SQL.
    pub begins: bool,
    /// Where a second statement begins.
    pub second: Option<usize>,
}

pub fn scan(sql: &str) -> Scan<'_> {
    let mut found = Scan::default();
    let (mut at, mut line, mut ended) = (0, 1, false);
    let mut before = ' ';
    while let Some(first) = sql[at..].chars().next() {
        let rest = &sql[at..];
        let comment = rest.starts_with("--") || rest.starts_with("/*");
        let mut length = enclosed(rest).unwrap_or(first.len_utf8());
        if first == ';' {
            ended = found.begins;
        } else if !comment && !first.is_whitespace() {
            found.begins = true;
            if ended && found.second.is_none() {
                found.second = Some(line);
            }
        }
        if first == ':' && before != ':' && !in_name(before) {
            let name = &rest[1..];
            let name = name.split(|c| !in_name(c)).next().unwrap_or("");
            length += name.len();
            if !name.is_empty() && !found.parameters.iter().any(|(known, _)| *known == name) {
                found.parameters.push((name, line));
            }
        }
        line += rest[..length].matches('\n').count();
        before = rest[..length].chars().next_back().unwrap_or(' ');
        at += length;
    }
    found
}

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of the comment, text or quoted name that a text begins with.
fn enclosed(rest: &str) -> Option<usize> {
    let pairs = [
        ("--", "\n"),
        ("/*", "*/"),
        ("'", "'"),
        ("\"", "\""),
        ("`", "`"),
        ("[", "]"),
    ];
    let (open, close) = pairs.iter().find(|(open, _)| rest.starts_with(open))?;
    let end = rest[open.len()..].find(close);
    Some(end.map_or(rest.len(), |end| open.len() + end + close.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_found_outside_of_texts_names_and_comments() {
        let sql = "-- :no\nSELECT ':no', \":no\", [:no], a::no /* :no */\nWHERE x = :from AND y<:to OR :from = 'it''s :no'";
        assert_eq!(scan(sql).parameters, [("from", 3), ("to", 3)]);
        assert_eq!(scan("SELECT :ədəd, :a1_b,: c").parameters.len(), 2);
    }

    #[test]
    fn a_second_statement_is_one_with_sql_in_it() {
        assert_eq!(scan("SELECT ';';\n;-- ;\n").second, None);
        assert_eq!(scan("SELECT 1;\n\nSELECT 2").second, Some(3));
        assert!(!scan("-- nothing\n ; /* more").begins);
    }
}
