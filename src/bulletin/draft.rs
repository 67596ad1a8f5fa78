//! A bulletin while it is being read, and how its period is settled.

use super::lexicon::{Kind, Wording};
use super::{Bulletin, Figure, Passage, Period, Role};

/// A bulletin while it is being read.
pub struct Draft<'l> {
    pub first_line: usize,
    pub last_line: usize,
    pub language: &'l str,
    pub layout: &'l str,
    pub section: &'l str,
    /// Wording index of the last heading.
    pub heading: Option<usize>,
    /// Its lists have ended.
    pub closed: bool,
    /// An unknown announcement stands above the items: "Permits issued:".
    pub suspended: bool,
    pub claims: Vec<(&'l str, i64, usize)>,
    pub periods: Vec<Named>,
    pub numbers: Vec<Figure<'l>>,
}

/// A period phrase of a bulletin and its numbers.
pub struct Named {
    pub period: Period,
    pub words: String,
    /// It stands in the sentence of a figure whose wording may state the
    /// period, at a place that says when.
    pub states: bool,
    pub numbers: Vec<usize>,
}

impl<'l> Draft<'l> {
    /// Whether a wording holds where the bulletin has got to.
    pub fn admits(&self, wording: &Wording) -> bool {
        wording.language == self.language
            && (wording.layout.is_empty() || wording.layout == self.layout)
            && (wording.section.is_empty() || wording.section == self.section)
            && (!self.closed || wording.kind == Kind::Footer)
            && (!self.suspended || wording.kind != Kind::Item)
    }

    /// Settles the period and hands the bulletin over.
    pub fn finish(mut self) -> Passage<'l> {
        let mut words: Vec<&str> = Vec::new();
        let mut period = None;
        for named in self.periods.iter().filter(|named| named.states) {
            if period.is_none_or(|period: Period| period != named.period) {
                words.push(&named.words);
                period.get_or_insert(named.period);
            }
        }
        let agreed = period.filter(|_| words.len() == 1);
        let period_text = (!words.is_empty()).then(|| words.join("; "));
        for named in &self.periods {
            if named.states || agreed == Some(named.period) {
                for index in &named.numbers {
                    self.numbers[*index].role = Role::Period;
                }
            }
        }
        let bulletin = Bulletin {
            first_line: self.first_line,
            last_line: self.last_line,
            language: self.language,
            layout: self.layout,
            period_text,
            period: agreed,
        };
        Passage {
            bulletin: Some(bulletin),
            numbers: self.numbers,
        }
    }
}
