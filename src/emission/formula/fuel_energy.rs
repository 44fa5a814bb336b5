//! `E = FC × NCV × EF × OF × (1 − BF)`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | FC | fuel consumed | base unit (t, Nm3, GJ) |
//! | NCV | net calorific value; 1 where fuel is counted in GJ | GJ per base unit |
//! | EF | CO2 per unit of heat | tCO2/GJ |
//! | OF | share of carbon oxidised; 1 in tier 1 | 1 |
//! | BF | share of carbon that is biogenic; CO2 alone knows it, never CH4 and N2O | 1 |
//!
//! Source: 2006 IPCC Guidelines, volume 2, tier 1; Regulation (EU) 2018/2066, annex II.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// NCV, GJ per base unit.
    #[serde(default = "Ratio::one")]
    pub ncv: Ratio,
    /// EF, tCO2/GJ.
    pub co2: Ratio,
    /// OF, a fraction.
    #[serde(default = "Ratio::one")]
    pub oxidation: Ratio,
    /// BF, a fraction.
    #[serde(default = "Ratio::zero")]
    pub biogenic: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "fuel_energy",
    text: "{quantity} unit × {ncv} GJ/unit × {co2} tCO2/GJ × {oxidation} × (1 − {biogenic})",
    unit: "tCO2",
    function: |inputs| of(inputs, |input| Some(rate(input))),
};

/// tCO2 of fossil origin per base unit of fuel.
#[must_use]
pub fn rate(input: &Input) -> Ratio {
    input.ncv.times(&input.co2).times(&input.oxidation).times(&input.biogenic.complement())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Wood of 15.6 GJ/t at 112 kgCO2/GJ, the defaults of IPCC 2006: 1.7472 tCO2/t.
    #[test]
    fn a_tonne_of_wood() {
        let parse = |text| Ratio::parse(text).unwrap();
        let input = Input { ncv: parse("15.6"), co2: parse("0.112"), oxidation: Ratio::one(), biogenic: Ratio::zero() };
        assert_eq!(rate(&input).to_text(), "1.7472");
        let burnt = Input { oxidation: parse("0.98"), biogenic: parse("0.27"), ..input };
        assert_eq!(rate(&burnt), parse("1.7472").times(&parse("0.98")).times(&parse("0.73")));
    }
}
