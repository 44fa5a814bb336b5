//! A submitted text whose header was found: what of each row is the submitter's, and what is said beside it.

use std::ops::Range;
use std::sync::Arc;

use super::layout::{Cell, Layout, Row};
use super::remarks::Remarks;
use crate::facts::{InputFile, Role};
use crate::finding::Finding;
use crate::intake::{is_returned, is_returned_column};
use crate::measure::{narrow, trim_wide};

/// A submitted text.
pub struct Table<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) layout: Layout,
    file: &'a InputFile,
    remarks: &'a Remarks<'a>,
    /// The row in which the headers stand.
    header: Row,
    /// What stands in it.
    headers: Vec<String>,
    /// Whether it ends with the columns of an earlier return.
    returned: bool,
}

impl<'a> Table<'a> {
    /// Finds the header of a text; nothing when it is not there.
    #[must_use]
    pub fn of(bytes: &'a [u8], layout: Layout, file: &'a InputFile, remarks: &'a Remarks<'a>) -> Option<Self> {
        let known: Vec<&str> = file.columns.iter().map(|(_, header)| &**header).collect();
        let header = layout.rows(bytes).find(|row| layout.has(bytes, row, &known))?;
        let headers: Vec<String> = header.cells.iter().map(|cell| layout.text(bytes, cell).trim().to_owned()).collect();
        let returned = headers.len() > 2 && headers[headers.len() - 2..].iter().all(|header| is_returned_column(header));
        Some(Self { bytes, layout, file, remarks, header, headers, returned })
    }

    /// The records from the header on.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row> + use<'a> {
        let line = self.header.line;
        self.layout.rows(self.bytes).skip_while(move |row| row.line < line)
    }

    pub(super) fn is_header(&self, row: &Row) -> bool {
        row.line == self.header.line
    }

    /// How many cells of a row are the submitter's. A row of the wrong length may have lost or gained cells since the earlier
    /// return: there the two are taken for ours only if they look so.
    pub(super) fn own_cells(&self, row: &Row) -> usize {
        let all = row.cells.len();
        let ours = || match &row.cells[all.saturating_sub(2)..] {
            [problem, advice] => is_returned(&self.layout.text(self.bytes, problem), &self.layout.text(self.bytes, advice)),
            _ => false,
        };
        if self.returned && all > 2 && (all == self.header.cells.len() || ours()) { all - 2 } else { all }
    }

    /// The bytes of a row that are the submitter's.
    pub(super) fn own_bytes(&self, row: &Row) -> Range<usize> {
        let end = row.cells.get(self.own_cells(row)).map_or(row.range.end, |cell| cell.start - self.layout.step());
        row.range.start..end
    }

    /// The cell of a row that a place names by its column.
    pub(super) fn cell_of(&self, column: &str) -> Option<usize> {
        self.headers.iter().position(|header| header == column)
    }

    /// What is said beside a row: nothing beside a blank one, which would be blank no more.
    pub(super) fn remarks_of(&self, row: &Row) -> Vec<&'a Finding> {
        let is_blank = |cell: &Cell| trim_wide(&self.layout.text(self.bytes, cell)).is_empty();
        if row.cells[..self.own_cells(row)].iter().all(is_blank) {
            return Vec::new();
        }
        let id = if self.file.role == Role::Enterprises && !self.is_header(row) { self.id_of(row) } else { None };
        self.remarks.at(&self.file.name, row.line, id.as_deref())
    }

    fn id_of(&self, row: &Row) -> Option<String> {
        let header: &Arc<str> = self.file.columns.iter().find(|(name, _)| *name == "enterprise_id").map(|(_, header)| header)?;
        let cell = row.cells.get(self.cell_of(header)?)?;
        Some(trim_wide(&self.layout.text(self.bytes, cell)).chars().map(narrow).collect())
    }
}
