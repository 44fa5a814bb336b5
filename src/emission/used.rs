//! Which values a rate was made of, and where each comes from.

use crate::activity::Measured;
use crate::factor::{Choice, Key, ParameterKind, choose, nearest_keys};
use crate::flag::Flag;
use crate::measure::{Exact, Ratio};
use crate::method::Parameter;
use crate::nomenclature::{Dimension, Item, RegionLevel};
use crate::release::Release;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The enterprise measured it.
    Measured,
    /// A row of a factor table.
    Factor {
        /// The table.
        table: String,
        /// Its version.
        version: String,
        /// The row.
        factor_id: String,
    },
}

/// One value that went into a rate, in the digits and the unit of its source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UsedParameter {
    /// The formula's name for it.
    pub name: &'static str,
    /// The value.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// A value ready for the formula, with what it was made of.
pub(super) struct Found {
    /// In base units.
    pub(super) value: Ratio,
    /// What per; none for a fraction.
    pub(super) per: Option<Dimension>,
    pub(super) gas: String,
    pub(super) used: UsedParameter,
    pub(super) flags: Vec<Flag>,
}

/// Why a parameter has no value.
pub(super) struct Missing {
    pub(super) parameter: String,
    pub(super) table: String,
    pub(super) nearest: Vec<String>,
}

/// A measured value in the units in which enterprises give it.
pub(super) fn measured(name: &'static str, measured: &Measured, item: &Item, release: &Release) -> Option<Found> {
    let unit = release.nomenclature().units.get(item.unit);
    let (value, text, ratio, per): (Exact, String, Ratio, Option<Dimension>) = match name {
        "ncv" => (measured.ncv?, format!("GJ/{}", unit.code), Ratio::one().divided_by(&unit.ratio)?, Some(item.dimension)),
        "carbon_content" => (measured.carbon_content?, "tC/GJ".to_owned(), Ratio::one(), Some(Dimension::Energy)),
        "oxidation" => (measured.oxidation?, "1".to_owned(), Ratio::one(), None),
        _ => return None,
    };
    let used = UsedParameter { name, value: value.to_string(), unit: text, origin: Origin::Measured };
    Some(Found { value: value.ratio().times(&ratio), per, gas: String::new(), used, flags: Vec::new() })
}

/// A value from the factor table that the method names.
pub(super) fn from_table(name: &'static str, parameter: &Parameter, key: Key<'_>, release: &Release) -> Result<Found, Missing> {
    let regions = &release.nomenclature().regions;
    let table = release.table(&parameter.table);
    let key = Key { parameter: &parameter.parameter, ..key };
    let found = table.and_then(|table| choose(table, key, &parameter.rungs, regions).map(|choice| (table, choice)));
    let found = found.and_then(|(table, choice)| {
        let unit = ParameterKind::of(&parameter.parameter)?.unit(&choice.row.unit, &release.nomenclature().units)?;
        Some((table, choice, unit))
    });
    let Some((table, choice, unit)) = found else {
        let nearest = table.map(|table| nearest_keys(table, key, regions)).unwrap_or_default();
        return Err(Missing { parameter: parameter.parameter.clone(), table: parameter.table.clone(), nearest });
    };
    let origin = Origin::Factor { table: table.name.clone(), version: table.version.clone(), factor_id: choice.row.id.clone() };
    let used = UsedParameter { name, value: choice.row.value.to_string(), unit: choice.row.unit.clone(), origin };
    let value = Exact::from(choice.row.value).ratio().times(&unit.ratio);
    Ok(Found { value, per: unit.per, gas: choice.row.gas.clone(), used, flags: flags_of(parameter, &choice) })
}

fn flags_of(parameter: &Parameter, choice: &Choice<'_>) -> Vec<Flag> {
    let national = (choice.rung == Some(RegionLevel::Country) && parameter.prefers_nearer()).then_some(Flag::NationalFactor);
    let year = choice.row.data_year.or_else(|| choice.row.valid_to.map(crate::measure::Date::year));
    let carried = year.filter(|_| choice.carried_forward).map(Flag::CarriedForward);
    let recalled = choice.row.is_recalled().then_some(Flag::Recalled);
    national.into_iter().chain(carried).chain(recalled).collect()
}
