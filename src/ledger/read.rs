//! `ledger.parquet` and `production.parquet`, read back.

use std::path::Path;

use polars::prelude::DataFrame;
use rayon::prelude::*;

use super::cells::{Cells, Texts};
use super::columns::LedgerColumns;
use super::groups::{GroupedFile, broken};
use super::ledger_cells::LedgerCells;
use super::rows::{LedgerRow, ProductionRow};
use crate::emission::Line;
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
        for frame in self.file.of_enterprise(enterprise_id)? {
            for row in LedgerCells::new(self.file.path(), &frame)?.rows() {
                rows.push(row?);
            }
        }
        Ok(rows)
    }

    /// Shows every row in order, one row group decoded at a time.
    ///
    /// # Errors
    /// When the file is not what [`super::write_ledger`] writes, and what `visit` says.
    pub fn for_each(&self, mut visit: impl FnMut(LedgerRow) -> Result<(), Fault>) -> Result<(), Fault> {
        for (group, range) in self.file.groups().into_iter().enumerate() {
            let frame = self.file.read(group, 0..range.len())?;
            for row in LedgerCells::new(self.file.path(), &frame)?.rows() {
                visit(row?)?;
            }
        }
        Ok(())
    }

    /// The first row that an outcome would write otherwise; nothing when all are equal. Row groups are compared in
    /// parallel and by columns.
    ///
    /// # Errors
    /// When the file is not what [`super::write_ledger`] writes.
    pub fn first_difference(&self, outcome: &Outcome, release: &Release) -> Result<Option<LedgerDifference>, Fault> {
        let columns = LedgerColumns::new(outcome, release);
        let groups: Vec<_> = self.file.groups().into_iter().enumerate().collect();
        let compare = |(group, range): &(usize, std::ops::Range<usize>)| {
            let lines: Vec<_> = outcome.lines(range.clone()).collect();
            self.compare(*group, range.len(), &lines, &columns).map(|found| found.map(|found| found.moved(range.start))).transpose()
        };
        if let Some(found) = groups.par_iter().find_map_first(compare) {
            return found.map(Some);
        }
        let Some(beyond) = outcome.lines(self.count()..usize::MAX).next() else { return Ok(None) };
        let computed = columns.frame(&[beyond]).map_err(|error| broken(self.file.path(), &error))?;
        let computed = LedgerCells::new(self.file.path(), &computed)?.row(0)?;
        Ok(Some(LedgerDifference { place: self.count(), written: None, computed: Some(computed) }))
    }

    fn compare(
        &self,
        group: usize,
        rows: usize,
        lines: &[Line<'_>],
        columns: &LedgerColumns<'_>,
    ) -> Result<Option<LedgerDifference>, Fault> {
        let path = self.file.path();
        let written = self.file.read(group, 0..rows)?;
        let computed = columns.frame(lines).map_err(|error| broken(path, &error))?;
        if same(&written, &computed) {
            return Ok(None);
        }
        let (mut written, mut computed) = (LedgerCells::new(path, &written)?, LedgerCells::new(path, &computed)?);
        for place in 0..rows {
            let ours = if place < computed.count() { Some(computed.row(place)?) } else { None };
            let theirs = Some(written.row(place)?);
            if theirs != ours {
                return Ok(Some(LedgerDifference { place, written: theirs, computed: ours }));
            }
        }
        Ok(None)
    }
}

impl LedgerDifference {
    fn moved(mut self, by: usize) -> Self {
        self.place += by;
        self
    }
}

/// Whether every computed column stands in the file with the same values.
fn same(written: &DataFrame, computed: &DataFrame) -> bool {
    computed.columns().iter().all(|column| written.column(column.name()).is_ok_and(|other| other.equals_missing(column)))
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
            rows.append(&mut production_rows(self.file.path(), &self.file.read(group, 0..range.len())?)?);
        }
        Ok(rows)
    }

    /// The rows of an enterprise; none when it has none.
    ///
    /// # Errors
    /// As [`ProductionFile::rows`].
    pub fn rows_of(&self, enterprise_id: &str) -> Result<Vec<ProductionRow>, Fault> {
        let mut rows = Vec::new();
        for frame in self.file.of_enterprise(enterprise_id)? {
            rows.append(&mut production_rows(self.file.path(), &frame)?);
        }
        Ok(rows)
    }
}

fn production_rows(path: &Path, frame: &DataFrame) -> Result<Vec<ProductionRow>, Fault> {
    let cells = Cells::new(path, frame);
    let [enterprise_id, period, product, file] =
        [cells.texts("enterprise_id")?, cells.texts("period")?, cells.texts("product")?, cells.texts("file")?];
    let row = cells.numbers("row")?;
    let columns = |suffix: &str| {
        Measure::ALL.iter().map(|measure| cells.texts(&format!("{}{suffix}", measure.name()))).collect::<Result<Vec<Texts<'_>>, Fault>>()
    };
    let (values, units) = (columns("")?, columns("_unit")?);
    let of = |at: usize| ProductionRow {
        enterprise_id: enterprise_id.at(at),
        period: period.at(at),
        product: product.at(at),
        file: file.at(at),
        row: row.at(at),
        amounts: Measure::ALL.map(|measure| (values[measure.index()].at(at), units[measure.index()].at(at))),
    };
    Ok((0..cells.count()).map(of).collect())
}
