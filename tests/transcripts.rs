//! The console blocks of README and of tests/cmd are run, in order, each file
//! in a folder of its own. TRYCMD=overwrite writes down what is printed.

use std::path::{Path, PathBuf};

#[test]
fn readme_and_the_transcripts_of_every_command_are_true() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = std::fs::read_dir(project.join("tests/cmd"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ending == "md" || ending == "toml")
        })
        .collect();
    assert!(files.len() > 15);
    files.sort();
    files.insert(0, project.join("README.md"));
    for file in files {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(project.join("tests"), folder.path().join("tests")).unwrap();
        for text in ["README.md", "LICENSE"] {
            std::fs::copy(project.join(text), folder.path().join(text)).unwrap();
        }
        std::env::set_current_dir(folder.path()).unwrap();
        let cases = trycmd::TestCases::new();
        for (key, value) in [
            (
                "SMSDB_QUERIES",
                folder.path().join("queries").to_str().unwrap(),
            ),
            ("COLUMNS", "80"),
        ] {
            cases.env(key, value);
        }
        cases.case(file);
        cases.run();
    }
}

#[test]
fn every_command_has_a_transcript_and_an_example_in_its_help() {
    use clap::CommandFactory;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    for command in smsdb::cli::Cli::command().get_subcommands() {
        let name = command.get_name();
        let example = command.get_after_help().map(ToString::to_string);
        let shown = format!("smsdb {name}");
        let own = |text: &String| text.contains("Example") && text.contains(name);
        assert!(
            example.is_some_and(|text| own(&text)),
            "{shown} has no example"
        );
        assert!(
            folder.join(format!("{name}.md")).exists(),
            "{shown} has no transcript"
        );
    }
}
