//! Cuts a history into stretches of months that no claim ties to other months,
//! and each stretch into groups of indicators that no balance ties to others.

use super::system::System;
use super::{Claim, History};
use std::collections::BTreeMap;

/// The systems of a history, by their months. Stretches in which every claim is
/// of one month have nothing to bound, and none.
pub(super) fn systems(history: &History) -> Vec<System> {
    let stretches = stretches(&history.claims);
    let within = |first: i32, last: i32| {
        // Stretches do not overlap: their ends are in order too.
        let from = stretches.partition_point(|(_, end)| *end < first);
        let to = stretches.partition_point(|(begin, _)| *begin <= last);
        from..to.max(from)
    };
    let mut claims = vec![Vec::new(); stretches.len()];
    for (index, claim) in history.claims.iter().enumerate() {
        for stretch in within(claim.first, claim.last()) {
            claims[stretch].push(index);
        }
    }
    let mut balances = vec![Vec::new(); stretches.len()];
    for balance in &history.balances {
        for stretch in within(balance.first, balance.first + balance.months - 1) {
            balances[stretch].push(*balance);
        }
    }
    let mut systems = Vec::new();
    for ((months, claims), balances) in stretches.iter().zip(claims).zip(balances) {
        let whole = System::new(history, *months, claims, &balances);
        systems.extend(whole.groups());
    }
    systems
}

/// First and last months of what claims of several months tie together, in
/// order.
fn stretches(claims: &[Claim]) -> Vec<(i32, i32)> {
    let long = claims.iter().filter(|claim| claim.months > 1);
    let mut last: BTreeMap<i32, i32> = BTreeMap::new();
    for claim in long {
        let end = last.entry(claim.first).or_insert(claim.last());
        *end = (*end).max(claim.last());
    }
    let mut stretches: Vec<(i32, i32)> = Vec::new();
    for (first, last) in last {
        match stretches.last_mut() {
            Some((_, end)) if first <= *end => *end = (*end).max(last),
            _ => stretches.push((first, last)),
        }
    }
    stretches
}
