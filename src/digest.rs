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
    pub fn add(&mut self, text: &str) {
        self.0.update((text.len() as u64).to_be_bytes());
        self.0.update(text.as_bytes());
    }

    /// Adds several: the hash takes one long part in less time than many short ones.
    pub fn add_all<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        let mut whole = Vec::with_capacity(1024);
        for text in texts {
            whole.extend_from_slice(&(text.len() as u64).to_be_bytes());
            whole.extend_from_slice(text.as_bytes());
        }
        self.0.update(whole);
    }

    /// The fingerprint of all that was added.
    #[must_use]
    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// A hash as it is written.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let digits: Vec<u8> =
        bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| b"0123456789abcdef"[usize::from(digit)]).collect();
    String::from_utf8(digits).unwrap_or_default()
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
            assert_eq!(at_once.finish(), fingerprint.clone().finish());
            fingerprint.finish()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
    }
}
