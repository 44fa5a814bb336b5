//! File names made of ids.

use std::fmt::Write;

use crate::digest::sha256;

/// A safe file name for an id: letters, digits, `-`, `_` and inner dots stay, every other byte becomes `%XX`. Two ids never
/// share a name; one that would be too long is cut and gets its fingerprint.
#[must_use]
pub fn file_name(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    for (at, byte) in id.bytes().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => name.push(char::from(byte)),
            b'.' if at > 0 => name.push('.'),
            _ => {
                let _ = write!(name, "%{byte:02X}");
            }
        }
    }
    if name.len() > 120 { format!("{}%{}", &name[..50], sha256(id.as_bytes())) } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_leaves_its_folder() {
        assert_eq!(file_name("91350100M000100Y43"), "91350100M000100Y43");
        assert_eq!(file_name("../../etc/passwd"), "%2E.%2F..%2Fetc%2Fpasswd");
        assert_eq!(file_name("a b%"), "a%20b%25");
        assert_eq!(file_name(""), "");
        assert!(file_name(&"企".repeat(100)).len() <= 120);
    }
}
