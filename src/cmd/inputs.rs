//! Which files an import reads: named files, folders, standard input.

use crate::bulletin::{MAX_DOCUMENT_BYTES, Text, TextError};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// One text to import.
#[derive(Debug, Clone)]
pub struct Input {
    /// None of standard input.
    pub path: Option<PathBuf>,
    /// Named by the person, not found in a folder.
    pub named: bool,
    /// Begins as an SQLite file does.
    pub database: bool,
}

/// What the paths of an import come to.
#[derive(Debug, Default)]
pub struct Inputs {
    pub texts: Vec<Input>,
    /// Files of folders that are no texts, and hidden ones.
    pub skipped: u64,
    /// Named folders, with the range of their inputs.
    pub folders: Vec<(PathBuf, std::ops::Range<usize>)>,
    /// What cannot be read, in words.
    pub faults: Vec<Fault>,
}

/// A path that cannot be imported, and why.
#[derive(Debug)]
pub struct Fault {
    pub path: String,
    pub what: String,
    pub help: Option<String>,
}

/// Endings of the files that are read in folders.
const ENDINGS: [&str; 2] = ["txt", "md"];

/// Finds the inputs; folders are searched in the order of their paths.
pub fn collect(paths: &[PathBuf]) -> Inputs {
    let mut found = Inputs::default();
    for path in paths {
        if path.as_os_str() == "-" {
            found.texts.push(Input {
                path: None,
                named: true,
                database: false,
            });
            continue;
        }
        match fs::metadata(path) {
            Ok(what) if what.is_dir() => {
                let first = found.texts.len();
                search(path, &mut found);
                let range = first..found.texts.len();
                found.folders.push((path.clone(), range));
            }
            Ok(_) => found.texts.push(Input {
                path: Some(path.clone()),
                named: true,
                database: is_database(path),
            }),
            Err(error) => found.faults.push(fault(path, &error)),
        }
    }
    found
}

/// Whether a file begins as an SQLite file does.
pub fn is_database(path: &Path) -> bool {
    // A named pipe would wait for somebody to write to it.
    if !fs::metadata(path).is_ok_and(|what| what.is_file()) {
        return false;
    }
    let mut start = [0; 16];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == *b"SQLite format 3\0"
}

/// Links to folders are not followed, so that no loop is.
fn search(folder: &Path, found: &mut Inputs) {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut paths: Vec<PathBuf> = match entries {
        Ok(entries) => entries.iter().map(fs::DirEntry::path).collect(),
        Err(error) => return found.faults.push(fault(folder, &error)),
    };
    paths.sort();
    for path in paths {
        let hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let is_link = path.is_symlink();
        if path.is_dir() && !is_link && !hidden {
            search(&path, found);
        } else if path.is_file() && !hidden && has_text_ending(&path) {
            found.texts.push(Input {
                path: Some(path),
                named: false,
                database: false,
            });
        } else {
            found.skipped += 1;
        }
    }
}

fn has_text_ending(path: &Path) -> bool {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

fn fault(path: &Path, error: &std::io::Error) -> Fault {
    let what = match error.kind() {
        std::io::ErrorKind::NotFound => "does not exist".to_owned(),
        _ => error.to_string(),
    };
    Fault {
        path: path.display().to_string(),
        what,
        help: None,
    }
}

impl Input {
    /// The path as it was given.
    pub fn shown(&self) -> String {
        self.path.as_ref().map_or_else(
            || "standard input".to_owned(),
            |path| path.display().to_string(),
        )
    }

    /// The name that the document gets: no folder.
    pub fn name(&self) -> String {
        let name = self.path.as_deref().and_then(Path::file_name);
        name.map_or_else(
            || "stdin".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        )
    }

    /// Reads and decodes; never more than a document may have.
    ///
    /// # Errors
    /// A file that cannot be read, or that is no text.
    pub fn text(&self, standard_input: &mut dyn Read) -> Result<Text, Fault> {
        let bytes = match &self.path {
            None => read(standard_input),
            Some(path) if is_web_page(path) => {
                return Err(self.fault(
                    "is a web page, which is not read yet",
                    Some("save it as text"),
                ));
            }
            Some(path) => regular(path).and_then(|mut file| read(&mut file)),
        };
        let bytes = bytes.map_err(|error| self.fault(&error.to_string(), None))?;
        Text::decode(bytes).map_err(|error| self.fault(&error.to_string(), help(&error)))
    }

    pub fn fault(&self, what: &str, help: Option<&str>) -> Fault {
        Fault {
            path: self.shown(),
            what: what.to_owned(),
            help: help.map(str::to_owned),
        }
    }
}

fn is_web_page(path: &Path) -> bool {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ["html", "htm"].contains(&ending.as_str()))
}

/// A named pipe is read as it is; a device might never end.
fn regular(path: &Path) -> std::io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let kind = fs::metadata(path)?.file_type();
        if kind.is_char_device() || kind.is_block_device() || kind.is_socket() {
            return Err(std::io::Error::other("is a device, not a text"));
        }
    }
    File::open(path)
}

fn read(from: &mut dyn Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MAX_DOCUMENT_BYTES as u64 + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn help(error: &TextError) -> Option<&'static str> {
    match error {
        TextError::NotUtf8 { .. } => {
            Some("save it as UTF-8, for instance with iconv -f WINDOWS-1254 -t UTF-8")
        }
        TextError::Utf16 => Some("save it as UTF-8, for instance with iconv -f UTF-16 -t UTF-8"),
        TextError::Binary(_) => Some("save its text as a .txt file"),
        _ => None,
    }
}
