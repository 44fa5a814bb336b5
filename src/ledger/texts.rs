//! Texts of many rows in one buffer.

use polars_arrow::array::BinaryArray;
use polars_arrow::bitmap::Bitmap;
use polars_arrow::datatypes::ArrowDataType;
use polars_arrow::offset::OffsetsBuffer;
use polars_parquet::parquet::error::ParquetResult;

/// Texts, one after another; an empty one is none.
#[derive(Debug, Default)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    ends: Vec<i64>,
    nulls: usize,
}

impl Texts {
    /// Adds a row; `put` appends its text.
    pub(super) fn push(&mut self, put: impl FnOnce(&mut Vec<u8>)) {
        let start = self.bytes.len();
        put(&mut self.bytes);
        if self.ends.is_empty() {
            self.ends.push(0);
        }
        self.nulls += usize::from(self.bytes.len() == start);
        // No buffer has 2^63 bytes.
        self.ends.push(i64::try_from(self.bytes.len()).unwrap_or(i64::MAX));
    }

    /// How many bytes there are.
    pub(super) fn bytes(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn into_array(self) -> ParquetResult<BinaryArray<i64>> {
        let present = || self.ends.windows(2).map(|ends| ends[0] < ends[1]);
        let validity = (self.nulls > 0).then(|| present().collect::<Bitmap>());
        let ends = if self.ends.is_empty() { OffsetsBuffer::default() } else { OffsetsBuffer::try_from(self.ends)? };
        Ok(BinaryArray::try_new(ArrowDataType::LargeBinary, ends, self.bytes.into(), validity)?)
    }
}
