//! What `suspect`, `period_candidate` and `hint` must not say: small sets of
//! bulletins in which an accusation would be wrong.

use crate::support::Desk;
use std::fmt::Write;

/// Period, figures by the words of their lines, calls.
type Bulletin<'t> = (&'t str, &'t [(&'t str, i64)], i64);

/// The text of a document.
fn document(bulletins: &[Bulletin]) -> String {
    let mut text = String::new();
    for (period, figures, calls) in bulletins {
        text.push_str("Legal migration\n");
        let (legal, illegal): (Vec<_>, Vec<_>) = figures
            .iter()
            .partition(|(words, _)| *words == REGISTRATION);
        for (words, value) in legal {
            let _ = writeln!(text, "- {words} – {value}");
        }
        text.push_str("Illegal migration\n");
        for (words, value) in illegal {
            let _ = writeln!(text, "{words} - {value}");
        }
        let _ = writeln!(
            text,
            "During {period}, {calls} calls were received by the Call Center.\n"
        );
    }
    text
}

const REGISTRATION: &str = "Applications on registration upon place of stay";
const DECISIONS: &str =
    "Number of decisions on infringement of migration and administrative legislation";

fn desk(documents: &[(&str, String)]) -> Desk {
    let texts: Vec<(&str, &str)> = documents
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    Desk::with(&texts)
}

#[test]
fn a_bulletin_does_not_refute_its_own_true_period() {
    let half = "the second half of 2019";
    let desk = desk(&[
        (
            "a.txt",
            document(&[
                ("July of 2019", &[(REGISTRATION, 300)], 20),
                (half, &[(REGISTRATION, 450)], 100),
            ]),
        ),
        ("b.txt", document(&[(half, &[], 120)])),
    ]);
    // The rest of the half-year, 150, is made of its own figure.
    let august = "SELECT status, refuted_by FROM period_candidate
                  WHERE bulletin_id = 2 AND time_period = '2019-08'";
    assert_eq!(desk.rows(august), ["possible|"]);
    // July is published by another bulletin.
    let july = august.replace("2019-08", "2019-07");
    assert_eq!(desk.rows(&july), ["refuted|calls"]);
}

#[test]
fn a_shorter_period_in_it_and_two_claims_that_differ_refute_a_period() {
    let desk = desk(&[
        (
            "a.txt",
            document(&[
                ("3 months of 2019", &[(REGISTRATION, 1000)], 20),
                ("July of 2019", &[(REGISTRATION, 300)], 30),
            ]),
        ),
        (
            "b.txt",
            document(&[("July of 2019", &[(REGISTRATION, 100)], 30)]),
        ),
        (
            "c.txt",
            document(&[("the period", &[(REGISTRATION, 200)], 30)]),
        ),
    ]);
    let of = |period: &str| {
        desk.rows(&format!(
            "SELECT status, reason FROM period_candidate
             WHERE bulletin_id = 4 AND time_period = '{period}'"
        ))
    };
    let half = "refuted|200 applications for registration upon place of stay, not 1000 or more";
    assert_eq!(of("2019-01-01/P6M"), [half]);
    let july = "refuted|200 applications for registration upon place of stay, \
                not the 100 or 300 of others";
    assert_eq!(of("2019-07"), [july]);
}

#[test]
fn an_exchange_that_breaks_sums_that_hold_is_not_named() {
    let months = [
        ("January of 2019", 100),
        ("February of 2019", 110),
        ("April of 2019", 300),
        ("March of 2019", 120),
        ("May of 2019", 310),
        ("June of 2019", 320),
        ("3 months of 2019", 330),
        ("6 months of 2019", 1260),
    ];
    let figures: Vec<[(&str, i64); 2]> = months
        .iter()
        .map(|(_, value)| [(REGISTRATION, *value), (DECISIONS, value / 2)])
        .collect();
    let bulletins: Vec<Bulletin> = months
        .iter()
        .zip(&figures)
        .map(|((period, value), figures)| (*period, &figures[..], value * 2))
        .collect();
    let desk = desk(&[
        ("a.txt", document(&bulletins[..6])),
        ("b.txt", document(&bulletins[6..])),
    ]);
    let order = "SELECT bulletin_id FROM finding WHERE check_name = 'order'";
    assert_eq!(desk.rows(order), ["4"]);
    assert!(
        desk.rows("SELECT 1 FROM finding WHERE severity = 'error'")
            .is_empty()
    );
    let exchange =
        "SELECT bulletin_id, other_id, breaks > 5 FROM suspect_evidence WHERE kind_no = 3";
    assert_eq!(desk.rows(exchange), ["3|4|1"]);
    let first = "SELECT kind FROM suspect WHERE place = 1 AND kind = 'exchange'";
    assert!(desk.rows(first).is_empty());
}

#[test]
fn an_exchange_does_not_mend_another_tie() {
    let months = [
        "January", "February", "March", "March", "April", "July", "June", "May", "August",
    ];
    let periods: Vec<String> = months
        .iter()
        .map(|name| format!("{name} of 2019"))
        .collect();
    let figures: Vec<[(&str, i64); 1]> = months
        .iter()
        .map(|name| [(REGISTRATION, 100 + name.len() as i64)])
        .collect();
    let bulletins: Vec<Bulletin> = periods
        .iter()
        .zip(&figures)
        .map(|(period, figures)| (period.as_str(), &figures[..], 10))
        .collect();
    let desk = desk(&[("a.txt", document(&bulletins))]);
    let order = "SELECT bulletin_id, status FROM check_order WHERE status <> 'ok' ORDER BY 1";
    assert_eq!(
        desk.rows(order),
        ["4|tie", "7|out_of_order", "8|out_of_order"]
    );
    let exchange = "SELECT bulletin_id, other_bulletin, explains FROM suspect
                    WHERE kind = 'exchange'";
    assert_eq!(desk.rows(exchange), ["6|8|2"]);
}

#[test]
fn a_replaced_figure_is_accused_in_its_own_sums_alone() {
    let parts = [
        (
            "- Decisions on not application of administrative expulsion",
            20,
        ),
        ("- Decisions on imposing ban on entry to the country", 20),
        (
            "- Decisions on loss of permission documents for residence",
            5,
        ),
        ("- Decisions related with employment of foreigners", 5),
    ];
    let of = |period, registration, decisions| {
        let figures = [
            &[(REGISTRATION, registration), (DECISIONS, decisions)],
            &parts[..],
        ]
        .concat();
        document(&[(period, &figures, 10)])
    };
    let desk = desk(&[
        ("a.txt", of("January of 2019", 100, 51)),
        ("b.txt", of("January of 2019", 110, 50)),
        // Most sums close.
        ("c.txt", of("February of 2019", 100, 50)),
        ("d.txt", of("March of 2019", 100, 50)),
    ]);
    let conflicts = "SELECT count(*) FROM check_member WHERE check_no = 1 AND broken = 1";
    assert_eq!(desk.rows(conflicts), ["4"]);
    desk.run(&[
        "supersede",
        "b.txt:1",
        "a.txt:1",
        "--note",
        "headed Corrected",
    ])
    .succeeds();
    assert_eq!(desk.rows(conflicts), ["0"]);
    let accused = "SELECT value, explains, breaks FROM suspect WHERE indicator = 'decisions'";
    assert_eq!(desk.rows(accused), ["51|1|0"]);
}

#[test]
fn a_zero_too_many_is_no_exchange_of_digits() {
    let desk = desk(&[
        (
            "a.txt",
            document(&[("January of 2019", &[(REGISTRATION, 3000)], 10)]),
        ),
        (
            "b.txt",
            document(&[("January of 2019", &[(REGISTRATION, 300)], 10)]),
        ),
    ]);
    let slips = "SELECT value, value_min, slip FROM suspect WHERE kind = 'figure' ORDER BY value";
    assert_eq!(desk.rows(slips), ["300|3000|zeros", "3000|300|zeros"]);
}

#[test]
fn of_two_claims_the_one_that_the_months_add_up_to_is_not_accused_first() {
    let quarter = "3 months of 2019";
    let desk = desk(&[
        (
            "a.txt",
            document(&[
                ("January of 2019", &[(REGISTRATION, 104)], 10),
                ("February of 2019", &[(REGISTRATION, 197)], 11),
                ("March of 2019", &[(REGISTRATION, 105)], 12),
                (quarter, &[(REGISTRATION, 406)], 33),
            ]),
        ),
        ("b.txt", document(&[(quarter, &[(REGISTRATION, 311)], 33)])),
    ]);
    let figures = "SELECT value, value_min, explains, breaks FROM suspect
                   WHERE kind = 'figure' ORDER BY place";
    assert_eq!(desk.rows(figures), ["311|406|1|0", "406|311|1|1"]);
}
