//! smsdb turns the bulletins of the State Migration Service of Azerbaijan
//! into one SQLite file in which every number can be traced to its printed
//! sentence, nothing is lost and nothing is silently corrected.
//!
//! The rooms, and whom each may know:
//!
//! | room | owns | knows |
//! |---|---|---|
//! | `cli` | flags and subcommands | the names of formats |
//! | `cmd` | one file per subcommand | every room |
//! | `bulletin` | TEXT -> FACTS; pure | nothing |
//! | `intake` | BYTES -> TEXT: encodings, pages, documents, archives; pure; alone says encoding_rs, html5gum, zip and flate2 | texts of `bulletin` |
//! | `sql` | SQL TEXT -> TOKENS -> MEANING; pure | nothing |
//! | `store` | FACTS <-> SQLITE; alone says rusqlite and refinery | types of `bulletin`, `rows`, `snippet`, `sql`, `stop` |
//! | `saved` | saved queries: the program's, a person's folder; their heads | nothing |
//! | `repl` | PERSON <-> SESSION; alone says rustyline | `cli`, `cmd`, `saved`, `sql`, `store`, `render`, `error` |
//! | `render` | ROWS -> TEXT; alone says comfy_table and rust_xlsxwriter | `rows` |
//! | `rows`, `snippet`, `stop` | shared words | nothing |
//! | `error` | outcomes and exit codes | errors of the rooms |
//!
//! `repl` asks through the very functions of `cmd` that answer `query`, `run`,
//! `why` and the others, so that a question has one answer wherever it is put.
//!
//! Absent on purpose: `bulletin` and `intake` never do I/O; `render` never sees SQLite;
//! nothing but `main` touches the process; no unsafe, no globals, no async;
//! arithmetic that derives a number is SQL in a view, never Rust. A test
//! holds the table.

pub mod bound;
pub mod bulletin;
pub mod cli;
pub mod cmd;
pub mod error;
pub mod intake;
pub mod render;
pub mod repl;
pub mod rows;
pub mod saved;
pub mod snippet;
pub mod sql;
pub mod stop;
pub mod store;

/// The version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
