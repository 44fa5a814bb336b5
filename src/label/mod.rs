//! Labels: intensity, peers, reference, bands, and the reason where there is no grade.
//!
//! One barrier stands in the whole program, and it is here: a reference needs the totals of everybody in the pool.

mod field;
mod grade;
mod id;
mod outcome;
mod output;
mod pool;
mod pools;
mod status;
mod sums;
mod verdict;

pub use grade::{Beyond, Candidate, Filled, Labelling, label_all};
pub use id::{CALCULATION_VERSION, LabelIds, Stated};
pub use outcome::{Frozen, Grading, Label, LabelContext, numerator};
pub use output::Output;
pub use pool::{Origin, Pool};
pub use pools::Pools;
pub use status::Status;
pub use verdict::Verdict;
