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
        let mut sections = Vec::new();
        man.render_description_section(&mut sections)?;
        man.render_synopsis_section(&mut sections)?;
        man.render_options_section(&mut sections)?;
        man.render_extra_section(&mut sections)?;
        // Each stands below its command.
        let sections = String::from_utf8_lossy(&sections).replace(".SH ", ".SS ");
        context.out.write_all(sections.as_bytes())?;
    }
    Ok(context.out.flush()?)
}
