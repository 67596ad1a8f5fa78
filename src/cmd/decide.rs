//! What the commands for decisions share: the file is opened, one decision is
//! made or taken back in one transaction, and what it changed is told.

use super::Context;
use super::report::{Finding, list, reread_lines, severities};
use super::writing::{self, Which, Writing};
use crate::bulletin::Lexicon;
use crate::cli::Decision as Said;
use crate::error::Error;
use crate::render::term_safe;
use crate::store::{Difference, LONGEST_NOTE, Store, Subject};
use std::io::{self, Write};

/// The note of a decision that is taken back without one.
const TAKEN_BACK: &str = "taken back";

/// The reason that a person gives, without blanks around it.
///
/// # Errors
/// None, or one that is too long.
pub fn reason(note: Option<&str>) -> Result<&str, Error> {
    let note = note.map(str::trim).filter(|note| !note.is_empty());
    let note = note.ok_or_else(|| Error::usage("a decision needs a reason: --note TEXT"))?;
    match note.chars().count() {
        ..=LONGEST_NOTE => Ok(note),
        long => Err(Error::usage(format!(
            "a note has at most {LONGEST_NOTE} characters; this one has {long}"
        ))),
    }
}

/// A file in the middle of a decision.
pub struct Deciding<'l> {
    pub store: Store,
    lexicon: &'l Lexicon,
    reread: Vec<Difference>,
    before: Option<Vec<Finding>>,
}

/// Opens the file and begins the transaction of a decision.
///
/// # Errors
/// Every reason why the file cannot be written.
pub fn open<'l>(context: &Context<'_>, lexicon: &'l Lexicon) -> Result<Deciding<'l>, Error> {
    let Writing { store, reread } = writing::open(context, lexicon, Which::Present)?;
    let before = writing::findings(&store)?;
    store.begin()?;
    Ok(Deciding {
        store,
        lexicon,
        reread,
        before,
    })
}

impl Deciding<'_> {
    /// Makes the decision or takes it back, commits, and tells.
    ///
    /// # Errors
    /// A blank note; nothing to take back; a full disk and the like.
    pub fn settle(
        mut self,
        subject: &Subject,
        value: Option<&str>,
        said: &Said,
        context: &mut Context<'_>,
    ) -> Result<(), Error> {
        let note = reason(said.note.as_deref().or(said.undo.then_some(TAKEN_BACK)))?;
        let told = if said.undo {
            self.undo(subject, value, note)?
        } else {
            self.decide(subject, value, note)?
        };
        self.store.commit()?;
        let after = writing::findings(&self.store)?;
        self.tell(&told, after, context.out)?;
        Ok(context.out.flush()?)
    }

    fn decide(
        &mut self,
        subject: &Subject,
        value: Option<&str>,
        note: &str,
    ) -> Result<Vec<String>, Error> {
        if let Some(known) = self.store.decided(subject)?
            && (known.value.as_deref(), known.note.as_str()) == (value, note)
        {
            let words = self.store.decision_words(known.decision_id)?;
            return Ok(vec![format!("already decided: {words}")]);
        }
        let id = self.store.decide(subject, value, note, self.lexicon)?;
        if let Some(why) = self.store.without_effect(id)? {
            self.store.roll_back();
            return Err(Error::usage(format!("nothing was decided: {why}")));
        }
        Ok(vec![format!("decided: {}", self.store.decision_words(id)?)])
    }

    fn undo(
        &mut self,
        subject: &Subject,
        value: Option<&str>,
        note: &str,
    ) -> Result<Vec<String>, Error> {
        let nothing = || Error::not_found("there is no such decision to take back");
        let help = "smsdb run decisions lists what was decided";
        let known = self
            .store
            .decided(subject)?
            .ok_or_else(|| nothing().with_help(help))?;
        if value.is_some_and(|value| known.value.as_deref() != Some(value)) {
            let decided = self.store.decision_words(known.decision_id)?;
            let help = format!("in force is: {}", term_safe(&decided));
            return Err(nothing().with_help(help));
        }
        let taken = self.store.decision_words(known.decision_id)?;
        let mut told = vec![format!("taken back: {taken}")];
        self.store.undo(subject, note, self.lexicon)?;
        if let Some(again) = self.store.decided(subject)? {
            let again = self.store.decision_words(again.decision_id)?;
            told.push(format!("in force again: {again}"));
        }
        Ok(told)
    }

    /// What was decided, and which findings it made and cleared.
    fn tell(
        &self,
        told: &[String],
        after: Option<Vec<Finding>>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for line in told {
            writeln!(out, "{}", term_safe(line))?;
        }
        reread_lines(&self.reread, out)?;
        findings_changed(self.before.as_deref(), after.as_deref(), out)
    }
}

/// Which findings are new and which are gone; None where listing them would
/// take too long.
pub fn findings_changed(
    before: Option<&[Finding]>,
    after: Option<&[Finding]>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (Some(before), Some(after)) = (before, after) else {
        return writeln!(out, "smsdb check says what does not add up now");
    };
    let only = |left: &[Finding], right: &[Finding]| -> Vec<Finding> {
        let other = |finding: &&Finding| !right.contains(finding);
        left.iter().filter(other).cloned().collect()
    };
    let (gone, new) = (only(before, after), only(after, before));
    if gone.is_empty() && new.is_empty() {
        return writeln!(out, "no finding is new, none is gone");
    }
    for (title, findings) in [("new findings", &new), ("findings gone", &gone)] {
        if !findings.is_empty() {
            writeln!(out, "\n{title}: {}", severities(findings))?;
            let lines = findings.iter().map(Finding::line).collect();
            list(out, lines, "findings")?;
        }
    }
    Ok(())
}
