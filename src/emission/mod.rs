//! Emissions: formulas, one file each in one form; rates, one for each distinct key; lines, one for each record.
//!
//! Resolving a factor is expensive and rare, applying it is cheap and constant. Everything that thinks is in `resolve.rs`;
//! [`crate::measure::Rate::apply`], which runs for every row, knows nothing but integers.

mod compute;
#[cfg(test)]
mod equation;
mod estimated;
pub mod formula;
mod half_width;
mod lines;
mod quality;
mod rates;
mod resolve;
mod typical;
mod used;

pub use compute::{Affine, compute};
pub use lines::{Emission, Line};
pub use quality::Quality;
pub use rates::{CoalRate, LineRate, RateKey, Rates, Resolution, ShortLine, StandardCoal};
pub use typical::typical_emission;
pub use used::{Origin, UsedParameter};
