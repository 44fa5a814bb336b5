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
        keys.distinct().iter().for_each(|key| places.push(shared.of(*key)));
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
        let mut known: FxHashMap<T, u32> = FxHashMap::default();
        let mut distinct: Vec<S> = Vec::new();
        let mut rows = Vec::with_capacity(values.len());
        let mut last = None;
        for value in values {
            let place = match last {
                Some((other, place)) if other == value => place,
                _ => *known.entry(value).or_insert_with(|| {
                    distinct.push(text(value));
                    // Rows of a group are fewer than 2^32.
                    u32::try_from(distinct.len() - 1).unwrap_or(NULL)
                }),
            };
            last = Some((value, place));
            rows.push(place);
        }
        let mut texts: Vec<&[u8]> = Vec::with_capacity(distinct.len());
        let mut places = Vec::with_capacity(distinct.len());
        for text in distinct.iter().map(S::as_ref) {
            places.push(if text.is_empty() { NULL } else { u32::try_from(texts.len()).unwrap_or(NULL) });
            if !text.is_empty() {
                texts.push(text);
            }
        }
        self.indexed(&rows, places, &texts, &mut Alike::default())
    }
}
