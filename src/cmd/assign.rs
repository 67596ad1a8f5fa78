//! `assign`: a person says which period a bulletin is of.

use super::decide;
use super::{Context, place, suggest};
use crate::bulletin::{Lexicon, Period};
use crate::cli::Assign;
use crate::error::Error;
use crate::store::Subject;

pub fn run(arguments: &Assign, context: &mut Context<'_>) -> Result<(), Error> {
    if arguments.suggest {
        return suggest::run(&arguments.bulletin, context);
    }
    let period = arguments.period.as_deref().map(place::period);
    let period = period.transpose()?.map(|period: Period| period.to_string());
    let lexicon = Lexicon::built_in()?;
    let deciding = decide::open(context, &lexicon)?;
    let decision = arguments.decision();
    let (document_id, line_no) =
        place::beginning(&deciding.store, &arguments.bulletin, decision.undo)?;
    let subject = Subject::period(document_id, line_no);
    deciding.settle(&subject, period.as_deref(), &decision, context)
}
