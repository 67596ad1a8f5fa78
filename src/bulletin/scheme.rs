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
        let mut schemes: Vec<Scheme> = (period.first_month..=period.last_month())
            .map(scheme)
            .collect();
        schemes.dedup();
        // The last lists of the older kind may reach into 2025.
        if schemes.contains(&Scheme::Reporting) && !schemes.contains(&Scheme::Nested) {
            schemes.push(Scheme::Nested);
        }
        schemes
    }
}

/// The schemes that a bulletin can follow: by its period, and where that
/// leaves several, by what it lists.
pub fn of_draft(draft: &Draft, period: Option<Period>, lexicon: &Lexicon) -> Vec<Scheme> {
    let possible = period.map_or_else(
        || Scheme::ALL.map(|(_, scheme)| scheme).to_vec(),
        Scheme::of_period,
    );
    let has = |meaning: &str| {
        draft.entries.iter().any(|entry| {
            let Some(reading) = entry.reading().filter(|reading| reading.doubt.is_none()) else {
                return false;
            };
            let list = entry
                .scope
                .unit
                .filter(|_| reading.units.is_empty() && reading.listed);
            let counts = |wording: &Wording| {
                let mut units = reading.units.iter().copied().chain(list);
                let part = wording.meaning.starts_with("decisions.");
                let counted =
                    units.any(|unit| unit == Unit::Persons && part || wording.counts(unit));
                counted || reading.units.is_empty() && list.is_none()
            };
            let mut fitting = reading
                .fitting
                .iter()
                .map(|index| &lexicon.wordings[*index]);
            fitting.any(|wording| wording.meaning == meaning && counts(wording))
        })
    };
    // Decisions that are called so were counted as such whatever the year.
    let cases = has("violations") || has("violations.leave_48h") && !has("decisions.leave");
    // In a list of cases nothing but its section would say so.
    let called = draft
        .entries
        .iter()
        .filter_map(Entry::reading)
        .any(|reading| reading.units.contains(&Unit::Decisions));
    let decided = has("decisions") && called && !cases;
    if possible.len() == 1 && !(possible[0] == Scheme::Cases && decided) {
        return possible;
    }
    let nested = [
        "decisions.leave",
        "decisions.entry_ban",
        "decisions.migration_code",
        "decisions.other_articles",
        "decisions.host_registration",
        "decisions.registration_rules",
        "decisions.employment",
    ];
    let all = possible.clone();
    let mut found: Vec<Vec<Scheme>> = Vec::new();
    if draft.opened {
        found.push(vec![Scheme::Reporting]);
    }
    if has("decisions") {
        if nested.into_iter().any(has) {
            found.push(vec![Scheme::Nested]);
        }
        if period.is_some() {
            found.push(vec![Scheme::Reporting]);
        }
        if has("decisions.article_16_1_8") {
            found.push(vec![Scheme::Fines]);
        }
        found.push(vec![Scheme::Fines, Scheme::Nested]);
    } else if cases {
        found.push(vec![Scheme::Cases]);
    } else if nested.into_iter().any(has) {
        found.push(vec![Scheme::Nested]);
    }
    let both = |schemes: Vec<Scheme>| -> Vec<Scheme> {
        schemes
            .into_iter()
            .filter(|scheme| possible.contains(scheme) || decided && possible == [Scheme::Cases])
            .collect()
    };
    found
        .into_iter()
        .map(both)
        .find(|schemes| !schemes.is_empty())
        .unwrap_or(all)
}
