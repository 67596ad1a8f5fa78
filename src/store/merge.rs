//! Takes the documents and decisions of a verified file in. Its texts are read
//! anew; a decision that contradicts one of this file is shown, not applied.

use super::decisions::{Kind, LONGEST_NOTES, Subject};
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
    /// Documents that another of their names is shown of now: before, after.
    pub renamed: Vec<(String, String)>,
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
        self.learn_from(other, &mut merged, lexicon)?;
        for document_id in other.document_ids()? {
            let source = other.source(document_id)?;
            let names = source.names();
            let name = names.first().map_or("", |(name, _)| *name).to_owned();
            match self.add_named(&names, &source.text, lexicon)? {
                Added::New { counts, .. } => merged.new.push((name, counts)),
                Added::Known {
                    document_id,
                    document,
                } => {
                    merged.known += 1;
                    let now = self.shown_name(document_id)?;
                    if now != document {
                        merged.renamed.push((document, now));
                    }
                }
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

    /// Applies all decisions together; where they do not go together with
    /// those made here, as many as do. Returns the others.
    fn apply<'f>(
        &mut self,
        other: &Store,
        mut open: Vec<Open<'f>>,
        merged: &mut Merged,
        lexicon: &Lexicon,
    ) -> Result<Vec<Open<'f>>, StoreError> {
        let mut idle = other.idle()?;
        idle.extend(self.idle()?);
        let mut left = Vec::new();
        while let Some(culprits) = self.attempt(&refs(&open), &idle, lexicon)? {
            // Theirs that lose their effect are set aside, else the first one
            // without which the rest goes, else one at a time.
            let is_culprit = |open: &Open<'_>| culprits.contains(&open.filed.key());
            if open.iter().any(is_culprit) {
                left.extend(open.extract_if(.., |open| is_culprit(open)));
            } else if let Some(at) = self.odd_one_out(&open, &idle, lexicon)? {
                left.push(open.remove(at));
            } else {
                left.append(&mut open);
            }
        }
        merged
            .applied
            .extend(open.into_iter().map(|open| open.words));
        loop {
            let before = left.len();
            let mut rest = Vec::new();
            for open in left {
                match self.attempt(&[&open], &idle, lexicon)? {
                    None => merged.applied.push(open.words),
                    Some(_) => rest.push(open),
                }
            }
            if rest.is_empty() || rest.len() == before {
                return Ok(rest);
            }
            left = rest;
        }
    }

    /// The first decision without which the others go together.
    fn odd_one_out(
        &mut self,
        open: &[Open<'_>],
        idle: &BTreeSet<String>,
        lexicon: &Lexicon,
    ) -> Result<Option<usize>, StoreError> {
        for at in 0..open.len() {
            let mut others = refs(open);
            others.remove(at);
            self.batch("SAVEPOINT trial")?;
            let sound = self.attempt(&others, idle, lexicon)?.is_none();
            self.batch("ROLLBACK TO trial; RELEASE trial")?;
            if sound {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    /// Applies decisions unless one of this or the other file, which had an
    /// effect before, has none then, or bulletins replace each other in a
    /// circle: then nothing is applied, and the subjects of those are
    /// returned.
    fn attempt(
        &mut self,
        open: &[&Open<'_>],
        idle: &BTreeSet<String>,
        lexicon: &Lexicon,
    ) -> Result<Option<BTreeSet<String>>, StoreError> {
        if open.is_empty() {
            return Ok(None);
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
        let mut culprits: BTreeSet<String> = self.idle()?.difference(idle).cloned().collect();
        for open in open {
            if open.subject.kind == Kind::Supersession && self.closes_circle(&open.subject)? {
                culprits.insert(open.filed.key());
            }
        }
        if culprits.is_empty() {
            self.batch("RELEASE decisions")?;
            return Ok(None);
        }
        self.batch("ROLLBACK TO decisions; RELEASE decisions")?;
        Ok(Some(culprits))
    }

    /// The subjects of decisions in force that have no effect, without ids.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn idle(&self) -> Result<BTreeSet<String>, StoreError> {
        let mut statement = self
            .connection
            .prepare(include_str!("sql/idle_decisions.sql"))
            .map_err(at(&self.path))?;
        let rows = statement.query_map([], |row| row.get(0));
        rows.and_then(Iterator::collect).map_err(at(&self.path))
    }
}

fn refs<'o, 'f>(open: &'o [Open<'f>]) -> Vec<&'o Open<'f>> {
    open.iter().collect()
}

impl Filed {
    /// The subject as `idle_decisions.sql` names it.
    fn key(&self) -> String {
        let number = |number: Option<i64>| number.map_or_else(String::new, |n| n.to_string());
        let (line, column) = (number(self.line_no), number(self.column_no));
        let old = self.old.as_ref();
        let old = old.map_or_else(String::new, |(old, line)| format!("{old} {line}"));
        format!(
            "{} {} {line} {column} {old}",
            self.kind.name(),
            self.document
        )
    }
}

/// The notes of both, each once, in an order that does not depend on who
/// takes in whom.
pub(super) fn both(ours: &str, theirs: &str) -> String {
    if ours == theirs {
        return ours.to_owned();
    }
    let notes: BTreeSet<&str> = ours.split(AND).chain(theirs.split(AND)).collect();
    let notes = notes.into_iter().collect::<Vec<_>>().join(AND);
    if notes.len() > LONGEST_NOTES {
        return ours.to_owned();
    }
    notes
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
        assert_eq!(both("b | a", "b | a"), "b | a");
    }
}
