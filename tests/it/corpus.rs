//! Texts of every family in three languages, each written by somebody who had
//! not seen the program. What they print is read, or known to be lost.

use crate::families::read;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A figure of a text: its period, indicator and value.
type Figure = (String, String, i64);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// Figures by the name of their text.
fn table(name: &str) -> BTreeMap<String, BTreeSet<Figure>> {
    let mut figures: BTreeMap<String, BTreeSet<Figure>> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(folder().join(name)).unwrap();
    for row in reader.records().map(Result::unwrap) {
        let figure = (
            row[1].to_owned(),
            row[2].to_owned(),
            row[3].parse().unwrap(),
        );
        // Two bulletins of one text may give the same figure.
        figures.entry(row[0].to_owned()).or_default().insert(figure);
    }
    figures
}

/// No figure is another one's or of another period; those that stay unread are
/// listed in losses.csv, and what is read now has to leave that list.
#[test]
fn no_figure_is_wrong_and_every_loss_is_known() {
    let (expected, losses) = (table("expected.csv"), table("losses.csv"));
    let files = fs::read_dir(folder()).unwrap().map(Result::unwrap);
    let texts = files.filter(|file| file.path().extension().is_some_and(|end| end == "txt"));
    let mut count = 0;
    let none = BTreeSet::new();
    for file in texts {
        let name = file.file_name().into_string().unwrap();
        let content = fs::read_to_string(file.path()).unwrap();
        let found = read(&content).into_iter();
        let found: BTreeSet<Figure> = found
            .map(|figure| (figure.period, figure.indicator, figure.value))
            .collect();
        let wanted = expected.get(&name).unwrap_or(&none);
        let wrong: Vec<&Figure> = found.difference(wanted).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
        let lost: BTreeSet<Figure> = wanted.difference(&found).cloned().collect();
        assert_eq!(
            &lost,
            losses.get(&name).unwrap_or(&none),
            "{name}: lost and known to be"
        );
        count += 1;
    }
    assert_eq!(count, 296);
    assert!(losses.keys().all(|name| expected.contains_key(name)));
}
