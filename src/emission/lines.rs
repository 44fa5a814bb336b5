//! Emission lines: one activity record times its factors, the smallest auditable result.

use crate::measure::Tonnes;

/// One emission line.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// The record's place in the facts.
    pub record: u32,
    /// The rate's place in [`super::Rates`].
    pub rate: u32,
    /// tCO2e, below zero for a deduction.
    pub emissions: Tonnes,
    /// Tonnes of standard coal; none for what is no use of energy or has no coefficient.
    pub standard_coal: Option<Tonnes>,
}

/// The lines of one enterprise, in the ledger's order.
pub type Lines = Vec<Line>;
