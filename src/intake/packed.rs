//! Compressed CSV: unpacked whole, and never to more than what was submitted can honestly hold.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::form::Packing;
use crate::finding::FormError;

/// What any file may come to, in MiB; and what no file may: 32-bit places of lines end there.
const LEAST: u64 = 64;
const MOST: u64 = 2048;
/// How many times its size a table may come to: real ones come to five to thirty times, repeated rows to a hundred.
const RATIO: u64 = 200;

/// The text of a compressed file.
pub(super) fn unpack(packed: &[u8], packing: Packing) -> Result<Vec<u8>, FormError> {
    let limit = (((packed.len() as u64).saturating_mul(RATIO) >> 20) + 1).clamp(LEAST, MOST);
    match packing {
        Packing::Gzip => read(MultiGzDecoder::new(packed), limit),
        Packing::Zstd => read(zstd::stream::read::Decoder::with_buffer(packed).map_err(damaged)?, limit),
    }
}

fn read(reader: impl Read, limit: u64) -> Result<Vec<u8>, FormError> {
    let mut text = Vec::new();
    reader.take((limit << 20) + 1).read_to_end(&mut text).map_err(damaged)?;
    if text.len() as u64 > limit << 20 { Err(FormError::TooLarge(limit)) } else { Ok(text) }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn damaged(error: std::io::Error) -> FormError {
    FormError::Damaged(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_was_packed_is_unpacked() {
        let text = "enterprise_id,period\n".repeat(1000).into_bytes();
        assert_eq!(unpack(&gzip(&text), Packing::Gzip).unwrap(), text);
        assert_eq!(
            unpack(&[gzip(&text), gzip(b"x")].concat(), Packing::Gzip).unwrap(),
            [&text[..], b"x"].concat(),
            "members follow each other"
        );
        assert_eq!(unpack(&zstd::encode_all(&text[..], 1).unwrap(), Packing::Zstd).unwrap(), text);
    }

    #[test]
    fn what_is_cut_short_or_no_such_file_is_refused() {
        let packed = gzip(&[b'x'; 1000]);
        for (bytes, packing) in
            [(&packed[..packed.len() - 5], Packing::Gzip), (b"a,b\n1,2\n", Packing::Gzip), (b"a,b\n1,2\n", Packing::Zstd)]
        {
            assert!(matches!(unpack(bytes, packing), Err(FormError::Damaged(_))), "{packing:?}");
        }
        assert!(matches!(unpack(&zstd::encode_all(&[b'x'; 1000][..], 1).unwrap()[..12], Packing::Zstd), Err(FormError::Damaged(_))));
    }

    #[test]
    fn a_bomb_is_refused_at_the_limit() {
        let bomb = vec![b'0'; 65 << 20];
        assert!(unpack(&gzip(&bomb), Packing::Gzip).is_err_and(|error| error == FormError::TooLarge(64)));
        assert!(unpack(&zstd::encode_all(&bomb[..], 1).unwrap(), Packing::Zstd).is_err_and(|error| error == FormError::TooLarge(64)));
    }
}
