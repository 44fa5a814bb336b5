//! The mean of ratios: every enterprise weighs the same.
//!
//! R = (Σ Iᵢ) ÷ n, each Iᵢ rounded to 18 decimals. Tokyo's low-carbon benchmark compares with the mean intensity of the same use.
//!
//! Edges: nothing of an empty sample.

use super::rounded::whole;
use super::sample::Sample;
use crate::measure::Ratio;

/// The mean of a sample.
#[must_use]
pub fn mean(sample: Sample<'_>) -> Option<Ratio> {
    sample.sum(0..sample.count()).divided_by(&whole(sample.count()))
}
