//! XML read event by event. No event is longer than its limit, nothing is nested deeper than a few levels, and no entity is
//! ever expanded but the five that XML itself has.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::archive::PartReader;
use crate::finding::FormError;

/// The longest tag or text: sixteen times the longest cell.
const LONGEST_EVENT: usize = 1 << 20;
const DEEPEST: usize = 64;

/// A part as events.
pub(super) struct Xml<'a> {
    reader: Reader<Limited<'a>>,
    buffer: Vec<u8>,
    depth: usize,
}

/// What a reader of a part needs to know.
pub(super) enum Piece<'x> {
    /// The beginning of an element.
    Start(BytesStart<'x>),
    /// The end of an element.
    End(BytesEnd<'x>),
    /// Text.
    Text(Cow<'x, str>),
    /// A character in place of a reference.
    Letter(char),
    /// Nothing that matters.
    Other,
    /// The end of the part.
    Nothing,
}

impl<'a> Xml<'a> {
    pub(super) fn new(part: PartReader<'a>) -> Self {
        let mut reader = Reader::from_reader(Limited { inner: part, left: LONGEST_EVENT });
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next piece.
    pub(super) fn next(&mut self) -> Result<Piece<'_>, FormError> {
        self.buffer.clear();
        self.reader.get_mut().left = LONGEST_EVENT;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| FormError::Damaged(error.to_string()))?;
        Ok(match event {
            Event::Start(_) if self.depth == DEEPEST => return Err(damaged("elements are nested too deep")),
            Event::Start(start) => {
                self.depth += 1;
                Piece::Start(start)
            }
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                Piece::End(end)
            }
            Event::Text(text) => Piece::Text(text.into_inner()),
            Event::CData(text) => Piece::Text(text.into_inner()),
            Event::GeneralRef(reference) => Piece::Letter(letter(&reference)?),
            Event::DocType(_) => return Err(damaged("a document type")),
            Event::Eof if self.depth == 0 => Piece::Nothing,
            Event::Eof => return Err(damaged("a part ends in its middle")),
            _ => Piece::Other,
        })
    }
}

/// An attribute of an element.
pub(super) fn attribute<'x>(element: &'x BytesStart<'_>, name: &str) -> Result<Option<Cow<'x, str>>, FormError> {
    let found = element.try_get_attribute(name).map_err(|error| damaged(&error.to_string()))?;
    let value = |attribute: quick_xml::events::attributes::Attribute<'x>| attribute.normalized_value(XmlVersion::Explicit1_0);
    found.map(value).transpose().map_err(|error| damaged(&error.to_string()))
}

/// Whether an attribute says yes.
pub(super) fn is_set(element: &BytesStart<'_>, name: &str) -> Result<bool, FormError> {
    Ok(matches!(attribute(element, name)?.as_deref(), Some("1" | "true")))
}

pub(super) fn damaged(reason: &str) -> FormError {
    FormError::Damaged(reason.to_owned())
}

fn letter(reference: &BytesRef<'_>) -> Result<char, FormError> {
    let named = || resolve_predefined_entity(reference).and_then(|text| text.chars().next());
    let found = reference.resolve_char_ref().map_err(|error| damaged(&error.to_string()))?;
    found.or_else(named).ok_or_else(|| damaged("an entity of its own"))
}

/// A reader that gives so many bytes for an event and no more.
struct Limited<'a> {
    inner: PartReader<'a>,
    left: usize,
}

impl Read for Limited<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.inner.read(into)
    }
}

impl BufRead for Limited<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::other("a tag or a text is too long"));
        }
        let left = self.left;
        self.inner.fill_buf().map(|bytes| &bytes[..bytes.len().min(left)])
    }

    fn consume(&mut self, count: usize) {
        self.left -= count.min(self.left);
        self.inner.consume(count);
    }
}
