//! Bytes to text.

use std::borrow::Cow;

use crate::finding::Fault;

const UTF8_BOM: &[u8] = b"\xef\xbb\xbf";

/// The text of a file in UTF-8, with or without BOM.
///
/// # Errors
/// Names the line and the byte that is not UTF-8.
pub(super) fn decode<'a>(file: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, Fault> {
    let bytes = bytes.strip_prefix(UTF8_BOM).unwrap_or(bytes);
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
        let line = memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count() as u64 + 1;
        Fault::Encoding { file: file.to_owned(), line, byte: error.valid_up_to() as u64 + 1 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_text_and_a_wrong_byte_is_named() {
        assert_eq!(decode("f", b"\xef\xbb\xbfa").unwrap(), "a");
        let fault = decode("f", b"a\nb\xff").unwrap_err().to_string();
        assert_eq!(fault, "f:2: byte 4 is not UTF-8: save the file as “CSV UTF-8”");
    }
}
