//! Accounting methods: how activity becomes emissions for an industry. A method is data, read from a TOML file; the
//! formulas that it names are code, in [`crate::emission`].

mod definition;
mod formula;
mod missing;
mod parameter;
mod parameter_text;
mod source;
mod symbol;
mod text;

pub use definition::{CategoryName, Display, Method, Whence};
pub use formula::Formula;
pub use missing::{Missing, MissingRule, MonthlyDefault};
pub use parameter::{Constant, Lookup, Mark, Parameter};
pub use source::{FlowRule, Kind, Source};
pub use symbol::{QUANTITY, Sort, Symbol};
