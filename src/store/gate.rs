//! Looks at a file before SQLite sees it: is it a regular file, one of ours,
//! whole, and at rest? Nothing is opened for writing here.

use super::error::StoreError;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// 'SMSD', in the header of every file of ours.
pub const APPLICATION_ID: u32 = 0x534D_5344;

/// What the first 100 bytes of an SQLite file say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    pub application_id: u32,
    pub user_version: i32,
    /// Kept in write-ahead logging mode, as our files never are.
    pub wal: bool,
    /// Bytes that the header claims, by page size and number of pages.
    pub claimed: u64,
    /// Bytes there are.
    pub length: u64,
}

/// How long to wait for a writer to finish before a file counts as torn.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// Checks a file for asking and returns its header.
///
/// # Errors
/// Missing, no regular file, no SQLite file, cut short, or in the middle of
/// an import; the last two only after waiting for so long.
pub fn at_rest(path: &Path, patience: Duration) -> Result<Header, StoreError> {
    let patient = Instant::now() + patience;
    loop {
        let fault = match (read_header(path)?, sidecar(path)) {
            (Some(header), None) if header.claimed == header.length => return Ok(header),
            (_, Some(sidecar)) => StoreError::Sidecar {
                path: path.to_owned(),
                sidecar,
            },
            (Some(header), None) => StoreError::CutShort {
                path: path.to_owned(),
                claimed: header.claimed,
                length: header.length,
            },
            (None, None) => return Err(StoreError::empty(path)),
        };
        if Instant::now() >= patient {
            return Err(fault);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// A journal or write-ahead log beside the file that is not empty.
pub fn sidecar(path: &Path) -> Option<PathBuf> {
    // SQLite keeps it beside the file that a link leads to.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    ["-journal", "-wal"].into_iter().find_map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let sidecar = PathBuf::from(name);
        let filled = std::fs::metadata(&sidecar).is_ok_and(|found| found.len() > 0);
        filled.then_some(sidecar)
    })
}

/// The header, or None of a file without a byte.
///
/// # Errors
/// Missing, no regular file, unreadable, or no SQLite file.
pub fn read_header(path: &Path) -> Result<Option<Header>, StoreError> {
    let io = |source| StoreError::Io {
        path: path.to_owned(),
        source,
    };
    let found = match std::fs::metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::Missing {
                path: path.to_owned(),
            });
        }
        Err(error) => return Err(io(error)),
    };
    if !found.is_file() {
        let what = if found.is_dir() {
            "a folder"
        } else {
            "no regular file"
        };
        return Err(StoreError::not_ours(path, what));
    }
    let mut start = Vec::with_capacity(100);
    let file = File::open(path).map_err(io)?;
    (&file).take(100).read_to_end(&mut start).map_err(io)?;
    if start.is_empty() {
        return Ok(None);
    }
    // Asked after reading: somebody may be making the file just now.
    let length = file.metadata().map_err(io)?.len();
    parse(&start, length)
        .map(Some)
        .map_err(|what| StoreError::not_ours(path, what))
}

/// Reads the header's fields (SQLite file format, section 1.3).
fn parse(start: &[u8], length: u64) -> Result<Header, &'static str> {
    if !start.starts_with(b"SQLite format 3\0") {
        return Err(looks_like(start));
    }
    if start.len() < 100 || length < 512 {
        return Err("an SQLite file cut short");
    }
    let be16 = |at: usize| u64::from(u16::from_be_bytes([start[at], start[at + 1]]));
    let be32 =
        |at: usize| u32::from_be_bytes([start[at], start[at + 1], start[at + 2], start[at + 3]]);
    let page = match be16(16) {
        1 => 65536,
        page if page >= 512 && page.is_power_of_two() => page,
        _ => return Err("an SQLite file with a page size that cannot be"),
    };
    if !(1..=2).contains(&start[18]) || !(1..=2).contains(&start[19]) {
        return Err("an SQLite file of a format that does not exist yet");
    }
    // 0 of a file whose first transaction was interrupted.
    if be32(56) > 1 {
        return Err("an SQLite file that is not in UTF-8");
    }
    Ok(Header {
        application_id: be32(68),
        user_version: be32(60).cast_signed(),
        wal: start[18] == 2 || start[19] == 2,
        claimed: u64::from(be32(28)) * page,
        length,
    })
}

/// What a file is that is no SQLite file.
fn looks_like(start: &[u8]) -> &'static str {
    match start {
        [b'P', b'K', 3, 4, ..] => "a zip file",
        [0x1f, 0x8b, ..] => "a gzip file",
        [0x89, b'P', b'N', b'G', ..] => "a PNG picture",
        _ if std::str::from_utf8(start).is_ok() && !start.contains(&0) => "a text",
        _ => "some other file",
    }
}
