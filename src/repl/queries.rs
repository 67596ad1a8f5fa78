//! Saved queries at the prompt, and the values that statements ask for.

use super::dot::in_shell;
use super::session::{Asked, Person, Question, Session};
use crate::cmd::catalogue::{self, Found};
use crate::cmd::run::answer as run_found;
use crate::cmd::{parameters, queries};
use crate::error::{Error, tell};
use crate::render::{term_safe, term_safe_lines, wrapped};
use crate::saved::{Kind, Parameter, SavedQuery, save as save_query};
use crate::store::{Statement, Store};
use std::io::Write;
use std::rc::Rc;

type Values = Vec<(String, String)>;

/// Asks for the parameters of ad hoc SQL, each once. What nobody answers has
/// no value, which is an error when the statement is run.
///
/// # Errors
/// A terminal that is gone.
pub fn asked_for(
    store: &Store,
    whole: &str,
    statements: &[Statement<'_>],
    person: &mut dyn Person,
) -> Result<Values, Error> {
    let mut values = Values::new();
    for statement in statements {
        // What cannot be prepared fails when its turn comes.
        let Ok(names) = store.parameters(whole, *statement) else {
            break;
        };
        for name in names {
            // One without a name would be answered for all of its kind.
            if name.is_empty() || values.iter().any(|(known, _)| *known == name) {
                continue;
            }
            let question = Question {
                about: name.clone(),
                default: None,
                values: choices(&guessed(&name), store),
            };
            match person.answer(&question)? {
                Some(value) => values.push((name, value)),
                None => return Ok(values),
            }
        }
    }
    Ok(values)
}

/// What a parameter of ad hoc SQL may be, by its name.
fn guessed(name: &str) -> Parameter {
    let kind = match name {
        "indicator" | "code" => Kind::Code,
        "time_period" | "period" => Kind::Period,
        "month" | "from" | "to" | "first_month" | "last_month" => Kind::Month,
        _ => Kind::Text,
    };
    Parameter {
        name: name.to_owned(),
        kind,
        default: None,
        values: None,
        about: String::new(),
    }
}

/// The values to choose from; none where the file cannot say.
pub(super) fn choices(parameter: &Parameter, store: &Store) -> Values {
    let choices = parameters::offered(parameter, store).unwrap_or_default();
    let pair = |choice: parameters::Choice| (choice.value, choice.meaning);
    choices.into_iter().map(pair).collect()
}

/// `.run NAME [KEY=VALUE…]`. A person who gives no value is asked for each.
///
/// # Errors
/// No such query, values that are not allowed, all that can go wrong in SQL.
pub fn run(
    session: &mut Session<'_>,
    name: &str,
    given: &[String],
    person: &mut dyn Person,
) -> Result<(), Error> {
    let store = Rc::clone(&session.store);
    let found = catalogue::find(name, &store)?;
    let mut values = parameters::pairs(&found.query, given)?;
    if given.is_empty() && !found.query.parameters.is_empty() {
        let Some(answers) = ask(&found.query, &store, person, session.context.err)? else {
            return session.tell("nothing was run");
        };
        values = answers;
        if !values.is_empty() {
            session.tell(&term_safe(&command(&found, &values)))?;
        }
    }
    session.last = Some(Asked {
        sql: found.query.sql.clone(),
        values: parameters::check(&found.query, &values, &store)?,
    });
    session.printing(|output, context| run_found(&store, &found, &values, output, context))
}

/// The answers that are not the defaults; None where the person would rather
/// not. Who cannot be asked takes the defaults.
fn ask(
    query: &SavedQuery,
    store: &Store,
    person: &mut dyn Person,
    err: &mut dyn Write,
) -> Result<Option<Values>, Error> {
    let mut values = Values::new();
    if !person.is_there() {
        return Ok(Some(values));
    }
    for parameter in &query.parameters {
        let question = Question {
            about: match parameter.about.as_str() {
                "" => parameter.name.clone(),
                about => format!("{} ({about})", parameter.name),
            },
            default: parameter
                .default
                .clone()
                .filter(|default| !default.is_empty()),
            values: choices(parameter, store),
        };
        // A value that will not do is asked for again.
        loop {
            let value = match person.answer(&question)? {
                None => return Ok(None),
                Some(value) if value.is_empty() && parameter.default.is_some() => break,
                Some(value) => value,
            };
            match parameters::check_one(parameter, &value, store) {
                Ok(_) if !value.is_empty() => {
                    values.push((parameter.name.clone(), value));
                    break;
                }
                Ok(_) => {}
                Err(error @ Error::Usage { .. }) => {
                    tell(&error, |help| in_shell(&help), err)?;
                }
                Err(error) => return Err(error),
            }
        }
    }
    Ok(Some(values))
}

/// What gives the same without questions.
fn command(found: &Found, values: &Values) -> String {
    let quoted = |(key, value): &(String, String)| {
        let quoted = shlex::try_quote(value).map(std::borrow::Cow::into_owned);
        format!("{key}={}", quoted.unwrap_or_else(|_| value.clone()))
    };
    let values: Vec<String> = values.iter().map(quoted).collect();
    format!(".run {} {}", found.called(), values.join(" "))
}

/// `.queries`.
pub fn list(session: &mut Session<'_>) -> Result<(), Error> {
    let store = Rc::clone(&session.store);
    session.printing(|output, context| queries::answer(Some(&store), output, context))
}

/// `.run` alone: what each query shows and takes.
pub fn describe(session: &mut Session<'_>) -> Result<(), Error> {
    let store = Rc::clone(&session.store);
    let catalogue = catalogue::catalogue(Some(&store))?;
    session.printing(|_, context| {
        for found in &catalogue.found {
            let origin = match found.origin {
                catalogue::Origin::Smsdb => String::new(),
                origin => format!("  [{}]", origin.name()),
            };
            let line = format!("{:<18} {}{origin}", found.called(), found.query.title);
            let line = wrapped(&term_safe(&line), context.terminal_width);
            writeln!(context.out, "{line}")?;
            let signature = found.query.signature();
            if !signature.is_empty() {
                writeln!(context.out, "{:<18}   {}", "", term_safe(&signature))?;
            }
        }
        writeln!(
            context.out,
            "\n.run NAME asks for values; .run NAME key=value takes them"
        )?;
        Ok(context.out.flush()?)
    })?;
    let more = catalogue.broken.len().saturating_sub(NAMED);
    for (_, broken) in catalogue.broken.iter().take(NAMED) {
        session.tell(&format!(
            "warning: {}",
            term_safe_lines(&broken.to_string())
        ))?;
    }
    if more > 0 {
        session.tell(&format!(
            "and {more} more that cannot be used; .queries names them"
        ))?;
    }
    Ok(())
}

/// Broken queries that `.run` names.
const NAMED: usize = 3;

/// `.save NAME`: the last statement becomes one of the person's own queries.
///
/// # Errors
/// Nothing was asked yet; a name that cannot be taken.
pub fn save(session: &mut Session<'_>, name: &str, force: bool) -> Result<(), Error> {
    let Some(asked) = &session.last else {
        let error = Error::usage("there is no statement to save");
        return Err(error.with_help("run one first"));
    };
    let path = save_query(name, "", &asked.sql, force).map_err(|error| {
        use crate::saved::SaveError::{Exists, Io, NoFolder};
        match &error {
            Exists(_) => Error::usage(error.to_string()).with_help(".save --force replaces it"),
            Io { .. } | NoFolder => Error::not_found(error.to_string()),
            _ => Error::usage(error.to_string()),
        }
    })?;
    let told = format!("saved: {}; .run {name} runs it", path.display());
    session.tell(&term_safe(&told))
}
