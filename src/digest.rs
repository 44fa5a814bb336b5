//! Fingerprints: SHA-256 as lower-case hexadecimal.

use sha2::{Digest, Sha256};

/// The SHA-256 of bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The SHA-256 of bytes that come in parts.
#[derive(Default)]
pub struct Hasher(Sha256);

impl Hasher {
    /// Adds a part.
    pub fn add(&mut self, part: &[u8]) {
        self.0.update(part);
    }

    /// The SHA-256 of all that was added.
    #[must_use]
    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// A fingerprint over a list of texts in their order, each with its length before it, so that no two lists collide.
#[derive(Clone, Default)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// Adds one text.
    pub fn add(&mut self, text: impl AsRef<[u8]>) {
        let text = text.as_ref();
        self.0.update(length(text));
        self.0.update(text);
    }

    /// Adds several: the hash takes one long part in less time than many short ones.
    pub fn add_all<T: AsRef<[u8]>>(&mut self, texts: impl IntoIterator<Item = T>) {
        let (mut joined, mut end) = ([0; 1024], 0);
        // A loop inside lists of lists is shorter than one over them.
        texts.into_iter().for_each(|text| {
            let text = text.as_ref();
            if let Some((head, rest)) = joined[end..].split_first_chunk_mut().filter(|(_, rest)| rest.len() >= text.len()) {
                *head = length(text);
                rest[..text.len()].copy_from_slice(text);
                end += head.len() + text.len();
            } else {
                self.0.update(&joined[..end]);
                end = 0;
                self.add(text);
            }
        });
        self.0.update(&joined[..end]);
    }

    /// The fingerprint of all that was added.
    #[must_use]
    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }

    /// The same as its 64 digits.
    #[must_use]
    pub fn digits(self) -> [u8; 64] {
        let mut digits = [0; 64];
        for (pair, byte) in digits.as_chunks_mut().0.iter_mut().zip(self.0.finalize()) {
            *pair = digits_of(byte);
        }
        digits
    }
}

/// What stands before a text in a fingerprint.
fn length(text: &[u8]) -> [u8; 8] {
    (text.len() as u64).to_be_bytes()
}

/// A hash as it is written.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    String::from_utf8(bytes.iter().copied().flat_map(digits_of).collect()).unwrap_or_default()
}

/// The two digits of a byte.
fn digits_of(byte: u8) -> [u8; 2] {
    [byte >> 4, byte & 15].map(|digit| b"0123456789abcdef"[usize::from(digit)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_test_vector_holds() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn lists_that_join_to_the_same_text_differ() {
        let of = |parts: &[&str]| {
            let mut fingerprint = Fingerprint::default();
            parts.iter().for_each(|part| fingerprint.add(part));
            let mut at_once = Fingerprint::default();
            at_once.add_all(parts.iter().copied());
            let digits = at_once.digits();
            assert_eq!(std::str::from_utf8(&digits), Ok(fingerprint.clone().finish().as_str()));
            fingerprint.finish()
        };
        let [short, long] = ["a".repeat(500), "b".repeat(1500)];
        of(&[&short, &short, &short, &long, "", &short, &short]);
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
    }
}
