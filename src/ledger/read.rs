//! `ledger.parquet` and `production.parquet`, read back.

use std::io::Write;
use std::ops::Range;
use std::path::Path;

use rayon::prelude::*;

use super::cells::{Numbers, Texts};
use super::convert::ledger_row;
use super::groups::GroupedFile;
use super::ledger_cells::LedgerCells;
use super::parquet::write_ledger_in_groups;
use super::rows::{LedgerRow, ProductionRow};
use crate::finding::Fault;
use crate::production::Measure;
use crate::release::Release;
use crate::run::Outcome;

/// An open `ledger.parquet`: its compressed bytes, of which only the row groups that are asked for are decoded.
#[derive(Debug)]
pub struct LedgerFile {
    file: GroupedFile,
}

/// The first row in which a ledger differs from a computation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerDifference {
    /// Its place, counted from 0.
    pub place: usize,
    /// What the file says; nothing when it ends before.
    pub written: Option<LedgerRow>,
    /// What was computed; nothing when there are no more lines.
    pub computed: Option<LedgerRow>,
}

impl LedgerFile {
    /// Reads the file and checks it against the hash that its run's manifest states.
    ///
    /// # Errors
    /// When there is no such file, its hash is another, or it is no Parquet file.
    pub fn open(path: &Path, sha256: &str) -> Result<Self, Fault> {
        GroupedFile::open(path, sha256).map(|file| Self { file })
    }

    pub(super) fn file(&self) -> &GroupedFile {
        &self.file
    }

    /// How many lines it holds.
    #[must_use]
    pub fn count(&self) -> usize {
        self.file.rows()
    }

    /// The rows of an enterprise, in the ledger's order; none when it has no lines. Row groups that cannot hold it are
    /// not decoded.
    ///
    /// # Errors
    /// When the file is not what [`super::write_ledger`] writes.
    pub fn rows_of(&self, enterprise_id: &str) -> Result<Vec<LedgerRow>, Fault> {
        let mut rows = Vec::new();
        for (group, found) in self.file.of_enterprise(enterprise_id)? {
            for row in LedgerCells::read(&self.file, group, &found)?.rows() {
                rows.push(row?);
            }
        }
        Ok(rows)
    }

    /// Every row in order, one row group decoded at a time.
    ///
    /// # Errors
    /// Each row, when the file is not what [`super::write_ledger`] writes.
    pub fn rows(&self) -> impl Iterator<Item = Result<LedgerRow, Fault>> {
        let groups = self.file.groups().into_iter().enumerate();
        groups.flat_map(|(group, range)| match LedgerCells::read(&self.file, group, &(0..range.len())) {
            Ok(cells) => Box::new(cells.rows()) as Box<dyn Iterator<Item = Result<LedgerRow, Fault>>>,
            Err(fault) => Box::new(std::iter::once(Err(fault))),
        })
    }

    /// Shows every row in order, one row group decoded at a time.
    ///
    /// # Errors
    /// When the file is not what [`super::write_ledger`] writes, and what `visit` says.
    pub fn for_each(&self, mut visit: impl FnMut(LedgerRow) -> Result<(), Fault>) -> Result<(), Fault> {
        for (group, range) in self.file.groups().into_iter().enumerate() {
            for row in LedgerCells::read(&self.file, group, &(0..range.len()))?.rows() {
                visit(row?)?;
            }
        }
        Ok(())
    }

    /// The first row that an outcome would write otherwise; nothing when all are equal.
    ///
    /// What would be written byte for byte as it is need not be decoded; otherwise row groups are compared in parallel.
    ///
    /// # Errors
    /// When the file is not what [`super::write_ledger`] writes.
    pub fn first_difference(&self, outcome: &Outcome, release: &Release) -> Result<Option<LedgerDifference>, Fault> {
        let groups = self.file.groups();
        let group_rows = groups.first().map_or(1, Range::len);
        let mut rest = Expecting(self.file.bytes());
        if write_ledger_in_groups(outcome, release, self.file.path(), &mut rest, group_rows).is_ok() && rest.0.is_empty() {
            return Ok(None);
        }
        let compare = |(group, range): (usize, &Range<usize>)| self.compare(group, range, outcome, release).transpose();
        if let Some(found) = groups.par_iter().enumerate().find_map_first(compare) {
            return found.map(Some);
        }
        let beyond = outcome.lines(self.count()..usize::MAX).next().map(|line| ledger_row(outcome, release, line));
        Ok(beyond.map(|computed| LedgerDifference { place: self.count(), written: None, computed }))
    }

    fn compare(&self, group: usize, range: &Range<usize>, outcome: &Outcome, release: &Release) -> Result<Option<LedgerDifference>, Fault> {
        let mut lines = outcome.lines(range.clone());
        for (row, place) in LedgerCells::read(&self.file, group, &(0..range.len()))?.rows().zip(range.clone()) {
            let written = Some(row?);
            let computed = lines.next().and_then(|line| ledger_row(outcome, release, line));
            if written != computed {
                return Ok(Some(LedgerDifference { place, written, computed }));
            }
        }
        Ok(None)
    }
}

/// A writer that takes what it expects, and nothing else.
struct Expecting<'a>(&'a [u8]);

impl Write for Expecting<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.strip_prefix(bytes).ok_or(std::io::ErrorKind::InvalidData)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// An open `production.parquet`.
#[derive(Debug)]
pub struct ProductionFile {
    file: GroupedFile,
}

impl ProductionFile {
    /// Reads the file and checks it against the hash that its run's manifest states.
    ///
    /// # Errors
    /// As [`LedgerFile::open`].
    pub fn open(path: &Path, sha256: &str) -> Result<Self, Fault> {
        GroupedFile::open(path, sha256).map(|file| Self { file })
    }

    /// Every row in order.
    ///
    /// # Errors
    /// When the file is not what [`super::write_production`] writes.
    pub fn rows(&self) -> Result<Vec<ProductionRow>, Fault> {
        let mut rows = Vec::with_capacity(self.file.rows());
        for (group, range) in self.file.groups().into_iter().enumerate() {
            rows.append(&mut production_rows(&self.file, group, &(0..range.len()))?);
        }
        Ok(rows)
    }

    /// The rows of an enterprise; none when it has none.
    ///
    /// # Errors
    /// As [`ProductionFile::rows`].
    pub fn rows_of(&self, enterprise_id: &str) -> Result<Vec<ProductionRow>, Fault> {
        let mut rows = Vec::new();
        for (group, found) in self.file.of_enterprise(enterprise_id)? {
            rows.append(&mut production_rows(&self.file, group, &found)?);
        }
        Ok(rows)
    }
}

/// Some rows of a row group, counted from its first.
fn production_rows(file: &GroupedFile, group: usize, rows: &Range<usize>) -> Result<Vec<ProductionRow>, Fault> {
    let texts = |name: &str| Texts::read(file, group, rows.clone(), name);
    let [enterprise_id, period, product, input] = [texts("enterprise_id")?, texts("period")?, texts("product")?, texts("file")?];
    let row: Numbers<u64> = Numbers::read(file, group, rows.clone(), "row")?;
    let columns = |suffix: &str| {
        Measure::ALL.iter().map(|measure| texts(&format!("{}{suffix}", measure.name()))).collect::<Result<Vec<Texts>, Fault>>()
    };
    let (values, units) = (columns("")?, columns("_unit")?);
    let of = |at: usize| ProductionRow {
        enterprise_id: enterprise_id.at(at),
        period: period.at(at),
        product: product.at(at),
        file: input.at(at),
        row: row.at(at),
        amounts: Measure::ALL.map(|measure| (values[measure.index()].at(at), units[measure.index()].at(at))),
    };
    Ok((0..rows.len()).map(of).collect())
}
