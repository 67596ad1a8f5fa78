//! A folder of its own for each test, and words to speak with smsdb.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder with a file `sms.sqlite` in the making.
pub struct Desk {
    folder: tempfile::TempDir,
}

/// What a run of the program left behind.
pub struct Outcome {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Desk {
        Desk {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A desk on which these texts have been imported, in this order.
    pub fn with(texts: &[(&str, &str)]) -> Desk {
        let desk = Desk::new();
        for (name, text) in texts {
            desk.write(name, text);
        }
        let names: Vec<&str> = texts.iter().map(|(name, _)| *name).collect();
        desk.run(&[&["import"], &names[..]].concat()).succeeds();
        desk
    }

    /// A desk with the real bulletins, if they are at hand.
    pub fn with_real() -> Option<Desk> {
        let desk = Desk::new();
        let real = shared("bulletins/english-2023-2025.txt")?;
        desk.run(&["import", real.to_str().unwrap()]).succeeds();
        Some(desk)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_smsdb"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("SMSDB_FILE")
            .env("SMSDB_QUERIES", self.path("own"));
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Outcome {
        Outcome::of(self.command(arguments).output().unwrap())
    }

    pub fn pipe(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Outcome {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // A program that reads nothing closes its input.
        let _ = stdin.write_all(input.as_ref());
        drop(stdin);
        Outcome::of(child.wait_with_output().unwrap())
    }

    /// The rows of a query, cells joined by `|`.
    pub fn rows(&self, sql: &str) -> Vec<String> {
        let outcome = self.run(&["query", sql, "--format", "csv"]).succeeds();
        let mut reader = csv::ReaderBuilder::new().from_reader(outcome.out.as_bytes());
        let records = reader.records().map(Result::unwrap);
        records
            .map(|record| record.iter().collect::<Vec<_>>().join("|"))
            .collect()
    }

    /// The only cell of a query.
    pub fn cell(&self, sql: &str) -> String {
        let rows = self.rows(sql);
        assert_eq!(rows.len(), 1, "{sql}");
        rows[0].clone()
    }
}

impl Outcome {
    fn of(output: Output) -> Outcome {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
        let code = output.status.code().expect("smsdb ended by itself");
        Outcome {
            code,
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    #[track_caller]
    pub fn succeeds(self) -> Outcome {
        assert_eq!(self.code, 0, "out: {}\nerr: {}", self.out, self.err);
        self
    }

    /// Ends with this code and says these words on standard error, and never
    /// that it panicked.
    #[track_caller]
    pub fn fails(self, code: i32, words: &[&str]) -> Outcome {
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in: {}", self.err);
        }
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }
}

/// A file of the shared folder. Where it is absent the test says so and
/// ends, unless SMSDB_REQUIRE_SHARED is set, as the gate does.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(name);
    if path.exists() {
        return Some(path);
    }
    assert!(
        std::env::var_os("SMSDB_REQUIRE_SHARED").is_none(),
        "{name} is required"
    );
    eprintln!("skipped: ../shared/{name} is not here");
    None
}

/// A bulletin of our own that ships with the project.
pub fn sample(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/bulletins")
        .join(name);
    fs::read_to_string(path).unwrap()
}

/// Bulletins of the sample text, by their positions: a text of its own.
pub fn cut(sample: &str, positions: std::ops::RangeInclusive<usize>) -> String {
    let desk = Desk::with(&[("whole.txt", sample)]);
    let lines: Vec<&str> = sample.lines().collect();
    let spans = desk.rows("SELECT first_line, last_line FROM bulletin ORDER BY position");
    let (first, last) = (positions.start() - 1, positions.end() - 1);
    let number = |row: &str, at: usize| row.split('|').nth(at).unwrap().parse::<usize>().unwrap();
    lines[number(&spans[first], 0) - 1..number(&spans[last], 1)].join("\n")
}
