//! `releases/index.csv`: the hash of every release file, of the change log, and of tables that no release pins.

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
    entries.iter().fold(COLUMNS.join(",") + "\n", |text, (file, sha256)| text + file + "," + sha256 + "\n")
}
