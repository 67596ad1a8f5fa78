//! A whole system as one linear program in which claims come and go: what
//! conflicts and proofs are found with.

use super::simplex::{GaveUp, Interval, Simplex};
use super::system::System;

/// Numbers of a system, its balances, and its equations, each only while its
/// claims are in the set that is asked about.
pub(super) struct Program<'s> {
    system: &'s System,
    pub simplex: Simplex,
    /// The variables of equations, in their order, and whether they count.
    equations: Vec<(usize, bool)>,
    /// The variables of balances, in their order.
    pub sums: Vec<usize>,
}

/// Multiplications of all questions about one program: a few seconds.
const WORK: usize = 4_000_000_000;

impl<'s> Program<'s> {
    pub fn new(system: &'s System) -> Program<'s> {
        let cells = system.cells();
        let rows = system.equations.len() + system.sums.len() + 1;
        let limit = WORK / (cells * rows).max(1);
        let mut simplex = Simplex::new(vec![Interval::COUNT; cells], limit);
        let mut sums = Vec::new();
        for sum in &system.sums {
            let whole = (system.cell(sum.whole, sum.month), 1);
            let parts = sum
                .parts
                .iter()
                .map(|part| (system.cell(*part, sum.month), -1));
            let bounds = match sum.equal {
                true => Interval::between(0, 0),
                false => Interval::COUNT,
            };
            sums.push(simplex.row([whole].into_iter().chain(parts), bounds));
        }
        let mut equations = Vec::new();
        for span in &system.equations {
            let months = span.from..=span.to;
            let cells = months.map(|month| (system.cell(span.indicator, month), 1));
            equations.push((simplex.row(cells, Interval::FREE), false));
        }
        Program {
            system,
            simplex,
            equations,
            sums,
        }
    }

    /// Whether the claims of a set can hold together.
    ///
    /// # Errors
    /// Numbers that are too large, too much work.
    pub fn holds(&mut self, claims: &[bool]) -> Result<bool, GaveUp> {
        for (span, (variable, counts)) in self.system.equations.iter().zip(&mut self.equations) {
            let of = span.is_of(claims);
            if of != *counts {
                *counts = of;
                let bounds = match of {
                    true => Interval::between(span.low, span.high),
                    false => Interval::FREE,
                };
                self.simplex.bound(*variable, bounds)?;
            }
        }
        self.simplex.feasible()
    }

    /// The equation that a variable is.
    pub fn equation(&self, variable: usize) -> Option<usize> {
        self.equations.iter().position(|(own, _)| *own == variable)
    }
}
