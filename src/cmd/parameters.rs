//! The values of a saved query's parameters: which are allowed in the file at
//! hand, and whether those that were given are.

use super::place::{PERIODS, closest};
use crate::bulletin::Period;
use crate::error::Error;
use crate::rows::{Sink, Value};
use crate::saved::{Kind, Parameter, SavedQuery};
use crate::store::{DecisionKind, Store, StoreError, statements};
use std::io;

/// A value that a parameter may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    /// What it means; empty where that is not known.
    pub meaning: String,
}

/// The values to offer for a parameter, in order; empty for one that may be
/// anything.
///
/// # Errors
/// A file that cannot be asked for them, a reason to stop.
pub fn offered(parameter: &Parameter, store: &Store) -> Result<Vec<Choice>, Error> {
    let Some(sql) = listing(parameter) else {
        return Ok(Vec::new());
    };
    let mut choices = Choices::default();
    for statement in statements(sql) {
        let done = store.run(sql, statement, &|_| None, &mut choices);
        done.map_err(|error| match error {
            StoreError::Sql(_) | StoreError::Output(_) => Error::usage(format!(
                "the values of {} cannot be listed: {error}",
                parameter.name
            )),
            error => Error::Store(error),
        })?;
    }
    Ok(choices.0)
}

/// The SQL that lists what a parameter may be.
fn listing(parameter: &Parameter) -> Option<&str> {
    let of_kind = match parameter.kind {
        Kind::Text | Kind::Number => None,
        Kind::Date => Some(
            "SELECT published FROM document_known WHERE withdrawn = 0 AND published IS NOT NULL
             GROUP BY published ORDER BY published",
        ),
        Kind::Code => Some("SELECT indicator, name FROM indicator ORDER BY indicator_id"),
        Kind::Month => Some("SELECT month FROM coverage ORDER BY month"),
        Kind::Period => Some(
            "SELECT time_period FROM series GROUP BY time_period, first_month, months
             ORDER BY first_month, months",
        ),
    };
    parameter.values.as_deref().or(of_kind)
}

/// Splits what was typed, each `KEY=VALUE`.
///
/// # Errors
/// A text without `=`.
pub fn pairs(query: &SavedQuery, given: &[String]) -> Result<Vec<(String, String)>, Error> {
    let pair = |pair: &String| match pair.split_once('=') {
        Some((key, value)) => Ok((key.to_owned(), value.to_owned())),
        None => Err(Error::usage(format!("{pair} is not KEY=VALUE")).with_help(usage(query))),
    };
    given.iter().map(pair).collect()
}

/// The values of all parameters, in their order: what was given where that is
/// allowed, else the defaults.
///
/// # Errors
/// A parameter that the query does not have or that is given twice, one that
/// must be given and is not, a value that is not allowed.
pub fn check(
    query: &SavedQuery,
    given: &[(String, String)],
    store: &Store,
) -> Result<Vec<(String, String)>, Error> {
    for (at, (key, _)) in given.iter().enumerate() {
        if !query.parameters.iter().any(|it| it.name == *key) {
            let message = format!("{} has no parameter {key}", query.name);
            return Err(Error::usage(message).with_help(usage(query)));
        }
        if given[..at].iter().any(|(known, _)| known == key) {
            return Err(Error::usage(format!("{key} is given twice")));
        }
    }
    let value = |parameter: &Parameter| {
        let given = given.iter().find(|(key, _)| *key == parameter.name);
        let value = match (given, &parameter.default) {
            (Some((_, value)), _) if !value.is_empty() => check_one(parameter, value, store)?,
            (_, Some(default)) => default.clone(),
            (_, None) => return Err(missing(query, parameter)),
        };
        Ok((parameter.name.clone(), value))
    };
    query.parameters.iter().map(value).collect()
}

/// A value as the query takes it: periods in their usual form, numbers
/// without thousands marks.
///
/// # Errors
/// A value that is not allowed. A month or a period that no bulletin covers
/// is: it gives no rows.
pub fn check_one(parameter: &Parameter, value: &str, store: &Store) -> Result<String, Error> {
    let refuse = |what: &str, help: String| {
        let message = format!("{}={value}: {what}", parameter.name);
        Err(Error::usage(message).with_help(help))
    };
    if parameter.values.is_some() || parameter.kind == Kind::Code {
        let choices = offered(parameter, store)?;
        if choices.iter().any(|choice| choice.value == value) {
            return Ok(value.to_owned());
        }
        let what = match parameter.values {
            Some(_) => "not one of the allowed values",
            None => "no such indicator",
        };
        return refuse(what, allowed(parameter, value, &choices));
    }
    let period = Period::parse(value).map(|period| period.to_string());
    let taken = match parameter.kind {
        Kind::Month => period.filter(|period| period == value && period.len() == "2024-01".len()),
        Kind::Period => period,
        Kind::Date => {
            let date = DecisionKind::Published.accepts(Some(value));
            date.then(|| value.to_owned())
        }
        Kind::Number => whole_number(value),
        Kind::Text | Kind::Code => Some(value.to_owned()),
    };
    if let Some(taken) = taken {
        return Ok(taken);
    }
    let (what, help) = match parameter.kind {
        Kind::Month => ("no month", "a month is written 2024-01"),
        Kind::Period => ("no time period", PERIODS),
        Kind::Date => ("no day", "a day is written 2024-12-05"),
        _ => ("no whole number", "16526 and 16,526 are"),
    };
    refuse(what, help.to_owned() + &covered(parameter, store)?)
}

fn usage(query: &SavedQuery) -> String {
    format!("smsdb run {} {}", query.name, query.signature())
}

fn missing(query: &SavedQuery, parameter: &Parameter) -> Error {
    let about = match parameter.about.as_str() {
        "" => String::new(),
        about => format!(" ({about})"),
    };
    let message = format!("{} needs {}={about}", query.name, parameter.name);
    Error::usage(message).with_help(usage(query))
}

/// Allowed values up to which a message names them.
const NAMED: usize = 8;

fn allowed(parameter: &Parameter, value: &str, choices: &[Choice]) -> String {
    let values: Vec<&str> = choices.iter().map(|choice| choice.value.as_str()).collect();
    let meant = match closest(value, values.iter().copied()) {
        Some(close) => format!("did you mean {close}? "),
        None => String::new(),
    };
    let list = if values.len() <= NAMED {
        format!("it is one of {}", values.join(", "))
    } else {
        let (count, sql) = (values.len(), listing(parameter).unwrap_or_default());
        format!("it is one of {count}, which smsdb query \"{sql}\" lists")
    };
    meant + &list
}

/// The first and the last value on offer, in words.
fn covered(parameter: &Parameter, store: &Store) -> Result<String, Error> {
    let choices = offered(parameter, store)?;
    Ok(match (choices.first(), choices.last()) {
        (Some(first), Some(last)) => format!("; the file has {} to {}", first.value, last.value),
        _ => String::new(),
    })
}

/// Reads `16526`, `16,526`, `16.526` and `16 526`; in bulletins a point, too,
/// is a thousands mark.
fn whole_number(text: &str) -> Option<String> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let mark = digits.chars().find(|c| !c.is_ascii_digit());
    let groups: Vec<&str> = match mark {
        Some(mark @ (',' | '.' | ' ' | '\u{a0}' | '\u{202f}')) => digits.split(mark).collect(),
        _ => vec![digits],
    };
    let [first, rest @ ..] = &groups[..] else {
        return None;
    };
    let whole = !first.is_empty()
        && (rest.is_empty() || first.len() <= 3)
        && rest.iter().all(|group| group.len() == 3);
    let number = groups.concat();
    let sound = whole && number.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| format!("{sign}{number}"))
}

/// Values that are read of a list.
const MOST: usize = 10_000;

#[derive(Default)]
struct Choices(Vec<Choice>);

impl Sink for Choices {
    fn begin(&mut self, _: &[String]) -> io::Result<()> {
        Ok(())
    }

    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        if self.0.len() == MOST {
            return Err(io::Error::other(format!("there are more than {MOST}")));
        }
        let text = |at: usize| match values.get(at) {
            Some(Value::Text(text)) => (*text).to_owned(),
            Some(Value::Integer(value)) => value.to_string(),
            Some(Value::Real(value)) => value.to_string(),
            Some(Value::Null | Value::Blob(_)) | None => String::new(),
        };
        let (value, mut meaning) = (text(0), text(1));
        if meaning.is_empty()
            && let Some(period) = Period::parse(&value)
        {
            meaning = period.label();
        }
        self.0.push(Choice { value, meaning });
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_lose_their_thousands_marks() {
        for (text, number) in [
            ("0", "0"),
            (" 16526", "16526"),
            ("16,526", "16526"),
            ("1.234.567", "1234567"),
            ("-16 526", "-16526"),
        ] {
            assert_eq!(whole_number(text).as_deref(), Some(number), "{text}");
        }
        for text in [
            "",
            "-",
            "1,5",
            "12.50",
            "1,234.567",
            "1234,567",
            ",123",
            "1e3",
            "١٢",
        ] {
            assert_eq!(whole_number(text), None, "{text}");
        }
    }
}
