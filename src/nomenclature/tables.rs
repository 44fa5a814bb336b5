//! All names together.

use super::{Industries, Items, Ranges, Regions, Units};

/// The five tables together.
#[derive(Debug)]
pub struct Nomenclature {
    /// What is used.
    pub items: Items,
    /// In what it is measured.
    pub units: Units,
    /// Where.
    pub regions: Regions,
    /// By whom.
    pub industries: Industries,
    /// Within what.
    pub ranges: Ranges,
}
