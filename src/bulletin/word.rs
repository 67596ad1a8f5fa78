//! A statement as tokens: words by what they may mean, and its numbers, the
//! form in which wordings are looked for.

use super::fold::fold;
use super::lexicon::Lexicon;
use super::number::{Number, Style};
use super::vocabulary::Meanings;

/// A word or a number of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The folded word; of a number its characters as printed.
    pub text: String,
    /// Entries of the vocabulary that the word may be.
    pub meanings: Meanings,
    /// Index into the statement's numbers.
    pub number: Option<usize>,
    /// The ending of the number: `555-i`, `2022-ci`.
    pub suffix: Suffix,
    /// Something other than blanks stands between this token and the one
    /// before it.
    pub apart: bool,
    /// Nothing but hyphens and quotes stand between this token and the one
    /// before it.
    pub hyphen: bool,
    /// A new sentence, or a part behind a semicolon, begins here, outside
    /// brackets.
    pub clause: bool,
    /// A semicolon stands before this token.
    pub semicolon: bool,
    /// A new sentence begins here.
    pub sentence: bool,
    /// Stands in brackets.
    pub aside: bool,
    /// A dash, a colon or the like stands right before this token, as it
    /// does before the values of a list.
    pub listed: bool,
    /// A comma, a bracket or a colon stands before this token.
    pub comma: bool,
    /// A colon stands before this token.
    pub colon: bool,
    /// A line ends before this token.
    pub newline: bool,
    /// Place in the statement, in bytes; of a number with its suffix.
    pub start: usize,
    pub end: usize,
}

/// The ending of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suffix {
    None,
    /// Of an ordinal or a year.
    Ordinal,
    /// Of a part, a case: what it counts stands behind it.
    Case,
}

impl Token {
    pub fn is(&self, word: &str) -> bool {
        self.number.is_none() && self.text == word
    }

    pub fn is_article(&self, numbers: &[Number]) -> bool {
        self.number
            .is_some_and(|index| numbers[index].style == Style::Article)
    }
}

/// Splits a statement into tokens. Dashes, quotes and brackets separate
/// words; marks that are not seen (soft hyphen, zero width) do not.
pub fn tokens(text: &str, numbers: &[Number], lexicon: &Lexicon) -> Vec<Token> {
    let mut cutter = Cutter {
        text,
        lexicon,
        tokens: Vec::new(),
    };
    let mut at = 0;
    for (index, number) in numbers.iter().enumerate() {
        cutter.words(at, number.bytes.start);
        cutter.push(number.bytes.start, number.bytes.end, Some(index));
        at = cutter.suffix(number.bytes.end);
    }
    cutter.words(at, text.len());
    let mut tokens = cutter.tokens;
    brackets(text, &mut tokens, lexicon);
    tokens
}

struct Cutter<'c> {
    text: &'c str,
    lexicon: &'c Lexicon,
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    fn words(&mut self, from: usize, to: usize) {
        let mut start = None;
        let mut skip = from;
        for (offset, char) in self.text[from..to].char_indices() {
            let at = from + offset;
            if at < skip {
                continue;
            }
            if let Some(begun) = start
                && let Some(next) = broken_word(&self.text[..to], begun, at)
            {
                skip = next;
                continue;
            }
            match (start, belongs(char)) {
                (None, true) if char.is_alphabetic() => start = Some(at),
                (Some(begun), false) => {
                    self.push(begun, at, None);
                    start = None;
                }
                _ => {}
            }
        }
        if let Some(begun) = start {
            self.push(begun, to, None);
        }
    }

    /// Gives the number its ending, and returns where the text goes on.
    fn suffix(&mut self, end: usize) -> usize {
        let behind = &self.text[end..];
        let letters = behind.trim_start_matches(['-', '‐', '‑', '–', '\'', '’', '`']);
        let begins = self.text.len() - letters.len();
        let length = letters.find(|char| !belongs(char)).unwrap_or(letters.len());
        if length == 0 || length > 16 {
            return end;
        }
        let word = fold(&letters[..length]);
        let Some(suffix) = self.lexicon.suffix(&word) else {
            return end;
        };
        if let Some(token) = self.tokens.last_mut() {
            token.suffix = suffix;
            token.end = begins + length;
        }
        begins + length
    }

    fn push(&mut self, start: usize, end: usize, number: Option<usize>) {
        let last = self.tokens.last();
        let between = &self.text[last.map_or(0, |token: &Token| token.end)..start];
        let raw = &self.text[start..end];
        let (text, meanings) = if number.is_some() {
            (raw.to_owned(), Meanings::new())
        } else {
            let word = fold(raw);
            let meanings = self.lexicon.vocabulary().meanings(&word);
            (word, meanings)
        };
        // "6. 748" may be one number, "462. 1 016" are two.
        let digits = |raw: &str, most: usize| {
            raw.len() <= most && raw.bytes().all(|byte| byte.is_ascii_digit())
        };
        let one = |last: &Token| {
            last.number.is_some() && (last.start == 0 || digits(&last.text, 3) && raw.len() == 3)
        };
        let numbers = number.is_some() && digits(raw, usize::MAX) && last.is_some_and(one);
        let numbers = numbers && !between.contains([')', ']']);
        let year = raw.len() == 4 && (raw.starts_with("19") || raw.starts_with("20"));
        let sentence = ends_sentence(between, last.map_or("", |token| &token.text), year)
            && begins_sentence(raw)
            && !numbers;
        self.tokens.push(Token {
            text,
            meanings,
            number,
            suffix: Suffix::None,
            hyphen: between.chars().all(|char| {
                char.is_whitespace() && char != '\t' || "-\u{2010}\u{2011}\"'“”„«»".contains(char)
            }),
            apart: between.contains(|char: char| char == '\t' || !char.is_whitespace()),
            clause: between.contains(';') || sentence,
            semicolon: between.contains(';'),
            sentence,
            aside: false,
            listed: is_listed(between),
            comma: between.contains([',', '(', '[', ':']),
            colon: between.contains(':'),
            newline: between.contains(['\n', '\r']),
            start,
            end,
        });
    }
}

/// Marks what stands in brackets, where every bracket has its other half.
fn brackets(text: &str, tokens: &mut [Token], lexicon: &Lexicon) {
    let mut depth = 0_usize;
    let mut depths = Vec::with_capacity(tokens.len());
    let mut next = tokens.iter().map(|token| token.start).peekable();
    for (at, char) in text.char_indices() {
        if next.next_if_eq(&at).is_some() {
            depths.push(depth);
        }
        match char {
            '(' | '[' => depth += 1,
            // "a) …" is the mark of an item.
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    if depth > 0 || depths.len() != tokens.len() {
        return;
    }
    let inside = depths.clone();
    for at in 0..tokens.len() {
        let counted = tokens
            .get(at + 1)
            .is_some_and(|_| inside[at + 1] > 0 && lexicon.is_unit(&tokens[at + 1..=at + 1]));
        let length = 1 + usize::from(counted);
        if stands_inline(tokens, &inside, at, length, lexicon) {
            depths[at..at + length].fill(0);
            tokens[at].comma = false;
        }
    }
    for (token, depth) in tokens.iter_mut().zip(depths) {
        token.aside = depth > 0;
        token.clause &= depth == 0 || token.semicolon;
        token.sentence &= depth == 0;
    }
}

/// "loss of documents (97)", "(97 cases)": a number alone in brackets, but for
/// what it counts, is the value of the label before it, where that has none
/// yet.
fn stands_inline(
    tokens: &[Token],
    depths: &[usize],
    at: usize,
    length: usize,
    lexicon: &Lexicon,
) -> bool {
    let inside = |at: usize| depths.get(at).is_some_and(|depth| *depth > 0);
    let alone = tokens[at].number.is_some()
        && inside(at)
        && !inside(at + length)
        && at > 0
        && !inside(at - 1);
    if !alone {
        return false;
    }
    // Back to where the phrase begins, its first word included.
    let mut found = 0;
    for (before, token) in tokens[..at].iter().enumerate().rev() {
        // "Article 16.1.8 (372) and other Articles (11)".
        let value = token.number.is_some()
            && token.text.matches('.').count() < 2
            && !lexicon.is_reference(tokens, before);
        if value && inside(before) {
            break;
        }
        if value {
            return false;
        }
        found += 1;
        if token.clause || token.comma {
            break;
        }
    }
    // "the Call Center (919) received 5261 calls" has its value elsewhere.
    let behind = tokens[at + length..]
        .iter()
        .take_while(|token| !token.clause && !token.comma);
    found >= 2 && behind.clone().all(|token| token.number.is_none())
}

/// Where a word goes on that a hyphen at the end of a line breaks.
fn broken_word(text: &str, begun: usize, at: usize) -> Option<usize> {
    let behind = text[at..].strip_prefix(['-', '\u{ad}'])?;
    let next = behind.trim_start_matches([' ', '\t']);
    let line = next.trim_start_matches(['\r', '\n', ' ', '\t']);
    let broken = next.starts_with(['\r', '\n']) && line.starts_with(char::is_lowercase);
    // "Qeyri-qanuni" and "e-applications" have hyphens of their own.
    let whole = ["e", "qeyri", "non", "re"].contains(&fold(&text[begun..at]).as_str());
    (broken && !whole).then(|| text.len() - line.len())
}

/// Letters, and marks inside a word: apostrophes, combining marks, and what
/// is not seen.
fn belongs(char: char) -> bool {
    char.is_alphabetic()
        || matches!(char, '\'' | '’' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}')
}

/// Whether what stands before a number ends with a dash, a colon or the like.
pub fn is_listed(before: &str) -> bool {
    // A tab stands between the cells of a table.
    let blank = |char: char| char.is_whitespace() && char != '\t';
    let mark = before.trim_end_matches(blank).chars().next_back();
    mark.is_some_and(|mark| is_dash(mark) || ":=.…|*\t".contains(mark))
}

/// Hyphens, dashes and minus signs.
pub fn is_dash(char: char) -> bool {
    matches!(
        char,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{fe58}' | '\u{ff0d}'
    )
}

/// A full stop, question or exclamation mark with a blank behind it, or
/// glued to the next sentence: "alınmışdır.Olduğu yer".
fn ends_sentence(between: &str, last: &str, year: bool) -> bool {
    // "Jan. 2017", and the dots that lead to a value.
    let short = last.chars().count() <= 4 && last.chars().all(char::is_alphabetic);
    if short && year && between.trim() == "." || between.contains("..") {
        return false;
    }
    let mut chars = between.chars().peekable();
    while let Some(char) = chars.next() {
        if matches!(char, '.' | '!' | '?') {
            let glued = chars.peek().is_none() && last.chars().count() > 3;
            let quoted = matches!(chars.peek(), Some('"' | '”' | '»' | '“'));
            if glued || quoted || chars.peek().is_some_and(|next| next.is_whitespace()) {
                return true;
            }
        }
    }
    false
}

/// A capital or a figure: what follows an abbreviation is neither.
fn begins_sentence(raw: &str) -> bool {
    raw.starts_with(|char: char| char.is_uppercase() || char.is_numeric())
}
