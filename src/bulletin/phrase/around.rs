//! What stands around the words of a period: whether its sentence says with
//! it when something was counted, or only compares with it.

use super::{Grammar, Phrase};
use crate::bulletin::kind::Kind;
use crate::bulletin::number::Style;
use crate::bulletin::period::Named;
use crate::bulletin::word::Token;
use crate::bulletin::wording::Wording;
use crate::bulletin::words::Words;

/// Words beside the period in a sentence that only says what it is.
const NOTE_WORDS: usize = 8;

impl Grammar<'_> {
    /// A phrase from its elements, with what stands around it.
    pub(super) fn finished(&self, named: Option<Named>, at: usize, end: usize) -> Phrase {
        let start = self.preposition(at);
        let single = named.is_some_and(|named| named.months() == 1);
        let compares = |wording: &Wording| match wording.meaning.as_str() {
            "single" => single,
            meaning => meaning != "behind",
        };
        let before = |from: usize| {
            (from.saturating_sub(3)..from).any(|begin| {
                self.of(Kind::NotWhen).any(|wording| {
                    compares(wording)
                        && wording.length(&self.tokens[begin..from]) == Some(from - begin)
                })
            })
        };
        let behind = self.tokens[end..]
            .iter()
            .take_while(|token| !token.clause && (!token.comma || token.aside))
            .count();
        let behind = &self.tokens[end..end + behind.min(2)];
        let compared = before(start)
            || (start..at).any(|from| before(from + 1))
            || (0..behind.len()).any(|from| {
                self.of(Kind::NotWhen)
                    .filter(|wording| matches!(wording.meaning.as_str(), "" | "behind"))
                    .any(|wording| wording.begins(&behind[from..]))
            });
        // "…, against 2214 in October 2016".
        let from = (0..start)
            .rev()
            .find(|at| self.tokens[*at].clause || self.tokens[*at].comma)
            .unwrap_or(0);
        let compared = compared || (from..start).any(|at| self.is(Kind::Comparison, at));
        let token = &self.tokens[start];
        let next = self.tokens.get(end);
        let figure = |token: &Token| {
            token
                .number
                .is_some_and(|number| self.numbers[number].style == Style::Whole)
        };
        let fillers = self.tokens[end..]
            .iter()
            .enumerate()
            .take(2)
            .take_while(|(at, token)| !token.comma && self.is(Kind::Filler, end + at));
        let counts = self.tokens.get(end + fillers.count()).is_some_and(figure);
        let verb = counts
            || start
                .checked_sub(1)
                .is_some_and(|before| self.is(Kind::Filler, before));
        // "According to the data for May 2022, …", "… 5 calls in 2014, …".
        let lead = &self.tokens[from..start];
        let opens = (from == 0 || self.tokens[from].clause)
            && lead.len() <= 7
            && lead.iter().all(|token| token.number.is_none());
        let sentence = (0..start).rev().find(|at| self.tokens[*at].clause);
        let counted = self.tokens[sentence.unwrap_or(0)..start].iter().any(figure);
        let ends = next.is_some_and(|next| next.comma) && (opens || counted);
        let own =
            |wording: &Wording| wording.meaning == "own" && wording.matches(&Words::of(lead), None);
        let subject = opens && self.of(Kind::Agency).any(own);
        let goes_on = subject
            || opens
                && [Kind::Between, Kind::Agency]
                    .iter()
                    .any(|kind| self.is(*kind, end));
        let edge = start == 0
            || token.clause
            || token.comma
            || next.is_none_or(|next| next.clause || figure(next))
            || verb
            || ends
            || goes_on;
        let words = &self.text[self.tokens[at].start..self.tokens[end - 1].end];
        Phrase {
            note: !compared && !token.aside && self.is_note(start, end),
            named,
            tokens: start..end,
            printed: words.split_whitespace().collect::<Vec<_>>().join(" "),
            words: words.to_owned(),
            places: edge && !compared && !token.aside,
            aside: token.aside,
            compared,
        }
    }

    /// Whether a sentence says little else than the period: "The above covers
    /// February 2017."
    fn is_note(&self, start: usize, end: usize) -> bool {
        let opens = |token: &Token| token.sentence;
        let first = (0..start).rev().find(|at| opens(&self.tokens[*at + 1]));
        let first = first.map_or(0, |at| at + 1);
        let last = (end..self.tokens.len()).find(|at| opens(&self.tokens[*at]));
        let last = last.unwrap_or(self.tokens.len());
        // Nothing but words that say so: "a conference in May 2017" dates
        // no figures.
        let kinds = [
            Kind::Filler,
            Kind::When,
            Kind::Between,
            Kind::Source,
            Kind::Agency,
            Kind::Unit,
        ];
        let plain = |at: usize| kinds.iter().any(|kind| self.is(*kind, at));
        let mut beside = (first..start).chain(end..last);
        last - first <= end - start + NOTE_WORDS && beside.all(plain)
    }

    /// First token of the words that lead to the phrase at `at`.
    pub(super) fn preposition(&self, at: usize) -> usize {
        let mut start = at;
        let goes = |start: usize| !self.tokens[start].clause && !self.tokens[start].comma;
        while start > 0 && goes(start) && self.is(Kind::Between, start - 1) {
            start -= 1;
        }
        let leads = |from: &usize| {
            self.row(Kind::When, *from)
                .is_some_and(|(_, end)| end == start)
        };
        let when = (start.saturating_sub(3)..start).find(leads);
        when.filter(|_| goes(start)).unwrap_or(start)
    }
}
