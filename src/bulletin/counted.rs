//! What the figures of a statement count, by its words.

use super::clause::Part;
use super::kind::Kind;
use super::shape::Scan;
use super::unit::Unit;
use super::word::{Suffix, Token};
use super::wording::Wording;
use super::words::Words;

impl Scan<'_> {
    /// What a part's own words say is counted.
    pub fn units(&self, part: &Part) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        let rows = self.lexicon.of(Kind::Unit, self.language);
        let words = Words::of(&part.words);
        for wording in rows {
            let Some(unit) = Unit::named(&wording.meaning) else {
                continue;
            };
            let found = if unit == Unit::Persons {
                !wording.refuses(&words, None) && self.counts_persons(part, wording)
            } else {
                wording.stands_in(&words, Some(part.figure))
            };
            if found && !units.contains(&unit) {
                units.push(unit);
            }
        }
        units
    }

    /// Persons are mentioned in most labels; they are counted where they
    /// stand beside the figure or lead the label.
    fn counts_persons(&self, part: &Part, wording: &Wording) -> bool {
        let words = &part.words;
        // Behind "12-si" stands what is said of them.
        let own = words[part.figure].suffix != Suffix::Case;
        let behind = own
            && self.counted(words, part.figure).is_some_and(|counted| {
                (0..counted.len().min(2))
                    .take_while(|at| *at == 0 || !counted[*at].comma)
                    .any(|at| wording.begins(&counted[at..]))
            });
        let these = (0..part.figure).any(|at| self.is(Kind::These, &words[at..]));
        let near = part.figure.saturating_sub(2)..part.figure;
        let before = (these || words[part.figure].suffix == Suffix::Case)
            && near.clone().any(|at| wording.begins(&words[at..]));
        // Azerbaijani labels end with what they count, the others begin so.
        let leads = if self.language == "az" {
            part.figure
                .checked_sub(1)
                .is_some_and(|at| words[part.figure].listed && wording.begins(&words[at..]))
        } else {
            let first = (0..part.figure).find(|at| !self.is(Kind::Filler, &words[*at..]));
            // "The number of foreigners … was 2188".
            let numbered = (0..part.figure.min(2)).any(|at| {
                let length = wording.length(&words[at..part.figure]);
                length.is_some_and(|length| length > 1)
            });
            let leads = words[part.figure].listed || numbered;
            leads && (numbered || first.is_some_and(|at| wording.begins(&words[at..])))
        };
        behind || before || leads
    }

    /// "3 711 of the calls", "of them": a part of what was mentioned before.
    fn is_of_these(&self, part: &Part) -> bool {
        let words = &part.words;
        let of = words.get(part.figure + 1..).unwrap_or_default();
        let these = |at: usize| self.is(Kind::These, &words[at..]);
        self.is(Kind::OutOf, of) || (0..words.len()).any(these)
    }

    /// The words behind a figure that may name what it counts, without
    /// "of these"; none behind a dash or an article.
    fn counted<'w>(&self, words: &'w [Token], figure: usize) -> Option<&'w [Token]> {
        let mut rest = &words[figure + 1..];
        let mut these = self.lexicon.of(Kind::These, self.language);
        if let Some(length) = these.find_map(|wording| wording.length(rest)) {
            rest = &rest[length..];
        }
        let first = rest.first()?;
        (!first.apart && !self.is(Kind::Between, rest)).then_some(rest)
    }
}

/// The units of a figure: its own; else those of the figures in its sentence
/// that the language makes it share: "69 for …, 28 for … and 48 decisions".
pub fn inherited(scan: &Scan<'_>, parts: &[Part], units: &[Vec<Unit>], at: usize) -> Vec<Unit> {
    if !units[at].is_empty() {
        return units[at].clone();
    }
    let same = |other: usize| {
        let beside = parts[other].sentence == parts[at].sentence;
        // Calls stand as one item among applications, unless they are split.
        let item = units[other] == [Unit::Calls] && !scan.is_of_these(&parts[other]);
        beside && parts[other].aside == parts[at].aside && !item
    };
    let before = (0..at)
        .rev()
        .find(|other| same(*other) && !units[*other].is_empty());
    let behind = (at + 1..parts.len()).find(|other| same(*other) && !units[*other].is_empty());
    // Labels before their values leave what is counted to the last one.
    let labelled = parts[at].labelled;
    let sentence = parts[at].sentence;
    let earlier = (0..at).rev().find(|other| {
        let above = parts[*other].sentence < sentence || parts[at].aside;
        !parts[*other].aside && above && !units[*other].is_empty()
    });
    let found = if labelled {
        behind.or(before).or(earlier)
    } else {
        before.or(earlier).or(behind)
    };
    found.map_or_else(Vec::new, |other| units[other].clone())
}
