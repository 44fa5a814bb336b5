//! Grading schemes: how emissions and production become a grade. A scheme is data, read from a TOML file; nothing of it
//! is in the code but the kinds of statistics.

mod bands;
mod definition;
mod text;

pub use bands::{Band, Scale};
pub use definition::{Compare, Completeness, Denominator, Numerator, Peers, Scheme};
