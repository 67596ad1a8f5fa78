//! What a figure counts: applications, decisions, cases, calls or persons.

/// What is counted. The names are those of the lexicon's `unit` rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    Applications,
    Decisions,
    Cases,
    Calls,
    Persons,
}

impl Unit {
    pub fn named(name: &str) -> Option<Unit> {
        Some(match name {
            "applications" => Unit::Applications,
            "decisions" => Unit::Decisions,
            "cases" => Unit::Cases,
            "calls" => Unit::Calls,
            "persons" => Unit::Persons,
            _ => return None,
        })
    }

    /// The unit as one of several.
    pub fn alone(self) -> &'static [Unit] {
        match self {
            Unit::Applications => &[Unit::Applications],
            Unit::Decisions => &[Unit::Decisions],
            Unit::Cases => &[Unit::Cases],
            Unit::Calls => &[Unit::Calls],
            Unit::Persons => &[Unit::Persons],
        }
    }

    /// The units in which an indicator may be worded. The parts of the
    /// decisions were called cases in 2017; before, persons were counted, and
    /// what was decided about them.
    pub fn of_indicator(indicator: &str) -> &'static [Unit] {
        match indicator
            .split_once('.')
            .map_or(indicator, |(whole, _)| whole)
        {
            "applications" | "service_applications" | "e_applications" => &[Unit::Applications],
            "calls" => &[Unit::Calls],
            _ if indicator == "violations" => &[Unit::Cases, Unit::Persons],
            "violations" => &[Unit::Cases, Unit::Persons, Unit::Decisions],
            _ if indicator == "decisions" => &[Unit::Decisions],
            _ => &[Unit::Decisions, Unit::Cases],
        }
    }
}
