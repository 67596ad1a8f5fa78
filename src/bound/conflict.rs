//! Names the smallest set of claims that cannot hold together.

use super::program::Program;
use super::smallest::smallest as smallest_set;
use super::system::System;
use super::tighten::{Contradiction, closed};

/// The smallest set of claims, of those that still hold, that contradict each
/// other; by their places in the system. Where one indicator contradicts itself
/// the set is looked for there, as that is easier to follow. If it cannot be
/// found with reasonable effort, all claims that may be in it.
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

/// The claims of a set, among all of them.
pub(super) fn chosen(count: usize, claims: &[usize], set: &[bool]) -> Vec<bool> {
    let mut chosen = vec![false; count];
    for (claim, is_in) in claims.iter().zip(set) {
        chosen[*claim] = *is_in;
    }
    chosen
}
