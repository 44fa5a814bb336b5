//! `E = Q × (CC × OF × r + x_CO2 × ρ_CO2 + x_CH4 × (1 − OF) × ρ_CH4 × GWP)`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | Q | gas flared | 万Nm3 |
//! | CC | carbon in all components but CO2 | tC/万Nm3 |
//! | OF | share of carbon oxidised, 98 % | 1 |
//! | r | carbon to CO2, 44/12 | tCO2/tC |
//! | x | volume shares | 1 |
//! | ρ | densities: 19.7 and 7.17 | t/万Nm3 |
//! | GWP | of CH4 | tCO2e/t |
//!
//! Source: 中国石油和天然气生产企业温室气体排放核算方法与报告指南(试行), flares.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// CC, tC per unit of volume.
    pub carbon_content: Ratio,
    /// OF, a fraction.
    pub oxidation: Ratio,
    /// r, tCO2/tC.
    pub carbon_to_co2: Ratio,
    /// `x_CO2`, a fraction.
    #[serde(default = "Ratio::zero")]
    pub co2_share: Ratio,
    /// `ρ_CO2`, t per unit of volume.
    pub co2_density: Ratio,
    /// `x_CH4`, a fraction.
    #[serde(default = "Ratio::zero")]
    pub ch4_share: Ratio,
    /// `ρ_CH4`, t per unit of volume.
    pub ch4_density: Ratio,
    /// GWP of CH4, tCO2e/t.
    pub gwp: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "flare",
    text: "{quantity} unit × ({carbon_content} tC/unit × {oxidation} × {carbon_to_co2} tCO2/tC + {co2_share} × {co2_density} t/unit \
           + {ch4_share} × (1 − {oxidation}) × {ch4_density} t/unit × {gwp})",
    unit: "tCO2e",
    function: |inputs| of(inputs, |input| Some(rate(input))),
};

/// tCO2e per unit of volume.
#[must_use]
pub fn rate(input: &Input) -> Ratio {
    let burnt = input.carbon_content.times(&input.oxidation).times(&input.carbon_to_co2);
    let passed = input.co2_share.times(&input.co2_density);
    let slipped = input.ch4_share.times(&input.oxidation.complement()).times(&input.ch4_density).times(&input.gwp);
    burnt.plus(&passed).plus(&slipped)
}

#[cfg(test)]
mod tests {
    use super::super::{fuel_carbon, gas_volume};
    use super::*;

    /// No worked example of the whole is published. It is the sum of three formulas that are: carbon burnt, CO2 that passes,
    /// CH4 that slips.
    #[test]
    fn it_is_carbon_burnt_co2_passed_and_ch4_slipped() {
        let parse = |text| Ratio::parse(text).unwrap();
        let input = Input {
            carbon_content: parse("5.6"),
            oxidation: parse("0.98"),
            carbon_to_co2: parse("44/12"),
            co2_share: parse("0.03"),
            co2_density: parse("19.7"),
            ch4_share: parse("0.78"),
            ch4_density: parse("7.17"),
            gwp: parse("21"),
        };
        let burnt = fuel_carbon::rate(&fuel_carbon::Input {
            carbon_content: parse("5.6"),
            oxidation: parse("0.98"),
            carbon_to_co2: parse("44/12"),
            biogenic: Ratio::zero(),
        });
        let gas = |share, density, destroyed, gwp| {
            gas_volume::rate(&gas_volume::Input {
                share: parse(share),
                density: parse(density),
                destroyed: parse(destroyed),
                gwp: parse(gwp),
            })
        };
        assert_eq!(rate(&input), burnt.plus(&gas("0.03", "19.7", "0", "1")).plus(&gas("0.78", "7.17", "0.98", "21")));
    }
}
