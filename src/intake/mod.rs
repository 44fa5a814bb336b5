//! Intake: bytes become facts, and every wrong cell is named.
//!
//! Files are guarded against what RFC 4180 does not allow, cut into blocks at record boundaries, and read in parallel. A cell that cannot be read is a finding with its place; nothing is lost and nothing is guessed.

mod aside;
mod batch;
mod cells;
mod columns;
mod decode;
mod energy;
mod enterprises;
mod form;
pub mod fuzz;
mod guard;
mod header;
mod indicators;
mod memo;
mod numbers;
mod outcome;
mod owner;
mod packed;
mod parquet;
mod parquet_cells;
mod pattern;
mod production;
mod progress;
mod read;
mod reader;
mod reading;
mod records;
mod returned;
mod row;
mod sheet;
mod source;
mod strays;
mod stream;
mod table;
mod task;
mod template;
mod template_sources;
mod turns;
mod whole;

pub use batch::{Batch, BatchFile};
pub use columns::{Column, column_of, columns_of};
pub use decode::NamedEncoding;
pub use form::{Form, Packing};
pub use progress::Progress;
pub use read::{Settings, read};
pub use returned::{RETURNED_COLUMNS, is_returned, is_returned_column, returned_start};
pub use template::template;
