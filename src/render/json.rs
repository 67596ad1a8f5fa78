//! json: one array, one object a line, `[]` for no rows. Also what an object and
//! a string look like for jsonl. Characters that a terminal would obey are written
//! as `\u` escapes: the output can be looked at, and reads back the same.

use std::collections::HashSet;
use std::io::{self, Write};

use memchr::memchr2;

use super::number::write_integer;
use super::safe::first_mark;
use super::value::hex;
use crate::rows::{Sink, Value};

/// Writes an array of objects.
pub(super) struct Json<W> {
    out: W,
    object: Object,
    rows: u64,
}

impl<W: Write> Json<W> {
    pub(super) fn new(out: W) -> Self {
        let object = Object::default();
        Json {
            out,
            object,
            rows: 0,
        }
    }
}

impl<W: Write> Sink for Json<W> {
    fn begin(&mut self, columns: &[String]) -> io::Result<()> {
        self.object = Object::new(columns)?;
        self.out.write_all(b"[")
    }

    fn row(&mut self, values: &[Value<'_>]) -> io::Result<()> {
        if self.rows > 0 {
            self.out.write_all(b",\n")?;
        }
        self.rows += 1;
        self.object.write(&mut self.out, values)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(b"]\n")?;
        self.out.flush()
    }
}

/// The keys of a result's objects, each ready to be written as `"name":`.
#[derive(Default)]
pub(super) struct Object {
    keys: Vec<Vec<u8>>,
}

impl Object {
    /// Keys of an object must differ: a name that stood before gets a number that
    /// no column has, `value`, `value_2`.
    pub(super) fn new(columns: &[String]) -> io::Result<Self> {
        let mut taken: HashSet<String> = columns.iter().cloned().collect();
        let mut seen = HashSet::new();
        let mut keys = Vec::with_capacity(columns.len());
        for column in columns {
            let mut name = column.clone();
            if !seen.insert(column) {
                let mut number = 2;
                name = format!("{column}_{number}");
                while !taken.insert(name.clone()) {
                    number += 1;
                    name = format!("{column}_{number}");
                }
            }
            let mut key = Vec::new();
            write_string(&mut key, &name)?;
            key.push(b':');
            keys.push(key);
        }
        Ok(Object { keys })
    }

    /// Writes one row. Integers are exact beyond 2^53 too; JSON has no infinities,
    /// they are null; blobs are strings of hexadecimal digits.
    pub(super) fn write<W: Write>(&self, out: &mut W, values: &[Value<'_>]) -> io::Result<()> {
        let mut border: &[u8] = b"{";
        for (key, value) in self.keys.iter().zip(values) {
            out.write_all(border)?;
            border = b",";
            out.write_all(key)?;
            match *value {
                Value::Integer(number) => write_integer(out, number)?,
                Value::Real(number) if number.is_finite() => write!(out, "{number:?}")?,
                Value::Null | Value::Real(_) => out.write_all(b"null")?,
                Value::Text(text) => write_string(out, text)?,
                Value::Blob(bytes) => write!(out, "\"{}\"", hex(bytes))?,
            }
        }
        if self.keys.is_empty() {
            out.write_all(border)?;
        }
        out.write_all(b"}")
    }
}

fn write_string<W: Write>(out: &mut W, text: &str) -> io::Result<()> {
    out.write_all(b"\"")?;
    let mut rest = text;
    while let Some((at, mark)) = first_mark(rest) {
        let (before, after) = rest.split_at(at);
        write_quotes(out, before)?;
        match mark {
            '\t' => out.write_all(b"\\t")?,
            '\n' => out.write_all(b"\\n")?,
            '\r' => out.write_all(b"\\r")?,
            _ => {
                for unit in mark.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
            }
        }
        rest = &after[mark.len_utf8()..];
    }
    write_quotes(out, rest)?;
    out.write_all(b"\"")
}

/// Text without control characters, its quotes and backslashes escaped.
fn write_quotes<W: Write>(out: &mut W, text: &str) -> io::Result<()> {
    let mut rest = text.as_bytes();
    while let Some(at) = memchr2(b'"', b'\\', rest) {
        out.write_all(&rest[..at])?;
        out.write_all(&[b'\\', rest[at]])?;
        rest = &rest[at + 1..];
    }
    out.write_all(rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value as Parsed, json};

    use super::super::tests::rendered;
    use super::super::{Format, Options};
    use super::*;

    fn array(columns: &[&str], rows: &[&[Value<'_>]]) -> String {
        rendered(Format::Json, &Options::default(), columns, rows)
    }

    #[test]
    fn one_object_a_line_and_an_empty_array() {
        let rows: [&[Value<'_>]; 2] = [&[Value::Integer(1)], &[Value::Null]];
        assert_eq!(array(&["a"], &rows), "[{\"a\":1},\n{\"a\":null}]\n");
        assert_eq!(array(&["a"], &[]), "[]\n");
    }

    #[test]
    fn names_that_repeat_get_a_number_that_is_free() {
        let row: &[Value<'_>] = &[Value::Null; 4];
        assert_eq!(
            array(&["v", "v", "v_2", "v"], &[row]),
            "[{\"v\":null,\"v_3\":null,\"v_2\":null,\"v_4\":null}]\n"
        );
    }

    #[test]
    fn numbers_and_blobs_keep_their_value() {
        let row: &[Value<'_>] = &[
            Value::Integer(i64::MAX),
            Value::Real(2.0),
            Value::Real(1e300),
            Value::Real(f64::INFINITY),
            Value::Blob(&[0, 0xab]),
        ];
        assert_eq!(
            array(&["a", "b", "c", "d", "e"], &[row]),
            "[{\"a\":9223372036854775807,\"b\":2.0,\"c\":1e300,\"d\":null,\"e\":\"00AB\"}]\n"
        );
    }

    proptest! {
        #[test]
        fn any_text_reads_back_and_nothing_unsafe_is_written(
            name in any::<String>(),
            text in prop_oneof![any::<String>(), "[\"\\\\\u{2028}\u{202e}\u{e0041}\n\t\0ə]{0,9}"],
        ) {
            let written = array(&[&name], &[&[Value::Text(&text)]]);
            let parsed: Parsed = serde_json::from_str(&written).unwrap();
            prop_assert_eq!(parsed, json!([{ name: text }]));
            prop_assert_eq!(first_mark(&written), Some((written.len() - 1, '\n')));
        }
    }
}
