//! Columns whose values stand in a dictionary.

use polars_parquet::parquet::encoding::Encoding;
use polars_parquet::parquet::error::ParquetResult;
use polars_parquet::parquet::schema::types::PhysicalType;

use super::encoder::{Encoder, PAGE_BYTES, Written};
use super::group::{Content, Page};
use super::hybrid;
use super::keys::NULL;

/// How keys point into dictionaries, and where it was written: columns of the same rows often do it alike.
#[derive(Default)]
pub(super) struct Alike(Vec<(Vec<u32>, Written)>);

impl Encoder<'_> {
    /// A column of values that rows share: for each row the place of its key, for each key that of its value, or [`NULL`].
    /// `alike` belongs to `rows`.
    pub(super) fn indexed(&mut self, rows: &[u32], keys: Vec<u32>, values: &[&[u8]], alike: &mut Alike) -> ParquetResult<()> {
        if values.is_empty() {
            return self.nulls();
        }
        if is_large(values) {
            let values = rows.iter().map(|row| values.get(keys[*row as usize] as usize));
            return self.texts(values, |value, text| text.extend_from_slice(value.copied().unwrap_or_default()));
        }
        let column = self.dictionary(values)?;
        let written = if let Some((_, known)) = alike.0.iter().find(|(known, _)| *known == keys) {
            let start = self.group.bytes.len();
            self.group.bytes.extend_from_within(known.at.clone());
            Written { at: start..self.group.bytes.len(), ..known.clone() }
        } else {
            let written = self.places(rows, &keys, values.len())?;
            alike.0.push((keys, written.clone()));
            written
        };
        self.push_places(column, written, values);
        Ok(())
    }

    /// A column of values in runs: how many rows each has.
    pub(super) fn runs(&mut self, counts: &[usize], values: &[&[u8]]) -> ParquetResult<()> {
        if values.is_empty() {
            return self.nulls();
        }
        if is_large(values) {
            let rows = values.iter().zip(counts).flat_map(|(value, count)| std::iter::repeat_n(value, *count));
            return self.texts(rows, |value, text| text.extend_from_slice(value));
        }
        let column = self.dictionary(values)?;
        self.levels(&[], self.group.rows, 0)?;
        let bits = u32::try_from(values.len())?.saturating_sub(1).checked_ilog2().map_or(1, |log| log + 1);
        self.raw.extend_from_slice(&bits.to_le_bytes()[..1]);
        for (count, place) in counts.iter().zip(0..) {
            hybrid::run(place, *count, bits, &mut self.raw);
        }
        let written = self.compress_raw(0)?;
        self.push_places(column, written, values);
        Ok(())
    }

    /// Begins a column with its dictionary.
    fn dictionary(&mut self, values: &[&[u8]]) -> ParquetResult<usize> {
        let column = self.begin_column();
        let with_length = self.type_of(column).physical_type == PhysicalType::ByteArray;
        self.raw.clear();
        for value in values {
            if with_length {
                self.raw.extend_from_slice(&u32::try_from(value.len())?.to_le_bytes());
            }
            self.raw.extend_from_slice(value);
        }
        let Written { at, size, .. } = self.compress_raw(0)?;
        self.group.chunks[column].push(Page { at, size, content: Content::Dictionary(values.len()) });
        Ok(column)
    }

    /// Places in a dictionary: for each row that of its key.
    fn places(&mut self, rows: &[u32], keys: &[u32], values: usize) -> ParquetResult<Written> {
        let mut nulls = 0;
        if keys.contains(&NULL) {
            let mut present = std::mem::take(&mut self.present);
            present.clear();
            present.extend(rows.iter().map(|row| keys[*row as usize] != NULL));
            nulls = present.iter().filter(|present| !**present).count();
            self.levels(&present, rows.len(), nulls)?;
            self.present = present;
        } else {
            self.levels(&[], rows.len(), 0)?;
        }
        let (count, page) = (rows.len() - nulls, &mut self.raw);
        let bytes: u8 = match values {
            ..=0x100 => 1,
            0x101..=0x1_0000 => 2,
            _ => 4,
        };
        page.push(8 * bytes);
        match bytes {
            _ if values == 1 => hybrid::run(0, count, 8, page),
            1 => hybrid::places::<1>(rows, keys, count, page),
            2 => hybrid::places::<2>(rows, keys, count, page),
            _ => hybrid::places::<4>(rows, keys, count, page),
        }
        self.compress_raw(nulls)
    }

    fn push_places(&mut self, column: usize, written: Written, values: &[&[u8]]) {
        let bounds = [values.iter().min(), values.iter().max()].map(|value| value.map(|value| value.to_vec()));
        self.push_rows(column, self.group.rows, Encoding::RleDictionary, written, bounds);
    }
}

/// Whether values would take more than a page.
fn is_large(values: &[&[u8]]) -> bool {
    values.iter().map(|value| value.len()).sum::<usize>() > PAGE_BYTES
}
