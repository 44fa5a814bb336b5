//! A file as a table: its delimiter and its header.

use std::sync::Arc;

use super::header::Header;
use super::records;
use super::source::Source;
use crate::facts::InputFile;
use crate::finding::{Fault, Finding};
use crate::nomenclature::Units;

/// A file whose header was understood.
pub(super) struct Table {
    pub(super) source: Source,
    pub(super) delimiter: u8,
    pub(super) header: Header,
    /// What is notable about the header.
    pub(super) findings: Vec<Finding>,
}

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

impl Table {
    /// Matches the record in which the headers stand.
    pub(super) fn of(source: Source, delimiter: u8, headers: &str, units: &Units) -> Result<Self, Fault> {
        let (header, findings) = Header::read(&source, 1, &cells_of(headers, delimiter), units)?;
        Ok(Self { source, delimiter, header, findings })
    }

    /// The same of headers that are cells already, and stand in a row.
    pub(super) fn of_cells(source: Source, row: u64, headers: &[String], units: &Units) -> Result<Self, Fault> {
        let (header, findings) = Header::read(&source, row, headers, units)?;
        Ok(Self { source, delimiter: b',', header, findings })
    }

    /// Its entry in the list of input files.
    pub(super) fn input_file(&self, bytes: u64, sha256: String, rows: u64) -> InputFile {
        let columns = self.header.fields().iter().map(|field| (field.column.name, Arc::clone(&field.place))).collect();
        InputFile { role: self.source.role, name: Arc::clone(&self.source.name), bytes, rows, sha256, columns }
    }
}

/// The delimiter under which most cells of the header are known columns; of equals, the comma.
pub(super) fn delimiter_of(source: &Source, text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let known = |delimiter: &u8| Header::known(source.role, &cells_of(header, *delimiter));
    DELIMITERS.into_iter().rev().max_by_key(known).unwrap_or(b',')
}

fn cells_of(record: &str, delimiter: u8) -> Vec<String> {
    let mut reader = records::reader(record.as_bytes(), delimiter);
    reader.records().next().and_then(Result::ok).map(|record| record.iter().map(str::to_owned).collect()).unwrap_or_default()
}
