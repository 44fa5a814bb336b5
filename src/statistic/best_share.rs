//! The best share: how well those do who do best.
//!
//! The mean of the ⌈s × n⌉ smallest intensities, each rounded to 18 decimals. EU ETS product benchmarks are the average of the 10 %
//! most efficient installations (Decision 2011/278/EU); Japan's 省エネ法 sets its targets at the best 10 to 20 %.
//!
//! Edges: at least one value counts; nothing of an empty sample.

use super::rounded::whole;
use super::sample::Sample;
use super::trimmed_mean::floor;
use crate::measure::Ratio;

/// The mean of the best share of a sample.
#[must_use]
pub fn best_share(sample: Sample<'_>, share: &Ratio) -> Option<Ratio> {
    let wanted = share.times(&whole(sample.count()));
    let below = floor(&wanted)?;
    let count = (below + usize::from(whole(below) < wanted)).clamp(1, sample.count().max(1));
    if sample.count() == 0 { None } else { sample.sum(0..count).divided_by(&whole(count)) }
}
