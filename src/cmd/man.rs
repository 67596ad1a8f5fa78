//! `man`: the manual page, generated from the definitions of the commands.

use super::Context;
use crate::cli::Cli;
use crate::error::Error;
use clap::CommandFactory;
use clap_mangen::Man;

/// Prints one page: the program, and below it every command.
pub fn run(context: &mut Context<'_>) -> Result<(), Error> {
    let mut program = Cli::command();
    program.build();
    Man::new(program.clone()).render(context.out)?;
    for command in program
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
    {
        if command.get_name() == "help" {
            continue;
        }
        let name = format!("smsdb {}", command.get_name());
        writeln!(context.out, ".SH {}", name.to_uppercase())?;
        let man = Man::new(command.clone());
        man.render_description_section(context.out)?;
        man.render_synopsis_section(context.out)?;
        man.render_options_section(context.out)?;
        man.render_extra_section(context.out)?;
    }
    Ok(context.out.flush()?)
}
