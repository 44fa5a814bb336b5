//! The median: half of the peers are better, half are worse.
//!
//! The middle value itself, exact; of an even number the mean of the two in the middle, each rounded to 18 decimals.
//!
//! Edges: nothing of an empty sample.

use super::rounded::whole;
use super::sample::Sample;
use crate::measure::Ratio;

/// The median of a sample.
#[must_use]
pub fn median(sample: Sample<'_>) -> Option<Ratio> {
    let middle = sample.count() / 2;
    if sample.count() % 2 == 1 {
        return sample.value(middle).cloned();
    }
    middle.checked_sub(1).and_then(|lower| sample.sum(lower..middle + 1).divided_by(&whole(2)))
}
