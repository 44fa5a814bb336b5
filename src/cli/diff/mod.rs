//! `carbonlabel diff`: who changed between two runs, by how much, and why.

mod command;
mod json;
mod table;
mod text;

pub use command::{command, execute};
