//! `import FILE.sqlite`: a colleague's file is verified, and its documents
//! and decisions are taken in.

use super::Context;
use super::inputs::{Fault, Input};
use super::report::{count, words};
use super::writing;
use crate::bulletin::Lexicon;
use crate::render::term_safe;
use crate::store::{Counts, Merged, Store, StoreError};
use serde_json::{Value, json};
use std::path::Path;

/// Opens a colleague's file and checks all of it.
///
/// # Errors
/// Why it cannot be taken in; a reason to stop is None.
pub fn open(
    input: &Input,
    path: &Path,
    lexicon: &Lexicon,
    context: &Context<'_>,
) -> Result<Store, Option<Fault>> {
    if same_file(path, &context.db) {
        return Err(Some(input.fault("is the file to import into", None)));
    }
    let help = "smsdb verify says more; ask for a file made by smsdb ship";
    match Store::verify(path, &writing::queries(), lexicon, &context.stop) {
        Err(StoreError::Stopped(_)) => Err(None),
        Err(error) => Err(Some(
            input.fault(&error.to_string(), error.help().as_deref()),
        )),
        Ok((store, verdict)) => match (verdict.failures().next(), store) {
            (Some(failure), _) => {
                let what = format!("{}: {}", failure.name, failure.words);
                Err(Some(input.fault(&what, Some(help))))
            }
            (None, Some(store)) => Ok(store),
            (None, None) => Err(Some(input.fault("cannot be opened", Some(help)))),
        },
    }
}

/// Whether two paths lead to one file, by whatever links.
fn same_file(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if let (Ok(one), Ok(other)) = (one.metadata(), other.metadata()) {
            return (one.dev(), one.ino()) == (other.dev(), other.ino());
        }
    }
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Whether taking a file in changed anything.
pub fn is_new(merged: &Merged) -> bool {
    !merged.new.is_empty() || !merged.applied.is_empty()
}

/// What was read in the new documents.
pub fn counts(merged: &Merged) -> Counts {
    merged.new.iter().map(|(_, counts)| *counts).sum()
}

/// What came of a file, the first line first.
pub fn lines(path: &str, merged: &Merged) -> Vec<String> {
    let new = count(merged.new.len() as u64, "new document", "new documents");
    let mut head = format!("{path}: verified; {new}");
    if merged.known > 0 {
        head += &format!(", {} already known", merged.known);
    }
    let applied = count(merged.applied.len() as u64, "decision", "decisions");
    head += &format!("; {applied} applied");
    if merged.decided > 0 {
        head += &format!(", {} already made here", merged.decided);
    }
    let mut lines = vec![term_safe(&head).into_owned()];
    let mut add = |words: String| lines.push(format!("  {}", term_safe(&words)));
    for (name, counts) in &merged.new {
        add(format!("{name}: {}", words(counts)));
    }
    for (before, after) in &merged.renamed {
        add(format!(
            "{before} is shown as {after} from now on, another name of it"
        ));
    }
    for name in &merged.without_bulletin {
        add(format!("{name}: not stored, no bulletin is found in it"));
    }
    for decision in &merged.applied {
        add(format!("decided: {decision}"));
    }
    for decision in &merged.contradicting {
        add(format!("not applied: {decision}"));
    }
    lines
}

pub fn json(path: &str, merged: &Merged) -> Value {
    let document = |(name, counts): &(String, Counts)| {
        json!({"document": name, "bulletins": counts.bulletins, "figures": counts.figures,
               "unread": counts.unread})
    };
    json!({
        "path": path, "state": "merged",
        "documents": merged.new.iter().map(document).collect::<Vec<_>>(),
        "known": merged.known,
        "renamed": merged.renamed,
        "without_bulletin": merged.without_bulletin,
        "decided": merged.applied,
        "decided_before": merged.decided,
        "contradicting": merged.contradicting,
    })
}
