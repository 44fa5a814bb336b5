//! How a submitted text is laid out: its encoding, its delimiter, and where its rows and cells stand, byte for byte.
//!
//! Line feeds, quotes and delimiters are bytes of their own in UTF-8 and in GB18030, and units of two bytes in UTF-16, so that
//! rows are found without decoding anything. Only texts that intake has read come here, so that quotes are balanced.

use std::ops::Range;

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::delimited::push_cell;
use crate::intake::NamedEncoding;

/// How a text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    encoding: NamedEncoding,
    /// How many bytes its byte order mark takes.
    mark: usize,
    delimiter: u8,
}

/// A row that is a record: where it stands without its line end, and its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line at which it begins, counted from 1.
    pub line: u64,
    /// Its bytes.
    pub range: Range<usize>,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// The bytes of a cell, quotes included.
pub type Cell = Range<usize>;

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
const QUOTE: u16 = b'"' as u16;
const FEED: u16 = b'\n' as u16;
const RETURN: u16 = b'\r' as u16;

impl Layout {
    /// The layout of a text in which `headers` stand, by the rules by which it was read; nothing when they are not there.
    #[must_use]
    pub fn of(bytes: &[u8], named: Option<NamedEncoding>, headers: &[&str]) -> Option<Self> {
        let (encoding, mark) = encoding_of(bytes, named);
        let layouts = DELIMITERS.map(|delimiter| Self { encoding, mark, delimiter });
        layouts.into_iter().find(|layout| layout.rows(bytes).any(|row| layout.has(bytes, &row, headers)))
    }

    /// Whether a row holds all of these texts.
    #[must_use]
    pub fn has(&self, bytes: &[u8], row: &Row, texts: &[&str]) -> bool {
        let cells: Vec<String> = row.cells.iter().map(|cell| self.text(bytes, cell)).collect();
        texts.iter().all(|text| cells.iter().any(|cell| cell.trim() == *text))
    }

    /// The records of the text; lines without content are none.
    pub fn rows<'b>(&self, bytes: &'b [u8]) -> impl Iterator<Item = Row> + use<'b> {
        Rows { layout: *self, bytes, at: self.mark, line: 1 }
    }

    /// What a cell says.
    #[must_use]
    pub fn text(&self, bytes: &[u8], cell: &Cell) -> String {
        let text = self.raw(bytes, cell);
        match text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
            Some(quoted) => quoted.replace("\"\"", "\""),
            None => text,
        }
    }

    /// A cell as it was written, quotes included.
    #[must_use]
    pub fn raw(&self, bytes: &[u8], cell: &Cell) -> String {
        self.decode(bytes.get(cell.clone()).unwrap_or_default())
    }

    /// What stands between cells.
    #[must_use]
    pub fn delimiter(&self) -> char {
        char::from(self.delimiter)
    }

    /// A text as a further cell: a delimiter, and the text, neutral and in quotes where it needs them.
    #[must_use]
    pub fn further_cell(&self, text: &str) -> Vec<u8> {
        let mut cell = vec![self.delimiter];
        push_cell(&mut cell, self.delimiter, text);
        self.encode(&String::from_utf8_lossy(&cell))
    }

    /// How many bytes a delimiter takes.
    #[must_use]
    pub fn step(&self) -> usize {
        if matches!(self.encoding, NamedEncoding::Utf16Le | NamedEncoding::Utf16Be) { 2 } else { 1 }
    }

    fn unit(&self, bytes: &[u8], at: usize) -> u16 {
        let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
        match self.encoding {
            NamedEncoding::Utf16Le => u16::from_le_bytes([byte(at), byte(at + 1)]),
            NamedEncoding::Utf16Be => u16::from_be_bytes([byte(at), byte(at + 1)]),
            NamedEncoding::Utf8 | NamedEncoding::Gb18030 => byte(at).into(),
        }
    }

    fn decode(&self, bytes: &[u8]) -> String {
        let encoding = match self.encoding {
            NamedEncoding::Utf8 => return String::from_utf8_lossy(bytes).into_owned(),
            NamedEncoding::Gb18030 => GB18030,
            NamedEncoding::Utf16Le => UTF_16LE,
            NamedEncoding::Utf16Be => UTF_16BE,
        };
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }

    fn encode(&self, text: &str) -> Vec<u8> {
        match self.encoding {
            NamedEncoding::Utf8 => text.as_bytes().to_vec(),
            NamedEncoding::Gb18030 => GB18030.encode(text).0.into_owned(),
            NamedEncoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            NamedEncoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        }
    }
}

/// The encoding in which intake reads bytes, and the length of their mark.
fn encoding_of(bytes: &[u8], named: Option<NamedEncoding>) -> (NamedEncoding, usize) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let named = [(UTF_16LE, NamedEncoding::Utf16Le), (UTF_16BE, NamedEncoding::Utf16Be)];
        return (named.into_iter().find(|(known, _)| *known == encoding).map_or(NamedEncoding::Utf8, |(_, named)| named), mark);
    }
    let by_content = || if std::str::from_utf8(bytes).is_ok() { NamedEncoding::Utf8 } else { NamedEncoding::Gb18030 };
    (named.unwrap_or_else(by_content), 0)
}

struct Rows<'b> {
    layout: Layout,
    bytes: &'b [u8],
    at: usize,
    line: u64,
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        while self.at < self.bytes.len() {
            let row = self.row();
            if !row.range.is_empty() {
                return Some(row);
            }
        }
        None
    }
}

impl Rows<'_> {
    /// The row that begins here, empty or not.
    fn row(&mut self) -> Row {
        let (start, line, step) = (self.at, self.line, self.layout.step());
        let delimiter = u16::from(self.layout.delimiter);
        let (mut cells, mut cell, mut quoted, mut last) = (Vec::new(), start, false, 0);
        let mut end = self.bytes.len();
        while self.at < self.bytes.len() {
            let (here, unit) = (self.at, self.layout.unit(self.bytes, self.at));
            self.at += step;
            quoted ^= unit == QUOTE;
            self.line += u64::from(unit == FEED);
            if unit == FEED && !quoted {
                end = if last == RETURN { here - step } else { here };
                break;
            }
            if unit == delimiter && !quoted {
                cells.push(cell..here);
                cell = self.at;
            }
            last = unit;
        }
        self.at = self.at.min(self.bytes.len());
        cells.push(cell.min(end)..end);
        Row { line, range: start..end, cells }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(encoding: NamedEncoding, delimiter: u8) -> Layout {
        Layout { encoding, mark: 0, delimiter }
    }

    #[test]
    fn rows_and_cells_are_found_in_every_encoding() {
        let text = "企业,\"月\"\"份\n\"\r\n\r\na,\n\n一,二";
        for encoding in [NamedEncoding::Utf8, NamedEncoding::Gb18030, NamedEncoding::Utf16Le, NamedEncoding::Utf16Be] {
            let layout = layout(encoding, b',');
            let bytes = layout.encode(text);
            let found: Vec<(u64, Vec<String>)> =
                layout.rows(&bytes).map(|row| (row.line, row.cells.iter().map(|cell| layout.text(&bytes, cell)).collect())).collect();
            let want = [(1, vec!["企业", "月\"份\n"]), (4, vec!["a", ""]), (6, vec!["一", "二"])];
            assert_eq!(found, want.map(|(line, cells)| (line, cells.into_iter().map(str::to_owned).collect())), "{encoding:?}");
        }
    }

    #[test]
    fn a_layout_is_found_by_the_headers_and_a_mark() {
        for (bytes, encoding, mark, delimiter) in [
            (b"\xef\xbb\xbfa;b\n1;2\n".to_vec(), NamedEncoding::Utf8, 3, b';'),
            (layout(NamedEncoding::Gb18030, b',').encode("a\tb\n企业\t2"), NamedEncoding::Gb18030, 0, b'\t'),
            ([vec![0xff, 0xfe], layout(NamedEncoding::Utf16Le, b',').encode("a,b\n1,2")].concat(), NamedEncoding::Utf16Le, 2, b','),
        ] {
            assert_eq!(Layout::of(&bytes, None, &["a", "b"]), Some(Layout { encoding, mark, delimiter }));
        }
        assert_eq!(Layout::of(b"a,b\n", None, &["c"]), None);
    }
}
