//! `EF = n × M(CO2) ÷ M`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | n | molecules of CO2 from one of the material | 1 |
//! | M(CO2), M | molar masses, as the method's version states them | g/mol |
//!
//! Source: conservation of mass. Only where a guideline says so: the printed factors of carbonates do not all follow from
//! one set of molar masses.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// n.
    #[serde(default = "Ratio::one")]
    pub molecules: Ratio,
    /// M(CO2), g/mol.
    pub co2_molar_mass: Ratio,
    /// M, g/mol.
    pub molar_mass: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "stoichiometry",
    text: "{quantity} t × {molecules} × {co2_molar_mass} g/mol ÷ {molar_mass} g/mol",
    unit: "tCO2",
    function: |inputs| of(inputs, rate),
};

/// tCO2 per tonne of material; nothing without a molar mass.
#[must_use]
pub fn rate(input: &Input) -> Option<Ratio> {
    input.molecules.times(&input.co2_molar_mass).divided_by(&input.molar_mass)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Figure;

    /// CaMg(CO3)2 of 184.4 g/mol gives twice 44.01: 0.4773, as guidelines print it; FeCO3 of 115.85 g/mol 0.3799.
    #[test]
    fn dolomite_and_siderite() {
        for (molecules, molar_mass, want) in [("2", "184.4", "0.4773"), ("1", "115.85", "0.3799")] {
            let parse = |text| Ratio::parse(text).unwrap();
            let input = Input { molecules: parse(molecules), co2_molar_mass: parse("44.01"), molar_mass: parse(molar_mass) };
            assert_eq!(Figure::round(&rate(&input).unwrap(), 4).to_string(), want);
        }
    }
}
