//! What can go wrong with a file, as data. Words are made here, once.

use crate::stop::Reason;
use std::path::{Path, PathBuf};

/// A file that cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{} does not exist", path.display())]
    Missing { path: PathBuf },
    #[error("{} is not an smsdb file: it is {what}", path.display())]
    NotOurs { path: PathBuf, what: String },
    #[error("{} is cut short or was copied while in use: its header says {claimed} bytes, it has {length}", path.display())]
    CutShort {
        path: PathBuf,
        claimed: u64,
        length: u64,
    },
    #[error("{} is being written, or was left unfinished: beside it is {}", path.display(), sidecar.display())]
    Sidecar { path: PathBuf, sidecar: PathBuf },
    #[error("{} is in WAL mode, in which a copied file may lack rows", path.display())]
    Wal { path: PathBuf },
    #[error("{} was made by a newer smsdb (schema {found}; this program knows {known})", path.display())]
    Newer {
        path: PathBuf,
        found: i32,
        known: i32,
    },
    #[error("{} was made by an older smsdb (schema {found}; this program writes {known})", path.display())]
    Older {
        path: PathBuf,
        found: i32,
        known: i32,
    },
    #[error("{} has another schema than smsdb made: {difference}", path.display())]
    OtherSchema { path: PathBuf, difference: String },
    #[error("{} is damaged: {what}", path.display())]
    Damaged { path: PathBuf, what: String },
    #[error("{} was read by an smsdb that knows other wordings", path.display())]
    OtherWordings { path: PathBuf },
    #[error("{} exists, and is not overwritten", path.display())]
    Exists { path: PathBuf },
    #[error("another program is writing to {}; waited {seconds} s, nothing was changed", path.display())]
    Busy { path: PathBuf, seconds: u64 },
    #[error("disk full, or a limit on file size, while writing {}", path.display())]
    Full { path: PathBuf },
    #[error("{} cannot be written: {what}", path.display())]
    ReadOnly { path: PathBuf, what: String },
    #[error("{}: {source}", path.display())]
    Io {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("stopped")]
    Stopped(crate::stop::Reason),
    #[error("{}: {source}", path.display())]
    Sqlite {
        path: PathBuf,
        source: rusqlite::Error,
    },
    #[error("cannot make the tables: {0}")]
    Migration(#[from] Box<refinery::Error>),
    #[error(transparent)]
    Reference(#[from] super::reference::ReferenceError),
    #[error(transparent)]
    Sql(#[from] super::query::SqlError),
    #[error("cannot write the output: {0}")]
    Output(#[from] std::io::Error),
}

impl StoreError {
    pub(super) fn not_ours(path: &Path, what: impl Into<String>) -> StoreError {
        StoreError::NotOurs {
            path: path.to_owned(),
            what: what.into(),
        }
    }

    pub(super) fn of_io(path: &Path, source: std::io::Error) -> StoreError {
        let path = path.to_owned();
        match source.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::FileTooLarge => {
                StoreError::Full { path }
            }
            _ => StoreError::Io { path, source },
        }
    }

    pub(super) fn empty(path: &Path) -> StoreError {
        StoreError::not_ours(path, "empty")
    }

    /// One action that helps, where there is one.
    pub fn help(&self) -> Option<String> {
        let help = match self {
            StoreError::Missing { .. } => {
                "smsdb import FILE… makes it; --db FILE or SMSDB_FILE names another".to_owned()
            }
            StoreError::CutShort { .. } | StoreError::Sidecar { .. } => {
                "wait for an import that is running; if one was interrupted, the next smsdb \
                 import (of an older file, smsdb upgrade) repairs the file; if this is a copy made while in use, copy it again"
                    .to_owned()
            }
            StoreError::Wal { .. } => {
                "the next smsdb import turns it back into one file, if its -wal file is beside it"
                    .to_owned()
            }
            StoreError::Newer { .. } => "update smsdb".to_owned(),
            StoreError::Damaged { .. } => "ask for the file again".to_owned(),
            StoreError::OtherWordings { .. } => {
                "smsdb upgrade reads its texts again and says what changed".to_owned()
            }
            StoreError::Exists { .. } => "give another name, or move it away first".to_owned(),
            StoreError::Older { path, .. } => {
                format!(
                    "smsdb --db {} upgrade brings it up to date, keeping a copy",
                    path.display()
                )
            }
            StoreError::OtherSchema { difference: what, .. } | StoreError::NotOurs { what, .. }
                if what.contains("sqlite_stat") =>
            {
                "ANALYZE was run on it; DROP TABLE sqlite_stat1 in sqlite3 takes that back"
                    .to_owned()
            }
            StoreError::OtherSchema { .. } => {
                "--foreign opens it as a stranger's file, with tight limits".to_owned()
            }
            StoreError::NotOurs { what, .. } if what.ends_with("of another program") => {
                "--foreign opens it as a stranger's file, with tight limits".to_owned()
            }
            StoreError::NotOurs { what, .. } if what == "empty" => {
                "smsdb import FILE… fills it".to_owned()
            }
            StoreError::NotOurs { .. } => "--db FILE or SMSDB_FILE names another file".to_owned(),
            StoreError::Busy { .. } => "try again when it has finished".to_owned(),
            StoreError::Full { .. } => {
                "make room and try again; what was stored stays".to_owned()
            }
            StoreError::Sql(error) => return error.help.clone(),
            _ => return None,
        };
        Some(help)
    }
}

/// Gives SQLite's errors the file they happened in, and their plain names.
pub(super) fn at(path: &Path) -> impl Fn(rusqlite::Error) -> StoreError + '_ {
    use rusqlite::ErrorCode::{
        CannotOpen, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase,
        OperationInterrupted, PermissionDenied, ReadOnly, SystemIoFailure,
    };
    move |source| {
        let path = path.to_owned();
        let code = source
            .sqlite_error()
            .map(|error| (error.code, error.extended_code));
        match code {
            // Whoever set the limit or pressed Ctrl-C is known to the command.
            Some((OperationInterrupted, _)) => StoreError::Stopped(Reason::TimeLimit),
            Some((DatabaseBusy | DatabaseLocked, _)) => StoreError::Busy { path, seconds: 10 },
            // SQLITE_IOERR_WRITE: a file size limit arrives as failed write.
            Some((DiskFull, _) | (SystemIoFailure, 778)) => StoreError::Full { path },
            Some((ReadOnly | PermissionDenied, _)) => StoreError::ReadOnly {
                path,
                what: "the file or its folder is read-only".to_owned(),
            },
            Some((CannotOpen, _)) => StoreError::ReadOnly {
                path,
                what: "it cannot be opened here".to_owned(),
            },
            Some((NotADatabase, _)) => StoreError::NotOurs {
                path,
                what: "damaged".to_owned(),
            },
            Some((DatabaseCorrupt, _)) => StoreError::NotOurs {
                path,
                what: "a damaged SQLite file".to_owned(),
            },
            _ => StoreError::Sqlite { path, source },
        }
    }
}
