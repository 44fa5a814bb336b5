//! Workbooks (`.xlsx`) as rows of text, read in one pass and in bounded memory.
//!
//! A number is never made a binary fraction: its cell holds text, and that text is read. What is unpacked is counted, and what
//! a part of the file claims about itself is only ever a limit.

mod archive;
mod book;
mod cell;
mod date;
mod sheet;
mod strings;
mod styles;
mod xml;

pub use book::{Book, Sheet};
pub use cell::{Mark, Marked, letters};
pub use date::day_text;
pub use sheet::{Merged, Rows, SheetRow};
