//! What may be typed at a place: tables behind FROM, columns of the
//! statement's own tables first, values inside quotes, words that can
//! follow. Never everything at once.

mod values;
mod words;

use super::keyword::quoted;
use super::lexer::Kind as Token;
use super::scope::{Clause, Expect, Outline, Source, unquoted};
use super::statement::around;

/// What a file holds, as far as completion wants to know.
pub trait Catalog {
    /// Tables and views.
    fn tables(&self) -> Vec<String>;
    /// The columns of a table or a view, in their order; none if there is no
    /// such table. Case does not matter.
    fn columns(&self, table: &str) -> Vec<String>;
    fn functions(&self) -> Vec<String>;
    /// The values of a column with what they mean (or nothing), if they can
    /// be listed; in the order in which to offer them.
    fn values(&self, column: &str) -> Vec<(String, String)>;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CandidateKind {
    Table,
    Column,
    Value,
    Function,
    Keyword,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What to insert.
    pub text: String,
    /// What to show in a list.
    pub shown: String,
    pub kind: CandidateKind,
}

impl Candidate {
    fn new(text: impl Into<String>, about: &str, kind: CandidateKind) -> Candidate {
        let text = text.into();
        let shown = if about.is_empty() {
            text.clone()
        } else {
            format!("{text}  {about}")
        };
        Candidate { text, shown, kind }
    }
}

/// Candidates for the place `cursor` of a text, the best first. They replace
/// the bytes from the first number to the cursor.
pub fn complete(sql: &str, cursor: usize, catalog: &dyn Catalog) -> (usize, Vec<Candidate>) {
    let cursor = (0..=cursor.min(sql.len()))
        .rev()
        .find(|at| sql.is_char_boundary(*at))
        .unwrap_or(0);
    let statement = around(sql, cursor);
    let at = cursor - statement.start.min(cursor);
    let (start, candidates) = in_statement(statement.text, at, catalog);
    (statement.start.min(cursor) + start, candidates)
}

fn in_statement(text: &str, cursor: usize, catalog: &dyn Catalog) -> (usize, Vec<Candidate>) {
    let cursor = cursor.min(text.len());
    let all = super::lexer::tokens(text);
    let under = all
        .iter()
        .find(|token| token.start < cursor && cursor <= token.end);
    let inside = under.filter(|token| cursor < token.end || !token.finished);
    let outline = Outline::of(text);
    let start = match (under, inside) {
        (Some(token), Some(_)) if token.kind == Token::String => {
            return values::inside(&outline, *token, cursor, catalog);
        }
        (Some(token), Some(_)) if token.kind == Token::QuotedName && !token.finished => token.start,
        // An end-of-line comment reaches up to the end of its line.
        (Some(token), _)
            if token.kind == Token::Comment
                && (inside.is_some() || !token.text(text).ends_with(['\n', '/'])) =>
        {
            return (cursor, Vec::new());
        }
        (Some(token), _) if matches!(token.kind, Token::Name | Token::Keyword) => token.start,
        (Some(token), _) if matches!(token.kind, Token::Symbol | Token::Blank | Token::Comment) => {
            cursor
        }
        (None, _) => cursor,
        _ => return (cursor, Vec::new()),
    };
    let typed = &text[start..cursor];
    let bare = typed.trim_start_matches(['"', '`', '[']);
    let place = Place {
        outline: &outline,
        catalog,
        tokens: outline.before(start),
        prefix: bare.to_lowercase(),
        quoted: bare.len() < typed.len(),
        typed,
    };
    (start, place.candidates())
}

/// A place in a statement, with the word that is being typed there.
struct Place<'p> {
    outline: &'p Outline<'p>,
    catalog: &'p dyn Catalog,
    /// How many tokens stand before the word.
    tokens: usize,
    /// In lower case, without its quote.
    prefix: String,
    /// Who opens a quote wants a name.
    quoted: bool,
    typed: &'p str,
}

impl Place<'_> {
    fn candidates(&self) -> Vec<Candidate> {
        let last = self.outline.word(self.tokens.wrapping_sub(1));
        let context = self.outline.behind(self.tokens);
        if last == "." {
            return self.behind_dot();
        }
        let mut found = match context.expect {
            Expect::Source => self.tables(),
            Expect::CteName => return Vec::new(),
            _ if self.wants_value() => self.values(context.clause),
            _ => Vec::new(),
        };
        if !self.quoted {
            found.extend(self.words());
        }
        found
    }

    /// `s.`: the columns of exactly that table.
    fn behind_dot(&self) -> Vec<Candidate> {
        let name = unquoted(self.outline.word(self.tokens.wrapping_sub(2)));
        let context = self.outline.behind(self.tokens);
        if context.expect == Expect::Source {
            return self.tables();
        }
        let seen = self.outline.seen_by(context.select);
        let meant = seen
            .iter()
            .find(|source| source.name().eq_ignore_ascii_case(&name));
        let names = match meant {
            Some(source) => self.columns_of(source),
            None => self.catalog.columns(&name),
        };
        let mut found = Vec::new();
        self.add_names(
            &mut found,
            names.into_iter().map(|name| (name, String::new())),
            CandidateKind::Column,
        );
        found
    }

    fn tables(&self) -> Vec<Candidate> {
        let at = self.outline.behind(self.tokens).select;
        let start = at.map_or(self.tokens, |at| self.outline.selects[at].span.start);
        let ctes = self.outline.ctes_at(start).map(|cte| cte.name.clone());
        let names = ctes.chain(self.catalog.tables());
        let mut found = Vec::new();
        self.add_names(
            &mut found,
            names.map(|name| (name, String::new())),
            CandidateKind::Table,
        );
        found
    }

    /// Columns in scope, then functions, then columns of all tables.
    fn values(&self, clause: Clause) -> Vec<Candidate> {
        let mut found = Vec::new();
        if matches!(
            clause,
            Clause::Start | Clause::With | Clause::From | Clause::Limit | Clause::Other
        ) {
            return found;
        }
        let context = self.outline.behind(self.tokens);
        let seen = self.outline.seen_by(context.select);
        let names = seen.iter().flat_map(|source| {
            let about = format!("of {}", source.name());
            self.columns_of(source)
                .into_iter()
                .map(move |name| (name, about.clone()))
        });
        self.add_names(&mut found, names, CandidateKind::Column);
        if self.prefix.is_empty() {
            return found;
        }
        if !self.quoted {
            let capitals = words::is_capital(self.typed);
            let functions = self
                .catalog
                .functions()
                .into_iter()
                .filter(|name| self.fits(name));
            let mut calls: Vec<String> = functions
                .map(|name| if capitals { name.to_uppercase() } else { name } + "(")
                .collect();
            calls.sort_unstable();
            calls.dedup();
            found.extend(
                calls
                    .into_iter()
                    .map(|call| Candidate::new(call, "", CandidateKind::Function)),
            );
        }
        if seen.is_empty() {
            let tables = self.catalog.tables().into_iter();
            let names = tables.flat_map(|table| self.catalog.columns(&table));
            self.add_names(
                &mut found,
                names.map(|name| (name, String::new())),
                CandidateKind::Column,
            );
        }
        found
    }

    fn words(&self) -> Vec<Candidate> {
        let words = words::following(self.outline, self.tokens, &self.prefix);
        let capitals = if self.typed.is_empty() {
            words::uses_capitals(self.outline)
        } else {
            words::is_capital(self.typed)
        };
        let cased = words.into_iter().map(|word| {
            if capitals {
                word.to_owned()
            } else {
                word.to_lowercase()
            }
        });
        cased
            .map(|word| Candidate::new(word, "", CandidateKind::Keyword))
            .collect()
    }

    /// Whether a column, a call or a number may stand here, and not what
    /// follows one.
    fn wants_value(&self) -> bool {
        let last = self
            .outline
            .word(self.tokens.wrapping_sub(1))
            .to_ascii_uppercase();
        !words::ends_value(self.outline, self.tokens)
            && !matches!(last.as_str(), "GROUP" | "ORDER" | "PARTITION" | "NULLS")
    }

    fn columns_of(&self, source: &Source) -> Vec<String> {
        let select = self.outline.behind(self.tokens).select;
        let start = select.map_or(0, |at| self.outline.selects[at].span.start);
        self.outline
            .columns(source, start, &|table| self.catalog.columns(table))
    }

    fn fits(&self, name: &str) -> bool {
        name.to_lowercase().starts_with(&self.prefix)
    }

    /// Adds the names that fit, in alphabetical order, each once.
    fn add_names(
        &self,
        found: &mut Vec<Candidate>,
        names: impl Iterator<Item = (String, String)>,
        kind: CandidateKind,
    ) {
        let mut names: Vec<(String, String)> = names.filter(|(name, _)| self.fits(name)).collect();
        names.sort_by_key(|(name, _)| name.to_lowercase());
        names.dedup_by(|(a, _), (b, _)| a.eq_ignore_ascii_case(b));
        for (name, about) in names {
            let candidate = Candidate::new(quoted(&name), &about, kind);
            if !found.iter().any(|known| known.text == candidate.text) {
                found.push(candidate);
            }
        }
    }
}

#[cfg(test)]
mod tests;
