//! The return as the text that it was.

use super::remarks::{cells, titles};
use super::table::Table;
use crate::finding::Language;

/// The submitted bytes with two further cells in every row from the header on: nothing else is changed.
#[must_use]
pub fn annotated_csv(table: &Table<'_>, language: Language) -> Vec<u8> {
    let mut out = Vec::with_capacity(table.bytes.len() + table.bytes.len() / 8);
    let mut copied = 0;
    for row in table.rows() {
        let further = if table.is_header(&row) { titles(language).map(str::to_owned) } else { cells(&table.remarks_of(&row), language) };
        out.extend_from_slice(&table.bytes[copied..table.own_bytes(&row).end]);
        further.iter().for_each(|text| out.extend(table.layout.further_cell(text)));
        copied = row.range.end;
    }
    out.extend_from_slice(&table.bytes[copied..]);
    out
}
