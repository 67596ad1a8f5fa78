//! `verify`: is a file whole, unchanged since it was shipped, and safe to
//! open?

use super::{Context, writing};
use crate::bulletin::Lexicon;
use crate::cli::Verify;
use crate::error::Error;
use crate::render::term_safe;
use crate::store::{Store, StoreError, Verdict, beside, file_sha256};
use std::io::{self, Write};
use std::path::Path;

pub fn run(arguments: &Verify, context: &mut Context<'_>) -> Result<(), Error> {
    let lexicon = Lexicon::built_in()?;
    context.stop.end_gently();
    let queries = writing::queries();
    let (_, mut verdict) =
        Store::verify(&arguments.file, &queries, &lexicon, &context.stop).map_err(of_received)?;
    verdict.checks.extend(beside(&arguments.file));
    let sha256 = file_sha256(&arguments.file)?;
    print(&arguments.file, &verdict, &sha256, context.out)?;
    context.out.flush()?;
    match verdict.failures().count() {
        0 => Ok(()),
        _ => Err(Error::Rejected(format!(
            "{} is not to be trusted",
            arguments.file.display()
        ))),
    }
}

/// The helps of one's own file do not fit a file that was received.
fn of_received(error: StoreError) -> Error {
    match error {
        StoreError::Missing { .. } | StoreError::Wal { .. } | StoreError::NotOurs { .. } => {
            Error::not_found(error.to_string())
        }
        error => error.into(),
    }
}

fn print(file: &Path, verdict: &Verdict, sha256: &str, out: &mut dyn Write) -> io::Result<()> {
    let name = file.display().to_string();
    let failed = verdict.failures().next().is_some();
    let summary = match (failed, verdict.shipped) {
        (true, _) => "not as it should be",
        (false, true) => "whole, and unchanged since it was shipped",
        (false, false) => "whole; never shipped, or changed by smsdb since",
    };
    writeln!(out, "{}: {summary}", term_safe(&name))?;
    for check in &verdict.checks {
        let mark = if check.passed { "ok  " } else { "FAIL" };
        writeln!(
            out,
            "  {mark}  {:<10}  {}",
            check.name,
            term_safe(&check.words)
        )?;
    }
    if failed {
        return Ok(());
    }
    if !verdict.shipped {
        writeln!(
            out,
            "It bears no digests, so changes by others cannot be told."
        )?;
    }
    writeln!(
        out,
        "Not proven: who made it. Compare its SHA-256 with what the sender says:\n{sha256}"
    )
}
