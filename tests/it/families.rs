//! Bulletins of every family and language: the examples figure by figure, and
//! what holds of them with other figures, other words and other orders.

use crate::support::Desk;
use proptest::prelude::*;
use smsdb::bulletin::{Lexicon, Reader, Role, Text};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::built_in().unwrap())
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples")
}

/// The example texts by name; the web page as what its reader sees.
pub fn examples() -> &'static BTreeMap<String, String> {
    static EXAMPLES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    EXAMPLES.get_or_init(|| {
        let files = fs::read_dir(folder()).unwrap().map(Result::unwrap);
        let texts = files.filter(|file| {
            let path = file.path();
            path.extension()
                .is_some_and(|end| end == "txt" || end == "html")
        });
        let name = |file: &fs::DirEntry| file.file_name().into_string().unwrap();
        let text = |file: &fs::DirEntry| {
            let bytes = fs::read(file.path()).unwrap();
            if file.path().extension().is_some_and(|end| end == "txt") {
                return String::from_utf8(bytes).unwrap();
            }
            let text = smsdb::intake::read(&name(file), bytes, None).unwrap();
            text.content().to_owned()
        };
        let examples: BTreeMap<_, _> = texts.map(|file| (name(&file), text(&file))).collect();
        assert_eq!(examples.len(), 24);
        examples
    })
}

fn table(name: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(folder().join(name)).unwrap();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

/// A figure that was read: where it stands and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub line: usize,
    /// Place in the line, in characters from 0, and its length.
    column: usize,
    length: usize,
    bulletin: usize,
    pub period: String,
    pub indicator: String,
    pub value: i64,
}

/// What is read in a text, in the order of the text.
pub fn read(content: &str) -> Vec<Found> {
    let Ok(text) = Text::decode(content.as_bytes().to_vec()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut bulletins = 0;
    for mut passage in Reader::new(&text, lexicon()) {
        let period = passage
            .bulletin
            .as_ref()
            .and_then(|bulletin| bulletin.period);
        let period = period.map_or(String::new(), |period| period.to_string());
        bulletins += usize::from(passage.bulletin.is_some());
        passage
            .numbers
            .sort_by_key(|number| (number.line_no, number.column_no));
        for number in &passage.numbers {
            if let Role::Observation(indicator) = number.role {
                found.push(Found {
                    line: number.line_no,
                    column: number.column_no - 1,
                    length: number.length,
                    bulletin: bulletins,
                    period: period.clone(),
                    indicator: indicator.to_owned(),
                    value: number.value.unwrap(),
                });
            }
        }
    }
    found
}

#[test]
fn every_example_reads_exactly_as_expected() {
    let expected = table("expected.csv");
    for (name, text) in examples() {
        let row = |found: &Found| {
            let Found {
                bulletin,
                period,
                indicator,
                value,
                ..
            } = found;
            format!("{bulletin},{period},{indicator},{value}")
        };
        let mut found: Vec<String> = read(text).iter().map(row).collect();
        let wanted = expected.iter().filter(|row| row[0] == *name);
        let mut wanted: Vec<String> = wanted.map(|row| row[1..].join(",")).collect();
        assert!(!wanted.is_empty(), "{name}");
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{name}");
    }
}

#[test]
fn what_has_no_code_is_listed_as_unread() {
    let rows = table("unread.csv");
    assert_eq!(rows.len(), 26);
    for (name, text) in examples() {
        let desk = Desk::with(&[(name, text)]);
        let mut unread = desk.rows("SELECT value FROM unread");
        for row in rows.iter().filter(|row| row[0] == *name) {
            let at = unread.iter().position(|value| *value == row[1]);
            let at = at.unwrap_or_else(|| panic!("{name}: {} is not unread", row[1]));
            unread.remove(at);
        }
    }
}

/// A number in one of the styles that bulletins have printed.
fn print(value: i64, style: usize, language: &str) -> String {
    let (million, thousand) = match language {
        "az" => ("milyon", "min"),
        "ru" => ("млн.", "тыс."),
        _ => ("million", "thousand"),
    };
    let mark = match style {
        0 => "",
        1 => ",",
        2 => ".",
        3 => " ",
        4 => "\u{a0}",
        5 => "\u{202f}",
        _ => {
            let parts = [
                (value / 1_000_000, million),
                (value / 1000 % 1000, thousand),
                (value % 1000, ""),
            ];
            // Without smaller digits it would look rounded.
            if parts[2].0 > 0 {
                let parts = parts.iter().filter(|(value, _)| *value > 0);
                let words = parts.map(|(value, word)| format!("{value} {word}"));
                return words.collect::<Vec<_>>().join(" ").trim_end().to_owned();
            }
            ""
        }
    };
    let digits = value.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups: Vec<&str> = groups
        .map(|group| std::str::from_utf8(group).unwrap())
        .collect();
    groups.join(mark)
}

/// A number that depends on all bits of a seed and a place (splitmix64).
pub fn mixed(seed: u64, at: usize) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(at as u64 + 1));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The example with other figures: what is read of it must be these.
fn with_figures(text: &str, language: &str, seed: u64) -> (String, Vec<Found>) {
    let mut found = read(text);
    let mut lines: Vec<Vec<char>> = text.lines().map(|line| line.chars().collect()).collect();
    // A headline repeats its figure; the repetition would differ.
    let title = !found.iter().any(|figure| figure.line == 1);
    let headline = lines
        .first_mut()
        .filter(|line| title && line.contains(&':'));
    if let Some(headline) = headline {
        headline.retain(|char| !char.is_ascii_digit());
    }
    for (at, figure) in found.iter_mut().enumerate().rev() {
        let random = mixed(seed, at);
        let value = [random % 1000, random % 2_000_000][usize::from(!random.is_multiple_of(3))];
        figure.value = i64::try_from(value + 1).unwrap();
        let style = usize::try_from(random / 8 % 7).unwrap();
        let printed: Vec<char> = print(figure.value, style, language).chars().collect();
        let place = figure.column..figure.column + figure.length;
        lines[figure.line - 1].splice(place, printed);
    }
    let lines: Vec<String> = lines
        .into_iter()
        .map(|line| line.into_iter().collect())
        .collect();
    (lines.join("\n"), found)
}

fn language(name: &str) -> &'static str {
    ["az", "ru"]
        .into_iter()
        .find(|language| name.contains(&format!("-{language}")))
        .unwrap_or("en")
}

/// Bulletin, period, indicator and value of each figure.
fn reads(found: &[Found]) -> Vec<(usize, &str, &str, i64)> {
    let mut told = Vec::new();
    for figure in found {
        told.push((
            figure.bulletin,
            figure.period.as_str(),
            figure.indicator.as_str(),
            figure.value,
        ));
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any family and language, with random figures in random styles.
    #[test]
    fn a_bulletin_of_any_family_reads_back(
        example in 0usize..23,
        seed in any::<u64>(),
    ) {
        let (name, text) = examples().iter().nth(example).unwrap();
        let (text, wanted) = with_figures(text, language(name), seed);
        let found = read(&text);
        prop_assert_eq!(reads(&found), reads(&wanted), "{}:\n{}", name, text);
    }
}

#[test]
fn items_of_a_list_may_stand_in_any_order() {
    for name in [
        "04-b-list-az-month-heading.txt",
        "05-b-list-en.txt",
        "15-f-list-en.txt",
        "16-f-list-az.txt",
    ] {
        let text = &examples()[name];
        let mut lines: Vec<&str> = text.lines().collect();
        let item = |line: &&str| line.trim_start().starts_with(['-', '•']);
        let mut from = 0;
        while from < lines.len() {
            let to = (from..lines.len())
                .find(|at| !item(&lines[*at]))
                .unwrap_or(lines.len());
            lines[from..to].reverse();
            from = to + 1;
        }
        let sorted = |found: Vec<Found>| {
            let mut told: Vec<String> =
                reads(&found).iter().map(|row| format!("{row:?}")).collect();
            told.sort();
            told
        };
        assert_eq!(
            sorted(read(&lines.join("\n"))),
            sorted(read(text)),
            "{name}"
        );
    }
}

#[test]
fn several_bulletins_of_several_languages_stand_in_one_document() {
    let names = [
        "08-d-list-en.txt",
        "16-f-list-az.txt",
        "12-d-prose-ru.txt",
        "09-d-list-az.txt",
        "10-d-prose-en.txt",
    ];
    for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [1, 0, 3, 4, 2]] {
        let texts = order.map(|at| examples()[names[at]].trim_end());
        let found = read(&texts.join("\n\n"));
        let alone: Vec<Found> = texts.iter().flat_map(|text| read(text)).collect();
        let told = |found: &[Found]| {
            let rows = found.iter().map(|figure| {
                (
                    figure.period.clone(),
                    figure.indicator.clone(),
                    figure.value,
                )
            });
            rows.collect::<Vec<_>>()
        };
        assert_eq!(told(&found), told(&alone), "{order:?}");
    }
}

/// The same half-year in two languages.
#[test]
fn two_languages_that_agree_are_one_figure_and_otherwise_a_dispute() {
    let (english, azerbaijani) = ("13-e-prose-en.txt", "14-e-prose-az.txt");
    let az = &examples()[azerbaijani];
    let desk = Desk::with(&[(english, &examples()[english]), (azerbaijani, az)]);
    let series =
        "SELECT indicator, value, claims, status FROM series WHERE indicator = 'decisions'";
    assert_eq!(desk.rows(series), ["decisions|6090|2|published"]);
    assert_eq!(
        desk.cell("SELECT count(*) FROM series WHERE claims = 2"),
        "6"
    );
    let desk = Desk::with(&[
        (english, &examples()[english]),
        (azerbaijani, &az.replace("6090", "6091")),
    ]);
    assert_eq!(desk.rows(series), ["decisions||2|disputed"]);
}

/// "İyul ayı" of a page without a year.
#[test]
fn a_month_without_its_year_takes_it_from_the_day_of_publication() {
    let name = "02-a-prose-az.txt";
    let desk = Desk::with(&[(name, &examples()[name])]);
    let period = "SELECT coalesce(time_period, '-') || ' ' || basis || ': ' || period_text FROM bulletin_list";
    assert_eq!(desk.cell(period), "- unknown: iyulda");
    let claims = desk.rows("SELECT * FROM claim");
    for (published, expected) in [
        ("2016-08-05", "2016-07 assigned: iyulda"),
        ("2016-06-30", "2015-07 assigned: iyulda"),
        // The month was not over yet.
        ("2016-07-20", "- unknown: iyulda"),
        ("2016-08-05", "2016-07 assigned: iyulda"),
        ("none", "- unknown: iyulda"),
    ] {
        desk.run(&["import", name, "--published", published])
            .succeeds();
        assert_eq!(desk.cell(period), expected, "{published}");
    }
    assert_eq!(desk.rows("SELECT * FROM claim"), claims);
}

#[test]
fn show_tells_by_which_words_a_figure_was_read() {
    let name = "16-f-list-az.txt";
    let desk = Desk::with(&[(name, &examples()[name])]);
    let shown = desk.run(&["show", "16-f-list-az.txt:1"]).succeeds().out;
    for words in [
        "by \"olduğu yer*\", \"qeydiyyat*\" (az.csv:",
        "counts applications, by its section or list",
        "counts calls, by its words",
    ] {
        let joined = shown.replace("\n   |  ", "");
        assert!(joined.contains(words), "{words} in {shown}");
    }
}

#[test]
fn another_agency_yields_nothing() {
    for text in [
        "During May 2023 the State Border Service made 1,200 decisions on violation of migration legislation.",
        "State Migration Service of Ukraine, May 2023\nApplications for residence permits – 4,500\n5,000 applications were received on citizenship issues.",
        "2023-cü ilin may ayında Dövlət Məşğulluq Agentliyinə iş icazəsi ilə bağlı 1 250 müraciət daxil olub.",
        "За май 2023 года в МВД поступило 1 250 обращений по регистрации по месту пребывания.",
        "Police report for May 2023: 300 foreigners were removed from the country in administrative order.",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}
