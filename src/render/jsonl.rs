//! jsonl: one object a line (see json for what an object looks like), nothing
//! at all for no rows.

use std::io::{self, Write};

use super::json::Object;
use crate::rows::{Sink, Value};

/// Writes objects, one a line.
pub(super) struct Jsonl<W> {
    out: W,
    object: Object,
}

impl<W: Write> Jsonl<W> {
    pub(super) fn new(out: W) -> Self {
        let object = Object::default();
        Jsonl { out, object }
    }
}

impl<W: Write> Sink for Jsonl<W> {
    fn begin(&mut self, columns: &[String]) -> io::Result<()> {
        self.object = Object::new(columns)?;
        Ok(())
    }

    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        self.object.write(&mut self.out, values)?;
        self.out.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::rendered;
    use super::super::{Format, Options};
    use super::*;

    #[test]
    fn every_line_is_an_object() {
        let rows: [&[Value<'_>]; 2] = [&[Value::Text("a\nb")], &[Value::Integer(2)]];
        assert_eq!(
            rendered(Format::Jsonl, &Options::default(), &["x"], &rows),
            "{\"x\":\"a\\nb\"}\n{\"x\":2}\n"
        );
        assert_eq!(
            rendered(Format::Jsonl, &Options::default(), &["x"], &[]),
            ""
        );
    }
}
