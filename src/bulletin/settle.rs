//! Settles a complete bulletin: its period, the scheme by which it counts,
//! and which of its numbers claims which indicator.

use super::dates::Dates;
use super::draft::{Draft, Entry};
use super::indicator::Indicator;
use super::lexicon::Lexicon;
use super::period::{Named, Period};
use super::phrase::Phrase;
use super::rereading::{self, Claim};
use super::scheme::{self, Scheme};
use super::shape::{Hint, Reading};
use super::unit::Unit;
use super::wording::Wording;
use super::{Bulletin, Counted, Figure, Passage, Role, Unread, Why};

/// Figures beyond this are no counts; sums of many such still fit 64 bits,
/// so that no view overflows.
pub const LARGEST: i64 = 1_000_000_000_000;

impl Draft {
    /// Settles the bulletin and hands it over.
    pub fn settle<'l>(&self, lexicon: &'l Lexicon) -> Passage<'l> {
        let dates = Dates::of(self);
        let mut settling = Settling {
            lexicon,
            schemes: scheme::of_draft(self, dates.period, lexicon),
            years: dates.period.map(Period::years),
            dates: &dates,
            draft: self,
            claims: Vec::with_capacity(self.entries.len()),
            chain: Vec::new(),
            last: None,
        };
        let numbers = self.entries.iter().map(|entry| {
            let (role, why) = settling.role(entry);
            Figure {
                line_no: entry.line_no,
                column_no: entry.column_no,
                length: entry.length,
                value: entry.value,
                role,
                why,
            }
        });
        let mut numbers: Vec<Figure<'l>> = numbers.collect();
        settling.repeats(&mut numbers);
        let is_bulletin = !settling.claims.is_empty() || !self.sections.is_empty();
        let said = is_bulletin.then(|| (settling.layout(&numbers), settling.language(&numbers)));
        let bulletin = said.map(|(layout, language)| Bulletin {
            first_line: self.first_line,
            last_line: self.last_line,
            language,
            layout,
            period: dates.period,
            yearless: dates.yearless.map(Named::parts),
            period_text: dates.text,
        });
        Passage { bulletin, numbers }
    }
}

pub(super) struct Settling<'s, 'l> {
    lexicon: &'l Lexicon,
    pub(super) schemes: Vec<Scheme>,
    years: Option<std::ops::RangeInclusive<i64>>,
    dates: &'s Dates,
    pub(super) draft: &'s Draft,
    pub(super) claims: Vec<Claim<'l, Indicator>>,
    /// The wording claimed last, below those whose indicators its own is a
    /// part of.
    chain: Vec<&'l Wording>,
    /// What the figure before was taken for, and its statement; None: unread.
    last: Option<(usize, Option<Indicator>)>,
}

impl<'l> Settling<'_, 'l> {
    fn role(&mut self, entry: &Entry) -> (Role<'l>, Option<Why>) {
        let open = !matches!(entry.hint(), Hint::Phrase(_) | Hint::Reference);
        if let Some(fault) = entry.fault.as_ref().filter(|_| open) {
            return (Role::Unread(fault.clone()), None);
        }
        let role = match entry.hint() {
            Hint::Phrase(index) if self.dates.stating[entry.phrases + index] => Role::Period,
            Hint::Phrase(_) | Hint::Reference => Role::Reference,
            Hint::Unread(reason) => Role::Unread(reason.clone()),
            Hint::Rounded => Role::Unread(Unread::Rounded),
            Hint::Figure(reading) => return self.figure(entry, reading),
        };
        (role, None)
    }

    fn figure(&mut self, entry: &Entry, reading: &Reading) -> (Role<'l>, Option<Why>) {
        let mut claimed = None;
        let (role, why) = match self.wording(entry, reading) {
            Ok((index, unit, counted)) => {
                let meaning = |index: usize| self.lexicon.wordings[index].indicator;
                let mut whole = reading.verbatim.iter().copied();
                let why = Why {
                    wording: index,
                    unit,
                    counted,
                    first_line: entry.first_line,
                    lines: entry.lines,
                    overruled: whole.find(|whole| meaning(*whole) != meaning(index)),
                };
                let wording = &self.lexicon.wordings[index];
                let role = self.claim(entry, wording);
                if matches!(role, Role::Observation(_) | Role::Repeat(_)) {
                    claimed = Some(wording.indicator);
                }
                (role, Some(why))
            }
            Err(reason) => (Role::Unread(reason), None),
        };
        // "Of those 2 610 decisions, 1 702 …" says again what was claimed.
        let again = |claim: &Claim<'_, Indicator>| Some(claim.value) == entry.value;
        let again = claimed.is_none() && reading.bare && self.claims.iter().any(again);
        let remark = reading.aside || reading.compared;
        if (!remark || claimed.is_some()) && !again {
            self.last = Some((entry.statement, claimed));
        }
        (role, why)
    }

    /// The one wording that holds for a figure where it stands, what it
    /// counts and what says so. Whole wordings are asked last.
    fn wording(&self, entry: &Entry, reading: &Reading) -> Result<(usize, Unit, Counted), Unread> {
        match self.built_in(entry, reading) {
            Err(reason) if reason.is_of_words() && !reading.verbatim.is_empty() => {
                self.verbatim(entry, reading)
            }
            settled => settled,
        }
    }

    /// The one whole wording that holds for a figure.
    fn verbatim(&self, entry: &Entry, reading: &Reading) -> Result<(usize, Unit, Counted), Unread> {
        let names = || self.lexicon.names(&reading.verbatim);
        if let Some(reason) = self.elsewhere(entry, reading) {
            return Err(reason);
        }
        let wording = |index: &usize| &self.lexicon.wordings[*index];
        let first = wording(&reading.verbatim[0]);
        let mut others = reading.verbatim.iter().map(wording);
        if others.any(|other| other.indicator != first.indicator) {
            return Err(Unread::Ambiguous(names()));
        }
        // Beside the value of an item any other word may say something else.
        let more = reading.listed && !reading.whole;
        let part = !reading.these || self.is_part(entry, first.indicator);
        if more || !part || self.splits_calls(&first.meaning) {
            return Err(Unread::Misplaced(names()));
        }
        let unit = first.units.first().copied().ok_or(Unread::Uncounted)?;
        Ok((reading.verbatim[0], unit, Counted::Wording))
    }

    fn built_in(&self, entry: &Entry, reading: &Reading) -> Result<(usize, Unit, Counted), Unread> {
        let lexicon = self.lexicon;
        if reading.fitting.is_empty() {
            return Err(Unread::NoWording);
        }
        if let Some(doubt) = &reading.doubt {
            return Err(doubt.clone());
        }
        let misplaced = || Unread::Misplaced(lexicon.names(&reading.fitting));
        if entry.scope.suspended && reading.listed {
            return Err(misplaced());
        }
        if let Some(reason) = self.elsewhere(entry, reading) {
            return Err(reason);
        }
        let (units, counted) = self.units(entry, reading);
        if units.is_empty() {
            return Err(Unread::Uncounted);
        }
        // "By 1094 of the decisions …: 846 foreigners leave the country".
        let decided = units.contains(&Unit::Persons)
            && self.chain.iter().any(|whole| whole.meaning == "decisions");
        let unit = |wording: &Wording| {
            let unit = units.iter().copied().find(|unit| wording.counts(*unit));
            let persons = decided && wording.meaning.starts_with("decisions.");
            unit.or(persons.then_some(Unit::Persons))
        };
        let holds = |index: &usize| {
            let wording = &lexicon.wordings[*index];
            self.schemes.iter().any(|scheme| wording.holds_in(*scheme))
                && wording.holds_when(self.years.as_ref())
                && unit(wording).is_some()
                && wording.whole.is_none_or(|whole| self.goes_on(entry, whole))
        };
        // "Of 9 412 decisions …, 1 791 on violation of the Code": what has its
        // figure is not meant again where its part is.
        let meaning = |index: &usize| lexicon.wordings[*index].indicator;
        let whole = |index: &usize| {
            let whole = meaning(index);
            let other = |claim: &Claim<'_, Indicator>| {
                claim.of == whole && entry.value != Some(claim.value)
            };
            let mut parts = reading.fitting.iter().filter(|index| holds(index));
            self.claimed_above(whole)
                && self.claims.iter().any(other)
                && parts.any(|part| lexicon.indicators().is_part(meaning(part), whole))
        };
        let here = || {
            let here = reading.fitting.iter().filter(|index| holds(index));
            here.filter(|index| !whole(index)).copied()
        };
        let mut others = here();
        let Some(first) = others.next() else {
            return Err(misplaced());
        };
        let wording = &lexicon.wordings[first];
        if others.any(|other| meaning(&other) != wording.indicator) {
            let here: Vec<usize> = here().collect();
            return Err(Unread::Ambiguous(lexicon.names(&here)));
        }
        if self.splits_calls(&wording.meaning) {
            return Err(misplaced());
        }
        if reading.these && !self.is_part(entry, wording.indicator) {
            return Err(misplaced());
        }
        let unit = unit(wording).ok_or(Unread::Uncounted)?;
        Ok((first, unit, counted))
    }

    /// Whether parts of a whole still follow: behind a figure that nobody
    /// understood, "Online: 14" is no part of it.
    fn goes_on(&self, entry: &Entry, whole: Indicator) -> bool {
        let strange = matches!(self.last, Some((statement, None)) if statement != entry.statement);
        self.claimed_above(whole) && !strange
    }

    /// Whether an indicator is the one claimed last, or that is a part of it.
    fn claimed_above(&self, whole: Indicator) -> bool {
        self.chain.iter().any(|above| above.indicator == whole)
    }

    /// Why a figure is none of its bulletin's, whatever its words say.
    fn elsewhere(&self, entry: &Entry, reading: &Reading) -> Option<Unread> {
        if entry.closed {
            return Some(Unread::Outside);
        }
        let phrase = reading.phrase.map(|at| &entry.shape.phrases[at]);
        let agrees = |named| self.dates.agrees(named);
        // "Since January" counts what the bulletin does, "in January" not.
        let is_end = |phrase: &Phrase| {
            phrase.compared && phrase.named.is_some_and(|named| self.dates.is_end(named))
        };
        let other = |phrase: &Phrase| phrase.compared || !phrase.named.is_none_or(agrees);
        let later = |period: Period| period.first_month.rem_euclid(12) > 0;
        let other = phrase.is_some_and(|phrase| other(phrase) && !is_end(phrase))
            || reading.to_date && self.dates.period.is_some_and(later)
            // An item's own period says nothing about the others'.
            || reading.dated && self.dates.period.is_none();
        other.then_some(Unread::OtherPeriod)
    }

    /// A note on calls or e-services splits them by the subjects of
    /// applications.
    fn splits_calls(&self, indicator: &str) -> bool {
        let split = |claim: &Claim<'_, Indicator>| {
            claim.indicator == "calls" || claim.indicator == "e_applications"
        };
        self.draft.sections.is_empty()
            && indicator.starts_with("applications.")
            && !self.claims.is_empty()
            && self.claims.iter().all(split)
    }

    /// What a figure counts: by its own words, by its list, or as a part of
    /// what was mentioned before.
    fn units<'r>(&self, entry: &Entry, reading: &'r Reading) -> (&'r [Unit], Counted) {
        if !reading.units.is_empty() {
            return (&reading.units, Counted::Words);
        }
        let list = entry.scope.unit.filter(|_| reading.listed || reading.aside);
        let these = reading.these || entry.scope.these && list.is_none();
        match (list, self.chain.last().filter(|_| these)) {
            (_, Some(wording)) => (wording.units, Counted::Whole),
            (Some(unit), None) => (unit.alone(), Counted::List),
            (None, None) => (&[], Counted::List),
        }
    }

    /// Whether "of them" can mean what was claimed before: an unread figure
    /// right before it has parts that nobody knows.
    fn is_part(&self, entry: &Entry, indicator: Indicator) -> bool {
        let indicators = self.lexicon.indicators();
        let unknown = matches!(self.last, Some((statement, None)) if statement == entry.statement);
        let part = self
            .chain
            .iter()
            .any(|whole| indicators.is_part(indicator, whole.indicator));
        // "410 decisions: 250 on …, 130 on …" without a wording for the 410.
        let sibling = |before: Indicator| {
            let mut wholes = indicators.wholes(before).iter();
            wholes.any(|whole| indicators.is_part(indicator, *whole))
        };
        let beside = matches!(self.last, Some((statement, Some(before))) if statement == entry.statement && sibling(before));
        (part || self.chain.is_empty() || beside) && !unknown
    }

    fn claim(&mut self, entry: &Entry, wording: &'l Wording) -> Role<'l> {
        let Some(value) = entry.value else {
            return Role::Unread(Unread::NotWhole);
        };
        if value > LARGEST {
            return Role::Unread(Unread::TooLarge);
        }
        let indicators = self.lexicon.indicators();
        while self
            .chain
            .last()
            .is_some_and(|last| !indicators.is_part(wording.indicator, last.indicator))
        {
            self.chain.pop();
        }
        self.chain.push(wording);
        let now = Claim {
            of: wording.indicator,
            indicator: wording.meaning.as_str(),
            value,
            line_no: entry.line_no,
        };
        rereading::claim(&mut self.claims, now)
    }

    /// A headline, or "of the 472 decisions", repeats a figure; a rounded
    /// one only refers to it.
    fn repeats(&self, numbers: &mut [Figure<'l>]) {
        let first = numbers
            .iter()
            .position(|number| matches!(number.role, Role::Observation(_)));
        let first = first.map_or(0, |at| self.draft.entries[at].statement);
        for (entry, number) in self.draft.entries.iter().zip(numbers) {
            let role = &mut number.role;
            match (&*role, entry.hint()) {
                (Role::Unread(Unread::NoWording | Unread::Rounded), Hint::Rounded)
                    if self.rounds(entry.value) =>
                {
                    *role = Role::Reference;
                }
                (Role::Unread(Unread::NoWording | Unread::Qualified), Hint::Figure(reading))
                    if reading.bare || entry.statement < first =>
                {
                    let counts = |indicator: &str| {
                        let units = Unit::of_indicator(indicator);
                        reading.units.iter().any(|unit| units.contains(unit))
                    };
                    let same = self
                        .claims
                        .iter()
                        .find(|claim| Some(claim.value) == entry.value && counts(claim.indicator));
                    if let Some(claim) = same {
                        *role = Role::Repeat(claim.indicator);
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether a value in round thousands is near a figure of the bulletin.
    fn rounds(&self, value: Option<i64>) -> bool {
        value.is_none_or(|value| {
            self.claims
                .iter()
                .any(|claim| (claim.value - value).abs() * 20 <= value)
        })
    }
}
