//! `carbonlabel factors`: what rules there are, where each comes from, and publishing new ones.

mod command;
mod lint;
mod list;
mod new_release;
mod releases;
mod show;

pub use command::{command, execute};
