//! Activity records: one correct row of energy or material use each.

mod extras;
mod flow;
mod parameter;
mod record;
mod rounds;

pub use extras::{Estimate, Extras, Remarks};
pub use flow::Flow;
pub use parameter::{Measured, ROW_PARAMETERS, RowParameter};
pub use record::{Activity, ActivityRecord, What};
pub use rounds::Rounds;
