//! Factor tables: what one unit of an item emits, from which document, known since when.
//!
//! The key of a factor is (parameter, item, region, industry, month). [`choose`] finds the row for a key, and says by
//! which rung of the region and which vintage it was found; what is not there is an error with the nearest keys that
//! are, never a zero.

mod choice;
mod parameter;
mod row;
mod table;
mod unit;
mod why;

pub use choice::{Choice, Key, choose, nearest_keys};
pub use parameter::{PARAMETERS, ParameterKind, Purpose};
pub use row::FactorRow;
pub use table::FactorTable;
pub use unit::FactorUnit;
pub use why::{Verdict, weigh};
