//! The tightest bounds of a system: each indicator by itself, then what the
//! balances add, then linear programs where balances tie numbers together that
//! are all open. What cannot hold together is dropped and named.

use super::closure::{Closure, ENDLESS};
use super::system::{Sum, System};
use super::{Bound, Bounds, conflict, linear};
use std::collections::BTreeSet;

/// Smallest and largest value of every number of a system.
#[derive(Debug, Clone)]
pub(super) struct Ranges {
    pub of: Vec<(i128, i128)>,
    /// Numbers whose bounds may be too wide.
    pub wider: usize,
}

/// Rounds of the balances before linear programs take over: each narrows
/// something, but circles of balances could do so forever.
const ROUNDS: usize = 12;

/// Adds the bounds of a system's months to all others.
pub(super) fn bounds(system: &System, all: &mut Bounds) {
    let (held, ranges) = resolved(system, all);
    all.wider += ranges.wider;
    for indicator in 0..system.indicators.len() {
        for month in 0..system.months {
            // No claim covers it, or one gives it.
            let mut covering = system.covering(indicator, month).peekable();
            if covering.peek().is_none() || covering.any(|claim| claim.months == 1) {
                continue;
            }
            let mut spans = system.equations.iter().filter(|span| span.is_of(&held));
            let known = spans.any(|span| span.covers(indicator, month));
            let (low, high) = ranges.of[system.cell(indicator, month)];
            let narrow = |number: i128| i64::try_from(number).ok();
            // Where only a broken number would fit, none does.
            let range = narrow(low)
                .zip(narrow(high))
                .filter(|(low, high)| low <= high);
            all.months.push(Bound {
                indicator: system.indicators[indicator],
                month: system.month(month),
                range: range.filter(|_| known),
            });
        }
    }
}

/// The claims that hold together, and what they bound. The others are added to
/// the conflicts.
pub(super) fn resolved(system: &System, all: &mut Bounds) -> (Vec<bool>, Ranges) {
    let mut held = vec![true; system.claims.len()];
    loop {
        if let Some(ranges) = ranges(system, &held) {
            return (held, ranges);
        }
        let named = conflict::smallest(system, &held);
        for claim in &named {
            held[*claim] = false;
        }
        let named = named.iter().map(|claim| system.claims[*claim].0);
        all.conflicts.push(named.collect());
    }
}

/// What claims bound; None if they cannot hold together.
fn ranges(system: &System, held: &[bool]) -> Option<Ranges> {
    let indicators = 0..system.indicators.len();
    let closures = indicators.map(|indicator| closed(system, held, indicator));
    let mut closures = closures.collect::<Option<Vec<_>>>()?;
    let mut ranges = Ranges {
        of: Vec::with_capacity(system.cells()),
        wider: 0,
    };
    for closure in &closures {
        let months = (0..system.months).map(|month| closure.range(month));
        ranges.of.extend(months);
    }
    for _ in 0..ROUNDS {
        let mut round = Round {
            system,
            ranges: &mut ranges.of,
            narrowed: BTreeSet::new(),
        };
        for sum in &system.sums {
            round.balance(sum)?;
        }
        let narrowed = round.narrowed;
        if narrowed.is_empty() {
            break;
        }
        for (indicator, month) in &narrowed {
            let (low, high) = ranges.of[system.cell(*indicator, *month)];
            if !closures[*indicator].narrow(*month, low, high) {
                return None;
            }
        }
        let indicators: BTreeSet<usize> = narrowed.iter().map(|(at, _)| *at).collect();
        for indicator in indicators {
            for month in 0..system.months {
                ranges.of[system.cell(indicator, month)] = closures[indicator].range(month);
            }
        }
    }
    linear::refine(system, held, &mut ranges)?;
    Some(ranges)
}

/// The shortest paths of an indicator; None if its claims contradict.
pub(super) fn closed(system: &System, held: &[bool], indicator: usize) -> Option<Closure> {
    let mut closure = Closure::new(system.months);
    for span in system
        .equations
        .iter()
        .filter(|e| e.indicator == indicator && e.is_of(held))
    {
        closure.add(span.from, span.to, span.low, span.high);
    }
    closure.close().then_some(closure)
}

/// One look at every balance.
struct Round<'r> {
    system: &'r System,
    ranges: &'r mut [(i128, i128)],
    /// Indicators and months.
    narrowed: BTreeSet<(usize, usize)>,
}

impl Round<'_> {
    /// What a balance says about each of its numbers by the bounds of the
    /// others; None if that leaves one no value.
    fn balance(&mut self, sum: &Sum) -> Option<()> {
        let of = |indicator: usize| self.ranges[self.system.cell(indicator, sum.month)];
        let (whole_low, whole_high) = of(sum.whole);
        let parts: Vec<(i128, i128)> = sum.parts.iter().map(|part| of(*part)).collect();
        let low: i128 = parts.iter().map(|part| part.0).sum();
        // Without end stays without end.
        let high = parts.iter().fold(0, |sum, part| ENDLESS.min(sum + part.1));
        let ceiling = if sum.equal { high } else { ENDLESS };
        self.set(sum.whole, sum.month, (low, ceiling))?;
        for (indicator, part) in sum.parts.iter().zip(parts) {
            let most = match whole_high {
                ENDLESS.. => ENDLESS,
                _ => whole_high - (low - part.0),
            };
            let least = match high {
                ENDLESS.. => 0,
                _ if sum.equal => whole_low - (high - part.1),
                _ => 0,
            };
            self.set(*indicator, sum.month, (least, most))?;
        }
        Some(())
    }

    fn set(&mut self, indicator: usize, month: usize, (low, high): (i128, i128)) -> Option<()> {
        let found = &mut self.ranges[self.system.cell(indicator, month)];
        let new = (found.0.max(low), found.1.min(high));
        if new != *found {
            *found = new;
            self.narrowed.insert((indicator, month));
        }
        (new.0 <= new.1).then_some(())
    }
}
