//! Activity records: one correct row of energy or material use each.

mod extras;
mod flow;
mod record;

pub use extras::{Extras, Measured, Remarks};
pub use flow::Flow;
pub use record::{Activity, ActivityRecord, What};
