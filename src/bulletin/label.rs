//! The wordings that fit the label of a figure, and what casts doubt on them.

use super::Unread;
use super::clause::Part;
use super::kind::Kind;
use super::number::Style;
use super::period::Named;
use super::phrase::{Phrase, is_year};
use super::shape::{Hint, Reading, Scan};
use super::unit::Unit;
use super::word::{Suffix, Token};
use super::wording::Wording;
use super::words::Words;

impl Scan<'_> {
    /// The wordings that fit a figure in its part, and what casts doubt.
    pub fn reading(&self, part: &Part, phrases: &[Phrase]) -> Reading {
        let (words, figure) = (&part.words, part.figure);
        let value = &words[figure];
        let place = self
            .tokens
            .iter()
            .position(|token| token.number == Some(part.number));
        let fitting = self.fitting(part, place);
        let plain = |at: usize| {
            words[at].number.is_some()
                || self.is(Kind::Filler, &words[at..])
                || self.is(Kind::Unit, &words[at..])
                || self.is(Kind::These, &words[at..])
        };
        let last = figure + 1 == words.len();
        let dash_behind = words.get(figure + 1).is_some_and(|next| next.listed);
        let first = (0..figure).all(|at| words[at].number.is_none() && plain(at));
        // "label – 66, 828 …" could be two values.
        let says = (figure + 1..words.len()).any(|at| !plain(at));
        let loose = self.numbers[part.number].style == Style::Loose && says;
        let loose = loose && value.listed && figure > 0;
        let doubt = if fitting.is_empty() {
            None
        } else if part.unsure || loose {
            Some(Unread::BesideAnother)
        } else if self.is_guarded(part, &fitting) || counts_other(part) || self.in_percent(part) {
            Some(Unread::Qualified)
        } else {
            None
        };
        let before = |phrase: &Phrase| self.sentence(phrase);
        let sentence = |phrase: &&Phrase| before(phrase) == part.sentence;
        let stated = |phrase: &&Phrase| {
            !phrase.compared && phrase.named.is_some() && !self.tokens[phrase.tokens.start].aside
        };
        let figure_at = place.unwrap_or(0);
        let leads = |phrase: &Phrase| {
            phrase.tokens.start < figure_at && !self.tokens[phrase.tokens.start].aside
        };
        let leading = phrases
            .iter()
            .position(|phrase| sentence(&phrase) && stated(&phrase) && leads(phrase));
        // "In May 2022 the Service …. It received …"
        let earlier = |phrase: &Phrase| {
            stated(&phrase)
                && before(phrase) < part.sentence
                && phrase.named.and_then(Named::full).is_some()
        };
        let begins = |phrase: &Phrase| {
            earlier(phrase)
                && (phrase.tokens.start == 0 || self.tokens[phrase.tokens.start].sentence)
        };
        let leading = leading
            .or_else(|| phrases.iter().rposition(begins))
            .or_else(|| phrases.iter().rposition(earlier));
        // "Call Center, December of 2022: 6910 calls" closes a list.
        let kind = |index: &usize| self.lexicon.wordings[*index].kind;
        let closing = fitting.iter().any(|index| kind(index) == Kind::Footer);
        let (verbatim, whole) = self.whole(part);
        Reading {
            fitting,
            verbatim,
            whole,
            units: Vec::new(),
            listed: value.listed || last || first && (dash_behind || place == Some(0)),
            // "…: 918, of which" is about what follows.
            these: (0..words.len().min(figure + 2)).any(|at| {
                let ends = at > figure && (words[at].newline || at + 2 >= words.len());
                let inserted = words[at].comma && (0..at.min(figure)).any(|at| !plain(at));
                let these = self.lexicon.row(Kind::These, self.language, &words[at..]);
                // "On foreigners, including …, 2 431 decisions": a remark.
                let these = these.filter(|(row, _)| row.meaning.is_empty() || !inserted);
                at != figure && !ends && these.is_some()
            }),
            bare: (0..words.len()).all(plain),
            phrase: part.phrase.or(leading),
            sentence: part.sentence,
            dated: value.listed
                && !closing
                && part
                    .phrase
                    .is_some_and(|phrase| phrases[phrase].tokens.start > 0),
            aside: part.aside,
            compared: part.compared,
            to_date: {
                let (words, asides) = (Words::of(words), Words::of(&part.asides));
                let mut rows = self.lexicon.of(Kind::ToDate, self.language);
                rows.any(|row| row.stands_in(&words, Some(figure)) || row.stands_in(&asides, None))
            },
            doubt,
        }
    }

    /// The whole wordings that stand in a part, brackets in their places, and
    /// whether they are all that it says. Beside them nothing may change what
    /// is counted.
    fn whole(&self, part: &Part) -> (Vec<usize>, bool) {
        let mut words = part.words.clone();
        words.extend_from_slice(&part.asides);
        words.sort_by_key(|token| token.start);
        let is_figure = |token: &Token| token.number == Some(part.number);
        let Some(figure) = words.iter().position(is_figure) else {
            return (Vec::new(), false);
        };
        // A year is no value of words that stand before or behind it.
        let value = &words[figure];
        if is_year(&self.numbers[part.number]) && !value.listed {
            return (Vec::new(), false);
        }
        let found = self.lexicon.whole(&words, figure, part.unsure);
        let outside = |at: &usize| !found.places.contains(at) && *at != figure;
        let rest: Vec<usize> = (0..words.len()).filter(outside).collect();
        let idle = |at: &usize| {
            let word = std::slice::from_ref(&words[*at]);
            // "Calls on …" counts something else than the wording does.
            let unit = self.lexicon.row(Kind::Unit, self.language, word);
            let unit = unit.and_then(|(row, _)| Unit::named(&row.meaning));
            let counts = |unit: Unit| self.counts(&found.wordings, unit);
            unit.map_or_else(|| IDLE.iter().any(|kind| self.is(*kind, word)), counts)
        };
        let whole = !found.wordings.is_empty() && rest.iter().all(idle);
        if !rest.is_empty() && !found.wordings.is_empty() {
            let before = rest.partition_point(|at| *at < figure);
            let mut others: Vec<Token> = rest.iter().map(|at| words[*at].clone()).collect();
            others.insert(before, words[figure].clone());
            let others = Part {
                words: others,
                figure: before,
                asides: Vec::new(),
                ..part.clone()
            };
            if self.is_guarded(&others, &found.wordings) || self.in_percent(part) {
                return (Vec::new(), false);
            }
        }
        (found.wordings, whole)
    }

    /// "Share of applications (%) – 12": a sign in the label, behind no number.
    fn in_percent(&self, part: &Part) -> bool {
        let tokens = part.words.iter().chain(&part.asides);
        let first = tokens.map(|token| token.start).min().unwrap_or(0);
        let label = self.text.get(first..part.words[part.figure].start);
        let label = label.unwrap_or_default();
        label.match_indices(['%', '‰']).any(|(at, _)| {
            let before = label[..at].trim_end();
            !before.ends_with(|char: char| char.is_ascii_digit())
        })
    }

    /// Indices of the wordings that fit a figure in its part; `place` is its
    /// token in the statement.
    fn fitting(&self, part: &Part, place: Option<usize>) -> Vec<usize> {
        let (words, figure) = (&Words::of(&part.words), part.figure);
        let announced = self.numbers.len() < 4 && self.text.trim_end().ends_with(':');
        let matches = |index: &usize| {
            let wording = &self.lexicon.wordings[*index];
            match wording.kind {
                // "… came to 41,907. They are divided by direction:"
                Kind::Opening if announced => {
                    wording.requires(&Words::of(self.tokens), place)
                        && !wording.refuses(words, Some(figure))
                }
                _ => wording.matches(words, Some(figure)),
            }
        };
        let mut fitting: Vec<usize> = self.lexicon.labels(self.language).filter(matches).collect();
        let article = |token: &Token| token.is_article(self.numbers);
        let plain_aside = !part.asides.is_empty()
            && part
                .asides
                .iter()
                .all(|token| token.number.is_none() || article(token));
        if plain_aside {
            // "Registration (upon place of stay): 37 118".
            let mut all = part.asides.clone();
            all.extend_from_slice(&part.words);
            let all = Words::of(&all);
            let place = Some(part.asides.len() + figure);
            let matches = |index: &usize| self.lexicon.wordings[*index].matches(&all, place);
            let whole: Vec<usize> = self.lexicon.labels(self.language).filter(matches).collect();
            let meaning = |index: &usize| self.lexicon.wordings[*index].meaning.as_str();
            let same = |index: &usize| fitting.iter().any(|known| meaning(known) == meaning(index));
            if fitting.is_empty() || part.asides.iter().any(article) {
                fitting = whole;
            } else if !whole.is_empty() && whole.iter().all(same) {
                fitting.extend(whole);
                fitting.sort_unstable();
                fitting.dedup();
            }
        }
        let mut all = part.asides.clone();
        all.extend_from_slice(&part.words);
        self.refuse_suspected(&mut fitting, all, part.asides.len() + figure);
        fitting
    }

    /// A typing error in the word that tells two figures apart makes neither
    /// of them: what a wording refuses is also looked for in words that the
    /// language does not know, as what they may have been meant to be.
    fn refuse_suspected(&self, fitting: &mut Vec<usize>, mut words: Vec<Token>, figure: usize) {
        let strange =
            |word: &Token| word.number.is_none() && !self.lexicon.knows(word, self.language);
        if fitting.is_empty() || !words.iter().any(strange) {
            return;
        }
        let printed = words.clone();
        let rows = fitting.iter().map(|index| &self.lexicon.wordings[*index]);
        let mut refused: Vec<u32> = rows.flat_map(Wording::refused).collect();
        refused.sort_unstable();
        refused.dedup();
        for word in words.iter_mut().filter(|word| strange(word)) {
            let suspects = self.lexicon.vocabulary().suspects(&word.text, &refused);
            word.meanings.extend(suspects);
        }
        let (words, printed) = (Words::of(&words), Words::of(&printed));
        let refuses = |index: &usize, words: &Words<'_>| {
            self.lexicon.wordings[*index].refuses(words, Some(figure))
        };
        fitting.retain(|index| !refuses(index, &words) || refuses(index, &printed));
    }

    /// The sentence that a phrase stands in, from 0.
    fn sentence(&self, phrase: &Phrase) -> usize {
        let before = &self.tokens[..=phrase.tokens.start.min(self.tokens.len() - 1)];
        before.iter().skip(1).filter(|token| token.sentence).count()
    }

    /// "In nine months of 2016 it was 66 480": a sentence that only has such
    /// figures says nothing about when the next ones were counted.
    pub fn remarks(&self, parts: &[Part], phrases: &[Phrase], hints: &mut [Hint]) {
        let fits = |part: &&Part| match &hints[part.number] {
            Hint::Figure(reading) => reading.is_known(),
            _ => false,
        };
        let remark: Vec<bool> = phrases
            .iter()
            .map(|phrase| {
                let sentence = self.sentence(phrase);
                let mut own = parts
                    .iter()
                    .filter(|part| part.sentence == sentence)
                    .peekable();
                own.peek().is_some() && !own.any(|part| fits(&part))
            })
            .collect();
        for part in parts {
            if let Hint::Figure(reading) = &mut hints[part.number]
                && let Some(phrase) = reading.phrase
                && remark[phrase]
                && self.sentence(&phrases[phrase]) != part.sentence
            {
                reading.phrase = None;
            }
        }
    }

    /// "14 211 temporary and 1 630 permanent permits were issued": the verb
    /// holds for the figures before it that have no noun of their own.
    pub fn shared_guards(&self, parts: &[Part], units: &[Vec<Unit>], hints: &mut [Hint]) {
        let guarded: Vec<bool> = parts
            .iter()
            .map(|part| {
                let words = Words::of(&part.words);
                let mut guards = self.lexicon.of(Kind::Guard, self.language);
                guards.any(|guard| {
                    guard.meaning == "applications" && guard.stands_in(&words, Some(part.figure))
                })
            })
            .collect();
        for (at, part) in parts.iter().enumerate() {
            let shared = (at + 1..parts.len())
                .take_while(|other| {
                    parts[*other].sentence == part.sentence && units[*other].is_empty()
                })
                .any(|other| guarded[other]);
            if let Hint::Figure(reading) = &mut hints[part.number]
                && shared
                && !part.labelled
                && units[at].is_empty()
                && self.counts(&reading.fitting, Unit::Applications)
            {
                reading.doubt.get_or_insert(Unread::Qualified);
            }
        }
    }

    /// Whether all that fits counts this unit.
    fn counts(&self, fitting: &[usize], unit: Unit) -> bool {
        let wordings = &self.lexicon.wordings;
        !fitting.is_empty() && fitting.iter().all(|index| wordings[*index].counts(unit))
    }

    fn is_guarded(&self, part: &Part, fitting: &[usize]) -> bool {
        // "26 418 (24 903 in the same period of 2021)": said of the other.
        let counted = part.asides.iter().any(|token| {
            token
                .number
                .is_some_and(|number| self.numbers[number].style == Style::Whole)
        });
        let (words, asides) = (Words::of(&part.words), Words::of(&part.asides));
        // "The Border Service made 412, while the Migration Service made …".
        let agency = |meaning: &str| {
            let mut rows = self.lexicon.of(Kind::Agency, self.language);
            rows.any(|row| row.meaning == meaning && row.stands_in(&words, Some(part.figure)))
        };
        if agency("foreign") && !agency("own") {
            return true;
        }
        let mut guards = self.lexicon.of(Kind::Guard, self.language);
        guards.any(|guard| {
            let unit = Unit::named(&guard.meaning);
            let concerns = unit.is_none_or(|unit| self.counts(fitting, unit));
            concerns
                && (guard.stands_in(&words, Some(part.figure))
                    || !counted && guard.stands_in(&asides, None))
        })
    }
}

/// Words beside a whole wording that say nothing more.
const IDLE: [Kind; 4] = [Kind::Filler, Kind::OutOf, Kind::These, Kind::And];

/// "Applications of 12 nationalities …": between label words, a number
/// counts the word behind it, and that word is none that is known.
fn counts_other(part: &Part) -> bool {
    let Some(next) = part.words.get(part.figure + 1) else {
        return false;
    };
    let value = &part.words[part.figure];
    next.number.is_none() && !next.apart && value.suffix == Suffix::None && next.meanings.is_empty()
}
