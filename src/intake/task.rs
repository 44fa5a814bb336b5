//! One file to be read, and what it came to.

use std::sync::Arc;

use memchr::memchr_iter;

use super::batch::BatchFile;
use super::form::Form;
use super::outcome::Records;
use super::read::Settings;
use super::reader::RecordReader;
use super::reading::Reading;
use super::source::{Rules, Source};
use super::table::Table;
use crate::enterprise::Directory;
use crate::facts::InputFile;

/// A file to be read.
pub(super) struct Task<'a, F> {
    pub(super) file: &'a BatchFile,
    /// Its place in the list of input files.
    pub(super) place: u32,
    pub(super) settings: Settings<'a>,
    pub(super) rules: Rules<'a>,
    /// Tells whose a record is; none while enterprises are being listed.
    pub(super) directory: Option<&'a Directory>,
    /// Makes a reader for a block.
    pub(super) reader: &'a F,
}

impl<F> Task<'_, F> {
    pub(super) fn source(&self) -> Source {
        let lettered = matches!(self.file.form, Form::Sheet(_));
        Source { role: self.file.role, name: Arc::clone(&self.file.name), file: self.place, lettered }
    }

    /// A reader of records that adds to what was read.
    pub(super) fn reading<'t, R: RecordReader>(&'t self, table: &'t Table, out: Records<R::Record>) -> Reading<'t, R>
    where
        F: Fn(&Table) -> R,
    {
        Reading { table, rules: self.rules, directory: self.directory, reader: (self.reader)(table), out }
    }

    /// Reads every record of a block inside the period. A record of the wrong length comes with that error found.
    pub(super) fn block<R: RecordReader>(&self, table: &Table, text: &str, first_line: u64) -> Records<R::Record>
    where
        F: Fn(&Table) -> R,
    {
        self.block_of(table, text, (first_line, memchr_iter(b'\n', text.as_bytes()).count()))
    }

    /// The same for a block that begins at a line and has about so many.
    pub(super) fn block_of<R: RecordReader>(&self, table: &Table, text: &str, (first_line, lines): (u64, usize)) -> Records<R::Record>
    where
        F: Fn(&Table) -> R,
    {
        // With some room for the records of an enterprise that goes on in the next block.
        let out = Records::with_capacity(lines + 128);
        let mut read = self.reading(table, out).block(text, first_line);
        if read.records.len() < read.records.capacity() / 2 {
            read.records.shrink_to_fit();
        }
        read
    }
}

/// A file that was read.
pub(super) struct FileRead<T> {
    pub(super) file: InputFile,
    /// The records of its blocks.
    pub(super) blocks: Vec<Vec<T>>,
    /// Everything but the records.
    pub(super) rest: Records<T>,
}

impl<T> FileRead<T> {
    /// Puts the blocks of a file together, in their order.
    pub(super) fn new(table: Table, blocks: Vec<Records<T>>, rules: Rules<'_>, bytes: u64, sha256: String) -> Self {
        let mut rest = Records::default();
        let blocks = blocks.into_iter().map(|block| rest.absorb(block)).collect();
        rest.note(&table.source, rules.period);
        let file = table.input_file(bytes, sha256, rest.rows);
        rest.findings.extend(table.findings);
        Self { file, blocks, rest }
    }
}
