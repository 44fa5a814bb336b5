//! Columns of a row group, encoded and compressed.
//!
//! Polars' Parquet crate is asked for headers and the file around them. What it would have to find out by hashing every row is
//! known here: which rows share a value, and that nothing else repeats.

use std::ops::Range;

use polars_parquet::parquet::encoding::Encoding;
use polars_parquet::parquet::error::ParquetResult;
use polars_parquet::parquet::metadata::SchemaDescriptor;
use polars_parquet::parquet::page::{DataPageHeader, DataPageHeaderV1};
use polars_parquet::parquet::schema::types::PrimitiveType;
use polars_parquet::parquet::statistics::BinaryStatistics;
use zstd::bulk::Compressor;

use super::delta;
use super::digits::DigitCode;
use super::frame::Frame;
use super::group::{Content, Group, Page};
use super::hybrid;
use super::masses::Masses;
use super::schema::MASS_BYTES;
use super::texts::Texts;
use crate::measure::Packed;

/// Zstandard's level. ARCHITECTURE.md says what others cost.
const LEVEL: i32 = 1;
/// That for masses that have no frame of their own.
const QUICK: i32 = -5;
/// So many decimals are looked at before a column is written.
const SAMPLE: usize = 1 << 10;
/// Bytes of a page of texts, and the most that the values of a dictionary may take.
pub(super) const PAGE_BYTES: usize = 1 << 20;
/// Longer values have no place in statistics.
const BOUND_BYTES: usize = 64;

/// Encodes one row group after another, column by column in the order of the schema; its buffers are used again.
pub(super) struct Encoder<'a> {
    schema: &'a SchemaDescriptor,
    compressor: Compressor<'static>,
    quick: Compressor<'static>,
    /// The bytes of a page, or the first of them.
    pub(super) raw: Vec<u8>,
    /// The same compressed.
    compressed: Vec<u8>,
    texts: Texts,
    pub(super) present: Vec<bool>,
    lengths: Vec<u32>,
    pub(super) group: Group,
}

/// A compressed page of rows.
#[derive(Clone)]
pub(super) struct Written {
    pub(super) at: Range<usize>,
    /// Its size before it was compressed.
    pub(super) size: usize,
    pub(super) nulls: usize,
}

/// The least and the greatest value, as statistics have them.
pub(super) type Bounds = [Option<Vec<u8>>; 2];

impl<'a> Encoder<'a> {
    pub(super) fn new(schema: &'a SchemaDescriptor) -> ParquetResult<Self> {
        let (compressor, quick) = (Compressor::new(LEVEL)?, Compressor::new(QUICK)?);
        let (raw, compressed, texts, present, lengths, group) = Default::default();
        Ok(Self { schema, compressor, quick, raw, compressed, texts, present, lengths, group })
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
        self.levels(&[], rows, rows)?;
        let pointers = self.compress_raw(rows)?;
        self.push_rows(column, rows, Encoding::Plain, pointers, [None, None]);
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

    /// A column of decimals as texts.
    pub(super) fn decimals(&mut self, values: &[Option<Packed>]) -> ParquetResult<()> {
        self.texts.clear();
        let append = |value: &Option<Packed>, text: &mut Vec<u8>| value.iter().for_each(|value| value.append_to(text));
        values.iter().take(SAMPLE).for_each(|value| self.texts.push(|text| append(value, text)));
        let sample = self.texts.bytes();
        let code = DigitCode::of(sample);
        let searched = compress(&mut self.compressor, sample, &mut self.compressed)?.len();
        // Where texts repeat themselves, the compressor sees it.
        if searched < code.size(sample) / 8 * 7 || !DigitCode::takes(values) {
            return self.texts(values.iter(), append);
        }
        let mut lengths = std::mem::take(&mut self.lengths);
        lengths.clear();
        lengths.extend(values.iter().map(|value| value.map_or(0, Packed::text_length)));
        let (column, nulls) = (self.begin_column(), values.iter().filter(|value| value.is_none()).count());
        self.lengths_of(&lengths, nulls)?;
        let size = self.raw.len() + lengths.iter().sum::<u32>() as usize;
        let pointers = self.frame(size, nulls, |frame| code.put(values, &lengths, frame))?;
        self.push_rows(column, values.len(), Encoding::DeltaLengthByteArray, pointers, [None, None]);
        self.lengths = lengths;
        Ok(())
    }

    /// A column of line numbers.
    pub(super) fn numbers(&mut self, numbers: &[u32]) -> ParquetResult<()> {
        let column = self.begin_column();
        self.levels(&[], numbers.len(), 0)?;
        delta::encode(numbers, &mut self.raw);
        let pointers = self.compress_raw(0)?;
        let bounds = [numbers.iter().min(), numbers.iter().max()].map(|bound| bound.map(|bound| u64::from(*bound).to_le_bytes().to_vec()));
        self.push_rows(column, numbers.len(), Encoding::DeltaBinaryPacked, pointers, bounds);
        Ok(())
    }

    /// A column of masses.
    pub(super) fn masses(&mut self, masses: &Masses) -> ParquetResult<()> {
        let (column, rows, nulls) = (self.begin_column(), masses.present().len(), masses.nulls());
        self.levels(masses.present(), rows, nulls)?;
        let pointers = if let Some(numbers) = masses.numbers() {
            self.frame(self.raw.len() + numbers.len() * MASS_BYTES, nulls, |frame| frame.numbers(numbers))?
        } else {
            masses.all().for_each(|mass| self.raw.extend_from_slice(&mass.to_be_bytes()));
            std::mem::swap(&mut self.compressor, &mut self.quick);
            let pointers = self.compress_raw(nulls);
            std::mem::swap(&mut self.compressor, &mut self.quick);
            pointers?
        };
        let bounds = masses.bounds().map(|bound| bound.map(|mass| mass.to_be_bytes().to_vec()));
        self.push_rows(column, rows, Encoding::Plain, pointers, bounds);
        Ok(())
    }

    pub(super) fn begin_column(&mut self) -> usize {
        self.group.chunks.push(Vec::new());
        self.group.chunks.len() - 1
    }

    pub(super) fn type_of(&self, column: usize) -> &PrimitiveType {
        &self.schema.columns()[column].descriptor.primitive_type
    }

    /// Begins a page of rows by saying which of them have a value: `present` is asked where some have none.
    pub(super) fn levels(&mut self, present: &[bool], rows: usize, nulls: usize) -> ParquetResult<()> {
        self.raw.clear();
        self.raw.extend_from_slice(&[0; 4]);
        if nulls == 0 || nulls == rows {
            hybrid::run(u32::from(nulls == 0), rows, 1, &mut self.raw);
        } else {
            hybrid::flags(present, &mut self.raw);
        }
        let length = u32::try_from(self.raw.len() - 4)?.to_le_bytes();
        self.raw[..4].copy_from_slice(&length);
        Ok(())
    }

    pub(super) fn push_rows(&mut self, column: usize, rows: usize, encoding: Encoding, pointers: Written, bounds: Bounds) {
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
        self.lengths_of(texts.lengths(), texts.nulls())?;
        self.raw.extend_from_slice(texts.bytes());
        let pointers = self.compress_raw(texts.nulls())?;
        self.push_rows(column, texts.lengths().len(), Encoding::DeltaLengthByteArray, pointers, [None, None]);
        Ok(())
    }

    /// Begins a page of texts: all that stands before their bytes.
    fn lengths_of(&mut self, lengths: &[u32], nulls: usize) -> ParquetResult<()> {
        if nulls == 0 {
            self.levels(&[], lengths.len(), 0)?;
            delta::encode(lengths, &mut self.raw);
        } else {
            let present: Vec<bool> = lengths.iter().map(|length| *length > 0).collect();
            self.levels(&present, lengths.len(), nulls)?;
            let lengths: Vec<u32> = lengths.iter().copied().filter(|length| *length > 0).collect();
            delta::encode(&lengths, &mut self.raw);
        }
        Ok(())
    }

    /// A page of so many bytes, the first of which are compressed as always; `put` writes down the others.
    fn frame(&mut self, size: usize, nulls: usize, put: impl FnOnce(&mut Frame<'_>)) -> ParquetResult<Written> {
        let head = compress(&mut self.compressor, &self.raw, &mut self.compressed)?;
        let start = self.group.bytes.len();
        let mut frame = Frame::begin(size, head, &mut self.group.bytes);
        put(&mut frame);
        frame.end();
        Ok(Written { at: start..self.group.bytes.len(), size, nulls })
    }

    pub(super) fn compress_raw(&mut self, nulls: usize) -> ParquetResult<Written> {
        let start = self.group.bytes.len();
        self.group.bytes.extend_from_slice(compress(&mut self.compressor, &self.raw, &mut self.compressed)?);
        Ok(Written { at: start..self.group.bytes.len(), size: self.raw.len(), nulls })
    }
}

/// Bytes compressed, in a buffer that is used again.
fn compress<'b>(compressor: &mut Compressor<'_>, bytes: &[u8], buffer: &'b mut Vec<u8>) -> ParquetResult<&'b [u8]> {
    let most = zstd::zstd_safe::compress_bound(bytes.len());
    if buffer.len() < most {
        buffer.resize(most, 0);
    }
    let length = compressor.compress_to_buffer(bytes, buffer.as_mut_slice())?;
    Ok(&buffer[..length])
}
