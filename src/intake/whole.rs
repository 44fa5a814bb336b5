//! A file read whole: the way of small files, and of every file about which something must be decided or said that only
//! its whole text tells.

use std::borrow::Cow;

use rayon::prelude::*;

use super::decode::decode;
use super::form::Form;
use super::guard::{Block, guard};
use super::packed::unpack;
use super::reader::RecordReader;
use super::table::{Table, delimiter_of};
use super::task::{FileRead, Task};
use crate::digest::sha256;
use crate::finding::Fault;

/// Reads a file.
pub(super) fn read<R: RecordReader, F: Fn(&Table) -> R + Sync>(task: &Task<'_, F>) -> Result<FileRead<R::Record>, Fault> {
    let bytes = std::fs::read(&task.file.path).map_err(|error| Fault::read(&task.file.path, error))?;
    let source = task.source();
    let unpacked = match task.file.form {
        Form::Packed(packing) => {
            unpack(&bytes, packing).map_err(|error| Fault::Form { place: source.name.to_string(), error }).map(Cow::Owned)?
        }
        _ => Cow::Borrowed(&bytes[..]),
    };
    let text = decode(&source.name, &unpacked, task.settings.encoding)?;
    let delimiter = delimiter_of(&source, &text);
    let blocks = guard(text.as_bytes(), delimiter, task.settings.block_size).map_err(|(line, error)| Fault::Quoting {
        file: source.name.to_string(),
        line,
        error,
    })?;
    let headers = blocks.first().map_or("", |block| &text[block.range.clone()]);
    let table = Table::of(source, delimiter, headers, &task.rules.release.nomenclature().units)?;
    let read = |block: &Block| task.block(&table, &text[block.range.clone()], block.first_line);
    let (hash, blocks) = rayon::join(|| sha256(&bytes), || blocks.par_iter().skip(1).map(read).collect());
    task.settings.progress.advance(bytes.len());
    Ok(FileRead::new(table, blocks, task.rules, bytes.len() as u64, hash))
}
