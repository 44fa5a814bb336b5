//! `carbonlabel methods`: how activity becomes emissions, explained.

mod command;
mod eval;
mod list;
mod show;

pub use command::{command, execute};
