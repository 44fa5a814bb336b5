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
    let text = text.as_bytes();
    if memchr(b'"', text).is_some() {
        quoted(text, delimiter, visit);
        return;
    }
    let (mut line, mut start) = (0, 0);
    // The ends of the cells of one record.
    let mut ends = Vec::new();
    for_each_end(text, delimiter, |end, is_last| {
        ends.push(end);
        if !is_last {
            return;
        }
        if end > start && text[end - 1] == b'\r' {
            ends.pop();
            ends.push(end - 1);
        }
        // An empty line is no record.
        if ends.len() > 1 || ends[0] > start {
            visit(&Row::new(text, start, &ends, 1), line);
        }
        ends.clear();
        (line, start) = (line + 1, end + 1);
    });
}

/// So many bytes are looked at together.
const GROUP: usize = 64;

/// Calls `visit` with the places of all delimiters and line feeds, in order, and with the end of the text, and whether a
/// record ends there.
fn for_each_end(text: &[u8], delimiter: u8, mut visit: impl FnMut(usize, bool)) {
    let (groups, rest) = text.as_chunks::<GROUP>();
    let mut last = [0; GROUP];
    last[..rest.len()].copy_from_slice(rest);
    let [delimiters, feeds] = [delimiter, b'\n'].map(u8x16::splat);
    for (at, group) in groups.iter().chain([&last]).enumerate() {
        let feeds = places(group, feeds);
        let mut ends = places(group, delimiters) | feeds;
        while ends != 0 {
            let bit = ends.trailing_zeros();
            visit(at * GROUP + bit as usize, feeds >> bit & 1 == 1);
            ends &= ends - 1;
        }
    }
    visit(text.len(), true);
}

/// In which bytes of a group a byte stands, the first one lowest.
fn places(group: &[u8; GROUP], byte: u8x16) -> u64 {
    let (parts, _) = group.as_chunks::<16>();
    let place = |part: &[u8; 16]| u64::from(u8x16::from(*part).simd_eq(byte).to_bitmask());
    parts.iter().rev().fold(0, |places, part| places << 16 | place(part))
}

fn quoted(text: &[u8], delimiter: u8, mut visit: impl FnMut(&Row<'_>, u64)) {
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
        assert_eq!(seen(|visit| quoted(text.as_bytes(), b',', visit)), want);
    }

    proptest! {
        /// The short way and the `csv` crate agree on every text without quotes.
        #[test]
        fn both_ways_agree(text in "([a-z,\u{4e00}]{0,3}(\n|\r\n|,)?){0,40}") {
            prop_assert_eq!(seen(|visit| for_each_record(&text, b',', visit)), seen(|visit| quoted(text.as_bytes(), b',', visit)));
        }

        #[test]
        fn every_end_is_found(text in prop::collection::vec(prop::sample::select(vec![b',', b'\n', b'-', b'+', 0x8a, 0xac, 0, 255]), 0..300)) {
            let end = |at: usize| text.get(at).is_none_or(|byte| matches!(byte, b',' | b'\n')).then_some((at, text.get(at) != Some(&b',')));
            let want: Vec<(usize, bool)> = (0..=text.len()).filter_map(end).collect();
            let mut found = Vec::new();
            for_each_end(&text, b',', |end, is_last| found.push((end, is_last)));
            prop_assert_eq!(found, want);
        }
    }
}
