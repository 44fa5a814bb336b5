//! What a text was read as, remembered: a block has millions of cells and few different texts in them.

use rustc_hash::FxHashMap;

/// Texts and what they were read as; the last one is at hand without a search.
#[derive(Debug)]
pub(super) struct Memo<T> {
    last: Option<(Box<str>, T)>,
    known: FxHashMap<Box<str>, T>,
}

impl<T: Copy> Memo<T> {
    pub(super) fn new() -> Self {
        Self { last: None, known: FxHashMap::default() }
    }

    /// What a text is read as, by `read` when it is seen for the first time.
    pub(super) fn get(&mut self, text: &str, read: impl FnOnce(&str) -> T) -> T {
        if let Some((last, value)) = &self.last
            && **last == *text
        {
            return *value;
        }
        let value = match self.known.get(text) {
            Some(value) => *value,
            None => {
                let value = read(text);
                self.known.insert(text.into(), value);
                value
            }
        };
        self.last = Some((text.into(), value));
        value
    }

    /// The same for texts of which most are different, but equal ones stand together: only the last is remembered.
    pub(super) fn only_last(&mut self, text: &str, read: impl FnOnce(&str) -> T) -> T {
        match &self.last {
            Some((last, value)) if **last == *text => *value,
            _ => {
                let value = read(text);
                self.last = Some((text.into(), value));
                value
            }
        }
    }
}
