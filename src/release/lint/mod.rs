//! Whether the rules of a release make sense, beyond being unchanged.

mod history;
pub mod method;
mod problem;
mod release;
mod table;
mod value;

pub use problem::{Check, Problem};
pub use release::{lint, lint_all};
