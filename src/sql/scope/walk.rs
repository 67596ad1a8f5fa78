//! One walk over the tokens of a statement finds its selects. Brackets that
//! are not closed yet, or words in a wrong place, only leave things out.

use super::{Clause, Context, Cte, Expect, Outline, Select, Source, unquoted};
use crate::sql::lexer::{Kind, Token};

/// What a bracket holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// No bracket: the statement itself.
    All,
    Expression,
    /// Tables, or a select in their place.
    Sources,
    CteColumns(usize),
    CteBody(usize),
}

#[derive(Clone, Copy)]
struct Frame {
    holds: Holds,
    /// The innermost select, and the first one begun in this bracket.
    select: Option<usize>,
    own: Option<usize>,
    clause: Clause,
    expect: Expect,
    /// The names of WITH that were known when it was opened.
    ctes: usize,
}

pub(super) fn walk(text: &str, tokens: Vec<Token>) -> Outline<'_> {
    let outline = Outline {
        text,
        contexts: Vec::with_capacity(tokens.len()),
        tokens,
        selects: Vec::new(),
        ctes: Vec::new(),
    };
    let frame = Frame {
        holds: Holds::All,
        select: None,
        own: None,
        clause: Clause::Start,
        expect: Expect::Nothing,
        ctes: 0,
    };
    let mut walk = Walk {
        outline,
        around: Vec::new(),
        frame,
    };
    for at in 0..walk.outline.tokens.len() {
        walk.step(at);
        let context = Context {
            select: walk.frame.select,
            clause: walk.frame.clause,
            expect: walk.frame.expect,
            depth: walk.around.len(),
        };
        walk.outline.contexts.push(context);
    }
    walk.outline
}

struct Walk<'s> {
    outline: Outline<'s>,
    /// The brackets around the innermost one.
    around: Vec<Frame>,
    frame: Frame,
}

impl Walk<'_> {
    fn step(&mut self, at: usize) {
        match self.outline.kind(at) {
            Some(Kind::Keyword) => self.keyword(at),
            Some(Kind::Symbol) => match self.outline.word(at) {
                "(" => self.open(at),
                ")" => self.close(at),
                "," => self.comma(),
                _ => {}
            },
            Some(Kind::Name | Kind::QuotedName | Kind::String) => self.name(at),
            _ => {}
        }
    }

    fn keyword(&mut self, at: usize) {
        let word = self.outline.word(at).to_ascii_uppercase();
        let has_tables = self.frame.own.is_some() || self.frame.holds == Holds::Sources;
        let clause = match word.as_str() {
            "SELECT" => return self.select(at),
            "WITH" => {
                self.frame.expect = Expect::CteName;
                self.frame.clause = Clause::With;
                return;
            }
            "AS" => {
                if self.frame.expect == Expect::CteAs {
                    self.frame.expect = Expect::CteBody;
                }
                return;
            }
            "UNION" | "EXCEPT" | "INTERSECT" => {
                self.end_select(at);
                Clause::Start
            }
            // `IS DISTINCT FROM`.
            "FROM" if at > 0 && self.outline.is(at - 1, "distinct") => return,
            "FROM" if self.frame.own.is_some() => Clause::From,
            "FROM" if self.frame.holds == Holds::All => {
                self.select(at);
                Clause::From
            }
            "JOIN" if has_tables => Clause::From,
            "ON" | "USING" if self.frame.clause == Clause::From => Clause::On,
            "WHERE" => Clause::Where,
            "GROUP" | "PARTITION" => Clause::Group,
            "HAVING" => Clause::Having,
            "WINDOW" => Clause::Window,
            "ORDER" => Clause::Order,
            "LIMIT" | "OFFSET" => Clause::Limit,
            "EXPLAIN" | "QUERY" | "PLAN" => return,
            // An alias is never a keyword: something else has begun.
            _ if self.frame.expect == Expect::Alias => {
                self.frame.expect = Expect::Nothing;
                return;
            }
            _ if at == 0 => Clause::Other,
            _ => return,
        };
        self.frame.clause = clause;
        self.frame.expect = match clause {
            Clause::From => Expect::Source,
            _ => Expect::Nothing,
        };
        let own = self.frame.own.and(self.frame.select);
        if let Some(select) = own.and_then(|select| self.outline.selects.get_mut(select)) {
            // A second FROM or ORDER BY is no place to begin anew.
            if !matches!(clause, Clause::Start | Clause::On)
                && !select.marks.iter().any(|(known, _)| *known == clause)
            {
                select.marks.push((clause, at));
            }
        }
    }

    fn select(&mut self, at: usize) {
        self.end_select(at);
        let selects = &mut self.outline.selects;
        let parent = match (self.frame.own, self.frame.holds) {
            (Some(first), _) => selects[first].parent,
            // What stands in FROM or WITH does not see its neighbours.
            (None, Holds::Sources | Holds::CteBody(_)) => None,
            (None, _) => self.frame.select,
        };
        let here = selects.len();
        selects.push(Select {
            parent,
            depth: self.around.len(),
            span: at..self.outline.tokens.len(),
            sources: Vec::new(),
            marks: vec![(Clause::Select, at)],
        });
        self.frame.select = Some(here);
        self.frame.own = self.frame.own.or(Some(here));
        self.frame.clause = Clause::Select;
        self.frame.expect = Expect::Nothing;
        if let Holds::CteBody(cte) = self.frame.holds {
            self.outline.ctes[cte].select.get_or_insert(here);
        }
    }

    /// The open select of this bracket ends before a token.
    fn end_select(&mut self, at: usize) {
        let own = self.frame.own.and(self.frame.select);
        if let Some(select) = own.and_then(|select| self.outline.selects.get_mut(select)) {
            select.span.end = select.span.end.min(at);
        }
    }

    fn open(&mut self, at: usize) {
        let holds = match self.frame.expect {
            Expect::Source => Holds::Sources,
            Expect::CteAs => Holds::CteColumns(self.outline.ctes.len() - 1),
            Expect::CteBody => Holds::CteBody(self.outline.ctes.len() - 1),
            _ => Holds::Expression,
        };
        let inside = Frame {
            holds,
            own: None,
            ctes: self.outline.ctes.len(),
            expect: match holds {
                Holds::Sources => Expect::Source,
                _ => Expect::Nothing,
            },
            clause: match holds {
                Holds::CteBody(_) => Clause::Start,
                _ if self.outline.is(at.wrapping_sub(1), "over") => Clause::Window,
                _ => self.frame.clause,
            },
            ..self.frame
        };
        self.around.push(std::mem::replace(&mut self.frame, inside));
    }

    fn close(&mut self, at: usize) {
        let Some(outer) = self.around.pop() else {
            return;
        };
        self.end_select(at);
        let inner = std::mem::replace(&mut self.frame, outer);
        for cte in &mut self.outline.ctes[inner.ctes..] {
            cte.end = cte.end.min(at);
        }
        match (inner.holds, inner.own) {
            (Holds::Sources, Some(select)) => self.source(String::new(), Some(select)),
            (Holds::Sources, None) | (Holds::All, _) => self.frame.expect = Expect::Nothing,
            (Holds::CteBody(cte), _) => {
                self.outline.ctes[cte].span.end = at + 1;
                self.frame.expect = Expect::Nothing;
            }
            (Holds::Expression | Holds::CteColumns(_), _) => {}
        }
    }

    fn comma(&mut self) {
        let has_tables = self.frame.own.is_some() || self.frame.holds == Holds::Sources;
        match self.frame.clause {
            Clause::From | Clause::On if has_tables => {
                self.frame.clause = Clause::From;
                self.frame.expect = Expect::Source;
            }
            Clause::With => self.frame.expect = Expect::CteName,
            _ => {}
        }
    }

    fn name(&mut self, at: usize) {
        let name = || unquoted(self.outline.word(at));
        let is_text = self.outline.kind(at) == Some(Kind::String);
        if let Holds::CteColumns(cte) = self.frame.holds {
            let name = name();
            self.outline.ctes[cte].columns.push(name);
            return;
        }
        match self.frame.expect {
            // `main.` is a schema.
            Expect::Source if !is_text && self.outline.word(at + 1) != "." => {
                let name = name();
                self.source(name, None);
            }
            Expect::Alias => {
                let name = name();
                if let Some(source) = self.last_source() {
                    source.alias = Some(name);
                }
                self.frame.expect = Expect::Nothing;
            }
            Expect::CteName if !is_text => {
                let cte = Cte {
                    name: name(),
                    columns: Vec::new(),
                    select: None,
                    span: at..self.outline.tokens.len(),
                    end: self.outline.tokens.len(),
                };
                self.outline.ctes.push(cte);
                self.frame.expect = Expect::CteAs;
            }
            _ => {}
        }
    }

    fn source(&mut self, table: String, select: Option<usize>) {
        let here = self.frame.select;
        if let Some(reading) = here.and_then(|at| self.outline.selects.get_mut(at)) {
            reading.sources.push(Source {
                table,
                alias: None,
                select,
            });
        }
        self.frame.expect = Expect::Alias;
    }

    fn last_source(&mut self) -> Option<&mut Source> {
        let select = self.frame.select?;
        self.outline.selects.get_mut(select)?.sources.last_mut()
    }
}
