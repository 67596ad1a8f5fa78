//! `reread`: a person says that a number means something else than the
//! program took it for.

use super::Context;
use super::decide;
use super::place::{self, Number};
use crate::bulletin::Lexicon;
use crate::cli::Reread;
use crate::error::Error;
use crate::store::{Store, Subject};

/// The word for a number that is no figure.
pub const NONE: &str = "none";

pub fn run(arguments: &Reread, context: &mut Context<'_>) -> Result<(), Error> {
    let lexicon = Lexicon::built_in()?;
    let deciding = decide::open(context, &lexicon)?;
    let undo = arguments.decision.undo;
    let reading = arguments.reading.as_deref();
    match reading {
        Some(NONE) | None => {}
        Some(code) => {
            place::indicator(&deciding.store, code)?;
        }
    }
    // A decision that is taken back may be about a number that is gone.
    if !undo {
        let number = place::number(&deciding.store, &arguments.place)?;
        if let Some(code) = reading.filter(|code| *code != NONE) {
            possible(&deciding.store, &number, code)?;
        }
    }
    let (document_id, line_no, column_no) = place::spot(&deciding.store, &arguments.place)?;
    let subject = Subject::reading(document_id, line_no, column_no);
    deciding.settle(&subject, reading, &arguments.decision, context)
}

/// A number can be a figure of an indicator if it is a whole number in a
/// bulletin that claims the indicator nowhere else, or with the same value.
fn possible(store: &Store, number: &Number, code: &str) -> Result<(), Error> {
    let refuse = |what: &str| Err(Error::usage(format!("{} {what}", number.named)));
    let Some(value) = number.value else {
        return refuse("is no whole number that 64 bits hold");
    };
    let Some(bulletin_id) = number.bulletin_id else {
        return refuse("stands outside any bulletin");
    };
    let sql = include_str!("sql/claimed_elsewhere.sql");
    let place = [number.line_no, number.column_no];
    let claimed = store.rows(sql, &[&bulletin_id, &code, &place[0], &place[1], &value])?;
    let Some(other) = claimed.rows.first() else {
        return Ok(());
    };
    let (other, claimed) = (other.text(0), other.integer(1).unwrap_or(0));
    let message = format!("{other} is {code} already: {claimed}");
    Err(Error::usage(message).with_help(format!(
        "if that is wrong: smsdb reread {other} --as none --note TEXT"
    )))
}
