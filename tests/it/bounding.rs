//! The room `bound` against independent solvers, on random histories: months,
//! cumulatives, quarters and spans across years, missing, disputed and wrong
//! figures, balances that close and that do not. What follows from a history is
//! worked out anew here, from the words of the contract.

use crate::rational::Program;
use smsdb::bound::{Balance, Bounds, Claim, History, Part, Rule, Scheme, bounds};
use std::collections::BTreeSet;

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

    fn chance(&mut self, percent: u64) -> bool {
        self.roll(100) < percent
    }
}

const START: i32 = 24_000;

/// What may go wrong in a history.
#[derive(Clone, Copy)]
struct Faults {
    disputes: u64,
    errors: u64,
    unbalanced: u64,
}

/// Whole 1 with the parts 2, 3 and 4, which may be incomplete, 2 with the parts
/// 5 and 6; 7 stands apart.
fn random(dice: &mut Dice, months: i32, faults: Faults) -> History {
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
    for year in 0..months / 12 + 1 {
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

/// The equations of check_span that are not contradicted, as the contract words
/// them: first and last month, ends, and the claims.
struct Span {
    indicator: i64,
    first: i32,
    last: i32,
    low: i64,
    high: i64,
    claims: Vec<usize>,
}

fn spans(history: &History) -> Vec<Span> {
    let claims = &history.claims;
    let mut spans = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        let whole = Span {
            indicator: claim.indicator,
            first: claim.first,
            last: claim.last(),
            low: claim.low,
            high: claim.high,
            claims: vec![index],
        };
        if claim.months == 1 {
            spans.push(whole);
            continue;
        }
        let shorter = claims.iter().enumerate().filter(|(_, shorter)| {
            shorter.indicator == claim.indicator
                && shorter.first == claim.first
                && (2..claim.months).contains(&shorter.months)
        });
        let rest = shorter.map(|(minus, shorter)| Span {
            first: shorter.last() + 1,
            low: claim.low - shorter.high,
            high: claim.high - shorter.low,
            claims: vec![index, minus],
            ..Span {
                claims: Vec::new(),
                ..whole
            }
        });
        let all: Vec<Span> = rest.collect();
        for span in all.into_iter().chain([whole]) {
            let known: Vec<&Claim> = claims
                .iter()
                .filter(|known| {
                    known.months == 1
                        && known.indicator == span.indicator
                        && (span.first..=span.last).contains(&known.first)
                })
                .collect();
            let residual_min = span.low - known.iter().map(|k| k.high).sum::<i64>();
            let residual_max = span.high - known.iter().map(|k| k.low).sum::<i64>();
            let missing = span.last - span.first + 1 - known.len() as i32;
            let refuted = residual_max < 0 || (missing == 0 && residual_min > 0);
            if !refuted {
                spans.push(span);
            }
        }
    }
    spans
}

/// What is left of a history without some claims, as a program over indicators
/// and months.
struct Left {
    program: Program,
    first: i32,
    months: usize,
}

const INDICATORS: usize = 7;

impl Left {
    fn cell(&self, indicator: i64, month: i32) -> usize {
        (indicator as usize - 1) * self.months + (month - self.first) as usize
    }

    fn sum(&self, cells: impl Iterator<Item = (usize, i64)>) -> Vec<i64> {
        let mut sum = vec![0; self.program.numbers];
        for (cell, times) in cells {
            sum[cell] += times;
        }
        sum
    }

    fn without(history: &History, spans: &[Span], dropped: &BTreeSet<usize>) -> Left {
        let first = history.claims.iter().map(|c| c.first).min().unwrap();
        let last = history.claims.iter().map(Claim::last).max().unwrap();
        let months = (last - first) as usize + 1;
        let mut left = Left {
            program: Program {
                numbers: INDICATORS * months,
                limits: Vec::new(),
            },
            first,
            months,
        };
        for span in spans {
            if span.claims.iter().any(|claim| dropped.contains(claim)) {
                continue;
            }
            let months = span.first..=span.last;
            let sum = left.sum(months.map(|month| (left.cell(span.indicator, month), 1)));
            left.program.between(sum, Some(span.low), Some(span.high));
        }
        let covered = |indicator: i64, month: i32| {
            let mut claims = history.claims.iter();
            claims.any(|c| c.indicator == indicator && (c.first..=c.last()).contains(&month))
        };
        for month in first..=last {
            // Where every claim is of one month, nothing is to be bounded.
            let mut long = history.claims.iter().filter(|claim| claim.months > 1);
            if !long.any(|claim| (claim.first..=claim.last()).contains(&month)) {
                continue;
            }
            for scheme in &history.schemes {
                let holds = history.balances.iter().any(|b| {
                    b.scheme == scheme.scheme && (b.first..b.first + b.months).contains(&month)
                });
                if !holds || scheme.rule == Rule::Open {
                    continue;
                }
                let parts = scheme
                    .parts
                    .iter()
                    .filter(|part| part.required || covered(part.indicator, month));
                let parts = parts.map(|part| (left.cell(part.indicator, month), -1));
                let whole = (left.cell(scheme.whole, month), 1);
                let sum = left.sum(parts.chain([whole]));
                let high = (scheme.rule == Rule::Equal).then_some(0);
                left.program.between(sum, Some(0), high);
            }
        }
        left
    }
}

/// Compares every month with the slow solver.
fn compare(history: &History, found: &Bounds) -> Result<usize, String> {
    let spans = spans(history);
    let dropped: BTreeSet<usize> = found.conflicts.iter().flatten().copied().collect();
    let left = Left::without(history, &spans, &dropped);
    let start = left.program.start();
    let mut start = start.ok_or("what is left cannot hold together")?;
    let mut compared = 0;
    for indicator in 1..=INDICATORS as i64 {
        for month in left.first..left.first + left.months as i32 {
            let claims: Vec<(usize, &Claim)> = history
                .claims
                .iter()
                .enumerate()
                .filter(|(_, c)| c.indicator == indicator && (c.first..=c.last()).contains(&month))
                .collect();
            let bound = found
                .months
                .iter()
                .find(|bound| bound.indicator == indicator && bound.month == month);
            if claims.is_empty() || claims.iter().any(|(_, claim)| claim.months == 1) {
                if bound.is_some() {
                    return Err(format!("{indicator} {month} is not to be bounded"));
                }
                continue;
            }
            let held = spans.iter().any(|span| {
                span.indicator == indicator
                    && (span.first..=span.last).contains(&month)
                    && !span.claims.iter().any(|claim| dropped.contains(claim))
            });
            let cell = left.cell(indicator, month);
            let most = start.most(&left.sum([(cell, 1)].into_iter()));
            let least = start.most(&left.sum([(cell, -1)].into_iter()));
            let expected = match (held, least, most) {
                (false, ..) => None,
                (true, Some(low), Some(high)) => {
                    let (low, high) = ((-low).ceiling(), high.floor());
                    (low <= high).then_some((low, high))
                }
                (_, low, high) => return Err(format!("{indicator} {month}: {low:?} {high:?}")),
            };
            if bound.map(|bound| bound.range) != Some(expected) {
                return Err(format!("{indicator} {month}: {bound:?}, not {expected:?}"));
            }
            compared += 1;
        }
    }
    Ok(compared)
}

/// Sets of claims that are named must be impossible, and without any one of
/// them possible; and no smaller set may be impossible.
fn check_conflicts(history: &History, found: &Bounds) -> Result<(), String> {
    let spans = spans(history);
    let all: BTreeSet<usize> = (0..history.claims.len()).collect();
    let mut dropped = BTreeSet::new();
    let possible = |claims: &BTreeSet<usize>| {
        let without = all.difference(claims).copied().collect();
        Left::without(history, &spans, &without)
            .program
            .start()
            .is_some()
    };
    for conflict in &found.conflicts {
        let set: BTreeSet<usize> = conflict.iter().copied().collect();
        if possible(&set) {
            return Err(format!("{set:?} can hold together"));
        }
        for claim in &set {
            let mut rest = set.clone();
            rest.remove(claim);
            if !possible(&rest) {
                return Err(format!("{set:?} does not need {claim}"));
            }
        }
        dropped.extend(set);
    }
    let left: BTreeSet<usize> = all.difference(&dropped).copied().collect();
    if !possible(&left) {
        return Err("what is left cannot hold together".to_owned());
    }
    Ok(())
}

fn on_histories(seeds: std::ops::Range<u64>, months: i32, faults: Faults) -> [usize; 4] {
    let mut counts = [0; 4];
    for seed in seeds {
        let history = random(&mut Dice::new(seed), months, faults);
        if history.claims.is_empty() {
            continue;
        }
        let found = bounds(&history);
        let compared = compare(&history, &found);
        let compared = compared.unwrap_or_else(|error| panic!("history {seed}: {error}"));
        check_conflicts(&history, &found).unwrap_or_else(|error| panic!("history {seed}: {error}"));
        counts[0] += compared;
        counts[1] += found.conflicts.len();
        counts[2] += found.wider;
        counts[3] += found.months.iter().filter(|b| b.range.is_none()).count();
    }
    counts
}

#[test]
fn bounds_are_those_of_an_exact_solver() {
    let faults = Faults {
        disputes: 5,
        errors: 0,
        unbalanced: 30,
    };
    let [compared, conflicts, wider, _] = on_histories(0..60, 13, faults);
    eprintln!("{compared} {conflicts} {wider}");
    assert!(compared > 1000);
    assert_eq!((conflicts, wider), (0, 0));
}

#[test]
fn bounds_without_what_contradicts_are_those_of_an_exact_solver() {
    let faults = Faults {
        disputes: 5,
        errors: 4,
        unbalanced: 30,
    };
    let [compared, conflicts, wider, contradicted] = on_histories(1000..1060, 9, faults);
    eprintln!("{compared} {conflicts} {wider} {contradicted}");
    assert!(compared > 500 && conflicts > 20 && contradicted > 20);
    assert_eq!(wider, 0);
}
