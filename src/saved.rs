//! Saved queries: the files of `queries/`, one query each.
//!
//! A file begins with comment lines, `-- title: …` and for each parameter
//! `-- param name=default: what it is`; without `=` it must be given. The
//! default stands in the SQL as well, so that the query runs in any SQLite
//! reader with nothing bound.

/// One saved query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedQuery {
    pub name: String,
    pub title: String,
    pub parameters: Vec<Parameter>,
    /// Without the comment lines at its head.
    pub sql: String,
}

/// A named value of a saved query, `:name` in its SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    pub name: String,
    /// What the SQL takes where no value is given; None if it must be given.
    pub default: Option<String>,
    pub about: String,
}

const EMBEDDED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/queries.rs"));

/// The queries of this program, by name.
pub fn embedded() -> Vec<SavedQuery> {
    EMBEDDED
        .iter()
        .map(|(name, text)| parse(name, text))
        .collect()
}

fn parse(name: &str, text: &str) -> SavedQuery {
    let mut query = SavedQuery {
        name: name.to_owned(),
        title: String::new(),
        parameters: Vec::new(),
        sql: String::new(),
    };
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next_if(|line| line.starts_with("-- ") || line.trim().is_empty()) {
        if let Some(title) = line.strip_prefix("-- title:") {
            query.title = title.trim().to_owned();
        } else if let Some(parameter) = line.strip_prefix("-- param ") {
            query.parameters.push(parameter_of(parameter));
        }
    }
    let body: Vec<&str> = lines.collect();
    query.sql = body.join("\n").trim_end().trim_end_matches(';').to_owned();
    query
}

fn parameter_of(line: &str) -> Parameter {
    let (head, about) = line.split_once(':').unwrap_or((line, ""));
    let (name, default) = match head.split_once('=') {
        Some((name, default)) => (name, Some(default.trim().to_owned())),
        None => (head, None),
    };
    Parameter {
        name: name.trim().to_owned(),
        default,
        about: about.trim().to_owned(),
    }
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_file_names_title_and_parameters() {
        let query = parse(
            "x",
            "-- title: T\n-- param a=1: one\n-- param b: two\n\n-- why\nSELECT 1;\n",
        );
        assert_eq!(
            (query.title.as_str(), query.signature().as_str()),
            ("T", "a=1 b")
        );
        assert_eq!(query.sql, "-- why\nSELECT 1".trim_start_matches("-- why\n"));
        assert_eq!(query.parameters[1].about, "two");
    }

    #[test]
    fn every_query_has_a_title_and_describes_the_parameters_of_its_sql() {
        for query in embedded() {
            assert!(!query.title.is_empty(), "{} has no title", query.name);
            for parameter in &query.parameters {
                assert!(
                    query.sql.contains(&format!(":{}", parameter.name)),
                    "{}",
                    query.name
                );
                assert!(
                    !parameter.about.is_empty(),
                    "{} of {}",
                    parameter.name,
                    query.name
                );
            }
        }
    }
}
