//! What holds of every text, by random ones. A failure prints its seed.

use crate::support::sample;
use proptest::prelude::*;
use smsdb::bulletin::{Lexicon, Reader, Role, Text};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Made once: every case reads with the same lexicon.
fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::built_in().unwrap())
}

/// Every digit of the text belongs to exactly one number of the ledger, and
/// every number stands where the ledger says.
fn ledger_is_complete(content: &str) {
    let Ok(text) = Text::decode(content.as_bytes().to_vec()) else {
        return;
    };
    let lexicon = lexicon();
    let lines: Vec<Vec<char>> = text.lines().map(|line| line.chars().collect()).collect();
    let mut covered = BTreeSet::new();
    let mut last_line = 0;
    for passage in Reader::new(&text, lexicon) {
        if let Some(bulletin) = &passage.bulletin {
            assert!(last_line < bulletin.first_line && bulletin.first_line <= bulletin.last_line);
            last_line = bulletin.last_line;
        }
        let mut claims = BTreeSet::new();
        for number in &passage.numbers {
            let line = &lines[number.line_no - 1];
            let place = number.column_no - 1..number.column_no - 1 + number.length;
            assert!(
                line[place.clone()]
                    .first()
                    .is_some_and(|char| char.is_numeric())
            );
            for column in place.filter(|column| line[*column].is_numeric()) {
                assert!(covered.insert((number.line_no, column)), "counted twice");
            }
            if let Role::Observation(indicator) = number.role {
                assert!(passage.bulletin.is_some() && number.value.is_some());
                assert!(claims.insert(indicator), "{indicator} is claimed twice");
            }
        }
    }
    let digits = lines
        .iter()
        .flatten()
        .filter(|char| char.is_numeric())
        .count();
    assert_eq!(covered.len(), digits, "every digit is in the ledger");
}

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Legal migration",
        "Illegal migration",
        "Applications on",
        "registration",
        "place of stay",
        "–",
        "-",
        ",",
        ".",
        ";",
        "\n",
        " ",
        "\u{a0}",
        "During",
        "November of 2024",
        "9 months of",
        "2024",
        "16.1.8",
        "decisions",
        "27 328",
        "1,322",
        "12",
        "3",
        "calls",
        "Call Center",
        "Out of",
        "with",
        "without",
        "expulsion",
        "including",
        "%",
        "ə",
        "İ",
        "е\u{301}",
        "½",
        "９",
        "٣",
        "\u{ad}",
        "99999999999999999999",
        "a total of",
        "activity directions",
    ]);
    prop::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_the_reader(content in "(\\PC|[0-9 .,;:\n-]){0,400}") {
        ledger_is_complete(&content);
    }

    #[test]
    fn no_jumble_of_known_words_breaks_the_reader(content in words()) {
        ledger_is_complete(&content);
    }

    #[test]
    fn no_edit_of_a_bulletin_breaks_the_reader(
        edits in prop::collection::vec((0usize..4000, prop::sample::select(vec!["", "7", " ", "\n", ",", "-", "\u{a0}", "ə", "."])), 1..8)
    ) {
        let mut chars: Vec<String> = sample("2023-2025.txt").chars().take(4000).map(String::from).collect();
        for (at, text) in edits {
            chars[at] = text.to_owned();
        }
        ledger_is_complete(&chars.concat());
    }

    /// A bulletin made of random figures reads back exactly.
    #[test]
    fn a_generated_bulletin_reads_back(
        values in prop::collection::vec(0i64..2_000_000, 17),
        style in 0usize..5,
        dash in prop::sample::select(vec![" – ", " - ", "-", ": ", " — "]),
        month in 1usize..=12,
        year in 2018i32..2090,
    ) {
        let number = |value: i64| group(value, [None, Some(','), Some('.'), Some(' '), Some('\u{a0}')][style]);
        let text = bulletin(&values, dash, month, year, number);
        let text = Text::decode(text.into_bytes()).unwrap();
        let lexicon = lexicon();
        let passages: Vec<_> = Reader::new(&text, lexicon).collect();
        let bulletin = passages[0].bulletin.as_ref().unwrap();
        prop_assert_eq!(bulletin.period.unwrap().to_string(), format!("{year}-{month:02}"));
        let found: Vec<(&str, i64)> = passages[0].numbers.iter().filter_map(|number| match number.role {
            Role::Observation(indicator) => number.value.map(|value| (indicator, value)),
            _ => None,
        }).collect();
        let expected: Vec<(&str, i64)> = INDICATORS.iter().copied().zip(values).collect();
        prop_assert_eq!(found, expected);
    }
}

const INDICATORS: [&str; 17] = [
    "applications.registration",
    "applications.residence_permit",
    "applications.citizenship_affiliation",
    "decisions",
    "decisions.no_expulsion",
    "decisions.leave",
    "decisions.legalisation",
    "decisions.entry_ban",
    "decisions.expulsion",
    "decisions.migration_code",
    "decisions.article_16_1_8",
    "decisions.other_articles",
    "decisions.permit_loss",
    "decisions.employment",
    "decisions.registration_rules",
    "calls",
    "e_applications",
];

fn group(value: i64, mark: Option<char>) -> String {
    let digits = value.to_string();
    let Some(mark) = mark else { return digits };
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    grouped
}

/// The nested list in our own words, with `values` in the order of
/// `INDICATORS`.
fn bulletin(
    values: &[i64],
    dash: &str,
    month: usize,
    year: i32,
    number: impl Fn(i64) -> String,
) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let v = |at: usize| number(values[at]);
    let period = format!("{} of {year}", MONTHS[month - 1]);
    format!(
        "Legal migration\n\
         - Applications on registration upon place of stay{dash}{}\n\
         - Applications on obtaining (extending) temporary and permanent residence permits{dash}{}\n\
         - Applications on establishment of the citizenship{dash}{}\n\
         Illegal migration\n\
         Number of decisions on infringement of migration and administrative legislation{dash}{}\n\
         - Decisions on not application of administrative expulsion{dash}{}\n\
         Decisions on leaving the country by paying the penalty{dash}{}\n\
         Decisions on legalization of residence{dash}{}\n\
         - Out of {} - decisions on imposing ban on entry to the country:\n\
         Decisions on the administrative fine with administrative expulsion{dash}{};\n\
         Decisions on ban on entry for violating Articles of the Migration Code{dash}{}; including\n\
         {}decisions on Article 16.1.8 (a fine not paid) and {} decisions on other Articles.\n\
         - Decisions on loss of permission documents for residence{dash}{}\n\
         - Decisions related with employment of foreigners{dash}{}\n\
         - Decisions on violation by officials of institutions of the rules on registration{dash}{}\n\
         During {period}, {} calls were received by the Call Center.\n\
         During {period}, {} e-applications were received.\n",
        v(0),
        v(1),
        v(2),
        v(3),
        v(4),
        v(5),
        v(6),
        v(7),
        v(8),
        v(9),
        v(10),
        v(11),
        v(12),
        v(13),
        v(14),
        v(15),
        v(16)
    )
}
