//! A block cut into records and cells.
//!
//! A block without quotes, which is nearly every block, is cut at delimiters and line ends alone, eight bytes at
//! a time; the `csv` crate reads the others. Both count lines as an editor does and pass
//! over empty lines.

use memchr::memchr;

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
    for_each_end(text, delimiter, |end| {
        if text.get(end).is_some_and(|byte| *byte != b'\n') {
            ends.push(end);
            return;
        }
        ends.push(if end > start && text[end - 1] == b'\r' { end - 1 } else { end });
        // An empty line is no record.
        if ends.len() > 1 || ends[0] > start {
            visit(&Row::new(text, start, &ends, 1), line);
        }
        ends.clear();
        (line, start) = (line + 1, end + 1);
    });
}

/// Calls `visit` with the places of all delimiters and line feeds, in order, and with the end of the text.
fn for_each_end(text: &[u8], delimiter: u8, mut visit: impl FnMut(usize)) {
    let (words, rest) = text.as_chunks::<8>();
    let [delimiters, feeds] = [delimiter, b'\n'].map(|byte| u64::from_ne_bytes([byte; 8]));
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let mut ends = zero_bytes(word ^ delimiters) | zero_bytes(word ^ feeds);
        while ends != 0 {
            visit(at * 8 + ends.trailing_zeros() as usize / 8);
            ends &= ends - 1;
        }
    }
    let tail = (text.len() - rest.len()..).zip(rest).filter(|(_, byte)| **byte == delimiter || **byte == b'\n');
    tail.for_each(|(at, _)| visit(at));
    visit(text.len());
}

/// The highest bit of each byte that is zero.
fn zero_bytes(word: u64) -> u64 {
    const LOW: u64 = u64::from_ne_bytes([0x7f; 8]);
    !(((word & LOW) + LOW) | word | LOW)
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
        fn every_end_is_found(text in prop::collection::vec(prop::sample::select(vec![b',', b'\n', b'-', b'+', 0x8a, 0xac, 0, 255]), 0..60)) {
            let want: Vec<usize> = (0..=text.len()).filter(|at| matches!(text.get(*at), Some(b',' | b'\n') | None)).collect();
            let mut found = Vec::new();
            for_each_end(&text, b',', |end| found.push(end));
            prop_assert_eq!(found, want);
        }
    }
}
