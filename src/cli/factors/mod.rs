//! `carbonlabel factors`: what rules there are, where each comes from, and publishing new ones.

mod command;
mod diff;
mod impact;
mod lint;
mod list;
mod new_release;
pub mod output;
mod releases;
mod show;
mod sign;
mod used;
mod why;

pub use command::{command, execute};
pub use sign::{keys, trusted};
