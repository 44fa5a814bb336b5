//! Units, each with its exact ratio to the base unit of its dimension.

use std::sync::{Arc, OnceLock};

use super::names::{Names, id};
use super::rows::Rows;
use crate::finding::Fault;
use crate::measure::{Ratio, Spellings};

/// A unit's place in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(u16);

impl UnitId {
    /// So many units a table may have at most: records keep a unit in twelve bits.
    pub const MAX_COUNT: u16 = 1 << 12;

    /// The id at a place.
    #[must_use]
    pub fn of_number(number: u16) -> Self {
        Self(number)
    }

    /// Its place as a number.
    #[must_use]
    pub fn number(self) -> u16 {
        self.0
    }
}

/// What a unit measures. Gas at the standard state is a dimension of its own: a plain cubic metre does not say at which
/// temperature it was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Base GJ.
    Energy,
    /// Base t.
    Mass,
    /// Base m3.
    Volume,
    /// Base Nm3: 0 °C, 101.325 kPa.
    GasVolume,
    /// Base 万元.
    Money,
    /// Base m2.
    Area,
    /// Base km.
    Distance,
    /// Base t·km.
    Freight,
    /// Base 1.
    Count,
}

impl Dimension {
    const ALL: [Self; 9] =
        [Self::Energy, Self::Mass, Self::Volume, Self::GasVolume, Self::Money, Self::Area, Self::Distance, Self::Freight, Self::Count];

    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "energy" => Self::Energy,
            "mass" => Self::Mass,
            "volume" => Self::Volume,
            "gas_volume" => Self::GasVolume,
            "money" => Self::Money,
            "area" => Self::Area,
            "distance" => Self::Distance,
            "freight" => Self::Freight,
            "count" => Self::Count,
            _ => return None,
        })
    }

    /// Whether a quantity of this dimension may be given in a unit of `unit`: its own, or a plain volume for a gas.
    #[must_use]
    pub fn takes(self, unit: Self) -> bool {
        self == unit || (self == Self::GasVolume && unit == Self::Volume)
    }
}

/// A unit.
#[derive(Debug)]
pub struct Unit {
    /// Its code, as it is printed.
    pub code: String,
    /// What it measures.
    pub dimension: Dimension,
    /// How many base units of its dimension it is.
    pub ratio: Ratio,
}

/// The unit table.
#[derive(Debug)]
pub struct Units {
    units: Vec<Unit>,
    names: Names,
    /// Every name, with the dimension that it measures.
    spoken: Vec<(Dimension, String)>,
    spellings: OnceLock<Spelt>,
}

/// What is said of a unit that nobody knows.
#[derive(Debug)]
struct Spelt {
    all: Spellings,
    /// The names and the list of codes of those that measure a dimension.
    of: Vec<(Dimension, Spellings, Arc<str>)>,
    codes: Arc<str>,
}

const COLUMNS: &[&str] = &["code", "dimension", "ratio", "aliases", "name_zh", "name_en", "note"];

impl Units {
    /// Reads the unit table.
    ///
    /// # Errors
    /// Names file and line of what is wrong.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self, Fault> {
        let mut units = Vec::new();
        let (mut names, mut spoken) = (Names::default(), Vec::new());
        for row in Rows::read(file, bytes, COLUMNS)?.iter() {
            let at = id(&row, units.len())?;
            if at >= UnitId::MAX_COUNT {
                return Err(row.fault(format!("more than {} rows", UnitId::MAX_COUNT)));
            }
            let code = row.required("code")?;
            let ratio =
                Ratio::parse(row.get("ratio")).filter(Ratio::is_positive).ok_or_else(|| row.fault("ratio is no number above zero"))?;
            let dimension = Dimension::parse(row.get("dimension")).ok_or_else(|| row.fault("unknown dimension"))?;
            for name in [code, row.get("name_zh"), row.get("name_en")].into_iter().chain(row.aliases()).filter(|name| !name.is_empty()) {
                names.add(&row, name, at)?;
                spoken.push((dimension, name.to_owned()));
            }
            units.push(Unit { code: code.to_owned(), dimension, ratio });
        }
        Ok(Self { units, names, spoken, spellings: OnceLock::new() })
    }

    /// The unit of a name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<UnitId> {
        self.names.find(name).map(UnitId)
    }

    /// A unit.
    #[must_use]
    pub fn get(&self, id: UnitId) -> &Unit {
        &self.units[usize::from(id.0)]
    }

    /// Every unit in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter()
    }

    /// The name of a unit that is nearest to a text: of a unit in which a quantity of the dimension may be given, where it is known.
    #[must_use]
    pub fn nearest(&self, text: &str, dimension: Option<Dimension>) -> Option<&str> {
        self.names(dimension).0.nearest(text)
    }

    /// The codes of all units, or of those in which a quantity of the dimension may be given.
    #[must_use]
    pub fn listed(&self, dimension: Option<Dimension>) -> &Arc<str> {
        self.names(dimension).1
    }

    fn names(&self, dimension: Option<Dimension>) -> (&Spellings, &Arc<str>) {
        let spelt = self.spellings.get_or_init(|| self.spelt());
        let known = dimension.and_then(|wanted| spelt.of.iter().find(|(known, ..)| *known == wanted));
        known.map_or((&spelt.all, &spelt.codes), |(_, names, codes)| (names, codes))
    }

    fn spelt(&self) -> Spelt {
        let spellings = |takes: &dyn Fn(Dimension) -> bool| {
            Spellings::of(self.spoken.iter().filter(|(dimension, _)| takes(*dimension)).map(|(_, name)| name.as_str()))
        };
        let of = |wanted: Dimension| (wanted, spellings(&|dimension| wanted.takes(dimension)), self.of(wanted).join(", ").into());
        let codes: Vec<&str> = self.iter().map(|unit| unit.code.as_str()).collect();
        Spelt { all: spellings(&|_| true), of: Dimension::ALL.map(of).into(), codes: codes.join(", ").into() }
    }

    /// The codes of the units in which a quantity of a dimension may be given.
    #[must_use]
    pub fn of(&self, dimension: Dimension) -> Vec<&str> {
        self.units.iter().filter(|unit| dimension.takes(unit.dimension)).map(|unit| unit.code.as_str()).collect()
    }
}
