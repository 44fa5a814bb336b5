//! Texts that hang on a key: made once for each key, thousands of times and not millions.

use rustc_hash::FxHashMap;

use super::keys::NULL;

/// For each key its text; keys with the same text share it.
#[derive(Debug, Default)]
pub(super) struct Shared {
    texts: Vec<Vec<u8>>,
    of: Vec<u32>,
}

impl Shared {
    /// An empty text is none.
    pub(super) fn new<T: AsRef<[u8]>>(texts: impl Iterator<Item = T>) -> Self {
        let mut known: FxHashMap<Vec<u8>, u32> = FxHashMap::default();
        let mut shared = Self::default();
        for text in texts {
            let text = text.as_ref();
            let place = match known.get(text) {
                Some(place) => *place,
                None if text.is_empty() => NULL,
                None => {
                    // Texts are no more than rates, which have places of 32 bits.
                    let place = u32::try_from(shared.texts.len()).unwrap_or(NULL);
                    shared.texts.push(text.to_vec());
                    known.insert(text.to_vec(), place);
                    place
                }
            };
            shared.of.push(place);
        }
        shared
    }

    /// The place of a key's text, or [`NULL`].
    pub(super) fn of(&self, key: u32) -> u32 {
        self.of[key as usize]
    }

    /// The text at a place.
    pub(super) fn text(&self, place: u32) -> &[u8] {
        &self.texts[place as usize]
    }
}
