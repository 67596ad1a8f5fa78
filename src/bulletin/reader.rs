//! Lines -> bulletins: where a bulletin begins and ends, which period it
//! states, and which role each of its numbers has there.

use super::broken::ending;
use super::draft::{Draft, Named};
use super::lexicon::{Kind, Known, Lexicon, Wording};
use super::line::{LineRead, columns};
use super::number::{Number, Style, scan};
use super::period::YEARS;
use super::shape::{Hint, Shape, shape};
use super::text::{Lines, Text};
use super::word::is_listed;
use super::{Figure, Passage, Role, Unread};
use std::collections::VecDeque;
use std::iter::{Enumerate, Peekable};
use std::sync::Arc;

/// Reads a document passage by passage, in order, so that memory is bounded
/// by the largest bulletin.
pub struct Reader<'t, 'l> {
    lexicon: &'l Lexicon,
    lines: Peekable<Enumerate<Lines<'t>>>,
    known: Known,
    draft: Option<Draft<'l>>,
    outside: Vec<Figure<'l>>,
    ready: VecDeque<Passage<'l>>,
    /// The line before ended with a number that the next line may go on with.
    unfinished: bool,
    /// The line before ended with a word, and may go on in the next line.
    wordy: bool,
}

/// Lines of one wording whose shapes are remembered.
const KNOWN_SHAPES: usize = 16_384;
/// Numbers outside bulletins that are handed on together.
const OUTSIDE: usize = 1024;

impl<'t, 'l> Reader<'t, 'l> {
    pub fn new(text: &'t Text, lexicon: &'l Lexicon) -> Self {
        Reader {
            lexicon,
            lines: text.lines().enumerate().peekable(),
            known: lexicon.take_known(),
            draft: None,
            outside: Vec::new(),
            ready: VecDeque::new(),
            unfinished: false,
            wordy: false,
        }
    }

    fn read_line(&mut self, line_no: usize, line: &'t str) {
        let numbers = scan(line);
        let broken_start = self.unfinished && line.trim_start().starts_with(char::is_numeric);
        let next = self.lines.peek().map_or("", |(_, next)| *next);
        let ending = ending(line, &numbers);
        let broken_end = ending.is_some_and(|ending| ending.goes_on(next));
        self.unfinished = broken_end;
        let behind_words = self.wordy;
        if !line.trim().is_empty() {
            self.wordy = line
                .trim_end()
                .ends_with(|char: char| char.is_alphabetic() || char == ',');
        }
        if numbers.is_empty() && !may_be_heading(line) {
            return;
        }
        let shape = self.shape(line, &numbers);
        self.wordy &= shape.heading.is_none();
        let wrapped = behind_words && shape.goes_on;
        let broken = |at: usize| {
            let first = broken_start && at == 0;
            let last = broken_end && at + 1 == numbers.len();
            (first || last) && !matches!(shape.hints[at], Hint::Phrase(_))
        };
        if let Some(heading) = shape.heading {
            self.begin_section(line_no, heading);
        } else if !wrapped {
            let mut sure = (0..numbers.len()).filter(|at| !broken(*at));
            if let Some(wording) = sure.find_map(|at| self.opening(&shape.hints[at])) {
                self.begin_opened(line_no, wording, &numbers, &shape);
            }
        }
        let lexicon = self.lexicon;
        let mut line = LineRead {
            lexicon,
            line_no,
            line,
            numbers: &numbers,
            columns: columns(line, &numbers),
            shape: &shape,
            stating: false,
        };
        let figures: Vec<(Figure<'l>, Option<usize>)> = (0..numbers.len())
            .map(|at| {
                let figure = matches!(shape.hints[at], Hint::Figure(_));
                let role = if broken(at) {
                    Role::Unread(Unread::Broken)
                } else if wrapped && figure {
                    Role::Unread(Unread::Wrapped)
                } else {
                    line.role(at, self.draft.as_mut())
                };
                line.figure(at, role)
            })
            .collect();
        let stating = line.stating;
        self.place(line_no, figures, &shape, stating);
    }

    fn shape(&mut self, line: &str, numbers: &[Number]) -> Arc<Shape> {
        // The skeleton's own mark in a text would make it ambiguous.
        if line.bytes().any(|byte| (1..=4).contains(&byte)) {
            return Arc::new(shape(line, numbers, self.lexicon));
        }
        let key = skeleton(line, numbers);
        if let Some(shape) = self.known.get(&key) {
            return Arc::clone(shape);
        }
        let shape = Arc::new(shape(line, numbers, self.lexicon));
        if self.known.len() >= KNOWN_SHAPES {
            self.known.clear();
        }
        self.known.insert(key, Arc::clone(&shape));
        shape
    }

    fn opening(&self, hint: &Hint) -> Option<&'l Wording> {
        let Hint::Figure(fitting) = hint else {
            return None;
        };
        let lexicon = self.lexicon;
        fitting
            .iter()
            .map(|index| &lexicon.wordings[*index])
            .find(|w| w.kind == Kind::Opening)
    }

    /// A heading begins a bulletin, or a later section of the same one.
    fn begin_section(&mut self, line_no: usize, heading: usize) {
        let wording = &self.lexicon.wordings[heading];
        match &mut self.draft {
            Some(draft)
                if draft.layout == wording.layout
                    && !draft.closed
                    && draft.heading.is_some_and(|before| before < heading) =>
            {
                draft.section = &wording.meaning;
                draft.heading = Some(heading);
                draft.suspended = false;
                draft.last_line = line_no;
            }
            // The reporting-period list has its sections without headings.
            Some(draft)
                if draft.heading.is_none()
                    && !draft.closed
                    && draft.section != wording.meaning
                    && !draft
                        .claims
                        .iter()
                        .any(|(claimed, _, _)| *claimed == wording.meaning) =>
            {
                draft.suspended = false;
                draft.last_line = line_no;
            }
            _ => self.begin(line_no, wording, &wording.meaning, Some(heading)),
        }
    }

    /// An opening figure begins a bulletin unless it only repeats its own.
    fn begin_opened(
        &mut self,
        line_no: usize,
        wording: &'l Wording,
        numbers: &[Number],
        shape: &Shape,
    ) {
        let repeats = self.draft.as_ref().is_some_and(|draft| {
            draft.layout == wording.layout
                && draft.claims.len() == 1
                && (0..numbers.len()).any(|at| {
                    let value = numbers[at].value;
                    matches!(shape.hints[at], Hint::Figure(_)) && value == Some(draft.claims[0].1)
                })
        });
        // A heading alone is the beginning of the same bulletin.
        let first_line = match &self.draft {
            Some(draft) if draft.numbers.is_empty() && !draft.closed => draft.first_line,
            _ => line_no,
        };
        if first_line < line_no {
            self.draft = None;
        }
        if !repeats {
            self.begin(first_line, wording, &wording.meaning, None);
        }
    }

    fn begin(
        &mut self,
        line_no: usize,
        wording: &'l Wording,
        section: &'l str,
        heading: Option<usize>,
    ) {
        self.finish_draft();
        self.draft = Some(Draft {
            first_line: line_no,
            last_line: line_no,
            language: &wording.language,
            layout: &wording.layout,
            section,
            heading,
            closed: false,
            suspended: false,
            claims: Vec::new(),
            periods: Vec::new(),
            numbers: Vec::new(),
        });
    }

    /// Puts the numbers of a line into the bulletin or outside it.
    fn place(
        &mut self,
        line_no: usize,
        figures: Vec<(Figure<'l>, Option<usize>)>,
        shape: &Shape,
        stating: bool,
    ) {
        let known = figures
            .iter()
            .any(|(figure, _)| matches!(figure.role, Role::Observation(_) | Role::Repeat(_)));
        let belongs = |draft: &Draft| !draft.closed || known;
        let Some(draft) = self.draft.as_mut().filter(|draft| belongs(draft)) else {
            self.outside
                .extend(figures.into_iter().map(|(figure, _)| figure));
            return;
        };
        if !figures.is_empty() {
            draft.last_line = line_no;
        }
        // A sentence of a period in which no figure is known may be the
        // opening of something else.
        draft.closed |= shape.begins_with_period && !known;
        draft.suspended |= shape.announces;
        let first = draft.numbers.len();
        let mut phrases: Vec<Vec<usize>> = vec![Vec::new(); shape.phrases.len()];
        for (at, (figure, phrase)) in figures.into_iter().enumerate() {
            draft.numbers.push(figure);
            if let Some(index) = phrase {
                phrases[index].push(first + at);
            }
        }
        for (index, (phrase, numbers)) in shape.phrases.iter().zip(phrases).enumerate() {
            // Where a line begins with its period, any other is compared with.
            let first = index == 0 || !shape.begins_with_period;
            draft.periods.push(Named {
                period: phrase.period,
                words: phrase.words.clone(),
                states: stating && phrase.places && first,
                numbers,
            });
        }
    }

    fn finish_draft(&mut self) {
        if let Some(draft) = self.draft.take() {
            // Between the closing lines may stand numbers of no known wording;
            // a person may know better what they are.
            let lines = draft.first_line..=draft.last_line;
            let mut passage = draft.finish();
            let outside = std::mem::take(&mut self.outside).into_iter();
            let (inside, outside) = outside.partition(|figure| lines.contains(&figure.line_no));
            self.outside = outside;
            passage.numbers.extend::<Vec<_>>(inside);
            self.ready.push_back(passage);
        }
        if !self.outside.is_empty() {
            let numbers = std::mem::take(&mut self.outside);
            self.ready.push_back(Passage {
                bulletin: None,
                numbers,
            });
        }
    }
}

/// The next document has lines of the same wordings.
impl Drop for Reader<'_, '_> {
    fn drop(&mut self) {
        self.lexicon.keep_known(std::mem::take(&mut self.known));
    }
}

impl<'l> Iterator for Reader<'_, 'l> {
    type Item = Passage<'l>;

    fn next(&mut self) -> Option<Passage<'l>> {
        loop {
            if let Some(passage) = self.ready.pop_front() {
                return Some(passage);
            }
            match self.lines.next() {
                Some((index, line)) => self.read_line(index + 1, line),
                None if self.draft.is_some() || !self.outside.is_empty() => self.finish_draft(),
                None => return None,
            }
            if self.draft.is_none() && self.outside.len() >= OUTSIDE {
                self.finish_draft();
            }
        }
    }
}

/// Marks that stand for figures in a skeleton: of three digits or more, of
/// two, of two that may be a day, and below thirteen.
const MARKS: [char; 4] = ['\u{1}', '\u{2}', '\u{3}', '\u{4}'];

/// A line with its figures blanked out: lines with the same skeleton have
/// the same shape. Years stay, as phrases need them, and beside a year the
/// numbers that may count months.
fn skeleton(line: &str, numbers: &[Number]) -> String {
    let before = |at: usize| match at {
        0 => &line[..numbers[0].bytes.start],
        at => &line[numbers[at - 1].bytes.end..numbers[at].bytes.start],
    };
    let is_year = |at: usize| {
        numbers[at]
            .value
            .is_some_and(|value| YEARS.contains(&value))
            && !is_listed(before(at))
    };
    let dated = (0..numbers.len()).any(is_year);
    let mut key = String::with_capacity(line.len());
    for (at, number) in numbers.iter().enumerate() {
        key.push_str(before(at));
        let raw = &line[number.bytes.clone()];
        match number.value.filter(|_| number.style == Style::Whole) {
            Some(_) if raw.len() > 2 && !is_year(at) => key.push(MARKS[0]),
            Some(32..=99) => key.push(MARKS[1]),
            Some(13..=31) => key.push(MARKS[2]),
            Some(0..=12) if !dated => key.push(MARKS[3]),
            _ => key.push_str(raw),
        }
    }
    key.push_str(&line[numbers.last().map_or(0, |number| number.bytes.end)..]);
    key
}

/// Whether a line without numbers is short enough to be a heading.
fn may_be_heading(line: &str) -> bool {
    (1..=80).contains(&line.trim().len())
}
