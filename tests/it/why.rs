//! Where a number comes from, in words.

use crate::support::Desk;

#[test]
fn a_derived_number_is_an_equation_of_printed_figures() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let outcome = desk.run(&["why", "decisions", "2024-09"]).succeeds();
    assert!(
        outcome.out.contains("16526 − 9415 − 2378 − 2660 = 2073"),
        "{}",
        outcome.out
    );
    for place in [
        ":3, line 36, column 141",
        ":6, line 90, column 141",
        ":5, line 72, column 141",
        ":4, line 54, column 141",
    ] {
        assert!(outcome.out.contains(place), "{place}: {}", outcome.out);
    }
}

#[test]
fn a_printed_number_is_shown_in_its_sentence_with_what_speaks_for_and_against_it() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let outcome = desk
        .run(&["why", "decisions.registration_rules", "2024-05"])
        .succeeds();
    for words in [
        "May 2024: 18 breaches",
        ":118:596",
        "18 in May 2024 is more than the 8 of January–June 2024",
        "18 in May 2024 is more than the 16 of January–September 2024",
        "842 + 803 + 52 + 50 + 18 = 1765; closes",
    ] {
        assert!(outcome.out.contains(words), "{words}: {}", outcome.out);
    }
    let lines: Vec<&str> = outcome.out.lines().collect();
    let caret = lines.iter().position(|line| line.ends_with("^^")).unwrap();
    let place = lines[caret].chars().count() - 2;
    let under: String = lines[caret - 1].chars().skip(place).collect();
    assert_eq!(under, "18");
}

#[test]
fn a_bound_and_a_contradiction_show_their_equations() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let bound = desk.run(&["why", "decisions", "2024-01"]).succeeds();
    assert!(
        bound
            .out
            .contains("9415 − 1464 − 1598 − 1765 = 4588, the most"),
        "{}",
        bound.out
    );
    let half = desk.run(&["why", "decisions", "2023-01-01/P6M"]).succeeds();
    assert!(
        half.out
            .contains("23089 − 1842 = 21247, the most that 11 months have"),
        "{}",
        half.out
    );
    let disputed = desk.run(&["why", "decisions", "2023-08"]).succeeds();
    assert!(disputed.out.contains("1842 or 2108"), "{}", disputed.out);
    let none = desk
        .run(&["why", "decisions.registration_rules", "2024-01"])
        .succeeds();
    assert!(none.out.contains("8 − 1 − 1 − 18 = −12"), "{}", none.out);
    let range = desk.run(&["why", "decisions", "2023-01"]).succeeds();
    assert!(
        range
            .out
            .contains("23089 − 1842 = 21247, the most that 11 months"),
        "{}",
        range.out
    );
}

#[test]
fn what_cannot_be_answered_is_said() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    desk.run(&["why", "decision", "2024-09"])
        .fails(2, &["no indicator decision", "did you mean decisions?"]);
    desk.run(&["why", "decisions", "2024-9"])
        .fails(2, &["2024-9 is no time period"]);
    desk.run(&["why", "decisions", "2019-01"])
        .fails(1, &["nothing is published of decisions for January 2019"]);
    desk.run(&["show", "99"])
        .fails(1, &["there is no bulletin 99"]);
    desk.run(&["show", "english"])
        .fails(2, &["english names no bulletin"]);
}

#[test]
fn a_bulletin_is_shown_with_every_number_marked() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let by_name = desk.run(&["show", "english-2023-2025.txt:7"]).succeeds();
    let by_id = desk.run(&["show", "7"]).succeeds();
    assert_eq!(by_name.out, by_id.out);
    let marks = by_name.out.lines().filter(|line| line.contains('^'));
    assert_eq!(marks.count(), 17 + 2 + 1, "{}", by_name.out);
    assert!(
        by_name.out.contains("^^^^^ applications.registration\n")
            || by_name.out.contains("applications.registration ^^^^^\n")
    );
    assert!(by_name.out.contains("2024-05 (stated: May of 2024)"));
}
