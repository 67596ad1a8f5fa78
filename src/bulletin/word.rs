//! A line as tokens: folded words and its numbers, the form in which
//! wordings are looked for.

use super::number::{Number, Style};

/// A folded word or a number of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The word in lower case; of a number its characters as printed.
    pub text: String,
    /// Index into the line's numbers.
    pub number: Option<usize>,
    /// Something other than blanks stands between this token and the one
    /// before it.
    pub apart: bool,
    /// A new clause begins here: a semicolon or the end of a sentence
    /// stands before this token, outside brackets.
    pub clause: bool,
    /// Stands in brackets.
    pub aside: bool,
    /// A dash, a colon or the like stands right before this token, as it
    /// does before the values of a list.
    pub listed: bool,
    /// A comma or a bracket stands before this token.
    pub comma: bool,
    /// Place in the line, in bytes.
    pub start: usize,
    pub end: usize,
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

/// Splits a line into tokens. Dashes, quotes and brackets separate words;
/// marks that are not seen (soft hyphen, zero width) do not.
pub fn tokens(line: &str, numbers: &[Number]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for (index, number) in numbers.iter().enumerate() {
        words(line, at, number.bytes.start, &mut tokens);
        push(
            line,
            &mut tokens,
            number.bytes.start,
            number.bytes.end,
            Some(index),
        );
        at = number.bytes.end;
    }
    words(line, at, line.len(), &mut tokens);
    brackets(line, &mut tokens);
    tokens
}

/// Marks what stands in brackets, where every bracket has its other half.
fn brackets(line: &str, tokens: &mut [Token]) {
    let mut depth = 0_usize;
    let mut depths = Vec::with_capacity(tokens.len());
    let mut next = tokens.iter().map(|token| token.start).peekable();
    for (at, char) in line.char_indices() {
        if next.next_if_eq(&at).is_some() {
            depths.push(depth);
        }
        match char {
            '(' | '[' => depth += 1,
            ')' | ']' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return,
            },
            _ => {}
        }
    }
    if depth > 0 || depths.len() != tokens.len() {
        return;
    }
    for (token, depth) in tokens.iter_mut().zip(depths) {
        token.aside = depth > 0;
        token.clause &= depth == 0;
    }
}

fn words(line: &str, from: usize, to: usize, tokens: &mut Vec<Token>) {
    let mut start = None;
    for (offset, char) in line[from..to].char_indices() {
        let at = from + offset;
        match (start, belongs(char)) {
            (None, true) if char.is_alphabetic() => start = Some(at),
            (Some(begun), false) => {
                push(line, tokens, begun, at, None);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(begun) = start {
        push(line, tokens, begun, to, None);
    }
}

/// Letters, and marks inside a word: apostrophes, combining marks, and what
/// is not seen.
fn belongs(char: char) -> bool {
    char.is_alphabetic()
        || matches!(char, '\'' | '’' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{300}'..='\u{36f}')
}

fn push(line: &str, tokens: &mut Vec<Token>, start: usize, end: usize, number: Option<usize>) {
    let between = &line[tokens.last().map_or(0, |token: &Token| token.end)..start];
    let raw = &line[start..end];
    let text = if number.is_some() {
        raw.to_owned()
    } else {
        fold(raw)
    };
    let apart = between.chars().any(|char| !char.is_whitespace());
    // "6. 748" may be one number.
    let numbers = number.is_some() && tokens.last().is_some_and(|last| last.number.is_some());
    let sentence = ends_sentence(between) && begins_sentence(raw) && !numbers;
    let clause = between.contains(';') || sentence;
    let listed = is_listed(between);
    let comma = between.contains([',', '(', '[']);
    tokens.push(Token {
        text,
        number,
        apart,
        clause,
        aside: false,
        listed,
        comma,
        start,
        end,
    });
}

/// Whether what stands before a number ends with a dash, a colon or the like.
pub fn is_listed(before: &str) -> bool {
    let mark = before.trim_end().chars().next_back();
    mark.is_some_and(|mark| is_dash(mark) || ":=.…|*".contains(mark))
}

/// Hyphens, dashes and minus signs.
fn is_dash(char: char) -> bool {
    matches!(
        char,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{fe58}' | '\u{ff0d}'
    )
}

/// A full stop, question or exclamation mark with a blank behind it.
fn ends_sentence(between: &str) -> bool {
    let mut chars = between.chars().peekable();
    while let Some(char) = chars.next() {
        if matches!(char, '.' | '!' | '?') && chars.peek().is_some_and(|next| next.is_whitespace())
        {
            return true;
        }
    }
    false
}

/// A capital or a figure: what follows an abbreviation is neither.
fn begins_sentence(raw: &str) -> bool {
    raw.starts_with(|char: char| char.is_uppercase() || char.is_numeric())
}

/// Lower case without marks that are not seen.
pub fn fold(word: &str) -> String {
    let seen = word
        .chars()
        .filter(|char| char.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(char));
    seen.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulletin::number::scan;

    fn texts(line: &str) -> Vec<String> {
        tokens(line, &scan(line))
            .into_iter()
            .map(|token| token.text)
            .collect()
    }

    #[test]
    fn dashes_and_glued_numbers_separate_words() {
        assert_eq!(
            texts("- Out of 837 - Decisions:"),
            ["out", "of", "837", "decisions"]
        );
        assert_eq!(
            texts("392decisions, 16.1.8"),
            ["392", "decisions", "16.1.8"]
        );
        assert_eq!(
            texts("13577 e-appli\u{ad}cations"),
            ["13577", "e", "applications"]
        );
    }

    #[test]
    fn clauses_begin_behind_semicolons_and_sentences() {
        let line = "Rep. of A - 615; including. No. 5";
        let tokens = tokens(line, &scan(line));
        let begins: Vec<&str> = tokens
            .iter()
            .filter(|token| token.clause)
            .map(|token| token.text.as_str())
            .collect();
        assert_eq!(begins, ["including", "no", "5"]);
    }
}
