//! Finds the words that name a period: "November of 2024", "9 months of
//! 2024", "first half of 2019", "January through August 2019", "2023".
//! The grammar is English; its words are in the lexicon.

use super::lexicon::{Kind, Lexicon};
use super::number::{Number, Style};
use super::period::{Period, YEARS};
use super::word::Token;
use std::ops::Range;

/// A period named in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pub period: Period,
    /// The tokens, with the preposition before them.
    pub tokens: Range<usize>,
    /// The printed words without the preposition.
    pub words: String,
    /// It stands where a sentence says when: at its beginning, at its end or
    /// behind a comma; and nothing is only compared with it.
    pub places: bool,
}

/// All period phrases of a line, from left to right.
pub fn find(line: &str, tokens: &[Token], numbers: &[Number], lexicon: &Lexicon) -> Vec<Phrase> {
    // Every phrase ends with a year, and most lines have none.
    if !numbers.iter().any(is_year) {
        return Vec::new();
    }
    let grammar = Grammar {
        line,
        tokens,
        numbers,
        lexicon,
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
    phrases
}

fn is_year(number: &Number) -> bool {
    number.style == Style::Whole
        && number.bytes.len() == 4
        && number.value.is_some_and(|value| YEARS.contains(&value))
}

struct Grammar<'g> {
    line: &'g str,
    tokens: &'g [Token],
    numbers: &'g [Number],
    lexicon: &'g Lexicon,
}

const PREPOSITIONS: [&str; 8] = [
    "during",
    "in",
    "for",
    "over",
    "throughout",
    "from",
    "within",
    "of",
];
/// Words between the preposition and the phrase.
const BETWEEN: [&str; 7] = ["first", "the", "course", "period", "whole", "of", "year"];
/// Words before a phrase that compare with it, or take only a part of it.
const COMPARING: [&str; 29] = [
    "than",
    "compared",
    "against",
    "versus",
    "with",
    "to",
    "since",
    "until",
    "till",
    "after",
    "before",
    "unlike",
    "by",
    "as",
    "ended",
    "ending",
    "and",
    "half",
    "days",
    "day",
    "weeks",
    "week",
    "decade",
    "beginning",
    "middle",
    "end",
    "except",
    "excluding",
    "between",
];

impl Grammar<'_> {
    fn phrase(&self, at: usize) -> Option<Phrase> {
        let (period, end) = self
            .months(at)
            .or_else(|| self.count_of_months(at))
            .or_else(|| self.part(at))
            .or_else(|| self.year_alone(at))?;
        let start = self.preposition(at);
        let is =
            |at: Option<usize>, words: &[&str]| at.is_some_and(|at| words.contains(&self.word(at)));
        // "first half of November", "10 and 11 months of 2024": no period.
        let cut = is(start.checked_sub(1), &COMPARING) || is(Some(end), &["except", "excluding"]);
        let alone = self.word(start) == "from" && period.months == 1;
        let token = &self.tokens[start];
        let behind = self.tokens.get(end);
        let edge =
            start == 0 || token.clause || token.comma || behind.is_none_or(|next| next.clause);
        Some(Phrase {
            period,
            tokens: start..end,
            words: self.line[self.tokens[at].start..self.tokens[end - 1].end].to_owned(),
            places: edge && !cut && !alone && !token.aside,
        })
    }

    /// First token of the preposition before `at`, or `at`.
    fn preposition(&self, at: usize) -> usize {
        let mut start = at;
        while start > 0 && BETWEEN.contains(&self.tokens[start - 1].text.as_str()) {
            start -= 1;
        }
        match start.checked_sub(1) {
            Some(before) if PREPOSITIONS.contains(&self.tokens[before].text.as_str()) => before,
            _ if start < at && self.tokens[start].is("of") => start,
            _ => at,
        }
    }

    fn word(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .filter(|token| token.number.is_none())
            .map_or("", |token| &token.text)
    }

    fn skip(&self, at: usize, words: &[&str]) -> usize {
        let mut at = at;
        while words.contains(&self.word(at)) {
            at += 1;
        }
        at
    }

    /// The value of the lexicon's word of this kind.
    fn value(&self, at: usize, kind: Kind) -> Option<i64> {
        let token = self.tokens.get(at).filter(|token| token.number.is_none())?;
        let mut words = self.lexicon.of(kind);
        words
            .find(|wording| wording.is_word(token))
            .and_then(|wording| wording.meaning.parse().ok())
    }

    fn number(&self, at: usize) -> Option<&Number> {
        self.tokens
            .get(at)
            .and_then(|token| token.number)
            .map(|index| &self.numbers[index])
    }

    /// A year at `at`, behind words that lead to it.
    fn year(&self, at: usize) -> Option<(i64, usize)> {
        let at = self.skip(at, &["of", "the", "year", "in"]);
        let number = self.number(at).filter(|number| is_year(number))?;
        // Behind a dash stands the value of a list.
        (!self.tokens[at].listed).then_some((number.value?, at + 1))
    }

    /// "November of 2024", "January–August 2019", "January 2024 to March 2024".
    fn months(&self, at: usize) -> Option<(Period, usize)> {
        let month = self.value(at, Kind::Month)?;
        // "5 May 2024" is a day, "March and May 2024" are two months.
        let day = at > 0 && self.number(at - 1).is_some() && !self.tokens[at].apart;
        let another = |back: usize| at >= back && self.value(at - back, Kind::Month).is_some();
        let listed = another(1) || another(2);
        // "may" is a verb unless it begins like a name.
        if !self.line[self.tokens[at].start..].starts_with(char::is_uppercase) {
            return None;
        }
        if day || listed {
            return None;
        }
        let first_year = self.year(at + 1);
        let joint = first_year.map_or(at + 1, |(_, end)| end);
        let to = self.skip(joint, &["through", "to", "until", "till", "and"]);
        let joined = to > joint
            || self
                .tokens
                .get(to)
                .is_some_and(|token| token.listed && !token.comma);
        let range = self.value(to, Kind::Month).filter(|_| joined);
        let range = range.and_then(|last| self.year(to + 1).map(|(year, end)| (last, year, end)));
        match (first_year, range) {
            (first_year, Some((last, year, end))) => {
                let start = first_year.map_or(year, |(year, _)| year);
                let months = (year - start) * 12 + last - month + 1;
                // Two months joined by "and" are a stretch only side by side.
                let stretch = self.word(joint) != "and" || months == 2;
                Some((Period::new(start, month, months).filter(|_| stretch)?, end))
            }
            (Some((year, end)), None) => Some((Period::new(year, month, 1)?, end)),
            (None, None) => None,
        }
    }

    /// "9 months of 2024", "three months of 2019": always from January.
    fn count_of_months(&self, at: usize) -> Option<(Period, usize)> {
        let number = self
            .number(at)
            .filter(|number| number.style == Style::Whole);
        let count = number
            .and_then(|number| number.value)
            .or_else(|| self.value(at, Kind::Count))?;
        let late =
            at > 0 && ["last", "past", "final", "remaining", "next"].contains(&self.word(at - 1));
        if late || !["month", "months"].contains(&self.word(at + 1)) {
            return None;
        }
        let (year, end) = self.year(at + 2)?;
        Some((Period::new(year, 1, count)?, end))
    }

    /// "first half of 2019", "third quarter of 2025".
    fn part(&self, at: usize) -> Option<(Period, usize)> {
        let ordinal = self.value(at, Kind::Ordinal)?;
        let months = match self.word(at + 1) {
            "half" if ordinal <= 2 => 6,
            "quarter" => 3,
            _ => return None,
        };
        let (year, end) = self.year(at + 2)?;
        Some((Period::new(year, (ordinal - 1) * months + 1, months)?, end))
    }

    /// "During 2023", "in the year 2023"; never a bare number.
    fn year_alone(&self, at: usize) -> Option<(Period, usize)> {
        let number = self.number(at).filter(|number| is_year(number))?;
        let start = self.preposition(at);
        let leads = PREPOSITIONS[..5].contains(&self.word(start)) && start < at;
        let parts = ["month", "months", "half", "quarter", "halves", "quarters"];
        let part = (1..=6).any(|back| at >= back && parts.contains(&self.word(at - back)));
        let named = at > 0 && self.word(at - 1) == "year" && !part;
        // "out of 2024 - decisions" and "in 2024 cases" are figures.
        let goes_on = self
            .tokens
            .get(at + 1)
            .is_some_and(|next| !next.apart && next.number.is_none());
        let stated = named || leads && (!goes_on || self.ends_phrase(at + 1));
        if !stated || self.tokens[at].apart {
            return None;
        }
        Some((Period::new(number.value?, 1, 12)?, at + 1))
    }

    /// "In 2024 the Service": a word that cannot be counted.
    fn ends_phrase(&self, at: usize) -> bool {
        ["the", "a", "an", "and", "was", "were", "it", "there"].contains(&self.word(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulletin::number::scan;
    use crate::bulletin::word::tokens;

    fn read(line: &str) -> Vec<(String, String)> {
        let lexicon = Lexicon::built_in().unwrap();
        let numbers = scan(line);
        let tokens = tokens(line, &numbers);
        let phrases = find(line, &tokens, &numbers, &lexicon).into_iter();
        let phrases = phrases.filter(|phrase| phrase.places);
        phrases
            .map(|phrase| (phrase.period.to_string(), phrase.words))
            .collect()
    }

    #[test]
    fn every_way_to_name_a_period_is_read() {
        for (line, code, words) in [
            (
                "During November of 2024, 5261 calls",
                "2024-11",
                "November of 2024",
            ),
            ("In November, 2024: 5261 calls", "2024-11", "November, 2024"),
            ("5261 calls during May 2024.", "2024-05", "May 2024"),
            (
                "During 9 months of 2024, 58038 calls",
                "2024-01-01/P9M",
                "9 months of 2024",
            ),
            (
                "During the first nine months of 2024, 5",
                "2024-01-01/P9M",
                "nine months of 2024",
            ),
            ("During 12 months of 2019, 5", "2019", "12 months of 2019"),
            ("During 2023, 90565 calls", "2023", "2023"),
            ("In the year 2023 the Service", "2023", "2023"),
            ("In 2023 the Service", "2023", "2023"),
            (
                "During the first half of 2019, 5",
                "2019-01-01/P6M",
                "first half of 2019",
            ),
            (
                "In the second half-year of 2019, 5",
                "2019-07-01/P6M",
                "second half-year of 2019",
            ),
            (
                "In the third quarter of 2025 the",
                "2025-07-01/P3M",
                "third quarter of 2025",
            ),
            (
                "From January through August 2019, 5",
                "2019-01-01/P8M",
                "January through August 2019",
            ),
            (
                "In January–August 2019, 5",
                "2019-01-01/P8M",
                "January–August 2019",
            ),
            (
                "January 2019 to March 2019",
                "2019-01-01/P3M",
                "January 2019 to March 2019",
            ),
            (
                "January and February 2019",
                "2019-01-01/P2M",
                "January and February 2019",
            ),
        ] {
            assert_eq!(read(line), [(code.to_owned(), words.to_owned())], "{line}");
        }
    }

    #[test]
    fn what_only_looks_like_a_period_is_none() {
        for line in [
            "- Out of 2024 - decisions on ban on entry",
            "registration upon place of stay – 2024",
            "in 2024 cases of violation",
            "January and March 2019",
            "on 5 May 2024",
            "the last 9 months of 2024",
            "2024 applications",
            "more than in November of 2023",
            "compared to May 2023",
            "In January, February and March 2024",
            "In January, March 2024",
            "During the first half of November 2024",
            "Since October 2024, 5 calls",
            "From January 2024, 5 calls",
            "As of December 2024, 5 calls",
            "Foreigners may in 2024 apply",
            "The Call Center, opened in May 2014, received 5261 calls",
            "10 and 11 months of 2024",
            "the last 9 months of the year 2024",
            "In 2024 (except December) 5 calls",
            "27328 (in October 2024: 801)",
            "in total for the year – 2024",
        ] {
            assert_eq!(read(line), [] as [(String, String); 0], "{line}");
        }
    }
}
