//! What the period phrases of a bulletin come to: the period that it states,
//! and which phrases state it.

use super::draft::{Draft, Entry, Stated};
use super::period::{Named, Period};
use super::phrase::Phrase;
use super::shape::Reading;

/// What the phrases of a bulletin come to.
pub struct Dates {
    pub period: Option<Period>,
    /// Months whose year is not named.
    pub yearless: Option<Named>,
    pub text: Option<String>,
    /// Phrases that state the period, by their index.
    pub stating: Vec<bool>,
}

impl Dates {
    /// Settles which period the bulletin states: that of its figures'
    /// sentences; else of its titles; else of what stands before its figures
    /// in the same paragraph.
    pub fn of(draft: &Draft) -> Dates {
        if draft.stated.is_empty() {
            return Dates {
                period: None,
                yearless: None,
                text: None,
                stating: Vec::new(),
            };
        }
        let sources = Sources::of(draft);
        let full = |index: &usize| draft.stated[*index].named.and_then(Named::full);
        let stated = distinct(sources.figures.iter().filter_map(full));
        // A year by itself may be the mark of an archive's page.
        let counts = |index: &&usize| stated.is_empty() || draft.stated[**index].words().len() > 4;
        let titled = sources.titles.iter().rev().filter(counts).find_map(full);
        let early = distinct(sources.early.iter().filter_map(full));
        let early = (stated.is_empty() && early.len() == 1).then(|| early[0]);
        let titled = titled.or(early).or_else(|| {
            let notes = distinct(sources.notes.iter().filter_map(full));
            (stated.is_empty() && notes.len() == 1).then(|| notes[0])
        });
        let period = match (&stated[..], titled) {
            ([], titled) => titled,
            ([one], Some(titled)) if *one != titled && !titled.contains(*one) => None,
            ([one], _) => Some(*one),
            ([first, others @ ..], titled) => {
                // "In the same months of 2016 it was …": only compared with.
                let own = titled.filter(|titled| stated.contains(titled));
                let own = own.unwrap_or(*first);
                let compared = |other: &Period| *other == own || own.succeeds(*other);
                (others.iter().chain([first]).all(compared)).then_some(own)
            }
        };
        let named = |index: &usize| draft.stated[*index].named;
        let alone = |indices: &[usize]| match distinct(indices.iter().filter_map(named))[..] {
            [named @ Named::Yearless { .. }] => Some(named),
            _ => None,
        };
        let yearless = match (period, stated.is_empty()) {
            (None, true) => alone(&sources.figures).or_else(|| alone(&sources.titles)),
            _ => None,
        };
        let agrees = |named: Named| match (period, yearless) {
            (Some(period), _) => named == Named::Full(period),
            (None, Some(yearless)) => named == yearless,
            (None, None) => named.full().is_some(),
        };
        let stating = |index: usize| {
            let Some(named) = named(&index).filter(|named| agrees(*named)) else {
                return false;
            };
            let before = draft.stated[index].statement <= sources.first;
            let early = before && period.is_some() && named.full() == period;
            sources.states(index) || early
        };
        let stating: Vec<bool> = (0..draft.stated.len()).map(stating).collect();
        Dates {
            period,
            yearless,
            text: words(draft, &sources, &stating),
            stating,
        }
    }

    /// Whether a figure that a phrase governs is of the bulletin's period.
    pub fn agrees(&self, named: Named) -> bool {
        match (self.period, self.yearless) {
            (Some(period), _) => named.agrees(Named::Full(period)) || is_length(named, period),
            (None, Some(yearless)) => named.agrees(yearless),
            (None, None) => true,
        }
    }

    /// "Since January", "to the end of September" in a bulletin of nine
    /// months: an end of its own period.
    pub fn is_end(&self, named: Named) -> bool {
        let period = self.period.filter(|period| period.months > 1);
        period.is_some_and(|period| {
            let first = (period.first_month.rem_euclid(12) + 1, 1);
            let last = (period.last_month().rem_euclid(12) + 1, 1);
            named.full().is_none() && [first, last].contains(&named.parts())
        })
    }
}

/// "In three months" of a bulletin about July to September.
fn is_length(named: Named, period: Period) -> bool {
    let (first, months) = named.parts();
    named.full().is_none() && first == 1 && months > 1 && months == period.months
}

/// Phrases by where they stand, as ascending indices.
struct Sources {
    /// They say when the figures of their sentences were counted.
    figures: Vec<usize>,
    /// In titles, leading sentences and closing notes.
    titles: Vec<usize>,
    /// In short sentences without a figure: "The above covers May 2016."
    notes: Vec<usize>,
    /// In the statement of the first figure, before what it says of it.
    early: Vec<usize>,
    /// The first statement with a figure.
    first: usize,
}

impl Sources {
    fn of(draft: &Draft) -> Sources {
        let known = |entry: &&Entry| entry.reading().is_some_and(Reading::is_known);
        let first = draft.entries.iter().find(known);
        let first = first.map_or(usize::MAX, |entry| entry.statement);
        let sure = |entry: &Entry| {
            let reading = entry.reading();
            let sure = reading.filter(|reading| reading.is_sure() && !reading.dated);
            sure.filter(|_| !entry.closed)
                .and_then(|reading| reading.phrase)
                .map(|at| entry.phrases + at)
        };
        let mut governs = vec![false; draft.stated.len()];
        for index in draft.entries.iter().filter_map(sure) {
            governs[index] = true;
        }
        let all = |holds: &dyn Fn(usize, &Stated, &Phrase) -> bool| -> Vec<usize> {
            let stated = draft.stated.iter().enumerate();
            let holds = |(index, stated): &(usize, &Stated)| {
                let phrase = stated.phrase();
                stated.named.is_some() && holds(*index, stated, phrase)
            };
            stated.filter(holds).map(|(index, _)| index).collect()
        };
        let figures = all(&|index, stated, phrase| {
            // Where a statement begins with its period, any other is
            // compared with.
            let first = stated.at == 0 || !stated.shape.dated;
            phrase.places && first && governs[index]
        });
        // A headline with a figure may leave the year to the lead below.
        let headline = draft
            .stated
            .iter()
            .filter(|stated| stated.statement == first);
        let headline = headline.filter_map(|stated| stated.named);
        let headline = distinct(headline.filter(|named| named.full().is_none()));
        let titles = all(&|_, stated, phrase| {
            let again = |named| headline.iter().any(|one| one.agrees(named));
            let leads = stated.statement < first || stated.named.is_some_and(again);
            let lead = stated.shape.lead && leads;
            (stated.shape.title || lead) && !phrase.compared
        });
        let governed = draft
            .entries
            .iter()
            .filter(|entry| entry.statement == first);
        let governed = governed.filter(known).filter_map(Entry::reading);
        let governed = governed.filter_map(|reading| reading.phrase).min();
        let early = all(&|_, stated, phrase| {
            let before = governed.is_none_or(|at| stated.at < at);
            stated.statement == first && before && !phrase.compared && !phrase.aside
        });
        let notes = all(&|_, stated, phrase| {
            let full = stated.named.is_some_and(|named| named.full().is_some());
            full && phrase.note && stated.words().len() > 4 && !stated.shape.fits()
        });
        Sources {
            figures,
            titles,
            notes,
            early,
            first,
        }
    }

    fn states(&self, index: usize) -> bool {
        let all = [&self.figures, &self.titles, &self.notes];
        all.iter()
            .any(|indices| indices.binary_search(&index).is_ok())
    }
}

/// The printed words of the phrases that state the period, each once.
fn words(draft: &Draft, sources: &Sources, stating: &[bool]) -> Option<String> {
    let rest = (0..draft.stated.len()).filter(|index| !sources.states(*index));
    let sure = sources.figures.iter().chain(&sources.titles);
    let order = sure.chain(&sources.notes).copied().chain(rest);
    let mut words: Vec<(Option<Named>, &str)> = Vec::new();
    for index in order.filter(|index| stating[*index]) {
        let stated = &draft.stated[index];
        if words.iter().all(|(named, _)| *named != stated.named) {
            words.push((stated.named, &stated.phrase().printed));
        }
    }
    let words: Vec<&str> = words.iter().map(|(_, words)| *words).collect();
    (!words.is_empty()).then(|| words.join("; "))
}

fn distinct<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.fold(Vec::new(), |mut distinct, one| {
        if !distinct.contains(&one) {
            distinct.push(one);
        }
        distinct
    })
}
