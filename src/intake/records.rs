//! A block cut into records and cells.
//!
//! A block without quotes, which is nearly every block, is cut at delimiters and line ends alone, 64 bytes at
//! a time; the `csv` crate reads the others. Both count lines as an editor does and pass
//! over empty lines.

use memchr::memchr;
use wide::u8x16;

use super::row::Row;

/// Calls `visit` with the cells of each record of a block and the line at which it begins, counted from 0.
pub(super) fn for_each_record(text: &str, delimiter: u8, mut visit: impl FnMut(&Row<'_>, u64)) {
    let Some(mut rows) = Rows::of(text, delimiter) else { return quoted(text, delimiter, visit) };
    while let Some((row, line)) = rows.next() {
        visit(&row, line);
    }
}

/// The records of a block without quotes, one after another.
pub(super) struct Rows<'t> {
    text: &'t [u8],
    delimiter: u8,
    start: usize,
    line: u64,
    /// The ends of the cells of the record that was read last.
    ends: Vec<usize>,
}

impl<'t> Rows<'t> {
    /// Those of a block; nothing when there are quotes in it.
    pub(super) fn of(text: &'t str, delimiter: u8) -> Option<Self> {
        let rows = Self { text: text.as_bytes(), delimiter, start: 0, line: 0, ends: Vec::new() };
        memchr(b'"', text.as_bytes()).is_none().then_some(rows)
    }

    /// The text, where in it the next record begins, and at which line, counted from 0.
    pub(super) fn place(&self) -> (&'t [u8], usize, u64) {
        (self.text, self.start, self.line)
    }

    /// Goes on behind a record that was read from its place, up to the end of its line.
    pub(super) fn pass(&mut self, end: usize) {
        (self.start, self.line) = (end, self.line + 1);
    }

    /// The next record and the line at which it begins, counted from 0.
    pub(super) fn next(&mut self) -> Option<(Row<'_>, u64)> {
        while self.start < self.text.len() {
            let (start, line) = (self.start, self.line);
            let mut end = self.find_ends();
            self.pass(end + 1);
            if end > start && self.text[end - 1] == b'\r' {
                end -= 1;
                self.ends.pop();
                self.ends.push(end);
            }
            // An empty line is no record.
            if self.ends.len() > 1 || end > start {
                return Some((Row::new(self.text, start, &self.ends, 1), line));
            }
        }
        None
    }

    /// Finds the ends of all cells of the next record, the last of which ends the line.
    fn find_ends(&mut self) -> usize {
        let [delimiters, feeds] = [self.delimiter, b'\n'].map(u8x16::splat);
        self.ends.clear();
        for at in (self.start..self.text.len()).step_by(GROUP) {
            let rest = &self.text[at..];
            let group = rest.first_chunk().copied().unwrap_or_else(|| filled(rest));
            let feeds = places(&group, feeds);
            // Up to the first line feed.
            let mut ends = (places(&group, delimiters) | feeds) & (feeds ^ feeds.wrapping_sub(1));
            while ends != 0 {
                self.ends.push(at + ends.trailing_zeros() as usize);
                ends &= ends - 1;
            }
            if feeds != 0 {
                return at + feeds.trailing_zeros() as usize;
            }
        }
        self.ends.push(self.text.len());
        self.text.len()
    }
}

/// So many bytes are looked at together.
const GROUP: usize = 64;

/// Bytes with zeros after them.
fn filled(bytes: &[u8]) -> [u8; GROUP] {
    let mut group = [0; GROUP];
    group.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    group
}

/// In which bytes of a group a byte stands, the first one lowest.
fn places(group: &[u8; GROUP], byte: u8x16) -> u64 {
    let (parts, _) = group.as_chunks::<16>();
    let place = |part: &[u8; 16]| u64::from(u8x16::from(*part).simd_eq(byte).to_bitmask());
    parts.iter().rev().fold(0, |places, part| places << 16 | place(part))
}

/// The same for a block with quotes.
pub(super) fn quoted(text: &str, delimiter: u8, mut visit: impl FnMut(&Row<'_>, u64)) {
    let text = text.as_bytes();
    let mut reader = reader(text, delimiter);
    let mut record = csv::ByteRecord::new();
    while let Ok(true) = reader.read_byte_record(&mut record) {
        let ends: Vec<usize> = (0..record.len()).filter_map(|at| record.range(at)).map(|range| range.end).collect();
        visit(&Row::new(record.as_slice(), 0, &ends, 0), line_in(text, &record));
    }
}

/// The line of a record in its block. The reader gives the place before empty lines; they are passed over.
fn line_in(text: &[u8], record: &csv::ByteRecord) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.get(from..).unwrap_or_default();
    let empty = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count() as u64;
    position.line() - 1 + empty
}

/// A reader of records of any length.
pub(super) fn reader(text: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Seen = Vec<(Vec<String>, u64)>;

    fn seen(cut: impl FnOnce(&mut dyn FnMut(&Row<'_>, u64))) -> Seen {
        let mut seen = Vec::new();
        cut(&mut |row: &Row<'_>, line| seen.push((row.texts().into_iter().map(str::to_owned).collect(), line)));
        seen
    }

    #[test]
    fn empty_lines_are_counted_and_passed_over() {
        let want = vec![(vec!["a".to_owned(), "b".to_owned()], 1), (vec!["c".to_owned(), String::new()], 4)];
        let text = "\na,b\r\n\r\n\nc,\n";
        assert_eq!(seen(|visit| for_each_record(text, b',', visit)), want);
        assert_eq!(seen(|visit| quoted(text, b',', visit)), want);
    }

    proptest! {
        /// The short way and the `csv` crate agree on every text without quotes.
        #[test]
        fn both_ways_agree(text in "([a-z,\u{4e00}]{0,3}(\n|\r\n|,)?){0,40}") {
            prop_assert_eq!(seen(|visit| for_each_record(&text, b',', visit)), seen(|visit| quoted(&text, b',', visit)));
        }

        /// Also of texts longer than a group, with other bytes near to those that end cells.
        #[test]
        fn every_end_is_found(letters in prop::collection::vec(prop::sample::select(vec![',', '\n', '-', '+', '\u{c}', '\u{ac}', 'a']), 0..300)) {
            let text: String = letters.into_iter().collect();
            let want: Vec<Vec<String>> =
                text.split('\n').filter(|line| !line.is_empty()).map(|line| line.split(',').map(str::to_owned).collect()).collect();
            let found = seen(|visit| for_each_record(&text, b',', visit));
            prop_assert_eq!(found.into_iter().map(|(cells, _)| cells).collect::<Vec<_>>(), want);
        }

        /// A record passed over is not read, and the next one is where it was.
        #[test]
        fn a_record_may_be_passed(lines in prop::collection::vec("[a-c,]{1,90}", 1..6), passed in 0usize..6) {
            let text = lines.join("\n");
            let mut rows = Rows::of(&text, b',').unwrap();
            let mut read = Vec::new();
            for (number, own) in lines.iter().enumerate() {
                if number == passed {
                    let (_, start, _) = rows.place();
                    rows.pass(start + own.len() + 1);
                } else {
                    let (row, line) = rows.next().unwrap();
                    read.push((row.texts().join(","), line));
                }
            }
            prop_assert!(rows.next().is_none());
            let want: Vec<_> = lines.into_iter().zip(0u64..).filter(|(_, line)| *line != passed as u64).collect();
            prop_assert_eq!(read, want);
        }
    }
}
