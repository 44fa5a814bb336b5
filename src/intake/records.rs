//! A block cut into records and cells.
//!
//! A block without quotes, which is nearly every block, is cut at delimiters and line ends alone: measured, twice as fast as
//! the `csv` crate, which reads the others. Both count lines as an editor does and pass over empty lines.

use memchr::{memchr, memchr2_iter};

/// Calls `visit` with the cells of each record of a block and the line at which it begins, counted from 0.
pub(super) fn for_each_record<'t>(text: &'t str, delimiter: u8, mut visit: impl FnMut(&[&str], u64)) {
    if memchr(b'"', text.as_bytes()).is_some() {
        quoted(text, delimiter, visit);
        return;
    }
    let mut cells: Vec<&'t str> = Vec::new();
    let (mut line, mut start) = (0, 0);
    for at in memchr2_iter(delimiter, b'\n', text.as_bytes()) {
        if text.as_bytes()[at] == delimiter {
            cells.push(&text[start..at]);
        } else {
            end(&mut cells, &text[start..at], line, &mut visit);
            line += 1;
        }
        start = at + 1;
    }
    end(&mut cells, &text[start..], line, &mut visit);
}

/// Ends a record with its last cell; an empty line is no record.
fn end<'t>(cells: &mut Vec<&'t str>, last: &'t str, line: u64, visit: &mut impl FnMut(&[&str], u64)) {
    let last = last.strip_suffix('\r').unwrap_or(last);
    if !cells.is_empty() || !last.is_empty() {
        cells.push(last);
        visit(cells, line);
        cells.clear();
    }
}

fn quoted(text: &str, delimiter: u8, mut visit: impl FnMut(&[&str], u64)) {
    let mut reader = reader(text, delimiter);
    let mut record = csv::StringRecord::new();
    let mut cells: Vec<String> = Vec::new();
    while let Ok(true) = reader.read_record(&mut record) {
        cells.clear();
        cells.extend(record.iter().map(str::to_owned));
        let views: Vec<&str> = cells.iter().map(String::as_str).collect();
        visit(&views, line_in(text, &record));
    }
}

/// The line of a record in its block. The reader gives the place before empty lines; they are passed over.
fn line_in(text: &str, record: &csv::StringRecord) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let empty = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count() as u64;
    position.line() - 1 + empty
}

/// A reader of records of any length.
pub(super) fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Seen = Vec<(Vec<String>, u64)>;

    fn seen(cut: impl FnOnce(&mut dyn FnMut(&[&str], u64))) -> Seen {
        let mut seen = Vec::new();
        cut(&mut |cells: &[&str], line| seen.push((cells.iter().map(|cell| (*cell).to_owned()).collect(), line)));
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
    }
}
