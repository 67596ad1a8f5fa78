//! The indicators that wordings stand for, by number, and which is a part of
//! which. Most of what is asked of a figure is whether two are the same, and
//! numbers say that at once.

use foldhash::HashMap;

/// One of the lexicon's indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indicator(usize);

/// All indicators that the lexicon names.
#[derive(Debug, Clone, Default)]
pub struct Indicators {
    known: HashMap<String, Indicator>,
    /// What each is directly a part of.
    wholes: Vec<Vec<Indicator>>,
    /// As `wholes`, at any depth.
    above: Vec<Vec<Indicator>>,
}

impl Indicators {
    /// The indicator of this name, a new one where it was not named before.
    pub fn named(&mut self, name: &str) -> Indicator {
        if let Some(known) = self.known.get(name) {
            return *known;
        }
        let indicator = Indicator(self.wholes.len());
        self.known.insert(name.to_owned(), indicator);
        self.wholes.push(Vec::new());
        self.above.push(Vec::new());
        indicator
    }

    /// Takes in which indicators are parts of which, all at once.
    pub fn relate<'p>(&mut self, parts: impl Iterator<Item = (&'p str, &'p str)>) {
        for (part, whole) in parts {
            let (part, whole) = (self.named(part), self.named(whole));
            self.wholes[part.0].push(whole);
        }
        for (part, wholes) in self.wholes.iter().enumerate() {
            let mut above = wholes.clone();
            let mut at = 0;
            while let Some(whole) = above.get(at) {
                above.extend_from_slice(&self.wholes[whole.0]);
                at += 1;
            }
            self.above[part] = above;
        }
    }

    /// Whether an indicator is a part of another, at any depth.
    pub fn is_part(&self, part: Indicator, whole: Indicator) -> bool {
        self.above[part.0].contains(&whole)
    }

    /// The indicators that an indicator is directly a part of.
    pub fn wholes(&self, part: Indicator) -> &[Indicator] {
        &self.wholes[part.0]
    }
}
