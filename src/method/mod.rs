//! Accounting methods: how activity becomes emissions for an industry. A method is data, read from a TOML file; the
//! formulas that it names are code, in [`crate::emission`].

mod definition;
mod source;
mod text;

pub use definition::Method;
pub use source::{FlowRule, Formula, Kind, Parameter, Source};
