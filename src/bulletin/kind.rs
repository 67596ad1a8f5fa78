//! What a row of the lexicon can be, and the schemes by which decisions were
//! counted over the years.

use super::period::Period;

/// What a wording says about the text it is found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A line of its own that begins a section; `meaning` is its unit.
    Heading,
    /// A figure whose sentence begins a reporting-period bulletin.
    Opening,
    /// A figure.
    Figure,
    /// A figure whose sentence ends the lists of its bulletin.
    Footer,
    /// A word for what is counted.
    Unit,
    /// A word that changes what a label means: the figure stays unread.
    Guard,
    /// Words that begin a comparison with another figure.
    Comparison,
    /// Words that end a clause about the source: "reports that, …".
    Source,
    /// Words that say "of what was just mentioned".
    These,
    /// A number that is no figure; `meaning` says what it is.
    Reference,
    /// Words of a period phrase; `meaning` is their value.
    Month,
    Count,
    Ordinal,
    Span,
    /// Words around a period phrase that say when.
    When,
    /// Words around a period phrase that only compare with it.
    NotWhen,
    /// Words inside a period phrase that say nothing: of, the.
    Between,
    /// Words between the ends of a stretch of months.
    Until,
    /// Words that may stand at the edge of a label.
    Filler,
    /// Words that join two parts of a sentence.
    And,
    /// A word that multiplies the number before it.
    Multiplier,
    /// The ending of a number: of a year or an ordinal, or any other.
    OrdinalSuffix,
    Suffix,
    /// The name of an agency; `meaning` is `own` or `foreign`.
    Agency,
    /// Words that are no typing errors of others.
    Known,
}

impl Kind {
    pub const ALL: [(&'static str, Kind); 25] = [
        ("heading", Kind::Heading),
        ("opening", Kind::Opening),
        ("figure", Kind::Figure),
        ("footer", Kind::Footer),
        ("unit", Kind::Unit),
        ("guard", Kind::Guard),
        ("comparison", Kind::Comparison),
        ("source", Kind::Source),
        ("these", Kind::These),
        ("reference", Kind::Reference),
        ("month", Kind::Month),
        ("count", Kind::Count),
        ("ordinal", Kind::Ordinal),
        ("span", Kind::Span),
        ("when", Kind::When),
        ("not-when", Kind::NotWhen),
        ("between", Kind::Between),
        ("until", Kind::Until),
        ("filler", Kind::Filler),
        ("and", Kind::And),
        ("multiplier", Kind::Multiplier),
        ("ordinal-suffix", Kind::OrdinalSuffix),
        ("suffix", Kind::Suffix),
        ("agency", Kind::Agency),
        ("known", Kind::Known),
    ];

    /// Those that give a figure its indicator.
    pub const LABELS: [Kind; 3] = [Kind::Opening, Kind::Figure, Kind::Footer];

    pub fn is_label(self) -> bool {
        Kind::LABELS.contains(&self)
    }

    pub fn named(name: &str) -> Option<Kind> {
        let mut all = Kind::ALL.iter();
        all.find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    pub fn name(self) -> &'static str {
        let mut all = Kind::ALL.iter();
        all.find(|(_, kind)| *kind == self)
            .map_or("", |(name, _)| *name)
    }
}

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
