//! A row group on its way into a file: its columns, encoded and compressed.
//!
//! Polars' Parquet crate is asked for encodings, levels, headers and the file around them. What it would have to find out, we
//! know: which rows share a text, and that nothing else repeats.

use std::ops::Range;

use polars_arrow::array::{Array, BinaryArray, PrimitiveArray};
use polars_arrow::bitmap::Bitmap;
use polars_arrow::datatypes::ArrowDataType;
use polars_arrow::offset::OffsetsBuffer;
use polars_parquet::parquet::encoding::{Encoding, hybrid_rle};
use polars_parquet::parquet::error::ParquetResult;
use polars_parquet::parquet::metadata::SchemaDescriptor;
use polars_parquet::parquet::page::{DataPageHeader, DataPageHeaderV1, Page};
use polars_parquet::parquet::schema::types::PrimitiveType;
use polars_parquet::parquet::statistics::BinaryStatistics;
use polars_parquet::write::{CompressionOptions, Nested, StatisticsOptions, Version, WriteOptions, array_to_pages, write_def_levels};

use super::group::{Group, Part};
use super::keys::{Classes, Keys, NULL};
use super::schema::MASS_BYTES;

/// Zstandard's level. See ARCHITECTURE.md for what others cost.
const LEVEL: i32 = 1;
/// Bytes of a page of texts, and the most that a dictionary of texts may take.
const PAGE_BYTES: usize = 1 << 20;
/// Statistics of longer texts help nobody.
const STATISTICS_BYTES: usize = 64;
/// What is left to polars: one page for each array.
const OPTIONS: WriteOptions = WriteOptions {
    statistics: StatisticsOptions { min_value: true, max_value: true, distinct_count: false, null_count: true, binary_statistics_truncate_length: None },
    version: Version::V1,
    compression: CompressionOptions::Uncompressed,
    data_page_size: Some(usize::MAX),
};

/// Encodes one row group after another, column by column in the order of the schema; its buffers are used again.
pub(super) struct Encoder<'a> {
    schema: &'a SchemaDescriptor,
    compressor: zstd::bulk::Compressor<'static>,
    raw: Vec<u8>,
    group: Group,
}
