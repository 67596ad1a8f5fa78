//! SQL TEXT -> TOKENS -> MEANING. Pure: no files, no SQLite, no schema but
//! what a [`Catalog`] tells. Rules of thumb on tokens, no grammar: it must
//! say something sensible of a text that is still being typed, and SQLite
//! alone decides what is right.

mod keyword;
mod lexer;
mod statement;

pub use lexer::{Kind, Token, tokens};
pub use statement::{Statement, is_complete, statements};
