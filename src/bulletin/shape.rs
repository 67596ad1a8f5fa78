//! What one line says by itself: headings, period phrases, and for every
//! number the wordings that fit it. What bulletin, layout and section the
//! line stands in is left to the reader.

use super::Unread;
use super::clause::{self, Part};
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
    /// The line begins with a period phrase.
    pub begins_with_period: bool,
    /// The line announces items that no heading stands for: "Permits issued:".
    pub announces: bool,
    /// The line begins like the rest of a sentence.
    pub goes_on: bool,
}

/// A heading is a line of few words and no figures.
const HEADING_WORDS: usize = 4;

/// Reads one line.
pub fn shape(line: &str, numbers: &[Number], lexicon: &Lexicon) -> Shape {
    let tokens = tokens(line, numbers);
    let phrases = phrase::find(line, &tokens, numbers, lexicon);
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
    for part in clause::parts(&tokens, &phrases, &hints, lexicon) {
        hints[part.number] = fit(&part, numbers[part.number].style, lexicon);
    }
    let heading = heading(&tokens, &hints, lexicon);
    Shape {
        begins_with_period: phrases
            .first()
            .is_some_and(|phrase| phrase.tokens.start == 0),
        announces: heading.is_none() && announces(line, &tokens, &hints, lexicon),
        goes_on: line.starts_with(char::is_lowercase),
        heading,
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
        | Style::Footnote
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
        let short = token.end - token.start <= 2;
        let marker = at == 0
            && short
            && matches!(line.as_bytes()[token.end..], [b'.' | b')', blank, ..] if blank.is_ascii_whitespace());
        let footnote =
            short && line[..token.start].ends_with('[') && line[token.end..].starts_with(']');
        let copyright = line[..token.start].trim_end().ends_with('©');
        // "November 12" is a day, "in November 5261 calls" is not.
        let day = token
            .text
            .parse()
            .is_ok_and(|day: u32| (1..=31).contains(&day));
        let mut rules = lexicon
            .of(Kind::Reference)
            .filter(|rule| day || rule.meaning != "date");
        if marker || footnote || copyright || rules.any(|rule| rule.matches_closely(tokens, at)) {
            hints[number] = Hint::Reference;
        }
    }
}

/// Words between two numbers that may make one of them, or a range.
const JOINING: [&str; 7] = ["to", "or", "thousand", "thousands", "million", "mln", "min"];

/// Two numbers without a word of their own between them may be one, and
/// then neither's label is sure.
fn beside(tokens: &[Token], hints: &mut [Hint]) {
    let joins = |token: &Token| {
        token.number.is_none() && !token.comma && JOINING.contains(&token.text.as_str())
    };
    let bare: Vec<&Token> = tokens.iter().filter(|token| !joins(token)).collect();
    for pair in bare.windows(2) {
        let (Some(left), Some(right)) = (pair[0].number, pair[1].number) else {
            continue;
        };
        let alone = |hint: &Hint| matches!(hint, Hint::Phrase(_) | Hint::Reference);
        let parted = pair[1].clause || pair[0].aside != pair[1].aside;
        if parted || alone(&hints[left]) || alone(&hints[right]) {
            continue;
        }
        for number in [left, right] {
            if matches!(hints[number], Hint::Figure(_)) {
                hints[number] = Hint::Unread(Unread::BesideAnother);
            }
        }
    }
}

/// The wordings that fit a figure in its part of a clause.
fn fit(part: &Part, style: Style, lexicon: &Lexicon) -> Hint {
    let (words, figure) = (&part.words, part.figure);
    let at_edge = clause::is_edge(&words[figure + 1..], lexicon)
        || clause::is_edge(&words[..figure], lexicon);
    let fitting: Vec<usize> = (0..lexicon.wordings.len())
        .filter(|index| {
            let wording = &lexicon.wordings[*index];
            wording.kind.is_label()
                && (wording.places_figure() || at_edge)
                && (wording.kind.is_dated() || !part.dated)
                && wording.matches(words, Some(figure))
        })
        .collect();
    if fitting.is_empty() {
        return Hint::Figure(fitting);
    }
    if part.unsure || (style == Style::Loose && figure + 1 < words.len()) {
        return Hint::Unread(Unread::BesideAnother);
    }
    let guarded = |words: &[Token], figure| {
        lexicon
            .of(Kind::Guard)
            .any(|guard| guard.stands_in(words, figure))
    };
    if guarded(words, Some(figure)) || guarded(&part.asides, None) {
        return Hint::Unread(Unread::Qualified);
    }
    Hint::Figure(fitting)
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

/// A line of words that ends with a colon and has no figure.
fn announces(line: &str, tokens: &[Token], hints: &[Hint], lexicon: &Lexicon) -> bool {
    let figures = hints
        .iter()
        .any(|hint| matches!(hint, Hint::Figure(_) | Hint::Unread(_)));
    line.trim_end().ends_with(':') && !figures && !clause::is_edge(tokens, lexicon)
}
