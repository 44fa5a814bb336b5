//! `carbonlabel methods`: how activity becomes emissions, explained.

mod command;
mod list;
mod show;

pub use command::{command, execute};
