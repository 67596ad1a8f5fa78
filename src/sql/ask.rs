//! Questions about the meaning of a statement, answered in plain data.

use super::comparison::comparisons;
use super::scope::{Expect, Outline, unquoted};

/// The sources that the place `offset` of a statement sees: what they are
/// called, and the table; the innermost select's come first.
pub fn sources_at(sql: &str, offset: usize) -> Vec<(String, String)> {
    let outline = Outline::of(sql);
    let context = outline.behind(outline.before(offset));
    let seen = outline.seen_by(context.select);
    seen.iter()
        .map(|source| (source.name().to_owned(), source.table.clone()))
        .collect()
}

/// The same sources with their columns; those of tables are asked for.
pub fn columns_at(
    sql: &str,
    offset: usize,
    of_table: &dyn Fn(&str) -> Vec<String>,
) -> Vec<(String, Vec<String>)> {
    let outline = Outline::of(sql);
    let context = outline.behind(outline.before(offset));
    let start = context
        .select
        .map_or(0, |at| outline.selects[at].span.start);
    let seen = outline.seen_by(context.select).into_iter();
    seen.map(|source| {
        (
            source.name().to_owned(),
            outline.columns(source, start, of_table),
        )
    })
    .collect()
}

/// The names that WITH gives.
pub fn names_of_with(sql: &str) -> Vec<String> {
    Outline::of(sql)
        .ctes
        .into_iter()
        .map(|cte| cte.name)
        .collect()
}

/// Where a statement names a table first, in bytes.
pub fn place_of_table(sql: &str, table: &str) -> Option<usize> {
    let outline = Outline::of(sql);
    let reads = |at: &usize| {
        let expected = outline.behind(*at).expect == Expect::Source;
        expected && unquoted(outline.word(*at)).eq_ignore_ascii_case(table)
    };
    let token = (0..outline.tokens.len()).find(reads)?;
    Some(outline.tokens[token].start)
}

/// The strings that a column of this name must equal, or must not: `=`,
/// `<>`, IN; each once.
pub fn literals(sql: &str, column: &str) -> Vec<String> {
    let outline = Outline::of(sql);
    let mut found: Vec<String> = Vec::new();
    for comparison in comparisons(&outline) {
        if comparison.exact && comparison.column.eq_ignore_ascii_case(column) {
            let texts = comparison.strings.iter().map(|at| outline.word(*at));
            // x'…' is a blob.
            found.extend(texts.filter(|text| text.starts_with('\'')).map(unquoted));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_of_a_column_are_found_once() {
        let sql = "select 1 from series s where s.indicator in ('b', 'a', 'it''s') or 'b' = indicator and x = 'c'";
        assert_eq!(literals(sql, "INDICATOR"), ["a", "b", "it's"]);
        assert_eq!(
            literals("select 1 where indicator like 'a%'", "indicator"),
            [] as [&str; 0]
        );
    }

    #[test]
    fn sources_are_called_by_their_aliases() {
        let sql = "with w as (select 1 as one) select x from series s, w";
        let named = |(name, table): (&str, &str)| (name.to_owned(), table.to_owned());
        assert_eq!(
            sources_at(sql, 39),
            [("s", "series"), ("w", "w")].map(named)
        );
        assert_eq!(columns_at(sql, 39, &|_| vec!["a".to_owned()])[1].1, ["one"]);
        assert_eq!(names_of_with(sql), ["w"]);
        assert_eq!(place_of_table(sql, "SERIES"), sql.find("series"));
        assert_eq!(place_of_table(sql, "x"), None);
    }
}
