//! The statistics by which enterprises are compared: one file each, pure, with its definition, its source and its edges.
//!
//! Everything is exact but what cannot be: roots, and quotients that enter a mean, are rounded once, half to even, to 18
//! decimals. Less is better unless a file says otherwise.

mod best_share;
mod composite;
mod elasticity;
mod mean;
mod median;
mod merge;
mod percentile;
mod points;
mod rank;
mod ratio_of_sums;
mod rounded;
mod sample;
mod score;
mod trend;
mod trimmed_mean;

pub use best_share::best_share;
pub use composite::composite;
pub use elasticity::{Elasticity, Limits, elasticity};
pub use mean::mean;
pub use median::median;
pub use merge::{Merge, best, majority, worst};
pub use percentile::percentile;
pub use points::points;
pub use rank::rank_share;
pub use ratio_of_sums::ratio_of_sums;
pub use sample::{Sample, Sorted};
pub use score::{Indicator, Score, score};
pub use trend::{Trend, trend};
pub use trimmed_mean::trimmed_mean;
