//! Which rows share a value.

/// No value.
pub(super) const NULL: u32 = u32::MAX;

/// The keys of some rows, numbered in the order in which they come.
#[derive(Debug, Default)]
pub(super) struct Keys {
    rows: Vec<u32>,
    distinct: Vec<u32>,
    places: Vec<u32>,
}

impl Keys {
    /// Forgets the rows; memory is kept.
    pub(super) fn clear(&mut self) {
        self.rows.clear();
        for key in self.distinct.drain(..) {
            self.places[key as usize] = NULL;
        }
    }

    /// Adds a row. Keys are small numbers: places, of which there is a list somewhere.
    pub(super) fn push(&mut self, key: u32) {
        let place = if key == NULL { NULL } else { self.place(key) };
        self.rows.push(place);
    }

    fn place(&mut self, key: u32) -> u32 {
        let at = key as usize;
        if at >= self.places.len() {
            self.places.resize(at + 1, NULL);
        }
        if self.places[at] == NULL {
            // Rows of a group are fewer than 2^32.
            self.places[at] = u32::try_from(self.distinct.len()).unwrap_or(NULL);
            self.distinct.push(key);
        }
        self.places[at]
    }

    /// For each row the place of its key among the distinct ones, or [`NULL`].
    pub(super) fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Each key once.
    pub(super) fn distinct(&self) -> &[u32] {
        &self.distinct
    }
}
