//! Which values a rate was made of, and where each comes from.

use crate::activity::RowParameter;
use crate::factor::{Choice, FactorUnit, Key, ParameterKind, choose, nearest_keys};
use crate::flag::Flag;
use crate::measure::{Exact, Month, Ratio};
use crate::method::{Constant, Formula, Lookup, Mark, Parameter, Sort, Symbol};
use crate::nomenclature::{Dimension, Item, RegionLevel, Unit, Units};
use crate::release::Release;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The row states it.
    Measured {
        /// In this column.
        column: &'static str,
    },
    /// The method states it.
    Constant {
        /// How sure it is; none for what is true by definition.
        mark: Option<Mark>,
        /// Where it is from.
        source: String,
    },
    /// The quantity of a month that was not reported is that of this one.
    Estimated {
        /// The reported month with the highest emissions.
        from: Month,
    },
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

/// Why a rate cannot be made.
pub(super) enum Lack {
    /// The enterprise's region is not known, and a factor depends on it.
    Open,
    /// No table has the value.
    Factor { parameter: String, table: String, nearest: Vec<String> },
    /// The row does not state it, and nothing else does.
    Parameter(&'static Symbol, Option<&'static RowParameter>),
    /// The formula would divide by zero.
    ZeroDivisor(Formula),
}

impl Lack {
    /// A value whose unit does not measure the item.
    pub(super) fn misfit(symbol: &'static Symbol, parameter: &Parameter) -> Self {
        let table = parameter.table.as_ref().map(|lookup| lookup.table.clone()).unwrap_or_default();
        Self::Factor { parameter: symbol.name.to_owned(), table, nearest: Vec::new() }
    }
}

/// A value that the row states, in the unit of its column. `row` is the unit of the row's quantity and its base units.
pub(super) fn stated(
    symbol: &'static Symbol,
    (column, value): (&RowParameter, Exact),
    (item, row): (&Item, (&Unit, &Ratio)),
    units: &Units,
) -> Option<Found> {
    let unit = column.unit.replace("{unit}", &units.get(item.unit).code);
    let plain = |ratio| FactorUnit { ratio, per: None };
    let (unit, read) = match symbol.sort {
        Sort::Number => (unit, plain(Ratio::one())),
        Sort::Quantity => (row.0.code.clone(), plain(row.1.clone())),
        Sort::Amount => units.find(&unit).map(|id| plain(units.get(id).ratio.clone())).map(|read| (unit, read))?,
        Sort::Mass(_) | Sort::Heat(_) => FactorUnit::parse(&unit, symbol.sort.above(), units).map(|read| (unit, read))?,
    };
    let origin = Origin::Measured { column: column.name };
    let used = UsedParameter { name: symbol.name, value: value.to_string(), unit, origin };
    Some(Found { value: value.ratio().times(&read.ratio), per: read.per, gas: String::new(), used, flags: Vec::new() })
}

/// A number of the method; nothing when its unit is not one of the symbol's.
pub(super) fn constant(symbol: &'static Symbol, constant: &Constant, units: &Units) -> Option<Found> {
    let read = constant.unit_as(symbol.sort, units)?;
    let origin = Origin::Constant { mark: constant.mark, source: constant.source.clone() };
    let used = UsedParameter { name: symbol.name, value: constant.text.clone(), unit: constant.unit.clone(), origin };
    let flags = unconfirmed(constant.mark).collect();
    Some(Found { value: constant.value.times(&read.ratio), per: read.per, gas: String::new(), used, flags })
}

/// The flag of a number that is not sure.
pub(super) fn unconfirmed(mark: Option<Mark>) -> impl Iterator<Item = Flag> {
    mark.filter(|mark| mark.is_unconfirmed()).map(|_| Flag::Unconfirmed).into_iter()
}

/// A value from the factor table that the method names.
pub(super) fn from_table(name: &'static str, parameter: &Lookup, key: Key<'_>, release: &Release) -> Result<Found, Lack> {
    let regions = &release.nomenclature().regions;
    let table = release.table(&parameter.table);
    let key = Key { parameter: &parameter.parameter, item: parameter.item.as_deref().unwrap_or(key.item), ..key };
    let found = table.and_then(|table| choose(table, key, &parameter.rungs, regions).map(|choice| (table, choice)));
    let found = found.and_then(|(table, choice)| {
        let unit = ParameterKind::of(&parameter.parameter)?.unit(&choice.row.unit, &release.nomenclature().units)?;
        Some((table, choice, unit))
    });
    let Some((table, choice, unit)) = found else {
        let nearest = table.map(|table| nearest_keys(table, key, regions)).unwrap_or_default();
        return Err(Lack::Factor { parameter: parameter.parameter.clone(), table: parameter.table.clone(), nearest });
    };
    let origin = Origin::Factor { table: table.name.clone(), version: table.version.clone(), factor_id: choice.row.id.clone() };
    let used = UsedParameter { name, value: choice.row.value.to_string(), unit: choice.row.unit.clone(), origin };
    let value = Exact::from(choice.row.value).ratio().times(&unit.ratio);
    Ok(Found { value, per: unit.per, gas: choice.row.gas.clone(), used, flags: flags_of(parameter, &choice) })
}

fn flags_of(parameter: &Lookup, choice: &Choice<'_>) -> Vec<Flag> {
    let national = (choice.rung == Some(RegionLevel::Country) && parameter.prefers_nearer()).then_some(Flag::NationalFactor);
    let year = choice.row.data_year.or_else(|| choice.row.valid_to.map(crate::measure::Date::year));
    let carried = year.filter(|_| choice.carried_forward).map(Flag::CarriedForward);
    let recalled = choice.row.is_recalled().then_some(Flag::Recalled);
    national.into_iter().chain(carried).chain(recalled).chain(unconfirmed(parameter.mark)).collect()
}
