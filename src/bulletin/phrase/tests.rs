//! Periods as they have been named, and what only looks like one.

use super::*;
use crate::bulletin::number::scan;
use crate::bulletin::word::tokens;

/// The periods that state when, as code and words; `~` for months without a
/// year.
fn read(line: &str, language: &'static str) -> Vec<(String, String)> {
    let lexicon = Lexicon::built_in().unwrap();
    let numbers = scan(line, |word| lexicon.multiplier(word));
    let tokens = tokens(line, &numbers, &lexicon);
    let phrases = find(line, &tokens, &numbers, &lexicon, language).into_iter();
    let code = |named| match named {
        Named::Full(period) => period.to_string(),
        Named::Yearless { first, months } => format!("~{first:02}/{months}"),
    };
    let phrases = phrases.filter(|phrase| phrase.places);
    phrases
        .filter_map(|phrase| Some((code(phrase.named?), phrase.words)))
        .collect()
}

#[track_caller]
fn reads(language: &'static str, cases: &[(&str, &str, &str)]) {
    for (line, code, words) in cases {
        assert_eq!(
            read(line, language),
            [((*code).to_owned(), (*words).to_owned())],
            "{line}"
        );
    }
}

#[test]
fn every_english_way_to_name_a_period_is_read() {
    reads(
        "en",
        &[
            (
                "During November of 2024, 5261 calls",
                "2024-11",
                "November of 2024",
            ),
            ("In November, 2024: 5261 calls", "2024-11", "November, 2024"),
            ("5261 calls during May 2024.", "2024-05", "May 2024"),
            (
                "During 9 months of 2024, 58038 calls",
                "2024-01-01/P9M",
                "9 months of 2024",
            ),
            (
                "During the first nine months of 2024, 5",
                "2024-01-01/P9M",
                "first nine months of 2024",
            ),
            ("During 12 months of 2019, 5", "2019", "12 months of 2019"),
            ("During 2023, 90565 calls", "2023", "2023"),
            ("In the year 2023 the Service", "2023", "year 2023"),
            ("In 2023 the Service", "2023", "2023"),
            (
                "During the first half of 2019, 5",
                "2019-01-01/P6M",
                "first half of 2019",
            ),
            (
                "In the second half-year of 2019, 5",
                "2019-07-01/P6M",
                "second half-year of 2019",
            ),
            (
                "In the third quarter of 2025 the",
                "2025-07-01/P3M",
                "third quarter of 2025",
            ),
            (
                "In the 3rd quarter of 2025 the",
                "2025-07-01/P3M",
                "3rd quarter of 2025",
            ),
            (
                "From January through August 2019, 5",
                "2019-01-01/P8M",
                "January through August 2019",
            ),
            (
                "In January–August 2019, 5",
                "2019-01-01/P8M",
                "January–August 2019",
            ),
            (
                "January 2019 to March 2019",
                "2019-01-01/P3M",
                "January 2019 to March 2019",
            ),
            (
                "January and February 2019",
                "2019-01-01/P2M",
                "January and February 2019",
            ),
            ("In the course of November the Service", "~11/1", "November"),
            (
                "In March of this year, 5 calls",
                "~03/1",
                "March of this year",
            ),
        ],
    );
}

#[test]
fn every_azerbaijani_way_to_name_a_period_is_read() {
    reads(
        "az",
        &[
            (
                "2022-ci ilin oktyabr ayı ərzində 6480 zəng",
                "2022-10",
                "2022-ci ilin oktyabr ayı",
            ),
            ("Fevral 2017-ci il", "2017-02", "Fevral 2017-ci il"),
            (
                "2024-cü ilin 9 ayı ərzində 5",
                "2024-01-01/P9M",
                "2024-cü ilin 9 ayı",
            ),
            (
                "2020-ci ilin I rübü üzrə",
                "2020-01-01/P3M",
                "2020-ci ilin I rübü",
            ),
            (
                "2021-ci ilin III rübündə 5",
                "2021-07-01/P3M",
                "2021-ci ilin III rübündə",
            ),
            (
                "2021-ci ilin 3-cü rübündə 5",
                "2021-07-01/P3M",
                "2021-ci ilin 3-cü rübündə",
            ),
            (
                "2024-cü ilin I yarımilində 5",
                "2024-01-01/P6M",
                "2024-cü ilin I yarımilində",
            ),
            (
                "2024-cü ilin ilk 6 ayında 5",
                "2024-01-01/P6M",
                "2024-cü ilin ilk 6 ayında",
            ),
            (
                "2019-cu ilin yanvar-mart aylarında 5",
                "2019-01-01/P3M",
                "2019-cu ilin yanvar-mart aylarında",
            ),
            ("2018-ci ildə 5 müraciət", "2018", "2018-ci ildə"),
            (
                "2019-CU İLİN APREL AYINDA 5",
                "2019-04",
                "2019-CU İLİN APREL AYINDA",
            ),
            ("İyul ayı üzrə rəsmi statistika", "~07/1", "İyul ayı"),
            ("Altı ay ərzində 5", "~01/6", "Altı ay"),
        ],
    );
}

#[test]
fn every_russian_way_to_name_a_period_is_read() {
    reads(
        "ru",
        &[
            ("за февраль 2016 года", "2016-02", "февраль 2016 года"),
            ("В мае 2018 года принято 5", "2018-05", "мае 2018 года"),
            (
                "За 9 месяцев 2019 года поступило 5",
                "2019-01-01/P9M",
                "9 месяцев 2019 года",
            ),
            (
                "За первое полугодие 2020 года, 5",
                "2020-01-01/P6M",
                "первое полугодие 2020 года",
            ),
            (
                "В III квартале 2021 года принято 5",
                "2021-07-01/P3M",
                "III квартале 2021 года",
            ),
            (
                "За январь–март 2020 года, 5",
                "2020-01-01/P3M",
                "январь–март 2020 года",
            ),
            ("За 2018 год поступило 5", "2018", "2018 год"),
            ("В мае принято 5", "~05/1", "мае"),
        ],
    );
}

#[test]
fn what_only_looks_like_a_period_is_none() {
    for (language, line) in [
        ("en", "- Out of 2024 - decisions on ban on entry"),
        ("en", "registration upon place of stay – 2024"),
        ("en", "in 2024 cases of violation"),
        ("en", "January and March 2019"),
        ("en", "on 5 May 2024"),
        ("en", "May 5, 2024"),
        ("en", "the last 9 months of 2024"),
        ("en", "2024 applications"),
        ("en", "more than in November of 2023"),
        ("en", "compared to May 2023"),
        ("en", "In January, February and March 2024"),
        ("en", "In January, March 2024"),
        ("en", "During the first half of November 2024"),
        ("en", "Since October 2024, 5 calls"),
        ("en", "From January 2024, 5 calls"),
        ("en", "As of December 2024, 5 calls"),
        ("en", "Foreigners may in 2024 apply"),
        ("en", "10 and 11 months of 2024"),
        ("en", "the last 9 months of the year 2024"),
        ("en", "In 2024 (except December) 5 calls"),
        ("en", "27328 (in October 2024: 801)"),
        ("en", "in total for the year – 2024"),
        ("az", "Bazar, 05 may 2024"),
        ("az", "2017-ci illə müqayisədə 5"),
        ("az", "16 yanvar, 2026"),
        ("ru", "5 мая 2018 года"),
        ("ru", "по сравнению с 2017 годом"),
    ] {
        assert_eq!(read(line, language), [] as [(String, String); 0], "{line}");
    }
}
