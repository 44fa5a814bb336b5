//! CSV as it goes out: RFC 4180, and nothing in it that a spreadsheet would run.
//!
//! Whoever writes a table writes it here, cell by cell: no other room may use the writer of the csv package, or put commas
//! between cells itself (`tests/it/architecture.rs`).

mod cells;
mod neutral;
mod write;

pub use cells::Cells;
pub use neutral::restore;
pub use write::{BOM, push_cell, push_row, table};
