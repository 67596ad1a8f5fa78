//! What Tab offers in a line that begins with a dot. Follows from the value
//! names of the commands' definitions, and from what is in the file.

use super::catalogue::Catalogue;
use super::dot;
use crate::sql::Catalog as _;
use std::path::{Path, PathBuf};

/// A text to put in the line, and what the list shows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub text: String,
    pub shown: String,
}

impl Offer {
    pub fn plain(text: impl Into<String>) -> Offer {
        let text = text.into();
        Offer {
            shown: text.clone(),
            text,
        }
    }

    /// A value with its meaning.
    pub fn meaning(value: &str, meaning: &str) -> Offer {
        let shown = if meaning.is_empty() {
            value.to_owned()
        } else {
            format!("{value}  {meaning}")
        };
        Offer {
            text: value.to_owned(),
            shown,
        }
    }
}

/// Offers for the word before the cursor, and the byte where it begins.
pub fn dot(before: &str, catalogue: &Catalogue) -> (usize, Vec<Offer>) {
    let start = before.rfind([' ', '\t']).map_or(0, |at| at + 1);
    let (done, word) = before.split_at(start);
    let mut words = done.split_whitespace();
    let commands = dot::commands();
    let Some(name) = words.next() else {
        let names = commands.iter().map(clap::Command::get_name);
        let names = names.map(|name| Offer::plain(format!(".{name}")));
        return (start, fitting(word, names.collect()));
    };
    let Some(command) = commands
        .iter()
        .find(|command| command.get_name() == name.trim_start_matches('.'))
    else {
        return (start, Vec::new());
    };
    if word.starts_with("--") {
        let flags = command.get_arguments().filter_map(clap::Arg::get_long);
        let flags = flags.map(|flag| Offer::plain(format!("--{flag}")));
        return (start, fitting(word, flags.collect()));
    }
    let given: Vec<&str> = words.filter(|word| !word.starts_with("--")).collect();
    let arguments: Vec<&clap::Arg> = command
        .get_arguments()
        .filter(|argument| argument.is_positional())
        .collect();
    let Some(argument) = arguments.get(given.len()).or_else(|| {
        // The last one may take many values.
        arguments
            .last()
            .filter(|last| last.get_num_args().is_some_and(|n| n.max_values() > 1))
    }) else {
        return (start, Vec::new());
    };
    values(argument, &given, word, start, catalogue)
}

fn values(
    argument: &clap::Arg,
    given: &[&str],
    word: &str,
    start: usize,
    catalogue: &Catalogue,
) -> (usize, Vec<Offer>) {
    let known = argument.get_possible_values();
    if !known.is_empty() {
        let known = known.iter().map(|value| Offer::plain(value.get_name()));
        return (start, fitting(word, known.collect()));
    }
    let names = argument.get_value_names().unwrap_or_default();
    let meaning = |pairs: Vec<(String, String)>| {
        let pairs = pairs
            .iter()
            .map(|(value, meaning)| Offer::meaning(value, meaning));
        pairs.collect::<Vec<Offer>>()
    };
    let offers = match names.first().map_or("", |name| name.as_str()) {
        "INDICATOR" | "WORD" => meaning(catalogue.values("indicator")),
        "PERIOD" => meaning(catalogue.periods_of(given.first().copied().unwrap_or_default())),
        "BULLETIN" => meaning(catalogue.bulletins()),
        "TABLE" => catalogue.tables().into_iter().map(Offer::plain).collect(),
        "QUERY" => meaning(catalogue.queries()),
        "KEY=VALUE" => return parameters(given, word, start, catalogue),
        "COMMAND" => dot::commands()
            .iter()
            .map(|command| Offer::plain(command.get_name()))
            .collect(),
        "FILE" => return (start, paths(word)),
        "FORMAT|auto" => {
            let names = crate::render::Format::ALL.map(crate::render::Format::name);
            names
                .iter()
                .chain(&["auto"])
                .map(|name| Offer::plain(*name))
                .collect()
        }
        "on|off|comma|dot|blank" => ["on", "off", "comma", "dot", "blank"]
            .map(Offer::plain)
            .into(),
        "COLUMNS|auto" => vec![Offer::plain("auto")],
        "SECONDS|off" => vec![Offer::plain("off")],
        _ => Vec::new(),
    };
    (start, fitting(word, offers))
}

/// `key=`, for keys that were not given, then the values of the key.
fn parameters(
    given: &[&str],
    word: &str,
    start: usize,
    catalogue: &Catalogue,
) -> (usize, Vec<Offer>) {
    let name = given.first().copied().unwrap_or_default();
    if let Some((key, value)) = word.split_once('=') {
        let values = catalogue.values_of(name, key);
        let values = values
            .iter()
            .map(|(value, meaning)| Offer::meaning(value, meaning));
        return (start + key.len() + 1, fitting(value, values.collect()));
    }
    let taken = |key: &str| given.iter().any(|pair| pair.split('=').next() == Some(key));
    let keys = catalogue
        .parameters(name)
        .into_iter()
        .filter(|(key, _)| !taken(key));
    let keys = keys.map(|(key, about)| Offer::meaning(&format!("{key}="), &about));
    (start, fitting(word, keys.collect()))
}

/// Those that begin with the word; where none does, those that hold it
/// anywhere, also in what they mean.
pub fn fitting(word: &str, offers: Vec<Offer>) -> Vec<Offer> {
    let word = word.to_lowercase();
    let begins = |offer: &&Offer| offer.text.to_lowercase().starts_with(&word);
    let found: Vec<Offer> = offers.iter().filter(begins).cloned().collect();
    if !found.is_empty() {
        return found;
    }
    let holds = |offer: &Offer| offer.shown.to_lowercase().contains(&word);
    offers.into_iter().filter(holds).collect()
}

/// Files and folders; a folder ends in a slash.
fn paths(word: &str) -> Vec<Offer> {
    let (folder, beginning) = match word.rfind('/') {
        Some(at) => word.split_at(at + 1),
        None => ("", word),
    };
    let place = if folder.is_empty() {
        Path::new(".")
    } else {
        Path::new(folder)
    };
    let entries = std::fs::read_dir(place).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    found.sort();
    let names = found.iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?;
        let hidden = name.starts_with('.') && !beginning.starts_with('.');
        let slash = if path.is_dir() { "/" } else { "" };
        (name.starts_with(beginning) && !hidden).then(|| Offer {
            text: format!("{folder}{name}{slash}"),
            shown: format!("{name}{slash}"),
        })
    });
    names.collect()
}
