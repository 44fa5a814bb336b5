//! A large file read block by block: each thread takes the next part of the file, which is cut at a record's end, hashes it when
//! it is its turn, and reads it while another takes the one after. What is held is a block for each thread.
//!
//! Only files about which there is nothing to say go this way to their end: in UTF-8, with nothing in them that RFC 4180
//! does not allow. At the first doubt the file is left to [`super::whole`], which decides and explains; so both ways give
//! the same records, findings and faults.

use std::fs::File;
use std::io::{self, Read as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use memchr::{memchr, memchr_iter, memrchr};

use super::decode::{Letters, NamedEncoding};
use super::guard::{MAX_ROW, guard, is_clean};
use super::outcome::Records;
use super::reader::RecordReader;
use super::table::{Table, delimiter_of};
use super::task::{FileRead, Task};
use super::turns::{Stopped, Turns};

/// About how much is read to find the header.
const FIRST: usize = 64 * 1024;
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Why a file must be read whole.
struct Doubt;

impl From<io::Error> for Doubt {
    fn from(_: io::Error) -> Self {
        Self
    }
}

impl From<Stopped> for Doubt {
    fn from(Stopped: Stopped) -> Self {
        Self
    }
}

/// Reads a file; nothing when it must be read whole.
pub(super) fn read<R: RecordReader, F: Fn(&Table) -> R + Sync>(task: &Task<'_, F>) -> Option<FileRead<R::Record>> {
    try_read(task).ok()
}

fn try_read<R: RecordReader, F: Fn(&Table) -> R + Sync>(task: &Task<'_, F>) -> Result<FileRead<R::Record>, Doubt> {
    if task.settings.encoding.is_some_and(|encoding| encoding != NamedEncoding::Utf8) {
        return Err(Doubt);
    }
    let mut feed = Feed::new(File::open(&task.file.path)?);
    let mut first = Vec::new();
    feed.next(&mut first, FIRST.min(task.settings.block_size))?;
    let marked = first.starts_with(MARK);
    let text = std::str::from_utf8(first.strip_prefix(MARK).unwrap_or(&first)).map_err(|_| Doubt)?;
    let source = task.source();
    let delimiter = delimiter_of(&source, text);
    let blocks = guard(text.as_bytes(), delimiter, FIRST).map_err(|_| Doubt)?;
    let headers = blocks.first().map_or("", |block| &text[block.range.clone()]);
    let table = Table::of(source, delimiter, headers, &task.rules.release.nomenclature().units).map_err(|_| Doubt)?;
    let mut letters = Letters::of(text);
    task.settings.progress.advance(first.len());
    let mut read: Vec<Numbered<R::Record>> =
        blocks.iter().skip(1).map(|block| (0, task.block(&table, &text[block.range.clone()], block.first_line))).collect();
    let belt = Belt { feed: Mutex::new(feed), turns: Turns::default(), stopped: AtomicBool::new(false) };
    belt.turns.add(0, &first)?;
    for of_thread in rayon::broadcast(|_| belt.work(task, &table)) {
        let (blocks, seen) = of_thread?;
        letters = letters.and(seen);
        read.extend(blocks);
    }
    if !marked && task.settings.encoding.is_none() && letters.may_be_of_another_encoding() {
        return Err(Doubt);
    }
    // The sort is stable: the parts of the first block keep their order.
    read.sort_by_key(|(number, _)| *number);
    let bytes = belt.feed.into_inner().unwrap_or_else(PoisonError::into_inner).bytes;
    Ok(FileRead::new(table, read.into_iter().map(|(_, records)| records).collect(), task.rules, bytes, belt.turns.finish()))
}

/// A block's number and its records.
type Numbered<T> = (u64, Records<T>);

/// What one thread has read.
type Read<T> = (Vec<Numbered<T>>, Letters);

/// From where threads take blocks.
struct Belt {
    feed: Mutex<Feed>,
    turns: Turns,
    /// One thread had a doubt: the others need not go on.
    stopped: AtomicBool,
}

impl Belt {
    /// Takes blocks and reads them until there are no more.
    fn work<R: RecordReader, F: Fn(&Table) -> R + Sync>(&self, task: &Task<'_, F>, table: &Table) -> Result<Read<R::Record>, Doubt> {
        let watch = Watch(self);
        let read = self.read_blocks(task, table)?;
        std::mem::forget(watch);
        Ok(read)
    }

    fn read_blocks<R: RecordReader, F: Fn(&Table) -> R + Sync>(&self, task: &Task<'_, F>, table: &Table) -> Result<Read<R::Record>, Doubt> {
        let (mut read, mut letters, mut block) = (Vec::new(), Letters::default(), Vec::new());
        while let Some(taken) = self.take(&mut block, task.settings.block_size)? {
            let is_hashed = self.turns.offer(taken.number, &block);
            let text = simdutf8::basic::from_utf8(&block).ok().filter(|_| is_clean(&block, table.delimiter)).ok_or(Doubt)?;
            letters = letters.and(Letters::of(text));
            read.push((taken.number, task.block_of(table, text, (taken.first_line, taken.lines))));
            if !is_hashed {
                self.turns.add(taken.number, &block)?;
            }
            task.settings.progress.advance(block.len());
        }
        Ok((read, letters))
    }

    fn take(&self, block: &mut Vec<u8>, size: usize) -> Result<Option<Taken>, Doubt> {
        if self.stopped.load(Ordering::Relaxed) {
            return Err(Doubt);
        }
        self.feed.lock().unwrap_or_else(PoisonError::into_inner).next(block, size)
    }
}

/// Tells the others when one thread ends before its work.
struct Watch<'a>(&'a Belt);

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        self.0.stopped.store(true, Ordering::Relaxed);
        self.0.turns.stop();
    }
}

/// A block that was taken.
struct Taken {
    number: u64,
    /// The line at which it begins.
    first_line: u64,
    /// How many lines end in it.
    lines: usize,
}

/// The file, as far as it has been read.
struct Feed {
    file: File,
    bytes: u64,
    /// What was read beyond the end of the last whole record.
    rest: Vec<u8>,
    /// The number of the next block and the line at which it begins.
    next: (u64, u64),
}

impl Feed {
    fn new(file: File) -> Self {
        Self { file, bytes: 0, rest: Vec::new(), next: (0, 1) }
    }

    /// Fills `block` with about `size` bytes of whole records; nothing at the end of the file.
    fn next(&mut self, block: &mut Vec<u8>, size: usize) -> Result<Option<Taken>, Doubt> {
        block.clear();
        block.append(&mut self.rest);
        loop {
            let known = block.len();
            // A row longer than a block: twice as much each time, so that it is not gone over again and again.
            let size = size.max(known);
            block.reserve(size);
            let read = (&mut self.file).take(size as u64).read_to_end(block)?;
            self.bytes += read as u64;
            let end = if read == 0 { Some(block.len()) } else { last_record_end(block) };
            match end {
                Some(end) => {
                    let end = if read == 0 { end } else { where_owners_change(block, end) };
                    self.rest.extend_from_slice(&block[end..]);
                    block.truncate(end);
                    break;
                }
                None if block.len() > MAX_ROW => return Err(Doubt),
                None => {}
            }
        }
        let lines = memchr_iter(b'\n', block).count();
        let (number, first_line) = self.next;
        self.next = (number + 1, first_line + lines as u64);
        Ok((!block.is_empty()).then_some(Taken { number, first_line, lines }))
    }
}

/// An end of a record at or before `end` after which another first cell follows, if it is near: rows of one enterprise mostly stand
/// together, and what is not cut apart need not be put together again.
fn where_owners_change(text: &[u8], end: usize) -> usize {
    const ROWS: usize = 512;
    let first_cell = |row: &'_ [u8]| row.iter().position(|byte| matches!(byte, b',' | b';' | b'\t')).unwrap_or(row.len());
    let mut row = end;
    let mut last: Option<&[u8]> = None;
    for _ in 0..ROWS {
        let start = memrchr(b'\n', &text[..row.saturating_sub(1)]).map_or(0, |at| at + 1);
        let line = &text[start..row];
        if line.is_empty() || memchr(b'"', line).is_some() {
            break;
        }
        let cell = &line[..first_cell(line)];
        if last.is_some_and(|last| last != cell) {
            return row;
        }
        (last, row) = (Some(cell), start);
    }
    end
}

/// The end of the last whole record of a text that begins with one: a line feed before which all quotes are closed.
fn last_record_end(text: &[u8]) -> Option<usize> {
    let odd = |part: &[u8]| memchr_iter(b'"', part).count() % 2 == 1;
    let (mut open, mut end) = (odd(text), text.len());
    while let Some(at) = memrchr(b'\n', &text[..end]) {
        open ^= odd(&text[at..end]);
        if !open {
            return Some(at + 1);
        }
        end = at;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_ends_where_all_quotes_are_closed() {
        let end = |text: &str| last_record_end(text.as_bytes());
        assert_eq!(end("a,b\n1,2"), Some(4));
        assert_eq!(end("a,b\n1,2\n"), Some(8));
        assert_eq!(end("a,b\n1,\"2\n3"), Some(4));
        assert_eq!(end("a,b\n1,\"2\n3\"\n4"), Some(12));
        assert_eq!(end("a,b\n1,\"\"\"\n\"\n\""), Some(12));
        assert_eq!(end("\"\n\n"), None);
        assert_eq!(end("a,b"), None);
    }

    #[test]
    fn a_block_ends_where_another_owner_begins() {
        let end = |text: &str| where_owners_change(text.as_bytes(), text.len());
        assert_eq!(end("a,1\na,2\nb,1\nb,2\n"), 8);
        assert_eq!(end("a,1\nb,2\n"), 4);
        assert_eq!(end("a,1\na,2\n"), 8);
        assert_eq!(end("a,1\n\"a\",2\nb,1\n"), 14);
        assert_eq!(end("a,1\nb,\"2\n3\"\nb,4\n"), 16);
        assert_eq!(end("a\n"), 2);
    }
}
