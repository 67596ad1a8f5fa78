//! Histories of bulletins that hold together, with one error planted in each,
//! and every single mistake that would explain what is left, found by trying.
// The numbers are small.
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use crate::histories::Dice;
use std::collections::{BTreeMap, BTreeSet};

/// First month of a history, as year * 12 + month - 1: January 2019.
pub const START: i32 = 2019 * 12;

/// What the bulletins print, in this order.
pub const INDICATORS: [&str; 12] = [
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
    "calls",
];

/// Sums within a bulletin: the whole, its parts.
const SUMS: [(usize, &[usize]); 4] = [
    (0, &[1, 4, 9, 10]),
    (1, &[2, 3]),
    (4, &[5, 6]),
    (6, &[7, 8]),
];

/// First month and length.
pub type Period = (i32, i32);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bulletin {
    pub period: Option<Period>,
    pub values: [i64; 12],
}

/// Bulletins in the order of print, newest first, or one in a document each.
#[derive(Debug, Clone)]
pub struct Record {
    pub bulletins: Vec<Bulletin>,
    pub years: i32,
    pub together: bool,
    /// Whether the total of decisions is the sum of what is listed.
    pub closes: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    Figure(usize, usize),
    Period(usize),
    Exchange(usize, usize),
}

/// What was planted.
#[derive(Debug, Clone, Copy)]
pub enum Planted {
    Wrong(Cause),
    /// A bulletin whose period is left out, and what it was.
    Undated(usize, Period),
}

/// A sum of figures, each with its sign, that has to be 0, or at least that.
struct Check {
    terms: Vec<(i64, usize, usize)>,
    exact: bool,
}

impl Check {
    fn sum(&self, record: &Record) -> i64 {
        let terms = self.terms.iter();
        terms
            .map(|(sign, at, indicator)| sign * record.bulletins[*at].values[*indicator])
            .sum()
    }

    fn holds(&self, record: &Record) -> bool {
        let sum = self.sum(record);
        sum == 0 || (sum > 0 && !self.exact)
    }
}

impl Record {
    pub fn random(dice: &mut Dice) -> Record {
        let years = 2 + dice.roll(2) as i32;
        let closes = dice.chance(50);
        let months: Vec<[i64; 12]> = (0..years * 12).map(|_| month(dice, closes)).collect();
        let (monthly, cumulative) = (80 + dice.roll(21), 50 + dice.roll(51));
        let mut bulletins = Vec::new();
        for end in (1..=years * 12).rev() {
            let within = (end - 1) % 12 + 1;
            let mut lengths = vec![];
            if within % 3 == 0 && dice.chance(cumulative) {
                lengths.push(within);
            }
            if dice.chance(monthly) {
                lengths.push(1);
            }
            for length in lengths {
                let mut values = [0; 12];
                for month in &months[(end - length) as usize..end as usize] {
                    for (sum, value) in values.iter_mut().zip(month) {
                        *sum += value;
                    }
                }
                let period = Some((START + end - length, length));
                bulletins.push(Bulletin { period, values });
            }
        }
        Record {
            bulletins,
            years,
            together: dice.chance(70),
            closes,
        }
    }

    /// Plants one error, or nothing if the dice find no place for it: a digit, a
    /// label a month off, two months of one document that change places, no date.
    pub fn plant(&mut self, kind: usize, dice: &mut Dice) -> Option<Planted> {
        let at = dice.roll(self.bulletins.len() as u64) as usize;
        let period = self.bulletins[at].period?;
        match kind {
            0 => {
                let indicator = dice.roll(12) as usize;
                let value = &mut self.bulletins[at].values[indicator];
                let mut digits = value.to_string().into_bytes();
                let place = dice.roll(digits.len() as u64) as usize;
                digits[place] = b'0' + (digits[place] - b'0' + 1 + dice.roll(9) as u8) % 10;
                if digits[0] == b'0' && digits.len() > 1 {
                    return None;
                }
                *value = String::from_utf8(digits).ok()?.parse().ok()?;
                Some(Planted::Wrong(Cause::Figure(at, indicator)))
            }
            1 if period.1 == 1 => {
                let other = period.0 + if dice.chance(50) { 1 } else { -1 };
                let covered = START..START + self.years * 12;
                covered.contains(&other).then(|| {
                    self.bulletins[at].period = Some((other, 1));
                    Planted::Wrong(Cause::Period(at))
                })
            }
            2 => {
                let other = dice.roll(self.bulletins.len() as u64) as usize;
                let swapped = self.bulletins[other].period?;
                (self.together && other != at && period.1 == 1 && swapped.1 == 1).then(|| {
                    self.bulletins[at].period = Some(swapped);
                    self.bulletins[other].period = Some(period);
                    Planted::Wrong(Cause::Exchange(at.min(other), at.max(other)))
                })
            }
            3 => {
                self.bulletins[at].period = None;
                Some(Planted::Undated(at, period))
            }
            _ => None,
        }
    }

    /// Whether all that is printed can be true.
    pub fn holds(&self) -> bool {
        self.in_order() && self.checks().iter().all(|check| check.holds(self))
    }

    /// Newest first, no period twice; of documents of their own nothing is known.
    fn in_order(&self) -> bool {
        let periods: Vec<Period> = self.bulletins.iter().filter_map(|b| b.period).collect();
        let different: BTreeSet<&Period> = periods.iter().collect();
        let falls = |pair: &[Period]| pair[0].0 + pair[0].1 >= pair[1].0 + pair[1].1;
        !self.together || (periods.windows(2).all(falls) && different.len() == periods.len())
    }

    /// Every sum that has to come to nothing, or to no less.
    fn checks(&self) -> Vec<Check> {
        let mut checks = Vec::new();
        let mut of: BTreeMap<Period, usize> = BTreeMap::new();
        for (at, bulletin) in self.bulletins.iter().enumerate() {
            for (whole, parts) in SUMS {
                let parts = parts.iter().map(|part| (-1, at, *part));
                checks.push(Check {
                    terms: parts.chain([(1, at, whole)]).collect(),
                    exact: whole > 0 || self.closes,
                });
            }
            let Some(period) = bulletin.period else {
                continue;
            };
            if let Some(other) = of.insert(period, at) {
                checks.extend((0..12).map(|indicator| Check {
                    terms: vec![(1, at, indicator), (-1, other, indicator)],
                    exact: true,
                }));
            }
        }
        for january in (START - 12..START + 12 * self.years + 12).step_by(12) {
            Record::gaps(january, &of, &mut checks);
        }
        checks
    }

    /// What stands between two cumulatives, less its months.
    fn gaps(january: i32, of: &BTreeMap<Period, usize>, checks: &mut Vec<Check>) {
        let mut begin = 0;
        let mut minus = None;
        for end in 2..=12 {
            let Some(whole) = of.get(&(january, end)) else {
                continue;
            };
            let months = (begin..end).filter_map(|month| of.get(&(january + month, 1)));
            let taken: Vec<usize> = months.chain(minus).copied().collect();
            let known = taken.len() as i32 - i32::from(minus.is_some());
            checks.extend((0..12).map(|indicator| {
                let taken = taken.iter().map(|at| (-1, *at, indicator));
                Check {
                    terms: taken.chain([(1, *whole, indicator)]).collect(),
                    exact: known == end - begin,
                }
            }));
            (begin, minus) = (end, Some(whole));
        }
    }

    /// Whether some other value of a figure makes all hold.
    fn mended_by(&self, at: usize, indicator: usize, checks: &[Check]) -> bool {
        let (mut low, mut high) = (0, i64::MAX);
        for check in checks {
            let own = check
                .terms
                .iter()
                .find(|term| (term.1, term.2) == (at, indicator));
            let Some((sign, ..)) = own else {
                if check.holds(self) {
                    continue;
                }
                return false;
            };
            let needed = self.bulletins[at].values[indicator] - sign * check.sum(self);
            if check.exact || *sign == 1 {
                low = low.max(needed);
            }
            if check.exact || *sign == -1 {
                high = high.min(needed);
            }
        }
        low <= high
    }

    /// Every single mistake without which all would hold.
    pub fn causes(&self) -> BTreeSet<Cause> {
        let mut causes = BTreeSet::new();
        let checks = self.checks();
        if let Some(failed) = checks.iter().find(|check| !check.holds(self)) {
            for (_, at, indicator) in &failed.terms {
                if self.in_order() && self.mended_by(*at, *indicator, &checks) {
                    causes.insert(Cause::Figure(*at, *indicator));
                }
            }
        }
        for at in 0..self.bulletins.len() {
            if !self.periods_of(at).is_empty() {
                causes.insert(Cause::Period(at));
            }
            for other in at + 1..self.bulletins.len() {
                let mut tried = self.clone();
                let (a, b) = (self.bulletins[at].period, self.bulletins[other].period);
                if a == b || a.is_none() || b.is_none() {
                    continue;
                }
                tried.bulletins[at].period = b;
                tried.bulletins[other].period = a;
                if tried.holds() {
                    causes.insert(Cause::Exchange(at, other));
                }
            }
        }
        causes
    }

    /// The other periods that a bulletin could have so that all holds.
    pub fn periods_of(&self, at: usize) -> Vec<Period> {
        let mut tried = self.clone();
        let mut found = Vec::new();
        for first in START - 12..START + self.years * 12 + 12 {
            for length in [1, 3, 6, 9, 12] {
                let standard = match length {
                    1 => true,
                    9 => first % 12 == 0,
                    _ => first % length == 0,
                };
                if !standard || self.bulletins[at].period == Some((first, length)) {
                    continue;
                }
                tried.bulletins[at].period = Some((first, length));
                if tried.holds() {
                    found.push((first, length));
                }
            }
        }
        found
    }
}

/// The figures of a month.
fn month(dice: &mut Dice, closes: bool) -> [i64; 12] {
    let mut from = |low: u64, high: u64| (low + dice.roll(high - low)) as i64;
    let (leave, legalisation, expulsion) = (from(300, 900), from(200, 600), from(100, 300));
    let (unpaid, other, loss, employment) =
        (from(200, 700), from(0, 30), from(20, 60), from(30, 70));
    let calls = from(3_000, 9_000);
    let more = if closes { 0 } else { from(1, 40) };
    let (stay, code) = (leave + legalisation, unpaid + other);
    let ban = expulsion + code;
    let all = stay + ban + loss + employment + more;
    [
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
    ]
}
