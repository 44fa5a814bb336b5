//! `ledger.parquet` and `production.parquet`: columns in row groups, the same bytes for any number of threads.

use std::io::Write;
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use polars_parquet::parquet::error::ParquetResult;
use polars_parquet::parquet::metadata::SchemaDescriptor;
use polars_parquet::parquet::write::{FileWriter, Version, WriteOptions};
use rayon::prelude::*;

use super::encoder::Encoder;
use super::group::Group;
use super::ledger_columns::LedgerColumns;
use super::production_columns::ProductionColumns;
use super::schema::{Kind, schema};
use crate::finding::Fault;
use crate::release::Release;
use crate::run::Outcome;

/// Rows of a row group: what a reader of one enterprise decodes, and what a thread holds while it writes.
const GROUP_ROWS: usize = 1 << 16;
/// Row groups that a thread makes between two turns at the file.
const GROUPS_AT_ONCE: usize = 4;

/// The columns of a file, any part of which can be encoded.
pub(super) trait Columns: Sync {
    /// Memory to work in, used again for each row group.
    type Gathered: Default + Send;
    /// Names and kinds, in the order of the file.
    fn names() -> Vec<(String, Kind)>;
    /// Rows of the whole file.
    fn rows(&self) -> usize;
    /// Adds every column of some rows to the encoder, in order.
    fn encode(&self, rows: Range<usize>, gathered: &mut Self::Gathered, encoder: &mut Encoder<'_>) -> ParquetResult<()>;
}

/// Writes `ledger.parquet`: one row for each emission line, in the ledger's order. `path` names the file in a fault.
///
/// Row groups are made in parallel and written in order; besides the outcome, no more than a few for each thread of the
/// pool are held.
///
/// # Errors
/// When the writer fails.
pub fn write_ledger(outcome: &Outcome, release: &Release, path: &Path, writer: impl Write + Send) -> Result<(), Fault> {
    write_ledger_in_groups(outcome, release, path, writer, GROUP_ROWS)
}

pub(super) fn write_ledger_in_groups(
    outcome: &Outcome,
    release: &Release,
    path: &Path,
    writer: impl Write + Send,
    rows: usize,
) -> Result<(), Fault> {
    write_groups(&LedgerColumns::new(outcome, release), path, writer, rows)
}

/// Writes `production.parquet`: one row for each production record that counted. `path` names the file in a fault.
///
/// # Errors
/// When the writer fails.
pub fn write_production(outcome: &Outcome, release: &Release, path: &Path, writer: impl Write + Send) -> Result<(), Fault> {
    write_groups(&ProductionColumns { outcome, release }, path, writer, GROUP_ROWS)
}

fn write_groups<C: Columns>(columns: &C, path: &Path, writer: impl Write + Send, group_rows: usize) -> Result<(), Fault> {
    let mut writer = Remembering { inner: writer, error: None };
    write_file(columns, &mut writer, group_rows).map_err(|error| {
        let error = writer.error.unwrap_or_else(|| std::io::Error::other(error.to_string()));
        Fault::write(path, error)
    })
}

fn write_file<C: Columns>(columns: &C, writer: impl Write + Send, group_rows: usize) -> ParquetResult<()> {
    let names = C::names();
    let schema = schema(names.iter().map(|(name, kind)| (name.as_str(), *kind)))?;
    // Statistics stand in every page and are summed up for every column of a row group; the index of pages is left out.
    let options = WriteOptions { write_statistics: false, version: Version::V1 };
    let mut file = FileWriter::new(writer, schema.clone(), options, Some("carbonlabel".to_owned()));
    let stock = Stock::<C>::new();
    let starts: Vec<usize> = (0..columns.rows()).step_by(group_rows).collect();
    let mut waiting: Vec<Group> = Vec::new();
    for window in starts.chunks(GROUPS_AT_ONCE * rayon::current_num_threads()) {
        let write =
            || std::mem::take(&mut waiting).into_iter().try_for_each(|group| group.write(&mut file).map(|bytes| stock.buffers.put(bytes)));
        let encode = |start: &usize| stock.encode(columns, &schema, *start..columns.rows().min(start + group_rows));
        let (written, encoded) = rayon::join(write, || window.par_iter().map(encode).collect::<ParquetResult<Vec<_>>>());
        written?;
        waiting = encoded?;
    }
    waiting.into_iter().try_for_each(|group| group.write(&mut file).map(|_| ()))?;
    file.end(None).map(|_| ())
}

/// What threads work with, used again from one row group to the next: fresh memory is slow.
struct Stock<'s, C: Columns> {
    workers: Pool<(Encoder<'s>, C::Gathered)>,
    buffers: Pool<Vec<u8>>,
}

impl<'s, C: Columns> Stock<'s, C> {
    fn new() -> Self {
        Self { workers: Pool::default(), buffers: Pool::default() }
    }

    fn encode(&self, columns: &C, schema: &'s SchemaDescriptor, rows: Range<usize>) -> ParquetResult<Group> {
        let (mut encoder, mut gathered) = match self.workers.take() {
            Some(worker) => worker,
            None => (Encoder::new(schema)?, C::Gathered::default()),
        };
        encoder.begin(rows.len(), self.buffers.take().unwrap_or_default());
        columns.encode(rows, &mut gathered, &mut encoder)?;
        let group = encoder.finish();
        self.workers.put((encoder, gathered));
        Ok(group)
    }
}

/// Things that threads lend each other; which of them one gets does not matter.
struct Pool<T>(Mutex<Vec<T>>);

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Pool<T> {
    fn take(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn put(&self, thing: T) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(thing);
    }
}

/// A writer that keeps its error: what comes back from the Parquet writer is a text.
struct Remembering<W> {
    inner: W,
    error: Option<std::io::Error>,
}

impl<W: Write> Remembering<W> {
    fn keep<T>(&mut self, result: std::io::Result<T>) -> std::io::Result<T> {
        result.map_err(|error| {
            let kind = error.kind();
            self.error.get_or_insert(error);
            kind.into()
        })
    }
}

impl<W: Write> Write for Remembering<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(bytes);
        self.keep(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let flushed = self.inner.flush();
        self.keep(flushed)
    }
}
