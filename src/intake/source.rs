//! One input file on its way to facts.

use std::sync::Arc;

use crate::facts::Role;
use crate::finding::Place;
use crate::measure::Months;
use crate::release::Release;
use crate::workbook::letters;

/// What every reader of a file needs to know.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// What it holds.
    pub(super) role: Role,
    /// Its name in the batch.
    pub(super) name: Arc<str>,
    /// Its place in the list of input files.
    pub(super) file: u32,
    /// Whether places name columns by their letters, as in a workbook.
    pub(super) lettered: bool,
}

impl Source {
    /// By what a place names a column.
    pub(super) fn column(&self, at: usize, header: &str) -> Arc<str> {
        if self.lettered { letters(at).into() } else { header.into() }
    }

    /// A cell as a place.
    pub(super) fn place(&self, row: u64, at: usize, header: &str) -> Place {
        Place::cell(Arc::clone(&self.name), row, self.column(at, header))
    }
}

/// By what rules cells are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules<'a> {
    /// The release.
    pub(super) release: &'a Release,
    /// The run's period; all months count when there is none.
    pub(super) period: Option<Months>,
}
