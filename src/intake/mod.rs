//! BYTES -> TEXT: what bytes are, in which encoding, and the text that a
//! reader of the page or document sees. Pure: whoever asks holds the files.
//!
//! A line and a column of a bulletin count in the text that is made here;
//! the hash of the bytes as received goes with it.

mod archive;
mod charset;
mod decode;
mod docx;
mod element;
mod encoding;
mod guess;
mod head;
mod kind;
mod lines;
mod open;
mod page;
mod row;
mod style;
mod table;
mod tags;

pub use archive::{Archive, MAX_MEMBERS, Member, Packed, gunzip};
pub use encoding::Encoding;
pub use kind::{Foreign, Kind, ending, is_zip};

use crate::bulletin::{MAX_DOCUMENT_BYTES, Text, TextError, sha256};
use decode::Known;
use std::io::Cursor;

/// Largest web page in bytes as received.
pub const MAX_PAGE_BYTES: usize = 32 * 1024 * 1024;

/// Why bytes are not the text of a bulletin. `byte` counts from 0 in the
/// file as received.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    #[error(transparent)]
    Text(#[from] TextError),
    #[error("not valid {} at byte {byte}", encoding.name())]
    Malformed { encoding: Encoding, byte: usize },
    #[error("begins with the byte-order mark of {}, but is said to be {}", mark.name(), given.name())]
    OtherMark { mark: Encoding, given: Encoding },
    #[error("is UTF-8, but is said to be {}", given.name())]
    IsUtf8 { given: Encoding },
    #[error("not a text: {}", .0.what)]
    Foreign(Foreign),
    #[error("holds no text that is shown")]
    NothingShown,
    #[error("{0}")]
    Page(PageLimit),
    #[error("is damaged, or cut off")]
    Damaged,
    #[error("is encrypted")]
    Encrypted,
    #[error("is packed in a way that is not known")]
    Method,
    #[error("unpacks to more than {} MiB", .0 / 1024 / 1024)]
    Unpacked(u64),
    #[error("has {0} members, more than {MAX_MEMBERS}")]
    Members(usize),
    #[error("has two members of one name")]
    Twice,
    #[error("is an archive where a text should be")]
    Nested,
    #[error("{0}")]
    Io(String),
}

/// What a page or document goes beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PageLimit {
    #[error("a page larger than {} MiB", MAX_PAGE_BYTES / 1024 / 1024)]
    Size,
    #[error("more than {0} tags")]
    Tags(usize),
    #[error("more than {0} elements inside each other")]
    Depth(usize),
}

impl IntakeError {
    /// One action that helps.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            IntakeError::Text(TextError::NotUtf8 { .. }) => {
                Some("name its encoding, for instance --encoding windows-1254")
            }
            IntakeError::Text(TextError::Nul { .. }) => {
                Some("if it is UTF-16, name its encoding: --encoding utf-16le or utf-16be")
            }
            IntakeError::Malformed { .. } => Some("name another encoding with --encoding"),
            IntakeError::OtherMark { .. } | IntakeError::IsUtf8 { .. } => {
                Some("import it without --encoding")
            }
            IntakeError::Foreign(foreign) => Some(foreign.help),
            IntakeError::Page(_) => Some("save its text as a .txt file"),
            IntakeError::Encrypted
            | IntakeError::Method
            | IntakeError::Twice
            | IntakeError::Nested
            | IntakeError::Members(_) => Some("unpack it, and import the folder"),
            _ => None,
        }
    }
}

/// The text of bytes that came under a name, as `given` says or as they
/// show themselves. Texts, pages and Word documents are read.
///
/// # Errors
/// Every [`IntakeError`]; nothing is ever decoded with loss.
pub fn read(name: &str, bytes: Vec<u8>, given: Option<Encoding>) -> Result<Text, IntakeError> {
    if bytes.len() > MAX_DOCUMENT_BYTES {
        return Err(TextError::TooLarge.into());
    }
    let original = sha256(&bytes);
    let content = match Kind::of(name, &bytes) {
        Kind::Text => {
            let known = Known {
                given,
                claimed: None,
            };
            return Ok(Text::new(decode::decode(bytes, known)?, original)?);
        }
        Kind::Page if bytes.len() > MAX_PAGE_BYTES => {
            return Err(IntakeError::Page(PageLimit::Size));
        }
        Kind::Page => {
            let claimed = charset::named(&bytes);
            page::extract(&decode::decode(bytes, Known { given, claimed })?)?
        }
        Kind::Zip => {
            let mut archive = Archive::open(Cursor::new(bytes))?;
            match archive.packed() {
                Packed::Document => archive.document()?,
                Packed::Members => return Err(IntakeError::Nested),
                Packed::Foreign(foreign) => return Err(IntakeError::Foreign(foreign)),
            }
        }
        Kind::Gzip => return Err(IntakeError::Nested),
        Kind::Foreign(foreign) => return Err(IntakeError::Foreign(foreign)),
    };
    Text::new(content, original).map_err(|error| match error {
        TextError::Empty => IntakeError::NothingShown,
        other => other.into(),
    })
}
