//! Words in which wordings are looked for, with what they may mean as a set:
//! most of the lexicon is ruled out by it without looking at their order.

use super::word::Token;
use std::ops::Deref;

/// Tokens, and the entries of the vocabulary among them.
pub struct Words<'w> {
    tokens: &'w [Token],
    /// A bit for each entry.
    seen: Vec<u64>,
}

impl<'w> Words<'w> {
    pub fn of(tokens: &'w [Token]) -> Words<'w> {
        let entries = tokens.iter().flat_map(|token| &token.meanings);
        let most = entries.clone().max().map_or(0, |entry| entry / 64 + 1);
        let mut seen = vec![0; most as usize];
        for entry in entries {
            seen[(entry / 64) as usize] |= 1 << (entry % 64);
        }
        Words { tokens, seen }
    }

    /// Whether one of the words may be this entry.
    pub fn has(&self, entry: u32) -> bool {
        let bits = self.seen.get((entry / 64) as usize);
        bits.is_some_and(|bits| bits & (1 << (entry % 64)) > 0)
    }
}

impl Deref for Words<'_> {
    type Target = [Token];

    fn deref(&self) -> &[Token] {
        self.tokens
    }
}
