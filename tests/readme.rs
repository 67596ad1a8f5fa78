//! The console blocks of README are run, in order, on a file of their own.

#[test]
fn the_tour_of_the_readme_is_true() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sms.sqlite");
    let cases = trycmd::TestCases::new();
    cases
        .env("SMSDB_FILE", file.to_str().unwrap())
        .case("README.md");
    cases.run();
}
