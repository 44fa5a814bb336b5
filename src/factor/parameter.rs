//! What a table may hold values of: the closed list of parameters.
//!
//! A parameter may carry a condition behind `@`, as in `enthalpy@0.5MPa,160C` or `ch4@manufacturing`: one table then holds
//! values of the same kind that hold under different conditions, and a method names the condition that it means.

use crate::measure::Ratio;
use crate::nomenclature::{Dimension, Units};

use super::unit::FactorUnit;

/// What a value may be used for. The electricity families stand apart here: the average of a grid is for inventories, the
/// margins of a grid are for projects, the footprint of electricity is for products.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// Inventories of enterprises: scopes 1 and 2.
    Inventory,
    /// Baselines of CDM and CCER projects: operating and build margin.
    ProjectBaseline,
    /// Life cycles: footprints of products.
    ProductFootprint,
    /// Limits and benchmarks that a result is compared with.
    Benchmark,
}

impl Purpose {
    /// Its name in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Inventory => "inventory",
            Self::ProjectBaseline => "project_baseline",
            Self::ProductFootprint => "product_footprint",
            Self::Benchmark => "benchmark",
        }
    }
}

/// The form of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `%` or `1`.
    Fraction,
    /// A mass per something.
    Mass,
    /// An energy per something.
    Energy,
}

/// A parameter, by its name before any `@`.
#[derive(Clone, Copy, Debug)]
pub struct ParameterKind {
    /// Its name.
    pub name: &'static str,
    /// What it may be used for.
    pub purpose: Purpose,
    form: Form,
    /// Decimals between which a value in base units lies; physics sets them, not plausibility.
    least: Option<&'static str>,
    most: Option<&'static str>,
}

const fn kind(name: &'static str, purpose: Purpose, form: Form) -> ParameterKind {
    ParameterKind { name, purpose, form, least: Some("0"), most: None }
}

const fn mass(name: &'static str) -> ParameterKind {
    kind(name, Purpose::Inventory, Form::Mass)
}

const fn energy(name: &'static str) -> ParameterKind {
    kind(name, Purpose::Inventory, Form::Energy)
}

const fn fraction(name: &'static str) -> ParameterKind {
    ParameterKind { most: Some("1"), ..kind(name, Purpose::Inventory, Form::Fraction) }
}

/// A limit may lie below zero: a converter that passes on more energy than it takes in.
const fn limit(name: &'static str, form: Form) -> ParameterKind {
    ParameterKind { least: None, ..kind(name, Purpose::Benchmark, form) }
}

/// Every parameter.
pub const PARAMETERS: &[ParameterKind] = &[
    mass("emission_factor"),
    mass("grid_average"),
    mass("grid_average_ex_market_non_fossil"),
    mass("grid_fossil_only"),
    mass("reporting_factor"),
    kind("operating_margin", Purpose::ProjectBaseline, Form::Mass),
    kind("build_margin", Purpose::ProjectBaseline, Form::Mass),
    kind("nonbaseload", Purpose::ProjectBaseline, Form::Mass),
    kind("footprint", Purpose::ProductFootprint, Form::Mass),
    kind("well_to_tank", Purpose::ProductFootprint, Form::Mass),
    kind("transmission", Purpose::ProductFootprint, Form::Mass),
    energy("ncv"),
    energy("average_ncv"),
    energy("gross_calorific_value"),
    // Pure carbon holds 12 g in 394 kJ; hydrogen beside it makes less, ballast such as CO2 in the gas makes more.
    ParameterKind { least: Some("0.01"), most: Some("0.08"), ..mass("carbon_content") },
    // Of a material's mass no more than all is carbon.
    ParameterKind { most: Some("1"), ..mass("carbon_fraction") },
    fraction("oxidation"),
    fraction("carbonate_content"),
    fraction("conversion"),
    fraction("volatile_carbon"),
    mass("carbon_fixed"),
    mass("co2"),
    mass("ch4"),
    mass("n2o"),
    mass("co2e"),
    mass("cf4"),
    mass("c2f6"),
    mass("sf6"),
    mass("hfc23"),
    mass("b0"),
    mass("gwp100"),
    mass("density"),
    mass("standard_coal"),
    energy("enthalpy"),
    energy("specific_heat"),
    limit("energy_limit", Form::Energy),
    limit("power_limit", Form::Energy),
    limit("coal_limit", Form::Energy),
    limit("coke_limit", Form::Mass),
    limit("energy_benchmark", Form::Energy),
    limit("energy_baseline", Form::Energy),
    limit("power_benchmark", Form::Energy),
    limit("power_baseline", Form::Energy),
    limit("ets_benchmark", Form::Mass),
];

impl ParameterKind {
    /// The kind of a parameter, with or without a condition.
    #[must_use]
    pub fn of(parameter: &str) -> Option<&'static Self> {
        let name = parameter.split_once('@').map_or(parameter, |(name, _)| name);
        PARAMETERS.iter().find(|kind| kind.name == name)
    }

    /// What its unit measures above the stroke.
    #[must_use]
    pub fn above(&self) -> Dimension {
        if self.form == Form::Energy { Dimension::Energy } else { Dimension::Mass }
    }

    /// A unit, read as this parameter's; nothing when it does not fit.
    #[must_use]
    pub fn unit(&self, text: &str, units: &Units) -> Option<FactorUnit> {
        FactorUnit::parse(text, self.above(), units).filter(|unit| unit.per.is_none() == (self.form == Form::Fraction))
    }

    /// The bounds that a value in base units breaks, as text; nothing when it lies between them.
    #[must_use]
    pub fn broken_bound(&self, value: &Ratio) -> Option<&'static str> {
        let below = self.least.filter(|least| Ratio::parse(least).is_some_and(|least| *value < least));
        below.or_else(|| self.most.filter(|most| Ratio::parse(most).is_some_and(|most| *value > most)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct_and_conditions_stand_behind_them() {
        for (at, kind) in PARAMETERS.iter().enumerate() {
            assert!(PARAMETERS[..at].iter().all(|other| other.name != kind.name), "{}", kind.name);
        }
        assert_eq!(ParameterKind::of("ch4@manufacturing").unwrap().name, "ch4");
        assert!(ParameterKind::of("grid_averages").is_none());
    }

    #[test]
    fn the_electricity_families_have_purposes_of_their_own() {
        let purpose = |name| ParameterKind::of(name).unwrap().purpose;
        assert_eq!(purpose("grid_average"), Purpose::Inventory);
        assert_eq!(purpose("operating_margin"), Purpose::ProjectBaseline);
        assert_eq!(purpose("footprint@wind_power"), Purpose::ProductFootprint);
    }

    #[test]
    fn physics_sets_bounds() {
        let broken = |name, value| ParameterKind::of(name).unwrap().broken_bound(&Ratio::parse(value).unwrap());
        assert_eq!(broken("oxidation", "1.01"), Some("1"));
        assert_eq!(broken("carbon_content", "0.0974"), Some("0.08"));
        assert_eq!(broken("carbon_content", "0.00258"), Some("0.01"));
        assert_eq!(broken("emission_factor", "-1"), Some("0"));
        assert_eq!(broken("energy_limit@L1", "-30"), None);
        assert_eq!(broken("carbon_content", "0.0708"), None);
    }
}
