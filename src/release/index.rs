//! `releases/index.csv`: the hash of every release file, of the change log, and of tables that no release pins.

use crate::delimited::push_row;
use crate::finding::Fault;
use crate::nomenclature::Rows;

/// Where the index stands.
pub(super) const INDEX: &str = "releases/index.csv";
/// Why rules changed: prose, but hashed like everything else.
pub(super) const CHANGELOG: &str = "CHANGELOG.md";

const COLUMNS: &[&str] = &["file", "sha256"];

/// Files and their hashes, in the index's order.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<(String, String)>, Fault> {
    let rows = Rows::read(INDEX, bytes, COLUMNS)?;
    rows.iter().map(|row| Ok((row.required("file")?.to_owned(), row.required("sha256")?.to_owned()))).collect()
}

/// The index's text.
pub(super) fn write(entries: &[(String, String)]) -> String {
    let mut text = Vec::new();
    push_row(&mut text, COLUMNS.iter().copied());
    entries.iter().for_each(|(file, sha256)| push_row(&mut text, [file.as_str(), sha256]));
    String::from_utf8_lossy(&text).into_owned()
}
