//! Cuts SQL into tokens by SQLite's rules. Any text has tokens, and they
//! cover every byte of it: colours, completion and errors build on that.

use super::keyword::is_keyword;

/// What a token is; enough to colour it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Keyword,
    Name,
    /// In `"…"`, `[…]` or backquotes.
    QuotedName,
    /// `'…'` and `x'…'`.
    String,
    Number,
    /// `?1`, `:a`, `@a`, `$a`.
    Parameter,
    /// An operator, a bracket, a comma; also what SQLite knows nothing of.
    Symbol,
    Comment,
    Blank,
}

/// One token, by its bytes in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    /// False for a string, a quoted name or a comment that nothing closes.
    pub finished: bool,
}

impl Token {
    pub fn text<'s>(&self, sql: &'s str) -> &'s str {
        sql.get(self.start..self.end).unwrap_or("")
    }

    /// Neither blank nor comment.
    pub fn counts(&self) -> bool {
        !matches!(self.kind, Kind::Blank | Kind::Comment)
    }
}

/// The tokens of a text, in order and without gaps.
pub fn tokens(sql: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let (mut start, mut after_dot) = (0, false);
    while start < sql.len() {
        let rest = &sql[start..];
        let (mut kind, length, finished) = first(rest);
        // `s.left` is a column, whatever it is called; in `s. from` somebody is
        // still typing.
        if kind == Kind::Keyword && after_dot {
            kind = Kind::Name;
        }
        after_dot = rest.starts_with('.') && kind == Kind::Symbol;
        let end = start + length;
        found.push(Token {
            kind,
            start,
            end,
            finished,
        });
        start = end;
    }
    found
}

/// The token that a text begins with.
pub fn first_token(sql: &str) -> Option<Token> {
    let (kind, end, finished) = (!sql.is_empty()).then(|| first(sql))?;
    Some(Token {
        kind,
        start: 0,
        end,
        finished,
    })
}

/// The first token of a text that is not empty: kind, length, finished.
fn first(rest: &str) -> (Kind, usize, bool) {
    let bytes = rest.as_bytes();
    let second = bytes.get(1).copied().unwrap_or(0);
    let whole = |kind, length| (kind, length, true);
    match bytes.first().copied().unwrap_or(0) {
        byte if byte.is_ascii_whitespace() => {
            whole(Kind::Blank, run(bytes, |byte| byte.is_ascii_whitespace()))
        }
        b'-' if second == b'-' => {
            let end = rest.find('\n').map_or(rest.len(), |at| at + 1);
            whole(Kind::Comment, end)
        }
        b'/' if second == b'*' => match rest[2..].find("*/") {
            Some(at) => whole(Kind::Comment, at + 4),
            None => (Kind::Comment, rest.len(), false),
        },
        b'\'' => enclosed(bytes, 0, Kind::String),
        b'x' | b'X' if second == b'\'' => enclosed(bytes, 1, Kind::String),
        b'"' | b'`' => enclosed(bytes, 0, Kind::QuotedName),
        b'[' => match rest.find(']') {
            Some(at) => whole(Kind::QuotedName, at + 1),
            None => (Kind::QuotedName, rest.len(), false),
        },
        b'0'..=b'9' => whole(Kind::Number, number(bytes)),
        b'.' if second.is_ascii_digit() => whole(Kind::Number, number(bytes)),
        b'?' => whole(
            Kind::Parameter,
            1 + run(&bytes[1..], |byte| byte.is_ascii_digit()),
        ),
        b':' | b'@' | b'$' if is_of_name(second) => {
            whole(Kind::Parameter, 1 + run(&bytes[1..], is_of_name))
        }
        byte if is_of_name(byte) => {
            let length = run(bytes, is_of_name);
            let known = is_keyword(&rest[..length]);
            whole(if known { Kind::Keyword } else { Kind::Name }, length)
        }
        _ => whole(Kind::Symbol, symbol(rest)),
    }
}

/// SQLite takes every character beyond ASCII for a letter.
fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
}

fn run(bytes: &[u8], belongs: impl Fn(u8) -> bool) -> usize {
    let end = bytes.iter().position(|byte| !belongs(*byte));
    end.unwrap_or(bytes.len())
}

/// What the quote at `open` encloses; a doubled quote is one inside.
fn enclosed(bytes: &[u8], open: usize, kind: Kind) -> (Kind, usize, bool) {
    let quote = bytes[open];
    let mut at = open + 1;
    while at < bytes.len() {
        match (bytes[at] == quote, bytes.get(at + 1) == Some(&quote)) {
            (true, true) => at += 2,
            (true, false) => return (kind, at + 1, true),
            _ => at += 1,
        }
    }
    (kind, bytes.len(), false)
}

/// `12`, `1_000`, `1.5e-3`, `0x1F`; letters that follow belong to it, as an
/// error.
fn number(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let exponent = matches!(byte, b'e' | b'E') && !bytes.starts_with(b"0x");
        let signed = matches!(bytes.get(at + 1), Some(b'+' | b'-'));
        match byte {
            _ if exponent && signed && bytes.get(at + 2).is_some_and(u8::is_ascii_digit) => at += 2,
            b'.' => at += 1,
            byte if is_of_name(*byte) => at += 1,
            _ => break,
        }
    }
    at
}

fn symbol(rest: &str) -> usize {
    const LONG: [&str; 10] = ["->>", "->", "||", "<=", "<>", "<<", ">=", ">>", "==", "!="];
    let long = LONG.iter().find(|long| rest.starts_with(**long));
    let one = || rest.chars().next().map_or(1, char::len_utf8);
    long.map_or_else(one, |long| long.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(sql: &str) -> Vec<(Kind, &str)> {
        let counting = tokens(sql).into_iter().filter(Token::counts);
        counting
            .map(|token| (token.kind, token.text(sql)))
            .collect()
    }

    #[test]
    fn literals_names_and_parameters_follow_sqlite() {
        use Kind::*;
        assert_eq!(
            cut("select 'it''s', x'0F', \"a\"\"b\", [c d], `e` -- end"),
            [
                (Keyword, "select"),
                (String, "'it''s'"),
                (Symbol, ","),
                (String, "x'0F'"),
                (Symbol, ","),
                (QuotedName, "\"a\"\"b\""),
                (Symbol, ","),
                (QuotedName, "[c d]"),
                (Symbol, ","),
                (QuotedName, "`e`"),
            ]
        );
        assert_eq!(
            cut("?1+:a||@b<>$c-.5e-3 != 0x1F/1_000.5"),
            [
                (Parameter, "?1"),
                (Symbol, "+"),
                (Parameter, ":a"),
                (Symbol, "||"),
                (Parameter, "@b"),
                (Symbol, "<>"),
                (Parameter, "$c"),
                (Symbol, "-"),
                (Number, ".5e-3"),
                (Symbol, "!="),
                (Number, "0x1F"),
                (Symbol, "/"),
                (Number, "1_000.5"),
            ]
        );
        assert_eq!(
            cut("s.left ->> ədəd /* . */ LEFT"),
            [
                (Name, "s"),
                (Symbol, "."),
                (Name, "left"),
                (Symbol, "->>"),
                (Name, "ədəd"),
                (Keyword, "LEFT"),
            ]
        );
    }

    #[test]
    fn behind_a_dot_with_a_blank_a_keyword_is_one() {
        use Kind::*;
        assert_eq!(
            cut("s. from"),
            [(Name, "s"), (Symbol, "."), (Keyword, "from")]
        );
    }

    #[test]
    fn what_nothing_closes_is_marked() {
        for open in ["'a''", "\"a", "[a", "`a", "/* a *", "x'0"] {
            assert!(!tokens(open)[0].finished, "{open}");
        }
        for closed in ["'a'''", "--a", "/**/", "12", "''"] {
            assert!(tokens(closed)[0].finished, "{closed}");
        }
    }

    proptest! {
        #[test]
        fn tokens_cover_every_byte(sql in "(?s)(['\"\\[\\]`/*\\-xe0.:$?;ə\n a]|.){0,40}") {
            let all: String = tokens(&sql).iter().map(|token| token.text(&sql)).collect();
            prop_assert_eq!(&all, &sql);
            prop_assert!(tokens(&sql).iter().all(|token| token.start < token.end));
        }
    }
}
