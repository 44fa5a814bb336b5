//! Columns of a row group, encoded and compressed.
//!
//! Polars' Parquet crate is asked for headers and the file around them. What it would have to find out by hashing every row is
//! known here: which rows share a value, and that nothing else repeats.

use std::ops::Range;

use polars_parquet::parquet::encoding::Encoding;
use polars_parquet::parquet::error::ParquetResult;
use polars_parquet::parquet::metadata::SchemaDescriptor;
use polars_parquet::parquet::page::{DataPageHeader, DataPageHeaderV1};
use polars_parquet::parquet::schema::types::{PhysicalType, PrimitiveType};
use polars_parquet::parquet::statistics::BinaryStatistics;
use zstd::bulk::Compressor;

use super::delta;
use super::group::{Content, Group, Page};
use super::hybrid;
use super::keys::NULL;
use super::masses::Masses;
use super::texts::Texts;

/// Zstandard's level. ARCHITECTURE.md says what others cost.
const LEVEL: i32 = 1;
/// That for masses.
const QUICK: i32 = -5;
/// Bytes of a page of texts, and the most that the values of a dictionary may take.
const PAGE_BYTES: usize = 1 << 20;
/// Longer values have no place in statistics.
const BOUND_BYTES: usize = 64;

/// Encodes one row group after another, column by column in the order of the schema; its buffers are used again.
pub(super) struct Encoder<'a> {
    schema: &'a SchemaDescriptor,
    compressor: Compressor<'static>,
    quick: Compressor<'static>,
    raw: Vec<u8>,
    texts: Texts,
    places: Vec<u32>,
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
        let (compressor, quick) = (Compressor::new(LEVEL)?, Compressor::new(QUICK)?);
        let (raw, places, texts, group) = (Vec::new(), Vec::new(), Texts::default(), Group::default());
        Ok(Self { schema, compressor, quick, raw, texts, places, group })
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
        let (column, rows) = (self.begin_column(), self.group.rows);
        self.levels(&[0u32], rows, rows)?;
        let pointers = self.compress_raw(rows)?;
        self.push_rows(column, rows, Encoding::Plain, pointers, [None, None]);
        Ok(())
    }

    /// A column of values that rows share: for each row the place of its key, for each key that of its value, or [`NULL`].
    /// `alike` belongs to `rows`.
    pub(super) fn indexed(&mut self, rows: &[u32], keys: Vec<u32>, values: &[&[u8]], alike: &mut Alike) -> ParquetResult<()> {
        if values.is_empty() {
            return self.nulls();
        }
        if values.iter().map(|value| value.len()).sum::<usize>() > PAGE_BYTES {
            let values = rows.iter().map(|row| values.get(keys[*row as usize] as usize));
            return self.texts(values, |value, text| text.extend_from_slice(value.copied().unwrap_or_default()));
        }
        let column = self.begin_column();
        self.dictionary(column, values)?;
        let pointers = if let Some((_, known)) = alike.0.iter().find(|(known, _)| *known == keys) {
            let start = self.group.bytes.len();
            self.group.bytes.extend_from_within(known.at.clone());
            Pointers { at: start..self.group.bytes.len(), ..known.clone() }
        } else {
            let pointers = self.pointers(rows, &keys, values.len())?;
            alike.0.push((keys, pointers.clone()));
            pointers
        };
        let bounds = [values.iter().min(), values.iter().max()].map(|value| value.map(|value| value.to_vec()));
        self.push_rows(column, self.group.rows, Encoding::RleDictionary, pointers, bounds);
        Ok(())
    }

    /// A column of texts that are made row by row; `put` appends that of a row, and nothing where there is none.
    pub(super) fn texts<T>(&mut self, rows: impl Iterator<Item = T>, put: impl Fn(T, &mut Vec<u8>)) -> ParquetResult<()> {
        let column = self.begin_column();
        let mut texts = std::mem::take(&mut self.texts);
        texts.clear();
        for row in rows {
            texts.push(|text| put(row, text));
            if texts.bytes().len() > PAGE_BYTES {
                self.texts_page(column, &texts)?;
                texts.clear();
            }
        }
        self.texts_page(column, &texts)?;
        self.texts = texts;
        Ok(())
    }

    /// A column of texts that were made before.
    pub(super) fn texts_of(&mut self, texts: &Texts) -> ParquetResult<()> {
        let column = self.begin_column();
        self.texts_page(column, texts)
    }

    /// A column of line numbers.
    pub(super) fn numbers(&mut self, numbers: &[u32]) -> ParquetResult<()> {
        let column = self.begin_column();
        self.levels(&[1u32], numbers.len(), 0)?;
        delta::encode(numbers.iter().map(|number| i64::from(*number)), &mut self.raw);
        let pointers = self.compress_raw(0)?;
        let bounds = [numbers.iter().min(), numbers.iter().max()].map(|bound| bound.map(|bound| u64::from(*bound).to_le_bytes().to_vec()));
        self.push_rows(column, numbers.len(), Encoding::DeltaBinaryPacked, pointers, bounds);
        Ok(())
    }

    /// A column of masses.
    pub(super) fn masses(&mut self, masses: &Masses) -> ParquetResult<()> {
        let (column, rows, nulls) = (self.begin_column(), masses.present().len(), masses.nulls());
        self.levels(masses.present(), rows, nulls)?;
        self.raw.extend_from_slice(masses.bytes());
        // Half of the bytes are zeros, the others hardly repeat: a quick look finds as much as a closer one.
        std::mem::swap(&mut self.compressor, &mut self.quick);
        let pointers = self.compress_raw(nulls);
        std::mem::swap(&mut self.compressor, &mut self.quick);
        let bounds = masses.bounds().map(|bound| bound.map(|mass| mass.to_be_bytes().to_vec()));
        self.push_rows(column, rows, Encoding::Plain, pointers?, bounds);
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

    /// Places in a dictionary: for each row that of its key.
    fn pointers(&mut self, rows: &[u32], keys: &[u32], values: usize) -> ParquetResult<Pointers> {
        let mut places = std::mem::take(&mut self.places);
        places.clear();
        places.extend(rows.iter().map(|row| keys[*row as usize]));
        let mut nulls = 0;
        if keys.contains(&NULL) {
            let present: Vec<bool> = places.iter().map(|place| *place != NULL).collect();
            places.retain(|place| *place != NULL);
            nulls = rows.len() - places.len();
            self.levels(&present, rows.len(), nulls)?;
        } else {
            self.levels(&[1u32], rows.len(), 0)?;
        }
        let bits = u32::try_from(values)?.saturating_sub(1).checked_ilog2().map_or(1, |log| log + 1);
        self.raw.extend_from_slice(&bits.to_le_bytes()[..1]);
        hybrid::encode(&places, bits, &mut self.raw);
        self.places = places;
        self.compress_raw(nulls)
    }

    /// Begins a page of rows by saying which of them have a value: `present` is asked where some have none.
    fn levels<T: Copy + Default + PartialEq + Into<u64>>(&mut self, present: &[T], rows: usize, nulls: usize) -> ParquetResult<()> {
        self.raw.clear();
        self.raw.extend_from_slice(&[0; 4]);
        if nulls == 0 || nulls == rows {
            hybrid::run(u32::from(nulls == 0), rows, 1, &mut self.raw);
        } else {
            hybrid::encode(present, 1, &mut self.raw);
        }
        let length = u32::try_from(self.raw.len() - 4)?.to_le_bytes();
        self.raw[..4].copy_from_slice(&length);
        Ok(())
    }

    fn push_rows(&mut self, column: usize, rows: usize, encoding: Encoding, pointers: Pointers, bounds: Bounds) {
        let fits = bounds.iter().flatten().all(|bound| bound.len() <= BOUND_BYTES);
        let [min_value, max_value] = if fits { bounds } else { [None, None] };
        let null_count = i64::try_from(pointers.nulls).ok();
        let primitive_type = self.type_of(column).clone();
        let statistics = BinaryStatistics { primitive_type, null_count, distinct_count: None, max_value, min_value }.serialize();
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

    /// A page of texts: the lengths of those that are there, and then all of them.
    fn texts_page(&mut self, column: usize, texts: &Texts) -> ParquetResult<()> {
        let (rows, nulls) = (texts.lengths().len(), texts.nulls());
        let length = |length: &u32| i64::from(*length);
        if nulls == 0 {
            self.levels(&[1u32], rows, 0)?;
            delta::encode(texts.lengths().iter().map(length), &mut self.raw);
        } else {
            let present: Vec<bool> = texts.lengths().iter().map(|length| *length > 0).collect();
            self.levels(&present, rows, nulls)?;
            let lengths: Vec<i64> = texts.lengths().iter().filter(|length| **length > 0).map(length).collect();
            delta::encode(lengths.into_iter(), &mut self.raw);
        }
        self.raw.extend_from_slice(texts.bytes());
        let pointers = self.compress_raw(nulls)?;
        self.push_rows(column, rows, Encoding::DeltaLengthByteArray, pointers, [None, None]);
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
