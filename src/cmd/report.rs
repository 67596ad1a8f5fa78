//! The report of an import: what was read, what stayed unread, what was
//! known, and what does not add up now that it is there.

use super::inputs::{Fault, Input};
use super::{Context, merge};
use crate::bulletin::Harm;
use crate::cli::ReportFormat;
use crate::error::Error;
use crate::render::term_safe;
use crate::store::{Counts, Difference, Merged, Row};
use serde_json::{Value, json};
use std::io::{self, Write};

/// What became of one input.
#[derive(Debug)]
pub struct Outcome {
    pub path: String,
    pub name: String,
    state: State,
    /// What was decided about it just now, in words.
    pub decided: Vec<String>,
    /// Why it was read without what persons taught.
    set_aside: Option<String>,
}

#[derive(Debug)]
enum State {
    New(Counts),
    Known {
        document: String,
        /// Why it was withdrawn, if it was, and the beginning of its hash.
        withdrawn: Option<(String, String)>,
    },
    Merged(Merged),
}

/// A finding as far as a report needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    severity: String,
    check_name: String,
    message: String,
}

#[derive(Debug, Default)]
pub struct Report {
    pub dry_run: bool,
    pub documents: Vec<(usize, Outcome)>,
    pub skipped: u64,
    /// Files of folders in which no bulletin was found.
    pub without_bulletin: Vec<String>,
    pub faults: Vec<Fault>,
    /// Documents that were read but could not be committed.
    pub lost: Vec<String>,
    pub reread: Vec<Difference>,
    /// Why the checks could not be computed after storing.
    pub unchecked: Option<String>,
    /// None where there is nothing new, or too much to list.
    pub findings: Option<Vec<Finding>>,
}

/// Lines of a list before it is cut short.
const LINES: usize = 40;

impl Outcome {
    pub fn new(input: &Input, counts: Counts, harm: Option<Harm>) -> Outcome {
        let set_aside = harm.map(|harm| {
            let place = format!("line {}, column {}", harm.line_no, harm.column_no);
            let (before, after) = (harm.before, harm.after);
            format!("read without what was taught: {place} is {before}; it would become {after}")
        });
        Outcome {
            path: input.shown(),
            name: input.name(),
            state: State::New(counts),
            decided: Vec::new(),
            set_aside,
        }
    }

    pub fn known(input: &Input, document: String, withdrawn: Option<(String, String)>) -> Outcome {
        Outcome {
            path: input.shown(),
            name: input.name(),
            state: State::Known {
                document,
                withdrawn,
            },
            decided: Vec::new(),
            set_aside: None,
        }
    }

    pub fn merged(input: &Input, merged: Merged) -> Outcome {
        Outcome {
            path: input.shown(),
            name: input.name(),
            state: State::Merged(merged),
            decided: Vec::new(),
            set_aside: None,
        }
    }

    /// Whether anything was stored.
    pub fn is_new(&self) -> bool {
        match &self.state {
            State::New(_) => true,
            State::Known { .. } => false,
            State::Merged(merged) => merge::is_new(merged),
        }
    }

    /// Whether a text, and nothing else, was stored or known.
    pub fn only_adds(&self) -> bool {
        !matches!(self.state, State::Merged(_)) && self.decided.is_empty()
    }

    /// Documents stored, and documents known before.
    fn documents(&self) -> (u64, u64) {
        match &self.state {
            State::New(_) => (1, 0),
            State::Known { .. } => (0, 1),
            State::Merged(merged) => (merged.new.len() as u64, merged.known),
        }
    }

    fn counts(&self) -> Counts {
        match &self.state {
            State::New(counts) => *counts,
            State::Known { .. } => Counts::default(),
            State::Merged(merged) => merge::counts(merged),
        }
    }

    fn lines(&self) -> Vec<String> {
        let what = match &self.state {
            State::Merged(merged) => return merge::lines(&self.path, merged),
            State::New(counts) => words(counts),
            State::Known {
                withdrawn: Some((note, hash)),
                ..
            } => format!(
                "already known, and withdrawn ({note}); smsdb withdraw {hash} --undo brings it back"
            ),
            State::Known { document, .. } if *document == self.name => "already known".to_owned(),
            State::Known { document, .. } => format!("already known as {document}"),
        };
        let line = format!("{}: {what}", self.path);
        let parts = std::iter::once(line).chain(self.decided.iter().cloned());
        let parts = parts.chain(self.set_aside.clone());
        vec![term_safe(&parts.collect::<Vec<_>>().join("; ")).into_owned()]
    }

    fn json(&self) -> Value {
        match &self.state {
            State::New(counts) => json!({
                "path": self.path, "document": self.name, "state": "new",
                "bulletins": counts.bulletins, "figures": counts.figures, "unread": counts.unread,
                "decided": self.decided, "set_aside": self.set_aside,
            }),
            State::Known {
                document,
                withdrawn,
            } => json!({
                "path": self.path, "document": document, "state": "known",
                "withdrawn": withdrawn.is_some(), "decided": self.decided,
            }),
            State::Merged(merged) => merge::json(&self.path, merged),
        }
    }
}

impl Finding {
    pub fn of_row(row: &Row) -> Finding {
        let text = |column| row.text(column).to_owned();
        Finding {
            severity: text(0),
            check_name: text(1),
            message: text(2),
        }
    }

    pub fn line(&self) -> String {
        format!("  {:<8} {}", self.severity, term_safe(&self.message))
    }
}

pub fn words(counts: &Counts) -> String {
    let bulletins = count(counts.bulletins, "bulletin", "bulletins");
    let figures = count(counts.figures, "figure", "figures");
    match counts.unread {
        0 => format!("{bulletins}, {figures}"),
        unread => format!(
            "{bulletins}, {figures}, {}",
            count(unread, "unread number", "unread numbers")
        ),
    }
}

pub fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

impl Report {
    /// Results to standard output, faults to standard error.
    ///
    /// # Errors
    /// A writer that takes no more. The import itself is done by then.
    pub fn print(&self, format: ReportFormat, context: &mut Context<'_>) -> Result<(), Error> {
        for fault in &self.faults {
            writeln!(
                context.err,
                "error: {}: {}",
                term_safe(&fault.path),
                term_safe(&fault.what)
            )?;
            if let Some(help) = &fault.help {
                writeln!(context.err, "help: {help}")?;
            }
        }
        match format {
            ReportFormat::Json => writeln!(context.out, "{:#}", self.json())?,
            ReportFormat::Text => self.text(context.out)?,
        }
        context.out.flush()?;
        if !self.lost.is_empty() {
            let some: Vec<_> = self
                .lost
                .iter()
                .take(5)
                .map(|path| term_safe(path))
                .collect();
            let more = match self.lost.len().saturating_sub(5) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            writeln!(context.err, "not stored: {}{more}", some.join(", "))?;
        }
        Ok(())
    }

    fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        let lines = self
            .documents
            .iter()
            .flat_map(|(_, outcome)| outcome.lines());
        list(out, lines.collect(), "documents, all in smsdb documents")?;
        let without = self
            .without_bulletin
            .iter()
            .map(|path| format!("{}: no bulletin", term_safe(path)));
        list(out, without.collect(), "files without a bulletin")?;
        writeln!(out, "{}", self.summary())?;
        reread_lines(&self.reread, out)?;
        self.findings_text(out)
    }

    fn summary(&self) -> String {
        let documents = self
            .documents
            .iter()
            .map(|(_, outcome)| outcome.documents());
        let (new, known) = documents.fold((0, 0), |sum, (new, known)| (sum.0 + new, sum.1 + known));
        let verb = if self.dry_run {
            "would be stored"
        } else {
            "stored"
        };
        let mut parts = vec![format!("{} {verb}", count(new, "document", "documents"))];
        if known > 0 {
            parts.push(format!("{known} already known"));
        }
        let total = self.counts();
        if new > 1 {
            parts.push(words(&total));
        }
        if self.skipped > 0 {
            parts.push(format!(
                "{} skipped",
                count(self.skipped, "other file", "other files")
            ));
        }
        let summary = parts.join("; ");
        if total.unread > 0 {
            format!("{summary}\nsmsdb unread lists the unread numbers")
        } else {
            summary
        }
    }

    fn counts(&self) -> Counts {
        self.documents
            .iter()
            .map(|(_, outcome)| outcome.counts())
            .sum()
    }

    fn findings_text(&self, out: &mut dyn Write) -> io::Result<()> {
        if let Some(why) = &self.unchecked {
            return writeln!(
                out,
                "\nstored, but the checks cannot be computed: {}",
                term_safe(why)
            );
        }
        let Some(findings) = &self.findings else {
            if self.documents.iter().any(|(_, outcome)| outcome.is_new()) {
                writeln!(
                    out,
                    "\nThe file is too large to list its new findings here: smsdb check"
                )?;
            }
            return Ok(());
        };
        if findings.is_empty() {
            return writeln!(out, "no new findings");
        }
        writeln!(out, "\nnew findings: {}", severities(findings))?;
        let lines = findings.iter().map(Finding::line).collect();
        list(out, lines, "findings, all in smsdb check")
    }

    fn json(&self) -> Value {
        let fault = |f: &Fault| json!({"path": f.path, "error": f.what});
        let finding = |f: &Finding| json!({"severity": f.severity, "check_name": f.check_name, "message": f.message});
        let reread = |d: &Difference| {
            json!({"document": d.document, "line_no": d.line_no, "column_no": d.column_no,
                   "before": d.before, "after": d.after})
        };
        json!({
            "dry_run": self.dry_run,
            "documents": self.documents.iter().map(|(_, outcome)| outcome.json()).collect::<Vec<_>>(),
            "without_bulletin": self.without_bulletin,
            "skipped_files": self.skipped,
            "rejected": self.faults.iter().map(fault).collect::<Vec<_>>(),
            "not_stored": self.lost,
            "reread": self.reread.iter().map(reread).collect::<Vec<_>>(),
            "new_findings": self.findings.as_ref().map(|all| all.iter().map(finding).collect::<Vec<_>>()),
        })
    }
}

/// Figures that read differently since the documents were read again.
pub fn reread_lines(reread: &[Difference], out: &mut dyn Write) -> io::Result<()> {
    if reread.is_empty() {
        return Ok(());
    }
    let title = "\nThis smsdb knows other wordings; the stored documents were read again:";
    difference_lines(title, reread, out)
}

/// Figures that read differently, below a title.
pub fn difference_lines(
    title: &str,
    differences: &[Difference],
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{title}")?;
    let line = |d: &Difference| {
        let place = d.place();
        format!("  {}: {}, was {}", term_safe(&place), d.after, d.before)
    };
    list(out, differences.iter().map(line).collect(), "numbers")
}

pub fn severities(findings: &[Finding]) -> String {
    let number = |severity: &str| findings.iter().filter(|f| f.severity == severity).count() as u64;
    let parts = [
        count(number("error"), "error", "errors"),
        count(number("warning"), "warning", "warnings"),
        count(number("info"), "hint", "hints"),
    ];
    let some: Vec<String> = parts
        .into_iter()
        .filter(|part| !part.starts_with("0 "))
        .collect();
    some.join(", ")
}

/// Prints lines, and says how many more there are.
pub fn list(out: &mut dyn Write, lines: Vec<String>, what: &str) -> io::Result<()> {
    for line in lines.iter().take(LINES) {
        writeln!(out, "{line}")?;
    }
    match lines.len().saturating_sub(LINES) {
        0 => Ok(()),
        more => writeln!(out, "… and {more} more {what}"),
    }
}
