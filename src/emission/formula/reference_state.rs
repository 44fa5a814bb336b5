//! `V_0 = V × T_0 ÷ T × p ÷ p_0`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | V | gas as counted | m3 |
//! | T, p | at this temperature and pressure | K, kPa |
//! | T_0, p_0 | those of the state that is asked for: 273.15 and 101.325 for Nm3 | K, kPa |
//!
//! Source: the ideal gas; GB/T 32150-2015 counts gas at 0 °C and 101.325 kPa.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// T, K.
    pub temperature: Ratio,
    /// p, kPa.
    pub pressure: Ratio,
    /// `T_0`, K.
    pub reference_temperature: Ratio,
    /// `p_0`, kPa.
    pub reference_pressure: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "reference_state",
    text: "{quantity} m3 × {reference_temperature} K ÷ {temperature} K × {pressure} kPa ÷ {reference_pressure} kPa",
    unit: "m3",
    function: |inputs| of(inputs, ratio),
};

/// Cubic metres at the state asked for, in one as counted; nothing at a state without temperature or pressure.
#[must_use]
pub fn ratio(input: &Input) -> Option<Ratio> {
    let warmth = input.reference_temperature.divided_by(&input.temperature)?;
    Some(warmth.times(&input.pressure.divided_by(&input.reference_pressure)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gas counted at 20 °C: what our releases state for it, 27315/29315; 15 °C and 1 bar to 0 °C and 1 atm and back is nothing.
    #[test]
    fn twenty_degrees_and_there_and_back() {
        let at = |[temperature, pressure, reference_temperature, reference_pressure]: [&str; 4]| {
            let parse = |text| Ratio::parse(text).unwrap();
            let (reference_temperature, reference_pressure) = (parse(reference_temperature), parse(reference_pressure));
            let input = Input { temperature: parse(temperature), pressure: parse(pressure), reference_temperature, reference_pressure };
            ratio(&input).unwrap()
        };
        assert_eq!(at(["293.15", "101.325", "273.15", "101.325"]), Ratio::parse("27315/29315").unwrap());
        let there = at(["288.15", "100", "273.15", "101.325"]);
        assert_eq!(there.times(&at(["273.15", "101.325", "288.15", "100"])), Ratio::one());
    }
}
