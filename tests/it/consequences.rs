//! What follows from a history, worked out anew from the words of the contract,
//! for a slow solver.
// The numbers are small.
#![allow(clippy::cast_possible_truncation)]

use crate::rational::Program;
use smsdb::bound::{Claim, History, Rule};
use std::collections::BTreeSet;

/// The equations of check_span that are not contradicted, as the contract words
/// them: first and last month, ends, and the claims.
pub struct Span {
    pub indicator: i64,
    pub first: i32,
    pub last: i32,
    pub low: i64,
    pub high: i64,
    pub claims: Vec<usize>,
}

pub fn spans(history: &History) -> Vec<Span> {
    spans_among(history, &(0..history.claims.len()).collect())
}

/// The same, as if only some of the claims were published.
pub fn spans_among(history: &History, among: &BTreeSet<usize>) -> Vec<Span> {
    let claims = || among.iter().map(|index| (*index, &history.claims[*index]));
    let mut spans = Vec::new();
    for (index, claim) in claims() {
        let whole = Span {
            indicator: claim.indicator,
            first: claim.first,
            last: claim.last(),
            low: claim.low,
            high: claim.high,
            claims: vec![index],
        };
        if claim.months == 1 {
            spans.push(whole);
            continue;
        }
        let shorter = claims().filter(|(_, shorter)| {
            shorter.indicator == claim.indicator
                && shorter.first == claim.first
                && (2..claim.months).contains(&shorter.months)
        });
        let rest = shorter.map(|(minus, shorter)| Span {
            first: shorter.last() + 1,
            low: claim.low - shorter.high,
            high: claim.high - shorter.low,
            claims: vec![index, minus],
            ..Span {
                claims: Vec::new(),
                ..whole
            }
        });
        let all: Vec<Span> = rest.collect();
        for span in all.into_iter().chain([whole]) {
            let known: Vec<&Claim> = claims()
                .map(|(_, known)| known)
                .filter(|known| {
                    known.months == 1
                        && known.indicator == span.indicator
                        && (span.first..=span.last).contains(&known.first)
                })
                .collect();
            let residual_min = span.low - known.iter().map(|k| k.high).sum::<i64>();
            let residual_max = span.high - known.iter().map(|k| k.low).sum::<i64>();
            let missing = span.last - span.first + 1 - known.len() as i32;
            let refuted = residual_max < 0 || (missing == 0 && residual_min > 0);
            if !refuted {
                spans.push(span);
            }
        }
    }
    spans
}

/// What is left of a history without some claims, as a program over indicators
/// and months.
pub struct Left {
    pub program: Program,
    pub first: i32,
    pub months: usize,
}

pub const INDICATORS: usize = 7;

impl Left {
    pub fn cell(&self, indicator: i64, month: i32) -> usize {
        (indicator as usize - 1) * self.months + (month - self.first) as usize
    }

    pub fn sum(&self, cells: impl Iterator<Item = (usize, i64)>) -> Vec<i64> {
        let mut sum = vec![0; self.program.numbers];
        for (cell, times) in cells {
            sum[cell] += times;
        }
        sum
    }

    pub fn without(history: &History, spans: &[Span], dropped: &BTreeSet<usize>) -> Left {
        let first = history.claims.iter().map(|c| c.first).min().unwrap();
        let last = history.claims.iter().map(Claim::last).max().unwrap();
        let months = (last - first) as usize + 1;
        let mut left = Left {
            program: Program {
                numbers: INDICATORS * months,
                limits: Vec::new(),
            },
            first,
            months,
        };
        for span in spans {
            if span.claims.iter().any(|claim| dropped.contains(claim)) {
                continue;
            }
            let months = span.first..=span.last;
            let sum = left.sum(months.map(|month| (left.cell(span.indicator, month), 1)));
            left.program.between(sum, Some(span.low), Some(span.high));
        }
        let covered = |indicator: i64, month: i32| {
            let mut claims = history.claims.iter();
            claims.any(|c| c.indicator == indicator && (c.first..=c.last()).contains(&month))
        };
        for month in first..=last {
            // Where every claim is of one month, nothing is to be bounded.
            let mut long = history.claims.iter().filter(|claim| claim.months > 1);
            if !long.any(|claim| (claim.first..=claim.last()).contains(&month)) {
                continue;
            }
            for scheme in &history.schemes {
                let holds = history.balances.iter().any(|b| {
                    b.scheme == scheme.scheme && (b.first..b.first + b.months).contains(&month)
                });
                if !holds || scheme.rule == Rule::Open {
                    continue;
                }
                let parts = scheme
                    .parts
                    .iter()
                    .filter(|part| part.required || covered(part.indicator, month));
                let parts = parts.map(|part| (left.cell(part.indicator, month), -1));
                let whole = (left.cell(scheme.whole, month), 1);
                let sum = left.sum(parts.chain([whole]));
                let high = (scheme.rule == Rule::Equal).then_some(0);
                left.program.between(sum, Some(0), high);
            }
        }
        left
    }
}
