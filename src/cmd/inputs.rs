//! Which files an import reads: named files, folders, standard input.

use super::reading::{self, Source};
use crate::bulletin::Text;
use crate::intake::{Member, Packed};
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
    /// The path is that of a zip file, and this one is in it.
    pub member: Option<Member>,
}

/// What the paths of an import come to.
#[derive(Debug, Default)]
pub struct Inputs {
    pub texts: Vec<Input>,
    /// Files of folders and zip files that are no texts, and hidden ones.
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
const ENDINGS: [&str; 7] = ["txt", "md", "html", "htm", "docx", "gz", "zip"];

/// Finds the inputs; folders are searched in the order of their paths.
pub fn collect(paths: &[PathBuf]) -> Inputs {
    let mut found = Inputs::default();
    for path in paths {
        if path.as_os_str() == "-" {
            found.texts.push(Input {
                path: None,
                named: true,
                database: false,
                member: None,
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
            Ok(_) => found.add(path.clone(), true),
            Err(error) => found.faults.push(fault(path, &error)),
        }
    }
    found
}

impl Inputs {
    /// A file; of a zip file that is no document, its members. One of which
    /// nothing can be told is left to the reading, which says why.
    fn add(&mut self, path: PathBuf, named: bool) {
        let start = start(&path);
        let input = |member| Input {
            path: Some(path.clone()),
            named,
            database: named && start == b"SQLite format 3\0",
            member,
        };
        let archive = reading::is_archive(&path, &start).then(|| reading::open(&path));
        if let Some(Ok(archive)) = archive
            && archive.packed() == Packed::Members
        {
            let (members, others) = archive.members();
            self.skipped += others;
            if members.is_empty() && named {
                let fault = input(None).fault("holds no file that is read", None);
                self.faults.push(fault);
            }
            let members = members.into_iter().map(|member| input(Some(member)));
            self.texts.extend(members);
        } else {
            self.texts.push(input(None));
        }
    }
}

/// Whether a file begins as an SQLite file does.
pub fn is_database(path: &Path) -> bool {
    start(path) == b"SQLite format 3\0"
}

/// The first bytes of a file; none of one that cannot be read.
fn start(path: &Path) -> Vec<u8> {
    // A named pipe would wait for somebody to write to it.
    if !fs::metadata(path).is_ok_and(|what| what.is_file()) {
        return Vec::new();
    }
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(16).read_to_end(&mut start));
    read.map_or_else(|_| Vec::new(), |_| start)
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
            found.add(path, false);
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
    /// The path as it was given, then the path in the zip file.
    pub fn shown(&self) -> String {
        let path = self.path.as_ref().map_or_else(
            || "standard input".to_owned(),
            |path| path.display().to_string(),
        );
        match &self.member {
            Some(member) => format!("{path}/{}", member.path),
            None => path,
        }
    }

    /// The name that the document gets: no folder, and what is packed has
    /// the name it has when it is unpacked.
    pub fn name(&self) -> String {
        if let Some(member) = &self.member {
            let name = member.path.rsplit('/').next();
            return name.unwrap_or(&member.path).to_owned();
        }
        let name = self.path.as_deref().and_then(Path::file_name);
        let name = name.map_or_else(
            || "stdin".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        );
        match name.rsplit_once('.') {
            Some((stem, ending)) if ending.eq_ignore_ascii_case("gz") && !stem.is_empty() => {
                stem.to_owned()
            }
            _ => name,
        }
    }

    /// Reads and decodes; never more than a document may have.
    ///
    /// # Errors
    /// A file that cannot be read, or that is no text.
    pub fn text(&self, source: &mut Source, standard_input: &mut dyn Read) -> Result<Text, Fault> {
        source
            .text(self, standard_input)
            .map_err(|error| self.fault(&error.to_string(), error.help()))
    }

    pub fn fault(&self, what: &str, help: Option<&str>) -> Fault {
        Fault {
            path: self.shown(),
            what: what.to_owned(),
            help: help.map(str::to_owned),
        }
    }
}
