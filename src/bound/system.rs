//! Equations and balances over the months of some indicators: one question
//! about numbers that are not negative.

use super::equation::{Equation, equations};
use super::{Balance, Claim, History, Rule};
use std::collections::{BTreeMap, BTreeSet};

/// Equations and balances that may depend on each other.
#[derive(Debug, Clone, Default)]
pub(super) struct System {
    /// The month that is 0 here.
    pub first: i32,
    pub months: usize,
    pub indicators: Vec<i64>,
    /// The claims, with their places in the history.
    pub claims: Vec<(usize, Claim)>,
    pub equations: Vec<Equation>,
    pub sums: Vec<Sum>,
}

/// A balance within a month: the whole is at least the sum of its parts, or
/// equal to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sum {
    pub scheme: i64,
    pub month: usize,
    /// Places of the indicators.
    pub whole: usize,
    pub parts: Vec<usize>,
    pub equal: bool,
}

impl System {
    /// Of the months `first` to `last`, with the claims and the balances that
    /// touch them.
    pub fn new(
        history: &History,
        (first, last): (i32, i32),
        claims: Vec<usize>,
        balances: &[Balance],
    ) -> System {
        let mut system = System {
            first,
            months: (last - first) as usize + 1,
            ..System::default()
        };
        system.claims = claims.iter().map(|at| (*at, history.claims[*at])).collect();
        // Wholes are numbers even where no claim gives them.
        let wholes = balances.iter().filter_map(|balance| {
            let scheme = history
                .schemes
                .iter()
                .find(|s| s.scheme == balance.scheme)?;
            Some(scheme.whole)
        });
        let claimed = system.claims.iter().map(|(_, claim)| claim.indicator);
        let indicators: BTreeSet<i64> = claimed.chain(wholes).collect();
        system.indicators = indicators.into_iter().collect();
        let mut by_indicator = vec![Vec::new(); system.indicators.len()];
        for (place, (_, claim)) in system.claims.iter().enumerate() {
            if let Some(indicator) = system.place(claim.indicator) {
                by_indicator[indicator].push((place, *claim));
            }
        }
        for (indicator, claims) in by_indicator.iter().enumerate() {
            let new = equations(indicator, claims, first, system.months);
            system.equations.extend(new);
        }
        system.sums = system.sums(history, balances, &by_indicator);
        system
    }

    fn place(&self, indicator: i64) -> Option<usize> {
        self.indicators.binary_search(&indicator).ok()
    }

    /// The balances of each month. A part that no claim covers counts as zero
    /// if it is printed only in some years; otherwise it is only not negative,
    /// and the whole at least the sum of the others.
    fn sums(
        &self,
        history: &History,
        balances: &[Balance],
        claims: &[Vec<(usize, Claim)>],
    ) -> Vec<Sum> {
        let mut held: BTreeSet<(i64, usize)> = BTreeSet::new();
        for balance in balances {
            let months = (balance.first..balance.first + balance.months)
                .filter_map(|month| usize::try_from(month - self.first).ok())
                .filter(|month| *month < self.months);
            held.extend(months.map(|month| (balance.scheme, month)));
        }
        let covered = |indicator: usize, month: usize| {
            let month = self.first + month as i32;
            let mut claims = claims[indicator].iter();
            claims.any(|(_, claim)| (claim.first..=claim.last()).contains(&month))
        };
        let wholes: BTreeSet<(usize, usize)> = held
            .iter()
            .filter_map(|(id, month)| {
                let scheme = history.schemes.iter().find(|s| s.scheme == *id)?;
                Some((self.place(scheme.whole)?, *month))
            })
            .collect();
        let mut sums = Vec::new();
        for (id, month) in held {
            let Some(scheme) = history.schemes.iter().find(|s| s.scheme == id) else {
                continue;
            };
            let Some(whole) = self.place(scheme.whole) else {
                continue;
            };
            if scheme.rule == Rule::Open {
                continue;
            }
            let mut equal = scheme.rule == Rule::Equal;
            let mut parts = Vec::new();
            for part in &scheme.parts {
                let place = self.place(part.indicator);
                match place.filter(|at| covered(*at, month) || wholes.contains(&(*at, month))) {
                    Some(place) => parts.push(place),
                    None => equal &= !part.required,
                }
            }
            sums.push(Sum {
                scheme: id,
                month,
                whole,
                parts,
                equal,
            });
        }
        sums
    }

    /// The same, one for each group of indicators that sums tie together.
    pub fn groups(self) -> Vec<System> {
        let mut group: Vec<usize> = (0..self.indicators.len()).collect();
        // The smallest place of a group names it; sums are few.
        let mut changed = true;
        while changed {
            changed = false;
            for sum in &self.sums {
                let tied = || sum.parts.iter().copied().chain([sum.whole]);
                let least = tied().map(|at| group[at]).min().unwrap_or(0);
                for at in tied() {
                    changed |= group[at] != least;
                    group[at] = least;
                }
            }
        }
        let mut groups: BTreeMap<usize, System> = BTreeMap::new();
        let mut place = vec![0; self.indicators.len()];
        for (at, indicator) in self.indicators.iter().enumerate() {
            let one = groups.entry(group[at]).or_insert_with(|| System {
                first: self.first,
                months: self.months,
                ..System::default()
            });
            place[at] = one.indicators.len();
            one.indicators.push(*indicator);
        }
        let mut claim_place = vec![0; self.claims.len()];
        for (at, (index, claim)) in self.claims.iter().enumerate() {
            let of = self
                .place(claim.indicator)
                .map(|indicator| group[indicator]);
            if let Some(one) = of.and_then(|of| groups.get_mut(&of)) {
                claim_place[at] = one.claims.len();
                one.claims.push((*index, *claim));
            }
        }
        for equation in self.equations {
            if let Some(one) = groups.get_mut(&group[equation.indicator]) {
                one.equations.push(Equation {
                    indicator: place[equation.indicator],
                    claim: claim_place[equation.claim],
                    minus: equation.minus.map(|minus| claim_place[minus]),
                    ..equation
                });
            }
        }
        for sum in self.sums {
            if let Some(one) = groups.get_mut(&group[sum.whole]) {
                one.sums.push(Sum {
                    whole: place[sum.whole],
                    parts: sum.parts.iter().map(|part| place[*part]).collect(),
                    ..sum
                });
            }
        }
        groups.into_values().collect()
    }

    /// The claims that cover a month of an indicator.
    pub fn covering(&self, indicator: usize, month: usize) -> impl Iterator<Item = &Claim> {
        let (indicator, month) = (self.indicators[indicator], self.first + month as i32);
        let claims = self.claims.iter().map(|(_, claim)| claim);
        claims.filter(move |claim| {
            claim.indicator == indicator && (claim.first..=claim.last()).contains(&month)
        })
    }

    /// A number for each month of each indicator.
    pub fn cell(&self, indicator: usize, month: usize) -> usize {
        indicator * self.months + month
    }

    pub fn cells(&self) -> usize {
        self.indicators.len() * self.months
    }
}
