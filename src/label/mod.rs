//! Labels: intensity, peers, reference, bands, and the reason where there is no grade.
//!
//! One barrier stands in the whole program, and it is here: a reference needs the totals of everybody in the pool.

mod grade;
mod id;
mod outcome;
mod output;
mod pool;
mod status;

pub use grade::{Candidate, Labelling, label_all};
pub use id::{CALCULATION_VERSION, LabelIds, Stated};
pub use outcome::{Grading, Label, LabelContext};
pub use output::Output;
pub use pool::{Pool, Pools};
pub use status::Status;
