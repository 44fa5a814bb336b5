//! Bytes to text: which encoding a file is in, decided or refused, never guessed.
//!
//! A byte order mark decides. Else valid UTF-8 wins, unless all of its non-ASCII sequences are two bytes long and the file
//! is valid GB18030 too: then (the case that made 联通 famous) both readings are possible, and the file is
//! refused until somebody names the encoding.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::finding::Fault;

/// An encoding that was named by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedEncoding {
    /// UTF-8.
    Utf8,
    /// GB18030, of which GBK is a part.
    Gb18030,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
}

impl NamedEncoding {
    /// Its name as an option.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Gb18030 => "gb18030",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }

    /// The encoding of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "utf-8" => Some(Self::Utf8),
            "gb18030" | "gbk" => Some(Self::Gb18030),
            "utf-16le" => Some(Self::Utf16Le),
            "utf-16be" => Some(Self::Utf16Be),
            _ => None,
        }
    }

    fn encoding(self) -> &'static Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Gb18030 => GB18030,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
        }
    }
}

/// The text of a file.
///
/// # Errors
/// Names the line and the byte that no encoding explains, or shows both readings where two do.
pub(super) fn decode<'a>(file: &str, bytes: &'a [u8], named: Option<NamedEncoding>) -> Result<Cow<'a, str>, Fault> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(file, &bytes[mark..], encoding);
    }
    if let Some(named) = named {
        return decode_as(file, bytes, named.encoding());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => unambiguous(file, text),
        Err(_) => match GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => Ok(text),
            None => decode_as(file, bytes, UTF_8),
        },
    }
}

/// Which letters other than ASCII stand in a text in UTF-8, by the length of their sequences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    two_bytes: bool,
    more_bytes: bool,
}

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        // Every byte is looked at, even when nothing more can be found: so the compiler looks at many at once.
        let any = |least: u8, span: u8| text.as_bytes().iter().fold(0, |any, byte| any | u8::from(byte.wrapping_sub(least) <= span)) != 0;
        Self { two_bytes: any(0xc2, 0xdf - 0xc2), more_bytes: any(0xe0, 0xff - 0xe0) }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self { two_bytes: self.two_bytes || other.two_bytes, more_bytes: self.more_bytes || other.more_bytes }
    }

    /// Whether the same bytes could be text in GB18030: all sequences are two bytes long.
    pub(super) fn may_be_of_another_encoding(self) -> bool {
        self.two_bytes && !self.more_bytes
    }
}

/// The text, unless the same bytes are text in GB18030 as well.
fn unambiguous<'a>(file: &str, text: &'a str) -> Result<Cow<'a, str>, Fault> {
    if !Letters::of(text).may_be_of_another_encoding() {
        return Ok(Cow::Borrowed(text));
    }
    let at = text.find(|letter: char| !letter.is_ascii()).unwrap_or_default();
    let Some(other) = GB18030.decode_without_bom_handling_and_without_replacement(text.as_bytes()) else {
        return Ok(Cow::Borrowed(text));
    };
    let line = line_of(&text.as_bytes()[..at]);
    // Up to the first non-ASCII byte both readings are the same, so the place is the same in both.
    let excerpt = |text: &str| text[at..].chars().take_while(|letter| !matches!(letter, '\r' | '\n')).take(12).collect::<String>();
    Err(Fault::AmbiguousEncoding { file: file.to_owned(), line, byte: at as u64 + 1, utf8: excerpt(text), gb18030: excerpt(&other) })
}

fn decode_as<'a>(file: &str, bytes: &'a [u8], encoding: &'static Encoding) -> Result<Cow<'a, str>, Fault> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| {
        let (line, byte) = first_malformed(bytes, encoding);
        Fault::Encoding { file: file.to_owned(), line, byte, encoding: encoding.name() }
    })
}

/// The line and the place, counted from 1, of the first byte that the encoding does not explain.
fn first_malformed(bytes: &[u8], encoding: &'static Encoding) -> (u64, u64) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len()));
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    let malformed = if let DecoderResult::Malformed(length, after) = result { usize::from(length) + usize::from(after) } else { 0 };
    (line_of(text.as_bytes()), (read - malformed.min(read)) as u64 + 1)
}

fn line_of(before: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', before).count() as u64 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<String, String> {
        decode("f", bytes, None).map(Cow::into_owned).map_err(|fault| fault.to_string())
    }

    #[test]
    fn a_mark_decides_and_else_the_bytes_do() {
        assert_eq!(text(b"\xef\xbb\xbfa").unwrap(), "a");
        assert_eq!(text(b"\xff\xfea\0\x07N").unwrap(), "a万");
        assert_eq!(text(b"\xfe\xff\0aN\x07").unwrap(), "a万");
        assert_eq!(text("企业,产值".as_bytes()).unwrap(), "企业,产值");
        let gbk = GB18030.encode("企业,产值").0.into_owned();
        assert_eq!(text(&gbk).unwrap(), "企业,产值");
    }

    #[test]
    fn what_two_encodings_explain_is_refused_with_both_readings() {
        // The bytes of 一 in GBK, D2 BB, are the letter ҡ in UTF-8.
        let gbk = GB18030.encode("a\n一").0.into_owned();
        let fault = text(&gbk).unwrap_err();
        assert!(fault.starts_with("f:2: ") && fault.contains("“一”") && fault.contains("byte 3"), "{fault}");
        assert_eq!(decode("f", &gbk, Some(NamedEncoding::Gb18030)).unwrap(), "a\n一");
    }

    #[test]
    fn what_no_encoding_explains_is_named() {
        let fault = text(b"a\nb\xff\xff\n").unwrap_err();
        assert!(fault.starts_with("f:2: byte 4 "), "{fault}");
        assert!(decode("f", b"\x80\x80", Some(NamedEncoding::Utf8)).is_err());
    }

    /// The edition of 2022 gave assigned characters to 18 two-byte codes that older ones had given to private ones; six more
    /// it left private, since other bytes stand for their characters. The decoder follows it in all of them.
    #[test]
    fn reassigned_characters_of_gb18030_are_those_of_2022() {
        let text =
            |codes: &[u16]| decode("f", &codes.iter().flat_map(|code| code.to_be_bytes()).collect::<Vec<_>>(), None).unwrap().into_owned();
        let vertical = text(&[0xa6d9, 0xa6da, 0xa6db, 0xa6dc, 0xa6dd, 0xa6de, 0xa6df, 0xa6ec, 0xa6ed, 0xa6f3]);
        assert_eq!(vertical, "\u{fe10}\u{fe12}\u{fe11}\u{fe13}\u{fe14}\u{fe15}\u{fe16}\u{fe17}\u{fe18}\u{fe19}");
        let components = text(&[0xfe59, 0xfe61, 0xfe66, 0xfe67, 0xfe6d, 0xfe7e, 0xfe90, 0xfea0]);
        assert_eq!(components, "\u{9fb4}\u{9fb5}\u{9fb6}\u{9fb7}\u{9fb8}\u{9fb9}\u{9fba}\u{9fbb}");
        let private = text(&[0xfe51, 0xfe52, 0xfe53, 0xfe6c, 0xfe76, 0xfe91]);
        assert_eq!(private, "\u{e816}\u{e817}\u{e818}\u{e831}\u{e83b}\u{e855}");
        assert_eq!(decode("f", b"\x95\x32\x90\x31", None).unwrap(), "\u{20087}");
    }
}
