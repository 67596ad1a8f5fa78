//! The console blocks of README are run, in order, in a folder of their own.

use std::path::Path;

#[test]
fn the_tour_of_the_readme_is_true() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let readme = folder.path().join("README.md");
    std::fs::copy(project.join("README.md"), &readme).unwrap();
    std::os::unix::fs::symlink(project.join("tests"), folder.path().join("tests")).unwrap();
    std::env::set_current_dir(folder.path()).unwrap();
    let cases = trycmd::TestCases::new();
    cases.env("SMSDB_QUERIES", folder.path().join("own").to_string_lossy());
    cases.case(readme);
    cases.run();
}
