//! Names the smallest set of claims that cannot hold together.

use super::equation::Equation;
use super::program::Program;
use super::smallest::smallest as smallest_set;
use super::system::System;
use super::tighten::closed;

/// The smallest set of claims, of those that still hold, that contradict each
/// other; by their places in the system. Sets of one indicator, and parts of a
/// period that exceed their whole, are looked for first: they are found at once
/// and easy to follow. If no set can be found with reasonable effort, all claims
/// that may be in it.
pub(super) fn smallest(system: &System, held: &[bool]) -> Vec<usize> {
    let indicators = 0..system.indicators.len();
    let of_one = indicators.filter_map(|indicator| of_one(system, held, indicator));
    let found = of_one.chain(overallocated(system, held));
    found
        .min_by_key(Vec::len)
        .unwrap_or_else(|| of_several(system, held))
}

/// The smallest set of one indicator, if it contradicts itself.
fn of_one(system: &System, held: &[bool], indicator: usize) -> Option<Vec<usize>> {
    if closed(system, held, indicator).is_some() {
        return None;
    }
    let code = system.indicators[indicator];
    let claims: Vec<usize> = (0..held.len())
        .filter(|claim| held[*claim] && system.claims[*claim].1.indicator == code)
        .collect();
    let set = smallest_set(claims.len(), |set| {
        closed(system, &chosen(held.len(), &claims, set), indicator).is_some()
    });
    Some(set.into_iter().map(|at| claims[at]).collect())
}

/// The smallest set of all.
fn of_several(system: &System, held: &[bool]) -> Vec<usize> {
    let claims: Vec<usize> = (0..held.len()).filter(|claim| held[*claim]).collect();
    let mut program = Program::new(system);
    let mut gave_up = false;
    let set = smallest_set(claims.len(), |set| {
        let holds = program.holds(&chosen(held.len(), &claims, set));
        gave_up |= holds.is_err();
        holds.unwrap_or(true)
    });
    if gave_up {
        return claims;
    }
    set.into_iter().map(|at| claims[at]).collect()
}

/// A claim with the fewest claims of its parts, of the same period, that are
/// more than it.
fn overallocated(system: &System, held: &[bool]) -> Option<Vec<usize>> {
    let mut smallest: Option<Vec<usize>> = None;
    let plain = || {
        let spans = system.equations.iter();
        spans.filter(|span| span.minus.is_none() && span.is_of(held))
    };
    for whole in plain() {
        let first = system
            .sums
            .iter()
            .filter(|sum| sum.whole == whole.indicator);
        for sum in first.filter(|sum| sum.month == whole.from) {
            let mut holds = (whole.from..=whole.to).map(|month| {
                let mut sums = system.sums.iter();
                sums.any(|other| other.month == month && other.scheme == sum.scheme)
            });
            if !holds.all(|holds| holds) {
                continue;
            }
            let of_period = |span: &&Equation| (span.from, span.to) == (whole.from, whole.to);
            let mut parts: Vec<&Equation> = plain()
                .filter(of_period)
                .filter(|span| sum.parts.contains(&span.indicator))
                .collect();
            parts.sort_by_key(|part| -part.low);
            let mut together = 0;
            let fewest = parts.iter().position(|part| {
                together += part.low;
                together > whole.high
            });
            let Some(last) = fewest else { continue };
            if smallest.as_ref().is_none_or(|set| set.len() > last + 2) {
                let parts = parts[..=last].iter().map(|part| part.claim);
                smallest = Some([whole.claim].into_iter().chain(parts).collect());
            }
        }
    }
    smallest
}

/// The claims of a set, among all of them.
pub(super) fn chosen(count: usize, claims: &[usize], set: &[bool]) -> Vec<bool> {
    let mut chosen = vec![false; count];
    for (claim, is_in) in claims.iter().zip(set) {
        chosen[*claim] = *is_in;
    }
    chosen
}
