//! What one line says by itself: headings, period phrases, and for every
//! number the wordings that fit it. What bulletin, layout and section the
//! line stands in is left to the reader.

use super::Unread;
use super::lexicon::{Kind, Lexicon};
use super::number::{Number, Style};
use super::phrase::{self, Phrase};
use super::word::{Token, tokens};

/// What a line makes of one of its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// A figure, with the wordings (indices into the lexicon) that fit it.
    Figure(Vec<usize>),
    /// Part of the period phrase with this index.
    Phrase(usize),
    Reference,
    Unread(Unread),
}

/// A line as far as it can be understood by itself.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Index of the heading's wording.
    pub heading: Option<usize>,
    pub phrases: Vec<Phrase>,
    /// One for each number of the line.
    pub hints: Vec<Hint>,
    /// The phrase that the line begins with.
    pub opening_phrase: Option<usize>,
}

/// A heading is a line of few words and no figures.
const HEADING_WORDS: usize = 4;

/// Reads one line.
pub fn shape(line: &str, numbers: &[Number], lexicon: &Lexicon) -> Shape {
    let tokens = tokens(line, numbers);
    let phrases = phrase::find(&tokens, numbers, lexicon);
    let mut hints: Vec<Hint> = numbers.iter().map(by_style).collect();
    for (index, phrase) in phrases.iter().enumerate() {
        for number in tokens[phrase.tokens.clone()]
            .iter()
            .filter_map(|token| token.number)
        {
            hints[number] = Hint::Phrase(index);
        }
    }
    references(line, &tokens, lexicon, &mut hints);
    beside(&tokens, &mut hints);
    for clause in clauses(&tokens) {
        label(
            &tokens[clause.clone()],
            clause.start,
            &phrases,
            numbers,
            lexicon,
            &mut hints,
        );
    }
    Shape {
        heading: heading(&tokens, &hints, lexicon),
        opening_phrase: phrases.iter().position(|phrase| phrase.tokens.start == 0),
        phrases,
        hints,
    }
}

fn by_style(number: &Number) -> Hint {
    match number.style {
        Style::Whole | Style::Loose => Hint::Figure(Vec::new()),
        Style::TooLarge => Hint::Unread(Unread::TooLarge),
        Style::Glued => Hint::Unread(Unread::Glued),
        Style::Decimal | Style::Odd => Hint::Unread(Unread::NotWhole),
        Style::Article
        | Style::Date
        | Style::Time
        | Style::Percent
        | Style::Phone
        | Style::Ordinal => Hint::Reference,
    }
}

/// Marks numbers that words right beside them show to be no figures, and
/// the numbers of numbered lists.
fn references(line: &str, tokens: &[Token], lexicon: &Lexicon, hints: &mut [Hint]) {
    for (at, token) in tokens.iter().enumerate() {
        let Some(number) = token.number else { continue };
        let open = matches!(
            hints[number],
            Hint::Figure(_) | Hint::Unread(Unread::NotWhole)
        );
        if !open {
            continue;
        }
        let behind = line[token.end..].as_bytes();
        let marker = at == 0
            && token.end - token.start <= 2
            && matches!(behind, [b'.' | b')', blank, ..] if blank.is_ascii_whitespace());
        let mut rules = lexicon
            .wordings
            .iter()
            .filter(|w| w.kind == Kind::Reference);
        let copyright = line[..token.start].trim_end().ends_with('©');
        if marker || copyright || rules.any(|rule| rule.matches_closely(tokens, at)) {
            hints[number] = Hint::Reference;
        }
    }
}

/// Two numbers without a word between them may be one, or neither's label
/// is sure.
fn beside(tokens: &[Token], hints: &mut [Hint]) {
    for pair in tokens.windows(2) {
        let (Some(left), Some(right)) = (pair[0].number, pair[1].number) else {
            continue;
        };
        let alone = |hint: &Hint| matches!(hint, Hint::Phrase(_) | Hint::Reference);
        if pair[1].clause || alone(&hints[left]) || alone(&hints[right]) {
            continue;
        }
        for number in [left, right] {
            if matches!(hints[number], Hint::Figure(_)) {
                hints[number] = Hint::Unread(Unread::BesideAnother);
            }
        }
    }
}

/// The clauses of a line, as ranges of tokens.
fn clauses(tokens: &[Token]) -> Vec<std::ops::Range<usize>> {
    let begins = tokens
        .iter()
        .enumerate()
        .filter(|(at, token)| *at > 0 && token.clause);
    let mut cuts: Vec<usize> = begins.map(|(at, _)| at).collect();
    cuts.insert(0, 0);
    cuts.push(tokens.len());
    cuts.windows(2)
        .map(|pair| pair[0]..pair[1])
        .filter(|range| !range.is_empty())
        .collect()
}

/// Gives each figure of a clause the wordings that fit its part of it.
fn label(
    clause: &[Token],
    offset: usize,
    phrases: &[Phrase],
    numbers: &[Number],
    lexicon: &Lexicon,
    hints: &mut [Hint],
) {
    let in_phrase = |at: usize| {
        phrases
            .iter()
            .any(|phrase| phrase.tokens.contains(&(offset + at)))
    };
    let dated = (0..clause.len()).any(in_phrase);
    let kept = (0..clause.len())
        .filter(|at| !in_phrase(*at))
        .map(|at| clause[at].clone());
    let words: Vec<Token> = kept.collect();
    let figures: Vec<usize> = (0..words.len())
        .filter(|at| {
            words[*at]
                .number
                .is_some_and(|n| matches!(hints[n], Hint::Figure(_)))
        })
        .collect();
    for (part, figure) in parts(&words, &figures, lexicon) {
        let Some(number) = words[figure].number else {
            continue;
        };
        let part_words = &words[part.clone()];
        let place = figure - part.start;
        hints[number] = fit(part_words, place, dated, numbers[number].style, lexicon);
    }
}

/// Splits a clause into one part for each figure: values before their
/// labels when the clause ends with a word, behind them when it ends with
/// a figure.
fn parts(
    words: &[Token],
    figures: &[usize],
    lexicon: &Lexicon,
) -> Vec<(std::ops::Range<usize>, usize)> {
    let (Some(&first), Some(&last)) = (figures.first(), figures.last()) else {
        return Vec::new();
    };
    if figures.len() == 1 {
        return vec![(0..words.len(), first)];
    }
    let ends = is_edge(&words[last + 1..], lexicon);
    let begins = is_edge(&words[..first], lexicon);
    let bounds = |at: usize, figure: usize| match (begins, ends) {
        // Values on both sides: no part is sure, so each stands alone.
        (true, true) => figure..figure + 1,
        (_, true) => figures[..at].last().map_or(0, |before| before + 1)..figure + 1,
        (_, false) => {
            let start = if at == 0 { 0 } else { figure };
            start..figures.get(at + 1).copied().unwrap_or(words.len())
        }
    };
    figures
        .iter()
        .enumerate()
        .map(|(at, figure)| (bounds(at, *figure), *figure))
        .collect()
}

/// Whether the words between a figure and the edge of its label carry no
/// meaning of their own.
fn is_edge(words: &[Token], lexicon: &Lexicon) -> bool {
    let mut fillers = lexicon
        .wordings
        .iter()
        .filter(|wording| wording.kind == Kind::Filler);
    words
        .iter()
        .all(|word| word.number.is_none() && fillers.clone().any(|w| w.is_word(word)))
        || (words.is_empty() && fillers.next().is_some())
}

/// The wordings that fit a figure in its part of the clause.
fn fit(part: &[Token], figure: usize, dated: bool, style: Style, lexicon: &Lexicon) -> Hint {
    let at_edge = is_edge(&part[figure + 1..], lexicon) || is_edge(&part[..figure], lexicon);
    let last = figure + 1 == part.len();
    let fitting: Vec<usize> = (0..lexicon.wordings.len())
        .filter(|index| {
            let wording = &lexicon.wordings[*index];
            wording.kind.is_label()
                && (wording.places_figure() || at_edge)
                && (wording.kind.is_dated() || !dated)
                && wording.matches(part, Some(figure))
        })
        .collect();
    if fitting.is_empty() {
        return Hint::Figure(fitting);
    }
    if style == Style::Loose && !last {
        return Hint::Unread(Unread::BesideAnother);
    }
    let mut guards = lexicon
        .wordings
        .iter()
        .filter(|wording| wording.kind == Kind::Guard);
    match guards.find(|guard| guard.matches(part, Some(figure))) {
        Some(_) => Hint::Unread(Unread::Qualified),
        None => Hint::Figure(fitting),
    }
}

fn heading(tokens: &[Token], hints: &[Hint], lexicon: &Lexicon) -> Option<usize> {
    let words = tokens.iter().filter(|token| token.number.is_none()).count();
    let figures = hints.iter().any(|hint| !matches!(hint, Hint::Reference));
    if words > HEADING_WORDS || figures || words == 0 {
        return None;
    }
    lexicon
        .wordings
        .iter()
        .position(|wording| wording.kind == Kind::Heading && wording.matches(tokens, None))
}
