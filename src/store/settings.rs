//! What every way of opening sets: limits, safety switches and the authorizer
//! of trust.md, section 3.

use crate::stop::Stop;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use std::time::Duration;

/// Time that a stranger's file has to answer, unless more is given.
pub const FOREIGN_LIMIT: Duration = Duration::from_secs(1);

/// Limits that differ between the ways of opening.
pub type Limits = [(Limit, i32); 12];

pub const WRITING: Limits = limits(
    16 * 1024 * 1024,
    [1_000_000, 1000, 500, 2000],
    [127, 32766],
    1000,
);
pub const ASKING: Limits = limits(256 * 1024, [1_000_000, 1000, 500, 2000], [127, 32766], 1000);
// Expression depth also counts the tables that views come to, and the checks
// are one question to all of them.
pub const FOREIGN: Limits = limits(256 * 1024, [100_000, 800, 20, 100], [8, 10], 50);

const fn limits(length: i32, sql: [i32; 4], arguments: [i32; 2], pattern: i32) -> Limits {
    let tight = sql[1] < 1000;
    [
        (Limit::SQLITE_LIMIT_LENGTH, length),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, sql[0]),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, sql[1]),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, sql[2]),
        (Limit::SQLITE_LIMIT_COLUMN, sql[3]),
        (Limit::SQLITE_LIMIT_FUNCTION_ARG, arguments[0]),
        (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, arguments[1]),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, pattern),
        (
            Limit::SQLITE_LIMIT_VDBE_OP,
            if tight { 25_000 } else { 250_000_000 },
        ),
        (
            Limit::SQLITE_LIMIT_TRIGGER_DEPTH,
            if tight { 1 } else { 10 },
        ),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ]
}

/// Settings common to every connection, before any other statement.
pub fn settle(connection: &Connection, limits: &Limits) -> rusqlite::Result<()> {
    use DbConfig::*;
    for (config, on) in [
        (SQLITE_DBCONFIG_DEFENSIVE, true),
        (SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (SQLITE_DBCONFIG_WRITABLE_SCHEMA, false),
        (SQLITE_DBCONFIG_DQS_DML, false),
        (SQLITE_DBCONFIG_DQS_DDL, false),
        (SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, false),
        (SQLITE_DBCONFIG_ENABLE_FKEY, true),
        (SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, false),
        (SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, false),
        (SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, false),
    ] {
        connection.set_db_config(config, on)?;
    }
    for (limit, value) in limits {
        connection.set_limit(*limit, *value)?;
    }
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")
}

/// An acknowledged import outlives a power cut only with EXTRA (trust.md).
pub fn prepare_writing(connection: &mut Connection, stop: &Stop) -> rusqlite::Result<()> {
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update_and_check(None, "journal_mode", "DELETE", |row| {
        let mode: String = row.get(0)?;
        (mode == "delete")
            .then_some(())
            .ok_or(rusqlite::Error::InvalidQuery)
    })?;
    connection.pragma_update(None, "synchronous", "EXTRA")?;
    connection.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    watch(connection, stop)
}

/// Lets a statement end early when there is a reason to stop.
pub fn watch(connection: &mut Connection, stop: &Stop) -> rusqlite::Result<()> {
    let stop = stop.clone();
    connection.progress_handler(1000, Some(move || stop.reason().is_some()))
}

/// Pragmas that only read; those with an argument name a table or an index.
const READING_PRAGMAS: [&str; 15] = [
    "table_info",
    "table_xinfo",
    "table_list",
    "index_list",
    "index_info",
    "index_xinfo",
    "foreign_key_list",
    "foreign_key_check",
    "integrity_check",
    "quick_check",
    "user_version",
    "application_id",
    "page_count",
    "page_size",
    // Names and kinds, what help and completion list.
    "function_list",
];
const TAKES_ARGUMENT: usize = 10;

/// Functions that reach outside the file, in builds that have them.
pub(super) const OUTSIDE: [&str; 8] = [
    "load_extension",
    "fts3_tokenizer",
    "readfile",
    "writefile",
    "edit",
    "fsdir",
    "lsmode",
    "sqlite_log",
];

pub fn reading_only(context: AuthContext<'_>) -> Authorization {
    let allowed = match context.action {
        AuthAction::Select
        | AuthAction::Recursive
        | AuthAction::Read { .. }
        | AuthAction::Transaction { .. }
        | AuthAction::Savepoint { .. } => true,
        AuthAction::Function { function_name } => !OUTSIDE
            .iter()
            .any(|name| name.eq_ignore_ascii_case(function_name)),
        AuthAction::Pragma {
            pragma_name,
            pragma_value,
        } => READING_PRAGMAS
            .iter()
            .position(|name| name.eq_ignore_ascii_case(pragma_name))
            .is_some_and(|at| pragma_value.is_none() || at < TAKES_ARGUMENT),
        _ => false,
    };
    if allowed {
        Authorization::Allow
    } else {
        Authorization::Deny
    }
}
