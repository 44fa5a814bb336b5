//! The guard before the CSV reader: what RFC 4180 does not allow is an error at its line, never a silent misreading.
//!
//! The `csv` crate splits records fast and with exact positions, but it also accepts text after a closing quote, a quote
//! in a bare field, an open quote at the end and NUL, and reads something from them. The guard refuses those, and on its
//! way cuts the text into blocks at record boundaries, so that blocks can be read in parallel.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr3, memrchr};
use rayon::prelude::*;

use crate::finding::QuotingError;

/// A part of a file that holds whole records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// The line at which it begins.
    pub(super) first_line: u64,
}

/// The longest cell, in bytes.
pub(super) const MAX_CELL: usize = 64 * 1024;
/// The longest row, in bytes.
pub(super) const MAX_ROW: usize = 1024 * 1024;

/// Checks a text and cuts it into the header's block and blocks of about `block_size` bytes.
///
/// # Errors
/// The line and what is wrong there.
pub(super) fn guard(text: &[u8], delimiter: u8, block_size: usize) -> Result<Vec<Block>, (u64, QuotingError)> {
    if memchr(b'"', text).is_none() {
        return guard_plain(text, delimiter, block_size);
    }
    guard_quoted(text, delimiter, block_size)
}

/// Whether a block of whole records, cut before it was checked, has nothing in it that is refused.
pub(super) fn is_clean(block: &[u8], delimiter: u8) -> bool {
    if memchr(b'"', block).is_some() {
        return guard_quoted(block, delimiter, MAX_ROW).is_ok();
    }
    refused_in_lines(block, None, delimiter).is_none()
}

/// A text without quotes: every line feed ends a record, so parts of it are checked side by side.
fn guard_plain(text: &[u8], delimiter: u8, block_size: usize) -> Result<Vec<Block>, (u64, QuotingError)> {
    let ranges = cut_at_lines(text, block_size);
    let checked: Vec<Result<u64, (u64, QuotingError)>> =
        ranges.par_iter().map(|range| check_lines(&text[range.clone()], text.get(range.end), delimiter)).collect();
    let mut first_line = 1;
    let mut blocks = Vec::with_capacity(ranges.len());
    for (range, lines) in ranges.into_iter().zip(checked) {
        let lines = lines.map_err(|(line, error)| (first_line + line, error))?;
        blocks.push(Block { range, first_line });
        first_line += lines;
    }
    Ok(blocks)
}

/// The header's line, with empty ones before it, then whole lines of about `block_size` bytes.
fn cut_at_lines(text: &[u8], block_size: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let blank = text.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let mut start = 0;
    let mut wanted = blank;
    while start < text.len() {
        let from = wanted.clamp(start, text.len());
        let end = memchr(b'\n', &text[from..]).map_or(text.len(), |step| from + step + 1);
        ranges.push(start..end);
        start = end;
        wanted = start + block_size.max(1) - 1;
    }
    ranges
}

/// How many lines end in a part of a text without quotes, or what is wrong at which of them, counted from 0.
fn check_lines(part: &[u8], next: Option<&u8>, delimiter: u8) -> Result<u64, (u64, QuotingError)> {
    refused_in_lines(part, next, delimiter).map_or_else(|| Ok(memchr_iter(b'\n', part).count() as u64), Err)
}

/// The first line of a part of a text without quotes in which something is refused, counted from 0.
fn refused_in_lines(part: &[u8], next: Option<&u8>, delimiter: u8) -> Option<(u64, QuotingError)> {
    let line_of = |at: usize| memchr_iter(b'\n', &part[..at]).count() as u64;
    let follows = |at: usize| part.get(at + 1).or(next.filter(|_| at + 1 == part.len()));
    let bare = memchr_iter(b'\r', part).find(|at| follows(*at) != Some(&b'\n'));
    let nul = memchr(0, part).map(|at| (line_of(at), QuotingError::Nul));
    let bare = bare.map(|at| (line_of(at), QuotingError::BareCarriageReturn));
    let long = if has_long_line(part) { long_line(part, delimiter) } else { None };
    // Of two in one line the one that stands first here.
    [nul, bare, long].into_iter().flatten().min_by_key(|(line, _)| *line)
}

/// Whether a line is longer than a cell may be: found by looking from line to line in steps of that length.
fn has_long_line(part: &[u8]) -> bool {
    let mut start = 0;
    while part.len() - start > MAX_CELL {
        match memrchr(b'\n', &part[start..=start + MAX_CELL]) {
            Some(step) => start += step + 1,
            None => return true,
        }
    }
    false
}

/// The first line that is too long or has too long a cell.
fn long_line(part: &[u8], delimiter: u8) -> Option<(u64, QuotingError)> {
    let error = |row: &[u8]| match row.len() {
        0..=MAX_CELL => None,
        length if length > MAX_ROW => Some(QuotingError::RowTooLong),
        _ => (longest_cell(row, delimiter) > MAX_CELL).then_some(QuotingError::CellTooLong),
    };
    (0..).zip(part.split(|byte| *byte == b'\n')).find_map(|(line, row)| error(row).map(|error| (line, error)))
}

/// A text with quotes: it is gone over from the start, since only that tells which line feeds are inside a cell.
fn guard_quoted(text: &[u8], delimiter: u8, block_size: usize) -> Result<Vec<Block>, (u64, QuotingError)> {
    if let Some(at) = memchr(0, text) {
        return Err((line_at(text, at), QuotingError::Nul));
    }
    let mut guard = Guard { text, delimiter, at: 0, line: 1, row_start: 0, row_line: 1 };
    let mut blocks = Vec::new();
    let mut start = (0, 1);
    while guard.at < text.len() {
        guard.record()?;
        let cut = if blocks.is_empty() { !is_blank(&text[start.0..guard.at]) } else { guard.at - start.0 >= block_size };
        if cut {
            blocks.push(Block { range: start.0..guard.at, first_line: start.1 });
            start = (guard.at, guard.line);
        }
    }
    if start.0 < text.len() {
        blocks.push(Block { range: start.0..text.len(), first_line: start.1 });
    }
    Ok(blocks)
}

/// The longest cell of a row, its quotes counted.
fn longest_cell(row: &[u8], delimiter: u8) -> usize {
    let (mut longest, mut start, mut quoted) = (0, 0, false);
    for (at, byte) in row.iter().enumerate() {
        quoted ^= *byte == b'"';
        if *byte == delimiter && !quoted {
            longest = longest.max(at - start);
            start = at + 1;
        }
    }
    longest.max(row.len() - start)
}

fn is_blank(record: &[u8]) -> bool {
    record.iter().all(|byte| matches!(byte, b'\r' | b'\n'))
}

fn line_at(text: &[u8], at: usize) -> u64 {
    memchr_iter(b'\n', &text[..at]).count() as u64 + 1
}

struct Guard<'a> {
    text: &'a [u8],
    delimiter: u8,
    at: usize,
    line: u64,
    row_start: usize,
    row_line: u64,
}

impl Guard<'_> {
    /// Goes over one record and its line end.
    fn record(&mut self) -> Result<(), (u64, QuotingError)> {
        self.row_start = self.at;
        self.row_line = self.line;
        loop {
            let Some(step) = memchr3(b'"', b'\n', b'\r', &self.text[self.at..]) else {
                self.at = self.text.len();
                return self.check_lengths();
            };
            let found = self.at + step;
            match self.text[found] {
                b'"' => self.quoted(found)?,
                b'\n' => return self.end(found + 1),
                _ if self.text.get(found + 1) == Some(&b'\n') => return self.end(found + 2),
                _ => return Err((self.line, QuotingError::BareCarriageReturn)),
            }
        }
    }

    fn end(&mut self, next: usize) -> Result<(), (u64, QuotingError)> {
        self.at = next;
        self.check_lengths()?;
        self.line += 1;
        Ok(())
    }

    /// Goes over a quoted cell that begins at `open`.
    fn quoted(&mut self, open: usize) -> Result<(), (u64, QuotingError)> {
        let begins_cell = open == self.row_start || self.text[open - 1] == self.delimiter;
        if !begins_cell {
            return Err((self.line, QuotingError::QuoteInBareField));
        }
        let open_line = self.line;
        let mut at = open + 1;
        loop {
            let Some(step) = memchr(b'"', &self.text[at..]) else {
                return Err((open_line, QuotingError::OpenQuote));
            };
            let close = at + step;
            self.line += memchr_iter(b'\n', &self.text[at..close]).count() as u64;
            match self.text.get(close + 1) {
                Some(b'"') => at = close + 2,
                None | Some(b'\n' | b'\r') => break self.at = close + 1,
                Some(byte) if *byte == self.delimiter => break self.at = close + 1,
                // Where the cell opens: there its closing quote may be missing, and the next quote may be far away.
                Some(_) => return Err((open_line, QuotingError::TextAfterQuote)),
            }
        }
        if self.at - open > MAX_CELL { Err((open_line, QuotingError::CellTooLong)) } else { Ok(()) }
    }

    fn check_lengths(&self) -> Result<(), (u64, QuotingError)> {
        let row = &self.text[self.row_start..self.at];
        if row.len() > MAX_ROW {
            return Err((self.row_line, QuotingError::RowTooLong));
        }
        if row.len() > MAX_CELL && longest_cell(row, self.delimiter) > MAX_CELL {
            Err((self.row_line, QuotingError::CellTooLong))
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn refused(text: &str) -> (u64, QuotingError) {
        guard(text.as_bytes(), b',', 1024).unwrap_err()
    }

    #[test]
    fn what_the_standard_does_not_allow_is_refused_at_its_line() {
        assert_eq!(refused("a,b\n1,\"x\"y\n"), (2, QuotingError::TextAfterQuote));
        assert_eq!(refused("a,b\n1,\"x\n2,y\n3,\"z\"\n"), (2, QuotingError::TextAfterQuote));
        assert_eq!(refused("a,b\n1,x\"y\n"), (2, QuotingError::QuoteInBareField));
        assert_eq!(refused("a,b\n1, \"y\"\n"), (2, QuotingError::QuoteInBareField));
        assert_eq!(refused("a,b\n1,\"y\n2,3\n"), (2, QuotingError::OpenQuote));
        assert_eq!(refused("a,b\n1,2\n\0,3\n"), (3, QuotingError::Nul));
        assert_eq!(refused("a,b\n1,2\r3,4\n"), (2, QuotingError::BareCarriageReturn));
        assert_eq!(refused(&format!("a\n{}\n", "x".repeat(MAX_CELL + 1))), (2, QuotingError::CellTooLong));
        assert_eq!(refused(&format!("a,b\n\"q\",{}\n", "x".repeat(MAX_CELL + 2))), (2, QuotingError::CellTooLong));
        assert_eq!(refused(&format!("a\n{}\n", "x,".repeat(MAX_ROW / 2 + 1))), (2, QuotingError::RowTooLong));
    }

    #[test]
    fn the_header_is_a_block_of_its_own_and_lines_are_counted_through_quotes() {
        let text = b"a,b\n1,\"x\ny\"\n2,3\n4,5";
        let blocks = guard(text, b',', 1).unwrap();
        let lines: Vec<(u64, &[u8])> = blocks.iter().map(|block| (block.first_line, &text[block.range.clone()])).collect();
        assert_eq!(lines, [(1, &b"a,b\n"[..]), (2, b"1,\"x\ny\"\n"), (4, b"2,3\n"), (5, b"4,5")]);
    }

    proptest! {
        /// Side by side and one after another, the same is refused at the same line, and the same text is cut.
        #[test]
        fn both_ways_agree_on_texts_without_quotes(text in "([a-c,]{0,4}(\n|\r\n|\r|\n\n)?){0,30}", size in 1usize..20) {
            let (plain, quoted) = (guard_plain(text.as_bytes(), b',', size), guard_quoted(text.as_bytes(), b',', size));
            prop_assert_eq!(plain.as_ref().err(), quoted.as_ref().err());
            if let (Ok(plain), Ok(quoted)) = (plain, quoted) {
                // Of a text without content neither has a header.
                if !is_blank(text.as_bytes()) {
                    prop_assert_eq!(plain.first(), quoted.first());
                }
                let joined: Vec<u8> = plain.iter().flat_map(|block| text.as_bytes()[block.range.clone()].to_vec()).collect();
                prop_assert_eq!(joined, text.as_bytes());
                for block in &plain {
                    prop_assert_eq!(block.first_line, line_at(text.as_bytes(), block.range.start));
                }
            }
        }

        /// Whatever is cut, nothing is lost, and every block begins where a line of its number begins.
        #[test]
        fn blocks_join_to_the_text(cells in prop::collection::vec(prop::collection::vec("[a-z,\"\n ]{0,6}", 1..4), 1..30), size in 1usize..40) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            let width = cells[0].len();
            for row in cells.iter().filter(|row| row.len() == width) {
                writer.write_record(row).unwrap();
            }
            let text = writer.into_inner().unwrap();
            let blocks = guard(&text, b',', size).unwrap();
            let joined: Vec<u8> = blocks.iter().flat_map(|block| text[block.range.clone()].to_vec()).collect();
            prop_assert_eq!(&joined, &text);
            for block in &blocks {
                prop_assert_eq!(block.first_line, line_at(&text, block.range.start));
            }
        }
    }
}
