//! The zip file around a workbook: its parts by name, never more unpacked than they claim, and they may not claim much.

use std::collections::BTreeMap;
use std::io::{BufReader, Read};

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

use crate::finding::FormError;

/// What all parts may come to.
const MOST_MIB: u64 = 256;
/// Parts, and the length of the name of one: far beyond those of any workbook, and little memory.
const MOST_PARTS: usize = 16_384;
const LONGEST_NAME: usize = 512;
/// The first bytes of every zip file that begins with a part.
const MAGIC: &[u8] = b"PK\x03\x04";

/// The parts of a file.
pub(super) struct Archive<'a> {
    zip: ZipSliceArchive<&'a [u8]>,
    parts: BTreeMap<String, Part>,
}

#[derive(Clone, Copy)]
struct Part {
    place: ZipArchiveEntryWayfinder,
    deflated: bool,
    size: u64,
}

/// The bytes of a part, as they are unpacked.
pub(super) type PartReader<'a> = BufReader<Box<dyn Read + 'a>>;

impl<'a> Archive<'a> {
    /// Finds the parts; nothing is unpacked.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, FormError> {
        if !bytes.starts_with(MAGIC) {
            return Err(FormError::NoWorkbook);
        }
        let zip = ZipArchive::from_slice(bytes).map_err(damaged)?;
        let mut parts = BTreeMap::new();
        let mut total = 0u64;
        let mut entries = zip.entries();
        while let Some(entry) = entries.next_entry().map_err(damaged)? {
            let size = entry.uncompressed_size_hint();
            total = total.saturating_add(size);
            if total > MOST_MIB << 20 {
                return Err(FormError::TooLarge(MOST_MIB));
            }
            let path = entry.file_path();
            let name = path.as_ref();
            if parts.len() == MOST_PARTS || name.len() > LONGEST_NAME {
                return Err(FormError::Damaged("too many parts".to_owned()));
            }
            let deflated = match entry.compression_method() {
                CompressionMethod::STORE => false,
                CompressionMethod::DEFLATE => true,
                _ => continue,
            };
            // Names of parts are compared without case.
            let name = String::from_utf8_lossy(name).to_lowercase();
            if parts.insert(name.clone(), Part { place: entry.wayfinder(), deflated, size }).is_some() {
                return Err(FormError::Damaged(format!("{name} is there twice")));
            }
        }
        Ok(Self { zip, parts })
    }

    /// Reads a part; nothing when there is none of that name.
    pub(super) fn part(&self, name: &str) -> Result<Option<PartReader<'_>>, FormError> {
        let Some(part) = self.parts.get(&name.to_lowercase()) else { return Ok(None) };
        let entry = self.zip.get_entry(part.place).map_err(damaged)?;
        // One byte more than it claims is enough to be found out.
        let limit = part.size.saturating_add(1);
        let reader: Box<dyn Read + '_> = if part.deflated {
            Box::new(entry.verifying_reader(DeflateDecoder::new(entry.data()).take(limit)))
        } else {
            Box::new(entry.verifying_reader(entry.data().take(limit)))
        };
        Ok(Some(BufReader::with_capacity(1 << 16, reader)))
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn damaged(error: rawzip::Error) -> FormError {
    FormError::Damaged(error.to_string())
}
