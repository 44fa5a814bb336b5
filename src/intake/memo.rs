//! What a text was read as, remembered: a block has millions of cells and few different texts in them.

use std::hash::Hash;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::row::{Key, LongKey, Row, text_of};

/// Texts and what they were read as. Texts come in runs, or round in the same order, mostly: so the last one is tried
/// first, and then the one that came after it the time before.
///
/// A key is one text, or several that are read together.
#[derive(Debug)]
pub(super) struct Memo<K, T> {
    known: Vec<Known<K, T>>,
    places: FxHashMap<K, usize>,
    last: usize,
}

#[derive(Debug)]
struct Known<K, T> {
    key: K,
    value: T,
    /// The place of the other text that came after it.
    next: usize,
}

impl<T: Copy> Memo<Key, T> {
    /// What a cell is read as, by `read` when its text is seen for the first time or is long.
    pub(super) fn get(&mut self, row: &Row<'_>, at: usize, read: impl FnOnce(&str) -> T) -> T {
        match row.key(at) {
            Some(key) => self.of_key(key, || read(text_of(row.bytes(at)))),
            None => read(text_of(row.bytes(at))),
        }
    }

    /// The same for a text.
    pub(super) fn of_text(&mut self, text: &str, read: impl FnOnce(&str) -> T) -> T {
        match Key::of(text.as_bytes()) {
            Some(key) => self.of_key(key, || read(text)),
            None => read(text),
        }
    }
}

impl<K: Copy + Eq + Hash, T: Copy> Memo<K, T> {
    pub(super) fn new() -> Self {
        Self { known: Vec::new(), places: FxHashMap::default(), last: 0 }
    }

    /// What a key is read as, by `read` when it is seen for the first time.
    pub(super) fn of_key(&mut self, key: K, read: impl FnOnce() -> T) -> T {
        let Some(last) = self.known.get(self.last) else { return self.search(key, read) };
        if last.key == key {
            return last.value;
        }
        let next = last.next;
        match self.known.get(next) {
            Some(known) if known.key == key => {
                self.last = next;
                known.value
            }
            _ => self.search(key, read),
        }
    }

    fn search(&mut self, key: K, read: impl FnOnce() -> T) -> T {
        let place = self.places.get(&key).copied().unwrap_or_else(|| {
            self.known.push(Known { key, value: read(), next: 0 });
            self.places.insert(key, self.known.len() - 1);
            self.known.len() - 1
        });
        self.known[self.last].next = place;
        self.last = place;
        self.known[place].value
    }
}

/// The last text and what it was read as: for texts of which most are different, but equal ones stand together.
#[derive(Debug)]
pub(super) struct Last<T>(Option<(LongKey, T)>);

impl<T: Copy> Last<T> {
    pub(super) fn new() -> Self {
        Self(None)
    }

    /// What a cell is read as, by `read` when its text is not the last one or is very long; `read` is told what the last one
    /// was read as.
    pub(super) fn get(&mut self, row: &Row<'_>, at: usize, read: impl FnOnce(Option<T>, &str) -> T) -> T {
        let last = self.0.map(|(_, value)| value);
        let Some(key) = row.long_key(at) else { return read(last, text_of(row.bytes(at))) };
        match self.0 {
            Some((last, value)) if last == key => value,
            _ => self.0.insert((key, read(last, text_of(row.bytes(at))))).1,
        }
    }
}

/// The nearest names of texts that are none: looking for them takes long, and a wrong text seldom comes alone.
#[derive(Debug, Default)]
pub(super) struct Suggestions(FxHashMap<String, Option<Arc<str>>>);

/// So many are remembered: a file in which everything is wrong in another way must not fill the memory.
const MOST: usize = 1024;

impl Suggestions {
    /// The suggestion for a text, by `find` when it is seen for the first time.
    pub(super) fn of<'n>(&mut self, text: &str, find: impl FnOnce() -> Option<&'n str>) -> Option<Arc<str>> {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let found: Option<Arc<str>> = find().map(Arc::from);
        if self.0.len() < MOST {
            self.0.insert(text.to_owned(), found.clone());
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_is_read_once() {
        let mut memo = Memo::new();
        let mut count = 0;
        for round in 0..6 {
            for number in 0..20usize {
                let number = if round % 2 == 0 { number } else { (number * 7 + round) % 20 };
                let text = number.to_string();
                let value = memo.of_text(&text, |text| {
                    count += 1;
                    text.len() * 100 + number
                });
                assert_eq!(value, text.len() * 100 + number, "{round}");
            }
        }
        assert_eq!(count, 20);
        assert_eq!(memo.of_text("a text of more than sixteen bytes", str::len), 33);
    }

    #[test]
    fn the_last_text_is_remembered() {
        let mut last = Last::new();
        let mut count = 0;
        let mut get = |text: &str| {
            let read = |_, text: &str| {
                count += 1;
                text.len()
            };
            last.get(&Row::single(text, &[text.len()]), 0, read)
        };
        let long = "x".repeat(40);
        assert_eq!(["", "a", "a", "bb", "a", &long, &long].map(&mut get), [0, 1, 1, 2, 1, 40, 40]);
        assert_eq!(count, 6);
    }
}
