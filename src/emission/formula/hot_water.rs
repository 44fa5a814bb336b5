//! `Q = m × (T − T_0) × c ÷ 1000`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | m | hot water | t |
//! | T, T_0 | its temperature, and the one from which heat counts (20) | °C |
//! | c | heat capacity, 4.1868 | kJ/(kg·°C) |
//!
//! Source: conversion of heat in every Chinese guideline.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// T, °C.
    pub temperature: Ratio,
    /// `T_0`, °C.
    pub base_temperature: Ratio,
    /// c, kJ/(kg·°C).
    pub heat_capacity: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "hot_water",
    text: "{quantity} t × ({temperature} °C − {base_temperature} °C) × {heat_capacity} kJ/(kg·°C) ÷ 1000",
    unit: "GJ",
    function: |inputs| of(inputs, |input| Some(heat(input))),
};

/// GJ per tonne of water.
#[must_use]
pub fn heat(input: &Input) -> Ratio {
    input.temperature.minus(&input.base_temperature).times(&input.heat_capacity).times(&Ratio::new(1, 1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No worked example is published. By the definition of the kilocalorie, 1 t of water warmed by 1 °C takes 1,000 kcal of
    /// 4.1868 kJ; water at the base temperature brings nothing.
    #[test]
    fn a_tonne_by_one_degree() {
        let parse = |text| Ratio::parse(text).unwrap();
        let input = Input { temperature: parse("21"), base_temperature: parse("20"), heat_capacity: parse("4.1868") };
        assert_eq!(heat(&input).to_text(), "0.0041868");
        assert!(heat(&Input { temperature: parse("20"), ..input }).is_zero());
    }
}
