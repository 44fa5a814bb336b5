//! Texts of many rows in one buffer.

/// Texts, one after another; an empty one is none.
#[derive(Debug, Default)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    lengths: Vec<u32>,
    nulls: usize,
}

impl Texts {
    /// Forgets the rows; memory is kept.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.lengths.clear();
        self.nulls = 0;
    }

    /// Adds a row; `put` appends its text.
    #[inline]
    pub(super) fn push(&mut self, put: impl FnOnce(&mut Vec<u8>)) {
        let start = self.bytes.len();
        put(&mut self.bytes);
        let length = self.bytes.len() - start;
        self.nulls += usize::from(length == 0);
        // A cell is shorter than 2^32 bytes.
        self.lengths.push(u32::try_from(length).unwrap_or(u32::MAX));
    }

    /// All texts, one after another.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The length of each; 0 where there is none.
    pub(super) fn lengths(&self) -> &[u32] {
        &self.lengths
    }

    /// How many rows have none.
    pub(super) fn nulls(&self) -> usize {
        self.nulls
    }
}
