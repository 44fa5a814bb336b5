//! A row of cells that is filled again and again without new memory.

use super::neutral::is_run;
use super::write::push_row;

/// The cells of a row in one text, as the table will show it if nothing in it needs quotes or an apostrophe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// Each cell with a comma behind it.
    text: Vec<u8>,
    /// Where each cell ends.
    ends: Vec<usize>,
    /// How many a spreadsheet would run.
    formulas: usize,
}

impl Cells {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The cell at a place; empty beyond the last.
    #[must_use]
    pub fn at(&self, place: usize) -> &str {
        std::str::from_utf8(self.bytes_at(place)).unwrap_or_default()
    }

    /// The same as bytes, which takes less time.
    #[inline]
    #[must_use]
    pub fn bytes_at(&self, place: usize) -> &[u8] {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| end + 1);
        self.ends.get(place).and_then(|end| self.text.get(start..*end)).unwrap_or_default()
    }

    /// Every cell in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|place| self.at(place))
    }

    /// Whether some byte of its cells is one of these; `these` does not hold a comma.
    #[inline]
    pub fn holds(&self, these: impl Fn(u8) -> bool) -> bool {
        // Without a way out in the middle, so that the compiler looks at many bytes at once.
        self.text.iter().fold(false, |found, byte| found | these(*byte))
    }

    /// Forgets its cells, and keeps their memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.formulas = 0;
    }

    /// Adds the next cell.
    #[inline]
    pub fn push(&mut self, cell: &str) {
        self.formulas += usize::from(is_run(cell));
        self.text.extend_from_slice(cell.as_bytes());
        self.end();
    }

    /// Adds the next cell, nothing or a text that no spreadsheet runs, a number for instance, as `write` appends it.
    #[inline]
    pub fn push_plain(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        write(&mut self.text);
        self.end();
    }

    #[inline]
    fn end(&mut self) {
        self.ends.push(self.text.len());
        self.text.push(b',');
    }

    /// Adds the row to a table.
    pub fn push_to(&self, out: &mut Vec<u8>) {
        let is_plain = self.formulas == 0 && self.len() > 1 && self.commas() == self.len();
        if !is_plain || self.holds(|byte| matches!(byte, b'"' | b'\r' | b'\n')) {
            return push_row(out, self.iter());
        }
        out.extend_from_slice(&self.text);
        if let Some(last) = out.last_mut() {
            *last = b'\n';
        }
    }

    fn commas(&self) -> usize {
        // Sums that fit a byte are made of many bytes at once.
        let of = |part: &[u8]| part.iter().fold(0u8, |commas, byte| commas + u8::from(*byte == b','));
        self.text.chunks(usize::from(u8::MAX)).map(of).map(usize::from).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Every row is written as [`push_row`] writes it.
        #[test]
        fn the_short_way_is_no_other(rows in prop::collection::vec(prop::collection::vec("[a1=+,\"\r\n-]{0,3}", 1..5), 1..4)) {
            let (mut cells, mut out, mut want) = (Cells::default(), b"x".to_vec(), b"x".to_vec());
            for row in &rows {
                cells.clear();
                row.iter().for_each(|cell| cells.push(cell));
                prop_assert!(cells.iter().eq(row.iter()));
                cells.push_to(&mut out);
                push_row(&mut want, row.iter().map(String::as_str));
            }
            prop_assert_eq!(out, want);
        }
    }

    #[test]
    fn numbers_are_not_touched() {
        let (mut cells, mut out) = (Cells::default(), Vec::new());
        cells.push("a");
        cells.push_plain(|text| text.extend_from_slice(b"-1.5"));
        cells.push_plain(|_| ());
        cells.push_to(&mut out);
        assert_eq!(out, b"a,-1.5,\n");
    }
}
