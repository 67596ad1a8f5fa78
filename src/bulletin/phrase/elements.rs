//! The words and numbers that a period phrase is made of, and what they name
//! together.

use super::{Grammar, is_year};
use crate::bulletin::kind::Kind;
use crate::bulletin::number::Style;
use crate::bulletin::period::{Named, Period};
use crate::bulletin::word::{Suffix, Token};

/// A part of a period phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    Month(i64),
    Year(i64),
    /// A number of months.
    Count(i64),
    Ordinal(i64),
    /// "Q3", "H1": this part of the year, in months.
    Part(i64, i64),
    /// A word for so many months.
    Span(i64),
    /// A word or a dash between two months; some words join only neighbours.
    Until {
        neighbours: bool,
    },
}

impl Grammar<'_> {
    /// One element at a token, and where it ends.
    pub fn element(&self, at: usize, before: &[(Element, usize)]) -> Option<(Element, usize)> {
        let token = self.tokens.get(at)?;
        if let Some((_, end)) = before.last() {
            let gap = &self.tokens[*end..=at];
            let month = before
                .iter()
                .any(|(element, _)| matches!(element, Element::Month(_)));
            // "2017-ci il, yanvar ayı".
            let years = |(element, _): &(Element, usize)| {
                matches!(element, Element::Year(_) | Element::Span(12))
            };
            let named = before.iter().all(years) && self.row(Kind::Month, at).is_some();
            let joined = |token: &Token| month && token.number.is_some() || named && !token.colon;
            let parted = gap
                .iter()
                .any(|token| token.clause || token.comma && !joined(token));
            // "in November (2023)".
            let year = month && token.number.is_some() && !self.tokens[at - 1].aside;
            if parted || token.aside != self.tokens[at - 1].aside && !year {
                return None;
            }
        }
        if let (Some(months), Some(next)) = (part_of_year(&token.text), self.tokens.get(at + 1))
            && let Some(number) = next.number.filter(|_| next.start == token.end)
            && let Some(part) = self.numbers[number]
                .value
                .filter(|part| (1..=12 / months).contains(part))
        {
            return Some((Element::Part(part, months), at + 2));
        }
        if let Some(index) = token.number {
            return Some((self.number(at, index)?, at + 1));
        }
        let behind_month = matches!(before.last(), Some((Element::Month(_), _)));
        if let Some((wording, end)) = self.row(Kind::Month, at) {
            // "January–March": the dash is the word that joins.
            if token.listed && behind_month {
                return Some((Element::Until { neighbours: false }, at));
            }
            // "may" is a verb unless it begins like a name.
            let capital = self.text[token.start..].starts_with(char::is_uppercase);
            if self.language == "en" && !capital {
                return None;
            }
            return Some((Element::Month(wording.value), end));
        }
        let spans = |at: usize, months: &[i64]| {
            let at = self.skip_between(at);
            self.row(Kind::Span, at)
                .is_some_and(|(wording, _)| months.contains(&wording.value))
        };
        if let Some((wording, end)) = self.row(Kind::Ordinal, at) {
            let counted = self.row(Kind::Count, end).is_some()
                || self
                    .tokens
                    .get(end)
                    .is_some_and(|next| next.number.is_some());
            // "I-ci rüb", "I-st half-year".
            let ending = self
                .tokens
                .get(end)
                .filter(|next| next.hyphen && next.number.is_none());
            let ending = ending.and_then(|next| self.lexicon.suffix(&next.text));
            let end = end + usize::from(ending == Some(Suffix::Ordinal));
            if spans(end, &[3, 6]) || wording.value == 1 && counted {
                return Some((Element::Ordinal(wording.value), end));
            }
        }
        if let Some((wording, end)) = self.row(Kind::Count, at)
            && spans(end, &[1])
        {
            return Some((Element::Count(wording.value), end));
        }
        if let Some((wording, end)) = self.row(Kind::Span, at) {
            return (!before.is_empty() || wording.value == 12)
                .then_some((Element::Span(wording.value), end));
        }
        let (wording, end) = self.row(Kind::Until, at)?;
        let neighbours = wording.meaning == "neighbours";
        (!before.is_empty()).then_some((Element::Until { neighbours }, end))
    }

    fn number(&self, at: usize, index: usize) -> Option<Element> {
        let (token, number) = (&self.tokens[at], &self.numbers[index]);
        if is_year(number) {
            // Behind a dash stands the value of a list.
            let before = at
                .checked_sub(1)
                .map_or(0, |before| self.tokens[before].end);
            let stop = self.text[before..token.start].trim() == ".";
            return (!token.listed || stop || token.suffix == Suffix::Ordinal)
                .then_some(Element::Year(number.value?));
        }
        let value: i64 = self.text[number.bytes.clone()].parse().ok()?;
        let ordinal = token.suffix == Suffix::Ordinal || number.style == Style::Ordinal;
        let behind = self
            .row(Kind::Span, at + 1)
            .map(|(wording, _)| wording.value);
        let counts = number.style == Style::Whole && (1..=12).contains(&value) && !ordinal;
        match behind {
            Some(1) if counts => Some(Element::Count(value)),
            Some(3 | 6) if ordinal && value <= 4 => Some(Element::Ordinal(value)),
            _ => None,
        }
    }
}

/// The period that elements name together, and whether it needs a word that
/// leads to it.
pub fn interpret(elements: &[Element]) -> Option<(Named, bool)> {
    let of =
        |pick: fn(&Element) -> Option<i64>| elements.iter().filter_map(pick).collect::<Vec<i64>>();
    let part = elements.iter().find_map(|element| match element {
        Element::Part(part, months) => Some((part * months - months + 1, *months)),
        _ => None,
    });
    let months = of(|element| {
        if let Element::Month(month) = element {
            Some(*month)
        } else {
            None
        }
    });
    let mut years = of(|element| {
        if let Element::Year(year) = element {
            Some(*year)
        } else {
            None
        }
    });
    let counts = of(|element| {
        if let Element::Count(count) = element {
            Some(*count)
        } else {
            None
        }
    });
    let ordinals = of(|element| {
        if let Element::Ordinal(ordinal) = element {
            Some(*ordinal)
        } else {
            None
        }
    });
    let spans = of(|element| {
        if let Element::Span(span) = element {
            Some(*span)
        } else {
            None
        }
    });
    let until = elements.iter().find_map(|element| match element {
        Element::Until { neighbours } => Some(*neighbours),
        _ => None,
    });
    years.dedup();
    if matches!(elements.last(), Some(Element::Until { .. })) {
        return None;
    }
    let only = |allowed: &[i64]| spans.iter().all(|span| allowed.contains(span));
    let (first, length) = match (&months[..], &counts[..], &ordinals[..]) {
        ([month], [], []) if only(&[1, 12]) && until.is_none() => (*month, 1),
        ([from, to], [], [])
            if only(&[1, 12]) && until.is_some_and(|neighbours| !neighbours || to - from == 1) =>
        {
            let years_between = if let [start, end] = years[..] {
                (end - start) * 12
            } else {
                0
            };
            (*from, years_between + to - from + 1)
        }
        ([], [count], [] | [1]) if spans.contains(&1) && only(&[1, 12]) => (1, *count),
        ([], [], [ordinal]) if only(&[6, 12]) && spans.contains(&6) && *ordinal <= 2 => {
            (ordinal * 6 - 5, 6)
        }
        ([], [], [ordinal]) if only(&[3, 12]) && spans.contains(&3) => (ordinal * 3 - 2, 3),
        ([], [], []) if only(&[12]) && part.is_some() && years.len() == 1 => part?,
        ([], [], []) if only(&[12]) && years.len() == 1 && until.is_none() => (1, 12),
        _ => return None,
    };
    let bare = part.is_none()
        && months.is_empty()
        && counts.is_empty()
        && ordinals.is_empty()
        && spans.is_empty();
    let named = match years[..] {
        [] => Named::yearless(first, length)?,
        [year] | [year, _] => Named::Full(Period::new(year, first, length)?),
        _ => return None,
    };
    Some((named, bare))
}

/// Months of the part of a year that a letter before its number means.
fn part_of_year(letter: &str) -> Option<i64> {
    match letter {
        "q" => Some(3),
        "h" => Some(6),
        _ => None,
    }
}
