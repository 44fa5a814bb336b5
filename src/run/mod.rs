//! A run: facts and rules in, labels and evidence out.
//!
//! It opens nothing and asks nobody: the same computation can serve a command, a page or a cluster. Parallel over
//! enterprises; whatever the order of the rows or the number of threads, the outcome is the same.

mod activity;
mod beyond;
mod duplicates;
mod fill;
mod implausible;
mod missing;
mod of_parts;
mod outcome;
mod outputs;
mod rates;
mod run;
mod settle;
mod simple;
mod whats;

pub use outcome::Outcome;
pub use run::{Terms, run};
