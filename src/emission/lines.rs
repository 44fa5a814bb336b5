//! Emission lines: one activity record times its factors, the smallest auditable result.

use super::rates::{LineRate, StandardCoal};
use crate::activity::ActivityRecord;
use crate::measure::{Exact, Tonnes};

/// One emission line: a record and its rate. What it comes to is [`Emission`], computed whenever it is asked for; keeping
/// millions of results takes longer than making them again.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// The record.
    pub record: &'a ActivityRecord,
    /// The rate's place in [`super::Rates`].
    pub rate: u32,
}

/// What a line comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Emission {
    /// tCO2e, below zero for a deduction.
    pub emissions: Tonnes,
    /// Tonnes of standard coal; none for what is no use of energy or has no coefficient.
    pub standard_coal: Option<Tonnes>,
}

impl LineRate {
    /// What a quantity comes to; nothing at or above 10^22 t.
    #[must_use]
    pub fn apply(&self, quantity: Exact) -> Option<Emission> {
        let standard_coal = match &self.standard_coal {
            StandardCoal::Known(coal) => Some(coal.rate.apply(quantity)?),
            StandardCoal::NotEnergy | StandardCoal::Unknown => None,
        };
        let emissions = match &self.fixed {
            None => self.rate.apply(quantity)?,
            Some(fixed) => Tonnes::rounded(&quantity.ratio().times(self.rate.exact()).plus(fixed))?,
        };
        Some(Emission { emissions, standard_coal })
    }
}
