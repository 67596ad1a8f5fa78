//! `teach`: a person says what a wording means that the program does not
//! know. The documents are read again, and what that changes is told; what
//! would make another reading wrong is refused.

use super::decide::findings_changed;
use super::documents::own_query;
use super::report::{count, difference_lines, reread_lines};
use super::writing::{self, Which, Writing};
use super::{Context, lines, place};
use crate::bulletin::{Lexicon, Reader, Taught};
use crate::cli::{Output, Teach};
use crate::error::Error;
use crate::render::{Format, term_safe};
use crate::store::{Difference, LONGEST_NOTE, LONGEST_WORDING, Lesson, MOST_LESSONS, Store};
use std::io::Write;

pub fn run(arguments: &Teach, context: &mut Context<'_>) -> Result<(), Error> {
    if arguments.list {
        let store = context.ask(&arguments.ask)?;
        let sql = include_str!("sql/taught.sql");
        return own_query(sql, &store, &arguments.output, context);
    }
    if arguments.export {
        return export(arguments, context);
    }
    change(arguments, context)
}

/// Teaches or forgets, and tells what reads differently.
fn change(arguments: &Teach, context: &mut Context<'_>) -> Result<(), Error> {
    let lexicon = Lexicon::built_in()?;
    let wording = arguments.wording.as_deref().unwrap_or_default();
    let which = if arguments.dry_run {
        Which::Copy
    } else {
        Which::Present
    };
    let Writing { mut store, reread } = writing::open(context, &lexicon, which)?;
    let before = writing::findings(&store)?;
    store.begin()?;
    let note = note(arguments)?;
    let lessons = store.lessons()?;
    let same = |lesson: &&Lesson| {
        lesson.taught.wording == wording || lexicon.same_wording(&lesson.taught.wording, wording)
    };
    let known = lessons.iter().find(same);
    let (told, differences) = if arguments.forget {
        forget(&mut store, known, wording, note, &lexicon)?
    } else {
        let code = arguments.indicator.as_deref().unwrap_or_default();
        let taught = Taught {
            indicator: code.to_owned(),
            wording: wording_of(wording, &lexicon)?,
        };
        place::indicator(&store, code)?;
        match known {
            Some(known) => (already_taught(known, code)?, Vec::new()),
            None if lessons.len() >= MOST_LESSONS => {
                let message = format!("a file keeps {MOST_LESSONS} taught wordings at most");
                return Err(Error::usage(message));
            }
            None => teach(&mut store, &taught, note, &lexicon)?,
        }
    };
    store.commit()?;
    let after = writing::findings(&store)?;
    let out = &mut *context.out;
    if arguments.dry_run {
        writeln!(out, "nothing is changed; without --dry-run:")?;
    }
    writeln!(out, "{}", term_safe(&told))?;
    reread_lines(&reread, out)?;
    tell(&differences, out)?;
    findings_changed(before.as_deref(), after.as_deref(), out)?;
    Ok(out.flush()?)
}

/// The rows as the lexicon's data has them.
fn export(arguments: &Teach, context: &mut Context<'_>) -> Result<(), Error> {
    let store = context.ask(&arguments.ask)?;
    let output = Output {
        format: arguments.output.format.or(Some(Format::Csv)),
        ..arguments.output.clone()
    };
    own_query(
        include_str!("sql/taught_rows.sql"),
        &store,
        &output,
        context,
    )
}

/// A wording as it is kept: one line, single blanks.
fn wording_of(wording: &str, lexicon: &Lexicon) -> Result<String, Error> {
    let help = "give the words of the label as smsdb unread prints them";
    let wording = wording.split_whitespace().collect::<Vec<_>>().join(" ");
    if wording.chars().any(char::is_control) {
        return Err(Error::usage("a wording has no control characters").with_help(help));
    }
    if wording.chars().count() > LONGEST_WORDING {
        let message = format!("a wording has at most {LONGEST_WORDING} characters");
        return Err(Error::usage(message).with_help("a part of it that tells it apart is enough"));
    }
    if !lexicon.is_wording(&wording) {
        let message = "no word in that wording says what is counted";
        return Err(Error::usage(message).with_help(help));
    }
    Ok(wording)
}

fn note(arguments: &Teach) -> Result<Option<&str>, Error> {
    let note = arguments.note.as_deref().map(str::trim);
    let note = note.filter(|note| !note.is_empty());
    if note.is_some_and(|note| note.chars().count() > LONGEST_NOTE) {
        let message = format!("a note has at most {LONGEST_NOTE} characters");
        return Err(Error::usage(message));
    }
    Ok(note)
}

/// What to tell of a wording that was taught before.
///
/// # Errors
/// It stands for another indicator.
fn already_taught(known: &Lesson, code: &str) -> Result<String, Error> {
    let message = format!("already taught: {}", known.taught);
    if known.taught.indicator == code {
        return Ok(message);
    }
    let help = format!("first smsdb teach --forget \"{}\"", known.taught.wording);
    Err(Error::usage(message).with_help(term_safe(&help).into_owned()))
}

type Done = (String, Vec<Difference>);

fn forget(
    store: &mut Store,
    known: Option<&Lesson>,
    wording: &str,
    note: Option<&str>,
    lexicon: &Lexicon,
) -> Result<Done, Error> {
    let known = known.ok_or_else(|| {
        let message = format!("nobody taught \"{wording}\"");
        Error::not_found(message).with_help("smsdb teach --list lists what was taught")
    })?;
    let reread = store.forget(known, note, lexicon)?;
    Ok((format!("forgotten: {}", known.taught), reread.differences))
}

fn teach(
    store: &mut Store,
    taught: &Taught,
    note: Option<&str>,
    lexicon: &Lexicon,
) -> Result<Done, Error> {
    let refuse = |why: &str| {
        let message = format!("nothing was taught: {why}");
        let help = "give more of its words, teach the bulletin's other wordings first, or smsdb reread one number";
        Err(Error::usage(message).with_help(help))
    };
    let read = lexicon.reads_as(&taught.wording);
    if let [other] = &read[..]
        && *other != taught.indicator
    {
        return refuse(&format!("smsdb reads \"{}\" as {other}", taught.wording));
    }
    let idle = store.idle()?;
    let mut reread = store.teach(taught, note, lexicon)?;
    if !reread.harm.is_empty() {
        // Some documents may have been read without the lessons before.
        store.roll_back();
        store.begin()?;
        let before = store.read_again(lexicon)?.harm;
        let known = |harm: &Difference| before.iter().any(|one| one.document == harm.document);
        if let Some(harm) = reread.harm.iter().find(|harm| !known(harm)) {
            store.roll_back();
            return refuse(&harm.words());
        }
        reread = store.teach(taught, note, lexicon)?;
    }
    let differences = reread.differences;
    if let Some(harm) = differences.iter().find(|found| found.is_harm()) {
        store.roll_back();
        return refuse(&harm.words());
    }
    if let Some(other) = read_otherwise(store, taught, lexicon)? {
        store.roll_back();
        return refuse(&other);
    }
    if let Some(lost) = store.idle()?.difference(&idle).next() {
        store.roll_back();
        return refuse(&format!("a decision would lose its effect: {lost}"));
    }
    Ok((format!("taught: {taught}"), differences))
}

/// The first figure with this wording in its label that the program's own
/// wordings read as another indicator, in words.
fn read_otherwise(
    store: &Store,
    taught: &Taught,
    built_in: &Lexicon,
) -> Result<Option<String>, Error> {
    let Some(lexicon) = store.learned_lexicon(built_in)? else {
        return Ok(None);
    };
    let sql = "SELECT document_id, document FROM document_known WHERE withdrawn = 0
               ORDER BY document, document_id";
    for row in &store.rows(sql, &[])?.rows {
        let text = lines::text(store, row.integer(0).unwrap_or(0))?;
        for figure in Reader::new(&text, &lexicon).flat_map(|passage| passage.numbers) {
            let Some(why) = figure.why else { continue };
            let new = |index: &usize| {
                let wording = &lexicon.wordings[*index];
                wording.taught && wording.terms == taught.wording
            };
            if why.overruled.as_ref().is_some_and(new) {
                let meaning = &lexicon.wordings[why.wording].meaning;
                let (line_no, column_no) = (figure.line_no, figure.column_no);
                let document = row.text(1);
                return Ok(Some(format!(
                    "{document}:{line_no}:{column_no} has these words, and is {meaning}"
                )));
            }
        }
    }
    Ok(None)
}

fn tell(differences: &[Difference], out: &mut dyn Write) -> std::io::Result<()> {
    match differences.len() {
        0 => writeln!(out, "no stored number reads differently"),
        some => {
            let numbers = count(some as u64, "number reads", "numbers read");
            difference_lines(&format!("{numbers} differently:"), differences, out)
        }
    }
}
