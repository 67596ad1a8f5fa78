//! `unread`: the numbers that no rule understood.

use super::Context;
use super::documents::own_query;
use crate::cli::Listing;
use crate::error::Error;

pub fn run(arguments: &Listing, context: &mut Context<'_>) -> Result<(), Error> {
    own_query(include_str!("sql/unread.sql"), arguments, context)
}
