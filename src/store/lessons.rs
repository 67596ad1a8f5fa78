//! What persons taught: rows that are only appended, and the lexicon that a
//! file's texts are read by. Whether a lesson makes sense is asked by the
//! command before it is kept.

use super::Store;
use super::error::{StoreError, at};
use super::merge::{Merged, both};
use super::reread::{Difference, Reread};
use crate::bulletin::{Lexicon, Taught};
use rusqlite::{OptionalExtension, params};
use std::rc::Rc;

/// Characters of a wording.
pub const LONGEST_WORDING: usize = 300;
/// Lessons of one file, so that reading stays linear in its text.
pub const MOST_LESSONS: usize = 2_000;

/// A lesson in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    pub lesson_id: i64,
    pub taught: Taught,
    pub note: Option<String>,
}

/// The lessons that a lexicon was made with, and the lexicon.
pub(super) type Learned = Option<(Vec<Taught>, Rc<Lexicon>)>;

impl Store {
    /// The lessons in force, in the order of their wordings.
    ///
    /// # Errors
    /// A file that cannot be read; more or longer wordings than are taught.
    pub fn lessons(&self) -> Result<Vec<Lesson>, StoreError> {
        self.lessons_in_force()
            .map_err(at(&self.path))?
            .ok_or_else(|| StoreError::Damaged {
                path: self.path.clone(),
                what: "it has more or longer taught wordings than smsdb keeps".to_owned(),
            })
    }

    /// None where there are more, or longer ones, than are taught.
    fn lessons_in_force(&self) -> rusqlite::Result<Option<Vec<Lesson>>> {
        let sql = "SELECT lesson_id, wording, indicator, note FROM taught
                   ORDER BY wording, lesson_id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let taught = Taught {
                wording: row.get(1)?,
                indicator: row.get(2)?,
            };
            Ok(Lesson {
                lesson_id: row.get(0)?,
                taught,
                note: row.get(3)?,
            })
        })?;
        let lessons: Vec<Lesson> = rows
            .take(MOST_LESSONS + 1)
            .collect::<rusqlite::Result<_>>()?;
        let fits = |lesson: &Lesson| lesson.taught.wording.chars().count() <= LONGEST_WORDING;
        let sound = lessons.len() <= MOST_LESSONS && lessons.iter().all(fits);
        Ok(sound.then_some(lessons))
    }

    /// The program's lexicon with what persons taught; None where nobody
    /// taught anything.
    ///
    /// # Errors
    /// As for `lessons`.
    pub fn learned_lexicon(&self, built_in: &Lexicon) -> Result<Option<Rc<Lexicon>>, StoreError> {
        // A foreign file need not have the view.
        if self.foreign {
            return Ok(None);
        }
        self.learned(built_in).map_err(at(&self.path))
    }

    pub(super) fn learned(&self, built_in: &Lexicon) -> rusqlite::Result<Option<Rc<Lexicon>>> {
        let lessons = self.lessons_in_force()?.unwrap_or_default();
        if lessons.is_empty() {
            return Ok(None);
        }
        let taught: Vec<Taught> = lessons.into_iter().map(|lesson| lesson.taught).collect();
        if let Some((known, lexicon)) = &*self.learned.borrow()
            && *known == taught
        {
            return Ok(Some(Rc::clone(lexicon)));
        }
        let lexicon = Rc::new(built_in.with(&taught));
        *self.learned.borrow_mut() = Some((taught, Rc::clone(&lexicon)));
        Ok(Some(lexicon))
    }

    /// Keeps a lesson and reads every text again, inside the open
    /// transaction.
    ///
    /// # Errors
    /// A full disk and the like; the caller takes the transaction back.
    pub fn teach(
        &mut self,
        taught: &Taught,
        note: Option<&str>,
        built_in: &Lexicon,
    ) -> Result<Reread, StoreError> {
        self.add_lesson(taught, note)?;
        self.read_again(built_in)
    }

    /// Keeps a lesson; the texts are not read again.
    pub(super) fn add_lesson(&self, taught: &Taught, note: Option<&str>) -> Result<(), StoreError> {
        let sql = "SELECT indicator_id FROM indicator WHERE indicator = ?1";
        let id: Option<i64> = self
            .connection
            .query_row(sql, [&taught.indicator], |row| row.get(0))
            .optional()
            .map_err(at(&self.path))?;
        let id = id.ok_or_else(|| StoreError::Damaged {
            path: self.path.clone(),
            what: format!(
                "{:?} was taught as {}, which is no indicator",
                taught.wording, taught.indicator
            ),
        })?;
        let sql = "INSERT INTO stored_lesson (wording, indicator_id, note) VALUES (?1, ?2, ?3)";
        self.connection
            .execute(sql, params![taught.wording, id, note])
            .map(drop)
            .map_err(at(&self.path))
    }

    /// Takes a lesson back and reads every text again, inside the open
    /// transaction.
    ///
    /// # Errors
    /// As for `teach`.
    pub fn forget(
        &mut self,
        lesson: &Lesson,
        note: Option<&str>,
        built_in: &Lexicon,
    ) -> Result<Reread, StoreError> {
        self.take_back(lesson, note)?;
        self.read_again(built_in)
    }

    /// Takes a lesson back; the texts are not read again.
    fn take_back(&self, lesson: &Lesson, note: Option<&str>) -> Result<(), StoreError> {
        let sql = "INSERT INTO stored_lesson (wording, indicator_id, note, forgets)
                   SELECT wording, indicator_id, ?2, lesson_id FROM stored_lesson WHERE lesson_id = ?1";
        self.connection
            .execute(sql, params![lesson.lesson_id, note])
            .map(drop)
            .map_err(at(&self.path))
    }

    /// Takes what was taught in another file over, where it changes no figure
    /// that is read here; inside the open transaction.
    ///
    /// # Errors
    /// As for `teach`.
    pub(super) fn learn_from(
        &mut self,
        other: &Store,
        merged: &mut Merged,
        built_in: &Lexicon,
    ) -> Result<(), StoreError> {
        let mut open = Vec::new();
        let mut ours = self.lessons()?;
        for theirs in other.lessons()? {
            let same = |ours: &&Lesson| {
                built_in.same_wording(&ours.taught.wording, &theirs.taught.wording)
            };
            match ours.iter().find(same) {
                Some(known) if known.taught.indicator == theirs.taught.indicator => {
                    self.join_notes(known, &theirs)?;
                    merged.decided += 1;
                }
                Some(known) => {
                    let words = format!("taught: {}; yours: {}", theirs.taught, known.taught);
                    merged.contradicting.push(words);
                }
                None if !is_taught(&theirs.taught, built_in) => {
                    let words = format!("taught: {}: no such wording is taught", theirs.taught);
                    merged.contradicting.push(words);
                }
                None if ours.len() >= MOST_LESSONS => {
                    let words = format!("taught: {}: there are too many", theirs.taught);
                    merged.contradicting.push(words);
                }
                None => {
                    ours.push(theirs.clone());
                    open.push(theirs);
                }
            }
        }
        if self.learn(&open, built_in)? {
            let words = open
                .iter()
                .map(|lesson| format!("taught: {}", lesson.taught));
            merged.applied.extend(words);
            return Ok(());
        }
        for lesson in open {
            let words = format!("taught: {}", lesson.taught);
            if self.learn(std::slice::from_ref(&lesson), built_in)? {
                merged.applied.push(words);
            } else {
                let why = "it would change a figure that is read here";
                merged.contradicting.push(format!("{words}: {why}"));
            }
        }
        Ok(())
    }

    /// Keeps the reasons of both, each once.
    fn join_notes(&self, ours: &Lesson, theirs: &Lesson) -> Result<(), StoreError> {
        let note = match (&ours.note, &theirs.note) {
            (Some(ours), Some(theirs)) => Some(both(ours, theirs)),
            (ours, theirs) => ours.clone().or_else(|| theirs.clone()),
        };
        if note == ours.note {
            return Ok(());
        }
        self.take_back(ours, None)?;
        self.add_lesson(&ours.taught, note.as_deref())
    }

    /// Keeps lessons, unless they change a figure or take the effect of a
    /// decision.
    fn learn(&mut self, lessons: &[Lesson], built_in: &Lexicon) -> Result<bool, StoreError> {
        if lessons.is_empty() {
            return Ok(true);
        }
        let idle = self.idle()?;
        self.batch("SAVEPOINT lessons")?;
        for lesson in lessons {
            self.add_lesson(&lesson.taught, lesson.note.as_deref())?;
        }
        let reread = self.read_again(built_in)?;
        let harm = reread.differences.iter().any(Difference::is_harm);
        let learnt = !harm && self.idle()?.is_subset(&idle);
        let end = if learnt { "" } else { "ROLLBACK TO lessons;" };
        self.batch(&format!("{end} RELEASE lessons"))?;
        Ok(learnt)
    }
}

/// Whether a lesson of another file is one that smsdb teaches.
fn is_taught(taught: &Taught, built_in: &Lexicon) -> bool {
    let printable = !taught.wording.chars().any(char::is_control);
    let reads = built_in.reads_as(&taught.wording);
    let other = matches!(&reads[..], [other] if *other != taught.indicator);
    printable && built_in.is_wording(&taught.wording) && !other
}
