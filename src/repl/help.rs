//! `.help`: the commands in groups on one screen, and each with an example.

use super::dot::{commands, example, usage};
use crate::error::Error;
use std::io::{self, Write};

/// A line of `.help`: one command, or several with one description.
pub type Row = (&'static [&'static str], &'static str);

/// The groups of `.help`; a test holds that every command is in one.
pub const GROUPS: [(&str, &[Row]); 5] = [
    (
        "figures",
        &[
            (&["why"], ""),
            (&["source"], ""),
            (&["show"], ""),
            (&["glossary"], ""),
            (&["check"], ""),
            (&["documents"], ""),
        ],
    ),
    (
        "queries",
        &[
            (&["run"], ""),
            (&["queries"], ""),
            (&["save"], ""),
            (&["last"], ""),
        ],
    ),
    (
        "file",
        &[
            (&["views", "tables"], "what there is to select from"),
            (&["schema"], ""),
            (&["open"], ""),
        ],
    ),
    (
        "output",
        &[
            (&["mode"], ""),
            (
                &["thousands", "width"],
                "marks in numbers, columns of the screen",
            ),
            (
                &["timer", "timeout"],
                "the time that statements take and have",
            ),
            (&["once"], ""),
            (&["output"], ""),
        ],
    ),
    (
        "shell",
        &[(&["read"], ""), (&["help"], ""), (&["quit"], "")],
    ),
];

/// Display columns of a group's name, and of a command with its values.
const GROUP: usize = 9;
const USAGE: usize = 27;

/// Prints the list, or one command.
///
/// # Errors
/// No such command; a failed write.
pub fn write(topic: Option<&str>, out: &mut dyn Write) -> Result<(), Error> {
    match topic {
        None => Ok(list(out)?),
        Some(topic) => one(topic.trim_start_matches('.'), out),
    }
}

fn list(out: &mut dyn Write) -> io::Result<()> {
    let commands = commands();
    let named = |name: &str| commands.iter().find(|command| command.get_name() == name);
    for (mut group, rows) in GROUPS {
        for (names, told) in rows {
            let shown: Vec<&clap::Command> = names.iter().filter_map(|name| named(name)).collect();
            let (words, told) = match shown[..] {
                [command] => (usage(command), about(command)),
                _ => (format!(".{}", names.join("  .")), (*told).to_owned()),
            };
            writeln!(out, "{group:<GROUP$}{words:<USAGE$}{told}")?;
            group = "";
        }
    }
    writeln!(
        out,
        "SQL ends with ; and may span lines. Tab completes, also 'values."
    )
}

fn one(topic: &str, out: &mut dyn Write) -> Result<(), Error> {
    let commands = commands();
    let Some(command) = commands.iter().find(|command| command.get_name() == topic) else {
        // The same words as for the command itself.
        return super::dot::parse(&format!(".{topic}")).map(|_| ());
    };
    writeln!(out, "{}\n  {}", usage(command), about(command))?;
    for argument in command.get_arguments() {
        let name = match (argument.get_long(), argument.get_value_names()) {
            (Some(long), _) => format!("--{long}"),
            (None, Some([name])) => name.to_string(),
            _ => continue,
        };
        let known: Vec<String> = argument
            .get_possible_values()
            .iter()
            .map(|value| value.get_name().to_owned())
            .collect();
        let help = argument
            .get_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        let text = match (
            help.is_empty(),
            known.is_empty() || argument.get_long().is_some(),
        ) {
            (true, true) => continue,
            (true, false) => format!("one of {}", known.join(", ")),
            (false, _) => help,
        };
        writeln!(out, "  {name:<18}  {text}")?;
    }
    Ok(writeln!(out, "  for instance        {}", example(command))?)
}

fn about(command: &clap::Command) -> String {
    command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_fits_a_screen() {
        let mut out = Vec::new();
        write(None, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        // With the prompt on a terminal of 24 lines.
        assert!(lines.len() <= 23, "{} lines", lines.len());
        for line in lines {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }

    #[test]
    fn one_command_is_shown_with_an_example() {
        let mut out = Vec::new();
        write(Some(".why"), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with(".why INDICATOR PERIOD\n"), "{text}");
        assert!(
            text.contains("for instance        .why decisions 2024-09"),
            "{text}"
        );
        assert_eq!(
            write(Some("wy"), &mut Vec::new())
                .unwrap_err()
                .help()
                .as_deref(),
            Some("did you mean .why?")
        );
    }
}
