//! What a row of the lexicon can be.

/// What a wording says about the text it is found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Alternatives that many rows share; `meaning` is their name.
    Group,
    /// A line of its own that begins a section; `meaning` is its unit.
    Heading,
    /// A figure whose sentence begins a reporting-period bulletin.
    Opening,
    /// A figure.
    Figure,
    /// A figure whose sentence ends the lists of its bulletin.
    Footer,
    /// A whole label, word for word, which says what is counted, too; asked
    /// where no other row is sure.
    Verbatim,
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
    /// Between a figure and the whole that it is a part of: "461 out of 1,127".
    OutOf,
    /// "Since the beginning of the year".
    ToDate,
    /// Words that are no typing errors of others.
    Known,
    /// Beginnings of words whose typing errors are not forgiven: a letter
    /// turns one into another.
    Distinct,
}

impl Kind {
    pub const ALL: [(&'static str, Kind); 30] = [
        ("group", Kind::Group),
        ("heading", Kind::Heading),
        ("opening", Kind::Opening),
        ("figure", Kind::Figure),
        ("footer", Kind::Footer),
        ("verbatim", Kind::Verbatim),
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
        ("out-of", Kind::OutOf),
        ("to-date", Kind::ToDate),
        ("known", Kind::Known),
        ("distinct", Kind::Distinct),
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
