//! A row of cells that is filled again and again without new memory.

use std::borrow::Cow;

use memchr::{memchr_iter, memchr3};

use super::neutral::neutralise;
use super::write::push_row;

/// The cells of a row in one text, as the table will show it if nothing in it needs quotes or an apostrophe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// Each cell with a comma behind it.
    text: String,
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
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| end + 1);
        self.ends.get(place).and_then(|end| self.text.get(start..*end)).unwrap_or_default()
    }

    /// Every cell in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|place| self.at(place))
    }

    /// Forgets its cells, and keeps their memory.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.formulas = 0;
    }

    /// Adds the next cell.
    pub fn push(&mut self, cell: &str) {
        self.formulas += usize::from(matches!(neutralise(cell), Cow::Owned(_)));
        self.text.push_str(cell);
        self.end();
    }

    /// Adds the next cell, a plain number or nothing, as `write` appends it.
    pub fn push_number(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.text);
        self.end();
    }

    fn end(&mut self) {
        self.ends.push(self.text.len());
        self.text.push(',');
    }

    /// Adds the row to a table.
    pub fn push_to(&self, out: &mut Vec<u8>) {
        let text = self.text.as_bytes();
        let is_plain = self.formulas == 0 && self.len() > 1 && memchr_iter(b',', text).count() == self.len();
        if !is_plain || memchr3(b'"', b'\r', b'\n', text).is_some() {
            return push_row(out, self.iter());
        }
        out.extend_from_slice(text);
        if let Some(last) = out.last_mut() {
            *last = b'\n';
        }
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
        cells.push_number(|text| text.push_str("-1.5"));
        cells.push_number(|_| ());
        cells.push_to(&mut out);
        assert_eq!(out, b"a,-1.5,\n");
    }
}
