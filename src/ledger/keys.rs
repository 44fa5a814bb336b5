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

    /// Adds rows. Keys are small numbers: places, of which there is a list somewhere.
    pub(super) fn extend(&mut self, keys: impl Iterator<Item = u32>) {
        let Self { rows, distinct, places } = self;
        let place = |key: u32| {
            let known = places.get(key as usize).copied().unwrap_or(NULL);
            if known == NULL { add(key, distinct, places) } else { known }
        };
        rows.extend(keys.map(place));
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

/// Keys that stand together: how many rows has each, one after another.
#[derive(Debug, Default)]
pub(super) struct Runs {
    keys: Vec<u32>,
    counts: Vec<usize>,
}

impl Runs {
    /// Forgets the rows; memory is kept.
    pub(super) fn clear(&mut self) {
        self.keys.clear();
        self.counts.clear();
    }

    /// Adds rows.
    pub(super) fn extend<T>(&mut self, rows: &[T], key: impl Fn(&T) -> u32) {
        for run in rows.chunk_by(|one, next| key(one) == key(next)) {
            let own = key(&run[0]);
            match self.counts.last_mut() {
                Some(count) if self.keys.last() == Some(&own) => *count += run.len(),
                _ => {
                    self.keys.push(own);
                    self.counts.push(run.len());
                }
            }
        }
    }

    /// The key of each run.
    pub(super) fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// The rows of each run.
    pub(super) fn counts(&self) -> &[usize] {
        &self.counts
    }
}

fn add(key: u32, distinct: &mut Vec<u32>, places: &mut Vec<u32>) -> u32 {
    if key == NULL {
        return NULL;
    }
    let at = key as usize;
    if at >= places.len() {
        places.resize(at + 1, NULL);
    }
    // Rows of a group are fewer than 2^32.
    places[at] = u32::try_from(distinct.len()).unwrap_or(NULL);
    distinct.push(key);
    places[at]
}
