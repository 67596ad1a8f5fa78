//! `supersede`: a person says that a bulletin replaces another one of the
//! same period, for the indicators that it gives.

use super::Context;
use super::decide;
use super::place::{self, Bulletin};
use crate::bulletin::Lexicon;
use crate::cli::Supersede;
use crate::error::Error;
use crate::store::{Store, Subject};

pub fn run(arguments: &Supersede, context: &mut Context<'_>) -> Result<(), Error> {
    let lexicon = Lexicon::built_in()?;
    let deciding = decide::open(context, &lexicon)?;
    let undo = arguments.decision.undo;
    let new = place::beginning(&deciding.store, &arguments.new, undo)?;
    let old = place::beginning(&deciding.store, &arguments.old, undo)?;
    let subject = Subject::supersession(new, old);
    if !undo {
        let new = place::bulletin(&deciding.store, &arguments.new)?;
        let old = place::bulletin(&deciding.store, &arguments.old)?;
        possible(&deciding.store, &subject, &new, &old)?;
    }
    deciding.settle(&subject, None, &arguments.decision, context)
}

/// Two bulletins of one period, and no circle.
fn possible(store: &Store, subject: &Subject, new: &Bulletin, old: &Bulletin) -> Result<(), Error> {
    let (newer, older) = (new.named(), old.named());
    if new.id() == old.id() {
        return Err(Error::usage(format!("{newer} cannot replace itself")));
    }
    match (new.time_period(), old.time_period()) {
        (Some(one), Some(other)) if one == other => {}
        (Some(one), Some(other)) => {
            let message = format!("{newer} is of {one}, {older} of {other}");
            return Err(Error::usage(message).with_help(SAME_PERIOD));
        }
        (None, _) => return Err(unknown(newer)),
        (_, None) => return Err(unknown(older)),
    }
    if store.closes_circle(subject)? {
        return Err(Error::usage(format!("{older} replaces {newer} already"))
            .with_help("smsdb run decisions lists what was decided"));
    }
    Ok(())
}

const SAME_PERIOD: &str =
    "a bulletin replaces one of the same period; smsdb assign corrects a period";

fn unknown(bulletin: &str) -> Error {
    Error::usage(format!("the period of {bulletin} is unknown")).with_help(SAME_PERIOD)
}
