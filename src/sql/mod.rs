//! SQL TEXT -> TOKENS -> MEANING. Pure: no files, no SQLite, no schema but
//! what a [`Catalog`] tells. Rules of thumb on tokens, no grammar: it must
//! say something sensible of a text that is still being typed, and SQLite
//! alone decides what is right.

mod comparison;
mod complete;
mod keyword;
mod lexer;
mod scope;
mod statement;

pub use complete::{Candidate, CandidateKind, Catalog, complete};
pub use lexer::{Kind, Token, first_token, tokens};
pub use scope::Clause;
pub use statement::{Statement, is_complete, statements};
