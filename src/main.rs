//! Parse the arguments, call the library, show the error, choose the exit
//! code. The only place that touches the process: streams and signals.

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use clap::Parser;
use smsdb::cli::{Cli, Color, Command, Repl};
use smsdb::cmd::{self, Context, Screen};
use smsdb::error::{Error, tell};
use smsdb::repl;
use smsdb::stop::Stop;
use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

fn main() -> ExitCode {
    let stop = Stop::default();
    // Without signals everything works but stopping early.
    let _ = listen(&stop);
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => {
            let code = u8::try_from(usage.exit_code()).unwrap_or(2);
            return match usage.print() {
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(1),
                _ => ExitCode::from(code),
            };
        }
    };
    let mut err = AutoStream::new(io::stderr(), choice(cli.color, &io::stderr()));
    match carry_out(cli, stop, &mut err) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where even that fails, the code remains.
            let _ = tell(&error, std::convert::identity, &mut err);
            ExitCode::from(error.exit_code())
        }
    }
}

fn carry_out(cli: Cli, stop: Stop, err: &mut dyn io::Write) -> Result<(), Error> {
    let (input, out) = (io::stdin(), io::stdout());
    let on_terminal = input.is_terminal() && out.is_terminal();
    let shell = match &cli.command {
        None => Some(Repl::default()),
        Some(Command::Repl(arguments)) => Some(arguments.clone()),
        Some(_) => None,
    };
    let mut context = Context {
        db: cli.db.clone(),
        input: &mut io::stdin(),
        out: &mut io::BufWriter::new(out),
        err,
        stop,
        limit: cli.timeout,
        terminal_width: terminal_width(),
        terminal: terminal_width,
        screen: Screen {
            colour: choice(cli.color, &io::stdout()) != ColorChoice::Never,
            ..Screen::default()
        },
        progress: io::stderr().is_terminal(),
    };
    match shell {
        Some(arguments) if on_terminal => repl::talk(&arguments, context),
        Some(arguments) => repl::run_input(&arguments, context),
        None => cmd::run(cli, &mut context),
    }
}

/// Ctrl-C ends the process at once while nothing is open; then the first one
/// sets the flag, and a second one ends the process. A limit on
/// file sizes becomes an error of the write instead of a silent death.
fn listen(stop: &Stop) -> io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGXFSZ};
    signal_hook::flag::register_conditional_shutdown(SIGINT, 130, Arc::clone(&stop.at_once))?;
    signal_hook::flag::register(SIGINT, Arc::clone(&stop.at_once))?;
    signal_hook::flag::register(SIGINT, Arc::clone(&stop.interrupted))?;
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    Ok(())
}

/// What was asked for, else what the stream and the environment (NO_COLOR) say.
fn choice(asked: Color, stream: &impl RawStream) -> ColorChoice {
    match asked {
        Color::Auto => AutoStream::choice(stream),
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
}

/// Some terminals do not know their size.
fn terminal_width() -> Option<u16> {
    let out = io::stdout();
    let width = || terminal_size::terminal_size_of(&out).map_or(80, |size| size.0.0);
    out.is_terminal().then(|| width().max(20))
}
