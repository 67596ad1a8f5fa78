//! Statements -> bulletins: where a bulletin begins and ends, and which
//! statements it is made of.

use super::draft::{Draft, Lists, Scope};
use super::lexicon::{Known, Lexicon};
use super::number::{Number, scan, scan_into};
use super::place::{Place, Places};
use super::shape::{Agency, Hint, Reading, Shape, shape};
use super::skeleton::skeleton;
use super::statement::{Statement, Statements};
use super::text::Text;
use super::unit::Unit;
use super::{Figure, Passage, Role, Unread};
use std::collections::VecDeque;
use std::iter::Peekable;
use std::sync::Arc;

/// Reads a document passage by passage, in order, so that memory is bounded
/// by the largest bulletin.
pub struct Reader<'t, 'l> {
    lexicon: &'l Lexicon,
    statements: Peekable<Statements<'t>>,
    known: Known,
    /// The skeleton of the statement that was read last.
    key: String,
    draft: Option<Draft>,
    /// The lists of the draft before it, emptied.
    lists: Lists,
    outside: Vec<Figure<'l>>,
    ready: VecDeque<Passage<'l>>,
    places: Places,
    /// Marks that skeletons have stand somewhere in the text.
    marked: bool,
    /// The numbers of the statement that is being read, and their places.
    numbers: Vec<Number>,
    found: Vec<Place>,
    /// The statement before ended with a word or a comma.
    open: bool,
    /// The line behind the statement before.
    next_line: usize,
    /// Where the last figures of the document stand, if that was asked.
    last_figures: Option<usize>,
    /// Whose statistics these are, by the last agency named.
    foreign: bool,
}

/// Statements of one wording whose shapes are remembered.
const KNOWN_SHAPES: usize = 16_384;
/// Numbers outside bulletins that are handed on together.
const OUTSIDE: usize = 1024;
/// Bytes of a statement without numbers that may say something.
const TITLE: usize = 320;

impl<'t, 'l> Reader<'t, 'l> {
    pub fn new(text: &'t Text, lexicon: &'l Lexicon) -> Self {
        Reader {
            lexicon,
            statements: Statements::of(text.content()).peekable(),
            known: lexicon.take_known(),
            key: String::new(),
            draft: None,
            lists: Lists::default(),
            outside: Vec::new(),
            ready: VecDeque::new(),
            places: Places::default(),
            marked: is_marked(text.content()),
            numbers: Vec::new(),
            found: Vec::new(),
            open: false,
            next_line: 0,
            last_figures: None,
            foreign: false,
        }
    }

    fn read(&mut self, statement: &Statement<'t>) {
        // The lists are the same for all statements: new ones would cost more
        // than what is put in them.
        let mut numbers = std::mem::take(&mut self.numbers);
        let mut places = std::mem::take(&mut self.found);
        self.read_into(statement, &mut numbers, &mut places);
        (self.numbers, self.found) = (numbers, places);
    }

    fn read_into(
        &mut self,
        statement: &Statement<'t>,
        numbers: &mut Vec<Number>,
        places: &mut Vec<Place>,
    ) {
        let lexicon = self.lexicon;
        let text = statement.text;
        scan_into(numbers, text, |word| lexicon.multiplier(word));
        let follows = statement.first_line == self.next_line;
        self.next_line = statement.lines().end() + 1;
        let was_open = std::mem::replace(&mut self.open, ends_open(text)) && follows;
        let next = self.statements.peek();
        let next = next.filter(|next| next.first_line == self.next_line);
        self.places.of(statement, next, numbers, lexicon, places);
        if numbers.is_empty() && text.len() > TITLE {
            return;
        }
        let shape = self.shape(text, numbers);
        self.open &= shape.heading.is_none();
        match shape.agency {
            Some(agency) => self.foreign = agency == Agency::Foreign,
            None if shape.heading.is_some() => self.foreign = false,
            None => {}
        }
        if self.foreign && shape.fits() {
            self.outside(places, &shape, &Unread::Foreign);
            return;
        }
        if (statement.cut || was_open && shape.goes_on) && shape.fits() {
            give_fault(places, &shape, &Unread::Wrapped);
            return self.add(&shape, places, statement);
        }
        self.begin(statement.first_line, &shape, places);
        self.add(&shape, places, statement);
    }

    fn shape(&mut self, text: &str, numbers: &[Number]) -> Arc<Shape> {
        // The skeleton's own mark in a text would make it ambiguous.
        if self.marked && is_marked(text) {
            return Arc::new(shape(text, numbers, self.lexicon));
        }
        skeleton(text, numbers, self.lexicon, &mut self.key);
        if let Some(shape) = self.known.get(&self.key) {
            return Arc::clone(shape);
        }
        let shape = Arc::new(shape(text, numbers, self.lexicon));
        if self.known.len() >= KNOWN_SHAPES {
            self.known.clear();
        }
        self.known.insert(self.key.clone(), Arc::clone(&shape));
        shape
    }

    /// Begins a bulletin where the statement says that one begins.
    fn begin(&mut self, line_no: usize, shape: &Shape, places: &[Place]) {
        if let Some(heading) = shape.heading {
            self.begin_section(line_no, heading, shape.language);
        } else if shape.gist.opens {
            self.begin_opened(line_no, shape, places);
        } else if shape.title {
            if self.draft.as_ref().is_some_and(|draft| draft.begun)
                && !(shape.note && self.closes(line_no))
            {
                self.finish_draft();
            }
            self.draft
                .get_or_insert_with(|| Draft::begin(line_no, shape.language, &mut self.lists));
        } else if shape.lead && !self.goes_on(shape)
            || shape.fits() && self.is_another(shape, places)
        {
            self.finish_draft();
            self.draft = Some(Draft::begin(line_no, shape.language, &mut self.lists));
        }
    }

    /// Whether a statement with figures belongs to no bulletin yet, or to
    /// another than the one before it: it begins with another period and
    /// counts again what was counted.
    fn is_another(&self, shape: &Shape, places: &[Place]) -> bool {
        let Some(draft) = &self.draft else {
            return true;
        };
        // The items of the next list, below a heading that is not known.
        if draft.closed && shape.gist.known_item && draft.counts_again(shape, places, self.lexicon)
        {
            return true;
        }
        let other = match (draft.dated, shape.leading_period()) {
            (Some(before), Some(now)) => before != now,
            (None, Some(_)) => draft.begun,
            _ => false,
        };
        let ended = draft.sections.is_empty() || draft.closed;
        other && ended && draft.counts_again(shape, places, self.lexicon)
    }

    /// Whether a title stands behind the figures that it is about: nothing
    /// follows it, and they have no period yet.
    fn closes(&mut self, line_no: usize) -> bool {
        let dated = self
            .draft
            .as_ref()
            .is_none_or(|draft| draft.period().is_some());
        !dated && self.last_figures() <= line_no
    }

    /// Last statement of the document with a figure that a wording fits, by
    /// its first line. Looked for once.
    fn last_figures(&mut self) -> usize {
        if let Some(line_no) = self.last_figures {
            return line_no;
        }
        let mut last = 0;
        for statement in self.statements.clone() {
            let multiplier = |word: &str| self.lexicon.multiplier(word);
            let numbers = scan(statement.text, multiplier);
            if !numbers.is_empty() && self.shape(statement.text, &numbers).fits() {
                last = statement.first_line;
            }
        }
        self.last_figures = Some(last);
        last
    }

    /// Whether a leading sentence belongs to the bulletin that is being read.
    fn goes_on(&self, shape: &Shape) -> bool {
        let Some(draft) = &self.draft else {
            return false;
        };
        let named = shape
            .phrases
            .iter()
            .filter(|phrase| !phrase.compared)
            .find_map(|phrase| phrase.named?.full());
        match (draft.period(), named) {
            (Some(before), Some(now)) => !draft.begun || before == now,
            // "October: 3 102 decisions" and below it "In October 2017 …".
            (None, Some(now)) => !draft.begun || draft.headline(now),
            _ => true,
        }
    }

    /// A heading begins a bulletin, or a later section of the same one.
    fn begin_section(&mut self, line_no: usize, heading: usize, language: &'static str) {
        let wording = &self.lexicon.wordings[heading];
        let Some(unit) = Unit::named(&wording.meaning) else {
            return;
        };
        let goes_on = self.draft.as_ref().is_some_and(|draft| {
            let counted = draft.sections.contains(&unit)
                || draft.sections.is_empty() && draft.counts(unit, self.lexicon);
            !draft.closed && !counted
        });
        if !goes_on {
            self.finish_draft();
        }
        let draft = self
            .draft
            .get_or_insert_with(|| Draft::begin(line_no, language, &mut self.lists));
        draft.sections.push(unit);
        draft.scope = Scope {
            unit: Some(unit),
            ..Scope::default()
        };
        draft.begun = true;
        draft.last_line = line_no;
    }

    /// An opening figure begins a bulletin unless it only repeats its own.
    fn begin_opened(&mut self, line_no: usize, shape: &Shape, places: &[Place]) {
        let repeats = self.draft.as_ref().is_some_and(|draft| {
            let before: Vec<i64> = draft
                .entries
                .iter()
                .filter(|entry| entry.reading().is_some_and(Reading::is_known))
                .filter_map(|entry| entry.value)
                .collect();
            before.len() == 1 && places.iter().any(|place| place.value == Some(before[0]))
        });
        let empty = self.draft.as_ref().is_some_and(|draft| {
            !draft.opened
                && !draft.closed
                && !draft
                    .entries
                    .iter()
                    .any(|entry| entry.reading().is_some_and(Reading::is_known))
        });
        if !repeats && !empty {
            self.finish_draft();
        }
        let draft = self
            .draft
            .get_or_insert_with(|| Draft::begin(line_no, shape.language, &mut self.lists));
        draft.opened = true;
        draft.scope = Scope {
            unit: Some(Unit::Applications),
            ..Scope::default()
        };
    }

    /// Puts a statement into the bulletin that is being read, or outside.
    fn add(&mut self, shape: &Arc<Shape>, places: &mut Vec<Place>, statement: &Statement<'t>) {
        match &mut self.draft {
            Some(draft) => draft.add(shape, places, statement.lines()),
            None => self.outside(places, shape, &Unread::Outside),
        }
    }

    fn outside(&mut self, places: &mut Vec<Place>, shape: &Shape, reason: &Unread) {
        self.outside.extend(
            places
                .drain(..)
                .zip(&shape.hints)
                .map(|(place, hint)| Figure {
                    line_no: place.line_no,
                    column_no: place.column_no,
                    length: place.length,
                    value: place.value,
                    why: None,
                    role: match (place.fault, hint) {
                        (_, Hint::Phrase(_) | Hint::Reference) => Role::Reference,
                        (Some(fault), _) => Role::Unread(fault),
                        (_, Hint::Unread(reason)) => Role::Unread(reason.clone()),
                        (_, Hint::Figure(_) | Hint::Rounded) => Role::Unread(reason.clone()),
                    },
                }),
        );
    }

    fn finish_draft(&mut self) {
        if let Some(draft) = self.draft.take() {
            let lines = draft.first_line..=draft.last_line;
            let mut passage = draft.settle(self.lexicon);
            self.lists = draft.into_lists();
            // Between the lines of a bulletin may stand numbers of no known
            // wording; a person may know better what they are.
            let all = passage.bulletin.is_none();
            let inside = |figure: &mut Figure<'l>| all || lines.contains(&figure.line_no);
            let inside = self.outside.extract_if(.., inside);
            passage.numbers.extend(inside);
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

/// The next document has statements of the same wordings.
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
            match self.statements.next() {
                Some(statement) => self.read(&statement),
                None if self.draft.is_some() || !self.outside.is_empty() => self.finish_draft(),
                None => return None,
            }
            if self.draft.is_none() && self.outside.len() >= OUTSIDE {
                self.finish_draft();
            }
        }
    }
}

/// Whether the marks that skeletons have stand in a text. Many bytes are
/// looked at at once.
fn is_marked(text: &str) -> bool {
    let mark = |any: bool, byte: &u8| any | (byte.wrapping_sub(1) < 5);
    let (steps, rest) = text.as_bytes().as_chunks::<64>();
    let found = steps.iter().any(|step| step.iter().fold(false, mark));
    found || rest.iter().fold(false, mark)
}

fn ends_open(text: &str) -> bool {
    text.trim_end()
        .ends_with(|char: char| char.is_alphabetic() || char == ',')
}

/// Gives the places of figures a reason to leave them unread.
fn give_fault(places: &mut [Place], shape: &Shape, reason: &Unread) {
    for (place, hint) in places.iter_mut().zip(&shape.hints) {
        if matches!(hint, Hint::Figure(_)) && place.fault.is_none() {
            place.fault = Some(reason.clone());
        }
    }
}
