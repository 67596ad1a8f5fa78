//! What a statement says about those around it: headings, announcements and
//! whose statistics they are.

use super::kind::Kind;
use super::shape::{Agency, Announcement, Hint, Scan};
use super::unit::Unit;
use super::word::Token;
use super::words::Words;

/// A heading is a line of few words and no figures.
const HEADING_WORDS: usize = 6;
/// An agency is named early where the figures are its own.
const AGENCY_WORDS: usize = 14;

impl Scan<'_> {
    pub fn heading(&self, hints: &[Hint]) -> Option<usize> {
        let words: Vec<Token> = self
            .tokens
            .iter()
            .filter(|token| token.number.is_none())
            .cloned()
            .collect();
        let figures = hints.iter().any(|hint| !matches!(hint, Hint::Reference));
        if words.len() > HEADING_WORDS || figures || words.is_empty() {
            return None;
        }
        self.lexicon.wordings.iter().position(|wording| {
            wording.kind == Kind::Heading && wording.matches(&Words::of(&words), None)
        })
    }

    /// A line of words that ends with a colon and has no figure.
    pub fn announces(&self, hints: &[Hint]) -> Option<Announcement> {
        let figures = hints
            .iter()
            .any(|hint| !matches!(hint, Hint::Reference | Hint::Phrase(_)));
        if !self.text.trim_end().ends_with(':') || figures {
            return None;
        }
        let these = |at: usize| self.is(Kind::These, &self.tokens[at..]);
        let plain = |at: usize| {
            self.is(Kind::Filler, &self.tokens[at..])
                || these(at)
                || self.is(Kind::When, &self.tokens[at..])
        };
        let mut guards = self.lexicon.of(Kind::Guard, self.language);
        let words = Words::of(self.tokens);
        let guarded = guards.any(|guard| guard.stands_in(&words, None));
        let neutral = |at: usize| plain(at) || self.is(Kind::Between, &self.tokens[at..]);
        if !guarded && (0..self.tokens.len()).all(neutral) && !(0..self.tokens.len()).any(these) {
            return None;
        }
        let dated = hints.iter().any(|hint| matches!(hint, Hint::Phrase(_)));
        let mut units = self.lexicon.of(Kind::Unit, self.language);
        let unit = units
            .find(|wording| wording.stands_in(&words, None))
            .and_then(|wording| Unit::named(&wording.meaning));
        if dated && !guarded && unit.is_none() {
            // "The figures of March 2024:" is a title.
            return None;
        }
        Some(match unit {
            _ if guarded => Announcement::Unknown,
            Some(Unit::Persons) => Announcement::Unknown,
            Some(unit) => Announcement::Counts(unit),
            None if (0..self.tokens.len()).all(plain) => Announcement::These,
            None => Announcement::Unknown,
        })
    }

    pub fn agency(&self) -> Option<Agency> {
        let first = &self.tokens[..self.tokens.len().min(AGENCY_WORDS)];
        let named = |words: &[Token], meaning: &str| {
            let words = Words::of(words);
            let mut agencies = self.lexicon.of(Kind::Agency, self.language);
            agencies.any(|wording| wording.meaning == meaning && wording.matches(&words, None))
        };
        // "Ukraine's State Migration Service" has the words of both.
        let own = named(self.tokens, "own");
        match named(first, "foreign") {
            _ if own => Some(Agency::Own),
            foreign => foreign.then_some(Agency::Foreign),
        }
    }
}
