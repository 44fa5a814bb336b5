//! `ledger.parquet` and `production.parquet`: columns in row groups, the same bytes for any number of threads.

use std::borrow::Cow;
use std::io::Write;
use std::ops::Range;
use std::path::Path;

use polars::error::PolarsError;
use polars::prelude::{
    BatchedWriter, Column, DataFrame, IntoColumn, NewChunkedArray, ParquetCompression, ParquetWriter, PlSmallStr, PolarsResult,
    StatisticsOptions, UInt64Chunked,
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::columns::{LedgerColumns, texts_column};
use super::convert::amount_unit;
use crate::finding::Fault;
use crate::measure::Months;
use crate::production::{Measure, ProductionRecord};
use crate::release::Release;
use crate::run::Outcome;

/// Rows of a row group: what a reader of one enterprise decodes, and what a thread holds while it writes. Measured on a
/// million lines: four times as many rows make the file 1 % smaller and a look-up twice as slow.
const GROUP_ROWS: usize = 1 << 16;

/// Writes `ledger.parquet`: one row for each emission line, in the ledger's order. `path` names the file in a fault.
///
/// Row groups are made in parallel and written in order; besides the outcome, no more than two for each thread of the
/// pool are held.
///
/// # Errors
/// When the writer fails.
pub fn write_ledger(outcome: &Outcome, release: &Release, path: &Path, writer: impl Write + Send) -> Result<(), Fault> {
    write_ledger_in_groups(outcome, release, writer, GROUP_ROWS).map_err(|error| fault(path, error))
}

pub(super) fn write_ledger_in_groups(outcome: &Outcome, release: &Release, writer: impl Write + Send, rows: usize) -> PolarsResult<()> {
    let columns = LedgerColumns::new(outcome, release);
    let frame = |range: Range<usize>| columns.frame(&outcome.lines(range).collect::<Vec<_>>());
    write_groups(writer, outcome.line_count(), rows, frame)
}

/// Writes `production.parquet`: one row for each production record that counted. `path` names the file in a fault.
///
/// # Errors
/// When the writer fails.
pub fn write_production(outcome: &Outcome, release: &Release, path: &Path, writer: impl Write + Send) -> Result<(), Fault> {
    let frame = |range: Range<usize>| production_frame(outcome, release, &outcome.production.range(range).collect::<Vec<_>>());
    write_groups(writer, outcome.production.len(), GROUP_ROWS, frame).map_err(|error| fault(path, error))
}

fn write_groups(
    writer: impl Write + Send,
    rows: usize,
    group_rows: usize,
    frame: impl Fn(Range<usize>) -> PolarsResult<DataFrame> + Sync,
) -> PolarsResult<()> {
    let writer = parquet_writer(writer, &frame(0..0)?)?;
    let encode = |group: &usize| {
        let start = group * group_rows;
        let frame = frame(start..(start + group_rows).min(rows))?;
        writer.encode_and_compress(&frame).collect::<PolarsResult<Vec<_>>>()
    };
    let mut waiting = Vec::new();
    let groups: Vec<usize> = (0..rows.div_ceil(group_rows)).collect();
    for window in groups.chunks(rayon::current_num_threads()) {
        // Polars compresses while it writes, on one thread: the others make the next row groups meanwhile.
        let write = || writer.write_row_groups(std::mem::take(&mut waiting));
        let (written, encoded) = rayon::join(write, || window.par_iter().map(encode).collect::<PolarsResult<Vec<_>>>());
        written?;
        waiting = encoded?.into_iter().flatten().collect();
    }
    writer.write_row_groups(waiting)?;
    writer.finish().map(|_| ())
}

/// Everything that decides the bytes is fixed here; polars would take some of it from the environment.
///
/// Zstandard at its default level: measured, the file is less than half of what LZ4 and Snappy make of it, in the same time.
fn parquet_writer<W: Write>(writer: W, empty: &DataFrame) -> PolarsResult<BatchedWriter<W>> {
    let statistics = StatisticsOptions { binary_statistics_truncate_length: Some(64), ..StatisticsOptions::default() };
    ParquetWriter::new(writer)
        .with_compression(ParquetCompression::Zstd(None))
        .with_statistics(statistics)
        .with_data_page_size(Some(1 << 20))
        .set_parallel(false)
        .batched(empty.schema())
}

/// The columns of some production records: those of a [`super::ProductionRow`], made without one.
fn production_frame(outcome: &Outcome, release: &Release, records: &[&ProductionRecord]) -> PolarsResult<DataFrame> {
    let mut months: FxHashMap<Months, String> = FxHashMap::default();
    for record in records {
        months.entry(record.months).or_insert_with(|| record.months.to_string());
    }
    let row = UInt64Chunked::from_iter_values(PlSmallStr::from_static("row"), records.iter().map(|record| record.row.into()));
    let mut columns = vec![
        text("enterprise_id", records.iter().map(|record| outcome.directory.get(record.enterprise).id.as_str().into())),
        text("period", records.iter().map(|record| months[&record.months].as_str().into())),
        text("product", records.iter().map(|record| record.product().into())),
        text("file", records.iter().map(|record| (&*outcome.files[record.file as usize].name).into())),
        row.into_column(),
    ];
    for measure in Measure::ALL {
        let value = |record: &&ProductionRecord| record.amount(measure).map_or(Cow::Borrowed(""), |amount| amount.value.to_string().into());
        columns.push(text(measure.name(), records.iter().map(value)));
        columns.push(text(&format!("{}_unit", measure.name()), records.iter().map(|record| amount_unit(record, measure, release).into())));
    }
    DataFrame::new(records.len(), columns)
}

fn text<'a>(name: &str, texts: impl Iterator<Item = Cow<'a, str>>) -> Column {
    texts_column(PlSmallStr::from_str(name), texts.map(Some)).into_column()
}

fn fault(path: &Path, error: PolarsError) -> Fault {
    let error = match error {
        PolarsError::IO { error, .. } => std::io::Error::new(error.kind(), error.to_string()),
        other => std::io::Error::other(other.to_string()),
    };
    Fault::write(path, error)
}
