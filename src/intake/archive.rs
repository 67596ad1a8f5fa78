//! What is packed: members of zip files and gzip streams, each read up to a
//! limit that is checked while it is unpacked. Where the bytes are is left
//! to others: they hand a reader in.

use super::kind::{self, Foreign};
use super::{IntakeError, docx};
use crate::bulletin::MAX_DOCUMENT_BYTES;
use std::io::{Read, Seek};
use zip::ZipArchive;
use zip::result::ZipError;

/// Members that a zip file may have.
pub const MAX_MEMBERS: usize = 10_000;
/// Bytes that may be unpacked from one zip file.
pub const MAX_TOTAL: u64 = 1024 * 1024 * 1024;

/// Endings of the members that are read.
const ENDINGS: [&str; 5] = ["txt", "md", "html", "htm", "docx"];

/// A zip file, its members read one at a time.
pub struct Archive<R: Read + Seek> {
    zip: ZipArchive<R>,
    unpacked: u64,
}

/// What a zip file is.
#[derive(Debug, PartialEq, Eq)]
pub enum Packed {
    Document,
    Members,
    Foreign(Foreign),
}

/// A member that is read: its path in the zip file, and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub path: String,
    pub index: usize,
}

impl<R: Read + Seek> Archive<R> {
    /// # Errors
    /// A file that is no whole zip file, or has too many members.
    pub fn open(reader: R) -> Result<Archive<R>, IntakeError> {
        let zip = ZipArchive::new(reader).map_err(damaged)?;
        if zip.len() > MAX_MEMBERS {
            return Err(IntakeError::Members(zip.len()));
        }
        // The second one would hide the first.
        if zip.has_duplicate_names() {
            return Err(IntakeError::Twice);
        }
        Ok(Archive { zip, unpacked: 0 })
    }

    pub fn packed(&self) -> Packed {
        let has = |name: &str| self.zip.index_for_name(name).is_some();
        if has(docx::MEMBER) {
            Packed::Document
        } else if has("xl/workbook.xml") || has("xl/workbook.bin") {
            Packed::Foreign(kind::SHEET)
        } else if has("ppt/presentation.xml") {
            Packed::Foreign(kind::SLIDES)
        } else if has("mimetype") && has("content.xml") {
            Packed::Foreign(kind::OPEN_DOCUMENT)
        } else {
            Packed::Members
        }
    }

    /// The members that are read, by path, and how many others there are:
    /// hidden ones, other kinds of files.
    pub fn members(&self) -> (Vec<Member>, u64) {
        let mut members = Vec::new();
        let mut others = 0;
        for index in 0..self.zip.len() {
            let Some(Ok(path)) = self.zip.name_for_index(index) else {
                others += 1;
                continue;
            };
            let path = path.replace('\\', "/");
            if path.ends_with('/') {
                continue;
            }
            // Nothing is ever written there: a name that leads out of the
            // file is only a name.
            let inside: Vec<&str> = path
                .split('/')
                .filter(|part| !matches!(*part, "" | "." | "..") && !part.ends_with(':'))
                .collect();
            let path = inside.join("/");
            let hidden = path
                .split('/')
                .any(|part| part.starts_with('.') || part == "__MACOSX");
            if !hidden && kind::ending(&path).is_some_and(|own| ENDINGS.contains(&own.as_str())) {
                members.push(Member { path, index });
            } else {
                others += 1;
            }
        }
        members.sort_by(|one, other| one.path.cmp(&other.path));
        (members, others)
    }

    /// The bytes of a member.
    ///
    /// # Errors
    /// A member that is damaged, encrypted or too large.
    pub fn member(&mut self, index: usize) -> Result<Vec<u8>, IntakeError> {
        self.read(index, MAX_DOCUMENT_BYTES as u64)
    }

    /// The text of a Word document.
    ///
    /// # Errors
    /// A document that is damaged or too large.
    pub fn document(&mut self) -> Result<String, IntakeError> {
        let index = self
            .zip
            .index_for_name(docx::MEMBER)
            .ok_or(IntakeError::Damaged)?;
        let bytes = self.read(index, docx::MAX_BYTES)?;
        let xml = super::decode::decode(bytes, super::decode::Known::default())?;
        docx::extract(&xml)
    }

    fn read(&mut self, index: usize, limit: u64) -> Result<Vec<u8>, IntakeError> {
        let member = self.zip.by_index(index).map_err(damaged)?;
        // What it says of its size may be a lie in either direction.
        if member.size() > limit {
            return Err(IntakeError::Unpacked(limit));
        }
        if self.unpacked.saturating_add(member.size()) > MAX_TOTAL {
            return Err(IntakeError::Unpacked(MAX_TOTAL));
        }
        let bytes = read_up_to(member, limit)?;
        self.unpacked += bytes.len() as u64;
        if self.unpacked > MAX_TOTAL {
            return Err(IntakeError::Unpacked(MAX_TOTAL));
        }
        Ok(bytes)
    }
}

/// Unpacks a gzip stream.
///
/// # Errors
/// A stream that is damaged, or larger than a document may be.
pub fn gunzip(reader: impl Read) -> Result<Vec<u8>, IntakeError> {
    read_up_to(
        flate2::read::MultiGzDecoder::new(reader),
        MAX_DOCUMENT_BYTES as u64,
    )
}

fn read_up_to(reader: impl Read, limit: u64) -> Result<Vec<u8>, IntakeError> {
    let mut bytes = Vec::new();
    let read = reader.take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| damaged(ZipError::Io(error)))?;
    if bytes.len() as u64 > limit {
        return Err(IntakeError::Unpacked(limit));
    }
    Ok(bytes)
}

fn damaged(error: ZipError) -> IntakeError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            IntakeError::Encrypted
        }
        ZipError::CompressionMethodNotSupported(_) => IntakeError::Method,
        ZipError::Io(error) if is_of_the_disk(&error) => IntakeError::Io(error.to_string()),
        _ => IntakeError::Damaged,
    }
}

/// A fault of reading, not of what was read: it has a number of the system.
fn is_of_the_disk(error: &std::io::Error) -> bool {
    error.raw_os_error().is_some()
}
