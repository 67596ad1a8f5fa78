//! Lines -> bulletins: where a bulletin begins and ends, which period it
//! states, and which role each of its numbers has there.

use super::broken::ending;
use super::draft::{Draft, Named, Standing};
use super::lexicon::{Kind, Lexicon, Wording};
use super::line::LineRead;
use super::number::{Number, Style, scan};
use super::shape::{Hint, Shape, shape};
use super::text::{Lines, Text};
use super::{Figure, Passage, Role, Unread};
use std::collections::{HashMap, VecDeque};
use std::iter::{Enumerate, Peekable};
use std::rc::Rc;

/// Reads a document passage by passage, in order, so that memory is bounded
/// by the largest bulletin.
pub struct Reader<'t, 'l> {
    lexicon: &'l Lexicon,
    lines: Peekable<Enumerate<Lines<'t>>>,
    known: HashMap<String, Rc<Shape>>,
    draft: Option<Draft<'l>>,
    outside: Vec<Figure<'l>>,
    ready: VecDeque<Passage<'l>>,
    /// The line before ended with a number that the next line may go on with.
    unfinished: bool,
}

/// Lines of one wording whose shapes are remembered.
const KNOWN_SHAPES: usize = 4096;
/// Numbers outside bulletins that are handed on together.
const OUTSIDE: usize = 1024;

impl<'t, 'l> Reader<'t, 'l> {
    pub fn new(text: &'t Text, lexicon: &'l Lexicon) -> Self {
        Reader {
            lexicon,
            lines: text.lines().enumerate().peekable(),
            known: HashMap::new(),
            draft: None,
            outside: Vec::new(),
            ready: VecDeque::new(),
            unfinished: false,
        }
    }

    fn read_line(&mut self, line_no: usize, line: &'t str) {
        let numbers = scan(line);
        let broken_start = self.unfinished && line.trim_start().starts_with(char::is_numeric);
        let next = self.lines.peek().map_or("", |(_, next)| *next);
        let ending = ending(line, &numbers);
        let broken_end = ending.is_some_and(|ending| ending.goes_on(next));
        self.unfinished = broken_end;
        if numbers.is_empty() && !may_be_heading(line) {
            return;
        }
        let shape = self.shape(line, &numbers);
        let broken = |at: usize| {
            let first = broken_start && at == 0;
            let last = broken_end && at + 1 == numbers.len();
            (first || last) && !matches!(shape.hints[at], Hint::Phrase(_))
        };
        if let Some(heading) = shape.heading {
            self.begin_section(line_no, heading);
        } else {
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
            shape: &shape,
            stating: false,
        };
        let figures: Vec<(Figure<'l>, Option<usize>)> = (0..numbers.len())
            .map(|at| {
                let role = if broken(at) {
                    Role::Unread(Unread::Broken)
                } else {
                    line.role(at, self.draft.as_mut())
                };
                line.figure(at, role)
            })
            .collect();
        let stating = line.stating;
        self.place(line_no, figures, &shape, line.line, stating);
    }

    fn shape(&mut self, line: &str, numbers: &[Number]) -> Rc<Shape> {
        let key = skeleton(line, numbers);
        if let Some(shape) = self.known.get(&key) {
            return Rc::clone(shape);
        }
        let shape = Rc::new(shape(line, numbers, self.lexicon));
        if self.known.len() >= KNOWN_SHAPES {
            self.known.clear();
        }
        self.known.insert(key, Rc::clone(&shape));
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
        if !repeats {
            self.begin(line_no, wording, &wording.meaning, None);
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
        line: &str,
        stating: bool,
    ) {
        let known = figures
            .iter()
            .any(|(figure, _)| matches!(figure.role, Role::Observation(_) | Role::Repeat(_)));
        let belongs = |draft: &Draft| !draft.closed || known || shape.opening_phrase.is_some();
        let Some(draft) = self.draft.as_mut().filter(|draft| belongs(draft)) else {
            self.outside
                .extend(figures.into_iter().map(|(figure, _)| figure));
            return;
        };
        if !figures.is_empty() {
            draft.last_line = line_no;
        }
        let first = draft.numbers.len();
        let phrases: Vec<Option<usize>> = figures.iter().map(|(_, phrase)| *phrase).collect();
        draft
            .numbers
            .extend(figures.into_iter().map(|(figure, _)| figure));
        for (index, phrase) in shape.phrases.iter().enumerate() {
            let standing = match (
                stating && !phrase.compared,
                shape.opening_phrase == Some(index),
            ) {
                (true, _) if shape.opening_phrase.is_none_or(|opening| opening == index) => {
                    Standing::States
                }
                (_, true) => Standing::Begins,
                _ => Standing::Mentions,
            };
            let numbers = (0..phrases.len())
                .filter(|at| phrases[*at] == Some(index))
                .map(|at| first + at);
            draft.periods.push(Named {
                period: phrase.period,
                words: line[phrase.bytes.clone()].to_owned(),
                standing,
                numbers: numbers.collect(),
            });
        }
    }

    fn finish_draft(&mut self) {
        if let Some(draft) = self.draft.take() {
            let passage = draft.finish();
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

/// A line with its figures blanked out: lines with the same skeleton have
/// the same shape. Years and numbers of months stay, as phrases need them.
fn skeleton(line: &str, numbers: &[Number]) -> String {
    let mut key = String::with_capacity(line.len());
    let mut at = 0;
    for number in numbers {
        key.push_str(&line[at..number.bytes.start]);
        at = number.bytes.end;
        let raw = &line[number.bytes.clone()];
        let figure = number.style == Style::Whole && number.value.is_some_and(|value| value > 12);
        if figure
            && raw.len() > 2
            && !(raw.len() == 4 && (raw.starts_with("19") || raw.starts_with('2')))
        {
            key.push('\u{1}');
        } else {
            key.push_str(raw);
        }
    }
    key.push_str(&line[at..]);
    key
}

/// Whether a line without numbers is short enough to be a heading.
fn may_be_heading(line: &str) -> bool {
    (1..=80).contains(&line.trim().len())
}
