//! Reads the inputs of an import: files, standard input, members of zip
//! files, one at a time.

use super::inputs::Input;
use crate::bulletin::{MAX_DOCUMENT_BYTES, Text, TextError};
use crate::intake::{self, Archive, Encoding, IntakeError};
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

/// An open zip file.
pub type ZipFile = Archive<BufReader<File>>;

/// Where texts are read from, and as what.
pub struct Source {
    /// Of all texts and pages, as the person says.
    encoding: Option<Encoding>,
    /// The zip file that was read last: its members follow one another.
    archive: Option<(PathBuf, ZipFile)>,
}

impl Source {
    pub fn new(encoding: Option<Encoding>) -> Source {
        Source {
            encoding,
            archive: None,
        }
    }

    /// # Errors
    /// What cannot be read, or is no text.
    pub fn text(
        &mut self,
        input: &Input,
        standard_input: &mut dyn Read,
    ) -> Result<Text, IntakeError> {
        let bytes = match (&input.path, &input.member) {
            (Some(path), Some(member)) => self.archive(path)?.member(member.index)?,
            (Some(path), None) => unpacked(&mut regular(path)?)?,
            (None, _) => unpacked(standard_input)?,
        };
        intake::read(&input.name(), bytes, self.encoding)
    }

    fn archive(&mut self, path: &Path) -> Result<&mut ZipFile, IntakeError> {
        let known = self.archive.take().filter(|(own, _)| own == path);
        let archive = match known {
            Some((_, archive)) => archive,
            None => open(path)?,
        };
        Ok(&mut self.archive.insert((path.to_owned(), archive)).1)
    }
}

/// Whether a file is to be looked into for its members.
pub fn is_archive(path: &Path, start: &[u8]) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    let is_document = name.is_some_and(|name| intake::ending(&name).as_deref() == Some("docx"));
    intake::is_zip(start) && !is_document
}

/// Opens a zip file.
///
/// # Errors
/// A file that cannot be read, or that is no whole zip file.
pub fn open(path: &Path) -> Result<ZipFile, IntakeError> {
    let file = File::open(path).map_err(io)?;
    Archive::open(BufReader::new(file))
}

/// The bytes of a file, unpacked if they are gzip's.
fn unpacked(mut from: &mut dyn Read) -> Result<Vec<u8>, IntakeError> {
    let mut start = Vec::new();
    (&mut from).take(2).read_to_end(&mut start).map_err(io)?;
    let is_gzip = intake::Kind::of("", &start) == intake::Kind::Gzip;
    let mut all = start.as_slice().chain(from);
    if is_gzip {
        return intake::gunzip(all);
    }
    let mut bytes = Vec::new();
    let limit = MAX_DOCUMENT_BYTES as u64 + 1;
    all.by_ref()
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(io)?;
    if bytes.len() > MAX_DOCUMENT_BYTES {
        return Err(TextError::TooLarge.into());
    }
    Ok(bytes)
}

/// A named pipe is read as it is; a device might never end.
fn regular(path: &Path) -> Result<File, IntakeError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let kind = fs::metadata(path).map_err(io)?.file_type();
        if kind.is_char_device() || kind.is_block_device() || kind.is_socket() {
            return Err(IntakeError::Io("is a device, not a text".to_owned()));
        }
    }
    File::open(path).map_err(io)
}

fn io(error: std::io::Error) -> IntakeError {
    IntakeError::Io(error.to_string())
}
