//! The elements of a page that are open: which one an end tag ends, and
//! which are ended by what follows them. Every step takes constant time.

use super::element::Role;
use super::style::Edge;
use std::collections::HashMap;

/// An element that is open.
#[derive(Debug, Clone, Copy)]
pub struct Element {
    pub role: Role,
    /// Its text is not read.
    pub hidden: bool,
    /// It stood in a place that is read when it began.
    pub seen: bool,
    /// Lines before it.
    pub from: usize,
    pub edge: Edge,
    name: usize,
}

/// The open elements, the innermost last.
#[derive(Debug, Default)]
pub struct Open {
    elements: Vec<Element>,
    /// Numbers of the names, and where elements of that name are open.
    names: HashMap<Vec<u8>, usize, foldhash::fast::RandomState>,
    places: Vec<Vec<usize>>,
    /// Where cells, captions and tables are open: end tags of what is
    /// outside do not reach into them.
    walls: Vec<usize>,
    tables: Vec<usize>,
    lists: Vec<usize>,
    specials: Vec<usize>,
}

impl Open {
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    pub fn push(
        &mut self,
        name: &[u8],
        role: Role,
        hidden: bool,
        seen: bool,
        from: usize,
        edge: Edge,
    ) {
        let at = self.elements.len();
        let name = self.number(name);
        self.places[name].push(at);
        if matches!(role, Role::Cell | Role::Caption | Role::Table) {
            self.walls.push(at);
        }
        if role == Role::Table {
            self.tables.push(at);
        }
        if matches!(role, Role::List | Role::Terms) {
            self.lists.push(at);
        }
        if role.is_special() {
            self.specials.push(at);
        }
        self.elements.push(Element {
            role,
            hidden,
            seen,
            from,
            edge,
            name,
        });
    }

    pub fn pop(&mut self) -> Option<Element> {
        let element = self.elements.pop()?;
        let at = self.elements.len();
        let forget = |places: &mut Vec<usize>| {
            if places.last() == Some(&at) {
                places.pop();
            }
        };
        forget(&mut self.places[element.name]);
        for list in [
            &mut self.walls,
            &mut self.tables,
            &mut self.lists,
            &mut self.specials,
        ] {
            forget(list);
        }
        Some(element)
    }

    pub fn last_role(&self) -> Option<Role> {
        self.elements.last().map(|element| element.role)
    }

    /// Where the innermost element of a name is, if no wall is in between.
    pub fn inside_walls(&self, name: &[u8]) -> Option<usize> {
        self.above(name, self.walls.last())
    }

    /// Where the innermost element of a name is inside the innermost table.
    pub fn inside_table(&self, name: &[u8]) -> Option<usize> {
        let table = *self.tables.last()?;
        self.above(name, Some(&table)).filter(|at| *at > table)
    }

    /// Where the innermost element of a name is in the innermost list.
    pub fn inside_list(&self, name: &[u8]) -> Option<usize> {
        self.above(name, self.lists.last().max(self.walls.last()))
    }

    /// Where the innermost element of a name is, wherever it is.
    pub fn anywhere(&self, name: &[u8]) -> Option<usize> {
        self.above(name, None)
    }

    fn above(&self, name: &[u8], floor: Option<&usize>) -> Option<usize> {
        let name = *self.names.get(name)?;
        let at = *self.places[name].last()?;
        (floor.is_none_or(|floor| at >= *floor)).then_some(at)
    }

    pub fn in_table(&self) -> bool {
        !self.tables.is_empty()
    }

    /// Where the innermost table is.
    pub fn table(&self) -> Option<usize> {
        self.tables.last().copied()
    }

    /// Whether a list is open around what follows, within its cell.
    pub fn in_list(&self) -> bool {
        self.lists.last() > self.walls.last()
    }

    /// Whether an element that breaks lines is inside of the one at `at`.
    pub fn holds_block(&self, at: usize) -> bool {
        self.specials.last().is_some_and(|special| *special > at)
    }

    /// Ends an inline element without those inside of it.
    pub fn take_out(&mut self, at: usize) -> Option<Element> {
        let element = self.elements.get_mut(at)?;
        let taken = *element;
        element.role = Role::Inline;
        element.hidden = false;
        self.places[taken.name].pop();
        Some(taken)
    }

    fn number(&mut self, name: &[u8]) -> usize {
        if let Some(number) = self.names.get(name) {
            return *number;
        }
        let number = self.places.len();
        self.places.push(Vec::new());
        self.names.insert(name.to_vec(), number);
        number
    }
}
