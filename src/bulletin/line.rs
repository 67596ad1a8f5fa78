//! The roles of one line's numbers, in the bulletin that the line stands in.

use super::draft::Draft;
use super::lexicon::{Kind, Lexicon, Wording};
use super::number::Number;
use super::shape::{Hint, Shape};
use super::{Figure, Role, Unread, rereading};

/// Figures beyond this are no counts; sums of many such still fit 64 bits,
/// so that no view overflows.
pub const LARGEST: i64 = 1_000_000_000_000;

/// One line while its numbers get their roles.
pub struct LineRead<'a, 'l> {
    pub lexicon: &'l Lexicon,
    pub line_no: usize,
    pub line: &'a str,
    pub numbers: &'a [Number],
    /// Column of each number, from 1, in characters.
    pub columns: Vec<usize>,
    pub shape: &'a Shape,
    /// A figure whose wording may state the period has been found.
    pub stating: bool,
}

/// The column of each number of a line, in one pass.
pub fn columns(line: &str, numbers: &[Number]) -> Vec<usize> {
    let (mut at, mut column) = (0, 1);
    let place = |number: &Number| {
        column += line[at..number.bytes.start].chars().count();
        at = number.bytes.start;
        column
    };
    numbers.iter().map(place).collect()
}

impl<'l> LineRead<'_, 'l> {
    /// The number with its place, and the period phrase it is part of.
    pub fn figure(&self, at: usize, role: Role<'l>) -> (Figure<'l>, Option<usize>) {
        let number = &self.numbers[at];
        let phrase = match self.shape.hints[at] {
            Hint::Phrase(index) => Some(index),
            _ => None,
        };
        let figure = Figure {
            line_no: self.line_no,
            column_no: self.columns[at],
            length: self.line[number.bytes.clone()].chars().count(),
            value: number.value,
            role,
        };
        (figure, phrase)
    }

    /// What a number of the line is.
    pub fn role(&mut self, at: usize, draft: Option<&mut Draft<'l>>) -> Role<'l> {
        match &self.shape.hints[at] {
            Hint::Phrase(_) | Hint::Reference => Role::Reference,
            Hint::Unread(reason) => Role::Unread(reason.clone()),
            Hint::Figure(fitting) => match draft {
                Some(draft) => self.claim(at, fitting, draft),
                None => Role::Unread(Unread::Outside),
            },
        }
    }

    /// The role of a figure in its bulletin, by the wordings that hold in
    /// its layout and section.
    fn claim(&mut self, at: usize, fitting: &[usize], draft: &mut Draft<'l>) -> Role<'l> {
        let lexicon = self.lexicon;
        let fitting = fitting.iter().map(|index| &lexicon.wordings[*index]);
        let here: Vec<&'l Wording> = fitting
            .clone()
            .filter(|wording| draft.admits(wording))
            .collect();
        let Some(wording) = here.first() else {
            let elsewhere = names(fitting.filter(|wording| wording.language == draft.language));
            let reason = match (draft.closed, elsewhere.is_empty()) {
                (true, _) => Unread::Outside,
                (_, true) => Unread::NoWording,
                _ => Unread::Misplaced(elsewhere),
            };
            return Role::Unread(reason);
        };
        if here.iter().any(|other| other.meaning != wording.meaning) {
            return Role::Unread(Unread::Ambiguous(names(here.into_iter())));
        }
        let Some(value) = self.numbers[at].value else {
            return Role::Unread(Unread::NotWhole);
        };
        if value > LARGEST {
            return Role::Unread(Unread::TooLarge);
        }
        let indicator = wording.meaning.as_str();
        let role = rereading::claim(&mut draft.claims, indicator, value, self.line_no);
        if role != Role::Observation(indicator) {
            return role;
        }
        draft.closed |= wording.kind == Kind::Footer;
        draft.suspended &= !wording.kind.is_dated();
        if wording.kind.is_dated() {
            self.stating = true;
            if lexicon
                .wordings
                .iter()
                .any(|other| other.kind == Kind::Heading && other.meaning == indicator)
            {
                draft.section = indicator;
            }
        }
        role
    }
}

/// The different meanings of wordings, for a message.
fn names<'l>(wordings: impl Iterator<Item = &'l Wording>) -> String {
    let mut names: Vec<&str> = wordings.map(|wording| wording.meaning.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.join(" and ")
}
