//! Plausibility: what can be read and cannot well be true, each enterprise held against itself and against what is known.
//!
//! A month far from the enterprise's own others, a measured value no fuel has, production without energy: each is a warning
//! at its cell, and changes no result. Exact throughout; only which months deserve a closer look is told by rough
//! logarithms, whole numbers too.

mod activity;
mod magnitude;
mod measured;
mod own_power;
mod production;
mod series;
mod totals;

pub use activity::{ActivityCheck, Scratch};
pub use production::{ProductionCheck, Use};
pub use totals::{Totals, check_totals};
