//! The statements of a text, and whether the last one is whole.

use super::lexer::{Token, tokens};

/// One statement of a text, and where in the text it begins, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement<'s> {
    pub start: usize,
    pub text: &'s str,
}

/// Splits a text into its statements, leaving out empty ones.
pub fn statements(text: &str) -> Vec<Statement<'_>> {
    let mut found = Vec::new();
    let (mut start, mut blank) = (0, true);
    let mut end_at = |end: usize, next: usize, blank: bool| {
        if !blank {
            found.push(Statement {
                start,
                text: &text[start..end],
            });
        }
        start = next;
    };
    for token in tokens(text) {
        if token.text(text) == ";" {
            end_at(token.start, token.end, blank);
            blank = true;
        } else if token.counts() {
            blank = false;
        }
    }
    end_at(text.len(), text.len(), blank);
    found
}

/// The statement that the place `at` is in or behind, also an empty one.
pub(super) fn around(text: &str, at: usize) -> Statement<'_> {
    let (mut start, mut end) = (0, text.len());
    for token in tokens(text).iter().filter(|token| token.text(text) == ";") {
        if token.end <= at {
            start = token.end;
        } else {
            end = token.start;
            break;
        }
    }
    Statement {
        start,
        text: &text[start..end],
    }
}

/// Whether a text ends with `;`, comments aside, and nothing in it is
/// unfinished: a shell may run it.
pub fn is_complete(text: &str) -> bool {
    let tokens = tokens(text);
    let last = tokens.iter().rev().find(|token| token.counts());
    last.is_some_and(|last| last.text(text) == ";")
        && tokens.last().is_none_or(|token: &Token| token.finished)
}

/// Whether a statement begins, ends or marks a transaction.
pub fn opens_transaction(statement: &str) -> bool {
    const WORDS: [&str; 6] = ["BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"];
    let mut tokens = tokens(statement).into_iter();
    let first = tokens.find(Token::counts);
    let word = first.map_or("", |token| token.text(statement));
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sql: &str) -> Vec<&str> {
        statements(sql)
            .into_iter()
            .map(|statement| statement.text.trim())
            .collect()
    }

    #[test]
    fn semicolons_in_texts_names_and_comments_end_nothing() {
        assert_eq!(
            texts("select ';' ; select \"a;\" -- ;\n, [;] /* ; */; ;"),
            ["select ';'", "select \"a;\" -- ;\n, [;] /* ; */"]
        );
        assert_eq!(
            texts("select 'it''s; one';\n-- end\n"),
            ["select 'it''s; one'"]
        );
        assert_eq!(
            texts("select 1 as ədəd; select “a”"),
            ["select 1 as ədəd", "select “a”"]
        );
        assert_eq!(texts("  ;; -- nothing"), [] as [&str; 0]);
        assert_eq!(texts("select 'unfinished ; x"), ["select 'unfinished ; x"]);
    }

    #[test]
    fn the_statement_around_a_place_is_found() {
        let sql = "select 1; select ';' as a;  ";
        for (at, text) in [
            (0, "select 1"),
            (8, "select 1"),
            (9, " select ';' as a"),
            (20, " select ';' as a"),
            (28, "  "),
        ] {
            assert_eq!(around(sql, at).text, text, "{at}");
        }
    }

    #[test]
    fn a_text_is_complete_when_its_last_token_is_a_semicolon() {
        for text in [
            "select 1;",
            "select ';';\n",
            "select 1; -- done",
            ";",
            "select 1; /* ; */ \n",
        ] {
            assert!(is_complete(text), "{text}");
        }
        for text in [
            "",
            "\n",
            "-- ;",
            "select 1",
            "select ';",
            "select 1; /* ",
            "select 1; x",
        ] {
            assert!(!is_complete(text), "{text}");
        }
    }
}
