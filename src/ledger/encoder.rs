//! Columns of a row group, encoded and compressed.
//!
//! Polars' Parquet crate is asked for encodings, headers and the file around them. What it would have to find out by hashing
//! every row is known here: which rows share a value, and that nothing else repeats.

use std::ops::Range;

use polars_arrow::array::{Array, PrimitiveArray};
use polars_parquet::parquet::encoding::Encoding;
use polars_parquet::parquet::encoding::hybrid_rle::{self, Encoder as Run};
use polars_parquet::parquet::error::ParquetResult;
use polars_parquet::parquet::metadata::SchemaDescriptor;
use polars_parquet::parquet::page::{DataPageHeader, DataPageHeaderV1, Page as RawPage};
use polars_parquet::parquet::schema::types::{PhysicalType, PrimitiveType};
use polars_parquet::parquet::statistics::BinaryStatistics;
use polars_parquet::write::{CompressionOptions, Nested, StatisticsOptions, Version, WriteOptions, array_to_pages};

use super::group::{Content, Group, Page};
use super::keys::NULL;
use super::masses::Masses;
use super::texts::Texts;

/// Zstandard's level. ARCHITECTURE.md says what others cost.
const LEVEL: i32 = 1;
/// Bytes of a page of texts, and the most that the values of a dictionary may take.
const PAGE_BYTES: usize = 1 << 20;
/// Longer values have no place in statistics.
const BOUND_BYTES: usize = 64;

/// Encodes one row group after another, column by column in the order of the schema; its buffers are used again.
pub(super) struct Encoder<'a> {
    schema: &'a SchemaDescriptor,
    compressor: zstd::bulk::Compressor<'static>,
    raw: Vec<u8>,
    group: Group,
}

/// How keys point into dictionaries, and where it was encoded: columns of the same rows often do it alike.
#[derive(Default)]
pub(super) struct Alike(Vec<(Vec<u32>, Pointers)>);

/// A compressed page of places in a dictionary.
#[derive(Clone)]
struct Pointers {
    at: Range<usize>,
    size: usize,
    nulls: usize,
}

/// The least and the greatest value, as statistics have them.
type Bounds = [Option<Vec<u8>>; 2];

impl<'a> Encoder<'a> {
    pub(super) fn new(schema: &'a SchemaDescriptor) -> ParquetResult<Self> {
        Ok(Self { schema, compressor: zstd::bulk::Compressor::new(LEVEL)?, raw: Vec::new(), group: Group::default() })
    }

    /// Begins a row group, in a buffer that may have been used before.
    pub(super) fn begin(&mut self, rows: usize, bytes: Vec<u8>) {
        self.group = Group { rows, bytes, chunks: Vec::new() };
    }

    /// The row group with the columns that were added.
    pub(super) fn finish(&mut self) -> Group {
        std::mem::take(&mut self.group)
    }

    /// A column without any value.
    pub(super) fn nulls(&mut self) -> ParquetResult<()> {
        let column = self.begin_column();
        self.levels(self.group.rows, Some(self.group.rows), std::iter::empty())?;
        let pointers = self.compress_raw(self.group.rows)?;
        self.push_rows(column, Encoding::Plain, pointers, [None, None]);
        Ok(())
    }

    /// A column of values that rows share: for each row the place of its key, for each key that of its value, or [`NULL`].
    /// `alike` belongs to `rows`.
    pub(super) fn indexed(&mut self, rows: &[u32], keys: Vec<u32>, values: &[&[u8]], alike: &mut Alike) -> ParquetResult<()> {
        if values.is_empty() {
            return self.nulls();
        }
        let places = rows.iter().map(|row| keys[*row as usize]);
        if values.iter().map(|value| value.len()).sum::<usize>() > PAGE_BYTES {
            let values = places.map(|place| values.get(place as usize));
            return self.texts(values, |value, text| text.extend_from_slice(value.copied().unwrap_or_default()));
        }
        let column = self.begin_column();
        self.dictionary(column, values)?;
        let pointers = if let Some((_, known)) = alike.0.iter().find(|(known, _)| *known == keys) {
            let start = self.group.bytes.len();
            self.group.bytes.extend_from_within(known.at.clone());
            Pointers { at: start..self.group.bytes.len(), ..known.clone() }
        } else {
            let nulls = if keys.contains(&NULL) { None } else { Some(0) };
            let pointers = self.pointers(places, nulls, values.len())?;
            alike.0.push((keys, pointers.clone()));
            pointers
        };
        let bounds = [values.iter().min(), values.iter().max()].map(|value| value.map(|value| value.to_vec()));
        self.push_rows(column, Encoding::RleDictionary, pointers, bounds);
        Ok(())
    }

    /// A column of texts that are made row by row; `put` appends that of a row, and nothing where there is none.
    pub(super) fn texts<T>(&mut self, rows: impl Iterator<Item = T>, put: impl Fn(T, &mut Vec<u8>)) -> ParquetResult<()> {
        let column = self.begin_column();
        let mut texts = Texts::default();
        for row in rows {
            texts.push(|text| put(row, text));
            if texts.bytes() > PAGE_BYTES {
                self.texts_page(column, std::mem::take(&mut texts))?;
            }
        }
        self.texts_page(column, texts)
    }

    /// A column of texts that were made before.
    pub(super) fn texts_of(&mut self, texts: Texts) -> ParquetResult<()> {
        let column = self.begin_column();
        self.texts_page(column, texts)
    }

    /// A column of line numbers.
    pub(super) fn numbers(&mut self, numbers: Vec<u64>) -> ParquetResult<()> {
        let column = self.begin_column();
        self.array(column, &PrimitiveArray::from_vec(numbers), Encoding::DeltaBinaryPacked, StatisticsOptions::default())
    }

    /// A column of masses.
    pub(super) fn masses(&mut self, masses: &Masses) -> ParquetResult<()> {
        let column = self.begin_column();
        let nulls = self.levels(masses.present().len(), Some(masses.nulls()), masses.present().iter().copied())?;
        self.raw.extend_from_slice(masses.bytes());
        let pointers = self.compress_raw(nulls)?;
        let bounds = masses.bounds().map(|bound| bound.map(|mass| mass.to_be_bytes().to_vec()));
        self.push_rows(column, Encoding::Plain, pointers, bounds);
        Ok(())
    }

    fn begin_column(&mut self) -> usize {
        self.group.chunks.push(Vec::new());
        self.group.chunks.len() - 1
    }

    fn type_of(&self, column: usize) -> &PrimitiveType {
        &self.schema.columns()[column].descriptor.primitive_type
    }

    fn dictionary(&mut self, column: usize, values: &[&[u8]]) -> ParquetResult<()> {
        let with_length = self.type_of(column).physical_type == PhysicalType::ByteArray;
        self.raw.clear();
        for value in values {
            if with_length {
                self.raw.extend_from_slice(&u32::try_from(value.len())?.to_le_bytes());
            }
            self.raw.extend_from_slice(value);
        }
        let Pointers { at, size, .. } = self.compress_raw(0)?;
        self.group.chunks[column].push(Page { at, size, content: Content::Dictionary(values.len()) });
        Ok(())
    }

    /// Places in a dictionary, one for each row.
    fn pointers(&mut self, places: impl Iterator<Item = u32> + Clone, nulls: Option<usize>, values: usize) -> ParquetResult<Pointers> {
        let rows = self.group.rows;
        let nulls = self.levels(rows, nulls, places.clone().map(|place| place != NULL))?;
        let bits = u32::try_from(values)?.saturating_sub(1).checked_ilog2().map_or(1, |log| log + 1);
        self.raw.extend_from_slice(&bits.to_le_bytes()[..1]);
        if values < 2 {
            u32::run_length_encode(&mut self.raw, rows - nulls, 0, bits)?;
        } else if nulls == 0 {
            hybrid_rle::encode(&mut self.raw, places, bits)?;
        } else {
            hybrid_rle::encode(&mut self.raw, places.filter(|place| *place != NULL), bits)?;
        }
        self.compress_raw(nulls)
    }

    /// Begins a page of rows by saying which of them have a value; the number of those that have none, counted if need be.
    fn levels(&mut self, rows: usize, nulls: Option<usize>, present: impl Iterator<Item = bool> + Clone) -> ParquetResult<usize> {
        let nulls = nulls.unwrap_or_else(|| present.clone().filter(|present| !present).count());
        self.raw.clear();
        self.raw.extend_from_slice(&[0; 4]);
        if nulls == 0 || nulls == rows {
            bool::run_length_encode(&mut self.raw, rows, nulls == 0, 1)?;
        } else {
            hybrid_rle::encode(&mut self.raw, present, 1)?;
        }
        let length = u32::try_from(self.raw.len() - 4)?.to_le_bytes();
        self.raw[..4].copy_from_slice(&length);
        Ok(nulls)
    }

    fn push_rows(&mut self, column: usize, encoding: Encoding, pointers: Pointers, bounds: Bounds) {
        let fits = bounds.iter().flatten().all(|bound| bound.len() <= BOUND_BYTES);
        let [min_value, max_value] = if fits { bounds } else { [None, None] };
        let null_count = i64::try_from(pointers.nulls).ok();
        let primitive_type = self.type_of(column).clone();
        let statistics = BinaryStatistics { primitive_type, null_count, distinct_count: None, max_value, min_value }.serialize();
        let rows = self.group.rows;
        let header = DataPageHeader::V1(DataPageHeaderV1 {
            // A row group has fewer rows than 2^31.
            num_values: i32::try_from(rows).unwrap_or(i32::MAX),
            encoding: encoding.into(),
            definition_level_encoding: Encoding::Rle.into(),
            repetition_level_encoding: Encoding::Rle.into(),
            statistics: Some(statistics),
        });
        self.group.chunks[column].push(Page { at: pointers.at, size: pointers.size, content: Content::Rows(header, rows) });
    }

    fn texts_page(&mut self, column: usize, texts: Texts) -> ParquetResult<()> {
        let statistics = StatisticsOptions { null_count: true, ..StatisticsOptions::empty() };
        self.array(column, &texts.into_array()?, Encoding::DeltaLengthByteArray, statistics)
    }

    /// A page of an array, as polars encodes it.
    fn array(&mut self, column: usize, array: &dyn Array, encoding: Encoding, statistics: StatisticsOptions) -> ParquetResult<()> {
        let compression = CompressionOptions::Uncompressed;
        let options = WriteOptions { statistics, version: Version::V1, compression, data_page_size: Some(usize::MAX) };
        let nested = [Nested::primitive(array.validity().cloned(), true, array.len())];
        for page in array_to_pages(array, self.type_of(column).clone(), &nested, options, encoding)? {
            if let RawPage::Data(page) = page? {
                let at = self.compress(page.buffer())?;
                let content = Content::Rows(page.header().clone(), array.len());
                self.group.chunks[column].push(Page { at, size: page.buffer().len(), content });
            }
        }
        Ok(())
    }

    fn compress_raw(&mut self, nulls: usize) -> ParquetResult<Pointers> {
        let raw = std::mem::take(&mut self.raw);
        let at = self.compress(&raw)?;
        let size = raw.len();
        self.raw = raw;
        Ok(Pointers { at, size, nulls })
    }

    /// Where the compressed bytes are.
    fn compress(&mut self, raw: &[u8]) -> ParquetResult<Range<usize>> {
        let bytes = &mut self.group.bytes;
        let start = bytes.len();
        bytes.resize(start + zstd::zstd_safe::compress_bound(raw.len()), 0);
        let length = self.compressor.compress_to_buffer(raw, &mut bytes[start..])?;
        bytes.truncate(start + length);
        Ok(start..bytes.len())
    }
}
