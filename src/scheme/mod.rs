//! Grading schemes: how emissions and production become a grade. A scheme is data, read from a TOML file; nothing of it
//! is in the code but the kinds of statistics.

mod bands;
mod definition;
mod gate;
mod graded;
mod key;
mod lines;
mod read;
mod read_gates;
mod read_graded;
mod text;

pub use bands::{Band, Scale};
pub use definition::{Compare, Completeness, Denominator, Numerator, Peers, Reference, Scheme};
pub use gate::{Condition, Effect, Gate};
pub use graded::{Anchor, Base, Curve, Extra, Graded, Quantity, Weighted, Weights, nearest_industry};
