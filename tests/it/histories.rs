//! Random histories for the room `bound`: months, cumulatives, quarters and
//! spans across years, missing, disputed and wrong figures, balances that close
//! and that do not.
// The numbers are small.
#![allow(clippy::cast_possible_truncation)]
#![allow(clippy::needless_range_loop)]

use smsdb::bound::{Balance, Claim, History, Part, Rule, Scheme};

/// A small generator, so that every history can be made again from its number.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// From 0 to below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.roll(100) < percent
    }
}

pub const START: i32 = 24_000;

/// What may go wrong in a history.
#[derive(Clone, Copy)]
pub struct Faults {
    pub disputes: u64,
    pub errors: u64,
    pub unbalanced: u64,
}

/// Whole 1 with the parts 2, 3 and 4, which may be incomplete, 2 with the parts
/// 5 and 6; 7 stands apart.
pub fn random(dice: &mut Dice, months: i32, faults: Faults) -> History {
    let indicators = 7;
    let unbalanced = dice.chance(faults.unbalanced);
    let mut truth = vec![vec![0i64; months as usize]; indicators + 1];
    for month in 0..months as usize {
        for indicator in [3, 4, 5, 6, 7] {
            truth[indicator][month] = match dice.roll(3) {
                0 => 0,
                1 => dice.roll(4) as i64,
                _ => dice.roll(30) as i64,
            };
        }
        let more = if unbalanced { dice.roll(3) as i64 } else { 0 };
        truth[2][month] = truth[5][month] + truth[6][month] + more;
        truth[1][month] = truth[2][month] + truth[3][month] + truth[4][month] + dice.roll(3) as i64;
    }
    let mut periods: Vec<(i32, i32)> = (0..months).map(|month| (month, 1)).collect();
    let thin = dice.roll(80);
    periods.retain(|_| dice.chance(95 - thin));
    for year in 0..=months / 12 {
        for length in [3, 6, 8, 9, 12] {
            if dice.chance(45) {
                periods.push((year * 12, length));
            }
        }
        if dice.chance(30) {
            periods.push((year * 12 + 3 * dice.roll(4) as i32, 3));
        }
    }
    if dice.chance(30) {
        periods.push((dice.roll(months as u64) as i32, 2 + dice.roll(8) as i32));
    }
    periods.sort_unstable();
    periods.dedup();
    let mut history = History {
        schemes: vec![
            scheme(10, 1, &[2, 3, 4], Rule::AtLeast),
            scheme(
                20,
                2,
                &[5, 6],
                if unbalanced { Rule::Open } else { Rule::Equal },
            ),
        ],
        ..History::default()
    };
    if dice.chance(30) {
        history.schemes[1].parts.push(Part {
            indicator: 7,
            required: false,
        });
        // It is printed nowhere.
        truth[7] = vec![0; months as usize];
    }
    for (first, length) in periods {
        if first + length > months {
            continue;
        }
        let (first_month, span) = (START + first, first as usize..(first + length) as usize);
        for (indicator, truth) in truth.iter().enumerate().skip(1) {
            if indicator == 7 && history.schemes[1].parts.len() > 2 {
                continue;
            }
            if dice.chance(8) {
                continue;
            }
            let value: i64 = truth[span.clone()].iter().sum();
            let mut claim = Claim {
                indicator: indicator as i64,
                first: first_month,
                months: length,
                low: value,
                high: value,
            };
            if dice.chance(faults.disputes) {
                claim.low = (claim.low - dice.roll(5) as i64).max(0);
                claim.high += dice.roll(5) as i64;
            }
            if dice.chance(faults.errors) {
                claim.low = dice.roll(40) as i64;
                claim.high = claim.low;
            }
            history.claims.push(claim);
        }
        for scheme in [10, 20] {
            if dice.chance(90) {
                history.balances.push(Balance {
                    scheme,
                    first: first_month,
                    months: length,
                });
            }
        }
    }
    history
}

fn scheme(scheme: i64, whole: i64, parts: &[i64], rule: Rule) -> Scheme {
    let part = |indicator: &i64| Part {
        indicator: *indicator,
        required: true,
    };
    Scheme {
        scheme,
        whole,
        parts: parts.iter().map(part).collect(),
        rule,
    }
}
