//! Where an error is: single errors are planted in histories that hold together,
//! and `suspect` and `period_candidate` have to name them.

use crate::histories::Dice;
use crate::planting::{Bulletin, Cause, INDICATORS, Planted, Record};
use crate::support::Desk;

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

/// A bulletin as the Service prints it.
fn text(bulletin: &Bulletin) -> String {
    let [
        all,
        stay,
        leave,
        legalisation,
        ban,
        expulsion,
        code,
        unpaid,
        other,
        loss,
        employment,
        calls,
    ] = bulletin.values;
    let when = bulletin.period.map_or(String::new(), |(first, months)| {
        let (year, month) = (first / 12, MONTHS[(first % 12) as usize]);
        let last = MONTHS[((first + months - 1) % 12) as usize];
        match months {
            1 => format!("During {month} of {year}, "),
            12 => format!("During {year}, "),
            _ => format!("During {month}-{last} of {year}, "),
        }
    });
    format!(
        "Illegal migration
Number of decisions on infringement of migration and administrative legislation - {all}
- Decisions on not application of administrative expulsion - {stay}
Decisions on leaving the country by paying the penalty - {leave}
Decisions on legalization of residence - {legalisation}
- Out of {ban} - decisions on imposing ban on entry to the country:
Decisions on the administrative fine with administrative expulsion - {expulsion};
Decisions on ban on entry for violating Articles of the Migration Code - {code}; including
{unpaid} decisions on Article 16.1.8 (a fine not paid) and {other} decisions on other Articles.
- Decisions on loss of permission documents for residence – {loss}
- Decisions related with employment of foreigners - {employment}
{when}{calls} calls were received by the Call Center.

"
    )
}

fn desk(record: &Record) -> Desk {
    let texts: Vec<String> = record.bulletins.iter().map(text).collect();
    if record.together {
        return Desk::with(&[("all.txt", &texts.concat())]);
    }
    let names: Vec<String> = (0..texts.len()).map(|at| format!("{at:03}.txt")).collect();
    let files: Vec<(&str, &str)> = names
        .iter()
        .zip(&texts)
        .map(|(n, t)| (&n[..], &t[..]))
        .collect();
    Desk::with(&files)
}

fn named(row: &str) -> Cause {
    let cells: Vec<&str> = row.split('|').collect();
    let number = |at: usize| cells[at].parse::<usize>().unwrap();
    match cells[0] {
        "figure" => Cause::Figure(
            number(1) - 1,
            INDICATORS.iter().position(|i| *i == cells[2]).unwrap(),
        ),
        "period" => Cause::Period(number(1) - 1),
        _ => Cause::Exchange(number(1) - 1, number(3) - 1),
    }
}

#[test]
#[ignore = "trial"]
fn trial() {
    let mut counts = std::collections::BTreeMap::new();
    for seed in 0..400u64 {
        let mut dice = Dice::new(seed + 7_000);
        let mut record = Record::random(&mut dice);
        assert!(record.holds(), "{seed}");
        let Some(planted) = record.plant(seed % 4, &mut dice) else {
            continue;
        };
        if let Planted::Undated(at, period) = planted {
            let periods = record.periods_of(at);
            let desk = desk(&record);
            let rows = desk.rows(&format!("SELECT time_period FROM period_candidate WHERE bulletin_id = {} ORDER BY place LIMIT 3", at + 1));
            let code = match period {
                (first, 1) => format!("{}-{:02}", first / 12, first % 12 + 1),
                (first, 12) => format!("{}", first / 12),
                (first, months) => format!("{}-{:02}-01/P{months}M", first / 12, first % 12 + 1),
            };
            let place = rows.iter().position(|row| *row == code);
            let key = (3, periods.len() == 1, place, record.together);
            if place != Some(0) && periods.len() == 1 {
                eprintln!("{seed} {planted:?} {rows:?} {}", record.together);
            }
            *counts.entry(key).or_insert(0) += 1;
            continue;
        }
        let causes = record.causes();
        if record.holds() {
            *counts
                .entry((seed % 4, false, Some(9), record.together))
                .or_insert(0) += 1;
            continue;
        }
        let truth = match planted {
            Planted::Digit(at, i) => Cause::Figure(at, i),
            Planted::Label(at, _) => Cause::Period(at),
            Planted::Swap(a, b) => Cause::Exchange(a, b),
            Planted::Undated(..) => unreachable!(),
        };
        assert!(causes.contains(&truth), "{seed} {planted:?} {causes:?}");
        let desk = desk(&record);
        let rows = desk.rows("SELECT kind, bulletin_id, indicator, other_bulletin FROM suspect ORDER BY cause, place LIMIT 3");
        let place = rows.iter().position(|row| named(row) == truth);
        if place != Some(0) && causes.len() == 1 {
            eprintln!(
                "{seed} {planted:?} {rows:?} together {} closes {}",
                record.together, record.closes
            );
        }
        *counts
            .entry((seed % 4, causes.len() == 1, place, record.together))
            .or_insert(0) += 1;
    }
    for (key, count) in &counts {
        eprintln!("{key:?} {count}");
    }
}
#[test]
#[ignore = "debug"]
fn debug_one() {
    let seed: u64 = std::env::var("SEED").unwrap().parse().unwrap();
    let mut dice = Dice::new(seed + 7_000);
    let mut record = Record::random(&mut dice);
    let planted = record.plant(seed % 4, &mut dice);
    eprintln!("{planted:?} {:?}", record.causes());
    let desk = desk(&record);
    std::fs::copy(desk.path("sms.sqlite"), "/dev/shm/h/one.sqlite").unwrap();
}
#[test]
#[ignore = "debug"]
fn debug_limits() {
    let c = rusqlite::Connection::open("/dev/shm/h/w.sqlite").unwrap();
    for view in [
        "bulletin_order",
        "check_member",
        "period_candidate",
        "suspect_evidence",
        "suspect",
    ] {
        let least = (1..1500).step_by(7).find(|limit| {
            c.set_limit(rusqlite::limits::Limit::SQLITE_LIMIT_EXPR_DEPTH, *limit)
                .unwrap();
            c.prepare(&format!("SELECT * FROM {view}")).is_ok()
        });
        eprintln!("{view} {least:?}");
    }
}
