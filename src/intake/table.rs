//! A file opened as a table: its text checked, its header matched, its blocks ready to be read side by side.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use super::batch::BatchFile;
use super::cells::Cells;
use super::decode::{NamedEncoding, decode};
use super::guard::{Block, guard};
use super::header::Header;
use super::source::{Rules, Source};
use crate::digest::sha256;
use crate::facts::InputFile;
use crate::finding::{Code, Fault, Finding, Place};
use crate::measure::trim_wide;
use crate::nomenclature::Units;

/// A file whose header was understood.
pub(super) struct Table<'a> {
    pub(super) source: Source,
    text: Cow<'a, str>,
    delimiter: u8,
    header: Header,
    blocks: Vec<Block>,
    pub(super) findings: Vec<Finding>,
}

/// What a block, or a whole file, was read as.
#[derive(Debug)]
pub(super) struct Records<T> {
    pub(super) records: Vec<T>,
    pub(super) findings: Vec<Finding>,
    /// How many records there were, right or wrong.
    pub(super) rows: u64,
    blank: Counted,
    outside: Counted,
}

/// How often something happened, and at which line first.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    count: u64,
    first: u64,
}

impl Counted {
    fn add(&mut self, line: u64) {
        self.merge(Self { count: 1, first: line });
    }

    fn merge(&mut self, other: Self) {
        self.first = if self.count == 0 || (other.count > 0 && other.first < self.first) { other.first } else { self.first };
        self.count += other.count;
    }
}

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self { records: Vec::new(), findings: Vec::new(), rows: 0, blank: Counted::default(), outside: Counted::default() }
    }
}

impl<T> Records<T> {
    fn merge(mut self, mut other: Self) -> Self {
        self.records.append(&mut other.records);
        self.findings.append(&mut other.findings);
        self.rows += other.rows;
        self.blank.merge(other.blank);
        self.outside.merge(other.outside);
        self
    }
}

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

impl<'a> Table<'a> {
    /// Checks a file and matches its header.
    pub(super) fn open(
        file: &BatchFile,
        place: u32,
        bytes: &'a [u8],
        units: &Units,
        encoding: Option<NamedEncoding>,
        block_size: usize,
    ) -> Result<Self, Fault> {
        let source = Source { role: file.role, name: Arc::clone(&file.name), file: place };
        let text = decode(&source.name, bytes, encoding)?;
        let delimiter = delimiter_of(&source, &text);
        let blocks = guard(text.as_bytes(), delimiter, block_size).map_err(|(line, error)| Fault::Quoting {
            file: source.name.to_string(),
            line,
            error,
        })?;
        let first = blocks.first().map_or("", |block| &text[block.range.clone()]);
        let (header, findings) = Header::read(&source, &cells_of(first, delimiter), units)?;
        Ok(Self { source, text, delimiter, header, blocks, findings })
    }

    /// Its entry in the list of input files.
    pub(super) fn input_file(&self, bytes: &[u8], rows: u64) -> InputFile {
        let columns = self.header.fields().iter().map(|field| (field.column.name, Arc::clone(&field.header))).collect();
        InputFile {
            role: self.source.role,
            name: Arc::clone(&self.source.name),
            bytes: bytes.len() as u64,
            rows,
            sha256: sha256(bytes),
            columns,
        }
    }

    /// Reads every record inside the period, blocks side by side: `reader` makes a reader for a block, `owner` tells which
    /// listed enterprise a record belongs to. A record of the wrong length comes with that error found.
    pub(super) fn read<T: Send, R>(
        &self,
        rules: Rules<'_>,
        owner: impl Fn(&csv::StringRecord, &Header) -> Option<&'a str> + Sync,
        reader: impl Fn() -> R + Sync,
    ) -> Records<T>
    where
        R: FnMut(&mut Cells<'_>) -> Option<T>,
    {
        let blocks = self.blocks.par_iter().skip(1).map(|block| self.read_block(block, rules, &owner, reader()));
        let mut records = blocks.collect::<Vec<_>>().into_iter().fold(Records::default(), Records::merge);
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

    fn read_block<T>(
        &self,
        block: &Block,
        rules: Rules<'_>,
        owner: &impl Fn(&csv::StringRecord, &Header) -> Option<&'a str>,
        mut read: impl FnMut(&mut Cells<'_>) -> Option<T>,
    ) -> Records<T> {
        let text = &self.text[block.range.clone()];
        let mut reader = csv_reader(text, self.delimiter);
        let mut record = csv::StringRecord::new();
        let mut out = Records::default();
        while let Ok(true) = reader.read_record(&mut record) {
            out.rows += 1;
            let row = block.first_line + line_in(text, &record);
            if record.iter().all(|cell| trim_wide(cell).is_empty()) {
                out.blank.add(row);
                continue;
            }
            let owner = owner(&record, &self.header);
            let first = out.findings.len();
            let mut cells = Cells {
                rules,
                source: &self.source,
                header: &self.header,
                record: &record,
                row,
                owner,
                findings: &mut out.findings,
                first,
                wrong: false,
            };
            if record.len() != self.header.width {
                cells.push(self.ragged(record.len(), row));
            } else if cells.is_outside() {
                out.outside.add(row);
                continue;
            }
            out.records.extend(read(&mut cells));
        }
        out
    }

    fn ragged(&self, found: usize, row: u64) -> Finding {
        let place = Place::row(Arc::clone(&self.source.name), row);
        Finding::new(Code::RowLength).at(place, "").with("found", found.to_string()).with("expected", self.header.width.to_string())
    }
}

/// The line of a record in its block, counted from 0. The reader gives the place before empty lines; they are passed over.
fn line_in(text: &str, record: &csv::StringRecord) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let from = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let empty = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count() as u64;
    position.line() - 1 + empty
}

fn csv_reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
}

fn cells_of(record: &str, delimiter: u8) -> Vec<String> {
    let mut reader = csv_reader(record, delimiter);
    reader.records().next().and_then(Result::ok).map(|record| record.iter().map(str::to_owned).collect()).unwrap_or_default()
}

/// The delimiter under which most cells of the header are known columns; of equals, the comma.
fn delimiter_of(source: &Source, text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let known = |delimiter: &u8| Header::known(source.role, &cells_of(header, *delimiter));
    DELIMITERS.into_iter().rev().max_by_key(known).unwrap_or(b',')
}
