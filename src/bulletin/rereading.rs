//! What persons decided about single numbers, laid over what was read. A
//! person's reading comes first; the wordings claim what is left to them.

use super::settle::LARGEST;
use super::{Figure, Passage, Role, Unread};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What numbers of a document were decided to be, by line and column: an
/// indicator, or None for no figure at all.
pub type Rereadings = BTreeMap<(usize, usize), Option<String>>;

/// An indicator claimed in a bulletin. It is told apart from others by `of`.
pub(super) struct Claim<'l, K> {
    pub of: K,
    pub indicator: &'l str,
    pub value: i64,
    pub line_no: usize,
}

impl<'l> Passage<'l> {
    /// Gives the numbers that persons decided on their roles, and settles
    /// anew which number claims which indicator. A decision on a number that
    /// cannot be a figure there changes nothing.
    pub fn reread(&mut self, decided: &'l Rereadings) {
        let is_decided = |figure: &Figure<'_>| decided.contains_key(&place(figure));
        if !self.numbers.iter().any(is_decided) {
            return;
        }
        let names: Vec<&'l str> = self.numbers.iter().filter_map(claimed).collect();
        let mut claims: Vec<Claim<'l, &'l str>> = Vec::new();
        let mut order: Vec<usize> = (0..self.numbers.len()).collect();
        // The number that claimed an indicator keeps it, if it still can.
        order.sort_by_key(|at| {
            let figure = &self.numbers[*at];
            let first = matches!(figure.role, Role::Observation(_));
            (Reverse(is_decided(figure)), Reverse(first), place(figure))
        });
        for at in order {
            let figure = &mut self.numbers[at];
            let indicator = match decided.get(&place(figure)) {
                Some(None) => {
                    figure.role = Role::Reference;
                    continue;
                }
                Some(Some(indicator)) if self.bulletin.is_some() => Some(indicator.as_str()),
                Some(Some(_)) => None,
                None => match &figure.role {
                    Role::Unread(Unread::AlreadyClaimed { indicator, .. }) => {
                        names.iter().copied().find(|name| name == indicator)
                    }
                    _ => claimed(figure),
                },
            };
            let value = figure.value.filter(|value| *value <= LARGEST);
            if let (Some(indicator), Some(value)) = (indicator, value) {
                let now = Claim {
                    of: indicator,
                    indicator,
                    value,
                    line_no: figure.line_no,
                };
                figure.role = claim(&mut claims, now);
            }
        }
    }
}

fn place(figure: &Figure<'_>) -> (usize, usize) {
    (figure.line_no, figure.column_no)
}

fn claimed<'l>(figure: &Figure<'l>) -> Option<&'l str> {
    match figure.role {
        Role::Observation(indicator) | Role::Repeat(indicator) => Some(indicator),
        _ => None,
    }
}

/// One bulletin claims an indicator once.
pub(super) fn claim<'l, K: PartialEq>(
    claims: &mut Vec<Claim<'l, K>>,
    now: Claim<'l, K>,
) -> Role<'l> {
    let indicator = now.indicator;
    match claims.iter().find(|before| before.of == now.of) {
        Some(before) if before.value == now.value => Role::Repeat(indicator),
        Some(before) => Role::Unread(Unread::AlreadyClaimed {
            indicator: indicator.to_owned(),
            value: before.value,
            line_no: before.line_no,
        }),
        None => {
            claims.push(now);
            Role::Observation(indicator)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulletin::Bulletin;

    fn passage(numbers: &[(i64, Role<'static>)]) -> Passage<'static> {
        let bulletin = Bulletin {
            first_line: 1,
            last_line: 9,
            language: "en",
            layout: "any",
            period_text: None,
            period: None,
            yearless: None,
        };
        let figure = |(index, (value, role)): (usize, &(i64, Role<'static>))| Figure {
            line_no: index + 1,
            column_no: 5,
            length: 2,
            value: Some(*value),
            why: None,
            role: role.clone(),
        };
        Passage {
            bulletin: Some(bulletin),
            numbers: numbers.iter().enumerate().map(figure).collect(),
        }
    }

    fn roles(passage: &Passage<'_>) -> Vec<String> {
        let word = |role: &Role<'_>| match role {
            Role::Observation(indicator) => (*indicator).to_owned(),
            Role::Repeat(indicator) => format!("{indicator} again"),
            other => format!("{other:?}").chars().take(6).collect(),
        };
        passage
            .numbers
            .iter()
            .map(|figure| word(&figure.role))
            .collect()
    }

    fn second() -> Role<'static> {
        Role::Unread(Unread::AlreadyClaimed {
            indicator: "calls".to_owned(),
            value: 7,
            line_no: 1,
        })
    }

    #[test]
    fn what_is_no_figure_leaves_its_claim_to_the_next() {
        let mut read = passage(&[
            (7, Role::Observation("calls")),
            (9, second()),
            (7, Role::Repeat("calls")),
        ]);
        let decided = Rereadings::from([((1, 5), None)]);
        read.reread(&decided);
        assert_eq!(roles(&read), ["Refere", "calls", "Unread"]);
    }

    #[test]
    fn a_decided_number_claims_first() {
        let mut read = passage(&[
            (7, Role::Observation("calls")),
            (9, Role::Reference),
            (9, Role::Observation("leave")),
        ]);
        let decided = Rereadings::from([((2, 5), Some("calls".to_owned()))]);
        read.reread(&decided);
        assert_eq!(roles(&read), ["Unread", "calls", "leave"]);
    }

    #[test]
    fn a_decision_outside_any_bulletin_changes_nothing() {
        let mut read = passage(&[(7, Role::Unread(Unread::Outside))]);
        read.bulletin = None;
        let before = read.clone();
        let decided = Rereadings::from([((1, 5), Some("calls".to_owned()))]);
        read.reread(&decided);
        assert_eq!(read, before);
    }
}
