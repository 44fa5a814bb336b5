//! A Parquet table, row group by row group. Its texts, integers, decimals and dates are exact; binary floating point is refused.
//!
//! The package that reads Parquet believes what a file says of itself, and panics where that is wrong. So what a file claims is
//! held against its size before anything is unpacked, and a panic is a damaged file.

use std::panic::{AssertUnwindSafe, catch_unwind};

use polars_arrow::datatypes::ArrowSchema;
use polars_buffer::Buffer;
use polars_parquet::parquet::metadata::FileMetadata;
use polars_parquet::parquet::page::CompressedPage;
use polars_parquet::parquet::read::{BasicDecompressor, PageReader, get_page_iterator, read_metadata};
use polars_parquet::read::schema::parquet_to_arrow_schema;
use polars_parquet::read::{Filter, column_iter_to_arrays};
use rayon::prelude::*;

use super::header::Field;
use super::outcome::Records;
use super::parquet_cells::{Cells, cells_of, check_type};
use super::reader::RecordReader;
use super::row::Row;
use super::table::Table;
use super::task::{FileRead, Task};
use crate::digest::sha256;
use crate::finding::{Fault, FormError, QuotingError};

/// Rows that are unpacked at a time.
const STEP: usize = 1 << 16;
/// The largest page, and what all pages of a row group may come to for each byte of the file.
const LARGEST_PAGE: usize = 64 << 20;
const RATIO: usize = 200;
/// Rows that a file may have however small it is, and for each of its bytes.
const ROWS: usize = 1 << 20;
const ROWS_PER_BYTE: usize = 64;
/// The longest cell and row, in bytes: those of every other form.
const LONGEST_CELL: usize = 64 * 1024;
const LONGEST_ROW: usize = 1024 * 1024;

/// Reads a file.
pub(super) fn read<R: RecordReader, F: Fn(&Table) -> R + Sync>(task: &Task<'_, F>) -> Result<FileRead<R::Record>, Fault> {
    let bytes = std::fs::read(&task.file.path).map_err(|error| Fault::read(&task.file.path, error))?;
    let name = task.file.name.to_string();
    let (size, hash) = (bytes.len(), sha256(&bytes));
    let fault = |error: FormError| Fault::Form { place: name.clone(), error };
    let file = guarded(|| File::open(bytes)).map_err(fault)?;
    let headers: Vec<String> = file.schema.iter_names().map(ToString::to_string).collect();
    let table = Table::of_cells(task.source(), 1, &headers, &task.rules.release.nomenclature().units)?;
    for field in table.header.fields() {
        let kind = file.schema.get_at_index(field.at).map(|(_, kind)| check_type(&kind.dtype));
        kind.unwrap_or(Ok(())).map_err(|error| Fault::Form { place: format!("{name} [{}]", field.header), error })?;
    }
    let groups: Vec<usize> = (0..file.metadata.row_groups.len()).collect();
    let read = |group: &usize| guarded(|| file.group(*group, task, &table));
    let blocks = groups.par_iter().map(read).collect::<Vec<_>>().into_iter().collect::<Result<_, _>>().map_err(fault)?;
    task.settings.progress.advance(size);
    Ok(FileRead::new(table, blocks, task.rules, size as u64, hash))
}

/// A panic of the package is a damaged file.
fn guarded<T>(read: impl FnOnce() -> Result<T, FormError>) -> Result<T, FormError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(FormError::Damaged("Parquet".to_owned())))
}

/// An open file.
struct File {
    bytes: Buffer<u8>,
    metadata: FileMetadata,
    schema: ArrowSchema,
}

impl File {
    fn open(bytes: Vec<u8>) -> Result<Self, FormError> {
        let metadata = read_metadata(&mut std::io::Cursor::new(&bytes)).map_err(|error| damaged(&error))?;
        // By the file's own types: what a program wrote beside them of its own is not needed.
        let schema = parquet_to_arrow_schema(metadata.schema().fields());
        let rows = metadata.row_groups.iter().fold(0usize, |rows, group| rows.saturating_add(group.num_rows()));
        if rows > ROWS.saturating_add(bytes.len().saturating_mul(ROWS_PER_BYTE)) {
            return Err(FormError::Damaged("more rows than its size allows".to_owned()));
        }
        Ok(Self { bytes: bytes.into(), metadata, schema })
    }

    /// The records of a row group.
    fn group<R: RecordReader, F: Fn(&Table) -> R>(
        &self,
        group: usize,
        task: &Task<'_, F>,
        table: &Table,
    ) -> Result<Records<R::Record>, FormError> {
        let before: usize = self.metadata.row_groups[..group].iter().map(|group| group.num_rows()).sum();
        let rows = self.metadata.row_groups[group].num_rows();
        let fields = table.header.fields();
        fields.iter().try_for_each(|field| self.check_pages(group, field))?;
        let mut reading = task.reading(table, Records::with_capacity(rows));
        let (mut text, mut ends) = (String::new(), Vec::new());
        for start in (0..rows).step_by(STEP) {
            let end = rows.min(start + STEP);
            let columns =
                fields.iter().map(|field| Ok((field.at, self.column(group, (start, end), field)?))).collect::<Result<Vec<_>, _>>()?;
            for at in 0..end - start {
                text.clear();
                ends.clear();
                for (column, cells) in &columns {
                    ends.resize(*column, text.len());
                    cells(at, &mut text);
                    ends.push(text.len());
                }
                ends.resize(table.header.width, text.len());
                check_row(&text, &ends)?;
                // As if it were CSV: the header is line 1.
                reading.record(&Row::new(text.as_bytes(), 0, &ends, 0), (before + start + at) as u64 + 2, &[]);
            }
        }
        Ok(reading.out)
    }

    fn pages(
        &self,
        group: usize,
        field: &Field,
    ) -> Result<(PageReader, &polars_parquet::parquet::metadata::ColumnChunkMetadata), FormError> {
        let (name, _) = self.schema.get_at_index(field.at).ok_or_else(|| damaged(&"a column is missing"))?;
        let mut chunks = self.metadata.row_groups[group].columns_under_root_iter(name).ok_or_else(|| damaged(&"a column is missing"))?;
        let chunk = chunks.next().ok_or_else(|| damaged(&"a column is missing"))?;
        let pages = get_page_iterator(chunk, std::io::Cursor::new(self.bytes.clone()), Vec::new(), LARGEST_PAGE);
        Ok((pages.map_err(|error| damaged(&error))?, chunk))
    }

    /// Whether the pages of a column claim no more than their file can honestly hold.
    fn check_pages(&self, group: usize, field: &Field) -> Result<(), FormError> {
        let (pages, _) = self.pages(group, field)?;
        let mut total = 0usize;
        for page in pages {
            // What a dictionary comes to is not told; no page of a Parquet file can come to more than 2 GiB.
            let CompressedPage::Data(page) = page.map_err(|error| damaged(&error))? else { continue };
            let size = page.uncompressed_size();
            total = total.saturating_add(size);
            if size > LARGEST_PAGE || total > LARGEST_PAGE.saturating_add(self.bytes.len().saturating_mul(RATIO)) {
                return Err(FormError::TooLarge(LARGEST_PAGE as u64 >> 20));
            }
        }
        Ok(())
    }

    /// Some rows of a column.
    fn column(&self, group: usize, (start, end): (usize, usize), field: &Field) -> Result<Cells, FormError> {
        let (pages, chunk) = self.pages(group, field)?;
        let (_, kind) = self.schema.get_at_index(field.at).ok_or_else(|| damaged(&"a column is missing"))?;
        let types = vec![&chunk.descriptor().descriptor.primitive_type];
        let pages = vec![BasicDecompressor::new(pages, Vec::new())];
        let (arrays, _) =
            column_iter_to_arrays(pages, types, kind.clone(), Some(Filter::new_ranged(start, end))).map_err(|error| damaged(&error))?;
        let mut arrays = arrays.into_iter();
        match (arrays.next(), arrays.next()) {
            (Some(array), None) if array.len() == end - start => cells_of(array.as_ref(), &kind.dtype),
            _ => Err(damaged(&"a column has not as many rows as its row group")),
        }
    }
}

/// The limits of every form, and NUL, which no text may hold.
fn check_row(text: &str, ends: &[usize]) -> Result<(), FormError> {
    let long = text.len() > LONGEST_CELL && ends.iter().zip(std::iter::once(&0).chain(ends)).any(|(end, start)| end - start > LONGEST_CELL);
    match () {
        () if text.len() > LONGEST_ROW => Err(FormError::Cell(QuotingError::RowTooLong)),
        () if long => Err(FormError::Cell(QuotingError::CellTooLong)),
        () if memchr::memchr(0, text.as_bytes()).is_some() => Err(FormError::Cell(QuotingError::Nul)),
        () => Ok(()),
    }
}

fn damaged(error: &impl std::fmt::Display) -> FormError {
    FormError::Damaged(error.to_string())
}
