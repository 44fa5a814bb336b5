//! Where formulas find their values: in the row, in the method itself, in a factor table.

use std::collections::BTreeMap;

use super::symbol::Sort;
use crate::activity::{Measured, RowParameter};
use crate::factor::FactorUnit;
use crate::finding::Language;
use crate::measure::Ratio;
use crate::nomenclature::{Dimension, RegionLevel, Units};

/// How sure a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Read in the publishing authority's own text.
    Published,
    /// The authority's text, read through a public file that quotes it.
    Quoted,
    /// Read in one implementation or restatement of the text.
    Implemented,
    /// Two or more implementations that share no code agree.
    ImplementedTwice,
    /// General knowledge, seen in no source.
    Recalled,
    /// Sources disagree, or one contradicts itself.
    Disputed,
}

impl Mark {
    const ALL: [Self; 6] = [Self::Published, Self::Quoted, Self::Implemented, Self::ImplementedTwice, Self::Recalled, Self::Disputed];

    /// Its name in method files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Quoted => "quoted",
            Self::Implemented => "implemented",
            Self::ImplementedTwice => "implemented_twice",
            Self::Recalled => "recalled",
            Self::Disputed => "disputed",
        }
    }

    /// The mark of a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.name() == name)
    }

    /// In words.
    #[must_use]
    pub fn words(self, language: Language) -> &'static str {
        match self {
            Self::Published => language.pick("原文", "published"),
            Self::Quoted => language.pick("转引原文", "quoted"),
            Self::Implemented => language.pick("一处实现", "one implementation"),
            Self::ImplementedTwice => language.pick("两处独立实现一致", "two implementations agree"),
            Self::Recalled => language.pick("凭记忆，未见来源", "recalled, seen in no source"),
            Self::Disputed => language.pick("来源不一致", "sources disagree"),
        }
    }

    /// Whether a line that used the number says so.
    #[must_use]
    pub fn is_unconfirmed(self) -> bool {
        matches!(self, Self::Recalled | Self::Disputed)
    }
}

/// A number that belongs to a version of a method.
#[derive(Clone, Debug)]
pub struct Constant {
    /// As the method file writes it: a decimal or `a/b`.
    pub text: String,
    /// The same as a number.
    pub value: Ratio,
    /// Its unit; `1` for a plain number.
    pub unit: String,
    /// How sure it is; none for what is true by definition.
    pub mark: Option<Mark>,
    /// Where it is from.
    pub source: String,
    /// Half its 95 % interval, as a share of it; none when nobody states it.
    pub half_width: Option<Ratio>,
}

impl Constant {
    /// Its unit, reduced to base units; nothing when it is not one of what the value is.
    #[must_use]
    pub fn unit_as(&self, sort: Sort, units: &Units) -> Option<FactorUnit> {
        let plain = |ratio| FactorUnit { ratio, per: None };
        match sort {
            Sort::Number => FactorUnit::parse(&self.unit, Dimension::Mass, units).filter(|unit| unit.per.is_none()),
            Sort::Amount => units
                .find(&self.unit)
                .map(|id| units.get(id))
                .filter(|unit| unit.dimension == Dimension::Mass)
                .map(|unit| plain(unit.ratio.clone())),
            Sort::Quantity => Some(plain(Ratio::one())),
            Sort::Mass(_) | Sort::Heat(_) => FactorUnit::parse(&self.unit, sort.above(), units).filter(|unit| unit.per.is_some()),
        }
    }
}

/// A value in a factor table.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// The factor table's name.
    pub table: String,
    /// The parameter's name in that table; columns of the row may stand in it: `enthalpy@saturated,{pressure}MPa`.
    pub parameter: String,
    /// Those columns.
    pub conditions: Vec<&'static RowParameter>,
    /// How far it may climb.
    pub rungs: Vec<RegionLevel>,
    /// The item to look for, where it is not the row's own.
    pub item: Option<String>,
    /// The method's own doubt of it, beyond what the table says.
    pub mark: Option<Mark>,
}

impl Lookup {
    /// The parameter's name under the conditions that a row states; the column of one that it does not state.
    ///
    /// # Errors
    /// The column that is missing.
    pub fn under(&self, measured: &Measured) -> Result<String, &'static RowParameter> {
        let mut name = self.parameter.clone();
        for column in &self.conditions {
            let (_, value) = measured.get(column.name).ok_or(*column)?;
            name = name.replace(&format!("{{{}}}", column.name), &value.ratio().to_text());
        }
        Ok(name)
    }

    /// Whether finding it at the nation is worth a flag: nearer rungs were allowed and had nothing.
    #[must_use]
    pub fn prefers_nearer(&self) -> bool {
        self.rungs.iter().any(|rung| *rung < RegionLevel::Country)
    }
}

/// Where a formula finds one of its values: in the row before all else, then for the item, in a table, for every item.
#[derive(Clone, Debug, Default)]
pub struct Parameter {
    /// The column of the row that states it.
    pub column: Option<&'static RowParameter>,
    /// Whether the symbol falls away when nothing states it.
    pub optional: bool,
    /// Constants for single items, by their codes.
    pub values: BTreeMap<String, Constant>,
    /// A factor table.
    pub table: Option<Lookup>,
    /// A constant for every item.
    pub value: Option<Constant>,
    /// Half the 95 % interval of a default, as a share of it; none when nobody states it.
    pub half_width: Option<Ratio>,
}

impl Parameter {
    /// Every column that it reads.
    pub fn columns(&self) -> impl Iterator<Item = &'static RowParameter> {
        let conditions = self.table.iter().flat_map(|lookup| lookup.conditions.iter().copied());
        self.column.into_iter().chain(conditions)
    }

    /// The method's own number for an item.
    #[must_use]
    pub fn constant(&self, item: &str) -> Option<&Constant> {
        self.values.get(item).or(self.value.as_ref().filter(|_| self.table.is_none()))
    }
}
