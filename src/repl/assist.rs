//! Help while typing: completion, the hint behind `.run NAME`, colours, and
//! whether a statement is complete. What to offer is decided elsewhere.

use super::catalogue::Catalogue;
use super::completion::{self, Offer};
use super::dot;
use crate::render::term_safe;
use crate::sql::{self, Kind, tokens};
use rustyline::completion::Pair;
use rustyline::highlight::CmdKind;
use rustyline::validate::{ValidationContext, ValidationResult};
use rustyline::{Context, Helper, Result};
use std::borrow::Cow;

pub struct Assist {
    pub catalogue: Catalogue,
    /// The values of a question that is being asked, with their meanings.
    pub offered: Option<Vec<(String, String)>>,
    colour: bool,
}

impl Assist {
    pub fn new(catalogue: Catalogue, colour: bool) -> Assist {
        Assist {
            catalogue,
            offered: None,
            colour,
        }
    }

    fn offers(&self, line: &str, cursor: usize) -> (usize, Vec<Offer>) {
        if let Some(values) = &self.offered {
            let offers = values
                .iter()
                .map(|(value, meaning)| Offer::meaning(value, meaning));
            return (0, completion::fitting(&line[..cursor], offers.collect()));
        }
        if line.trim_start().starts_with('.') {
            return completion::dot(&line[..cursor], &self.catalogue);
        }
        let (start, found) = sql::complete(line, cursor, &self.catalogue);
        let offers = found.into_iter().map(|found| Offer {
            text: found.text,
            shown: found.shown,
        });
        (start, offers.collect())
    }
}

impl Helper for Assist {}

impl rustyline::completion::Completer for Assist {
    type Candidate = Pair;

    fn complete(&self, line: &str, cursor: usize, _: &Context<'_>) -> Result<(usize, Vec<Pair>)> {
        let (start, offers) = self.offers(line, cursor);
        // What would have to be escaped cannot be offered to be typed.
        let typable = offers
            .into_iter()
            .filter(|offer| term_safe(&offer.text) == offer.text);
        let offers: Vec<Offer> = typable.collect();
        let few = offers.len() <= EXPLAINED;
        let pairs = offers.into_iter().map(|offer| Pair {
            display: if few {
                shortened(&term_safe(&offer.shown))
            } else {
                offer.text.clone()
            },
            replacement: offer.text,
        });
        Ok((start, pairs.collect()))
    }
}

/// Offers up to which their meanings stand beside them; more would not fit a
/// screen, and stand in columns.
const EXPLAINED: usize = 18;

/// Characters of an offer that the list shows.
const SHOWN: usize = 72;

fn shortened(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    text.chars().take(SHOWN - 1).chain(['…']).collect()
}

impl rustyline::hint::Hinter for Assist {
    type Hint = String;

    /// The parameters of the query behind `.run NAME`.
    fn hint(&self, line: &str, cursor: usize, _: &Context<'_>) -> Option<String> {
        if cursor < line.len() || self.offered.is_some() {
            return None;
        }
        let name = line.trim_start().strip_prefix(".run ")?.trim_start();
        let (name, blank) = match name.split_once(' ') {
            Some((name, "")) => (name, ""),
            Some(_) => return None,
            None => (name, " "),
        };
        let signature = self.catalogue.signature(name)?;
        (!signature.is_empty()).then(|| format!("{blank}{}", term_safe(&signature)))
    }
}

impl rustyline::highlight::Highlighter for Assist {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if !self.colour || self.offered.is_some() || line.trim_start().starts_with('.') {
            return Cow::Borrowed(line);
        }
        let mut shown = String::with_capacity(line.len() * 2);
        for token in tokens(line) {
            let text = token.text(line);
            match style(token.kind) {
                Some(style) => shown += &format!("{style}{text}{style:#}"),
                None => shown += text,
            }
        }
        Cow::Owned(shown)
    }

    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _: bool) -> Cow<'b, str> {
        if !self.colour {
            return Cow::Borrowed(prompt);
        }
        let bold = anstyle::Style::new().bold();
        Cow::Owned(format!("{bold}{prompt}{bold:#}"))
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if !self.colour {
            return Cow::Borrowed(hint);
        }
        let dim = anstyle::Style::new().dimmed();
        Cow::Owned(format!("{dim}{hint}{dim:#}"))
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.colour && kind != CmdKind::MoveCursor
    }
}

/// Colours that can be read on dark and on light ground.
fn style(kind: Kind) -> Option<anstyle::Style> {
    use anstyle::{AnsiColor, Style};
    Some(match kind {
        Kind::Keyword => Style::new().bold(),
        Kind::String => AnsiColor::Green.on_default(),
        Kind::Number | Kind::Parameter => AnsiColor::Magenta.on_default(),
        Kind::Comment => Style::new().dimmed(),
        _ => return None,
    })
}

impl rustyline::validate::Validator for Assist {
    fn validate(&self, context: &mut ValidationContext<'_>) -> Result<ValidationResult> {
        let text = context.input();
        let complete = self.offered.is_some() || is_complete(text);
        Ok(if complete {
            ValidationResult::Valid(None)
        } else {
            ValidationResult::Incomplete
        })
    }
}

/// A dot command or a bare word is one line, SQL ends with `;`.
fn is_complete(text: &str) -> bool {
    text.trim().is_empty() || dot::is_dot(text) || sql::is_complete(text)
}
