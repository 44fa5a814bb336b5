//! The emission sources of a method.

use std::collections::BTreeMap;

use super::formula::Formula;
use super::parameter::Parameter;
use crate::activity::Flow;
use crate::measure::Ratio;
use crate::nomenclature::{Category, Item};

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
    /// Purchased energy by contracts and certificates, the market-based second total of scope 2: kept apart likewise.
    Market,
    /// What others emit for the enterprise, neither its own nor of its energy (scope 3): kept apart likewise.
    Indirect,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 8] =
        [Self::Fuel, Self::Electricity, Self::Heat, Self::Process, Self::Gas, Self::Biogenic, Self::Market, Self::Indirect];

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
            Self::Market => "market",
            Self::Indirect => "indirect",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it is CO2 of energy use.
    #[must_use]
    pub fn is_energy(self) -> bool {
        matches!(self, Self::Fuel | Self::Electricity | Self::Heat)
    }

    /// Whether its lines are in no total.
    #[must_use]
    pub fn is_apart(self) -> bool {
        matches!(self, Self::Biogenic | Self::Market | Self::Indirect)
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

/// One emission source of a method.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id in the method.
    pub id: String,
    /// Names, Chinese and English.
    pub name_zh: String,
    /// The English name.
    pub name_en: String,
    /// What a reader must know of it, Chinese and English; may be empty.
    pub note_zh: String,
    /// The English note.
    pub note_en: String,
    /// 1 or 2; 3 for what is indirect.
    pub scope: u8,
    /// Its place among the method's categories of indirect emissions; none for any other source.
    pub category: Option<String>,
    /// What its lines are.
    pub kind: Kind,
    /// Half the 95 % interval of its activity data, as a share of them; none when nobody states it.
    pub half_width: Option<Ratio>,
    /// The gas of its lines; none when its factors say it.
    pub gas: Option<String>,
    /// How they are computed: by the first formula whose values are all there.
    pub formulas: Vec<Formula>,
    /// Categories of items that it takes.
    pub categories: Vec<Category>,
    /// Codes of further items that it takes.
    pub items: Vec<String>,
    /// What it makes of each flow; any other flow is an error.
    pub flows: BTreeMap<Flow, FlowRule>,
    /// Its parameters by the symbols of its formulas.
    pub parameters: BTreeMap<String, Parameter>,
}

impl Source {
    /// Whether it takes an item.
    #[must_use]
    pub fn takes(&self, item: &Item) -> bool {
        self.categories.contains(&item.category) || self.names(item)
    }

    /// Whether it takes an item by its own name, and not by its category.
    #[must_use]
    pub fn names(&self, item: &Item) -> bool {
        self.items.contains(&item.code)
    }

    /// Whether its lines are of the same kind and gas as another's: then both cannot be made of one row.
    #[must_use]
    pub fn doubles(&self, other: &Self) -> bool {
        self.kind == other.kind && self.gas == other.gas
    }
}
