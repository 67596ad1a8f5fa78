//! Takes the documents and decisions of a verified file in. Its texts are read
//! anew; a decision that contradicts one of this file is shown, not applied.

use super::decisions::{Kind, Subject};
use super::error::{StoreError, at};
use super::take::Filed;
use super::{Added, Counts, Store};
use crate::bulletin::Lexicon;
use std::collections::BTreeSet;

/// What came of a file that was taken in.
#[derive(Debug, Default)]
pub struct Merged {
    /// Documents that are new, with their first names.
    pub new: Vec<(String, Counts)>,
    /// Documents that were stored already.
    pub known: u64,
    /// Documents in which this program finds no bulletin; not stored.
    pub without_bulletin: Vec<String>,
    /// Decisions that were applied, in words.
    pub applied: Vec<String>,
    /// Decisions that were made here already.
    pub decided: u64,
    /// Decisions that were not applied, and why.
    pub contradicting: Vec<String>,
}

/// Stands between the notes of two persons who decided the same.
const AND: &str = " | ";

/// A decision of the other file that remains to be applied.
struct Open<'f> {
    filed: &'f Filed,
    subject: Subject,
    /// Theirs, or both notes where the same was decided here.
    note: String,
    words: String,
}

impl Store {
    /// Takes a verified file in, inside the open transaction.
    ///
    /// # Errors
    /// A full disk and the like; the caller takes the transaction back.
    pub fn take_in(&mut self, other: &Store, lexicon: &Lexicon) -> Result<Merged, StoreError> {
        let mut merged = Merged::default();
        for document_id in other.document_ids()? {
            let source = other.source(document_id)?;
            let names = source.names();
            let name = names.first().map_or("", |(name, _)| *name).to_owned();
            match self.add_named(&names, &source.text, lexicon)? {
                Added::New { counts, .. } => merged.new.push((name, counts)),
                Added::Known { .. } => merged.known += 1,
                Added::Nothing => merged.without_bulletin.push(name),
            }
        }
        let filed = other.decisions_in_force()?;
        let open = self.open_decisions(other, &filed, &mut merged)?;
        let left = self.apply(other, open, &mut merged, lexicon)?;
        for open in left {
            let why = "it does not go together with yours";
            merged.contradicting.push(format!("{}: {why}", open.words));
        }
        Ok(merged)
    }

    /// Sorts out what was decided here already, or otherwise.
    fn open_decisions<'f>(
        &self,
        other: &Store,
        filed: &'f [Filed],
        merged: &mut Merged,
    ) -> Result<Vec<Open<'f>>, StoreError> {
        let mut open = Vec::new();
        for filed in filed {
            let theirs = &filed.decision;
            let words = other.decision_words(theirs.decision_id)?;
            let Some(subject) = self.subject_of(filed)? else {
                let why = "a document that it is about was not stored";
                merged.contradicting.push(format!("{words}: {why}"));
                continue;
            };
            let note = match self.decided(&subject)? {
                Some(ours) if ours.value != theirs.value => {
                    let yours = self.decision_words(ours.decision_id)?;
                    merged
                        .contradicting
                        .push(format!("{words}; yours: {yours}"));
                    continue;
                }
                Some(ours) => match both(&ours.note, &theirs.note) {
                    note if note == ours.note => {
                        merged.decided += 1;
                        continue;
                    }
                    note => note,
                },
                None => theirs.note.clone(),
            };
            open.push(Open {
                filed,
                subject,
                note,
                words,
            });
        }
        Ok(open)
    }

    /// Applies all decisions together, or, where they do not go together
    /// with those made here, one after another as long as one more does.
    /// Returns those that do not.
    fn apply<'f>(
        &mut self,
        other: &Store,
        open: Vec<Open<'f>>,
        merged: &mut Merged,
        lexicon: &Lexicon,
    ) -> Result<Vec<Open<'f>>, StoreError> {
        let mut idle = other.idle()?;
        idle.extend(self.idle()?);
        let all: Vec<&Open<'_>> = open.iter().collect();
        if self.apply_if_sound(&all, &idle, lexicon)? {
            merged
                .applied
                .extend(open.into_iter().map(|open| open.words));
            return Ok(Vec::new());
        }
        let mut left = open;
        loop {
            let before = left.len();
            let mut rest = Vec::new();
            for open in left {
                if self.apply_if_sound(&[&open], &idle, lexicon)? {
                    merged.applied.push(open.words);
                } else {
                    rest.push(open);
                }
            }
            if rest.is_empty() || rest.len() == before {
                return Ok(rest);
            }
            left = rest;
        }
    }

    /// Applies decisions unless one of this or the other file, which had an
    /// effect before, has none then, or bulletins replace each other in a
    /// circle.
    fn apply_if_sound(
        &mut self,
        open: &[&Open<'_>],
        idle: &BTreeSet<String>,
        lexicon: &Lexicon,
    ) -> Result<bool, StoreError> {
        if open.is_empty() {
            return Ok(true);
        }
        self.batch("SAVEPOINT decisions")?;
        let decided: Vec<_> = open
            .iter()
            .map(|open| {
                let value = open.filed.decision.value.as_deref();
                (open.subject, value, open.note.as_str())
            })
            .collect();
        self.decide_all(&decided, lexicon)?;
        let mut sound = self.idle()?.is_subset(idle);
        for open in open
            .iter()
            .filter(|open| open.subject.kind == Kind::Supersession)
        {
            sound = sound && !self.closes_circle(&open.subject)?;
        }
        if sound {
            self.batch("RELEASE decisions")?;
        } else {
            self.batch("ROLLBACK TO decisions; RELEASE decisions")?;
        }
        Ok(sound)
    }

    /// The subjects of decisions in force that have no effect, without ids.
    fn idle(&self) -> Result<BTreeSet<String>, StoreError> {
        let mut statement = self
            .connection
            .prepare(include_str!("sql/idle_decisions.sql"))
            .map_err(at(&self.path))?;
        let rows = statement.query_map([], |row| row.get(0));
        rows.and_then(Iterator::collect).map_err(at(&self.path))
    }
}

/// The notes of both, each once, in an order that does not depend on who
/// takes in whom.
fn both(ours: &str, theirs: &str) -> String {
    let notes: BTreeSet<&str> = ours.split(AND).chain(theirs.split(AND)).collect();
    notes.into_iter().collect::<Vec<_>>().join(AND)
}

#[cfg(test)]
mod tests {
    use super::both;

    #[test]
    fn notes_are_joined_once_and_in_one_order() {
        assert_eq!(both("b", "a"), "a | b");
        assert_eq!(both("a", "b"), "a | b");
        assert_eq!(both("a | b", "b"), "a | b");
        assert_eq!(both("b", "b"), "b");
    }
}
