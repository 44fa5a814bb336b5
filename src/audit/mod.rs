//! Evidence: the run folder as a whole, its manifest, and everything that can be asked of it later.
//!
//! A run folder is whole or absent: it is written beside its place and renamed at the end. Its manifest carries the hash
//! of every file that went in and came out, and of itself, so that a single changed byte is noticed and named.

mod archive;

mod file_name;
mod manifest;


mod staging;

pub use archive::{Options, Reports, write_run};
pub use file_name::file_name;
pub use manifest::{Counts, InputEntry, Manifest, OutputEntry, RuleEntry};


pub use staging::Staging;
