//! `w = P(CO2) × M(CO2) ÷ Σ P × M`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | P | volume share of a component of the shielding gas | 1 |
//! | M | its molar mass | g/mol |
//! | w | mass share of CO2 | 1 |
//!
//! Source: 机械设备制造企业温室气体排放核算方法与报告指南(试行), CO2-shielded welding.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// Another gas of the mixture.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Gas {
    /// P, a fraction.
    pub share: Ratio,
    /// M, g/mol.
    pub molar_mass: Ratio,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// P(CO2), a fraction.
    pub co2_share: Ratio,
    /// M(CO2), g/mol.
    pub co2_molar_mass: Ratio,
    /// All other components.
    #[serde(default)]
    pub others: Vec<Gas>,
}

pub(super) const EQUATION: Equation = Equation {
    name: "welding_gas",
    text: "{quantity} t × {co2_share} × {co2_molar_mass} g/mol ÷ ({co2_share} × {co2_molar_mass} g/mol + Σ {others} [{share} × {molar_mass} g/mol])",
    unit: "tCO2",
    function: |inputs| of(inputs, co2),
};

/// tCO2 per tonne of shielding gas; nothing of a mixture without mass.
#[must_use]
pub fn co2(input: &Input) -> Option<Ratio> {
    let co2 = input.co2_share.times(&input.co2_molar_mass);
    let others: Ratio = input.others.iter().map(|gas| gas.share.times(&gas.molar_mass)).sum();
    co2.divided_by(&co2.plus(&others))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No worked example is published. Pure CO2 is all CO2; where both gases weigh the same, mass shares are volume shares.
    #[test]
    fn pure_gas_and_gases_of_one_mass() {
        let parse = |text| Ratio::parse(text).unwrap();
        let pure = Input { co2_share: parse("1"), co2_molar_mass: parse("44"), others: Vec::new() };
        assert_eq!(co2(&pure), Some(Ratio::one()));
        let other = Gas { share: parse("0.8"), molar_mass: parse("44") };
        assert_eq!(co2(&Input { co2_share: parse("0.2"), others: vec![other], ..pure }), Some(parse("0.2")));
    }
}
