//! A person's own saved queries: a folder of `.sql` files, read and written.

use super::SavedQuery;
use super::head::{Fault, Wrong, compose};
use etcetera::BaseStrategy as _;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// The longest query that is read, in bytes.
const LONGEST: u64 = 1_000_000;

/// A folder of query files; it need not exist yet.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

/// A saved query that cannot be used, or a folder that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{place}{}: {wrong}", line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct Broken {
    /// Of the query; empty for a folder.
    pub name: String,
    /// The file that holds it, or `file/NAME`.
    pub place: String,
    pub line: Option<usize>,
    pub wrong: Wrong,
}

impl Broken {
    pub fn new(name: &str, place: impl Into<String>, fault: Fault) -> Broken {
        Broken {
            name: name.to_owned(),
            place: place.into(),
            line: Some(fault.line),
            wrong: fault.wrong,
        }
    }

    fn unreadable(name: &str, path: &Path, why: impl ToString) -> Broken {
        Broken {
            name: name.to_owned(),
            place: path.display().to_string(),
            line: None,
            wrong: Wrong::Unreadable(why.to_string()),
        }
    }
}

/// A query that cannot be saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error(
        "there is no folder for your queries; the environment variable SMSDB_QUERIES names one"
    )]
    NoFolder,
    #[error(
        "{0:?} cannot name a query; letters, digits, - and _ can, with a letter or digit first"
    )]
    Name(String),
    #[error("{} exists", .0.display())]
    Exists(PathBuf),
    #[error("the query cannot be saved: {}", .0.wrong)]
    Fault(Fault),
    #[error("cannot write {}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
}

/// Writes a query into the person's folder, as `NAME.sql`.
///
/// # Errors
/// As for [`Folder::save`]; also that there is no such folder.
pub fn save(name: &str, title: &str, sql: &str, overwrite: bool) -> Result<PathBuf, SaveError> {
    let folder = Folder::yours().ok_or(SaveError::NoFolder)?;
    folder.save(name, title, sql, overwrite)
}

impl Folder {
    /// The one that SMSDB_QUERIES names, else `smsdb/queries` in the person's
    /// configuration folder; None for somebody without a home.
    pub fn yours() -> Option<Folder> {
        let named = std::env::var_os("SMSDB_QUERIES").filter(|path| !path.is_empty());
        let usual = || {
            let person = etcetera::choose_base_strategy().ok()?;
            Some(person.config_dir().join("smsdb/queries"))
        };
        let path = named.map(PathBuf::from).or_else(usual)?;
        Some(Folder { path })
    }

    /// Its queries, by name; each that cannot be used says why.
    pub fn queries(&self) -> Vec<Result<SavedQuery, Broken>> {
        let entries = fs::read_dir(&self.path)
            .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
        let mut files: Vec<PathBuf> = match entries {
            Ok(files) => files,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
            Err(error) => return vec![Err(Broken::unreadable("", &self.path, error))],
        };
        // Editors keep their hidden copies here.
        files.retain(|path| {
            let name = path.file_name().unwrap_or_default().as_encoded_bytes();
            name.ends_with(b".sql") && !name.starts_with(b".")
        });
        files.sort();
        files.iter().map(|path| read(path)).collect()
    }

    /// Writes a query as `NAME.sql`, whole or not at all; makes the folder,
    /// for its owner alone. Parameters of the SQL that its head does not
    /// describe become parameters that are asked for. A title replaces the
    /// one of the head.
    ///
    /// # Errors
    /// A name that could not be typed, a query that could not be read back, a
    /// file of this name unless it is to be overwritten, a full disk.
    pub fn save(
        &self,
        name: &str,
        title: &str,
        sql: &str,
        overwrite: bool,
    ) -> Result<PathBuf, SaveError> {
        let sound = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        if !name.chars().all(sound) || !name.starts_with(char::is_alphanumeric) {
            return Err(SaveError::Name(name.to_owned()));
        }
        let text = compose(title, sql).map_err(SaveError::Fault)?;
        SavedQuery::parse(name, &text).map_err(SaveError::Fault)?;
        let path = self.path.join(format!("{name}.sql"));
        if !overwrite && path.symlink_metadata().is_ok() {
            return Err(SaveError::Exists(path));
        }
        match self.write(&path, &text, overwrite) {
            Ok(()) => Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Err(SaveError::Exists(path))
            }
            Err(source) => Err(SaveError::Io { path, source }),
        }
    }

    fn write(&self, path: &Path, text: &str, overwrite: bool) -> io::Result<()> {
        let mut folder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
        folder.recursive(true).create(&self.path)?;
        let mut file = tempfile::Builder::new()
            .prefix(".smsdb-")
            .tempfile_in(&self.path)?;
        file.write_all(text.as_bytes())?;
        let named = if overwrite {
            file.persist(path)
        } else {
            file.persist_noclobber(path)
        };
        named.map(drop).map_err(|error| error.error)
    }
}

fn read(path: &Path) -> Result<SavedQuery, Broken> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let bytes = bytes(path).map_err(|error| Broken::unreadable(&name, path, error))?;
    let broken = |fault| Broken::new(&name, path.display().to_string(), fault);
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        broken(Fault {
            line: good.split(|byte| *byte == b'\n').count(),
            wrong: Wrong::NotUtf8,
        })
    })?;
    SavedQuery::parse(&name, &text).map_err(broken)
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    // Opening a pipe would wait for somebody to write to it.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("no regular file"));
    }
    let mut bytes = Vec::new();
    let file = File::open(path)?;
    file.take(LONGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST {
        return Err(io::Error::other(format!("longer than {LONGEST} bytes")));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Folder) {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a/queries");
        (place, Folder { path })
    }

    #[test]
    fn a_saved_query_reads_back_and_is_not_overwritten_unasked() {
        let (_place, folder) = folder();
        assert!(folder.queries().is_empty());
        let sql = "SELECT :indicator, :from";
        let path = folder.save("my-own_1", "Mine", sql, false).unwrap();
        let [Ok(query)] = &folder.queries()[..] else {
            panic!("{:?}", folder.queries())
        };
        assert_eq!(
            (query.name.as_str(), query.title.as_str()),
            ("my-own_1", "Mine")
        );
        assert_eq!(query.signature(), "indicator from");
        let again = folder.save("my-own_1", "Other", "SELECT 2", false);
        assert!(matches!(again, Err(SaveError::Exists(found)) if found == path));
        assert!(fs::read_to_string(&path).unwrap().contains("Mine"));
        folder.save("my-own_1", "Other", "SELECT 2", true).unwrap();
        let entries = fs::read_dir(&folder.path).unwrap().count();
        assert_eq!(
            (fs::read_to_string(&path).unwrap().as_str(), entries),
            ("-- title: Other\nSELECT 2\n", 1)
        );
    }

    #[cfg(unix)]
    #[test]
    fn the_folder_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_place, folder) = folder();
        folder.save("q", "", "SELECT 1", false).unwrap();
        let mode = fs::metadata(&folder.path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }

    #[test]
    fn a_name_is_one_that_can_be_typed() {
        let (_place, folder) = folder();
        for name in ["", "../x", "a b", "a.b", "-x", "_x", "a/b", "a\u{202e}b"] {
            let saved = folder.save(name, "", "SELECT 1", false);
            assert!(matches!(saved, Err(SaveError::Name(_))), "{name}");
        }
        folder.save("qərar-2024", "", "SELECT 1", false).unwrap();
        assert!(matches!(
            folder.save("q", "", "-- none", false),
            Err(SaveError::Fault(_))
        ));
    }
}
