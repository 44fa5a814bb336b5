//! The cells of a record, before anything is read from them.

use std::ops::Range;

use memchr::memchr;

use crate::measure::{Packed, read_packed, read_packed_start};

/// The cells of a record, as places in the text in which they stand.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    text: &'a [u8],
    /// Where the first cell begins.
    start: usize,
    ends: &'a [usize],
    /// What lies between two cells.
    gap: usize,
}

/// A short text as one number: compared and hashed in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key(u128);

/// A text of up to twice that length as numbers: its first and its last bytes, and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LongKey(Key, Key, usize);

/// The longest text that is a key.
const KEY_BYTES: usize = 16;

impl<'a> Row<'a> {
    pub(super) fn new(text: &'a [u8], start: usize, ends: &'a [usize], gap: usize) -> Self {
        Self { text, start, ends, gap }
    }

    /// A record of one cell.
    #[cfg(test)]
    pub(super) fn single(text: &'a str, end: &'a [usize; 1]) -> Self {
        Self::new(text.as_bytes(), 0, end, 0)
    }

    /// How many cells it has.
    pub(super) fn width(&self) -> usize {
        self.ends.len()
    }

    /// Where a cell stands.
    fn place(&self, at: usize) -> Option<Range<usize>> {
        let end = *self.ends.get(at)?;
        let start = if at == 0 { self.start } else { self.ends[at - 1] + self.gap };
        Some(start..end)
    }

    /// The bytes of a cell; none when there is no such cell.
    pub(super) fn bytes(&self, at: usize) -> &'a [u8] {
        self.place(at).and_then(|cell| self.text.get(cell)).unwrap_or_default()
    }

    /// What stands between two cells, delimiters included; behind the last one the end of the line. Nothing where no such text is
    /// part of a line.
    pub(super) fn between(&self, before: usize, after: Option<usize>) -> Option<&'a [u8]> {
        let start = *self.ends.get(before).filter(|_| self.gap > 0)?;
        let end = match after {
            Some(after) => self.place(after)?.start,
            None => *self.ends.last()? + memchr(b'\n', &self.text[*self.ends.last()?..])? + 1,
        };
        self.text.get(start..end)
    }

    /// Whether a cell holds nothing, or is not there.
    pub(super) fn is_empty(&self, at: usize) -> bool {
        self.place(at).is_none_or(|cell| cell.start == cell.end)
    }

    /// A cell as a key, unless it is too long.
    #[inline]
    pub(super) fn key(&self, at: usize) -> Option<Key> {
        let cell = self.place(at)?;
        let mask = LOWER_BYTES.get(cell.len())?;
        match self.text[cell.start..].first_chunk() {
            Some(bytes) => Some(Key(u128::from_le_bytes(*bytes) & mask)),
            None => Key::of(self.bytes(at)),
        }
    }

    /// A cell as a long key, unless it is longer than that. Measured: where most cells equal the one before, comparing them as
    /// bytes took a sixth of the whole run.
    pub(super) fn long_key(&self, at: usize) -> Option<LongKey> {
        let cell = self.bytes(at);
        if let (Some(first), Some(last)) = (cell.first_chunk(), cell.last_chunk()) {
            let [first, last] = [first, last].map(|bytes| Key(u128::from_le_bytes(*bytes)));
            return (cell.len() <= 2 * KEY_BYTES).then_some(LongKey(first, last, cell.len()));
        }
        self.key(at).map(|key| LongKey(key, key, cell.len()))
    }

    /// A cell as a number without a plus sign, of up to 17 digits.
    #[inline]
    pub(super) fn number(&self, at: usize) -> Option<Packed> {
        let cell = self.place(at)?;
        let short = self.text.get(cell.start..)?.first_chunk().filter(|_| cell.len() <= 16);
        let short = short.and_then(|bytes| read_packed_start(*bytes, cell.len()));
        short.or_else(|| read_packed(self.bytes(at)))
    }

    /// Whether a line ends inside a cell.
    pub(super) fn has_lines(&self) -> bool {
        // Where cells lie side by side they were quoted, or come from a workbook: elsewhere no cell holds a line end.
        self.gap == 0 && memchr(b'\n', self.text).is_some()
    }

    /// Its cells as text.
    pub(super) fn texts(&self) -> Vec<&'a str> {
        (0..self.width()).map(|at| text_of(self.bytes(at))).collect()
    }
}

impl Key {
    /// That of no text.
    pub(super) const EMPTY: Self = Self(0);

    /// A text as a key, unless it is too long. No text of ours holds NUL, so that no two have the same key.
    pub(super) fn of(text: &[u8]) -> Option<Self> {
        let mut bytes = [0; KEY_BYTES];
        bytes.get_mut(..text.len())?.copy_from_slice(text);
        Some(Self(u128::from_le_bytes(bytes)))
    }
}

/// The lower bytes of a number, by how many.
const LOWER_BYTES: [u128; KEY_BYTES + 1] = {
    let mut masks = [0; KEY_BYTES + 1];
    let mut bytes = 1;
    while bytes < masks.len() {
        masks[bytes] = masks[bytes - 1] << 8 | 0xff;
        bytes += 1;
    }
    masks
};

/// A cell of a text that was decoded.
pub(super) fn text_of(cell: &[u8]) -> &str {
    std::str::from_utf8(cell).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Wherever a text stands, its key is the same, and another text has another.
        #[test]
        fn a_key_is_a_text(a in "[a-c]{0,18}", b in "[a-c]{0,18}", before in "[a-c]{0,20}", after in "[a-c]{0,20}") {
            let text = format!("{before}{a}{after}");
            let ends = [before.len() + a.len()];
            let row = Row::new(text.as_bytes(), before.len(), &ends, 1);
            prop_assert_eq!(row.key(0), Key::of(a.as_bytes()));
            prop_assert_eq!(row.key(0).is_some(), a.len() <= KEY_BYTES);
            prop_assert!(a == b || a.len() > KEY_BYTES || Key::of(a.as_bytes()) != Key::of(b.as_bytes()));
            let long = |text: &str| Row::single(text, &[text.len()]).long_key(0);
            prop_assert_eq!(row.long_key(0), long(&a));
            prop_assert!(a == b || long(&a) != long(&b));
            prop_assert_eq!(long(&after.repeat(3)).is_some(), after.len() * 3 <= 2 * KEY_BYTES);
            prop_assert_eq!(row.texts(), [a.as_str()]);
        }
    }
}
