//! Takes a text apart into dot commands and SQL, as the prompt would take
//! them line by line.

use super::dot;
use crate::sql::{Kind, first_token, statements};
use std::ops::Range;

/// A piece of a script, as a range of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A line that begins with a dot, where no statement is open.
    Dot(Range<usize>),
    /// SQL between dot commands; it may hold several statements.
    Sql(Range<usize>),
}

/// The pieces of a text, in order; blank ones are left out.
pub fn pieces(text: &str) -> Vec<Piece> {
    let (mut pieces, mut start, mut at) = (Vec::new(), 0, 0);
    // Whether a statement is open, and whether only blanks stand before.
    let (mut open, mut line_start) = (false, true);
    while at < text.len() {
        if let Some(end) = (line_start && !open).then(|| line_end(text, at))
            && dot::is_dot(&text[at..end])
        {
            push_sql(&mut pieces, text, start..at);
            pieces.push(Piece::Dot(at..end));
            (start, at) = (end, end);
            continue;
        }
        let Some(token) = first_token(&text[at..]) else {
            break;
        };
        let shown = token.text(&text[at..]);
        match token.kind {
            Kind::Blank => line_start |= shown.contains('\n'),
            Kind::Comment => line_start = shown.starts_with("--"),
            _ => {
                open = shown != ";";
                line_start = false;
            }
        }
        at += shown.len();
    }
    push_sql(&mut pieces, text, start..text.len());
    pieces
}

/// Whether a text holds neither a statement nor a dot command.
pub fn is_empty(text: &str) -> bool {
    pieces(text).iter().all(|piece| match piece {
        Piece::Dot(_) => false,
        Piece::Sql(range) => statements(&text[range.clone()]).is_empty(),
    })
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |step| at + step)
}

fn push_sql(pieces: &mut Vec<Piece>, text: &str, range: Range<usize>) {
    if !text[range.clone()].trim().is_empty() {
        pieces.push(Piece::Sql(range));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_comes_apart_in_order_without_losing_words(text in "(?s)([.;'\"\n\r\t -]|[a-z]|.){0,60}") {
            let mut end = 0;
            let mut kept = String::new();
            for piece in pieces(&text) {
                let (Piece::Dot(range) | Piece::Sql(range)) = piece;
                prop_assert!(range.start >= end);
                kept += &text[range.clone()];
                end = range.end;
            }
            let words = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(words(&kept), words(&text));
        }
    }

    #[test]
    fn dots_stand_at_the_beginning_of_a_line_outside_statements() {
        let text = "-- first\n.mode csv\nselect 1,\n.5; select ';\n.no';\n  .run x\nselect 2";
        let shown: Vec<(bool, &str)> = pieces(text)
            .iter()
            .map(|piece| match piece {
                Piece::Dot(range) => (true, text[range.clone()].trim()),
                Piece::Sql(range) => (false, text[range.clone()].trim()),
            })
            .collect();
        assert_eq!(
            shown,
            [
                (false, "-- first"),
                (true, ".mode csv"),
                (false, "select 1,\n.5; select ';\n.no';"),
                (true, ".run x"),
                (false, "select 2"),
            ]
        );
        assert_eq!(pieces(" \n\n"), []);
    }
}
