//! The schemes by which violations were counted over the years, and which of
//! them a bulletin follows.

use super::draft::{Draft, Entry};
use super::lexicon::Lexicon;
use super::period::Period;
use super::unit::Unit;
use super::wording::Wording;

/// How violations were counted. The same words mean another thing in
/// another scheme (`shared/formats.md`, "Same words, other scope").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// Until February 2017: cases and persons.
    Cases,
    /// March to December 2017: decisions, legalisation beside the fine.
    Fines,
    /// From 2018: decisions, legalisation under "without expulsion".
    Nested,
    /// From 2025: the reporting-period list.
    Reporting,
}

impl Scheme {
    pub const ALL: [(&'static str, Scheme); 4] = [
        ("cases", Scheme::Cases),
        ("fines", Scheme::Fines),
        ("nested", Scheme::Nested),
        ("reporting", Scheme::Reporting),
    ];

    pub fn named(name: &str) -> Option<Scheme> {
        let mut all = Scheme::ALL.iter();
        all.find(|(known, _)| *known == name)
            .map(|(_, scheme)| *scheme)
    }

    /// The schemes that a bulletin of this period can follow.
    pub fn of_period(period: Period) -> Vec<Scheme> {
        let scheme = |month: i32| match month {
            month if month < 2017 * 12 + 2 => Scheme::Cases,
            month if month < 2018 * 12 => Scheme::Fines,
            month if month < 2025 * 12 => Scheme::Nested,
            _ => Scheme::Reporting,
        };
        let mut schemes = vec![scheme(period.first_month)];
        for month in period.first_month + 1..=period.last_month() {
            if schemes.last() != Some(&scheme(month)) {
                schemes.push(scheme(month));
            }
        }
        // The last lists of the older kind may reach into 2025.
        if schemes.contains(&Scheme::Reporting) && !schemes.contains(&Scheme::Nested) {
            schemes.push(Scheme::Nested);
        }
        schemes
    }
}

/// Indicators whose figures tell how a bulletin counts.
const CLUES: [&str; 11] = [
    "violations",
    "violations.leave_48h",
    "decisions",
    "decisions.article_16_1_8",
    "decisions.leave",
    "decisions.entry_ban",
    "decisions.migration_code",
    "decisions.other_articles",
    "decisions.host_registration",
    "decisions.registration_rules",
    "decisions.employment",
];
const VIOLATIONS: usize = 0;
const LEAVE_48H: usize = 1;
const DECISIONS: usize = 2;
const ARTICLE_16_1_8: usize = 3;
const LEAVE: usize = 4;
/// What lists of the nested kind have, from here on.
const NESTED: usize = LEAVE;

/// Which clue an indicator is.
pub fn clue(indicator: &str) -> Option<usize> {
    CLUES.iter().position(|clue| *clue == indicator)
}

/// The clues that a bulletin has.
fn clues(draft: &Draft, lexicon: &Lexicon) -> [bool; CLUES.len()] {
    let mut clues = [false; CLUES.len()];
    for entry in &draft.entries {
        let Some(reading) = entry.reading().filter(|reading| reading.doubt.is_none()) else {
            continue;
        };
        let list = entry
            .scope
            .unit
            .filter(|_| reading.units.is_empty() && reading.listed);
        let counts = |wording: &Wording| {
            let mut units = reading.units.iter().copied().chain(list);
            let part = wording.meaning.starts_with("decisions.");
            let counted = units.any(|unit| unit == Unit::Persons && part || wording.counts(unit));
            counted || reading.units.is_empty() && list.is_none()
        };
        for index in &reading.fitting {
            let wording = &lexicon.wordings[*index];
            if let Some(clue) = wording.clue
                && !clues[clue]
            {
                clues[clue] = counts(wording);
            }
        }
    }
    clues
}

/// The schemes that a bulletin can follow: by its period, and where that
/// leaves several, by what it lists.
pub fn of_draft(draft: &Draft, period: Option<Period>, lexicon: &Lexicon) -> Vec<Scheme> {
    let possible = period.map_or_else(
        || Scheme::ALL.map(|(_, scheme)| scheme).to_vec(),
        Scheme::of_period,
    );
    if possible.len() == 1 && possible[0] != Scheme::Cases {
        return possible;
    }
    let clues = clues(draft, lexicon);
    // Decisions that are called so were counted as such whatever the year.
    let cases = clues[VIOLATIONS] || clues[LEAVE_48H] && !clues[LEAVE];
    // In a list of cases nothing but its section would say so.
    let called = draft
        .entries
        .iter()
        .filter_map(Entry::reading)
        .any(|reading| reading.units.contains(&Unit::Decisions));
    let decided = clues[DECISIONS] && called && !cases;
    if possible.len() == 1 && !decided {
        return possible;
    }
    let nested = clues[NESTED..].contains(&true);
    let mut found: Vec<&[Scheme]> = Vec::new();
    if draft.opened {
        found.push(&[Scheme::Reporting]);
    }
    if clues[DECISIONS] {
        if nested {
            found.push(&[Scheme::Nested]);
        }
        if period.is_some() {
            found.push(&[Scheme::Reporting]);
        }
        if clues[ARTICLE_16_1_8] {
            found.push(&[Scheme::Fines]);
        }
        found.push(&[Scheme::Fines, Scheme::Nested]);
    } else if cases {
        found.push(&[Scheme::Cases]);
    } else if nested {
        found.push(&[Scheme::Nested]);
    }
    let both = |schemes: &[Scheme]| -> Vec<Scheme> {
        let mut schemes = schemes.to_vec();
        schemes
            .retain(|scheme| possible.contains(scheme) || decided && possible == [Scheme::Cases]);
        schemes
    };
    let mut found = found.into_iter().map(both);
    let found = found.find(|schemes| !schemes.is_empty());
    found.unwrap_or(possible)
}
