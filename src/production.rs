//! Production records: what an enterprise made and earned in a month or a span of months.

use crate::measure::{Exact, Months};
use crate::nomenclature::UnitId;

/// A figure of production by which emissions may be divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// 工业总产值.
    OutputValue,
    /// 工业增加值.
    ValueAdded,
    /// 营业收入.
    Revenue,
    /// 税收.
    Tax,
    /// 产量.
    ProductQuantity,
}

impl Measure {
    /// Every measure, in the order of the columns.
    pub const ALL: [Self; 5] = [Self::OutputValue, Self::ValueAdded, Self::Revenue, Self::Tax, Self::ProductQuantity];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OutputValue => "output_value",
            Self::ValueAdded => "value_added",
            Self::Revenue => "revenue",
            Self::Tax => "tax",
            Self::ProductQuantity => "product_quantity",
        }
    }

    /// Its place in [`ProductionRecord::amounts`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// The measure of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.name() == name)
    }
}

/// An amount in its unit; the unit of a product may be one that the table does not list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// How much, as submitted.
    pub value: Exact,
    /// In what; none for a product counted in a unit of its own.
    pub unit: Option<UnitId>,
}

/// What was made, as submitted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Product {
    /// Its name; empty for the whole enterprise.
    pub name: Box<str>,
    /// Its unit.
    pub unit: Box<str>,
}

/// One correct row of production.
#[derive(Clone, Debug)]
pub struct ProductionRecord {
    /// The enterprise's place in the list, which is sorted by id.
    pub enterprise: u32,
    /// The months that it covers.
    pub months: Months,
    /// What was made; none for the whole enterprise.
    pub product: Option<Box<Product>>,
    /// The figures, by [`Measure::index`]; none where the cell is empty.
    pub amounts: [Option<Amount>; 5],
    /// The file's place in the list of input files.
    pub file: u32,
    /// The line at which it begins.
    pub row: u32,
}

impl ProductionRecord {
    /// What was made; empty for the whole enterprise.
    #[must_use]
    pub fn product(&self) -> &str {
        self.product.as_ref().map_or("", |product| &product.name)
    }

    /// The product's unit as submitted.
    #[must_use]
    pub fn product_unit(&self) -> &str {
        self.product.as_ref().map_or("", |product| &product.unit)
    }

    /// A figure, if it was given.
    #[must_use]
    pub fn amount(&self, measure: Measure) -> Option<&Amount> {
        self.amounts[measure.index()].as_ref()
    }
}
