//! `E = FC × NCV × CC × OF × r × (1 − BF)`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | FC | fuel consumed | base unit (t, Nm3) |
//! | NCV | net calorific value | GJ per base unit |
//! | CC | carbon content per unit of heat | tC/GJ |
//! | OF | share of carbon oxidised | 1 |
//! | r | carbon to CO2, 44/12 | tCO2/tC |
//! | BF | share of carbon that is biogenic; its CO2 is reported apart, as what is left out here | 1 |
//!
//! Source: 工业其他行业企业温室气体排放核算方法与报告指南(试行), combustion of fossil fuel; the same equation in every Chinese
//! guideline. Where the carbon itself is measured, `fuel_carbon`; where it is known by heat alone, `fuel_energy`.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// NCV, GJ per base unit; 1 where fuel is counted in GJ.
    #[serde(default = "Ratio::one")]
    pub ncv: Ratio,
    /// CC, tC/GJ.
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
    name: "fuel",
    text: "{quantity} unit × {ncv} GJ/unit × {carbon_content} tC/GJ × {oxidation} × {carbon_to_co2} tCO2/tC × (1 − {biogenic})",
    unit: "tCO2",
    function: |inputs| of(inputs, |input| Some(rate(input))),
};

/// tCO2 of fossil origin per base unit of fuel.
#[must_use]
pub fn rate(input: &Input) -> Ratio {
    let carbon = input.ncv.times(&input.carbon_content).times(&input.oxidation);
    carbon.times(&input.carbon_to_co2).times(&input.biogenic.complement())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Figure;

    /// Published factors of other non-ferrous industries: natural gas 21.622 tCO2/万Nm3 (389.31 GJ/万Nm3, 0.0153 tC/GJ,
    /// 99 %), semi-coke 2.853 tCO2/t (28.435 GJ/t, 0.02942 tC/GJ, 93 %).
    #[test]
    fn the_published_factors_of_gas_and_semi_coke() {
        for (ncv, carbon_content, oxidation, want) in [("389.31", "0.0153", "0.99", "21.622"), ("28.435", "0.02942", "0.93", "2.853")] {
            let parse = |text| Ratio::parse(text).unwrap();
            let input = Input {
                ncv: parse(ncv),
                carbon_content: parse(carbon_content),
                oxidation: parse(oxidation),
                carbon_to_co2: parse("44/12"),
                biogenic: Ratio::zero(),
            };
            assert_eq!(Figure::round(&rate(&input), 3).to_string(), want);
        }
    }
}
