//! Settles a complete bulletin: its period, the scheme by which it counts,
//! and which of its numbers claims which indicator.

use super::draft::{Draft, Entry};
use super::kind::Scheme;
use super::lexicon::{Lexicon, Wording};
use super::period::{Named, Period};
use super::shape::{Hint, Reading};
use super::unit::Unit;
use super::{Bulletin, Figure, Passage, Role, Unread, rereading};

/// Figures beyond this are no counts; sums of many such still fit 64 bits,
/// so that no view overflows.
pub const LARGEST: i64 = 1_000_000_000_000;

impl Draft {
    /// Settles the bulletin and hands it over.
    pub fn settle<'l>(self, lexicon: &'l Lexicon) -> Passage<'l> {
        let dates = Dates::of(&self);
        let mut settling = Settling {
            lexicon,
            schemes: schemes(&self, dates.period, lexicon),
            years: dates.period.map(Period::years),
            dates: &dates,
            draft: &self,
            claims: Vec::new(),
            chain: Vec::new(),
            last: None,
        };
        let mut roles: Vec<Role<'l>> = self
            .entries
            .iter()
            .map(|entry| settling.role(entry))
            .collect();
        settling.repeats(&mut roles);
        let claims = settling.claims.len();
        let (layout, language) = (settling.layout(&roles), settling.language(&roles));
        let numbers = self.entries.iter().zip(roles).map(|(entry, role)| Figure {
            line_no: entry.line_no,
            column_no: entry.column_no,
            length: entry.length,
            value: entry.value,
            role,
        });
        let numbers = numbers.collect();
        let bulletin = (claims > 0 || !self.sections.is_empty()).then(|| Bulletin {
            first_line: self.first_line,
            last_line: self.last_line,
            language,
            layout,
            period_text: dates.text.clone(),
            period: dates.period,
            yearless: dates.yearless.map(Named::parts),
        });
        Passage { bulletin, numbers }
    }
}

/// What the phrases of a bulletin come to.
struct Dates {
    period: Option<Period>,
    /// Months whose year is not named.
    yearless: Option<Named>,
    text: Option<String>,
    /// Phrases that state the period, by their index.
    stating: Vec<bool>,
}

impl Dates {
    fn of(draft: &Draft) -> Dates {
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
            stated.statement == first && before && !phrase(*index).compared
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
    fn agrees(&self, named: Named) -> bool {
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

/// The schemes that a bulletin can follow: by its period, and where that
/// leaves several, by what it lists.
fn schemes(draft: &Draft, period: Option<Period>, lexicon: &Lexicon) -> Vec<Scheme> {
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
    let decided = has("decisions") && !cases;
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
        schemes.into_iter().filter(|scheme| possible.contains(scheme) || decided && possible == [Scheme::Cases]).collect()
    };
    found.into_iter().map(both).find(|schemes| !schemes.is_empty()).unwrap_or(all)
}

struct Settling<'s, 'l> {
    lexicon: &'l Lexicon,
    schemes: Vec<Scheme>,
    years: Option<std::ops::RangeInclusive<i64>>,
    dates: &'s Dates,
    draft: &'s Draft,
    claims: Vec<(&'l str, i64, usize)>,
    /// The indicator claimed last, below those that it is a part of.
    chain: Vec<&'l str>,
    /// What the figure before was taken for, and its statement; None: unread.
    last: Option<(usize, Option<&'l str>)>,
}

impl<'l> Settling<'_, 'l> {
    fn role(&mut self, entry: &Entry) -> Role<'l> {
        let open = !matches!(entry.hint(), Hint::Phrase(_) | Hint::Reference);
        if let Some(fault) = entry.fault.as_ref().filter(|_| open) {
            return Role::Unread(fault.clone());
        }
        match entry.hint() {
            Hint::Phrase(index) if self.dates.stating[entry.phrases + index] => Role::Period,
            Hint::Phrase(_) | Hint::Reference => Role::Reference,
            Hint::Unread(reason) => Role::Unread(reason.clone()),
            Hint::Rounded => Role::Unread(Unread::Rounded),
            Hint::Figure(reading) => {
                let role = self.figure(entry, reading);
                let claimed = match role {
                    Role::Observation(indicator) | Role::Repeat(indicator) => Some(indicator),
                    _ => None,
                };
                if !reading.aside || claimed.is_some() {
                    self.last = Some((entry.statement, claimed));
                }
                role
            }
        }
    }

    fn figure(&mut self, entry: &Entry, reading: &Reading) -> Role<'l> {
        match self.wording(entry, reading) {
            Ok(wording) => self.claim(entry, wording),
            Err(reason) => Role::Unread(reason),
        }
    }

    /// The one wording that holds for a figure where it stands.
    fn wording(&self, entry: &Entry, reading: &Reading) -> Result<&'l Wording, Unread> {
        let lexicon = self.lexicon;
        let fitting = || {
            reading
                .fitting
                .iter()
                .map(|index| &lexicon.wordings[*index])
        };
        if reading.fitting.is_empty() {
            return Err(Unread::NoWording);
        }
        if let Some(doubt) = &reading.doubt {
            return Err(doubt.clone());
        }
        let misplaced = || Unread::Misplaced(names(fitting()));
        if entry.closed {
            return Err(Unread::Outside);
        }
        if entry.scope.suspended && reading.listed {
            return Err(misplaced());
        }
        let phrase = reading.phrase.map(|at| &entry.shape.phrases[at]);
        if phrase.is_some_and(|phrase| {
            phrase.compared || phrase.named.is_some_and(|named| !self.dates.agrees(named))
        }) {
            return Err(Unread::OtherPeriod);
        }
        let units = self.units(entry, reading);
        if units.is_empty() {
            return Err(Unread::Uncounted);
        }
        // "By 1094 of the decisions …: 846 foreigners leave the country".
        let decided = units.contains(&Unit::Persons) && self.chain.contains(&"decisions");
        let counts = |wording: &Wording| {
            units.iter().any(|unit| wording.counts(*unit))
                || decided && wording.meaning.starts_with("decisions.")
        };
        let holds = |wording: &&Wording| {
            self.schemes.iter().any(|scheme| wording.holds_in(*scheme))
                && wording.holds_when(self.years.clone())
                && counts(wording)
                && (wording.within.is_empty() || self.chain.contains(&wording.within.as_str()))
        };
        let here: Vec<&'l Wording> = fitting().filter(holds).collect();
        let Some(wording) = here.first() else {
            return Err(misplaced());
        };
        if here.iter().any(|other| other.meaning != wording.meaning) {
            return Err(Unread::Ambiguous(names(here.into_iter())));
        }
        if reading.these && !self.is_part(entry, &wording.meaning) {
            return Err(misplaced());
        }
        Ok(wording)
    }

    /// What a figure counts: by its own words, by its list, or as a part of
    /// what was mentioned before.
    fn units(&self, entry: &Entry, reading: &Reading) -> Vec<Unit> {
        if !reading.units.is_empty() {
            return reading.units.clone();
        }
        let list = entry.scope.unit.filter(|_| reading.listed);
        let before = self
            .chain
            .last()
            .filter(|_| reading.these || entry.scope.these);
        match (list, before) {
            (_, Some(indicator)) => Unit::of_indicator(indicator).to_vec(),
            (Some(unit), None) => vec![unit],
            (None, None) => Vec::new(),
        }
    }

    /// Whether "of them" can mean what was claimed before: an unread figure
    /// right before it has parts that nobody knows.
    fn is_part(&self, entry: &Entry, indicator: &str) -> bool {
        let unknown = matches!(self.last, Some((statement, None)) if statement == entry.statement);
        let part = self
            .chain
            .iter()
            .any(|whole| self.lexicon.is_part(indicator, whole));
        // "410 decisions: 250 on …, 130 on …" without a wording for the 410.
        let sibling = |before: &str| {
            let wholes = self.lexicon.wholes(before);
            wholes.iter().any(|whole| self.lexicon.is_part(indicator, whole))
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
        let indicator = wording.meaning.as_str();
        while self
            .chain
            .last()
            .is_some_and(|last| !self.lexicon.is_part(indicator, last))
        {
            self.chain.pop();
        }
        self.chain.push(indicator);
        rereading::claim(&mut self.claims, indicator, value, entry.line_no)
    }

    /// A headline, or "of the 472 decisions", repeats a figure; a rounded
    /// one only refers to it.
    fn repeats(&self, roles: &mut [Role<'l>]) {
        let first = roles
            .iter()
            .position(|role| matches!(role, Role::Observation(_)));
        let first = first.map_or(0, |at| self.draft.entries[at].statement);
        for (entry, role) in self.draft.entries.iter().zip(roles) {
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
                    let same = self.claims.iter().find(|(indicator, value, _)| {
                        Some(*value) == entry.value && counts(indicator)
                    });
                    if let Some((indicator, _, _)) = same {
                        *role = Role::Repeat(indicator);
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
                .any(|(_, claimed, _)| (claimed - value).abs() * 20 <= value)
        })
    }

    fn layout(&self, roles: &[Role<'l>]) -> &'static str {
        let claimed = self
            .draft
            .entries
            .iter()
            .zip(roles)
            .filter(|(_, role)| matches!(role, Role::Observation(_)));
        let readings: Vec<&Reading> = claimed.filter_map(|(entry, _)| entry.reading()).collect();
        let listed = readings.iter().filter(|reading| reading.listed).count();
        let list = !self.draft.sections.is_empty() || listed * 2 > readings.len();
        let violations = self.claims.iter().any(|(indicator, _, _)| {
            indicator.starts_with("decisions") || indicator.starts_with("violations")
        });
        let scheme = match self.schemes[..] {
            _ if self.draft.opened => Some(Scheme::Reporting),
            [scheme] if violations || list => Some(scheme),
            [Scheme::Reporting, Scheme::Nested] if violations || list => Some(Scheme::Nested),
            _ => None,
        };
        match (scheme, list) {
            (Some(Scheme::Cases), true) => "cases-list",
            (Some(Scheme::Cases), false) => "cases-prose",
            (Some(Scheme::Fines), true) => "fines-list",
            (Some(Scheme::Fines), false) => "fines-prose",
            (Some(Scheme::Nested), true) => "nested-list",
            (Some(Scheme::Nested), false) => "nested-prose",
            (Some(Scheme::Reporting), true) => "reporting-list",
            (Some(Scheme::Reporting), false) => "reporting-prose",
            (None, true) => "list",
            (None, false) => "prose",
        }
    }

    /// The language of most figures.
    fn language(&self, roles: &[Role<'l>]) -> &'static str {
        let claimed = self
            .draft
            .entries
            .iter()
            .zip(roles)
            .filter(|(_, role)| matches!(role, Role::Observation(_)));
        let languages: Vec<&'static str> = claimed.map(|(entry, _)| entry.shape.language).collect();
        let count = |language: &str| languages.iter().filter(|one| **one == language).count();
        let most = ["ru", "az", "en"]
            .into_iter()
            .max_by_key(|language| count(language));
        most.filter(|_| !languages.is_empty())
            .unwrap_or(self.draft.language)
    }
}

/// The different meanings of wordings, for a message.
fn names<'l>(wordings: impl Iterator<Item = &'l Wording>) -> String {
    let mut names: Vec<&str> = wordings.map(|wording| wording.meaning.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.join(" and ")
}
