//! `upgrade`: a file of an older smsdb becomes one of this smsdb; a copy of it
//! is kept.

use super::Context;
use super::report::reread_lines;
use super::writing::{self, Which};
use crate::bulletin::Lexicon;
use crate::error::Error;
use crate::render::term_safe;
use crate::store;

pub fn run(context: &mut Context<'_>) -> Result<(), Error> {
    let lexicon = Lexicon::built_in()?;
    let shown = context.db.display().to_string();
    let shown = term_safe(&shown).into_owned();
    context.stop.end_gently();
    let upgraded = store::upgrade(&context.db, &context.stop)?;
    if let Some(upgraded) = &upgraded {
        let (from, copy) = (upgraded.from, upgraded.copy.display().to_string());
        writeln!(context.out, "{shown}: upgraded from schema {from}")?;
        writeln!(context.out, "kept as it was: {}", term_safe(&copy))?;
    }
    // Reference data may be older than the schema.
    let writing = writing::open(context, &lexicon, Which::Present)?;
    if upgraded.is_none() {
        writeln!(context.out, "{shown}: up to date")?;
    }
    reread_lines(&writing.reread, context.out)?;
    Ok(context.out.flush()?)
}
