//! The emission sources of a method.

use std::collections::BTreeMap;

use crate::activity::Flow;
use crate::nomenclature::{Category, Item, RegionLevel};

/// A formula: code, one file each in [`crate::emission`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Formula {
    /// `AD × EF`.
    Factor,
    /// `FC × NCV × CC × OF × 44/12`.
    Fuel,
    /// `FC × NCV × EF`, per unit of heat.
    FuelEnergy,
    /// `m × GWP`.
    GasRelease,
}

impl Formula {
    /// Its name in method files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Factor => "factor",
            Self::Fuel => "fuel",
            Self::FuelEnergy => "fuel_energy",
            Self::GasRelease => "gas_release",
        }
    }

    /// The formula of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Factor, Self::Fuel, Self::FuelEnergy, Self::GasRelease].into_iter().find(|formula| formula.name() == name)
    }

    /// The parameters that it needs, in the order in which they are shown.
    #[must_use]
    pub fn parameters(self) -> &'static [&'static str] {
        match self {
            Self::Factor => &["emission_factor"],
            Self::Fuel => &["ncv", "carbon_content", "oxidation"],
            Self::FuelEnergy => &["ncv", "co2"],
            Self::GasRelease => &["gwp"],
        }
    }
}

/// What a source's lines are, for those who sum them: schemes take energy CO2 or everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Combustion of fossil fuel.
    Fuel,
    /// Purchased electricity.
    Electricity,
    /// Purchased heat.
    Heat,
    /// Industrial process.
    Process,
    /// Greenhouse gas released.
    Gas,
    /// CO2 of biomass: kept apart, never in a total.
    Biogenic,
}

impl Kind {
    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Fuel => "fuel",
            Self::Electricity => "electricity",
            Self::Heat => "heat",
            Self::Process => "process",
            Self::Gas => "gas",
            Self::Biogenic => "biogenic",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Fuel, Self::Electricity, Self::Heat, Self::Process, Self::Gas, Self::Biogenic].into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it is CO2 of energy use.
    #[must_use]
    pub fn is_energy(self) -> bool {
        matches!(self, Self::Fuel | Self::Electricity | Self::Heat)
    }
}

/// What a flow makes of a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowRule {
    /// A line.
    Emitted,
    /// A negative line.
    Deducted,
    /// No line: the quantity is a part of another flow's.
    Memo,
}

/// Where a formula finds one of its values.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The factor table's name.
    pub table: String,
    /// The parameter's name in that table.
    pub parameter: String,
    /// How far it may climb.
    pub rungs: Vec<RegionLevel>,
    /// Whether a value that the enterprise measured takes its place.
    pub measured: bool,
}

impl Parameter {
    /// Whether finding it at the nation is worth a flag: nearer rungs were allowed and had nothing.
    #[must_use]
    pub fn prefers_nearer(&self) -> bool {
        self.rungs.iter().any(|rung| *rung < RegionLevel::Country)
    }
}

/// One emission source of a method.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id in the method.
    pub id: String,
    /// Names, Chinese and English.
    pub name_zh: String,
    /// The English name.
    pub name_en: String,
    /// 1 or 2.
    pub scope: u8,
    /// What its lines are.
    pub kind: Kind,
    /// How they are computed.
    pub formula: Formula,
    /// Categories of items that it takes.
    pub categories: Vec<Category>,
    /// Codes of further items that it takes.
    pub items: Vec<String>,
    /// What it makes of each flow; any other flow is an error.
    pub flows: BTreeMap<Flow, FlowRule>,
    /// Its parameters by the formula's name for them.
    pub parameters: BTreeMap<String, Parameter>,
}

impl Source {
    /// Whether it takes an item.
    #[must_use]
    pub fn takes(&self, item: &Item) -> bool {
        self.categories.contains(&item.category) || self.items.contains(&item.code)
    }
}
