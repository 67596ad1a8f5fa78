//! Names the smallest set of claims that cannot hold together.

use super::equation::Equation;
use super::program::Program;
use super::smallest::smallest as smallest_set;
use super::system::System;
use super::tighten::{Contradiction, closed};

/// The smallest set of claims, of those that still hold, that contradict each
/// other; by their places in the system. Where one indicator contradicts itself,
/// or the parts of a period exceed their whole, the set is looked for there, as
/// that is easier to follow. If it cannot be found with reasonable effort, all
/// claims that may be in it.
pub(super) fn smallest(system: &System, held: &[bool], found: Contradiction) -> Vec<usize> {
    let mut claims: Vec<usize> = (0..held.len()).filter(|claim| held[*claim]).collect();
    if let Some(indicator) = found.indicator {
        let code = system.indicators[indicator];
        claims.retain(|claim| system.claims[*claim].1.indicator == code);
        let set = smallest_set(claims.len(), |set| {
            closed(system, &chosen(held.len(), &claims, set), indicator).is_some()
        });
        return set.into_iter().map(|at| claims[at]).collect();
    }
    if let Some(set) = overallocated(system, held) {
        return set;
    }
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
