//! The one rounding of this room.

use crate::measure::{Figure, Ratio};

/// Decimals of roots and of quotients that enter a mean.
const DECIMALS: u8 = 18;

/// A quotient as it enters a mean.
pub(super) fn rounded(value: &Ratio) -> Ratio {
    Figure::round(value, DECIMALS).ratio()
}

/// A root; nothing below zero.
pub(super) fn root(value: &Ratio, degree: u32) -> Option<Ratio> {
    Figure::root(value, degree, DECIMALS).map(|root| root.ratio())
}

/// A small whole number as a fraction.
pub(super) fn whole(count: usize) -> Ratio {
    Ratio::new(i128::try_from(count).unwrap_or(i128::MAX), 1)
}
