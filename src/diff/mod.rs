//! What changed between two runs, and why: an enterprise's change of ratio split into its causes, with nothing left over.
//!
//! The ratio K = N ÷ D ÷ R is made of the numerator N (the enterprise's emissions as the scheme counts them), its denominator
//! D and the reference R of its peers. Between two runs, what differs is put in place of the old one step after another, in
//! this order; the effect of a step is the ratio after it less the ratio before it, so the effects sum to the whole change.
//!
//! | step | what is put in place | seen by |
//! |---|---|---|
//! | correction | records of months that both runs cover, as the second run has them | N, D |
//! | activity | quantities and measured values of all other months | N |
//! | factors | published values of the parameters that both methods use | N |
//! | method | everything else that makes a rate: formula, source, constants, conversion of units | N |
//! | denominator | the denominator of all other months | D |
//! | reference | the reference of the peers, and who they are | R |
//!
//! Quantities are valued at the old rate first: 100 t at 2 becoming 120 t at 3 is 20 × 2 = 40 of activity and 120 × (3 − 2) =
//! 120 of factors. A record of one run alone is valued at its own rate, and is activity as a whole. A rate between two others is
//! made again by the method's formula, with some of its values taken from the other line: a share of biomass or what stands
//! beside the quantity is no factor of a product. Where the scheme grades an intensity, points or a percentile in a fixed table,
//! the same states are measured by that; a rank, a score, a trend and dimensions are not split ([`Unsplit`]).

mod again;
mod cause;
mod compared;
mod line;
mod pair;
mod pairs;
mod split;
mod yardstick;

pub use cause::Cause;
pub use compared::{Compared, Side, Terms, Unsplit, compare};
pub use pairs::Pairs;
pub use split::{Move, Split};
