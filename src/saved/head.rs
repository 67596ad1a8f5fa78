//! The comment lines at the head of a saved query:
//!
//! - `-- title: …` says what it shows;
//! - `-- param TYPE NAME=DEFAULT: …` describes `:NAME`. TYPE is text where it
//!   is left out; without `=` a value must be given;
//! - `-- values NAME: SELECT …` lists the values that NAME may have.
//!
//! Other comments are for those who read the SQL.

use super::scan::scan;
use super::{Kind, Parameter, SavedQuery};

/// What is wrong with the text of a saved query, and in which line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {wrong}")]
pub struct Fault {
    pub line: usize,
    pub wrong: Wrong,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("{0}")]
    Unreadable(String),
    #[error("not valid UTF-8")]
    NotUtf8,
    #[error("a NUL byte, which SQL cannot have")]
    Nul,
    #[error("there is no SQL")]
    NoSql,
    #[error("a second statement begins; a saved query is one")]
    SecondStatement,
    #[error("not understood; a parameter is described as -- param NAME=DEFAULT: what it is")]
    Form,
    #[error("no type {0}; a parameter is a {types}", types = types())]
    Type(String),
    #[error("{0} is described twice")]
    Twice(String),
    #[error("{0} is described, but :{0} is not in the SQL")]
    NotInSql(String),
    #[error(":{0} is not described; add -- param {0}: what it is")]
    NotDescribed(String),
    #[error("values of {0}, which no line above describes")]
    ValuesOf(String),
    #[error("the values of {0} must be one SELECT or VALUES without parameters")]
    Values(String),
}

fn types() -> String {
    let [first @ .., (last, _)] = &Kind::ALL;
    let first: Vec<&str> = first.iter().map(|(name, _)| *name).collect();
    format!("{} or {last}", first.join(", "))
}

impl SavedQuery {
    /// Reads the text of a query.
    ///
    /// # Errors
    /// The first fault of its head, or the first difference between the head
    /// and the parameters of the SQL.
    pub fn parse(name: &str, text: &str) -> Result<SavedQuery, Fault> {
        let text = text.trim_start_matches('\u{feff}');
        let head = Head::read(text)?;
        let scan = scan(text);
        let end = text.lines().count().max(1);
        let fault = |line, wrong| Err(Fault { line, wrong });
        if let Some((before, _)) = text.split_once('\0') {
            return fault(before.matches('\n').count() + 1, Wrong::Nul);
        }
        if !scan.begins {
            return fault(end, Wrong::NoSql);
        }
        if let Some(line) = scan.second {
            return fault(line, Wrong::SecondStatement);
        }
        for (parameter, line) in &head.parameters {
            if !scan
                .parameters
                .iter()
                .any(|(name, _)| *name == parameter.name)
            {
                return fault(*line, Wrong::NotInSql(parameter.name.clone()));
            }
        }
        for (name, line) in scan.parameters {
            if !head.describes(name) {
                return fault(line, Wrong::NotDescribed(name.to_owned()));
            }
        }
        Ok(SavedQuery {
            name: name.to_owned(),
            title: head.title,
            parameters: head.parameters.into_iter().map(|(it, _)| it).collect(),
            sql: text.trim_end().trim_end_matches(';').trim_end().to_owned(),
        })
    }
}

/// The text of a query file with this title: parameters that its head does
/// not describe yet become parameters to be asked for.
///
/// # Errors
/// A fault of the head that the SQL has already.
pub fn compose(title: &str, sql: &str) -> Result<String, Fault> {
    let head = Head::read(sql)?;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = String::new();
    if !title.is_empty() {
        text.push_str(&format!("-- title: {title}\n"));
    }
    for (name, _) in scan(sql).parameters {
        if !head.describes(name) {
            text.push_str(&format!("-- param {name}:\n"));
        }
    }
    for (index, line) in sql.trim_end().lines().enumerate() {
        let replaced = !title.is_empty() && head.title_lines.contains(&(index + 1));
        if !replaced {
            text.push_str(line);
            text.push('\n');
        }
    }
    Ok(text)
}

/// What the head says; lines count from 1.
#[derive(Default)]
struct Head {
    title: String,
    title_lines: Vec<usize>,
    parameters: Vec<(Parameter, usize)>,
}

impl Head {
    fn read(text: &str) -> Result<Head, Fault> {
        let mut head = Head::default();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with("--") {
                break;
            }
            let number = index + 1;
            let fault = |wrong| Fault {
                line: number,
                wrong,
            };
            if let Some(title) = line.strip_prefix("-- title:") {
                head.title = title.trim().to_owned();
                head.title_lines.push(number);
            } else if let Some(described) = line.strip_prefix("-- param ") {
                let parameter = parameter(described).map_err(fault)?;
                if head.describes(&parameter.name) {
                    return Err(fault(Wrong::Twice(parameter.name)));
                }
                head.parameters.push((parameter, number));
            } else if let Some(values) = line.strip_prefix("-- values ") {
                head.take_values(values).map_err(fault)?;
            }
        }
        Ok(head)
    }

    fn describes(&self, name: &str) -> bool {
        self.parameters.iter().any(|(known, _)| known.name == name)
    }

    fn take_values(&mut self, line: &str) -> Result<(), Wrong> {
        let (name, sql) = line.split_once(':').ok_or(Wrong::Form)?;
        let (name, sql) = (name.trim(), sql.trim());
        let known = self.parameters.iter_mut().find(|(it, _)| it.name == name);
        let Some((parameter, _)) = known else {
            return Err(Wrong::ValuesOf(name.to_owned()));
        };
        if parameter.values.is_some() {
            return Err(Wrong::Twice(format!("what {name} may be")));
        }
        let scan = scan(sql);
        if !scan.begins || scan.second.is_some() || !scan.parameters.is_empty() {
            return Err(Wrong::Values(name.to_owned()));
        }
        parameter.values = Some(sql.to_owned());
        Ok(())
    }
}

/// Reads `TYPE NAME=DEFAULT: about`.
fn parameter(line: &str) -> Result<Parameter, Wrong> {
    let (head, about) = line.split_once(':').unwrap_or((line, ""));
    let (head, default) = match head.split_once('=') {
        Some((head, default)) => (head, Some(default.trim().to_owned())),
        None => (head, None),
    };
    let words: Vec<&str> = head.split_whitespace().collect();
    let (kind, name) = match words[..] {
        [name] => (Kind::Text, name),
        [kind, name] => {
            let known = Kind::ALL.iter().find(|(name, _)| *name == kind);
            let (_, known) = known.ok_or_else(|| Wrong::Type(kind.to_owned()))?;
            (*known, name)
        }
        _ => return Err(Wrong::Form),
    };
    Ok(Parameter {
        name: name.to_owned(),
        kind,
        default,
        values: None,
        about: about.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        SavedQuery::parse("x", text).unwrap_err().to_string()
    }

    #[test]
    fn the_head_of_a_file_names_title_and_parameters() {
        let text = "-- title: T\n-- param code a=1 2: one\n--\n-- param b: two\n-- values b: VALUES ('x;y:z')\n\n-- why\nSELECT :a, :b;\n";
        let query = SavedQuery::parse("x", text).unwrap();
        assert_eq!(
            (query.title.as_str(), query.signature().as_str()),
            ("T", "a=1 2 b")
        );
        let [a, b] = &query.parameters[..] else {
            panic!("{query:?}")
        };
        assert_eq!((a.kind, b.kind), (Kind::Code, Kind::Text));
        assert_eq!((a.values.as_deref(), b.about.as_str()), (None, "two"));
        assert_eq!(b.values.as_deref(), Some("VALUES ('x;y:z')"));
        assert!(query.sql.starts_with("-- title: T\n") && query.sql.ends_with("SELECT :a, :b"));
    }

    #[test]
    fn a_query_needs_neither_title_nor_parameters() {
        let query = SavedQuery::parse("x", "\u{feff}SELECT 1 -- one;\n").unwrap();
        assert_eq!((query.title.as_str(), query.parameters.len()), ("", 0));
    }

    #[test]
    fn a_fault_names_its_line() {
        for (text, words) in [
            ("", "line 1: there is no SQL"),
            ("-- title: x\n-- nothing\n", "line 2: there is no SQL"),
            ("SELECT 1;\nSELECT 2", "line 2: a second statement begins"),
            (
                "-- param cod a: x\nSELECT :a",
                "line 1: no type cod; a parameter is a text, code, month, period, date or number",
            ),
            (
                "-- param a: x\n-- param a: y\nSELECT :a",
                "line 2: a is described twice",
            ),
            (
                "-- param a: x\nSELECT ':a'",
                "line 1: a is described, but :a is not in the SQL",
            ),
            (
                "-- title: x\n\nSELECT\n  :a",
                "line 4: :a is not described; add -- param a: what it is",
            ),
            ("-- param : x\nSELECT 1", "line 1: not understood"),
            ("-- param a code b: x\nSELECT 1", "line 1: not understood"),
            (
                "-- values a: SELECT 1\n-- param a: x\nSELECT :a",
                "line 1: values of a, which no line above describes",
            ),
            (
                "-- param a: x\n-- values a: SELECT :a\nSELECT :a",
                "line 2: the values of a must be one SELECT",
            ),
            (
                "-- param a: x\n-- values a: VALUES (1)\n-- values a: VALUES (1)\nSELECT :a",
                "line 3: what a may be is described twice",
            ),
        ] {
            assert!(fault(text).starts_with(words), "{}: {words}", fault(text));
        }
    }

    #[test]
    fn what_is_composed_asks_for_every_parameter() {
        let sql = "-- title: old\n-- param month from=: first\nSELECT :from, :to\n";
        let text = compose("new\ntitle", sql).unwrap();
        assert_eq!(
            text,
            "-- title: new title\n-- param to:\n-- param month from=: first\nSELECT :from, :to\n"
        );
        let query = SavedQuery::parse("x", &text).unwrap();
        assert_eq!(query.signature(), "to from=");
        assert_eq!(compose("", sql).unwrap().matches("title: old").count(), 1);
    }
}
