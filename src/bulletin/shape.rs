//! What one statement says by itself: headings, titles, period phrases, and
//! for every number the wordings that fit it. What bulletin, section and
//! scheme the statement stands in is left to the reader.

use super::Unread;
use super::clause::{Part, Scene};
use super::kind::Kind;
use super::lexicon::Lexicon;
use super::number::{Number, Style};
use super::period::{Named, Period};
use super::phrase::{self, Phrase};
use super::unit::Unit;
use super::word::{Suffix, Token, tokens};

/// What a statement makes of one of its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    Figure(Reading),
    /// Thousands in words without smaller digits.
    Rounded,
    /// Part of the period phrase with this index.
    Phrase(usize),
    Reference,
    Unread(Unread),
}

/// What is known of a figure without its place in a bulletin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The wordings (indices into the lexicon) that fit it.
    pub fitting: Vec<usize>,
    /// What it may count, by the words beside it and in its sentence; empty
    /// where they do not say.
    pub units: Vec<Unit>,
    /// It stands like a value of a list: the list may say what is counted.
    pub listed: bool,
    /// It stands in brackets.
    pub aside: bool,
    /// It is said to be a part of what was mentioned before.
    pub these: bool,
    /// No word but of what is counted stands beside it.
    pub bare: bool,
    /// Index of the phrase that says when, in its part or its sentence.
    pub phrase: Option<usize>,
    pub sentence: usize,
    /// A word beside it changes what it counts, or its words are unsure.
    pub doubt: Option<Unread>,
}

/// A statement as far as it can be understood by itself.
#[derive(Debug, Clone)]
pub struct Shape {
    pub language: &'static str,
    /// Index of the heading's wording.
    pub heading: Option<usize>,
    pub phrases: Vec<Phrase>,
    /// One for each number of the statement.
    pub hints: Vec<Hint>,
    /// It names a period and has no figure that a wording fits.
    pub title: bool,
    /// As `title`, a whole sentence of the Service: "… published the figures
    /// of May 2022."
    pub lead: bool,
    /// It ends with a colon and has no figure: what the next items count.
    pub announces: Option<Announcement>,
    /// Whose statistics it says these are.
    pub agency: Option<Agency>,
    /// The statement begins like the rest of a sentence.
    pub goes_on: bool,
}

/// What a line like "Of these:" or "Permits issued:" says of its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announcement {
    /// Parts of what was mentioned before.
    These,
    Counts(Unit),
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agency {
    Own,
    Foreign,
}

impl Shape {
    /// The figures, as far as they are known.
    pub fn readings(&self) -> impl DoubleEndedIterator<Item = &Reading> {
        self.hints.iter().filter_map(|hint| match hint {
            Hint::Figure(reading) => Some(reading),
            _ => None,
        })
    }

    /// Whether a wording fits one of its figures.
    pub fn fits(&self) -> bool {
        self.readings().any(|reading| !reading.fitting.is_empty())
    }

    pub fn begins_with_period(&self) -> bool {
        self.phrases.first().is_some_and(|phrase| {
            phrase.tokens.start == 0 && phrase.named.is_some() && !phrase.compared
        })
    }

    /// The full period that the statement begins with.
    pub fn leading_period(&self) -> Option<Period> {
        let leading = self.phrases.first().filter(|_| self.begins_with_period())?;
        leading.named?.full()
    }
}

/// A heading is a line of few words and no figures.
const HEADING_WORDS: usize = 6;
/// Words of a title at most.
const TITLE_WORDS: usize = 30;
/// Words of a leading sentence at most.
const LEAD_WORDS: usize = 90;
/// An agency is named early where the figures are its own.
const AGENCY_WORDS: usize = 14;

/// Reads one statement.
pub fn shape(text: &str, numbers: &[Number], lexicon: &Lexicon) -> Shape {
    let tokens = tokens(text, numbers, lexicon);
    let language = language(&tokens, lexicon);
    let mut hints: Vec<Hint> = numbers.iter().map(by_style).collect();
    let scan = Scan {
        text,
        tokens: &tokens,
        numbers,
        lexicon,
        language,
    };
    let phrases = phrase::find(text, &tokens, numbers, lexicon, language);
    for (index, phrase) in phrases.iter().enumerate() {
        for number in tokens[phrase.tokens.clone()]
            .iter()
            .filter_map(|token| token.number)
        {
            hints[number] = match phrase.named {
                Some(_) => Hint::Phrase(index),
                None => Hint::Reference,
            };
        }
    }
    scan.references(&mut hints);
    scan.beside(&mut hints);
    let figures: Vec<bool> = tokens
        .iter()
        .map(|token| {
            token
                .number
                .is_some_and(|number| matches!(hints[number], Hint::Figure(_) | Hint::Rounded))
        })
        .collect();
    let scene = Scene {
        tokens: &tokens,
        phrases: &phrases,
        figures: &figures,
        lexicon,
        language,
    };
    let parts = scene.parts();
    let units: Vec<Vec<Unit>> = parts.iter().map(|part| scan.units(part)).collect();
    for (at, part) in parts.iter().enumerate() {
        if matches!(hints[part.number], Hint::Figure(_)) {
            let mut reading = scan.reading(part, &phrases);
            reading.units = inherited(&parts, &units, at);
            hints[part.number] = Hint::Figure(reading);
        }
    }
    scan.anaphora(&parts, &mut hints);
    let heading = scan.heading(&hints);
    let known = hints
        .iter()
        .any(|hint| matches!(hint, Hint::Figure(reading) if !reading.fitting.is_empty()));
    let named = phrases
        .iter()
        .any(|phrase| phrase.named.is_some() && !phrase.compared);
    let ends = text.trim_end().ends_with(['.', ';']);
    let agency = scan.agency();
    let unknown = heading.is_none() && named && !known;
    Shape {
        language,
        lead: unknown && agency == Some(Agency::Own) && tokens.len() <= LEAD_WORDS,
        title: unknown && !ends && tokens.len() <= TITLE_WORDS,
        announces: heading.is_none().then(|| scan.announces(&hints)).flatten(),
        agency,
        goes_on: text.starts_with(char::is_lowercase),
        heading,
        phrases,
        hints,
    }
}

/// The language whose words are most.
fn language(tokens: &[Token], lexicon: &Lexicon) -> &'static str {
    let mut scores = [0_u32; 3];
    for token in tokens.iter().filter(|token| token.number.is_none()) {
        let bits = lexicon.vocabulary().languages(&token.meanings);
        let weight = if bits.count_ones() == 1 { 4 } else { 1 };
        for (at, score) in scores.iter_mut().enumerate() {
            *score += if bits & (1 << at) > 0 { weight } else { 0 };
        }
    }
    let best = (0..3).rev().max_by_key(|at| scores[*at]).unwrap_or(0);
    ["en", "az", "ru"][best]
}

fn by_style(number: &Number) -> Hint {
    match number.style {
        Style::Whole | Style::Loose => Hint::Figure(Reading::default()),
        Style::Rounded => Hint::Rounded,
        Style::TooLarge => Hint::Unread(Unread::TooLarge),
        Style::Glued => Hint::Unread(Unread::Glued),
        Style::Decimal | Style::Odd => Hint::Unread(Unread::NotWhole),
        Style::Article
        | Style::Date
        | Style::Time
        | Style::Percent
        | Style::Phone
        | Style::Footnote
        | Style::Ordinal => Hint::Reference,
    }
}

/// The units of a figure: its own; else those of the figures in its sentence
/// that the language makes it share: "69 for …, 28 for … and 48 decisions".
fn inherited(parts: &[Part], units: &[Vec<Unit>], at: usize) -> Vec<Unit> {
    if !units[at].is_empty() {
        return units[at].clone();
    }
    let same = |other: usize| {
        parts[other].sentence == parts[at].sentence && parts[other].aside == parts[at].aside
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

struct Scan<'s> {
    text: &'s str,
    tokens: &'s [Token],
    numbers: &'s [Number],
    lexicon: &'s Lexicon,
    language: &'static str,
}

impl Scan<'_> {
    fn is(&self, kind: Kind, words: &[Token]) -> bool {
        !words.is_empty()
            && self
                .lexicon
                .of(kind, self.language)
                .any(|wording| wording.begins(words))
    }

    /// Marks numbers that words right beside them show to be no figures, and
    /// the numbers of numbered lists.
    fn references(&self, hints: &mut [Hint]) {
        let text = self.text;
        for (at, token) in self.tokens.iter().enumerate() {
            let Some(number) = token.number else { continue };
            let copyright = text[..token.start].trim_end().ends_with('©');
            if copyright {
                hints[number] = Hint::Reference;
            }
            let open = matches!(
                hints[number],
                Hint::Figure(_) | Hint::Rounded | Hint::Unread(Unread::NotWhole)
            );
            if !open {
                continue;
            }
            let short = token.end - token.start <= 2;
            let marker = at == 0
                && short
                && matches!(text.as_bytes()[token.end..], [b'.' | b')', blank, ..] if blank.is_ascii_whitespace());
            let footnote =
                short && text[..token.start].ends_with('[') && text[token.end..].starts_with(']');
            let ordinal = token.suffix == Suffix::Ordinal;
            // The number of a call centre is short and has no ending.
            let raw = &text[self.numbers[number].bytes.clone()];
            let short_number = raw.len() <= 4 && token.suffix == Suffix::None;
            let mut rules = self
                .lexicon
                .of(Kind::Reference, self.language)
                .filter(|rule| short_number || rule.meaning != "telephone number");
            if marker
                || footnote
                || ordinal
                || rules.any(|rule| rule.stands_beside(self.tokens, at))
            {
                hints[number] = Hint::Reference;
                self.range(at, hints);
            }
        }
    }

    /// "300 to 400 manats": what the second number is, the first is too.
    fn range(&self, at: usize, hints: &mut [Hint]) {
        let joint = at.checked_sub(1).filter(|before| {
            let rest = &self.tokens[*before..];
            self.tokens[*before].number.is_none()
                && (self.is(Kind::Until, rest) || self.is(Kind::And, rest))
        });
        let first = joint
            .unwrap_or(at)
            .checked_sub(1)
            .map(|before| &self.tokens[before]);
        let close = joint.is_some() || self.tokens[at].listed;
        let value = |number: usize| self.numbers[number].value;
        let rises = |number: usize| self.tokens[at].number.is_some_and(|last| value(number) < value(last));
        if let Some(number) = first.and_then(|token| token.number)
            && close
            && rises(number)
            && matches!(hints[number], Hint::Figure(_) | Hint::Rounded)
        {
            hints[number] = Hint::Reference;
        }
    }

    /// Two numbers without a word of their own between them may be one, and
    /// then neither's label is sure.
    fn beside(&self, hints: &mut [Hint]) {
        let joins = |at: usize| {
            let token = &self.tokens[at];
            let rest = &self.tokens[at..];
            token.number.is_none()
                && !token.comma
                && (self.is(Kind::And, rest) || self.is(Kind::Until, rest))
        };
        let bare: Vec<usize> = (0..self.tokens.len()).filter(|at| !joins(*at)).collect();
        for pair in bare.windows(2) {
            let (one, other) = (&self.tokens[pair[0]], &self.tokens[pair[1]]);
            let (Some(left), Some(right)) = (one.number, other.number) else {
                continue;
            };
            let alone = |hint: &Hint| matches!(hint, Hint::Phrase(_) | Hint::Reference);
            let mark = self.text[one.end..other.start].contains([':', ';', '(', ')']);
            let parted = mark || other.clause || one.aside != other.aside || other.newline;
            if parted || alone(&hints[left]) || alone(&hints[right]) {
                continue;
            }
            for number in [left, right] {
                if matches!(hints[number], Hint::Figure(_) | Hint::Rounded) {
                    hints[number] = Hint::Unread(Unread::BesideAnother);
                }
            }
        }
    }

    /// What a part's own words say is counted.
    fn units(&self, part: &Part) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        let rows = self.lexicon.of(Kind::Unit, self.language);
        for wording in rows {
            let Some(unit) = Unit::named(&wording.meaning) else {
                continue;
            };
            let found = if unit == Unit::Persons {
                self.counts_persons(part, wording)
            } else {
                wording.stands_in(&part.words, Some(part.figure))
            };
            if found && !units.contains(&unit) {
                units.push(unit);
            }
        }
        units
    }

    /// Persons are mentioned in most labels; they are counted where they
    /// stand beside the figure or lead the label.
    fn counts_persons(&self, part: &Part, wording: &super::Wording) -> bool {
        let words = &part.words;
        // Behind "12-si" stands what is said of them.
        let own = words[part.figure].suffix != Suffix::Case;
        let behind = own && self.counted(words, part.figure).is_some_and(|counted| {
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
            words[part.figure].listed && first.is_some_and(|at| wording.begins(&words[at..]))
        };
        behind || before || leads
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

    /// The wordings that fit a figure in its part, and what casts doubt.
    fn reading(&self, part: &Part, phrases: &[Phrase]) -> Reading {
        let (words, figure) = (&part.words, part.figure);
        let value = &words[figure];
        let place = self
            .tokens
            .iter()
            .position(|token| token.number == Some(part.number));
        let announced = self.numbers.len() < 4 && self.text.trim_end().ends_with(':');
        let matches = |index: &usize| {
            let wording = &self.lexicon.wordings[*index];
            match wording.kind {
                // "… came to 41,907. They are divided by direction:"
                Kind::Opening if announced => {
                    wording.requires(self.tokens, place) && !wording.refuses(words, Some(figure))
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
        if plain_aside && (fitting.is_empty() || part.asides.iter().any(article)) {
            // "Registration (upon place of stay): 37 118".
            let mut all = part.asides.clone();
            all.extend_from_slice(words);
            let place = Some(part.asides.len() + figure);
            let matches = |index: &usize| self.lexicon.wordings[*index].matches(&all, place);
            fitting = self.lexicon.labels(self.language).filter(matches).collect();
        }
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
        let loose = self.numbers[part.number].style == Style::Loose && !last && value.listed;
        let doubt = if fitting.is_empty() {
            None
        } else if part.unsure || loose {
            Some(Unread::BesideAnother)
        } else if self.is_guarded(part, &fitting) || self.counts_other(part) {
            Some(Unread::Qualified)
        } else {
            None
        };
        let before = |phrase: &Phrase| {
            let before = &self.tokens[..=phrase.tokens.start.min(self.tokens.len() - 1)];
            before.iter().skip(1).filter(|token| token.sentence).count()
        };
        let sentence = |phrase: &&Phrase| before(phrase) == part.sentence;
        let stated = |phrase: &&Phrase| !phrase.compared && phrase.named.is_some();
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
        let begins = |phrase: &Phrase| earlier(phrase) && (phrase.tokens.start == 0 || self.tokens[phrase.tokens.start].sentence);
        let leading = leading.or_else(|| phrases.iter().rposition(begins)).or_else(|| phrases.iter().rposition(earlier));
        Reading {
            fitting,
            units: Vec::new(),
            listed: value.listed || last || first && (dash_behind || place == Some(0)),
            // "…: 918, of which" is about what follows.
            these: (0..words.len().min(figure + 2))
                .any(|at| at != figure && self.is(Kind::These, &words[at..])),
            bare: (0..words.len()).all(plain),
            phrase: part.phrase.or(leading),
            sentence: part.sentence,
            aside: part.aside,
            doubt,
        }
    }

    fn is_guarded(&self, part: &Part, fitting: &[usize]) -> bool {
        let mut guards = self.lexicon.of(Kind::Guard, self.language);
        guards.any(|guard| {
            let unit = Unit::named(&guard.meaning);
            let concerns = unit.is_none_or(|unit| {
                fitting
                    .iter()
                    .all(|index| self.lexicon.wordings[*index].counts(unit))
            });
            concerns
                && (guard.stands_in(&part.words, Some(part.figure))
                    || guard.stands_in(&part.asides, None))
        })
    }

    /// "Applications of 12 nationalities …": between label words, a number
    /// counts the word behind it, and that word is none that is known.
    fn counts_other(&self, part: &Part) -> bool {
        let Some(next) = part.words.get(part.figure + 1) else {
            return false;
        };
        let value = &part.words[part.figure];
        next.number.is_none()
            && !next.apart
            && value.suffix == Suffix::None
            && next.meanings.is_empty()
    }

    /// "Of them" holds for the figures of its sentence that follow it.
    fn anaphora(&self, parts: &[Part], hints: &mut [Hint]) {
        let mut begun = None;
        for part in parts {
            let Hint::Figure(reading) = &mut hints[part.number] else {
                continue;
            };
            if reading.these {
                begun = Some(part.sentence);
            } else if begun == Some(part.sentence) {
                reading.these = true;
            }
        }
    }

    fn heading(&self, hints: &[Hint]) -> Option<usize> {
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
        self.lexicon
            .wordings
            .iter()
            .position(|wording| wording.kind == Kind::Heading && wording.matches(&words, None))
    }

    /// A line of words that ends with a colon and has no figure.
    fn announces(&self, hints: &[Hint]) -> Option<Announcement> {
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
        let guarded = guards.any(|guard| guard.stands_in(self.tokens, None));
        let neutral = |at: usize| plain(at) || self.is(Kind::Between, &self.tokens[at..]);
        if !guarded && (0..self.tokens.len()).all(neutral) && !(0..self.tokens.len()).any(these) {
            return None;
        }
        let mut units = self.lexicon.of(Kind::Unit, self.language);
        let unit = units
            .find(|wording| wording.stands_in(self.tokens, None))
            .and_then(|wording| Unit::named(&wording.meaning));
        Some(match unit {
            _ if guarded => Announcement::Unknown,
            Some(Unit::Persons) => Announcement::Unknown,
            Some(unit) => Announcement::Counts(unit),
            None if (0..self.tokens.len()).all(plain) => Announcement::These,
            None => Announcement::Unknown,
        })
    }

    fn agency(&self) -> Option<Agency> {
        let first = &self.tokens[..self.tokens.len().min(AGENCY_WORDS)];
        let named = |words: &[Token], meaning: &str| {
            let mut agencies = self.lexicon.of(Kind::Agency, self.language);
            agencies.any(|wording| wording.meaning == meaning && wording.matches(words, None))
        };
        // "Ukraine's State Migration Service" has the words of both.
        let own = named(self.tokens, "own");
        match named(first, "foreign") {
            _ if own => Some(Agency::Own),
            foreign => foreign.then_some(Agency::Foreign),
        }
    }
}
