//! Evidence: the run folder as a whole, its manifest, and everything that can be asked of it later.
//!
//! A run folder is whole or absent: it is written beside its place and renamed at the end. Its manifest carries the hash
//! of every file that went in and came out, and of itself, so that a single changed byte is noticed and named.

mod archive;
mod evidence;
mod file_name;
mod grades;
mod impact;
mod leftovers;
mod manifest;
mod options;
mod own_rules;
mod pages;
mod rebuild;
mod replay;
mod run_folder;
mod staging;

pub use archive::write_run;
pub use file_name::file_name;
pub use impact::{Effect, impact};
pub use leftovers::Leftovers;
pub use manifest::{Counts, InputEntry, Manifest, OutputEntry, RuleEntry};
pub use options::{Options, Reports};
pub use own_rules::{REFERENCES_FILE, SCHEME_FILE, made};
pub use replay::{Check, Difference, Replay, Sources, replay};
pub use run_folder::RunFolder;
pub use staging::{StagedFile, Staging};
