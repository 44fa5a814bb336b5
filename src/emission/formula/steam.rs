//! `Q = m × (h − h_0) ÷ 1000`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | m | steam | t |
//! | h | its enthalpy by pressure and temperature, from the table that the method names | kJ/kg |
//! | h_0 | enthalpy of water at 20 °C, 83.74 | kJ/kg |
//!
//! Source: conversion of heat in every Chinese guideline.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// h, kJ/kg.
    pub enthalpy: Ratio,
    /// `h_0`, kJ/kg.
    pub base_enthalpy: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "steam",
    text: "{quantity} t × ({enthalpy} kJ/kg − {base_enthalpy} kJ/kg) ÷ 1000",
    unit: "GJ",
    function: |inputs| of(inputs, |input| Some(heat(input))),
};

/// GJ per tonne of steam.
#[must_use]
pub fn heat(input: &Input) -> Ratio {
    input.enthalpy.minus(&input.base_enthalpy).times(&Ratio::new(1, 1000))
}

#[cfg(test)]
mod tests {
    use super::super::hot_water;
    use super::*;

    /// No worked example is published. The base enthalpy 83.74 kJ/kg is that of water at 20 °C (20 × 4.1868 = 83.736, rounded),
    /// so that water just brought to 100 °C, 419.06 kJ/kg, holds the heat of hot water to the rounding of its table.
    #[test]
    fn hot_water_and_its_enthalpy_agree() {
        let parse = |text| Ratio::parse(text).unwrap();
        let by_enthalpy = heat(&Input { enthalpy: parse("419.06"), base_enthalpy: parse("83.74") });
        let water = hot_water::Input { temperature: parse("100"), base_temperature: parse("20"), heat_capacity: parse("4.1868") };
        assert!(by_enthalpy.minus(&hot_water::heat(&water)).magnitude() < parse("0.001"));
        assert_eq!(by_enthalpy.to_text(), "0.33532");
    }
}
