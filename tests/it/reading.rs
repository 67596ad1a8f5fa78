//! Bulletins that an official could write next month: other wording, other
//! marks, other order, something missing, something new.

use crate::support::{Desk, sample, shared};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

const FIGURES: &str =
    "SELECT position, time_period, indicator, value FROM claim ORDER BY position, indicator";

/// The texts to vary: ours, and the real one where it is at hand.
fn originals() -> Vec<String> {
    let real = shared("bulletins/english-2023-2025.txt");
    let real = real.map(|path| std::fs::read_to_string(path).unwrap());
    [Some(sample("2023-2025.txt")), real]
        .into_iter()
        .flatten()
        .collect()
}

/// The figures of a text that is varied, read once.
fn expected(original: &str) -> Vec<String> {
    static READ: Mutex<BTreeMap<String, Vec<String>>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    read.entry(original.to_owned())
        .or_insert_with(|| figures(original))
        .clone()
}

fn figures(text: &str) -> Vec<String> {
    let desk = Desk::with(&[("a.txt", text)]);
    let complete = "SELECT (SELECT sum(numbers) FROM ledger) = (SELECT count(*) FROM number)";
    assert_eq!(desk.cell(complete), "1");
    desk.rows(FIGURES)
}

/// Every variation reads as its original does.
#[track_caller]
fn same(change: impl Fn(&str) -> String) {
    for original in originals() {
        let changed = change(&original);
        assert_ne!(changed, original, "the change changes nothing");
        let (found, expected) = (figures(&changed), expected(&original));
        assert_eq!(expected.len(), 198);
        assert_same(&found, &expected, "");
    }
}

/// Compares long lists, and names only what differs.
#[track_caller]
fn assert_same(found: &[String], expected: &[String], what: &str) {
    let only = |a: &[String], b: &[String]| {
        a.iter()
            .filter(|row| !b.contains(row))
            .cloned()
            .collect::<Vec<_>>()
    };
    let (lost, added) = (only(expected, found), only(found, expected));
    assert!(
        lost.is_empty() && added.is_empty() && found.len() == expected.len(),
        "{what}: lost {lost:?}, added {added:?}"
    );
}

#[test]
fn line_ends_and_the_byte_order_mark_do_not_matter() {
    same(|text| text.replace('\n', "\r\n"));
    same(|text| text.replace('\n', "\r"));
    same(|text| format!("\u{feff}{text}"));
    same(|text| text.replace('\n', "  \n"));
    same(|text| text.replace('\n', "\n\n"));
}

#[test]
fn dashes_and_blanks_do_not_matter() {
    for dash in ["—", "-", "−", "‒", ":", "--", "…"] {
        same(|text| text.replace('–', dash));
    }
    same(|text| text.replace(" – ", "–").replace(" - ", "-"));
    same(|text| text.replace(' ', "\u{a0}"));
    same(|text| text.replace(' ', "  "));
    same(|text| text.replace("- ", "\t• "));
    same(|text| text.replace("- ", "* "));
}

#[test]
fn numbers_may_be_grouped_in_any_way() {
    let group = |text: &str, mark: &str| {
        let mut changed = String::new();
        let mut digits = String::new();
        for char in text.chars().chain(['\n']) {
            if char.is_ascii_digit() {
                digits.push(char);
                continue;
            }
            let year = digits.starts_with("20") && digits.len() == 4;
            if (4..=6).contains(&digits.len()) && !year {
                let cut = digits.len() - 3;
                changed += &format!("{}{mark}{}", &digits[..cut], &digits[cut..]);
            } else {
                changed += &digits;
            }
            digits.clear();
            changed.push(char);
        }
        changed
    };
    for mark in [",", ".", " ", "\u{a0}", "\u{2009}", "\u{202f}"] {
        same(|text| group(text, mark));
    }
}

#[test]
fn small_changes_of_wording_do_not_matter() {
    for (from, to) in [
        ("Illegal migration", "Irregular migration"),
        ("Legal migration", "LEGAL MIGRATION:"),
        ("Applications on", "Applications concerning the"),
        ("Decisions on", "Decisions taken on"),
        ("legalization", "legalisation"),
        ("labor", "labour"),
        ("infringement", "violation"),
        (
            "- Decisions related with employment",
            "- Decisions in connection with the employment",
        ),
        ("calls were received", "telephone calls have been received"),
        ("e-applications", "electronic applications"),
        ("administrative expulsion", "expulsion"),
        ("by paying", "after paying"),
        ("leaving the country", "departure from the country"),
        (
            "temporary and permanent residence permits",
            "temporary residence permits and permanent residence permits",
        ),
        ("imposing ban on entry", "imposing a ban on the entry"),
        (" of 2024,", " 2024,"),
        ("During ", "In "),
        ("During ", "Over the course of "),
        (" – ", " – in all "),
    ] {
        for original in originals()
            .into_iter()
            .filter(|original| original.contains(from))
        {
            let changed = original.replace(from, to);
            assert_same(
                &figures(&changed),
                &expected(&original),
                &format!("{from} -> {to}"),
            );
        }
    }
}

/// Blocks of lines between headings and footers, each turned round.
fn reorder(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut block: Vec<&str> = Vec::new();
    for line in text.lines() {
        let item =
            line.starts_with("- ") && !line.contains("expulsion") && !line.contains("Out of");
        if item {
            block.push(line);
        } else {
            lines.extend(block.drain(..).rev());
            lines.push(line);
        }
    }
    lines.extend(block.drain(..).rev());
    lines.join("\n")
}

#[test]
fn the_order_of_items_does_not_matter() {
    same(reorder);
    same(|text| {
        let mut lines: Vec<&str> = text.lines().collect();
        for pair in 1..lines.len() {
            if lines[pair - 1].starts_with("During") && lines[pair].starts_with("During") {
                lines.swap(pair - 1, pair);
            }
        }
        lines.join("\n")
    });
}

#[test]
fn a_missing_line_takes_only_its_own_figures_with_it() {
    for original in originals() {
        let lines: Vec<&str> = original.lines().collect();
        let all = Desk::with(&[("a.txt", &original)]);
        let places = all.rows("SELECT line_no, position || '|' || time_period || '|' || indicator || '|' || value
                               FROM claim WHERE position > 1 AND indicator NOT IN ('calls', 'e_applications')");
        let everything = all.rows(
            "SELECT position || '|' || time_period || '|' || indicator || '|' || value FROM claim",
        );
        for gone in 14..32 {
            let Some(line) = lines.get(gone) else {
                continue;
            };
            if line.contains("migration\n")
                || line.starts_with("During")
                || line.trim().is_empty()
                || !line.contains(|c: char| c.is_ascii_digit())
            {
                continue;
            }
            let mut rest = lines.clone();
            rest.remove(gone);
            let desk = Desk::with(&[("a.txt", &rest.join("\n"))]);
            let found = desk.rows("SELECT position || '|' || time_period || '|' || indicator || '|' || value FROM claim");
            let number = format!("{}|", gone + 1);
            let lost: Vec<&str> = places
                .iter()
                .filter_map(|place| place.strip_prefix(&number))
                .collect();
            assert!(!lost.is_empty(), "{line}");
            let expected: Vec<&String> = everything
                .iter()
                .filter(|row| !lost.contains(&row.as_str()))
                .collect();
            assert_eq!(found.iter().collect::<Vec<_>>(), expected, "without {line}");
        }
    }
}

/// Items that no code stands for, though they borrow words of some that
/// have one.
const STRANGE: [&str; 12] = [
    "- Applications on refugee status – 5111",
    "- Applications on renunciation of citizenship – 5112",
    "- Applications rejected on registration upon place of stay – 5113",
    "- Applications on cancellation of residence permits – 5114",
    "- Applications on lost residence permits – 5115",
    "- Decisions on lifting the ban on entry to the country – 5116",
    "- Decisions on refusal of entry to the country - 5117",
    "- Decisions on detention - 5118;",
    "- Decisions of courts on appeals against administrative expulsion – 5119",
    "5120 persons were detained",
    "- Calls on work permits – 5121",
    "- Applications on registration of vehicles – 5122",
];

#[test]
fn an_unknown_item_stays_unread_and_disturbs_nothing() {
    for original in originals() {
        let expected = expected(&original);
        for strange in STRANGE {
            let text: Vec<String> = original
                .lines()
                .map(|line| {
                    let before = line.starts_with("- Applications on obtaining")
                        || line.starts_with("- Decisions on loss")
                        || line.starts_with("- Citizenship issues");
                    if before {
                        format!("{strange}\n{line}")
                    } else {
                        line.to_owned()
                    }
                })
                .collect();
            let desk = Desk::with(&[("a.txt", &text.join("\n"))]);
            assert_same(&desk.rows(FIGURES), &expected, strange);
            let unread = desk.rows("SELECT DISTINCT raw FROM unread");
            let number: String = strange.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(unread, [number], "{strange}");
        }
    }
}

#[test]
fn decoys_are_references_and_no_figures() {
    let text = sample("2023-2025.txt").replace(
        "Illegal migration\n",
        "Illegal migration\nThe fine is 300 – 400 manats under Article 16; it is paid within 48 hours.\n\
         By 06.10.2025 at 09:52 it grew by 0.4% to about 1,000; call 919 or +994 12 555-01-23.\n",
    );
    assert_eq!(figures(&text), figures(&sample("2023-2025.txt")));
}

#[test]
fn a_second_different_number_is_unread_with_both_named() {
    let text = sample("2023-2025.txt").replacen(
        "- Applications on obtaining",
        "- Applications on registration upon place of stay – 999\n- Applications on obtaining",
        1,
    );
    let desk = Desk::with(&[("a.txt", &text)]);
    let unread = desk.cell("SELECT raw, reason FROM unread");
    assert_eq!(
        unread,
        "999|applications.registration is already 27328 in line 15"
    );
    let repeated = text.replace("– 999", "– 27 328");
    let desk = Desk::with(&[("a.txt", &repeated)]);
    assert_eq!(
        desk.cell("SELECT numbers FROM ledger WHERE role = 'repeat'"),
        "1"
    );
}

#[test]
fn two_wordings_that_match_alike_leave_the_number_unread() {
    let text = sample("2023-2025.txt").replacen(
        "- Decisions related with employment of foreigners - 71",
        "- Decisions on loss of residence documents and leaving the country - 71",
        1,
    );
    let desk = Desk::with(&[("a.txt", &text)]);
    let unread = desk.cell("SELECT raw, reason FROM unread");
    assert_eq!(
        unread,
        "71|reads as decisions.leave and decisions.permit_loss alike"
    );
}

#[test]
fn a_number_beyond_64_bits_is_unread_and_said_so() {
    let text = sample("2023-2025.txt").replacen("– 27328", "– 27328273282732827328", 1);
    let desk = Desk::with(&[("a.txt", &text)]);
    let unread = desk.cell("SELECT raw, value, reason FROM unread");
    assert_eq!(
        unread,
        "27328273282732827328||larger than any count, or than 64 bits hold"
    );
    // One that 64 bits do hold, but that no sum of counts could bear.
    let text = sample("2023-2025.txt").replacen("– 27328", "– 9223372036854775807", 1);
    let desk = Desk::with(&[("a.txt", &text)]);
    assert_eq!(desk.cell("SELECT value FROM unread"), "9223372036854775807");
    desk.run(&["check"]).succeeds();
}

#[test]
fn a_number_broken_over_two_lines_is_unread() {
    for (from, to) in [
        ("– 27328", "– 27\n328"),
        ("– 27328", "– 27,\n328"),
        ("a total of 38,318", "a total of 38,\n318"),
        ("a total of 38,318", "a total of 38\n318"),
    ] {
        let text = sample("2023-2025.txt").replacen(from, to, 1);
        let desk = Desk::with(&[("a.txt", &text)]);
        let raws =
            desk.rows("SELECT raw FROM unread WHERE reason LIKE '%broken%' ORDER BY line_no");
        assert_eq!(raws.len(), 2, "{to}");
        assert_eq!(
            desk.cell("SELECT count(*) FROM claim WHERE value IN (328, 318, 27, 38)"),
            "0"
        );
    }
}

#[test]
fn two_different_periods_in_one_bulletin_make_none() {
    let text = sample("2023-2025.txt").replacen(
        "During November of 2024, 13577",
        "During October of 2024, 13577",
        1,
    );
    let desk = Desk::with(&[("a.txt", &text)]);
    let row = desk.cell(
        "SELECT period_text, time_period, basis, figures FROM bulletin_list WHERE position = 2",
    );
    assert_eq!(row, "November of 2024; October of 2024||unknown|17");
    let message = "SELECT message FROM finding WHERE check_name = 'undated' AND bulletin_id = 2";
    assert_eq!(
        desk.cell(message),
        "a.txt:2 states several periods: November of 2024; October of 2024"
    );
}

#[test]
fn cumulative_and_quarterly_periods_are_read() {
    for (words, code) in [
        ("the first half of 2024", "2024-01-01/P6M"),
        ("the third quarter of 2024", "2024-07-01/P3M"),
        ("January–August 2024", "2024-01-01/P8M"),
        ("12 months of 2024", "2024"),
        ("the year 2024", "2024"),
    ] {
        let text = sample("2023-2025.txt").replace("November of 2024", words);
        let desk = Desk::with(&[("a.txt", &text)]);
        let found = desk.cell("SELECT time_period FROM bulletin_list WHERE position = 2");
        assert_eq!(found, code, "{words}");
    }
}
