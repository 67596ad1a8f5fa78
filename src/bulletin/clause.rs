//! Which words of a statement belong to which of its figures.
//!
//! A clause ends at a semicolon, at the end of a sentence, behind the value
//! of a list item (`label – 27328, which is …`) and before a comparison.
//! What stands in brackets is a clause of its own. A clause with several
//! figures is cut into one part for each, at the commas, colons and joining
//! words beside them: a figure has its label before it or behind it, and the
//! marks right beside it tell which.

use super::kind::Kind;
use super::lexicon::Lexicon;
use super::phrase::Phrase;
use super::word::Token;

/// The words that may label one figure.
#[derive(Debug, Clone)]
pub struct Part {
    /// Index into the statement's numbers.
    pub number: usize,
    /// The words with the figure among them, without period phrases and
    /// brackets.
    pub words: Vec<Token>,
    /// Place of the figure in `words`.
    pub figure: usize,
    /// What brackets before the figure add.
    pub asides: Vec<Token>,
    /// The period phrase of the part itself.
    pub phrase: Option<usize>,
    /// The sentence that it stands in, from 0.
    pub sentence: usize,
    /// It stands in brackets.
    pub aside: bool,
    /// It is only compared with: "…, against 131 204 in 2025".
    pub compared: bool,
    /// Words of a label stand before the figure.
    pub labelled: bool,
    /// Which words belong to the figure is not sure.
    pub unsure: bool,
}

/// What the cutting of a statement looks at.
pub struct Scene<'s> {
    pub tokens: &'s [Token],
    /// Whether each token belongs to a whole wording.
    pub inside: &'s [bool],
    pub phrases: &'s [Phrase],
    /// Whether each token is a figure.
    pub figures: &'s [bool],
    pub lexicon: &'s Lexicon,
    pub language: &'static str,
}

/// A clause: its own tokens, and those in brackets inside it.
#[derive(Default)]
struct Clause {
    own: Vec<usize>,
    asides: Vec<usize>,
    /// It has a word.
    worded: bool,
    sentence: usize,
    aside: bool,
}

impl Scene<'_> {
    /// The parts of the statement, one for each figure, in order.
    pub fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        for clause in self.clauses() {
            self.cut(&clause, &mut parts);
        }
        parts.sort_by_key(|part| part.number);
        parts
    }

    fn clauses(&self) -> Vec<Clause> {
        let mut clauses = Vec::new();
        let mut clause = Clause::default();
        let mut aside = Clause {
            aside: true,
            ..Clause::default()
        };
        let mut sentence = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            if token.aside {
                let closed = aside.own.last().is_some_and(|last| last + 1 < at);
                if closed || token.clause {
                    clauses.push(std::mem::take(&mut aside));
                }
                (aside.sentence, aside.aside) = (sentence, true);
                aside.own.push(at);
                clause.asides.push(at);
                continue;
            }
            if !aside.own.is_empty() {
                clauses.push(std::mem::take(&mut aside));
            }
            sentence += usize::from(token.sentence && at > 0);
            if token.clause || self.ends_before(at, &clause) {
                clauses.push(std::mem::take(&mut clause));
            }
            clause.sentence = sentence;
            clause.own.push(at);
            clause.worded |= token.number.is_none();
        }
        clauses.extend([aside, clause]);
        clauses
    }

    /// Whether a clause ends before this token although no semicolon does:
    /// behind a list item's value, and before a comparison.
    fn ends_before(&self, at: usize, clause: &Clause) -> bool {
        let (token, Some(&last)) = (&self.tokens[at], clause.own.last()) else {
            return false;
        };
        let value = &self.tokens[last];
        let behind_value =
            value.listed && self.figures[last] && clause.worded && clause.own.len() > 1;
        // "According to the Service, …", "bildirib ki, …".
        let source = || {
            let says = self.ends_with(Kind::Source, last) || self.is(Kind::Source, at);
            says && !self.figures[at] && !clause.own.iter().any(|place| self.figures[*place])
        };
        // "…, 91 percent of them": a remark without a figure of its own.
        let remark = || {
            let rest = (at..self.tokens.len()).take_while(|at| !self.tokens[*at].clause);
            let mut numbers = rest.filter(|at| self.tokens[*at].number.is_some());
            let plain = numbers.next().is_some_and(|number| !self.figures[number]);
            let said = clause.worded && clause.own.iter().any(|place| self.figures[*place]);
            plain && said && self.is(Kind::These, at)
        };
        // "6188 against 11 420 a year before", "…, 6.1% more than in …".
        let behind_figure = self.figures[last] && clause.worded;
        let compares = || {
            let rate = token.number.is_some() && !self.figures[at];
            (at..self.tokens.len())
                .take_while(|next| {
                    *next == at || rate && next - at < 3 && !self.tokens[*next].comma
                })
                .any(|next| self.is(Kind::Comparison, next))
        };
        // "218 more than in April": not the value, and the guards say so.
        let difference = || {
            let row = self
                .lexicon
                .row(Kind::Comparison, self.language, &self.tokens[at..]);
            row.is_some_and(|(row, _)| row.meaning == "difference")
        };
        (token.comma || behind_figure && !difference()) && compares()
            || token.comma && (behind_value || source() || remark())
    }

    fn is(&self, kind: Kind, at: usize) -> bool {
        let rest = &self.tokens[at..];
        self.lexicon.begins(kind, self.language, rest)
    }

    /// Whether words of this kind end with this token.
    fn ends_with(&self, kind: Kind, last: usize) -> bool {
        (last.saturating_sub(2)..=last).any(|from| {
            let words = &self.tokens[from..=last];
            let row = self.lexicon.row(kind, self.language, words);
            row.is_some_and(|(_, length)| length == words.len())
        })
    }

    fn phrase_at(&self, at: usize) -> Option<usize> {
        self.phrases
            .iter()
            .position(|phrase| phrase.tokens.contains(&at))
    }

    /// Cuts a clause into one part for each of its figures.
    fn cut(&self, clause: &Clause, parts: &mut Vec<Part>) {
        let own: Vec<usize> = clause
            .own
            .iter()
            .copied()
            .filter(|at| self.phrase_at(*at).is_none())
            .collect();
        let figures: Vec<usize> = (0..own.len()).filter(|at| self.figures[own[*at]]).collect();
        let (mut start, mut unsure) = (0, false);
        for (index, &value) in figures.iter().enumerate() {
            let mut figure = value;
            let next = figures.get(index + 1);
            if let Some(whole) = next.filter(|next| self.is_whole(&own, figure, **next)) {
                // "461 out of 1,127 decisions are on …": the label is of 461.
                let mut behind = whole + 1;
                while behind < own.len() && self.is(Kind::Unit, own[behind]) {
                    behind += 1;
                }
                parts.extend(self.part(clause, &own[*whole..behind], 0, false));
                continue;
            }
            if index > 0 && self.is_whole(&own, figures[index - 1], figure) {
                figure = figures[index - 1];
            }
            let (end, doubt) = next.map_or((own.len(), false), |next| {
                self.boundary(&own, start, figure, *next)
            });
            // "… permits in 12 regional offices – 6748": a number in a label.
            let inside = doubt && next.is_some_and(|next| self.tokens[own[*next]].listed);
            if inside && !self.tokens[own[figure]].listed {
                parts.extend(self.part(clause, &own[figure..=figure], 0, true));
                continue;
            }
            parts.extend(self.part(clause, &own[start..end], figure - start, unsure || doubt));
            (start, unsure) = (end, doubt);
        }
    }

    /// Whether the figure at `next` is only the whole of which that at
    /// `figure` is a part.
    fn is_whole(&self, own: &[usize], figure: usize, next: usize) -> bool {
        let words = &self.tokens[own[figure] + 1..own[next]];
        let contiguous = own[next] - own[figure] == next - figure;
        let mut rows = self.lexicon.of(Kind::OutOf, self.language);
        let plain = words.iter().all(|word| !word.comma && !word.aside);
        // "By 407 decisions out of 811".
        let noun = words
            .first()
            .is_some_and(|_| self.is(Kind::Unit, own[figure] + 1));
        let words = &words[usize::from(noun)..];
        contiguous && plain && rows.any(|row| row.length(words) == Some(words.len()))
    }

    /// Where the part of the figure at `figure` ends and that of `next`
    /// begins, as places in `own`, and whether that is in doubt.
    fn boundary(&self, own: &[usize], start: usize, figure: usize, next: usize) -> (usize, bool) {
        let token = |place: usize| &self.tokens[own[place]];
        let is = |kind: Kind, place: usize| self.is(kind, own[place]);
        let empty = |place: usize| {
            token(place).number.is_none() && (is(Kind::Filler, place) || is(Kind::These, place))
        };
        // The figure has a label before it; of unknown words nobody knows.
        let words = |place: &usize| token(*place).number.is_none() && !empty(*place);
        let before: Vec<usize> = (start..figure).filter(words).collect();
        let vocabulary = self.lexicon.vocabulary();
        let inside = |place: &usize| self.inside[own[*place]];
        let labelled = before
            .iter()
            .any(|place| inside(place) || vocabulary.is_label(&token(*place).meanings));
        let strange = |place: &usize| token(*place).meanings.is_empty() && !inside(place);
        let doubtful = !labelled && before.iter().any(strange);
        // "569 of them …: by 381 …".
        if let Some(colon) = (figure + 1..=next).find(|place| token(*place).colon) {
            return (colon, false);
        }
        if labelled && token(figure).listed && token(next).listed && figure + 1 < next {
            let behind = (figure + 1..next).find(|place| !is(Kind::Unit, *place));
            return (behind.unwrap_or(figure + 1), false);
        }
        let unit = |place: usize| is(Kind::Unit, place);
        let parts = |place: usize| token(place).comma || is(Kind::And, place);
        if labelled {
            let behind = (figure + 1..next)
                .find(|place| !unit(*place))
                .unwrap_or(next);
            // "Most of them, 75 308, were about …": its label follows.
            let inserted = token(figure).comma && token(behind).comma && figure > start;
            if parts(behind) && !inserted {
                return (behind, false);
            }
        }
        // Back from the next figure over words that say nothing.
        let mut begins = next;
        while begins > figure + 1
            && !token(begins).comma
            && !is(Kind::And, begins)
            && empty(begins - 1)
        {
            begins -= 1;
        }
        // "3 102 qərardan 1 540-ı": the noun is of the number before it.
        if begins == figure + 1 && begins < next && !token(begins).comma && unit(begins) {
            begins += 1;
        }
        if token(begins).comma || is(Kind::And, begins) {
            return (begins, false);
        }
        if begins > figure + 1 && is(Kind::And, begins - 1) {
            return (begins - 1, false);
        }
        let commas: Vec<usize> = (figure + 1..=next)
            .filter(|place| token(*place).comma)
            .collect();
        match (commas.first(), commas.last()) {
            (Some(first), Some(last)) if first < last && doubtful => (*last, true),
            (Some(first), _) if labelled => (*first, false),
            (_, Some(last)) => (*last, false),
            _ if (figure + 1..=next)
                .filter(|place| token(*place).newline)
                .count()
                == 1 =>
            {
                let line = (figure + 1..=next).find(|place| token(*place).newline);
                (line.unwrap_or(begins), false)
            }
            _ => {
                // "Out of 422 decisions on entry 97 …", "1558 qərardan 351-i".
                let bare = (figure + 1..begins).all(|place| unit(place) || empty(place));
                (begins, labelled && !bare)
            }
        }
    }

    fn part(&self, clause: &Clause, own: &[usize], figure: usize, unsure: bool) -> Option<Part> {
        let place = own[figure];
        let number = self.tokens[place].number?;
        // Brackets behind a list item's value are about something else.
        let valued = self.tokens[place].listed && figure > 0;
        let last = if valued { place } else { *own.last()? };
        let from = clause.asides.partition_point(|at| *at < own[0]);
        let to = clause.asides.partition_point(|at| *at <= last);
        let mut to = to;
        // Brackets right behind the part belong to it.
        while !valued && clause.asides.get(to) == Some(&(last + 1 + to - from)) {
            to += 1;
        }
        let inside = clause.asides.get(from..to).unwrap_or_default();
        let words: Vec<usize> = own
            .iter()
            .copied()
            .filter(|at| !is_footnote(&self.tokens[*at]))
            .collect();
        let (first, last) = (own[0], *own.last()?);
        // A phrase behind a comma belongs to what follows it.
        let own_phrase = |phrase: &Phrase| {
            let starts = phrase.tokens.start;
            let behind = starts == last + 1 && !self.tokens[starts].comma;
            clause.own.contains(&starts) && phrase.tokens.end >= first && (starts <= last || behind)
        };
        let labelled = own[..figure].iter().any(|at| {
            self.tokens[*at].number.is_none()
                && ![Kind::Filler, Kind::These, Kind::When, Kind::Between]
                    .iter()
                    .any(|kind| self.is(*kind, *at))
        });
        // "(cumulative for January–October 2024)" says when, too.
        let noted = |phrase: &Phrase| {
            let plain = inside.iter().all(|at| !self.figures[*at]);
            plain && inside.contains(&phrase.tokens.start)
        };
        let phrase = self.phrases.iter().position(own_phrase);
        let phrase = phrase.or_else(|| self.phrases.iter().position(noted));
        Some(Part {
            number,
            labelled,
            figure: words.iter().position(|at| *at == place)?,
            words: words.iter().map(|at| self.tokens[*at].clone()).collect(),
            asides: inside.iter().map(|at| self.tokens[*at].clone()).collect(),
            phrase,
            sentence: clause.sentence,
            aside: clause.aside,
            compared: clause
                .own
                .first()
                .is_some_and(|at| self.is(Kind::Comparison, *at)),
            unsure,
        })
    }
}

/// A raised numeral, which is no word of a label.
fn is_footnote(token: &Token) -> bool {
    token.number.is_some() && !token.text.contains(|char: char| char.is_ascii_digit())
}
