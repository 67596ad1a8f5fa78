//! Which column a string stands against: `indicator = '…'`, `IN ('…', '…')`,
//! `BETWEEN '…' AND '…'`, in either order.

use super::lexer::Kind;
use super::scope::{Outline, unquoted};

/// A column and the strings it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comparison {
    /// Without its table.
    pub column: String,
    /// Whether the strings are meant to be values of the column, not
    /// patterns or bounds.
    pub exact: bool,
    /// Tokens.
    pub strings: Vec<usize>,
}

pub(super) fn comparisons(outline: &Outline<'_>) -> Vec<Comparison> {
    let mut found = Vec::new();
    for at in 0..outline.tokens.len() {
        // Of `s.indicator` the last name; `lower(…)` is no column.
        if !outline.is_name(at) || matches!(outline.word(at + 1), "." | "(") {
            continue;
        }
        let (strings, exact) = behind(outline, at + 1)
            .or_else(|| before(outline, at))
            .unwrap_or_default();
        if !strings.is_empty() {
            found.push(Comparison {
                column: unquoted(outline.word(at)),
                exact,
                strings,
            });
        }
    }
    found
}

/// The strings behind a column.
fn behind(outline: &Outline<'_>, at: usize) -> Option<(Vec<usize>, bool)> {
    let is_string = |at: &usize| outline.kind(*at) == Some(Kind::String);
    let one = |at: usize| is_string(&at).then(|| vec![at]);
    let not = usize::from(outline.is(at, "not"));
    let word = outline.word(at + not).to_ascii_lowercase();
    let next = at + not + 1;
    Some(match word.as_str() {
        "=" | "==" | "!=" | "<>" => (one(next)?, true),
        "is" => (one(next + usize::from(outline.is(next, "not")))?, true),
        "<" | ">" | "<=" | ">=" | "like" | "glob" => (one(next)?, false),
        "between" => {
            let second = outline.is(next + 1, "and").then_some(next + 2);
            let both = [Some(next), second].into_iter().flatten();
            (both.filter(is_string).collect(), false)
        }
        "in" if outline.word(next) == "(" => {
            let of_list = |at: &usize| is_string(at) || outline.word(*at) == ",";
            let list = (next + 1..outline.tokens.len()).take_while(of_list);
            (list.filter(is_string).collect(), true)
        }
        _ => return None,
    })
}

/// The string before a column, `'…' = s.indicator`.
fn before(outline: &Outline<'_>, at: usize) -> Option<(Vec<usize>, bool)> {
    let mut first = at;
    while first >= 2 && outline.word(first - 1) == "." && outline.is_name(first - 2) {
        first -= 2;
    }
    let exact = matches!(
        outline.word(first.checked_sub(1)?),
        "=" | "==" | "!=" | "<>"
    );
    let string = first.checked_sub(2)?;
    (exact && outline.kind(string) == Some(Kind::String)).then(|| (vec![string], true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_before_and_behind_a_column() {
        for (sql, expected) in [
            ("indicator = 'a'", "indicator! 'a'"),
            (
                "s.\"indicator\" <> 'a' or b == 'c'",
                "indicator! 'a'; b! 'c'",
            ),
            ("a not in ('x', 'y' , 'z') and b", "a! 'x' 'y' 'z'"),
            ("a in ('x', 'y", "a! 'x' 'y"),
            ("'x' = s.a", "a! 'x'"),
            ("a between 'x' and 'y' and b like 'z'", "a 'x' 'y'; b 'z'"),
            ("a is not 'x'", "a! 'x'"),
            ("lower(a) = 'x' and a = b and a in (select 'x')", ""),
            ("a >= 'x", "a 'x"),
        ] {
            let outline = Outline::of(sql);
            let shown = comparisons(&outline).into_iter().map(|it| {
                let strings: Vec<&str> = it.strings.iter().map(|at| outline.word(*at)).collect();
                let exact = if it.exact { "!" } else { "" };
                format!("{}{exact} {}", it.column, strings.join(" "))
            });
            assert_eq!(shown.collect::<Vec<_>>().join("; "), expected, "{sql}");
        }
    }
}
