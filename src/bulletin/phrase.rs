//! Finds the words that name a period: "November of 2024", "2022-ci ilin 9
//! ayı", "за первое полугодие 2019 года". Which words these are is in the
//! lexicon; their order does not matter.

use super::kind::Kind;
use super::lexicon::Lexicon;
use super::number::{Number, Style};
use super::period::{Named, Period, YEARS};
use super::word::{Suffix, Token};
use super::wording::Wording;
use elements::{Element, interpret};
use std::ops::Range;

mod around;
mod elements;

/// A period, or a day, named in a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// None for a day.
    pub named: Option<Named>,
    /// The tokens, with the preposition before them.
    pub tokens: Range<usize>,
    /// The printed words without the preposition.
    pub words: String,
    /// The same with single blanks.
    pub printed: String,
    /// It stands where a sentence says when: at its beginning, at its end,
    /// behind a comma or beside a figure.
    pub places: bool,
    /// It stands in brackets.
    pub aside: bool,
    /// Its sentence has few other words and no other number.
    pub note: bool,
    /// Something is only compared with it, or it is cut: "than in May".
    pub compared: bool,
}

/// All period phrases of a statement, from left to right.
pub fn find(
    text: &str,
    tokens: &[Token],
    numbers: &[Number],
    lexicon: &Lexicon,
    language: &'static str,
) -> Vec<Phrase> {
    let grammar = Grammar {
        text,
        tokens,
        numbers,
        lexicon,
        language,
    };
    let mut phrases = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match grammar.phrase(at) {
            Some(phrase) => {
                at = phrase.tokens.end;
                phrases.push(phrase);
            }
            None => at += 1,
        }
    }
    bases(&mut phrases);
    phrases
}

/// "In the same months of 2016 it was …": a statement that has named its
/// period goes on to compare it with the same months of an earlier year.
fn bases(phrases: &mut [Phrase]) {
    let mut own: Option<Period> = None;
    for phrase in phrases {
        let Some(period) = phrase.named.and_then(Named::full) else {
            continue;
        };
        if own.is_some_and(|own| own.succeeds(period)) {
            (phrase.compared, phrase.places) = (true, false);
        } else if !phrase.compared && !phrase.aside {
            own = own.or(Some(period));
        }
    }
}

/// Years that bulletins can be about, where nothing but a preposition says
/// that a number is one.
const LIKELY_YEARS: std::ops::RangeInclusive<i64> = 1990..=2060;

/// Words and numbers of a period at most; a longer row of them is none.
const ELEMENTS: usize = 16;

/// Whether a number is written like a year.
pub fn is_year(number: &Number) -> bool {
    number.style == Style::Whole
        && number.bytes.len() == 4
        && number.value.is_some_and(|value| YEARS.contains(&value))
}

/// A statement while periods are looked for in it.
struct Grammar<'g> {
    text: &'g str,
    tokens: &'g [Token],
    numbers: &'g [Number],
    lexicon: &'g Lexicon,
    language: &'static str,
}

impl Grammar<'_> {
    fn phrase(&self, at: usize) -> Option<Phrase> {
        // "© 2024" is of the page.
        let before = self.text[..self.tokens[at].start].trim_end();
        if before.ends_with('©') || before.ends_with("(c)") || before.ends_with("(C)") {
            return None;
        }
        if let Some((period, end)) = self.days(at) {
            return Some(self.finished(Some(Named::Full(period)), at, end));
        }
        if let Some(end) = self.day(at) {
            return Some(self.finished(None, at, end));
        }
        let mut elements: Vec<(Element, usize)> = Vec::new();
        let mut next = at;
        while elements.len() < ELEMENTS
            && let Some((element, end)) = self.element(next, &elements)
        {
            elements.push((element, end));
            next = self.skip_between(end);
        }
        if self.is_between(at) {
            for (element, _) in &mut elements {
                if let Element::Until { neighbours } = element {
                    *neighbours = false;
                }
            }
        }
        // "From 2019 to 2023": no period of a bulletin.
        let bare: Vec<Element> = elements.iter().map(|(element, _)| *element).collect();
        if let [
            Element::Year(from),
            Element::Until { .. },
            Element::Year(to),
            rest @ ..,
        ] = &bare[..]
            && from < to
            && rest.iter().all(|element| *element == Element::Span(12))
        {
            let end = elements.last().map_or(at, |(_, end)| *end);
            return Some(self.finished(None, at, end));
        }
        for count in (1..=elements.len()).rev() {
            let end = elements[count - 1].1;
            let bare: Vec<Element> = elements[..count]
                .iter()
                .map(|(element, _)| *element)
                .collect();
            let Some((named, lead)) = interpret(&bare) else {
                continue;
            };
            if lead && !self.leads(at, end) && !self.is_title(at, end) {
                return None;
            }
            let mut phrase = self.finished(Some(named), at, end);
            // "the first half of November", "in January, February and March".
            let more = |(element, _): &(Element, usize)| {
                !matches!(element, Element::Span(_) | Element::Until { .. })
            };
            if elements[count..].iter().any(more) || self.is_cut(at, end, bare[0]) {
                phrase.compared = true;
                phrase.places = false;
                phrase.tokens.end = elements.last().map_or(end, |(_, end)| *end);
            }
            return Some(phrase);
        }
        None
    }

    /// Whether a list of periods goes on beyond the phrase.
    fn is_cut(&self, at: usize, end: usize, first: Element) -> bool {
        let month = |at: usize| {
            self.row(Kind::Month, at)
                .is_some_and(|(_, end)| end == at + 1)
        };
        let joint = |at: usize| self.is(Kind::And, at);
        let before = at.checked_sub(1).is_some_and(|before| {
            month(before) && self.tokens[at].comma
                || joint(before)
                    && (matches!(first, Element::Count(_))
                        || before.checked_sub(1).is_some_and(month))
        });
        let behind = month(end) && self.tokens[end].comma && !self.tokens[end].aside
            || joint(end) && month(end + 1);
        before || behind
    }

    fn of(&self, kind: Kind) -> impl Iterator<Item = &Wording> {
        self.lexicon.of(kind, self.language)
    }

    /// The row of this kind that begins at a token, and where it ends.
    fn row(&self, kind: Kind, at: usize) -> Option<(&Wording, usize)> {
        let rest = self.tokens.get(at..)?;
        let row = self.lexicon.row(kind, self.language, rest);
        row.map(|(wording, length)| (wording, at + length))
    }

    fn is(&self, kind: Kind, at: usize) -> bool {
        self.row(kind, at).is_some()
    }

    /// "2012" as a line of its own, "Statistics of the Service, 2021".
    fn is_title(&self, at: usize, end: usize) -> bool {
        let alone = self.numbers.len() == 1 && self.tokens.len() <= 16;
        // "Statistics of the Service, 2021", "…: results of 2021".
        let leads = self.tokens[at].comma || self.preposition(at) < at;
        let title = self.tokens.len() > 3 && end == self.tokens.len() && leads;
        let stop = self.text.trim_end().ends_with(['.', ';', ':']);
        alone && !stop && (self.tokens.len() == 1 || title)
    }

    fn skip_between(&self, at: usize) -> usize {
        let mut at = at;
        while let Some((_, end)) = self.row(Kind::Between, at) {
            at = end;
        }
        at
    }

    /// "Between January and June": its ends need not be neighbours.
    fn is_between(&self, at: usize) -> bool {
        self.row(Kind::When, self.preposition(at))
            .is_some_and(|(wording, end)| wording.meaning == "between" && end <= at)
    }

    /// Whether a bare year is a period: "During 2023, …", "In 2023 the …",
    /// never "in 2024 cases".
    fn leads(&self, at: usize, end: usize) -> bool {
        let start = self.preposition(at);
        let case = self.tokens[at].suffix != Suffix::None;
        let next = self.tokens.get(end);
        // "In 2021 foreigners filed 500 …" has another figure that counts.
        let persons = self
            .row(Kind::Unit, end)
            .is_some_and(|(unit, _)| unit.meaning == "persons");
        let rest = self.tokens[end..]
            .iter()
            .skip(1)
            .take_while(|token| !token.sentence);
        let another = persons && rest.clone().any(|token| token.number.is_some());
        let parted = another
            || next.is_none_or(|next| next.apart)
            || [Kind::Filler, Kind::Between, Kind::Agency, Kind::When]
                .iter()
                .any(|kind| self.is(*kind, end));
        let strong = self
            .row(Kind::When, start)
            .is_some_and(|(wording, _)| wording.meaning.is_empty());
        let counted = self.is(Kind::Unit, end) && next.is_some_and(|next| !next.apart) && !another;
        let likely = self.text[self.tokens[at].start..]
            .get(..4)
            .and_then(|year| year.parse().ok());
        let likely = likely.is_some_and(|year: i64| LIKELY_YEARS.contains(&year));
        likely && !counted && (case || start < at && strong) && parted && !self.tokens[at].apart
    }

    /// All days of a month: "between 1 and 31 October 2017", "1–30 iyun 2020".
    fn days(&self, at: usize) -> Option<(Period, usize)> {
        let day = |at: usize, days: std::ops::RangeInclusive<i64>| {
            let number = self.tokens.get(at)?.number?;
            days.contains(&self.numbers[number].value?)
                .then_some(at + 1)
        };
        let next = day(at, 1..=1)?;
        let joint = [Kind::Until, Kind::And]
            .into_iter()
            .find_map(|kind| self.row(kind, next));
        let dash = self.tokens.get(next).is_some_and(|token| token.listed);
        let last = joint.map(|(_, end)| end).or(dash.then_some(next))?;
        let (month, end) = self.row(Kind::Month, day(last, 28..=31)?)?;
        let at = self.skip_between(end);
        let year = self
            .tokens
            .get(at)?
            .number
            .filter(|year| is_year(&self.numbers[*year]))?;
        Some((
            Period::new(self.numbers[year].value?, month.value, 1)?,
            at + 1,
        ))
    }

    /// End of a day with its month: "5 May 2024", "May 5, 2024".
    fn day(&self, at: usize) -> Option<usize> {
        let day = |at: usize| {
            let token = self.tokens.get(at)?;
            let number = &self.numbers[token.number?];
            let raw = &self.text[number.bytes.clone()];
            let day = raw.len() <= 2 && raw.parse().is_ok_and(|day: u32| (1..=31).contains(&day));
            (day && matches!(number.style, Style::Whole | Style::Ordinal | Style::Odd))
                .then_some(at + 1)
        };
        let year = |at: usize| {
            let at = self.skip_between(at);
            let token = self.tokens.get(at)?;
            (!token.clause && !token.listed && is_year(&self.numbers[token.number?]))
                .then_some(at + 1)
        };
        // "Jan. 14, 2015".
        let close = |at: usize| {
            let between = at.checked_sub(1).zip(self.tokens.get(at));
            between.is_some_and(|(before, token)| {
                let between = &self.text[self.tokens[before].end..token.start];
                matches!(between.trim(), "" | ".")
            })
        };
        let month = |at: usize| self.row(Kind::Month, at).map(|(_, end)| end);
        if let Some(end) = day(at) {
            let end = month(self.skip_between(end)).filter(|_| close(end))?;
            return Some(year(end).unwrap_or(end));
        }
        let capital = self.text[self.tokens[at].start..].starts_with(char::is_uppercase);
        let end = month(at).filter(|_| capital || self.language != "en")?;
        let end = day(end).filter(|_| close(end))?;
        if let Some(end) = year(end) {
            return Some(end);
        }
        // "In May 12 decisions": a figure.
        let next = self.tokens.get(end);
        next.is_none_or(|next| next.apart).then_some(end)
    }
}

#[cfg(test)]
mod tests;
