//! `carbonlabel schemes`: the grading schemes of a release, and schemes of one's own.

mod check;
mod command;
mod list;
mod show;

pub use command::{command, execute};
