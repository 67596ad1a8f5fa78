//! What the period phrases of a bulletin come to: the period that it states,
//! and which phrases state it.

use super::draft::{Draft, Entry};
use super::period::{Named, Period};

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
    /// Settles which period the bulletin states.
    pub fn of(draft: &Draft) -> Dates {
        let governs = |index: usize| {
            draft.entries.iter().any(|entry| {
                let reading = entry
                    .reading()
                    .filter(|reading| !reading.fitting.is_empty() && reading.doubt.is_none());
                reading.is_some_and(|reading| {
                    reading.phrase.is_some_and(|at| entry.phrases + at == index)
                }) && !entry.closed
            })
        };
        let phrase = |index: usize| {
            let stated = &draft.stated[index];
            &stated.shape.phrases[stated.at]
        };
        let all = 0..draft.stated.len();
        let figures: Vec<usize> = all
            .clone()
            .filter(|index| {
                let stated = &draft.stated[*index];
                // Where a statement begins with its period, any other is
                // compared with.
                let first = stated.at == 0 || !stated.shape.begins_with_period();
                stated.named.is_some() && phrase(*index).places && first && governs(*index)
            })
            .collect();
        let first = draft.entries.iter().find(|entry| {
            entry
                .reading()
                .is_some_and(|reading| !reading.fitting.is_empty())
        });
        let first = first.map_or(usize::MAX, |entry| entry.statement);
        let titles: Vec<usize> = all
            .filter(|index| {
                let stated = &draft.stated[*index];
                let title = stated.shape.title || stated.shape.lead && stated.statement < first;
                title && stated.named.is_some() && !phrase(*index).compared
            })
            .collect();
        let full = |index: &usize| draft.stated[*index].named.and_then(Named::full);
        let stated = distinct(figures.iter().filter_map(full));
        // A year by itself may be the mark of an archive's page.
        let bare = |index: &&usize| stated.is_empty() || draft.stated[**index].words().len() > 4;
        let titled = titles.iter().rev().filter(bare).find_map(full);
        // "The Service summed up May 2022. In that month …"
        let early = |index: &usize| {
            let stated = &draft.stated[*index];
            let governed = draft
                .entries
                .iter()
                .filter(|entry| entry.statement == first)
                .filter_map(Entry::reading);
            let before = governed
                .filter(|reading| !reading.fitting.is_empty())
                .all(|reading| reading.phrase.is_none_or(|at| stated.at < at));
            stated.statement == first && before && !phrase(*index).compared && !phrase(*index).aside
        };
        let early: Vec<usize> = (0..draft.stated.len()).filter(early).collect();
        let early = match distinct(early.iter().filter_map(full))[..] {
            [one] if stated.is_empty() => Some(one),
            _ => None,
        };
        let titled = titled.or(early);
        let period = match (&stated[..], titled) {
            ([], titled) => titled,
            ([one], Some(titled)) if *one != titled && !titled.contains(*one) => None,
            ([one], _) => Some(*one),
            _ => None,
        };
        let yearless = |indices: &[usize]| match distinct(
            indices
                .iter()
                .filter_map(|index| draft.stated[*index].named),
        )[..]
        {
            [named @ Named::Yearless { .. }] => Some(named),
            _ => None,
        };
        let yearless = match (period, stated.is_empty()) {
            (None, true) => yearless(&figures).or_else(|| yearless(&titles)),
            _ => None,
        };
        let states = |index: usize| {
            let named = draft.stated[index].named;
            let named_one = named.is_some_and(|named| match (period, yearless) {
                (Some(period), _) => named == Named::Full(period),
                (None, Some(yearless)) => named == yearless,
                (None, None) => named.full().is_some(),
            });
            let early = named
                .and_then(Named::full)
                .is_some_and(|full| period == Some(full))
                && draft.stated[index].statement <= first;
            named_one && (figures.contains(&index) || titles.contains(&index) || early)
        };
        let stating: Vec<bool> = (0..draft.stated.len()).map(states).collect();
        let mut words: Vec<(Option<Named>, &str)> = Vec::new();
        let rest: Vec<usize> = (0..draft.stated.len())
            .filter(|index| !figures.contains(index) && !titles.contains(index))
            .collect();
        let order = figures
            .iter()
            .chain(&titles)
            .chain(&rest)
            .filter(|index| stating[**index]);
        for index in order {
            let stated = &draft.stated[*index];
            if words.iter().all(|(named, _)| *named != stated.named) {
                words.push((stated.named, stated.words()));
            }
        }
        let text: Vec<&str> = words.iter().map(|(_, words)| *words).collect();
        Dates {
            period,
            yearless,
            text: (!text.is_empty()).then(|| {
                text.join("; ")
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            }),
            stating,
        }
    }

    /// Whether a figure that a phrase governs is of the bulletin's period.
    pub fn agrees(&self, named: Named) -> bool {
        match (self.period, self.yearless) {
            (Some(period), _) => named.agrees(Named::Full(period)),
            (None, Some(yearless)) => named.agrees(yearless),
            (None, None) => true,
        }
    }
}

fn distinct<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.fold(Vec::new(), |mut distinct, one| {
        if !distinct.contains(&one) {
            distinct.push(one);
        }
        distinct
    })
}
