//! `I = E ÷ P`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | E | emissions | tCO2e |
//! | P | output: product, energy, money | any unit |
//!
//! Source: GB/T 32150-2015; the same quotient in every guideline.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// E, tCO2e.
    pub emissions: Ratio,
    /// P.
    pub output: Ratio,
}

pub(super) const EQUATION: Equation =
    Equation {
        name: "intensity", text: "{emissions} tCO2e ÷ {output} unit", unit: "tCO2e/unit", function: |inputs| of(inputs, intensity)
    };

/// tCO2e per unit of output; nothing without output.
#[must_use]
pub fn intensity(input: &Input) -> Option<Ratio> {
    input.emissions.divided_by(&input.output)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Figure;

    /// 12,730.2 t over 10,000,000 barrels of oil equivalent: 1.273 kg for each.
    #[test]
    fn kilograms_for_a_barrel() {
        let parse = |text| Ratio::parse(text).unwrap();
        let kilograms = intensity(&Input { emissions: parse("12730200"), output: parse("10000000") }).unwrap();
        assert_eq!(Figure::round(&kilograms, 3).to_string(), "1.273");
    }
}
