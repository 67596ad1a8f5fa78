//! What a statement's selects are made of: their tables with aliases, the
//! names that WITH gives, and the clause in which a place stands.

mod walk;

use super::lexer::{Kind, Token, tokens};
use std::ops::Range;

/// The part of a select that a token belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clause {
    /// Before anything, and where another SELECT may follow.
    Start,
    With,
    Select,
    From,
    On,
    Where,
    Group,
    Having,
    Window,
    Order,
    Limit,
    /// Of a statement that is no query.
    Other,
}

/// What the next token should be, where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    Nothing,
    Source,
    Alias,
    CteName,
    CteAs,
    CteBody,
}

/// Where one stands behind a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Context {
    /// The innermost select.
    pub select: Option<usize>,
    pub clause: Clause,
    pub expect: Expect,
    /// How many brackets are open.
    pub depth: usize,
}

const BEGIN: Context = Context {
    select: None,
    clause: Clause::Start,
    expect: Expect::Nothing,
    depth: 0,
};

/// A table, a view or a select in brackets that a select reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// Empty for a select in brackets.
    pub table: String,
    pub alias: Option<String>,
    /// The select in brackets.
    pub select: Option<usize>,
}

impl Source {
    pub fn name(&self) -> &str {
        self.alias.as_deref().unwrap_or(&self.table)
    }
}

#[derive(Debug, Clone)]
pub(super) struct Select {
    /// The select around it, whose columns it sees.
    pub parent: Option<usize>,
    pub depth: usize,
    /// Its tokens.
    pub span: Range<usize>,
    pub sources: Vec<Source>,
    /// Where its clauses begin, by token.
    marks: Vec<(Clause, usize)>,
}

/// A name that WITH gives to a select.
#[derive(Debug, Clone)]
pub(super) struct Cte {
    pub name: String,
    /// As listed behind the name; empty if they are not.
    pub columns: Vec<String>,
    pub select: Option<usize>,
    /// Its tokens, from the name to the closing bracket.
    pub span: Range<usize>,
    /// The token behind the last one that sees it.
    end: usize,
}

/// A statement, outlined.
pub(super) struct Outline<'s> {
    pub text: &'s str,
    /// Those that count.
    pub tokens: Vec<Token>,
    /// For each token, where one stands behind it.
    contexts: Vec<Context>,
    pub selects: Vec<Select>,
    pub ctes: Vec<Cte>,
}

/// How deep selects are followed that read selects.
const DEPTH: usize = 4;
/// How many tables are worth following.
const MANY: usize = 100;

impl<'s> Outline<'s> {
    pub fn of(text: &'s str) -> Outline<'s> {
        let mut tokens = tokens(text);
        tokens.retain(Token::counts);
        walk::walk(text, tokens)
    }

    /// The text of a token, empty where there is none.
    pub fn word(&self, token: usize) -> &'s str {
        self.tokens.get(token).map_or("", |it| it.text(self.text))
    }

    pub fn is(&self, token: usize, word: &str) -> bool {
        self.word(token).eq_ignore_ascii_case(word)
    }

    pub fn kind(&self, token: usize) -> Option<Kind> {
        self.tokens.get(token).map(|token| token.kind)
    }

    /// Whether a token is a name, in quotes or not.
    pub fn is_name(&self, token: usize) -> bool {
        matches!(self.kind(token), Some(Kind::Name | Kind::QuotedName))
    }

    /// How many tokens end at a byte or before it.
    pub fn before(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.end <= byte)
    }

    /// Where one stands behind so many tokens.
    pub fn behind(&self, count: usize) -> Context {
        let last = count.checked_sub(1).and_then(|at| self.contexts.get(at));
        last.copied().unwrap_or(BEGIN)
    }

    /// The text of some tokens.
    pub fn slice(&self, span: Range<usize>) -> &'s str {
        match self.tokens.get(span).unwrap_or(&[]) {
            [first, .., last] => &self.text[first.start..last.end],
            [one] => one.text(self.text),
            [] => "",
        }
    }

    /// The tokens of a clause without its keywords; empty where it is not.
    pub fn part(&self, select: usize, clause: Clause) -> Range<usize> {
        let Some(select) = self.selects.get(select) else {
            return 0..0;
        };
        let Some(at) = select.marks.iter().position(|(known, _)| *known == clause) else {
            return 0..0;
        };
        let start = select.marks[at].1 + 1;
        let end = select
            .marks
            .get(at + 1)
            .map_or(select.span.end, |(_, at)| *at);
        let more = match clause {
            Clause::Group | Clause::Order => self.is(start, "by"),
            Clause::Select => self.is(start, "distinct") || self.is(start, "all"),
            _ => false,
        };
        let start = start + usize::from(more);
        start..end.max(start)
    }

    /// The parts of a span between the commas of its own depth.
    pub fn items(&self, span: Range<usize>, depth: usize) -> Vec<Range<usize>> {
        let mut items = Vec::new();
        let mut start = span.start;
        for at in span.clone() {
            if self.word(at) == "," && self.contexts[at].depth == depth {
                items.push(start..at);
                start = at + 1;
            }
        }
        if start < span.end {
            items.push(start..span.end);
        }
        items
    }

    /// The sources that a select sees, its own first.
    pub fn seen_by(&self, select: Option<usize>) -> Vec<&Source> {
        let mut seen = Vec::new();
        let mut next = select.and_then(|at| self.selects.get(at));
        while let Some(select) = next {
            seen.extend(&select.sources);
            next = select.parent.and_then(|at| self.selects.get(at));
        }
        seen
    }

    /// The names of WITH that can be read at a token, the innermost first.
    pub fn ctes_at(&self, token: usize) -> impl Iterator<Item = &Cte> {
        let sees = move |cte: &&Cte| cte.span.start < token && token <= cte.end;
        self.ctes.iter().rev().filter(sees)
    }

    /// The select that a source reads: the one in brackets, or of a WITH.
    pub fn select_of(&self, source: &Source, token: usize) -> Option<usize> {
        source.select.or_else(|| {
            let mut ctes = self.ctes_at(token);
            ctes.find(|cte| cte.name.eq_ignore_ascii_case(&source.table))?
                .select
        })
    }

    /// The tables that a source reads, through selects in brackets and WITH.
    pub fn tables_behind(&self, source: &Source, token: usize) -> Vec<String> {
        let mut tables = Vec::new();
        let mut next = vec![(source.clone(), token, DEPTH)];
        while let Some((source, token, depth)) = next.pop() {
            let Some(first) = self.select_of(&source, token) else {
                tables.push(source.table);
                continue;
            };
            if depth == 0 || tables.len() > MANY {
                continue;
            }
            for select in self.arms(first) {
                let start = select.span.start;
                let sources = select.sources.iter().cloned();
                next.extend(sources.map(|source| (source, start, depth - 1)));
            }
        }
        tables
    }

    /// The selects that UNION and the like join to a first one, with it.
    fn arms(&self, first: usize) -> Vec<&Select> {
        let mut arms: Vec<&Select> = Vec::new();
        for select in self.selects.get(first..).unwrap_or(&[]) {
            let follows = |last: &&Select| {
                // UNION, and ALL.
                select.depth == last.depth
                    && (1..=2).contains(&(select.span.start.wrapping_sub(last.span.end)))
            };
            if arms.is_empty() || arms.last().is_some_and(follows) {
                arms.push(select);
            } else if arms
                .last()
                .is_some_and(|last| select.span.start > last.span.end + 2)
            {
                break;
            }
        }
        arms
    }

    /// The columns of a source of the select that begins at `token`; those
    /// of tables are asked for.
    pub fn columns(
        &self,
        source: &Source,
        token: usize,
        of_table: &dyn Fn(&str) -> Vec<String>,
    ) -> Vec<String> {
        self.columns_down(source, token, of_table, DEPTH)
    }

    fn columns_down(
        &self,
        source: &Source,
        token: usize,
        of_table: &dyn Fn(&str) -> Vec<String>,
        depth: usize,
    ) -> Vec<String> {
        let cte = self
            .ctes_at(token)
            .find(|cte| source.select.is_none() && cte.name.eq_ignore_ascii_case(&source.table));
        if let Some(cte) = cte.filter(|cte| !cte.columns.is_empty()) {
            return cte.columns.clone();
        }
        let read = source.select.or(cte.and_then(|cte| cte.select));
        match (read.and_then(|at| Some((at, self.selects.get(at)?))), cte) {
            (Some((at, select)), _) if depth > 0 => {
                let mut names = Vec::new();
                for item in self.items(self.part(at, Clause::Select), select.depth) {
                    let Some(last) = item.clone().next_back() else {
                        continue;
                    };
                    if self.word(last) != "*" {
                        names.extend(self.name_of(item));
                        continue;
                    }
                    let of = (item.len() > 2).then(|| unquoted(self.word(last - 2)));
                    let meant = |it: &&Source| {
                        of.as_ref()
                            .is_none_or(|of| it.name().eq_ignore_ascii_case(of))
                    };
                    for inner in select.sources.iter().filter(meant) {
                        let start = select.span.start;
                        names.extend(self.columns_down(inner, start, of_table, depth - 1));
                    }
                }
                names
            }
            (None, None) => of_table(&source.table),
            _ => Vec::new(),
        }
    }

    /// The name of a column of the result: its alias, or the column it is.
    fn name_of(&self, item: Range<usize>) -> Option<String> {
        let last = item.clone().next_back()?;
        if !self.is_name(last) {
            return None;
        }
        let before = last.checked_sub(1).filter(|before| item.contains(before));
        let named = before.is_none_or(|before| match self.kind(before) {
            Some(Kind::Symbol) => matches!(self.word(before), "." | ")"),
            Some(Kind::Keyword) => ["as", "end", "null"].iter().any(|it| self.is(before, it)),
            _ => true,
        });
        named.then(|| unquoted(self.word(last)))
    }
}

/// A name without its quotes.
pub(super) fn unquoted(name: &str) -> String {
    let mut inside = name.chars();
    match inside.next() {
        Some(quote @ ('"' | '`' | '\'')) => {
            let inside = inside.as_str();
            let inside = inside.strip_suffix(quote).unwrap_or(inside);
            inside.replace(&format!("{quote}{quote}"), &quote.to_string())
        }
        Some('[') => inside.as_str().trim_end_matches(']').to_owned(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests;
