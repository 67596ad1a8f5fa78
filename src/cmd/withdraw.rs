//! `withdraw`: a person says that a document should not have been imported.

use super::decide;
use super::{Context, place};
use crate::bulletin::Lexicon;
use crate::cli::Withdraw;
use crate::error::Error;
use crate::store::{DecisionKind, Subject};

pub fn run(arguments: &Withdraw, context: &mut Context<'_>) -> Result<(), Error> {
    let lexicon = Lexicon::built_in()?;
    let deciding = decide::open(context, &lexicon)?;
    let document = place::document(&deciding.store, &arguments.document)?;
    let subject = Subject::document(DecisionKind::Withdrawal, document.id);
    deciding.settle(&subject, None, &arguments.decision, context)
}
