//! SQL TEXT -> TOKENS -> MEANING. Pure: no files, no SQLite, no schema but
//! what a [`Catalog`] tells. Rules of thumb on tokens, no grammar: it must
//! say something sensible of a text that is still being typed, and SQLite
//! alone decides what is right.

mod ask;
mod comparison;
mod complete;
mod keyword;
mod lexer;
mod near;
mod overlap;
mod scope;
mod statement;

pub use ask::{columns_at, literals, names_of_with, place_of_table, sources_at};
pub use complete::{Candidate, CandidateKind, Catalog, complete};
pub use lexer::{Kind, Token, first_token, tokens};
pub use near::{closest, missing, syntax_help, unclosed};
pub use overlap::{Sum, sums};
pub use scope::Clause;
pub use statement::{Statement, is_complete, opens_transaction, statements};

#[cfg(test)]
mod tests;
