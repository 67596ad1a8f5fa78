//! The dot commands, declared once: parsing, `.help`, completion and
//! did-you-mean all follow from this.

use super::arguments::{How, Marks, Mode, Switch, Target, Timeout, Width};
use crate::cli::Figure;
use crate::error::Error;
use crate::sql::closest;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(multicall = true, disable_help_subcommand = true)]
struct Line {
    #[command(subcommand)]
    dot: Dot,
}

/// A command of the shell. The value names say what completion offers.
#[derive(Debug, PartialEq, Subcommand)]
#[command(disable_help_flag = true)]
pub enum Dot {
    /// where a number comes from
    #[command(after_help = ".why decisions 2024-09")]
    Why(Figure),
    /// the printed sentence behind a number
    #[command(after_help = ".source calls 2024-11")]
    Source(Figure),
    /// a bulletin's text, every number marked
    #[command(after_help = ".show 2023-2025.txt:7")]
    Show {
        #[arg(value_name = "BULLETIN")]
        bulletin: String,
    },
    /// what an indicator means, its unit, periods
    #[command(after_help = ".glossary expulsion")]
    Glossary {
        #[arg(value_name = "WORD")]
        words: Vec<String>,
    },
    /// what does not add up, worst first
    #[command(after_help = ".check")]
    Check,
    /// what was imported
    #[command(after_help = ".documents")]
    Documents,
    /// the saved queries and where each comes from
    #[command(after_help = ".queries")]
    Queries,
    /// run a saved query; alone, describe them all
    #[command(after_help = ".run series indicator=calls from=2024-01")]
    Run {
        #[arg(value_name = "QUERY")]
        name: Option<String>,
        #[arg(value_name = "KEY=VALUE")]
        values: Vec<String>,
    },
    /// keep the last statement as a query of yours
    #[command(after_help = ".save my-query")]
    Save {
        #[arg(value_name = "NAME")]
        name: String,
        /// replace your query of that name
        #[arg(long)]
        force: bool,
    },
    /// the last result again, whole, in a pager
    #[command(after_help = ".last")]
    Last,
    /// the tables, with what they hold
    #[command(after_help = ".tables")]
    Tables,
    /// the views, with what they tell
    #[command(after_help = ".views")]
    Views,
    /// a table or view, with what its columns mean
    #[command(after_help = ".schema series")]
    Schema {
        #[arg(value_name = "TABLE")]
        name: Option<String>,
    },
    /// work with another file
    #[command(after_help = ".open azerbaijan.sqlite")]
    Open {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// how results are printed
    #[command(after_help = ".mode csv")]
    Mode {
        #[arg(value_name = "FORMAT|auto")]
        format: Option<Mode>,
    },
    /// marks between thousands, for reading
    #[command(after_help = ".thousands on")]
    Thousands {
        #[arg(value_name = "on|off|comma|dot|blank")]
        marks: Option<Marks>,
    },
    /// columns that tables take: a number, or auto
    #[command(after_help = ".width 120")]
    Width {
        #[arg(value_name = "COLUMNS|auto")]
        columns: Option<Width>,
    },
    /// tell how long statements take
    #[command(after_help = ".timer off")]
    Timer {
        #[arg(value_enum, value_name = "on|off")]
        switch: Option<Switch>,
    },
    /// stop a statement after so many seconds, or off
    #[command(after_help = ".timeout 30")]
    Timeout {
        #[arg(value_name = "SECONDS|off")]
        limit: Option<Timeout>,
    },
    /// the next result goes to a file
    #[command(after_help = ".once decisions.csv")]
    Once(Target),
    /// all results go there; alone, to the screen
    #[command(after_help = ".output results.csv")]
    Output {
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        #[command(flatten)]
        how: How,
    },
    /// run the SQL and dot commands of a file
    #[command(after_help = ".read questions.sql")]
    Read {
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// this list; with a word, one command
    #[command(after_help = ".help why")]
    Help {
        #[arg(value_name = "COMMAND")]
        topic: Option<String>,
    },
    /// leave (also exit, Ctrl-D)
    #[command(alias = "exit", after_help = ".quit")]
    Quit,
}

/// The definitions as clap has them.
pub fn commands() -> Vec<clap::Command> {
    Line::command().get_subcommands().cloned().collect()
}

/// `.why INDICATOR PERIOD`.
pub fn usage(command: &clap::Command) -> String {
    let mut usage = format!(".{}", command.get_name());
    for argument in command
        .get_arguments()
        .filter(|argument| argument.is_positional())
    {
        let names = argument.get_value_names().unwrap_or_default();
        let name = names.first().map_or("", |name| name.as_str());
        let many = argument
            .get_num_args()
            .is_some_and(|count| count.max_values() > 1);
        let name = if many {
            format!("{name}…")
        } else {
            name.to_owned()
        };
        usage += &if argument.is_required_set() {
            format!(" {name}")
        } else {
            format!(" [{name}]")
        };
    }
    usage
}

/// Reads one line that begins with a dot; the dot may be missing.
///
/// # Errors
/// No such command, or not its arguments; the help says what would do.
pub fn parse(line: &str) -> Result<Dot, Error> {
    let words = words(line)?;
    let name = words.first().map_or("", String::as_str).to_owned();
    Line::try_parse_from(&words)
        .map(|line| line.dot)
        .map_err(|error| explained(&error, &name))
}

/// Whether a text is a dot command: one line that begins with a dot, or one of
/// the words that forgive a missing one.
pub fn is_dot(text: &str) -> bool {
    let bare = text.trim().trim_end_matches(';').trim_end();
    bare.starts_with('.')
        || ["help", "exit", "quit"]
            .iter()
            .any(|word| bare.eq_ignore_ascii_case(word))
}

/// Words of a line, quoted as in a system's shell.
fn words(line: &str) -> Result<Vec<String>, Error> {
    let line = line.trim().trim_end_matches(';');
    let line = line.strip_prefix('.').unwrap_or(line);
    let lower = |words: Vec<String>| {
        let mut words = words.into_iter();
        let name = words.next().map(|name| name.to_lowercase());
        name.into_iter().chain(words).collect::<Vec<String>>()
    };
    shlex::split(line)
        .map(lower)
        .filter(|words| !words.is_empty())
        .ok_or_else(|| Error::usage("a quotation mark is not closed"))
}

/// clap's words, without its own usage lines.
fn explained(error: &clap::Error, name: &str) -> Error {
    let commands = commands();
    let Some(command) = commands.iter().find(|command| command.get_name() == name) else {
        let names = || commands.iter().map(clap::Command::get_name);
        let close = closest(name, names()).or_else(|| beginning(&commands, name));
        let help = close.map_or_else(
            || ".help lists the commands".to_owned(),
            |close| format!("did you mean .{close}?"),
        );
        return Error::usage(format!("there is no command .{name}")).with_help(help);
    };
    let value = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let message = match error.kind() {
        ErrorKind::MissingRequiredArgument => {
            format!(
                ".{name} needs {}",
                value(ContextKind::InvalidArg).replace(['<', '>'], "")
            )
        }
        ErrorKind::UnknownArgument => {
            format!(".{name} does not take {}", value(ContextKind::InvalidArg))
        }
        ErrorKind::InvalidValue => {
            let known = value(ContextKind::ValidValue);
            format!("{} is none of {known}", value(ContextKind::InvalidValue))
        }
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string);
            let given = value(ContextKind::InvalidValue);
            format!("{given} is not {}", reason.unwrap_or_default())
        }
        _ => format!(".{name} cannot be read so"),
    };
    let example = example(command);
    Error::usage(message).with_help(format!("{}; for instance {example}", usage(command)))
}

/// Puts `smsdb why` into the words of the shell, `.why`, wherever that is one of
/// its commands.
pub fn in_shell(help: &str) -> String {
    let commands = commands();
    let mut parts = help.split("smsdb ");
    let mut shown = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let word = part.split(|c: char| !c.is_alphanumeric()).next();
        let here = commands
            .iter()
            .any(|command| Some(command.get_name()) == word);
        shown += if here { "." } else { "smsdb " };
        shown += part;
    }
    shown
}

/// The command that begins with what was typed, if there is just one.
fn beginning<'c>(commands: &'c [clap::Command], typed: &str) -> Option<&'c str> {
    let mut fitting = commands.iter().map(clap::Command::get_name);
    let mut fitting = fitting
        .by_ref()
        .filter(|name| !typed.is_empty() && name.starts_with(typed));
    fitting.next().filter(|_| fitting.next().is_none())
}

/// The line that shows a command's use.
pub fn example(command: &clap::Command) -> String {
    command
        .get_after_help()
        .map(ToString::to_string)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::help;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_command_is_in_one_group_and_has_an_example_that_it_reads() {
        let rows = help::GROUPS.iter().flat_map(|(_, rows)| rows.iter());
        let mut grouped: Vec<&str> = rows.flat_map(|(names, _)| names.iter().copied()).collect();
        let commands = commands();
        let mut names: Vec<&str> = commands.iter().map(clap::Command::get_name).collect();
        grouped.sort_unstable();
        names.sort_unstable();
        assert_eq!(grouped, names);
        for command in &commands {
            let example = example(command);
            assert!(
                example.starts_with(&format!(".{}", command.get_name())),
                "{example}"
            );
            parse(&example).unwrap();
            assert!(command.get_about().is_some());
        }
    }

    proptest! {
        #[test]
        fn any_line_is_read_or_explained(line in "\\.?[a-z]{0,6}( |'|\"|=|-|.){0,20}", known in any::<prop::sample::Index>()) {
            let name = known.get(&commands()).get_name().to_owned();
            for line in [line.clone(), format!(".{name} {line}")] {
                if let Err(error) = parse(&line) {
                    prop_assert!(!error.to_string().is_empty());
                }
            }
        }
    }

    #[test]
    fn help_speaks_the_words_of_the_shell() {
        assert_eq!(
            in_shell("smsdb run series lists it; smsdb import FILE makes it, smsdb documents too"),
            ".run series lists it; smsdb import FILE makes it, .documents too"
        );
    }

    #[test]
    fn what_cannot_be_read_is_explained() {
        for (line, message, help) in [
            (
                ".wy decisions 2024",
                "there is no command .wy",
                "did you mean .why?",
            ),
            (
                ".gloss calls",
                "there is no command .gloss",
                "did you mean .glossary?",
            ),
            (
                ".xyzzy",
                "there is no command .xyzzy",
                ".help lists the commands",
            ),
            (
                ".why decisions",
                ".why needs PERIOD",
                ".why INDICATOR PERIOD; for instance .why decisions 2024-09",
            ),
            (
                ".timer maybe",
                "maybe is none of on, off",
                ".timer [on|off]; for instance .timer off",
            ),
            (
                ".thousands many",
                "many is not one of on, off, comma, dot, blank",
                ".thousands [on|off|comma|dot|blank]; for instance .thousands on",
            ),
            (
                ".width 3",
                "3 is not a number of columns, 20 at least, or auto",
                ".width [COLUMNS|auto]; for instance .width 120",
            ),
            (
                ".check now",
                ".check does not take now",
                ".check; for instance .check",
            ),
        ] {
            let error = parse(line).unwrap_err();
            assert_eq!(
                (error.to_string().as_str(), error.help().as_deref()),
                (message, Some(help))
            );
        }
        assert_eq!(
            parse(".read 'a b.sql'").unwrap(),
            Dot::Read {
                file: "a b.sql".into()
            }
        );
    }
}
