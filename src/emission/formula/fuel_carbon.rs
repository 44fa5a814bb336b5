//! `E = FC × C × OF × r × (1 − BF)`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | FC | fuel consumed | base unit (t, Nm3, GJ) |
//! | C | carbon content, measured | tC per base unit |
//! | OF | share of carbon oxidised | 1 |
//! | r | carbon to CO2, 44/12 | tCO2/tC |
//! | BF | share of carbon that is biogenic | 1 |
//!
//! Source: the guidelines for power, steel and cement where the carbon content as received is measured; IPCC 2006, volume 2.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// C, tC per base unit.
    pub carbon_content: Ratio,
    /// OF, a fraction.
    #[serde(default = "Ratio::one")]
    pub oxidation: Ratio,
    /// r, tCO2/tC.
    pub carbon_to_co2: Ratio,
    /// BF, a fraction.
    #[serde(default = "Ratio::zero")]
    pub biogenic: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "fuel_carbon",
    text: "{quantity} unit × {carbon_content} tC/unit × {oxidation} × {carbon_to_co2} tCO2/tC × (1 − {biogenic})",
    unit: "tCO2",
    function: |inputs| of(inputs, |input| Some(rate(input))),
};

/// tCO2 of fossil origin per base unit of fuel.
#[must_use]
pub fn rate(input: &Input) -> Ratio {
    input.carbon_content.times(&input.oxidation).times(&input.carbon_to_co2).times(&input.biogenic.complement())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Figure;

    /// US EPA, greenhouse gas equivalencies: 0.1 mmBtu of gas per therm, 14.43 kgC/mmBtu, all oxidised: 0.005291 tCO2/therm.
    #[test]
    fn a_therm_of_gas() {
        let parse = |text| Ratio::parse(text).unwrap();
        let input =
            Input { carbon_content: parse("0.01443"), oxidation: Ratio::one(), carbon_to_co2: parse("44/12"), biogenic: Ratio::zero() };
        assert_eq!(Figure::round(&rate(&input).times(&parse("0.1")), 6).to_string(), "0.005291");
    }
}
