//! `ship`: a clean, checked, self-describing single file for colleagues.

use super::{Context, writing};
use crate::bulletin::Lexicon;
use crate::cli::{Ask, Ship};
use crate::error::Error;
use crate::render::term_safe;

pub fn run(arguments: &Ship, context: &mut Context<'_>) -> Result<(), Error> {
    let lexicon = Lexicon::built_in()?;
    let store = context.ask(&Ask::default())?;
    let shipped = store.ship(&arguments.out, &writing::queries(), &lexicon)?;
    let out = arguments.out.display().to_string();
    let out = term_safe(&out);
    writeln!(context.out, "{out}: {} bytes", shipped.length)?;
    writeln!(context.out, "contents  {}", shipped.content_sha256)?;
    writeln!(context.out, "file      {}", shipped.file_sha256)?;
    writeln!(
        context.out,
        "SHA-256 of its rows and of its bytes, the latter also in {out}.sha256.\n\
         Checked; smsdb verify {out} does it again."
    )?;
    Ok(context.out.flush()?)
}
