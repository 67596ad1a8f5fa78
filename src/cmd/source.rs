//! `.source`: the printed sentences behind one number, and nothing else.

use super::{Context, place};
use crate::cli::Figure;
use crate::error::Error;
use crate::render::term_safe_lines;
use crate::snippet;
use crate::store::{Row, Store};

/// Prints the sentence of every current claim.
///
/// # Errors
/// Nothing is printed of it: [`super::why`] may know how it follows.
pub fn answer(figure: &Figure, store: &Store, context: &mut Context<'_>) -> Result<(), Error> {
    let indicator = place::indicator(store, &figure.indicator)?;
    let period = place::period(&figure.period)?;
    let code = period.to_string();
    let claims = store.rows(
        include_str!("sql/why_claims.sql"),
        &[&indicator.text(0), &code.as_str()],
    )?;
    if claims.rows.is_empty() {
        let (indicator, label) = (indicator.text(0), period.label());
        let message = format!("no bulletin prints {indicator} for {label}");
        let help = format!(".why {indicator} {code} tells whether it follows from others");
        return Err(Error::not_found(message).with_help(help));
    }
    for claim in &claims.rows {
        writeln!(context.out, "{}", sentence(claim))?;
    }
    Ok(context.out.flush()?)
}

/// A row of `why_claims.sql`: the bulletin, and its line with the number
/// underlined.
pub(super) fn sentence(claim: &Row) -> String {
    let number = |column| usize::try_from(claim.integer(column).unwrap_or(1)).unwrap_or(1);
    let name = format!("{}, {}", claim.text(0), claim.text(2));
    let name = if claim.text(0).starts_with(claim.text(2)) {
        claim.text(0).to_owned()
    } else {
        name
    };
    let length = claim.text(5).chars().count();
    let shown = snippet::of_line(claim.text(2), claim.text(6), number(3), number(4), length);
    term_safe_lines(&format!("bulletin {name}\n{shown}")).into_owned()
}
