//! `completions`: what a system's shell needs to complete smsdb's words,
//! generated from the definitions of the commands.

use super::Context;
use crate::cli::{Cli, Completions};
use crate::error::Error;
use clap::CommandFactory;

pub fn run(arguments: &Completions, context: &mut Context<'_>) -> Result<(), Error> {
    // clap_complete panics on a closed pipe, so it writes into memory.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "smsdb", &mut script);
    context.out.write_all(&script)?;
    Ok(context.out.flush()?)
}
