//! Saved queries: those of this program (`queries/`) and those in a person's
//! own folder. Each is a text of SQL whose comments at its head say what it
//! shows and what it takes (`head`). What a file holds, which values are
//! allowed in it and how a query is run are the commands' business.

mod folder;
mod head;
mod scan;

pub use folder::{Broken, Folder, SaveError, save};
pub use head::{Fault, Wrong};

/// One saved query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedQuery {
    pub name: String,
    /// Empty where its head does not give one.
    pub title: String,
    pub parameters: Vec<Parameter>,
    /// The whole text, head included, without a semicolon at its end.
    pub sql: String,
}

/// A named value of a saved query, `:name` in its SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    pub name: String,
    pub kind: Kind,
    /// What is taken where no value or an empty one is given; None if one
    /// must be given.
    pub default: Option<String>,
    /// SQL whose first column gives the allowed values, the second, where
    /// there is one, what each means. No other value is taken then.
    pub values: Option<String>,
    pub about: String,
}

/// The type of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// The code of an indicator.
    Code,
    /// `2024-01`
    Month,
    /// An SDMX time period, `2024-01-01/P9M`.
    Period,
    /// `2024-12-05`
    Date,
    /// A whole number; it may have thousands marks.
    Number,
}

impl Kind {
    pub const ALL: [(&'static str, Kind); 6] = [
        ("text", Kind::Text),
        ("code", Kind::Code),
        ("month", Kind::Month),
        ("period", Kind::Period),
        ("date", Kind::Date),
        ("number", Kind::Number),
    ];
}

const EMBEDDED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/queries.rs"));

/// The queries of this program, by name. A test holds that all can be read.
pub fn embedded() -> Vec<SavedQuery> {
    EMBEDDED
        .iter()
        .filter_map(|(name, text)| SavedQuery::parse(name, text).ok())
        .collect()
}

impl SavedQuery {
    /// The parameters in one line: `indicator=decisions from= to=`.
    pub fn signature(&self) -> String {
        let parameters = self
            .parameters
            .iter()
            .map(|parameter| match &parameter.default {
                Some(default) => format!("{}={default}", parameter.name),
                None => parameter.name.clone(),
            });
        parameters.collect::<Vec<_>>().join(" ")
    }

    /// The text as a file keeps it. It begins with a line break, because
    /// `sqlite3 FILE "$SQL"` takes what begins with `--` for an option.
    pub fn stored_sql(&self) -> String {
        format!("\n{}", self.sql)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_query_of_the_program_can_be_read() {
        for (name, text) in EMBEDDED {
            if let Err(fault) = SavedQuery::parse(name, text) {
                panic!("{name}: {fault}");
            }
        }
        assert_eq!(embedded().len(), EMBEDDED.len());
    }

    #[test]
    fn every_query_has_a_title_and_says_what_its_parameters_are() {
        for query in embedded() {
            assert!(!query.title.is_empty(), "{} has no title", query.name);
            assert!(query.title.len() <= 72, "{}", query.name);
            for parameter in &query.parameters {
                let shown = format!("{} of {}", parameter.name, query.name);
                assert!(!parameter.about.is_empty(), "{shown}");
                assert!(parameter.default.is_some(), "{shown} runs with nothing");
            }
        }
    }

    #[test]
    fn what_a_file_keeps_reads_back() {
        for query in embedded() {
            let stored = query.stored_sql();
            assert_eq!(SavedQuery::parse(&query.name, stored.trim()), Ok(query));
        }
    }
}
