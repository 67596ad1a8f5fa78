//! CLAIMS -> TIGHTEST BOUNDS. What follows with certainty, month by month, from
//! all published figures together: months, cumulatives and years, their
//! overlaps, the balances within a month, and that no figure is negative. Pure:
//! no files, no SQL, no clock. Nothing is estimated, nothing is repaired: what
//! contradicts is set aside and named.
//!
//! The steps: `stretch` cuts the history where no claim ties months together,
//! `equation` says what the claims say and sets contradicted spans aside,
//! `system` adds the balances. `tighten` bounds a system: one indicator by
//! shortest paths (`closure`), all of them by linear programs (`linear`,
//! `simplex`). `conflict` names what cannot hold together, `proof` tells why;
//! both look for the smallest set of claims (`smallest`, `program`).

mod closure;
mod conflict;
mod equation;
mod linear;
mod program;
mod proof;
mod simplex;
mod smallest;
mod stretch;
mod system;
mod tighten;

pub use proof::{Proof, Term, prove};
pub use simplex::End;

/// What current claims say about an indicator and a period: one value, or a
/// range where they differ. Months count from January of year 0, as month_no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    pub indicator: i64,
    pub first: i32,
    pub months: i32,
    pub low: i64,
    pub high: i64,
}

impl Claim {
    pub fn last(&self) -> i32 {
        self.first + self.months - 1
    }
}

/// A sum that ought to hold within every month of a period, as a bulletin of
/// that period prints it: whole = parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    pub scheme: i64,
    pub first: i32,
    pub months: i32,
}

/// A scheme of balances.csv.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    pub scheme: i64,
    pub whole: i64,
    pub parts: Vec<Part>,
    pub rule: Rule,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub indicator: i64,
    /// Without it the sum is not whole; others count as zero where no bulletin
    /// prints them.
    pub required: bool,
}

/// How a whole and its parts are tied within a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The parts are known to be incomplete.
    AtLeast,
    /// Every bulletin that prints them closes exactly.
    Equal,
    /// Some bulletin does not close: nothing follows.
    Open,
}

/// All that is published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    pub claims: Vec<Claim>,
    pub schemes: Vec<Scheme>,
    pub balances: Vec<Balance>,
}

/// A month of an indicator that a claim covers and none gives by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    pub indicator: i64,
    pub month: i32,
    /// Smallest and largest possible value; None if every span that covers the
    /// month is contradicted.
    pub range: Option<(i64, i64)>,
}

/// What follows from a history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bounds {
    /// By indicator and month.
    pub months: Vec<Bound>,
    /// Smallest sets of claims that cannot hold together, by their place in the
    /// history. Spans that are contradicted by themselves are not among them.
    pub conflicts: Vec<Vec<usize>>,
    /// Months that may be wider than they could be: the exact solution was too
    /// much work, or its numbers too large.
    pub wider: usize,
}

/// The tightest bounds of all months that are covered and not published.
pub fn bounds(history: &History) -> Bounds {
    let mut all = Bounds::default();
    for system in stretch::systems(history) {
        tighten::bounds(&system, &mut all);
    }
    all.months
        .sort_unstable_by_key(|bound| (bound.indicator, bound.month));
    all
}
