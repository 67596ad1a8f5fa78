//! What the claims of an indicator say, as equations over its months: those of
//! the view check_span, without the spans that it finds contradicted.

use super::Claim;

/// The months `from` to `to` of an indicator have together between `low` and
/// `high`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Equation {
    /// Place of the indicator in the system.
    pub indicator: usize,
    /// Months of the system from 0, both inclusive.
    pub from: usize,
    pub to: usize,
    pub low: i128,
    pub high: i128,
    /// The claim, by its place in the system.
    pub claim: usize,
    /// The shorter claim that is taken from it, if one is.
    pub minus: Option<usize>,
}

impl Equation {
    pub fn covers(&self, indicator: usize, month: usize) -> bool {
        self.indicator == indicator && (self.from..=self.to).contains(&month)
    }

    /// Whether all its claims are in a set.
    pub fn is_of(&self, claims: &[bool]) -> bool {
        claims[self.claim] && self.minus.is_none_or(|minus| claims[minus])
    }
}

/// Running sums of the published months of an indicator.
struct Known {
    low: Vec<i128>,
    high: Vec<i128>,
    months: Vec<usize>,
}

impl Known {
    fn new(claims: &[(usize, Claim)], first: i32, months: usize) -> Known {
        let mut known = Known {
            low: vec![0; months + 1],
            high: vec![0; months + 1],
            months: vec![0; months + 1],
        };
        for (_, claim) in claims.iter().filter(|(_, claim)| claim.months == 1) {
            let after = (claim.first - first) as usize + 1;
            known.low[after] = i128::from(claim.low);
            known.high[after] = i128::from(claim.high);
            known.months[after] = 1;
        }
        for month in 0..months {
            known.low[month + 1] += known.low[month];
            known.high[month + 1] += known.high[month];
            known.months[month + 1] += known.months[month];
        }
        known
    }

    /// Whether a span is a contradiction or a mismatch, as check_span says.
    fn refutes(&self, span: &Equation) -> bool {
        let (from, end) = (span.from, span.to + 1);
        let residual_low = span.low - (self.high[end] - self.high[from]);
        let residual_high = span.high - (self.low[end] - self.low[from]);
        let whole = self.months[end] - self.months[from] == end - from;
        residual_high < 0 || (whole && residual_low > 0)
    }
}

/// The equations of one indicator, whose claims are given with their places.
/// A claim minus a shorter one follows from both, and stands here only where
/// one of them is contradicted by itself.
pub(super) fn equations(
    indicator: usize,
    claims: &[(usize, Claim)],
    first: i32,
    months: usize,
) -> Vec<Equation> {
    let known = Known::new(claims, first, months);
    let of = |place: usize, claim: &Claim| Equation {
        indicator,
        from: (claim.first - first) as usize,
        to: (claim.last() - first) as usize,
        low: i128::from(claim.low),
        high: i128::from(claim.high),
        claim: place,
        minus: None,
    };
    let refuted =
        |place: usize, claim: &Claim| claim.months > 1 && known.refutes(&of(place, claim));
    let mut equations = Vec::new();
    for (place, claim) in claims {
        if !refuted(*place, claim) {
            equations.push(of(*place, claim));
        }
        let shorter = claims.iter().filter(|(_, shorter)| {
            shorter.first == claim.first && shorter.months > 1 && shorter.months < claim.months
        });
        for (minus, shorter) in shorter {
            if refuted(*place, claim) || refuted(*minus, shorter) {
                let rest = Equation {
                    from: (shorter.last() + 1 - first) as usize,
                    low: i128::from(claim.low) - i128::from(shorter.high),
                    high: i128::from(claim.high) - i128::from(shorter.low),
                    minus: Some(*minus),
                    ..of(*place, claim)
                };
                equations.extend(Some(rest).filter(|rest| !known.refutes(rest)));
            }
        }
    }
    equations
}
