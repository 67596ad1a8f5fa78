//! House rules: who may know whom, how long a file may be, what is absent.

use std::fs;
use std::path::{Path, PathBuf};

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push((path.clone(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    // A file of tests alone is no source.
    found.retain(|(path, _)| !path.ends_with("tests.rs"));
    assert!(found.len() > 20);
    found
}

/// The room of a file: `bulletin` of src/bulletin/text.rs.
fn room(path: &Path) -> String {
    let inside = path
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .unwrap();
    let first = inside
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The part of a file that is not its tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap()
}

#[test]
fn rooms_know_only_whom_they_may() {
    let allowed: [(&str, &[&str]); 12] = [
        ("bulletin", &["bulletin"]),
        ("intake", &["intake", "bulletin"]),
        ("rows", &[]),
        ("snippet", &[]),
        ("sql", &["sql"]),
        ("stop", &[]),
        ("saved", &[]),
        ("render", &["render", "rows"]),
        (
            "store",
            &[
                "store", "bound", "bulletin", "rows", "snippet", "sql", "stop", "VERSION",
            ],
        ),
        ("bound", &["bound"]),
        ("cli", &["render"]),
        (
            "repl",
            &[
                "repl", "cli", "cmd", "error", "render", "saved", "sql", "stop", "store",
            ],
        ),
    ];
    for (path, text) in sources() {
        let Some((room, known)) = allowed.iter().find(|(name, _)| *name == room(&path)) else {
            continue;
        };
        for used in code(&text).split("crate::").skip(1) {
            let name: String = used
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            assert!(
                known.contains(&name.as_str()),
                "{} ({room}) uses {name}",
                path.display()
            );
        }
    }
}

#[test]
fn crates_stay_in_their_rooms() {
    for (krate, home) in [
        ("rusqlite", "store"),
        ("refinery", "store"),
        ("comfy_table", "render"),
        ("rust_xlsxwriter", "render"),
        ("signal_hook", "main"),
        ("indicatif", "cmd"),
        ("rustyline", "repl"),
        ("encoding_rs", "intake"),
        ("html5gum", "intake"),
        ("zip", "intake"),
        ("flate2", "intake"),
    ] {
        for (path, text) in sources() {
            let used = code(&text).lines().any(|line| {
                !line.trim_start().starts_with("//") && line.contains(&format!("{krate}::"))
            });
            assert!(
                !used || room(&path) == home,
                "{} says {krate}",
                path.display()
            );
        }
    }
}

#[test]
fn files_are_short_say_what_they_own_and_cannot_panic() {
    for (path, text) in sources() {
        let shown = path.display();
        assert!(
            text.starts_with("//! "),
            "{shown} does not say what it owns"
        );
        assert!(text.lines().count() <= 400, "{shown} is too long");
        for word in [
            ".unwrap()",
            ".expect(",
            "panic!",
            "todo!",
            "unreachable!",
            "println!",
            "process::exit",
        ] {
            assert!(!code(&text).contains(word), "{shown} says {word}");
        }
    }
}
