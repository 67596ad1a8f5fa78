//! Parse the arguments, call the library, show the error, choose the exit
//! code. The only place that touches the process: streams and signals.

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use clap::Parser;
use smsdb::cli::{Cli, Color};
use smsdb::cmd::{self, Context};
use smsdb::error::Error;
use smsdb::render::term_safe_lines;
use smsdb::stop::Stop;
use std::io::{self, IsTerminal, Write};
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
    if cli.command.is_none() && io::stdin().is_terminal() {
        let hint =
            "there is no shell yet; smsdb --help lists the commands, and SQL can be piped in";
        return show(&Error::usage(hint), &mut err);
    }
    let mut context = Context {
        db: cli.db.clone(),
        input: &mut io::stdin(),
        out: &mut io::BufWriter::new(io::stdout()),
        err: &mut io::stderr(),
        stop,
        terminal_width: terminal_width(),
        colour: choice(cli.color, &io::stdout()) != ColorChoice::Never,
        progress: io::stderr().is_terminal(),
    };
    match cmd::run(cli, &mut context) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => show(&error, &mut err),
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

/// Shows an error with its help; where even that fails, the code remains.
fn show(error: &Error, err: &mut dyn Write) -> ExitCode {
    if let Some(words) = error.words() {
        let red = anstyle::AnsiColor::Red.on_default().bold();
        let _ = writeln!(err, "{red}error:{red:#} {}", term_safe_lines(&words));
        if let Some(help) = error.help() {
            let _ = writeln!(err, "help: {}", term_safe_lines(&help));
        }
    }
    ExitCode::from(error.exit_code())
}
