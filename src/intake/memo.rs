//! What a text was read as, remembered: a block has millions of cells and few different texts in them.

use rustc_hash::FxHashMap;

/// Texts and what they were read as. Texts come round in the same order mostly, so the one that came after the last one
/// the time before is tried first; a known text costs no allocation.
#[derive(Debug)]
pub(super) struct Memo<T> {
    known: Vec<Known<T>>,
    places: FxHashMap<Box<[u8]>, usize>,
    last: usize,
}

#[derive(Debug)]
struct Known<T> {
    text: Box<[u8]>,
    value: T,
    /// The place of the text that came after it.
    next: usize,
}

/// Up to so many texts are compared one by one; that is faster than hashing.
const FEW: usize = 6;

impl<T: Copy> Memo<T> {
    pub(super) fn new() -> Self {
        Self { known: Vec::new(), places: FxHashMap::default(), last: 0 }
    }

    /// What a text is read as, by `read` when it is seen for the first time.
    pub(super) fn get(&mut self, text: &[u8], read: impl FnOnce(&str) -> T) -> T {
        let expected = self.known.get(self.last).map_or(0, |last| last.next);
        if let Some(known) = self.known.get(expected)
            && *known.text == *text
        {
            self.last = expected;
            return known.value;
        }
        let place = self.find(text).unwrap_or_else(|| self.add(text, read));
        if let Some(last) = self.known.get_mut(self.last) {
            last.next = place;
        }
        self.last = place;
        self.known[place].value
    }

    /// The same for texts of which most are different, but equal ones stand together: only the last is remembered.
    pub(super) fn only_last(&mut self, text: &[u8], read: impl FnOnce(&str) -> T) -> T {
        match self.known.first() {
            Some(known) if *known.text == *text => known.value,
            _ => {
                self.known.clear();
                let value = read(text_of(text));
                self.known.push(Known { text: text.into(), value, next: 0 });
                value
            }
        }
    }

    fn find(&self, text: &[u8]) -> Option<usize> {
        if self.known.len() <= FEW {
            return self.known.iter().position(|known| *known.text == *text);
        }
        self.places.get(text).copied()
    }

    fn add(&mut self, text: &[u8], read: impl FnOnce(&str) -> T) -> usize {
        let place = self.known.len();
        self.known.push(Known { text: text.into(), value: read(text_of(text)), next: place });
        self.places.insert(text.into(), place);
        place
    }
}

/// A cell of a text that was decoded.
pub(super) fn text_of(cell: &[u8]) -> &str {
    std::str::from_utf8(cell).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once() {
        let mut memo = Memo::new();
        let mut count = 0;
        for round in 0..6 {
            for number in 0..20usize {
                let number = if round % 2 == 0 { number } else { (number * 7 + round) % 20 };
                let text = number.to_string();
                let value = memo.get(text.as_bytes(), |text| {
                    count += 1;
                    text.len() * 100 + number
                });
                assert_eq!(value, text.len() * 100 + number, "{round}");
            }
        }
        assert_eq!(count, 20);
    }

    #[test]
    fn only_the_last_is_remembered() {
        let mut memo = Memo::new();
        let read: Vec<(usize, usize)> =
            [1, 1, 2, 1].iter().map(|number: &usize| (*number, memo.only_last(number.to_string().as_bytes(), str::len))).collect();
        assert_eq!(read, [(1, 1), (1, 1), (2, 1), (1, 1)]);
    }
}
