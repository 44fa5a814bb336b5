//! Columns whose rows share values, in the ways in which they do.

use std::hash::Hash;

use polars_parquet::parquet::error::ParquetResult;
use rustc_hash::FxHashMap;

use super::dictionary::Alike;
use super::encoder::Encoder;
use super::keys::{Keys, NULL, Runs};
use super::shared::Shared;

impl Encoder<'_> {
    /// A column of texts by key, each key with one of its own.
    pub(super) fn keyed<'t>(&mut self, keys: &Keys, text: impl Fn(u32) -> &'t [u8]) -> ParquetResult<()> {
        let texts: Vec<&[u8]> = keys.distinct().iter().map(|key| text(*key)).collect();
        let places = (0..).take(texts.len()).collect();
        self.indexed(keys.rows(), places, &texts, &mut Alike::default())
    }

    /// A column of texts by key, where the rows of a key stand together.
    pub(super) fn sorted<'t>(&mut self, keys: &Runs, text: impl Fn(u32) -> &'t [u8]) -> ParquetResult<()> {
        let texts: Vec<&[u8]> = keys.keys().iter().map(|key| text(*key)).collect();
        self.runs(keys.counts(), &texts)
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
    pub(super) fn repeated<T: Copy + Eq + Hash, S: AsRef<[u8]>>(&mut self, values: &[T], text: impl Fn(T) -> S) -> ParquetResult<()> {
        if let Some(only) = values.first().filter(|first| values.iter().all(|value| value == *first)) {
            let text = text(*only);
            let text = Some(text.as_ref()).filter(|text| !text.is_empty());
            return self.runs(&[values.len()], text.as_slice());
        }
        let mut known: FxHashMap<T, usize> = FxHashMap::default();
        let mut distinct: Vec<T> = Vec::new();
        let (mut last, mut rows) = (0, Vec::with_capacity(values.len()));
        for value in values.iter().copied() {
            // Mostly it is the same again, the next one, or the first of a new round.
            if distinct.get(last) != Some(&value) {
                last += 1;
                if distinct.get(last) != Some(&value) {
                    last = *known.entry(value).or_insert_with(|| {
                        distinct.push(value);
                        distinct.len() - 1
                    });
                }
            }
            // Rows of a group are fewer than 2^32.
            rows.push(u32::try_from(last).unwrap_or(NULL));
        }
        let texts: Vec<S> = distinct.into_iter().map(text).collect();
        let present = || texts.iter().map(S::as_ref).filter(|text| !text.is_empty());
        let mut next = 0..NULL;
        let places = texts.iter().map(|text| if text.as_ref().is_empty() { NULL } else { next.next().unwrap_or(NULL) }).collect();
        self.indexed(&rows, places, &present().collect::<Vec<_>>(), &mut Alike::default())
    }
}
