//! Columns whose rows share values, in the ways in which they do.

use std::hash::Hash;

use polars_parquet::parquet::error::ParquetResult;
use rustc_hash::FxHashMap;

use super::encoder::{Alike, Encoder};
use super::keys::{Keys, NULL};
use super::shared::Shared;

impl Encoder<'_> {
    /// A column of texts by key, each key with one of its own.
    pub(super) fn keyed<'t>(&mut self, keys: &Keys, text: impl Fn(u32) -> &'t [u8]) -> ParquetResult<()> {
        let texts: Vec<&[u8]> = keys.distinct().iter().map(|key| text(*key)).collect();
        let places = (0..).take(texts.len()).collect();
        self.indexed(keys.rows(), places, &texts, &mut Alike::default())
    }

    /// A column of texts that keys share. `places` is memory to work in, `alike` belongs to `keys`.
    pub(super) fn shared(&mut self, keys: &Keys, shared: &Shared, places: &mut Keys, alike: &mut Alike) -> ParquetResult<()> {
        places.clear();
        places.extend(keys.distinct().iter().map(|key| shared.of(*key)));
        let texts: Vec<&[u8]> = places.distinct().iter().map(|place| shared.text(*place)).collect();
        self.indexed(keys.rows(), places.rows().to_vec(), &texts, alike)
    }

    /// A column of which nothing is known but that rows repeat themselves; `text` is asked once for each value, and an
    /// empty text is none.
    pub(super) fn repeated<T: Copy + Eq + Hash, S: AsRef<[u8]>>(
        &mut self,
        values: impl ExactSizeIterator<Item = T>,
        text: impl Fn(T) -> S,
    ) -> ParquetResult<()> {
        let mut known: FxHashMap<T, usize> = FxHashMap::default();
        let mut distinct: Vec<(T, S)> = Vec::new();
        let mut rows = Vec::with_capacity(values.len());
        let mut last = 0;
        for value in values {
            let is_at = |place: usize| distinct.get(place).is_some_and(|(known, _)| *known == value);
            // Mostly it is the same again, the next one, or the first of a new round.
            let near = [last, last + 1, 0].into_iter().find(|place| is_at(*place));
            last = near.unwrap_or_else(|| {
                *known.entry(value).or_insert_with(|| {
                    distinct.push((value, text(value)));
                    distinct.len() - 1
                })
            });
            // Rows of a group are fewer than 2^32.
            rows.push(u32::try_from(last).unwrap_or(NULL));
        }
        let mut texts: Vec<&[u8]> = Vec::with_capacity(distinct.len());
        let mut places = Vec::with_capacity(distinct.len());
        for text in distinct.iter().map(|(_, text)| text.as_ref()) {
            places.push(if text.is_empty() { NULL } else { u32::try_from(texts.len()).unwrap_or(NULL) });
            if !text.is_empty() {
                texts.push(text);
            }
        }
        self.indexed(&rows, places, &texts, &mut Alike::default())
    }
}
