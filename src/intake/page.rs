//! A web page as its reader sees it: line by line, without what is not
//! shown. Nothing is fetched, nothing is run, and no step is recursive.

use super::element::{self, Role};
use super::lines::{Gap, Lines, Manner};
use super::open::Open;
use super::row::Span;
use super::style::{self, Edge, Sheet};
use super::tags::{Tag, Tags};
use super::{IntakeError, PageLimit};

/// Tags and texts of a page, and elements inside each other.
const MAX_TAGS: usize = 2_000_000;
const MAX_DEPTH: usize = 10_000;

/// The text of a page.
///
/// # Errors
/// A page that goes beyond the limits.
pub fn extract(page: &str) -> Result<String, IntakeError> {
    let mut tags = Tags::new(page.as_bytes(), is_kept);
    let mut reading = Reading::default();
    let mut count = 0;
    while let Some(tag) = tags.next() {
        count += 1;
        if count > MAX_TAGS {
            return Err(IntakeError::Page(PageLimit::Tags(MAX_TAGS)));
        }
        match tag {
            Tag::Start {
                name,
                attributes,
                closed,
            } => {
                reading.start(&name, &attributes, closed);
                if !reading.is_foreign() {
                    tags.expect_raw_text(&name);
                }
            }
            Tag::End(name) => reading.end(&name),
            Tag::Text(text) => reading.text(&text),
        }
        if reading.open.len() > MAX_DEPTH {
            return Err(IntakeError::Page(PageLimit::Depth(MAX_DEPTH)));
        }
    }
    reading.close(0);
    Ok(match reading.title {
        Some(title) => format!("{title}\n\n{}", reading.lines.finish()),
        None => reading.lines.finish(),
    })
}

#[derive(Default)]
struct Reading {
    open: Open,
    lines: Lines,
    /// Open elements that are not read, are raised, keep their blanks.
    hidden: usize,
    raised: usize,
    verbatim: usize,
    /// Of the head; further ones are not shown.
    title: Option<String>,
    /// A line end right behind the start tag of `pre` is none.
    fresh: bool,
    /// A part of a line ended right before, and another one has begun.
    ended: bool,
    seam: bool,
    /// What the page's own styles hide; those of the open `style`.
    sheet: Sheet,
    rules: Option<String>,
}

type Attributes = [(Vec<u8>, String)];

impl Reading {
    fn start(&mut self, name: &[u8], attributes: &Attributes, closed: bool) {
        let role = Role::of(name);
        self.fresh = false;
        self.seam = std::mem::take(&mut self.ended) && is_part(role);
        if !element::stays_in_head(name) {
            self.leave_head();
        }
        let foreign = self.is_foreign();
        if foreign && element::ends_drawing(name, role) {
            while let Some(root) = self.drawing() {
                self.close(root);
            }
        }
        let empty = closed && (foreign || matches!(name, b"svg" | b"math"));
        match role {
            Role::Void if name != b"wbr" => return self.lines.edge(),
            Role::Void | Role::Html | Role::Body => return,
            _ if empty => return,
            _ => self.end_implied(name, role),
        }
        let hidden = role == Role::Unread
            || role == Role::Struck
            || role == Role::Head
            || has(attributes, b"hidden")
            || value(attributes, b"style").is_some_and(style::hides)
            || self
                .sheet
                .hides(value(attributes, b"class"), value(attributes, b"id"))
            || name == b"dialog" && !has(attributes, b"open");
        if matches!(role, Role::Break | Role::Rule) {
            if self.hidden == 0 && !hidden {
                self.lines.part(if role == Role::Break {
                    Gap::Line
                } else {
                    Gap::Blank
                });
            }
            return;
        }
        let seen = self.hidden == 0 && !hidden;
        if seen {
            self.begin(name, role, attributes);
        }
        self.hidden += usize::from(hidden);
        self.raised += usize::from(role == Role::Raised);
        self.verbatim += usize::from(role == Role::Verbatim);
        self.fresh = role == Role::Verbatim;
        let edge = edge(name, role, attributes);
        self.meet(edge, seen);
        let from = self.lines.count();
        self.open.push(name, role, hidden, seen, from, edge);
        let everywhere = value(attributes, b"media").is_none_or(|media| {
            let media = media.trim().to_ascii_lowercase();
            matches!(media.as_str(), "" | "all" | "screen")
        });
        self.rules = (name == b"style" && everywhere).then(String::new);
    }

    /// An element begins or ends in its line.
    fn meet(&mut self, edge: Edge, seen: bool) {
        match edge {
            Edge::Line if seen => self.lines.part(Gap::Line),
            Edge::None => {}
            _ => self.lines.edge(),
        }
    }

    /// What an element that is shown does to the lines.
    fn begin(&mut self, name: &[u8], role: Role, attributes: &Attributes) {
        match role {
            Role::Table | Role::Terms => self.lines.begin_table(role == Role::Terms),
            Role::Row | Role::Term if self.row_place(role) => self.lines.begin_row(),
            Role::Cell | Role::Definition if self.row_place(role) => {}
            Role::Item => self.lines.begin_item(),
            Role::List if self.open.in_list() => self.lines.follow(),
            Role::Rows | Role::Title => {}
            role if role.is_special() => self.lines.part(Gap::Blank),
            _ => {}
        }
        if matches!(role, Role::Cell | Role::Term | Role::Definition) && self.row_place(role) {
            let count = |name| {
                let count = value(attributes, name).and_then(|text| text.trim().parse().ok());
                count.unwrap_or(1)
            };
            self.lines.begin_cell(Span {
                columns: count(b"colspan"),
                rows: count(b"rowspan"),
                head: name == b"th" || self.open.inside_table(b"thead").is_some(),
            });
        }
    }

    /// Whether a row or cell stands in a table, and a term in its list.
    fn row_place(&self, role: Role) -> bool {
        match role {
            Role::Row | Role::Cell => self.open.in_table(),
            _ => self.open.in_list() && self.open.inside_list(b"dl").is_some(),
        }
    }

    /// Ends what the standard says that a start tag ends.
    fn end_implied(&mut self, name: &[u8], role: Role) {
        if role.ends_paragraph() {
            self.close_at(self.open.inside_walls(b"p"));
        }
        match role {
            Role::Heading if self.open.last_role() == Some(Role::Heading) => {
                self.close(self.open.len() - 1);
            }
            Role::Item => self.close_at(self.open.inside_list(b"li")),
            Role::Term | Role::Definition => {
                let before = self
                    .open
                    .inside_list(b"dt")
                    .max(self.open.inside_list(b"dd"));
                self.close_at(before);
            }
            Role::Caption | Role::Rows => self.close_at(self.open.table().map(|table| table + 1)),
            Role::Row => {
                let row = self.open.inside_table(b"tr");
                let caption = self.open.inside_table(b"caption");
                self.close_at(row.or(caption));
            }
            Role::Cell => {
                let cell = self
                    .open
                    .inside_table(b"td")
                    .max(self.open.inside_table(b"th"));
                self.close_at(cell.or(self.open.inside_table(b"caption")));
                if self.open.in_table() && self.open.inside_table(b"tr").is_none() {
                    self.start(b"tr", &[], false);
                }
            }
            _ if matches!(name, b"option" | b"optgroup") => {
                self.close_at(self.open.inside_walls(b"option"));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        self.fresh = false;
        let role = Role::of(name);
        self.ended = is_part(role);
        match role {
            Role::Html | Role::Body | Role::Void | Role::Rule => {}
            Role::Break => self.start(b"br", &[], false),
            Role::Rows | Role::Row | Role::Cell | Role::Caption => {
                self.close_at(self.open.inside_table(name));
            }
            Role::Table => self.close_at(self.open.anywhere(name)),
            Role::Heading => {
                let open = self.open.inside_walls(name);
                let other = Some(self.open.len().saturating_sub(1));
                self.close_at(open.or(other.filter(|_| self.open.last_role() == Some(role))));
            }
            _ if role.is_special() => match self.open.inside_walls(name) {
                Some(at) => self.close(at),
                None if name == b"p" && self.hidden == 0 => self.lines.part(Gap::Blank),
                None => {}
            },
            _ => self.end_inline(name, role),
        }
    }

    /// An end tag of a line's part does not end the blocks inside of it.
    fn end_inline(&mut self, name: &[u8], role: Role) {
        let Some(at) = self.open.inside_walls(name) else {
            return;
        };
        if role == Role::Unread || !self.open.holds_block(at) {
            return self.close(at);
        }
        if role != Role::Inline
            && let Some(element) = self.open.take_out(at)
        {
            self.forget(element.hidden, element.role);
        }
    }

    fn close_at(&mut self, at: Option<usize>) {
        if let Some(at) = at {
            self.close(at);
        }
    }

    /// Ends all elements from the one at `at` on.
    fn close(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(element) = self.open.pop() else {
                return;
            };
            self.forget(element.hidden, element.role);
            if let Some(rules) = self.rules.take() {
                self.sheet.add(&rules);
            }
            self.meet(element.edge, element.seen && self.hidden == 0);
            if element.seen && self.hidden == 0 {
                self.finish(element.role, element.from);
            }
        }
    }

    fn forget(&mut self, hidden: bool, role: Role) {
        self.hidden -= usize::from(hidden);
        self.raised -= usize::from(role == Role::Raised);
        self.verbatim -= usize::from(role == Role::Verbatim);
    }

    /// What the end of an element that was shown does to the lines.
    fn finish(&mut self, role: Role, from: usize) {
        match role {
            Role::Heading => self.lines.end_heading(from),
            Role::Block | Role::Item => self.lines.end_block(from),
            Role::Caption => self.lines.end_caption(from),
            _ => {}
        }
        match role {
            Role::Table | Role::Terms => self.lines.end_table(),
            Role::Row if self.open.in_table() => self.lines.end_row(),
            Role::Item => self.lines.end_item(),
            Role::List if self.open.in_list() => self.lines.follow(),
            Role::Cell | Role::Term | Role::Definition => self.lines.end_line(),
            Role::Rows | Role::Title => {}
            role if role.is_special() => self.lines.part(Gap::Blank),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let fresh = std::mem::take(&mut self.fresh);
        self.ended = false;
        if std::mem::take(&mut self.seam) {
            self.lines.seam();
        }
        let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        if self.open.last_role() == Some(Role::Title) && !self.is_foreign() {
            let title = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
            if self.title.is_none() && !title.is_empty() {
                let mut line = Lines::default();
                line.add(&title, Manner::default());
                self.title = Some(line.finish().trim_end().to_owned());
            }
            return;
        }
        if !blank {
            self.leave_head();
        }
        if let Some(rules) = &mut self.rules {
            rules.push_str(text);
        }
        if self.hidden > 0 {
            return;
        }
        let manner = Manner {
            verbatim: self.verbatim > 0,
            raised: self.raised > 0,
        };
        let text = if fresh {
            text.strip_prefix('\n').unwrap_or(text)
        } else {
            text
        };
        self.lines.add(text, manner);
    }

    fn leave_head(&mut self) {
        if self.open.last_role() == Some(Role::Head) {
            self.close(self.open.len() - 1);
        }
    }

    /// Where the innermost drawing or formula is.
    fn drawing(&self) -> Option<usize> {
        self.open.anywhere(b"svg").max(self.open.anywhere(b"math"))
    }

    /// Inside a drawing or a formula, where texts are no raw ones.
    fn is_foreign(&self) -> bool {
        self.drawing().is_some()
    }
}

/// How an element of a line parts it: a link, and one that looks otherwise
/// than what is around it, are no part of the number beside them.
fn edge(name: &[u8], role: Role, attributes: &Attributes) -> Edge {
    if role == Role::Struck || role == Role::Unread {
        return Edge::Digits;
    }
    if !is_part(role) {
        return Edge::None;
    }
    let own = matches!(name, b"a" | b"button")
        || [&b"class"[..], b"id", b"href"]
            .iter()
            .any(|name| has(attributes, name));
    match value(attributes, b"style").map_or(Edge::None, style::edge) {
        Edge::None if own => Edge::Digits,
        edge => edge,
    }
}

/// Part of a line.
fn is_part(role: Role) -> bool {
    matches!(role, Role::Inline | Role::Formatting)
}

/// Attributes by which styles find an element, or by which it is a link.
fn is_kept(name: &[u8]) -> bool {
    matches!(name, b"class" | b"id" | b"href" | b"media")
}

fn has(attributes: &Attributes, name: &[u8]) -> bool {
    attributes.iter().any(|(own, _)| own == name)
}

fn value<'a>(attributes: &'a Attributes, name: &[u8]) -> Option<&'a str> {
    let found = attributes.iter().find(|(own, _)| own == name);
    found.map(|(_, value)| value.as_str())
}
