//! Numbers as they have been printed, and what is none.

use super::*;

fn read(line: &str) -> Vec<(&str, Style, Option<i64>)> {
    let numbers = scan(line, |word| match word {
        "min" | "тыс" | "thousand" => Some(1000),
        "milyon" => Some(1_000_000),
        _ => None,
    })
    .into_iter();
    numbers
        .map(|number| (&line[number.bytes], number.style, number.value))
        .collect()
}

#[test]
fn whole_numbers_are_read_in_every_style() {
    for (raw, value) in [
        ("27328", 27328),
        ("38,318", 38318),
        ("827,352,001", 827_352_001),
        ("328.159", 328_159),
        ("259 316", 259_316),
        ("1\u{a0}585", 1585),
        ("1\u{202f}432\u{202f}700", 1_432_700),
        ("0", 0),
        ("9223372036854775807", i64::MAX),
    ] {
        let line = format!("items – {raw};");
        assert_eq!(read(&line), [(raw, Style::Whole, Some(value))], "{line}");
    }
}

#[test]
fn a_hyphen_is_a_separator_and_never_a_sign() {
    assert_eq!(
        read("Azerbaijan-7452"),
        [("7452", Style::Whole, Some(7452))]
    );
    assert_eq!(
        read("Azerbaijan -1322"),
        [("1322", Style::Whole, Some(1322))]
    );
}

#[test]
fn glued_words_are_kept_apart() {
    assert_eq!(read("392decisions"), [("392", Style::Whole, Some(392))]);
    assert_eq!(read("COVID19"), [("19", Style::Glued, Some(19))]);
    assert_eq!(read("the 3rd"), [("3", Style::Ordinal, Some(3))]);
}

#[test]
fn what_is_no_figure_has_a_style_of_its_own() {
    for (raw, style) in [
        ("16.1.8", Style::Article),
        ("339.1.1", Style::Article),
        ("06.10.2025", Style::Date),
        ("2025-10-06", Style::Date),
        ("2011–2016", Style::Date),
        ("09:52", Style::Time),
        ("2.9", Style::Decimal),
        ("0,123", Style::Decimal),
        ("555-01-23", Style::Phone),
        ("1.234,567", Style::Odd),
        ("007", Style::Odd),
        ("10-15", Style::Odd),
        ("٣٤٥", Style::Odd),
        ("844-430-414", Style::Odd),
        ("6748-5900", Style::Odd),
        ("9223372036854775808", Style::TooLarge),
    ] {
        assert_eq!(read(&format!("x {raw}")), [(raw, style, None)]);
    }
    assert_eq!(read("0.4%"), [("0.4", Style::Percent, None)]);
    assert_eq!(read("45 %"), [("45", Style::Percent, Some(45))]);
    assert_eq!(
        read("+994 12 555-01-23"),
        [("994 12 555-01-23", Style::Phone, None)]
    );
}

#[test]
fn two_numbers_are_not_taken_for_one() {
    let whole = |raw, value| (raw, Style::Whole, Some(value));
    assert_eq!(
        read("2024,5261 calls"),
        [whole("2024", 2024), whole("5261", 5261)]
    );
    assert_eq!(
        read("2024, 526 calls"),
        [whole("2024", 2024), whole("526", 526)]
    );
    assert_eq!(read("12 3456"), [whole("12", 12), whole("3456", 3456)]);
    assert_eq!(read("12  345"), [whole("12", 12), whole("345", 345)]);
    assert_eq!(read("66, 828"), [("66, 828", Style::Loose, Some(66828))]);
}

#[test]
fn every_digit_belongs_to_exactly_one_number() {
    let line = "1,2,3 4.5.6.7 8:9:10 11/12 13-14 15, 16 1 234 567 8 90 ½ 2024.526 7e9";
    let inside: usize = scan(line, |word| match word {
        "min" | "тыс" | "thousand" => Some(1000),
        "milyon" => Some(1_000_000),
        _ => None,
    })
    .iter()
    .map(|number| {
        line[number.bytes.clone()]
            .chars()
            .filter(|c| is_digit(*c))
            .count()
    })
    .sum();
    assert_eq!(inside, line.chars().filter(|c| is_digit(*c)).count());
}

#[test]
fn words_for_thousands_multiply() {
    for (raw, value) in [
        ("7 min 487", 7487),
        ("86 min 99", 86099),
        ("283 min 21", 283_021),
        ("97 тыс. 293", 97293),
        ("1 milyon 536 min 378", 1_536_378),
        ("1 milyon 536 378", 1_536_378),
        ("806 min 91", 806_091),
        ("7\u{a0}min\u{a0}487", 7487),
    ] {
        assert_eq!(
            read(&format!("cəmi {raw}-i")),
            [(raw, Style::Whole, Some(value))]
        );
    }
    assert_eq!(read("24 min əcnəbi"), [("24", Style::Rounded, Some(24000))]);
    assert_eq!(read("2,9 min manat"), [("2,9", Style::Rounded, None)]);
    assert_eq!(read("48 minutes"), [("48", Style::Whole, Some(48))]);
    assert_eq!(read("5 min 2024")[0], ("5", Style::Rounded, Some(5000)));
}

#[test]
fn words_for_thousand_go_down_and_a_row_of_them_is_no_number() {
    assert_eq!(
        read("7 min 7 min 8"),
        [
            ("7", Style::Rounded, Some(7000)),
            ("7 min 8", Style::Whole, Some(7008)),
        ]
    );
    let row = "7 min ".repeat(20_000);
    let numbers = read(row.trim_end());
    assert_eq!(numbers.len(), 20_000);
    assert!(numbers.iter().all(|(raw, _, _)| *raw == "7"));
}
