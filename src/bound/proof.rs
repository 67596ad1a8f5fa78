//! Why a bound holds: the smallest set of claims from which it follows, and how
//! they add up to it.

use super::conflict::chosen;
use super::program::Program;
use super::simplex::{End, Interval};
use super::smallest::smallest;
use super::stretch::systems;
use super::system::System;
use super::tighten::resolved;
use super::{Bounds, History};

/// A bound as a sum of published figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    pub value: i128,
    /// In the order in which to read them.
    pub terms: Vec<Term>,
    /// Balances that are used: scheme and month.
    pub balances: Vec<(i64, i32)>,
    /// Months that are left out of the sum as they are not negative: indicator
    /// and month.
    pub rest: Vec<(i64, i32)>,
    /// What the whole sum is divided by; more than 1 only in unusual circles
    /// of balances.
    pub divisor: i64,
}

/// A figure of a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The claim, by its place in the history.
    pub claim: usize,
    /// How often it is added; negative where it is taken away.
    pub times: i64,
    /// The value of the claim; of a disputed one the end that counts.
    pub value: i64,
}

/// The shortest proof of the largest or smallest value that the months of a
/// period have together. None if nothing is known of them, or only that they
/// are not negative.
pub fn prove(
    history: &History,
    indicator: i64,
    (first, months): (i32, i32),
    end: End,
) -> Option<Proof> {
    let system = systems(history).into_iter().find(|system| {
        let last = system.first + system.months as i32;
        system.indicators.contains(&indicator) && system.first <= first && first + months <= last
    })?;
    let place = system.indicators.iter().position(|own| *own == indicator)?;
    let from = (first - system.first) as usize;
    let cells: Vec<usize> = (from..from + months as usize)
        .map(|month| system.cell(place, month))
        .collect();
    let (held, _) = resolved(&system, &mut Bounds::default());
    Question {
        system: &system,
        held,
        cells,
        end,
    }
    .proof()
}

struct Question<'q> {
    system: &'q System,
    /// The claims that do not contradict each other.
    held: Vec<bool>,
    /// The numbers whose sum is asked for.
    cells: Vec<usize>,
    end: End,
}

impl Question<'_> {
    fn proof(&self) -> Option<Proof> {
        let system = self.system;
        let (mut program, goal) = self.program();
        program.holds(&self.held).ok().filter(|holds| *holds)?;
        let (value, d) = program.simplex.optimum(goal, self.end).ok()??;
        let value = match self.end {
            End::High => value.div_euclid(d),
            End::Low => -(-value).div_euclid(d),
        };
        if self.end == End::Low && value == 0 {
            return None;
        }
        // Any value beyond it cannot be.
        let beyond = match self.end {
            End::High => Interval {
                low: Some(value + 1),
                high: None,
            },
            End::Low => Interval {
                low: None,
                high: Some(value - 1),
            },
        };
        let (mut refuted, other) = self.program();
        refuted.simplex.bound(other, beyond).ok()?;
        let mut claims: Vec<usize> = (0..self.held.len()).filter(|at| self.held[*at]).collect();
        let own = self.cells[0] / system.months;
        let of_own = |claim: usize| system.claims[claim].1.indicator == system.indicators[own];
        // Equally short proofs are there: the one by the figures of the indicator.
        claims.sort_by_key(|claim| (!of_own(*claim), *claim));
        let count = self.held.len();
        let mut gave_up = false;
        let set = smallest(claims.len(), |set| {
            let holds = refuted.holds(&chosen(count, &claims, set));
            gave_up |= holds.is_err();
            holds.unwrap_or(true)
        });
        let mut used = vec![false; count];
        for at in set {
            used[claims[at]] = true;
        }
        let used = if gave_up { self.held.clone() } else { used };
        let (mut program, goal) = self.program();
        program.holds(&used).ok().filter(|holds| *holds)?;
        program.simplex.optimum(goal, self.end).ok()??;
        Some(self.read(&program, goal, value))
    }

    /// The system, and the sum that is asked for.
    fn program(&self) -> (Program<'_>, usize) {
        let mut program = Program::new(self.system);
        let sum = self.cells.iter().map(|cell| (*cell, 1));
        let goal = program.simplex.row(sum, Interval::FREE);
        (program, goal)
    }

    /// The sum as the program found it.
    fn read(&self, program: &Program<'_>, goal: usize, value: i128) -> Proof {
        let system = self.system;
        let (sum, divisor) = program.simplex.sum_of(goal);
        let mut proof = Proof {
            value,
            terms: Vec::new(),
            balances: Vec::new(),
            rest: Vec::new(),
            divisor,
        };
        for (variable, times) in sum {
            if let Some(at) = program.equation(variable) {
                let span = &system.equations[at];
                let up = (times > 0) == (self.end == End::High);
                proof.add(system, span.claim, times, up);
                if let Some(minus) = span.minus {
                    proof.add(system, minus, -times, !up);
                }
            } else if let Some(at) = program.sums.iter().position(|own| *own == variable) {
                let sum = &system.sums[at];
                proof
                    .balances
                    .push((sum.scheme, system.first + sum.month as i32));
            } else if variable < system.cells() {
                let (indicator, month) = (variable / system.months, variable % system.months);
                let month = system.first + month as i32;
                proof.rest.push((system.indicators[indicator], month));
            }
        }
        let own = system.indicators[self.cells[0] / system.months];
        let claim = |term: &Term| {
            let found = system.claims.iter().find(|(index, _)| *index == term.claim);
            found.map(|(_, claim)| {
                let own = claim.indicator != own;
                (
                    term.times < 0,
                    own,
                    claim.indicator,
                    -claim.months,
                    claim.first,
                )
            })
        };
        proof.terms.retain(|term| term.times != 0);
        proof.terms.sort_by_key(claim);
        proof
            .balances
            .sort_unstable_by_key(|(scheme, month)| (*month, *scheme));
        proof.rest.sort_unstable();
        proof
    }
}

impl Proof {
    fn add(&mut self, system: &System, claim: usize, times: i64, high: bool) {
        let (index, claim) = system.claims[claim];
        let value = if high { claim.high } else { claim.low };
        match self
            .terms
            .iter_mut()
            .find(|term| term.claim == index && term.value == value)
        {
            Some(term) => term.times += times,
            None => self.terms.push(Term {
                claim: index,
                times,
                value,
            }),
        }
    }
}
