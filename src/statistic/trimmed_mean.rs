//! The trimmed mean: the mean without the extremes, so that one wrong figure moves little.
//!
//! ⌊s × n⌋ values are left out at each end, the mean of the rest is taken, each value rounded to 18 decimals. Tokyo leaves
//! outliers out before it takes the mean of a use.
//!
//! Edges: nothing of an empty sample, or when nothing is left (s of a half or more).

use super::rounded::whole;
use super::sample::Sample;
use crate::measure::{Figure, Ratio};

/// The mean of what is left when that share is left out at each end.
#[must_use]
pub fn trimmed_mean(sample: Sample<'_>, share: &Ratio) -> Option<Ratio> {
    let count = sample.count();
    let left_out = floor(&share.times(&whole(count)))?;
    let kept = left_out..count.checked_sub(left_out)?;
    if kept.is_empty() { None } else { sample.sum(kept.clone()).divided_by(&whole(kept.len())) }
}

/// The largest whole number that is not above a value; nothing below zero.
pub(super) fn floor(value: &Ratio) -> Option<usize> {
    let nearest = Figure::round(value, 0);
    let whole = if nearest.ratio() > *value { nearest.mantissa()?.checked_sub(1)? } else { nearest.mantissa()? };
    usize::try_from(whole).ok()
}
