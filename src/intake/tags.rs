//! A page as start tags, end tags and texts. The tokenizer is html5gum's,
//! which follows the standard; what it is told about raw texts is here.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, State, StringReader, Tokenizer};

/// A tag or a text of a page or of XML.
#[derive(Debug, PartialEq, Eq)]
pub enum Tag {
    /// Names are in small letters.
    Start {
        name: Vec<u8>,
        /// In their order; values are decoded.
        attributes: Vec<(Vec<u8>, String)>,
        closed: bool,
    },
    End(Vec<u8>),
    Text(String),
}

type Callback = Box<dyn FnMut(CallbackEvent<'_>, Span<()>) -> Option<Tag>>;

/// Iterates over the tags of a text.
pub struct Tags<'t> {
    tokenizer: Tokenizer<StringReader<'t>, CallbackEmitter<Callback, Tag>>,
}

/// Attributes that are looked at; the others are not kept.
const KEPT: [&[u8]; 9] = [
    b"hidden",
    b"style",
    b"colspan",
    b"rowspan",
    b"open",
    b"charset",
    b"http-equiv",
    b"content",
    b"type",
];

impl<'t> Tags<'t> {
    /// `keep` says of further attributes whether they are kept.
    pub fn new(text: &'t [u8], keep: fn(&[u8]) -> bool) -> Tags<'t> {
        let mut name = Vec::new();
        let mut attributes: Vec<(Vec<u8>, String)> = Vec::new();
        let mut kept = false;
        let callback = move |event: CallbackEvent<'_>, _: Span<()>| match event {
            CallbackEvent::OpenStartTag { name: own } => {
                name = own.to_vec();
                attributes.clear();
                kept = false;
                None
            }
            CallbackEvent::AttributeName { name: own } => {
                // Of attributes of one name the first one counts.
                kept = (KEPT.contains(&own) || keep(own))
                    && attributes.iter().all(|(known, _)| known != own);
                if kept {
                    attributes.push((own.to_vec(), String::new()));
                }
                None
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, text)) = attributes.last_mut().filter(|_| kept) {
                    *text = String::from_utf8_lossy(value).into_owned();
                }
                None
            }
            CallbackEvent::CloseStartTag { self_closing } => Some(Tag::Start {
                name: std::mem::take(&mut name),
                attributes: std::mem::take(&mut attributes),
                closed: self_closing,
            }),
            CallbackEvent::EndTag { name } => Some(Tag::End(name.to_vec())),
            CallbackEvent::String { value } => {
                Some(Tag::Text(String::from_utf8_lossy(value).into_owned()))
            }
            _ => None,
        };
        let emitter = CallbackEmitter::new(Box::new(callback) as Callback);
        Tags {
            tokenizer: Tokenizer::new_with_emitter(text, emitter),
        }
    }

    /// Tells how the text behind the start tag that was met last is read:
    /// up to its own end tag, whatever looks like a tag in it.
    pub fn expect_raw_text(&mut self, name: &[u8]) {
        self.tokenizer.set_state(match name {
            b"title" | b"textarea" => State::RcData,
            b"script" => State::ScriptData,
            b"style" | b"xmp" | b"iframe" | b"noembed" | b"noframes" | b"noscript" => {
                State::RawText
            }
            b"plaintext" => State::PlainText,
            _ => return,
        });
    }
}

impl Iterator for Tags<'_> {
    type Item = Tag;

    fn next(&mut self) -> Option<Tag> {
        // Reading from memory cannot fail.
        self.tokenizer.next()?.ok()
    }
}
