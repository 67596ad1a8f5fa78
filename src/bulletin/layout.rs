//! The name of a bulletin's layout, and its language.

use super::Role;
use super::draft::Entry;
use super::scheme::Scheme;
use super::settle::Settling;
use super::shape::Reading;

impl<'l> Settling<'_, 'l> {
    /// The numbers that are observations.
    fn claimed(&self, roles: &[Role<'l>]) -> impl Iterator<Item = &Entry> {
        let entries = self.draft.entries.iter().zip(roles);
        let claimed = entries.filter(|(_, role)| matches!(role, Role::Observation(_)));
        claimed.map(|(entry, _)| entry)
    }

    pub(super) fn layout(&self, roles: &[Role<'l>]) -> &'static str {
        let readings: Vec<&Reading> = self.claimed(roles).filter_map(Entry::reading).collect();
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
    pub(super) fn language(&self, roles: &[Role<'l>]) -> &'static str {
        let languages: Vec<&'static str> = self
            .claimed(roles)
            .map(|entry| entry.shape.language)
            .collect();
        let count = |language: &str| languages.iter().filter(|one| **one == language).count();
        let most = ["ru", "az", "en"]
            .into_iter()
            .max_by_key(|language| count(language));
        most.filter(|_| !languages.is_empty())
            .unwrap_or(self.draft.language)
    }
}
