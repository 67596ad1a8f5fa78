//! The text of a Word document: paragraphs are lines, rows of tables too.
//! What was deleted, is hidden or is a field's instruction is not read.

use super::lines::{Gap, Lines, Manner};
use super::row::Span;
use super::tags::{Tag, Tags};
use super::{IntakeError, PageLimit};

/// The part of the document that holds its text.
pub const MEMBER: &str = "word/document.xml";
/// Largest size of that part in bytes.
pub const MAX_BYTES: u64 = 128 * 1024 * 1024;
/// Tags and texts; a table of 100,000 cells has fewer.
const MAX_TAGS: usize = 8_000_000;
const MAX_DEPTH: usize = 10_000;

/// The name spaces of WordprocessingML, transitional and strict.
const SPACES: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// The text of a document's XML. The tokenizer is the one of pages: XML that
/// Word writes is HTML to it, but for the capitals of names.
///
/// # Errors
/// XML that is no document, is cut off, or goes beyond the limits.
pub fn extract(xml: &str) -> Result<String, IntakeError> {
    // To a tokenizer of pages it is a comment; Word writes none.
    if xml.contains("<![CDATA[") {
        return Err(IntakeError::Damaged);
    }
    let mut reading = Reading::default();
    let mut depth = 0_usize;
    for (count, tag) in Tags::new(xml.as_bytes(), is_kept).enumerate() {
        if count >= MAX_TAGS {
            return Err(IntakeError::Page(PageLimit::Tags(MAX_TAGS)));
        }
        match tag {
            Tag::Start {
                name,
                attributes,
                closed,
            } => {
                if reading.prefix.is_none() {
                    reading.prefix = Some(prefix(&attributes)?);
                }
                depth += usize::from(!closed);
                if depth > MAX_DEPTH {
                    return Err(IntakeError::Page(PageLimit::Depth(MAX_DEPTH)));
                }
                reading.start(&name, &attributes, closed);
            }
            Tag::End(name) => {
                depth = depth.checked_sub(1).ok_or(IntakeError::Damaged)?;
                reading.end(&name);
            }
            Tag::Text(text) => reading.text(&text),
        }
    }
    // XML ends with its root.
    if depth != 0 || reading.prefix.is_none() {
        return Err(IntakeError::Damaged);
    }
    Ok(reading.lines.finish())
}

fn is_kept(name: &[u8]) -> bool {
    name.starts_with(b"xmlns")
        || name.rsplit(|byte| *byte == b':').next() == Some(b"val")
        || name.ends_with(b":fldchartype")
        || name.ends_with(b":instr")
}

/// What stands before the names of WordprocessingML, with its colon.
fn prefix(attributes: &[(Vec<u8>, String)]) -> Result<Vec<u8>, IntakeError> {
    let space = attributes
        .iter()
        .find(|(_, value)| SPACES.contains(&value.as_str()));
    let (name, _) = space.ok_or(IntakeError::Damaged)?;
    let prefix = name.strip_prefix(b"xmlns:").map(<[u8]>::to_vec);
    Ok(prefix.map_or_else(Vec::new, |mut prefix| {
        prefix.push(b':');
        prefix
    }))
}

#[derive(Default)]
struct Reading {
    prefix: Option<Vec<u8>>,
    lines: Lines,
    /// Inside `t`: other characters are no text.
    text: bool,
    /// Elements that are open and not read: deleted text, drawings that are
    /// given a second time for old programs.
    unread: usize,
    /// Fields that are open, and that of which the instruction is.
    instructions: Vec<bool>,
    /// The run is hidden; its digits are raised; it is struck out.
    hidden: bool,
    raised: bool,
    properties: bool,
    /// The paragraph is an item of a list; something of it was read.
    item: bool,
    begun: bool,
    /// The mark that ends the paragraph was deleted: it goes on in the next.
    merged: bool,
    /// Rows and simple fields that are open, and whether they are unread.
    rows: Vec<bool>,
    simple: Vec<bool>,
    row_properties: bool,
}

impl Reading {
    fn name<'n>(&self, name: &'n [u8]) -> Option<&'n [u8]> {
        name.strip_prefix(self.prefix.as_deref()?)
    }

    fn start(&mut self, name: &[u8], attributes: &[(Vec<u8>, String)], closed: bool) {
        let own = self.name(name).unwrap_or_default();
        match own {
            b"tr" if !closed => self.rows.push(false),
            b"fldsimple" if !closed => {
                let instruction = attributes.iter().find(|(own, _)| own.ends_with(b":instr"));
                let is_page = instruction.is_some_and(|(_, value)| is_page(value));
                self.simple.push(is_page);
                self.unread += usize::from(is_page);
            }
            _ => {}
        }
        if is_unread(own, name) {
            if self.unread == 0 && matches!(own, b"del" | b"movefrom") {
                self.delete();
            }
            self.unread += usize::from(!closed);
            return;
        }
        let Some(name) = self.name(name) else { return };
        if self.unread > 0 {
            return;
        }
        let value = attributes.iter().find(|(own, _)| own.ends_with(b"val"));
        let value = value.map(|(_, value)| value.as_str());
        let on = !matches!(value, Some("0" | "false" | "off" | "none"));
        match name {
            b"tbl" => self.lines.begin_table(false),
            b"tr" => self.lines.begin_row(),
            b"trpr" => self.row_properties = !closed,
            b"tc" => self.lines.begin_cell(Span {
                columns: 1,
                rows: 1,
                head: false,
            }),
            b"vmerge" if value == Some("restart") => self.lines.reach_down(),
            b"vmerge" => self.lines.reach_up(),
            b"gridspan" => {
                let columns = value.and_then(|value| value.trim().parse().ok());
                self.lines.widen(columns.unwrap_or(1));
            }
            b"p" => self.begin_paragraph(closed),
            b"numpr" if !closed => self.item = true,
            // Numbering 0 takes the numbering of a style away.
            b"numid" if value == Some("0") => self.item = false,
            b"rpr" => self.properties = !closed,
            b"r" => (self.hidden, self.raised) = (false, false),
            b"vanish" | b"specvanish" | b"strike" | b"dstrike" if self.properties && on => {
                self.hidden = true;
            }
            b"vertalign" if self.properties => {
                self.raised |= matches!(value, Some("superscript" | "subscript"));
            }
            b"position" if self.properties => {
                let height = value.and_then(|value| value.trim().parse::<f64>().ok());
                self.raised |= height.is_some_and(|height| height > 0.0);
            }
            b"t" => self.text = !closed,
            b"tab" if !self.properties && self.is_read() && attributes.is_empty() => {
                self.lines.tab();
            }
            b"ptab" if self.is_read() => self.lines.tab(),
            b"br" | b"cr" if self.is_read() => self.lines.end_line(),
            b"nobreakhyphen" if self.is_read() => self.lines.add("\u{2011}", Manner::default()),
            b"fldchar" => self.field(attributes),
            _ => {}
        }
    }

    fn field(&mut self, attributes: &[(Vec<u8>, String)]) {
        let kind = attributes
            .iter()
            .find(|(own, _)| own.ends_with(b":fldchartype"));
        match kind.map(|(_, value)| value.as_str()) {
            Some("begin") => self.instructions.push(true),
            Some("separate") => {
                if let Some(last) = self.instructions.last_mut() {
                    *last = false;
                }
            }
            Some("end") => {
                self.instructions.pop();
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        if is_unread(self.name(name).unwrap_or_default(), name) {
            self.unread = self.unread.saturating_sub(1);
            return;
        }
        let Some(name) = self.name(name) else { return };
        let unread = match name {
            b"tr" => self.rows.pop(),
            b"fldsimple" => self.simple.pop(),
            _ => None,
        };
        if unread == Some(true) {
            self.unread = self.unread.saturating_sub(1);
        }
        if self.unread > 0 {
            return;
        }
        match name {
            b"trpr" => self.row_properties = false,
            b"tbl" => self.lines.end_table(),
            b"tr" => self.lines.end_row(),
            b"p" => self.end_paragraph(),
            b"ppr" => {
                // The properties of the paragraph's mark are no run's.
                (self.hidden, self.raised, self.properties) = (false, false, false);
            }
            b"rpr" => self.properties = false,
            b"r" => (self.hidden, self.raised) = (false, false),
            b"t" => self.text = false,
            _ => {}
        }
    }

    /// What the open properties belong to was deleted: a row, or the mark
    /// that ends a paragraph.
    fn delete(&mut self) {
        if std::mem::take(&mut self.row_properties) {
            if let Some(row) = self.rows.last_mut().filter(|row| !**row) {
                *row = true;
                self.unread += 1;
            }
        } else if self.properties {
            self.merged = true;
        }
    }

    fn begin_paragraph(&mut self, closed: bool) {
        if std::mem::take(&mut self.merged) && !closed {
            return;
        }
        self.lines.end_line();
        (self.item, self.begun) = (false, false);
        if closed {
            self.lines.part(Gap::Blank);
        }
    }

    /// Items follow one another, other paragraphs are set apart.
    fn end_paragraph(&mut self) {
        if self.merged {
            return;
        }
        if self.item {
            self.lines.end_item();
        } else {
            self.lines.part(Gap::Blank);
        }
    }

    fn is_read(&self) -> bool {
        self.unread == 0 && !self.hidden && !self.instructions.contains(&true)
    }

    fn text(&mut self, text: &str) {
        if self.text && self.is_read() {
            if !std::mem::replace(&mut self.begun, true) {
                if self.item {
                    self.lines.begin_item();
                } else {
                    self.lines.part(Gap::Blank);
                }
            }
            let manner = Manner {
                verbatim: false,
                raised: self.raised,
            };
            self.lines.add(text, manner);
        }
    }
}

/// Deleted and moved text, earlier properties; what is given a second time.
fn is_unread(name: &[u8], whole: &[u8]) -> bool {
    matches!(
        name,
        b"del"
            | b"movefrom"
            | b"instrtext"
            | b"delinstrtext"
            | b"deltext"
            | b"rprchange"
            | b"pprchange"
            | b"rt"
    ) || whole.ends_with(b":fallback")
}

/// Whether a field holds the number of a page.
fn is_page(instruction: &str) -> bool {
    let word = instruction.split_ascii_whitespace().next();
    word.is_some_and(|word| {
        ["page", "numpages", "sectionpages"].contains(&word.to_ascii_lowercase().as_str())
    })
}
