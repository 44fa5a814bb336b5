//! One block being read, record by record.

use std::sync::Arc;

use super::aside::aside;
use super::cells::Cells;
use super::outcome::Records;
use super::owner::{ids_in, listed, swallowed};
use super::reader::RecordReader;
use super::records::{Rows, quoted};
use super::row::Row;
use super::source::Rules;
use super::strays::Stray;
use super::table::Table;
use crate::enterprise::{Directory, EXAMPLE_ID, IdentityError};
use crate::finding::{Code, Finding, Place};
use crate::measure::{narrow, trim_wide};
use crate::workbook::Marked;

/// A block under way.
pub(super) struct Reading<'a, R: RecordReader> {
    pub(super) table: &'a Table,
    pub(super) rules: Rules<'a>,
    /// The listed enterprises; none while they are being listed.
    pub(super) directory: Option<&'a Directory>,
    pub(super) reader: R,
    pub(super) out: Records<R::Record>,
}

impl<R: RecordReader> Reading<'_, R> {
    /// Reads a block.
    pub(super) fn block(mut self, text: &str, first_line: u64) -> Records<R::Record> {
        let Some(mut rows) = Rows::of(text, self.table.delimiter) else {
            quoted(text, self.table.delimiter, |row, line| {
                self.record(row, first_line + line, &[]);
            });
            return self.out;
        };
        loop {
            self.again(&mut rows, first_line);
            let Some((row, line)) = rows.next() else { return self.out };
            self.record(&row, first_line + line, &[]);
        }
    }

    /// Reads records as long as they are like others.
    fn again(&mut self, rows: &mut Rows<'_>, first_line: u64) {
        loop {
            let (text, start, line) = rows.place();
            let Ok(line) = u32::try_from(first_line + line) else { return };
            let Some((record, end)) = self.reader.again(text, start, line) else { return };
            self.out.rows += 1;
            self.out.records.push(record);
            rows.pass(end);
        }
    }

    /// Reads a record, of whose cells a workbook may have something to say; whether it was one.
    pub(super) fn record(&mut self, row: &Row<'_>, line: u64, marks: &[Marked]) -> bool {
        self.out.rows += 1;
        let plain = u32::try_from(line).ok().filter(|_| row.width() == self.table.header.width && marks.is_empty() && !row.has_lines());
        match plain.and_then(|line| self.reader.plain(row, line)) {
            Some(record) => {
                self.out.records.push(record);
                true
            }
            None => self.careful(&row.texts(), line, marks),
        }
    }

    /// A record that is not plain: blank, outside the period, or with something to say about it; whether it is one.
    fn careful(&mut self, record: &[&str], row: u64, marks: &[Marked]) -> bool {
        if record.iter().all(|cell| trim_wide(cell).is_empty()) {
            self.out.blank.add(row);
            return false;
        }
        if self.is_example(record) {
            self.out.example.add(row);
            return false;
        }
        let header = &self.table.header;
        let torn = !header.fits(record);
        let swallowed = self.directory.and_then(|directory| swallowed(record, directory));
        let (owner, others) =
            self.directory.map(|directory| self.owners(record, directory, torn || swallowed.is_some())).unwrap_or_default();
        if owner.is_none()
            && let Some((code, text)) = aside(record, header, self.rules)
        {
            let place = Place::row(Arc::clone(&self.table.source.name), row);
            self.out.findings.push(Finding::new(code).at(place, text));
            return false;
        }
        let first = self.out.findings.len();
        let mut cells = Cells {
            rules: self.rules,
            source: &self.table.source,
            header,
            record,
            row,
            owner,
            findings: &mut self.out.findings,
            first,
            wrong: false,
        };
        if torn {
            cells.push_for(ragged(&cells), &others);
        } else if let Some(id) = swallowed {
            let place = Place::row(Arc::clone(&cells.source.name), row);
            cells.push_for(Finding::new(Code::SwallowedRow).at(place, id), &others);
        } else if cells.is_outside() {
            self.out.outside.add(row);
            return true;
        }
        if marks.iter().filter(|mark| cells.mark(mark)).count() > 0 {
            self.out.formulas.add(row);
        }
        cells.check_errors();
        match (self.reader.read(&mut cells), self.directory) {
            (Some(record), _) => self.out.records.push(record),
            (None, Some(directory)) => match owner.and_then(|id| directory.find(id)) {
                Some(enterprise) => self.out.seen.push(enterprise),
                None => self.out.strays.extend(stray(&mut cells)),
            },
            (None, None) => {}
        }
        true
    }

    /// Whether a record is the example of a template.
    fn is_example(&self, record: &[&str]) -> bool {
        let field = self.table.header.field("enterprise_id");
        field.and_then(|field| record.get(field.at)).is_some_and(|id| trim_wide(id) == EXAMPLE_ID)
    }

    /// The listed enterprise whose id stands in its column; where rows were torn or joined, that of any id, and those of the others.
    fn owners<'d>(&self, record: &[&str], directory: &'d Directory, joined: bool) -> (Option<&'d str>, Vec<&'d str>) {
        let field = self.table.header.field("enterprise_id");
        let own = field.and_then(|field| record.get(field.at)).and_then(|cell| listed(cell, directory));
        if !joined {
            return (own, Vec::new());
        }
        // What an earlier return says at the end of a row may speak of others.
        let mut ids = ids_in(&record[..record.len().saturating_sub(self.table.header.returned)], directory);
        let owner = own.or(ids.first().copied());
        ids.retain(|id| Some(*id) != owner);
        (owner, ids)
    }
}

/// The cells are counted without those of an annotated return, as the submitter sees them.
fn ragged(cells: &Cells<'_>) -> Finding {
    let place = Place::row(Arc::clone(&cells.source.name), cells.row);
    let counted = |count: usize| count.saturating_sub(cells.header.returned).to_string();
    Finding::new(Code::RowLength).at(place, "").with("found", counted(cells.record.len())).with("expected", counted(cells.header.width))
}

/// The row as a stray, if it has an id at all: an empty cell is a finding of its own.
fn stray(cells: &mut Cells<'_>) -> Option<Stray> {
    let (field, text) = cells.raw("enterprise_id")?;
    let id: String = trim_wide(text).chars().map(narrow).collect();
    let place = cells.place(field);
    if matches!(cells.rules.release.manifest().identity.check(&id), Err(IdentityError::Exponent)) {
        cells.push(Finding::new(Code::IdentityExponent).at(place, &id));
        return None;
    }
    Some(Stray { id, place })
}
