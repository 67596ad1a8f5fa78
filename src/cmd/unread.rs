//! `unread`: the numbers that no rule understood.

use super::Context;
use super::documents::own_query;
use crate::cli::Listing;
use crate::error::Error;

pub fn run(arguments: &Listing, context: &mut Context<'_>) -> Result<(), Error> {
    let store = context.ask(&arguments.ask)?;
    let sql = include_str!("sql/unread.sql");
    own_query(sql, &store, &arguments.output, context)
}
