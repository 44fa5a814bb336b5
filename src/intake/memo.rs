//! What a text was read as, remembered: a block has millions of cells and few different texts in them.

use rustc_hash::FxHashMap;

/// Texts and what they were read as. The last one is at hand without a search, and a known one costs no allocation.
#[derive(Debug)]
pub(super) struct Memo<T> {
    known: Vec<(Box<str>, T)>,
    places: FxHashMap<Box<str>, usize>,
    last: usize,
}

/// Up to so many texts are compared one by one; that is faster than hashing.
const FEW: usize = 6;

impl<T: Copy> Memo<T> {
    pub(super) fn new() -> Self {
        Self { known: Vec::new(), places: FxHashMap::default(), last: 0 }
    }

    /// What a text is read as, by `read` when it is seen for the first time.
    pub(super) fn get(&mut self, text: &str, read: impl FnOnce(&str) -> T) -> T {
        if let Some((last, value)) = self.known.get(self.last)
            && **last == *text
        {
            return *value;
        }
        let place = if self.known.len() <= FEW {
            self.known.iter().position(|(known, _)| **known == *text)
        } else {
            self.places.get(text).copied()
        };
        self.last = place.unwrap_or(self.known.len());
        if place.is_none() {
            self.known.push((text.into(), read(text)));
            self.places.insert(text.into(), self.last);
        }
        self.known[self.last].1
    }

    /// The same for texts of which most are different, but equal ones stand together: only the last is remembered.
    pub(super) fn only_last(&mut self, text: &str, read: impl FnOnce(&str) -> T) -> T {
        match self.known.first() {
            Some((last, value)) if **last == *text => *value,
            _ => {
                let value = read(text);
                self.known.clear();
                self.known.push((text.into(), value));
                value
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once() {
        let mut memo = Memo::new();
        let mut count = 0;
        for round in 0..3 {
            for number in 0..20usize {
                let text = number.to_string();
                let value = memo.get(&text, |text| {
                    count += 1;
                    text.len() * 100 + number
                });
                assert_eq!(value, text.len() * 100 + number, "{round}");
            }
        }
        assert_eq!(count, 20);
    }
}
