//! Indicators: figures of an enterprise beyond energy and production, as far as a scheme asks for them.
//!
//! Area and headcount, an accident, a certificate, a figure of an earlier year: a name and a number.

use crate::measure::{Exact, Months};
use crate::nomenclature::UnitId;

/// One correct row of an indicators file.
#[derive(Clone, Debug)]
pub struct IndicatorRecord {
    /// The enterprise's place in the list, which is sorted by id.
    pub enterprise: u32,
    /// The months of which it speaks; those of the run when there are none.
    pub months: Option<Months>,
    /// Its name, as submitted.
    pub name: Box<str>,
    /// Its value.
    pub value: Exact,
    /// The unit, where the row names one.
    pub unit: Option<UnitId>,
    /// The file's place in the list of input files.
    pub file: u32,
    /// The line at which it begins.
    pub row: u32,
}

impl IndicatorRecord {
    /// What may stand only once.
    #[must_use]
    pub fn key(&self) -> (u32, &str, Option<Months>) {
        (self.enterprise, &self.name, self.months)
    }
}
