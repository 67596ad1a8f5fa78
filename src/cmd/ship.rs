//! `ship`: a clean, checked, self-describing single file for colleagues.

use super::{Context, writing};
use crate::bulletin::Lexicon;
use crate::cli::{Ask, Ship};
use crate::error::Error;
use crate::render::term_safe;

pub fn run(arguments: &Ship, context: &mut Context<'_>) -> Result<(), Error> {
    let lexicon = Lexicon::built_in()?;
    let ask = Ask {
        timeout: arguments.timeout,
        foreign: false,
    };
    let store = context.ask(&ask)?;
    let shipped = store.ship(&arguments.out, &writing::queries(), &lexicon)?;
    let out = arguments.out.display().to_string();
    writeln!(context.out, "{}: {} bytes", term_safe(&out), shipped.length)?;
    writeln!(context.out, "contents  SHA-256 {}", shipped.content_sha256)?;
    let (sha256, shown) = (&shipped.file_sha256, term_safe(&out));
    writeln!(
        context.out,
        "file      SHA-256 {sha256}, also in {shown}.sha256"
    )?;
    writeln!(
        context.out,
        "checked: smsdb verify {} does it again",
        term_safe(&out)
    )?;
    Ok(context.out.flush()?)
}
