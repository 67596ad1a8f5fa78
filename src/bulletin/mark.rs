//! Numbers of a statement that are no figures, by the words right beside
//! them, and figures that may be one number or a range.

use super::Unread;
use super::kind::Kind;
use super::phrase::is_year;
use super::shape::{Hint, Scan};
use super::word::Suffix;
use super::wording::Wording;
use super::words::Words;

impl Scan<'_> {
    /// Marks numbers that words right beside them show to be no figures, and
    /// the numbers of numbered lists.
    pub fn references(&self, hints: &mut [Hint]) {
        let text = self.text;
        let words = Words::of(self.tokens);
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
            let beside = |rule: &Wording| {
                (rule.stands_beside(&words, at) || rule.names(self.tokens, at))
                    && !rule.refuses_beside(&words, at)
            };
            if let Some(value) = self.value_of_year(at, hints) {
                for number in [number, value] {
                    hints[number] = Hint::Unread(Unread::OtherPeriod);
                }
                continue;
            }
            if marker || footnote || ordinal || rules.any(beside) {
                hints[number] = Hint::Reference;
                self.range(at, hints);
            }
        }
    }

    /// "2023: 9,210; 2024: 9,410": the value behind one of the years of a row,
    /// which may be another than the bulletin's.
    fn value_of_year(&self, at: usize, hints: &[Hint]) -> Option<usize> {
        let next = self.tokens.get(at + 1).filter(|next| next.colon)?;
        let (year, value) = (self.tokens[at].number?, next.number?);
        let figure = matches!(hints[value], Hint::Figure(_));
        (figure && is_year(&self.numbers[year])).then_some(value)
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
        let rises = |number: usize| {
            self.tokens[at]
                .number
                .is_some_and(|last| value(number) < value(last))
        };
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
    pub fn beside(&self, hints: &mut [Hint]) {
        let joins = |at: usize| {
            let token = &self.tokens[at];
            let rest = &self.tokens[at..];
            token.number.is_none()
                && !token.comma
                && !token.clause
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
}
