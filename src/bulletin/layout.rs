//! The name of a bulletin's layout, and its language.

use super::draft::Entry;
use super::scheme::Scheme;
use super::settle::Settling;
use super::{Figure, Role};

impl<'l> Settling<'_, 'l> {
    /// The entries of the numbers that are observations.
    fn claimed(&self, numbers: &[Figure<'l>]) -> impl Iterator<Item = &Entry> {
        let entries = self.draft.entries.iter().zip(numbers);
        let claimed = entries.filter(|(_, number)| matches!(number.role, Role::Observation(_)));
        claimed.map(|(entry, _)| entry)
    }

    pub(super) fn layout(&self, numbers: &[Figure<'l>]) -> &'static str {
        let (mut claimed, mut listed) = (0, 0);
        for reading in self.claimed(numbers).filter_map(Entry::reading) {
            claimed += 1;
            listed += usize::from(reading.listed);
        }
        let list = !self.draft.sections.is_empty() || listed * 2 > claimed;
        let violations = self.claims.iter().any(|claim| {
            let indicator = claim.indicator;
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
    pub(super) fn language(&self, numbers: &[Figure<'l>]) -> &'static str {
        const LANGUAGES: [&str; 3] = ["ru", "az", "en"];
        let mut counts = [0_usize; 3];
        for entry in self.claimed(numbers) {
            let at = LANGUAGES
                .iter()
                .position(|one| *one == entry.shape.language);
            counts[at.unwrap_or(0)] += 1;
        }
        let most = (0..3).max_by_key(|at| counts[*at]).unwrap_or(0);
        match counts[most] {
            0 => self.draft.language,
            _ => LANGUAGES[most],
        }
    }
}
