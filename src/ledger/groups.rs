//! A Parquet file of ours, read one row group at a time.

use std::io::Cursor;
use std::ops::Range;
use std::path::{Path, PathBuf};

use polars_arrow::array::Array;
use polars_arrow::datatypes::{ArrowSchema, Field};
use polars_buffer::Buffer;
use polars_parquet::parquet::metadata::FileMetadata;
use polars_parquet::parquet::read::{BasicDecompressor, get_page_iterator, read_metadata};
use polars_parquet::read::{Filter, column_iter_to_arrays, infer_schema};

use super::cells::Texts;
use crate::digest::sha256;
use crate::finding::Fault;

/// The column by which both files are sorted.
const ENTERPRISE: &str = "enterprise_id";

/// A file whose bytes are what their hash says. It is decoded where it is asked for, and nowhere else.
#[derive(Debug)]
pub(super) struct GroupedFile {
    path: PathBuf,
    bytes: Buffer<u8>,
    metadata: FileMetadata,
    schema: ArrowSchema,
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
        let metadata = read_metadata(&mut Cursor::new(&bytes)).map_err(|error| broken(path, &error))?;
        let schema = infer_schema(&metadata).map_err(|error| broken(path, &error))?;
        Ok(Self { path: path.to_owned(), bytes: bytes.into(), metadata, schema })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The bytes of the whole file.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
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

    /// Some rows of a column in a row group, counted from its first.
    pub(super) fn column(&self, group: usize, rows: Range<usize>, name: &str) -> Result<(Field, Box<dyn Array>), Fault> {
        let missing = || Fault::run(&self.path, format!("no column {name}"));
        let field = self.schema.get(name).ok_or_else(missing)?.clone();
        let chunks = self.metadata.row_groups[group].columns_under_root_iter(name);
        let chunk = chunks.and_then(|mut chunks| chunks.next()).ok_or_else(missing)?;
        let pages = get_page_iterator(chunk, Cursor::new(self.bytes.clone()), Vec::new(), usize::MAX)
            .map_err(|error| broken(&self.path, &error))?;
        let pages = BasicDecompressor::new(pages, Vec::new());
        let kind = &chunk.descriptor().descriptor.primitive_type;
        let filter = Filter::new_ranged(rows.start, rows.end);
        let (arrays, _) =
            column_iter_to_arrays(vec![pages], vec![kind], field.clone(), Some(filter)).map_err(|error| broken(&self.path, &error))?;
        let mut arrays = arrays.into_iter();
        match (arrays.next(), arrays.next()) {
            (Some(array), None) if array.len() == rows.len() => Ok((field, array)),
            _ => Err(Fault::run(&self.path, format!("{name} has not as many rows as its row group"))),
        }
    }

    /// The rows of an enterprise: a range for each row group that holds some.
    pub(super) fn of_enterprise(&self, enterprise_id: &str) -> Result<Vec<(usize, Range<usize>)>, Fault> {
        let mut found = Vec::new();
        for (group, range) in self.groups().into_iter().enumerate().filter(|(group, _)| self.may_hold(*group, enterprise_id)) {
            let rows = self.find(group, range.len(), enterprise_id)?;
            if !rows.is_empty() {
                found.push((group, rows));
            }
        }
        Ok(found)
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
        let ids = Texts::read(self, group, 0..rows, ENTERPRISE)?;
        let first = |after: fn(&str, &str) -> bool| {
            let (mut low, mut high) = (0, rows);
            while low < high {
                let middle = low.midpoint(high);
                if after(ids.get(middle), enterprise_id) { high = middle } else { low = middle + 1 }
            }
            low
        };
        Ok(first(|id, wanted| id >= wanted)..first(|id, wanted| id > wanted))
    }
}

fn broken(path: &Path, error: &impl std::fmt::Display) -> Fault {
    Fault::run(path, error.to_string())
}
