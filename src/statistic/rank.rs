//! The rank as a share: where an enterprise stands among its peers.
//!
//! p = r ÷ n with the standard competition rank r: equals share the best place among them (1, 2, 2, 4), so that nobody is
//! graded below an equal. County schemes grade the best 20 %, the next to 70 % and so on.
//!
//! Edges: nothing in an empty pool. Alone, r = n = 1 and p = 1: a scheme asks for enough peers to avoid that.

use super::rounded::whole;
use crate::measure::Ratio;

/// `(better + 1) ÷ count`.
#[must_use]
pub fn rank_share(better: usize, count: usize) -> Option<Ratio> {
    whole(better + 1).divided_by(&whole(count))
}
