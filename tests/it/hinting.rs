//! Hints: what may be true and is worth a look. How many planted errors they
//! find, how often they are wrong, and what each of them says.

// The numbers are small.
#![allow(clippy::cast_possible_truncation)]
#![allow(clippy::cast_precision_loss)]
#![allow(clippy::cast_sign_loss)]

use crate::hinted::{Bulletin, CODES, Kind, history, planted, text};
use crate::histories::Dice;
use crate::support::Desk;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// What was planted, what a hint points at, and what a hint or an error does.
#[derive(Default, Clone, Copy)]
struct Score {
    planted: u32,
    hinted: u32,
    found: u32,
}

#[derive(Default)]
struct Measure {
    scores: BTreeMap<Kind, Score>,
    years: u32,
    bulletins: usize,
    false_alarms: usize,
}

fn hints(connection: &Connection) -> BTreeSet<(i64, String)> {
    let mut statement = connection
        .prepare("SELECT bulletin_id, message FROM hint")
        .unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

fn errors(connection: &Connection) -> i64 {
    let sql = "SELECT count(*) FROM finding WHERE severity = 'error'";
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Plants one error after the other in a history and takes each out again.
fn measure(measure: &mut Measure, seed: u64, years: i64, errors_of_a_kind: u32) {
    let mut dice = Dice::new(seed);
    let bulletins = history(&mut dice, years);
    let desk = Desk::with(&[("a.txt", &text(&bulletins))]);
    let mut connection = Connection::open(desk.path("sms.sqlite")).unwrap();
    // The scheme of some years leaves a few wordings unread; a document with a
    // figure that may be a year is left out, for its bulletins end elsewhere.
    let read = desk.rows("SELECT count(*), count(time_period) FROM bulletin_list");
    let printed = bulletins.len();
    if read != [format!("{printed}|{printed}")] {
        return;
    }
    let clean = hints(&connection);
    let errors_before = errors(&connection);
    measure.years += years as u32;
    measure.bulletins += bulletins.len();
    measure.false_alarms += clean.len();
    for kind in Kind::ALL {
        for _ in 0..errors_of_a_kind {
            let Some(error) = planted(&mut dice, kind, &bulletins) else {
                continue;
            };
            let transaction = connection.transaction().unwrap();
            let mut changed = 0;
            for (bulletin, indicator, value) in &error.changes {
                let sql = "UPDATE number SET value = ?3 WHERE role_id = 1 AND bulletin_id =
                               (SELECT bulletin_id FROM bulletin WHERE position = ?1 + 1)
                           AND indicator_id =
                               (SELECT indicator_id FROM indicator WHERE indicator = ?2)";
                changed += transaction
                    .execute(sql, (*bulletin as i64, CODES[*indicator].0, value))
                    .unwrap();
            }
            if changed == 0 {
                continue;
            }
            let at = |bulletin: usize| -> i64 {
                let sql = "SELECT bulletin_id FROM bulletin WHERE position = ?1 + 1";
                transaction
                    .query_row(sql, [bulletin as i64], |row| row.get(0))
                    .unwrap()
            };
            for gone in &error.gone {
                transaction
                    .execute("DELETE FROM number WHERE bulletin_id = ?1", [at(*gone)])
                    .unwrap();
            }
            let places: Vec<i64> = error.places.iter().map(|place| at(*place)).collect();
            let found = hints(&transaction);
            let hinted = found
                .difference(&clean)
                .any(|(bulletin, _)| places.contains(bulletin));
            let score = measure.scores.entry(kind).or_default();
            score.planted += 1;
            score.hinted += u32::from(hinted);
            score.found += u32::from(hinted || errors(&transaction) > errors_before);
            transaction.rollback().unwrap();
        }
    }
}

impl Measure {
    fn share(&self, kind: Kind) -> f64 {
        let score = self.scores[&kind];
        f64::from(score.hinted) / f64::from(score.planted)
    }

    fn false_alarms_a_year(&self) -> f64 {
        self.false_alarms as f64 / f64::from(self.years)
    }

    fn print(&self) {
        let (years, bulletins) = (self.years, self.bulletins);
        println!(
            "{years} years, {bulletins} bulletins: {} false alarms, {:.2} a year",
            self.false_alarms,
            self.false_alarms_a_year()
        );
        for (kind, score) in &self.scores {
            println!(
                "{}: {} planted, {} with a hint, {} with a hint or an error",
                kind.name(),
                score.planted,
                score.hinted,
                score.found
            );
        }
    }
}

#[test]
fn planted_errors_are_hinted_at_and_clean_histories_hardly_ever() {
    let mut measured = Measure::default();
    for seed in 1..=3 {
        measure(&mut measured, seed, 6, 4);
    }
    measured.print();
    assert_eq!(measured.years, 18);
    assert!(measured.false_alarms_a_year() <= 0.2);
    for kind in [
        Kind::Digit5,
        Kind::Dropped,
        Kind::Added,
        Kind::Repeated,
        Kind::MonthSizeAlone,
    ] {
        assert!(measured.share(kind) >= 0.9, "{}", kind.name());
    }
    assert!(measured.share(Kind::Digit2) >= 0.6);
    // An error already, and no hint beside it.
    let proven = measured.scores[&Kind::MonthSize];
    assert_eq!((proven.found, proven.hinted), (proven.planted, 0));
}

/// `SMSDB_HISTORIES=60 cargo test --test it hinting -- --include-ignored --nocapture`
#[test]
#[ignore = "takes minutes"]
fn many_planted_errors_are_hinted_at() {
    let histories = std::env::var("SMSDB_HISTORIES").map_or(20, |text| text.parse().unwrap());
    for years in [3, 12] {
        let mut measured = Measure::default();
        for seed in 1..=histories {
            measure(&mut measured, 1000 + seed, years, 5);
        }
        println!("histories of {years} years");
        measured.print();
        assert!(measured.false_alarms_a_year() <= 0.5);
    }
}

#[test]
fn the_real_bulletins_give_no_hint() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    assert_eq!(desk.rows("SELECT message FROM hint"), Vec::<String>::new());
    let sql = "SELECT severity, count(*) FROM finding GROUP BY 1";
    assert_eq!(desk.rows(sql), ["error|19", "warning|11"]);
}

/// Junes and Julys of five years with figures near the usual ones, but for
/// what `change` makes of them.
fn junes(change: &dyn Fn(i64, i64, &mut Vec<i64>)) -> Desk {
    let mut dice = Dice::new(7);
    let mut bulletins = Vec::new();
    for year in 2018..2023 {
        for month in 5..7 {
            let mut near = |usual: i64| usual + usual * dice.roll(1000) as i64 / 6000;
            let mut values: Vec<i64> = CODES.iter().map(|(_, usual)| near(*usual)).collect();
            values[4] = values[5] + values[6];
            values[3] = values[4] + values[7] + values[8] + values[11] + 500;
            change(year, month, &mut values);
            bulletins.push(Bulletin {
                first: year * 12 + month,
                months: 1,
                values,
            });
        }
    }
    Desk::with(&[("a.txt", &text(&bulletins))])
}

const MESSAGES: &str = "SELECT kind, message FROM hint ORDER BY kind, message";

#[test]
fn a_figure_far_from_its_history_is_told_with_it() {
    assert_eq!(junes(&|_, _, _| ()).rows(MESSAGES), [""; 0]);
    let desk = junes(&|year, month, values| {
        if (year, month) == (2020, 5) {
            values[0] *= 6;
        }
    });
    let rows = desk.rows("SELECT indicator, time_period, figures, value_min, value_max FROM hint");
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(
        rows[0].starts_with("applications.registration|2020-06|1|"),
        "{rows:?}"
    );
    let message = desk.cell("SELECT message FROM hint");
    assert!(message.starts_with("June 2020: "), "{message}");
    assert!(message.contains(" times the "), "{message}");
    assert!(message.ends_with(" of June in other years"), "{message}");
    assert_eq!(
        desk.rows("SELECT check_name, severity, message FROM finding WHERE check_name = 'hint'"),
        [format!("hint|info|{message}")]
    );
    // Last, below what does not add up, and no reason to deny.
    let told = desk.run(&["check", "--deny", "error"]);
    let hint = told.out.find(&message).expect("check tells the hint");
    assert!(told.out.find("worth a look (1 hint)").unwrap() < hint);
    assert_eq!(told.code, 0, "{}", told.out);
}

#[test]
fn several_figures_of_a_bulletin_are_one_hint() {
    let desk = junes(&|year, month, values| {
        if (year, month) == (2021, 6) {
            values[0] *= 5;
            values[1] *= 7;
            values[2] /= 9;
        }
    });
    let messages = desk.rows("SELECT message FROM hint");
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(
        messages[0].ends_with("; 2 more figures stand out"),
        "{messages:?}"
    );
}

#[test]
fn small_counts_are_no_outliers() {
    // 1 or 2 in all other years, and 8 in one.
    let rare = CODES.len() - 1;
    let desk = junes(&|year, month, values| {
        values[rare] = if (year, month) == (2020, 5) {
            8
        } else {
            1 + year % 2
        };
    });
    assert_eq!(desk.rows(MESSAGES), [""; 0]);
}

#[test]
fn a_repeated_bulletin_is_one_hint_and_repeated_small_figures_are_none() {
    let desk = junes(&|year, month, values| {
        if [(2020, 6), (2021, 5)].contains(&(year, month)) {
            *values = CODES.map(|(_, usual)| usual + usual / 9).to_vec();
            values[3] += year;
        }
    });
    let of = CODES.len();
    assert_eq!(
        desk.rows(MESSAGES),
        [format!(
            "repeated|a.txt:7 (June 2021) repeats {} of {of} figures of a.txt:6 (July 2020)",
            of - 1
        )]
    );
    let desk = junes(&|_, _, values| {
        for value in values.iter_mut().filter(|value| **value < 100) {
            *value = 77;
        }
    });
    assert_eq!(desk.rows(MESSAGES), [""; 0]);
}

#[test]
fn a_year_with_the_figures_of_a_month_is_one_hint_where_it_is_no_error() {
    let years = |with_month: bool| {
        let mut bulletins = Vec::new();
        for year in 2018..2024 {
            let times = if year == 2021 { 1 } else { 12 };
            for (first, months, times) in [(year * 12, 12, times), (year * 12 + 3, 1, 1)] {
                if months == 12 || year != 2021 || with_month {
                    // Its own April, where there is one, is the larger.
                    let share =
                        90 + (year * 7 + months) % 20 + 40 * i64::from(year == 2021 && months == 1);
                    let values = CODES.map(|(_, base)| base * times * share / 100 + year % 7);
                    bulletins.push(Bulletin {
                        first,
                        months,
                        values: values.to_vec(),
                    });
                }
            }
        }
        Desk::with(&[("a.txt", &text(&bulletins))])
    };
    let messages = years(false).rows(MESSAGES);
    assert_eq!(messages.len(), 1, "{messages:?}");
    assert!(messages[0].starts_with("month_size|2021: "), "{messages:?}");
    assert!(
        messages[0].ends_with(" figures are of the size of one month's"),
        "{messages:?}"
    );
    // Smaller than its own April: that is an error.
    let desk = years(true);
    let errors = "SELECT count(*) > 0 FROM finding WHERE check_name = 'containment'";
    assert_eq!(desk.cell(errors), "1");
    assert_eq!(
        desk.rows("SELECT 1 FROM hint WHERE kind = 'month_size'"),
        [""; 0]
    );
}

#[test]
fn undated_bulletins_are_told_what_they_repeat_and_ten_hints_are_enough() {
    let bulletin = |when: &str| {
        format!(
            "State Migration Service, {when}.\n\
             20145 applications for registration upon place of stay were received. \
             6812 calls were received by the Call Center.\n\
             1432 applications for work permits were received.\n"
        )
    };
    let desk = Desk::with(&[("a.txt", &bulletin("March 2024"))]);
    for name in 'b'..='m' {
        desk.write(
            &format!("late/{name}.txt"),
            bulletin(&format!("text {name}")),
        );
    }
    desk.run(&["import", "late"]).succeeds();
    let messages = desk.rows("SELECT message FROM hint ORDER BY 1");
    assert_eq!(messages.len(), 12);
    assert_eq!(
        messages[0],
        "b.txt:1 repeats 3 of 3 figures of a.txt:1 (March 2024)"
    );
    let told = desk.run(&["check"]).succeeds().out;
    assert_eq!(told.matches(" repeats 3 of 3 figures ").count(), 10);
    assert!(told.contains("… and 2 more, in smsdb run findings severity=info"));
}
