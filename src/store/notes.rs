//! What to know about a result that the result does not say: codes that do
//! not exist, sums that count a month twice (promise E5).

use super::Store;
use super::catalog::pairs;
use super::query::{Values, bind};
use crate::sql::{self, Statement, Sum};
use std::fmt;

/// A remark about a statement that was run; never part of its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The result is probably not what was meant.
    Warning(String),
    /// Something explains the result.
    Note(String),
}

impl fmt::Display for Note {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::Warning(words) => write!(out, "warning: {words}"),
            Note::Note(words) => write!(out, "note: {words}"),
        }
    }
}

/// Whether a sum adds overlapping periods.
enum Overlap {
    /// An indicator and two periods.
    Found([String; 3]),
    None,
    /// The question cannot be asked apart from the statement.
    Unknown,
}

impl Store {
    /// Remarks about a statement that was run with these values. Looks at
    /// rows only where figures are added; says nothing where time is up.
    pub fn notes(&self, statement: Statement<'_>, values: Values<'_>) -> Vec<Note> {
        let mut notes = self.unknown_indicators(statement.text);
        let overlap = |sum: &Sum| match self.overlap(sum, values) {
            Overlap::Found([indicator, earlier, later]) => {
                Some(words(sum, &indicator, &earlier, &later))
            }
            Overlap::Unknown if sum.direct && !sum.heeds_time && self.has_figures() => Some(
                "this may add overlapping periods of one indicator; monthly has each month once"
                    .to_owned(),
            ),
            _ => None,
        };
        let sums = sql::sums(statement.text);
        notes.extend(sums.iter().find_map(overlap).map(Note::Warning));
        notes
    }

    fn unknown_indicators(&self, sql: &str) -> Vec<Note> {
        let named = sql::literals(sql, "indicator");
        if named.is_empty() {
            return Vec::new();
        }
        let known = pairs(
            &self.connection,
            "SELECT indicator, '' FROM main.indicator LIMIT 1000",
        );
        let is_known = |code: &String| known.is_empty() || known.iter().any(|(it, _)| it == code);
        let unknown = named.into_iter().filter(|code| !is_known(code)).take(MOST);
        let note = |code: String| {
            let help = match sql::closest(&code, known.iter().map(|(code, _)| code.as_str())) {
                Some(meant) => format!("did you mean {meant}?"),
                None => "SELECT indicator, name FROM indicator lists them".to_owned(),
            };
            Note::Note(format!("there is no indicator '{code}'; {help}"))
        };
        unknown.map(note).collect()
    }

    fn overlap(&self, sum: &Sum, values: Values<'_>) -> Overlap {
        let Ok(mut prepared) = self.connection.prepare(&sum.sql) else {
            let in_time = self.stop.reason().is_none();
            return if in_time {
                Overlap::Unknown
            } else {
                Overlap::None
            };
        };
        if bind(&mut prepared, values).is_err() {
            return Overlap::None;
        }
        let mut rows = prepared.raw_query();
        let first = rows.next().ok().flatten();
        let found = first.and_then(|row| {
            let cell = |at| row.get::<_, String>(at).ok();
            Some([cell(0)?, cell(1)?, cell(2)?])
        });
        found.map_or(Overlap::None, Overlap::Found)
    }

    /// Whether `series` and `monthly` are ours, not a stranger's.
    fn has_figures(&self) -> bool {
        let ours = "SELECT s.indicator, s.time_period, p.months, m.month
                    FROM main.series AS s, main.period AS p, main.monthly AS m";
        self.connection.prepare(ours).is_ok()
    }
}

/// Unknown codes that are named.
const MOST: usize = 5;

fn words(sum: &Sum, indicator: &str, earlier: &str, later: &str) -> String {
    if earlier != later {
        return format!(
            "this adds overlapping periods of one indicator, for instance {indicator} of {earlier} and {later}; \
             monthly has each month once"
        );
    }
    let reason = if sum.of_claims {
        "series has each period once"
    } else {
        "a join repeats it"
    };
    format!("this adds a figure more than once, for instance {indicator} of {later}; {reason}")
}
