//! A file opened as a table: its text checked, its header matched, its blocks ready to be read side by side.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use super::batch::BatchFile;
use super::decode::decode;
use super::guard::{Block, guard};
use super::header::Header;
use super::outcome::{Counted, Records};
use super::progress::Progress;
use super::read::Settings;
use super::reader::RecordReader;
use super::reading::Reading;
use super::records;
use super::source::{Rules, Source};
use crate::enterprise::Directory;
use crate::facts::InputFile;
use crate::finding::{Code, Fault, Finding, Place};

/// A file whose header was understood.
pub(super) struct Table<'a> {
    pub(super) source: Source,
    text: Cow<'a, str>,
    delimiter: u8,
    header: Header,
    blocks: Vec<Block>,
    pub(super) findings: Vec<Finding>,
    progress: &'a Progress,
}

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

impl<'a> Table<'a> {
    /// Checks a file and matches its header.
    pub(super) fn open(file: &BatchFile, place: u32, bytes: &'a [u8], settings: Settings<'a>) -> Result<Self, Fault> {
        let source = Source { role: file.role, name: Arc::clone(&file.name), file: place };
        let text = decode(&source.name, bytes, settings.encoding)?;
        let delimiter = delimiter_of(&source, &text);
        let blocks = guard(text.as_bytes(), delimiter, settings.block_size).map_err(|(line, error)| Fault::Quoting {
            file: source.name.to_string(),
            line,
            error,
        })?;
        let first = blocks.first().map_or("", |block| &text[block.range.clone()]);
        let (header, findings) = Header::read(&source, &cells_of(first, delimiter), &settings.release.nomenclature().units)?;
        Ok(Self { source, text, delimiter, header, blocks, findings, progress: settings.progress })
    }

    /// What there is to be read below the header.
    pub(super) fn bytes(&self) -> u64 {
        self.blocks.iter().skip(1).map(|block| block.range.len() as u64).sum()
    }

    /// Its entry in the list of input files.
    pub(super) fn input_file(&self, bytes: u64, sha256: String, rows: u64) -> InputFile {
        let columns = self.header.fields().iter().map(|field| (field.column.name, Arc::clone(&field.header))).collect();
        InputFile { role: self.source.role, name: Arc::clone(&self.source.name), bytes, rows, sha256, columns }
    }

    /// Reads every record inside the period, blocks side by side: `reader` makes a reader for a block, `directory` tells
    /// whose a record is. A record of the wrong length comes with that error found.
    pub(super) fn read<R: RecordReader>(
        &self,
        rules: Rules<'_>,
        directory: Option<&Directory>,
        reader: impl Fn(&Self) -> R + Sync,
    ) -> Records<R::Record> {
        let read = |block: &Block| {
            let records = Reading { table: self, rules, directory, reader: reader(self), out: Records::default() }.block(block);
            self.progress.advance(block.range.len());
            records
        };
        let blocks: Vec<Records<R::Record>> = self.blocks.par_iter().skip(1).map(read).collect();
        let total = blocks.iter().map(|block| block.records.len()).sum();
        let mut records = blocks.into_iter().fold(Records::with_capacity(total), Records::merge);
        let note = |code: Code, counted: Counted| {
            let place = Place::row(Arc::clone(&self.source.name), counted.first);
            Finding::new(code).at(place, "").with("count", counted.count.to_string())
        };
        if records.blank.count > 0 {
            records.findings.push(note(Code::BlankRow, records.blank));
        }
        if let Some(period) = rules.period.filter(|_| records.outside.count > 0) {
            records.findings.push(note(Code::OutsidePeriod, records.outside).with("period", period.to_string()));
        }
        records
    }

    /// The header of the file.
    pub(super) fn header(&self) -> &Header {
        &self.header
    }

    /// The text of a block, and the delimiter of its cells.
    pub(super) fn text_of(&self, block: &Block) -> (&str, u8) {
        (&self.text[block.range.clone()], self.delimiter)
    }
}

fn cells_of(record: &str, delimiter: u8) -> Vec<String> {
    let mut reader = records::reader(record, delimiter);
    reader.records().next().and_then(Result::ok).map(|record| record.iter().map(str::to_owned).collect()).unwrap_or_default()
}

/// The delimiter under which most cells of the header are known columns; of equals, the comma.
fn delimiter_of(source: &Source, text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let known = |delimiter: &u8| Header::known(source.role, &cells_of(header, *delimiter));
    DELIMITERS.into_iter().rev().max_by_key(known).unwrap_or(b',')
}
