//! What the figures of a statement come to, found once for all statements of
//! one shape: what is asked of every statement must not look at them again.

use super::kind::Kind;
use super::lexicon::Lexicon;
use super::shape::{Hint, Reading};
use super::unit::Unit;

/// What the figures of a statement come to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Gist {
    /// A wording fits one of its figures.
    pub fits: bool,
    /// A figure begins a bulletin.
    pub opens: bool,
    /// A figure ends the lists of its bulletin.
    pub footer: bool,
    /// A figure of a whole wording does so where the statement begins with
    /// its period.
    pub taught_footer: bool,
    /// A figure is the value of an item, and nothing casts doubt on it.
    pub item: bool,
    /// As `item`, as far as any wording fits the figure.
    pub known_item: bool,
    /// What the items below it count: it has a total.
    pub total: Option<Unit>,
}

impl Gist {
    pub fn of(hints: &[Hint], lexicon: &Lexicon) -> Gist {
        let mut gist = Gist::default();
        for hint in hints {
            let Hint::Figure(reading) = hint else {
                continue;
            };
            let known = reading.is_known();
            let is = |kind: Kind| {
                let mut fitting = reading.fitting.iter();
                reading.doubt.is_none()
                    && fitting.any(|index| lexicon.wordings[*index].kind == kind)
            };
            let last = |index: &usize| lexicon.ends_lists(&lexicon.wordings[*index].meaning);
            gist.fits |= known;
            gist.opens |= is(Kind::Opening);
            gist.footer |= is(Kind::Footer);
            gist.taught_footer |= reading.verbatim.iter().any(last);
            gist.item |= reading.listed && reading.is_sure();
            gist.known_item |= reading.listed && known;
            gist.total = total(reading, lexicon).or(gist.total);
        }
        gist
    }
}

/// What the items below a total count.
fn total(reading: &Reading, lexicon: &Lexicon) -> Option<Unit> {
    const TOTALS: [&str; 4] = [
        "applications",
        "service_applications",
        "decisions",
        "violations",
    ];
    let meaning = |index: &usize| lexicon.wordings[*index].meaning.as_str();
    let total = |index: &usize| TOTALS.contains(&meaning(index));
    let sure = reading.fitting.iter().filter(|_| reading.doubt.is_none());
    let units = sure
        .filter(|index| total(index))
        .flat_map(|index| Unit::of_indicator(meaning(index)));
    let mut counted = units.filter(|unit| reading.units.contains(unit));
    let mut whole = reading.verbatim.iter().filter(|index| total(index));
    let whole = || Unit::of_indicator(meaning(whole.next()?)).first();
    counted.next().or_else(whole).copied()
}
