//! A Parquet file of ours, read one row group at a time.

use std::io::Cursor;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars::error::PolarsError;
use polars::prelude::{DataFrame, FileMetadata, ParallelStrategy, ParquetReader, SerReader};

use crate::digest::sha256;
use crate::finding::Fault;

/// The column by which both files are sorted.
const ENTERPRISE: &str = "enterprise_id";

/// A file whose bytes are what their hash says. It is decoded where it is asked for, and nowhere else.
#[derive(Debug)]
pub(super) struct GroupedFile {
    path: PathBuf,
    bytes: Vec<u8>,
    metadata: Arc<FileMetadata>,
}

impl GroupedFile {
    /// The hash stands before everything: a Parquet reader believes the lengths that it reads, and one changed byte can
    /// make it ask for more memory than there is.
    pub(super) fn open(path: &Path, expected: &str) -> Result<Self, Fault> {
        let bytes = std::fs::read(path).map_err(|error| Fault::read(path, error))?;
        let found = sha256(&bytes);
        if found != expected {
            return Err(Fault::run(path, format!("its hash is {found}, and its run states {expected}")));
        }
        let metadata = ParquetReader::new(Cursor::new(bytes.as_slice())).get_metadata().cloned().map_err(|error| broken(path, &error))?;
        Ok(Self { path: path.to_owned(), bytes, metadata })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Rows of the whole file.
    pub(super) fn rows(&self) -> usize {
        self.metadata.num_rows
    }

    /// The rows of each row group, in order.
    pub(super) fn groups(&self) -> Vec<Range<usize>> {
        let mut start = 0;
        let range = |rows: usize| {
            start += rows;
            start - rows..start
        };
        self.metadata.row_groups.iter().map(|group| group.num_rows()).map(range).collect()
    }

    /// Some rows of a row group, counted from its first.
    pub(super) fn read(&self, group: usize, rows: Range<usize>) -> Result<DataFrame, Fault> {
        self.read_columns(group, rows, None)
    }

    fn read_columns(&self, group: usize, rows: Range<usize>, columns: Option<Vec<String>>) -> Result<DataFrame, Fault> {
        // Our own threads read row groups; polars would use a pool of its own, whatever the number of jobs.
        let mut reader = ParquetReader::new(Cursor::new(self.bytes.as_slice()))
            .read_parallel(ParallelStrategy::None)
            .with_slice(Some((rows.start, rows.len())))
            .with_columns(columns);
        reader.set_metadata(Arc::new(self.only(group)));
        reader.finish().map_err(|error| broken(&self.path, &error))
    }

    /// A footer that knows one row group alone, so that the reader touches no other.
    fn only(&self, group: usize) -> FileMetadata {
        let mut metadata = FileMetadata::clone(&self.metadata);
        metadata.row_groups = self.metadata.row_groups[group..=group].to_vec();
        metadata.num_rows = metadata.row_groups.iter().map(|group| group.num_rows()).sum();
        metadata
    }

    /// The rows of an enterprise: a frame for each row group that holds some.
    pub(super) fn of_enterprise(&self, enterprise_id: &str) -> Result<Vec<DataFrame>, Fault> {
        let mut frames = Vec::new();
        for (group, range) in self.groups().into_iter().enumerate().filter(|(group, _)| self.may_hold(*group, enterprise_id)) {
            let rows = self.find(group, range.len(), enterprise_id)?;
            if !rows.is_empty() {
                frames.push(self.read(group, rows)?);
            }
        }
        Ok(frames)
    }

    /// Whether the statistics of a row group allow an enterprise in it; they do when there are none.
    fn may_hold(&self, group: usize, enterprise_id: &str) -> bool {
        let column = self.metadata.row_groups[group].columns_under_root_iter(ENTERPRISE).and_then(|mut columns| columns.next());
        let statistics = column.and_then(|column| column.statistics(&self.metadata.footer_buf)).and_then(Result::ok);
        let id = enterprise_id.as_bytes();
        statistics.and_then(|statistics| statistics.into_binary()).is_none_or(|ids| {
            ids.min_value.is_none_or(|least| least.as_slice() <= id) && ids.max_value.is_none_or(|most| id <= most.as_slice())
        })
    }

    /// The rows of an enterprise in a row group, whose rows are sorted by enterprise.
    fn find(&self, group: usize, rows: usize, enterprise_id: &str) -> Result<Range<usize>, Fault> {
        let frame = self.read_columns(group, 0..rows, Some(vec![ENTERPRISE.to_owned()]))?;
        let ids = frame.column(ENTERPRISE).and_then(|column| column.str()).map_err(|error| broken(&self.path, &error))?;
        let start = ids.iter().take_while(|id| id.unwrap_or_default() < enterprise_id).count();
        let count = ids.iter().skip(start).take_while(|id| *id == Some(enterprise_id)).count();
        Ok(start..start + count)
    }
}

pub(super) fn broken(path: &Path, error: &PolarsError) -> Fault {
    Fault::run(path, error.to_string())
}
