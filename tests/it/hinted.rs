//! Random histories of bulletins, seasonal, with a trend, noise and a slump, as
//! texts; and single errors to plant in them.
// The numbers are small.
#![allow(clippy::cast_possible_truncation)]
#![allow(clippy::cast_precision_loss)]
#![allow(clippy::cast_sign_loss)]

use crate::histories::Dice;
use std::fmt::Write;

/// Indicators with their usual figure of a month. Calls and electronic
/// applications are many: behind a period 2,067 may be read as a year.
pub const CODES: [(&str, i64); 12] = [
    ("applications.registration", 29_000),
    ("applications.residence_permit", 6_500),
    ("applications.citizenship_affiliation", 1_100),
    ("decisions", 2_050),
    ("decisions.no_expulsion", 1_010),
    ("decisions.leave", 520),
    ("decisions.legalisation", 490),
    ("decisions.permit_loss", 44),
    ("decisions.employment", 58),
    ("calls", 46_100),
    ("e_applications", 63_500),
    ("decisions.registration_rules", 6),
];

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

#[derive(Clone)]
pub struct Bulletin {
    /// year * 12 + month, from 0.
    pub first: i64,
    pub months: i64,
    /// In the order of `CODES`.
    pub values: Vec<i64>,
}

/// From -1 to 1, most often near 0.
fn noise(dice: &mut Dice) -> f64 {
    (0..4)
        .map(|_| dice.roll(1001) as f64 / 1000.0 - 0.5)
        .sum::<f64>()
        / 2.0
}

/// Bulletins of every month but a few, and of three, six, nine and twelve months.
pub fn history(dice: &mut Dice, years: i64) -> Vec<Bulletin> {
    let count = (years * 12) as usize;
    let slump = dice.chance(60).then(|| {
        let from = dice.roll(count as u64) as usize;
        (
            from..from + 4 + dice.roll(9) as usize,
            0.3 + dice.roll(40) as f64 / 100.0,
        )
    });
    let mut truth: Vec<Vec<i64>> = CODES
        .iter()
        .map(|(_, usual)| {
            let level = *usual as f64 * (0.6 + dice.roll(80) as f64 / 100.0);
            let growth = noise(dice) * 0.01 + 0.003;
            let (season, shift) = (dice.roll(45) as f64 / 100.0, dice.roll(12) as f64);
            let spread = 0.1 + dice.roll(25) as f64 / 100.0;
            let month = |at: usize, dice: &mut Dice| {
                let turn = (at as f64 - shift) / 12.0 * std::f64::consts::TAU;
                let mut mean = level * (1.0 + growth).powi(at as i32) * (1.0 + season * turn.cos());
                if let Some((_, depth)) = slump.as_ref().filter(|(of, _)| of.contains(&at)) {
                    mean *= depth;
                }
                let value = mean * (1.0 + spread * noise(dice)) + 1.7 * mean.sqrt() * noise(dice);
                value.max(0.0).round() as i64
            };
            (0..count).map(|at| month(at, dice)).collect()
        })
        .collect();
    // Parts are never more than their wholes.
    let other: Vec<i64> = (0..count).map(|at| truth[3][at] / 2).collect();
    for at in 0..count {
        truth[4][at] = truth[5][at] + truth[6][at];
        truth[3][at] = truth[4][at] + truth[7][at] + truth[8][at] + truth[11][at] + other[at];
    }
    let mut bulletins = Vec::new();
    for last in 0..count {
        let lengths = [1, last % 12 + 1];
        let printed = if last % 3 == 2 { 2 } else { 1 };
        for months in &lengths[..printed] {
            if *months == 1 && dice.chance(5) {
                continue;
            }
            let of = |indicator: &Vec<i64>| indicator[last + 1 - months..=last].iter().sum();
            bulletins.push(Bulletin {
                first: 2010 * 12 + (last + 1 - months) as i64,
                months: *months as i64,
                values: truth.iter().map(of).collect(),
            });
        }
    }
    bulletins
}

/// All bulletins as one document, oldest first.
pub fn text(bulletins: &[Bulletin]) -> String {
    let mut text = String::new();
    for bulletin in bulletins {
        let (year, month) = (bulletin.first / 12, MONTHS[(bulletin.first % 12) as usize]);
        let when = match bulletin.months {
            1 => format!("{month} of {year}"),
            12 => format!("{year}"),
            months => format!("{months} months of {year}"),
        };
        let v = &bulletin.values;
        write!(
            text,
            "Legal migration
- Applications on registration of foreigners and stateless persons upon place of stay in the Republic of Azerbaijan – {}
- Applications on obtaining (extension of validity) temporary and permanent residence permits for foreigners and stateless persons – {}
- Applications on establishment of the citizenship of the Republic of Azerbaijan- {}
Illegal migration
Number of decisions on infringement of the requirements of migration, as well as administrative legislation of the Republic of Azerbaijan - {}
- Decisions on not application of administrative expulsion from the territory of the country - {}
Decisions on leaving the country by paying off the applicable penalty - {}
Decisions on legalization of residence within the territory of the country - {}
- Decisions on loss of permission documents for temporary and permanent residence – {}
- Decisions related with employment of foreigners and stateless persons - {}
- Decisions on violation of rules, defined by the Migration Code of the Republic of Azerbaijan, on registration and deregistration of foreigners or stateless persons - {}
During {when}, {} calls were received by the Call Center of SMS.
During {when}, {} e-applications were received for registration upon place of stay, extension of temporary staying period, issuance of permissions for temporary and permanent residence, work permits and extension of their validity.
",
            v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[11], v[9], v[10]
        )
        .unwrap();
    }
    text
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Digit2,
    Digit5,
    Dropped,
    Added,
    Repeated,
    MonthSize,
    MonthSizeAlone,
}

impl Kind {
    pub const ALL: [Kind; 7] = [
        Kind::Digit2,
        Kind::Digit5,
        Kind::Dropped,
        Kind::Added,
        Kind::Repeated,
        Kind::MonthSize,
        Kind::MonthSizeAlone,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Digit2 => "a digit changed, at least twice or half",
            Kind::Digit5 => "a digit changed, at least five times or a fifth",
            Kind::Dropped => "a digit dropped",
            Kind::Added => "a digit added",
            Kind::Repeated => "a bulletin repeated under another period",
            Kind::MonthSize => "a longer period with a month's figures, its months published",
            Kind::MonthSizeAlone => "the same, nothing else of its year published",
        }
    }
}

/// One error.
pub struct Planted {
    /// Bulletin, indicator and what is printed there.
    pub changes: Vec<(usize, usize, i64)>,
    /// Bulletins that are not there.
    pub gone: Vec<usize>,
    /// Bulletins that a hint may name.
    pub places: Vec<usize>,
}

/// An error of this kind somewhere in a history; none if there is no room.
pub fn planted(dice: &mut Dice, kind: Kind, bulletins: &[Bulletin]) -> Option<Planted> {
    let whole = |changed: usize, values: Vec<i64>| -> Vec<(usize, usize, i64)> {
        let changes = values.into_iter().enumerate();
        changes.map(|(at, value)| (changed, at, value)).collect()
    };
    match kind {
        Kind::Repeated => {
            let to = dice.roll(bulletins.len() as u64) as usize;
            let near = |from: &usize| {
                let (a, b) = (&bulletins[*from], &bulletins[to]);
                *from != to && a.months == b.months && (a.first - b.first).abs() <= 12
            };
            let from: Vec<usize> = (0..bulletins.len()).filter(near).collect();
            let from = *from.get(dice.roll(from.len().max(1) as u64) as usize)?;
            Some(Planted {
                changes: whole(to, bulletins[from].values.clone()),
                gone: Vec::new(),
                places: vec![from, to],
            })
        }
        Kind::MonthSize | Kind::MonthSizeAlone => {
            let long = |at: &usize| bulletins[*at].months >= 6;
            let long: Vec<usize> = (0..bulletins.len()).filter(long).collect();
            let at = *long.get(dice.roll(long.len().max(1) as u64) as usize)?;
            let bulletin = &bulletins[at];
            let month = |value: &i64| value * (85 + dice.roll(31) as i64) / 100 / bulletin.months;
            let values = bulletin.values.iter().map(month).collect();
            let year =
                |other: &usize| *other != at && bulletins[*other].first / 12 == bulletin.first / 12;
            let gone = (0..bulletins.len()).filter(year);
            Some(Planted {
                changes: whole(at, values),
                gone: gone.filter(|_| kind == Kind::MonthSizeAlone).collect(),
                places: vec![at],
            })
        }
        _ => (0..1000).find_map(|_| {
            let at = dice.roll(bulletins.len() as u64) as usize;
            let indicator = dice.roll(CODES.len() as u64) as usize;
            let value = bulletins[at].values[indicator];
            let wrong = mistyped(dice, kind, value)?;
            Some(Planted {
                changes: vec![(at, indicator, wrong)],
                gone: Vec::new(),
                places: vec![at],
            })
        }),
    }
}

/// A value with one digit wrong; none if it is small or the difference is.
fn mistyped(dice: &mut Dice, kind: Kind, value: i64) -> Option<i64> {
    let mut digits = value.to_string();
    let at = dice.roll(digits.len() as u64) as usize;
    let digit = char::from(b'0' + dice.roll(10) as u8);
    let least = match kind {
        Kind::Dropped => {
            digits.remove(at);
            1
        }
        Kind::Added => {
            digits.insert(at, digit);
            1
        }
        _ => {
            digits.replace_range(at..=at, &digit.to_string());
            if kind == Kind::Digit2 { 2 } else { 5 }
        }
    };
    let wrong: i64 = digits.parse().ok()?;
    let (low, high) = (wrong.min(value), wrong.max(value));
    let seen = !digits.starts_with('0') && value >= 30 && low != high && high >= least * low;
    seen.then_some(wrong)
}
