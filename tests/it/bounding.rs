//! The room `bound` against an independent solver, on random histories.
// The numbers are small.
#![allow(clippy::cast_possible_truncation)]

use crate::consequences::{INDICATORS, Left, spans, spans_among};
use crate::histories::{Dice, Faults, START, random};
use smsdb::bound::{Bounds, Claim, End, History, Proof, bounds, prove};
use std::collections::BTreeSet;

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

/// Whether the claims of a proof, and no fewer, give the end of a month, and add
/// up to it.
fn check_proof(
    history: &History,
    proof: &Proof,
    (indicator, month): (i64, i32),
    end: End,
) -> Result<(), String> {
    let claims: BTreeSet<usize> = proof.terms.iter().map(|term| term.claim).collect();
    let value = |claims: &BTreeSet<usize>| {
        let all: BTreeSet<usize> = (0..history.claims.len()).collect();
        let without = all.difference(claims).copied().collect();
        // Figures that cancel out are not named; without them other spans hold.
        let left = Left::without(history, &spans_among(history, claims), &without);
        let times = if end == End::High { 1 } else { -1 };
        let sum = left.sum([(left.cell(indicator, month), times)].into_iter());
        let most = left.program.start()?.most(&sum)?;
        Some(i128::from(match end {
            End::High => most.floor(),
            End::Low => (-most).ceiling(),
        }))
    };
    if value(&claims) != Some(proof.value) {
        return Err(format!("{proof:?} gives {:?}", value(&claims)));
    }
    for claim in &claims {
        let mut rest = claims.clone();
        rest.remove(claim);
        if value(&rest) == Some(proof.value) {
            return Err(format!("{proof:?} does not need {claim}"));
        }
    }
    let terms = proof.terms.iter();
    let sum: i128 = terms
        .map(|term| i128::from(term.times) * i128::from(term.value))
        .sum();
    let divisor = i128::from(proof.divisor);
    let rounded = match end {
        End::High => sum.div_euclid(divisor),
        End::Low => -(-sum).div_euclid(divisor),
    };
    if rounded != proof.value {
        return Err(format!("{proof:?} adds up to {sum} / {divisor}"));
    }
    Ok(())
}

/// Checks the proofs of both ends of every month that is bounded.
fn on_proofs(seeds: std::ops::Range<u64>, months: i32, faults: Faults) -> usize {
    let mut proofs = 0;
    for seed in seeds {
        let history = random(&mut Dice::new(seed), months, faults);
        let found = bounds(&history);
        for bound in found
            .months
            .iter()
            .filter(|bound| seed % 5 == bound.month as u64 % 5)
        {
            let Some((low, high)) = bound.range else {
                continue;
            };
            let month = (bound.indicator, bound.month);
            for (end, value) in [(End::Low, low), (End::High, high)] {
                let proof = prove(&history, bound.indicator, (bound.month, 1), end);
                let Some(proof) = proof else {
                    assert_eq!((end, value), (End::Low, 0), "history {seed}: {bound:?}");
                    continue;
                };
                assert_eq!(proof.value, i128::from(value), "history {seed}: {bound:?}");
                check_proof(&history, &proof, month, end)
                    .unwrap_or_else(|error| panic!("history {seed}: {bound:?}: {error}"));
                proofs += 1;
            }
        }
    }
    proofs
}

#[test]
fn proofs_give_the_bound_and_need_each_of_their_figures() {
    let faults = Faults {
        disputes: 5,
        errors: 1,
        unbalanced: 30,
    };
    let proofs = on_proofs(2000..2025, 7, faults);
    assert!(proofs > 40, "{proofs}");
    // The check fails where a figure is missing or wrong.
    let claim = |months, value| Claim {
        indicator: 1,
        first: START,
        months,
        low: value,
        high: value,
    };
    let history = History {
        claims: vec![claim(3, 10), claim(2, 4)],
        ..History::default()
    };
    let proof = prove(&history, 1, (START + 2, 1), End::High).unwrap();
    let check = |proof: &Proof| check_proof(&history, proof, (1, START + 2), End::High);
    assert_eq!(check(&proof), Ok(()));
    let mut short = proof.clone();
    short.terms.truncate(1);
    assert!(check(&short).is_err());
    let mut wrong = proof;
    wrong.terms[1].times = 1;
    assert!(check(&wrong).is_err());
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
    assert!(compared > 500 && conflicts > 20 && contradicted > 20);
    assert_eq!(wider, 0);
}

/// The same on many more histories, and longer ones:
/// `cargo test --test it bounding -- --include-ignored`.
#[test]
#[ignore = "takes minutes"]
fn thousands_of_histories_hold_too() {
    let faults = |errors| Faults {
        disputes: 5,
        errors,
        unbalanced: 30,
    };
    let [compared, conflicts, wider, _] = on_histories(10_000..12_000, 13, faults(0));
    eprintln!("{compared} bounds of 2,000 histories that hold together; {wider} may be wider");
    assert_eq!((conflicts, wider), (0, 0));
    let [compared, conflicts, wider, _] = on_histories(20_000..23_000, 9, faults(4));
    eprintln!(
        "{compared} bounds of 3,000 histories with errors, {conflicts} sets that cannot hold \
         together; {wider} may be wider"
    );
    assert_eq!(wider, 0);
    let proofs = on_proofs(30_000..30_500, 8, faults(1));
    eprintln!("{proofs} proofs");
}

#[test]
fn a_wrong_bound_is_noticed() {
    let faults = Faults {
        disputes: 5,
        errors: 0,
        unbalanced: 30,
    };
    let history = random(&mut Dice::new(3), 13, faults);
    let found = bounds(&history);
    assert!(compare(&history, &found).is_ok());
    for at in 0..found.months.len() {
        let mut wrong = found.clone();
        let Some((low, high)) = wrong.months[at].range else {
            continue;
        };
        wrong.months[at].range = Some((low, high + 1));
        assert!(compare(&history, &wrong).is_err());
    }
    let mut named = found;
    named.conflicts.push(vec![0, 1]);
    assert!(check_conflicts(&history, &named).is_err());
}
