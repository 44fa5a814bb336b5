//! Peer pools: whom an enterprise is compared with, and what they come to together.

use crate::measure::{Figure, Ratio, Tonnes};
use crate::nomenclature::PeerLevel;
use crate::scheme::Reference;
use crate::statistic::{Sorted, best_share, mean, median, ratio_of_sums, trimmed_mean};

/// A group of eligible enterprises and its reference.
#[derive(Clone, Debug)]
pub struct Pool {
    /// Its level.
    pub level: PeerLevel,
    /// The industry code at that level; of a composite its parts.
    pub code: String,
    /// How many eligible members it has.
    pub count: usize,
    /// Sum of numerators; none where a frozen table does not state it.
    pub emissions: Option<Tonnes>,
    /// Sum of denominators; none where a frozen table does not state it.
    pub denominator: Option<Ratio>,
    /// What the intensities of all members are together: every member is compared with it, unless it is left out itself.
    pub reference: Ratio,
    /// The same as printed, in the decimals of the scheme's intensity.
    pub printed: Figure,
    /// The SHA-256 of its members' ids, sorted, one to a line.
    pub members_sha256: String,
    /// Whether one member has more of it than the scheme bears.
    pub is_dominated: bool,
    /// Where its reference comes from.
    pub origin: Origin,
    /// What is ranked or averaged, sorted; empty where sums are enough.
    pub(super) sorted: Sorted,
    /// The averages of a score's indicators.
    pub(super) averages: Vec<Option<Ratio>>,
}

/// Where a reference comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// This run.
    Computed,
    /// A table that was published before it.
    Frozen,
    /// Several pools, for one enterprise with several industries.
    Composite,
}

impl Pool {
    /// The reference without one member: its numerator, its denominator and its intensity. Nothing when nobody else is left,
    /// or nothing above zero.
    pub(super) fn reference_without(&self, kind: &Reference, own: (&Ratio, &Ratio), intensity: &Ratio) -> Option<Ratio> {
        let reference = match kind {
            Reference::RatioOfSums => ratio_of_sums(&self.emissions?.ratio(), self.denominator.as_ref()?, Some(own)),
            _ => of_sample(kind, self.sorted.without(intensity)),
        };
        reference.filter(Ratio::is_positive)
    }
}

/// What sorted intensities are together; a ratio of sums takes none.
pub(super) fn of_sample(kind: &Reference, sample: crate::statistic::Sample<'_>) -> Option<Ratio> {
    match kind {
        Reference::RatioOfSums => None,
        Reference::MeanOfRatios => mean(sample),
        Reference::Median => median(sample),
        Reference::TrimmedMean(share) => trimmed_mean(sample, share),
        Reference::BestShare(share) => best_share(sample, share),
    }
}
