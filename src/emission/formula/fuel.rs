//! `E = FC × NCV × CC × OF × r`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | FC | fuel consumed | base unit (t, Nm3) |
//! | NCV | net calorific value | GJ per base unit |
//! | CC | carbon content per unit of heat | tC/GJ |
//! | OF | share of carbon oxidised | 1 |
//! | r | carbon to CO2, 44/12 | tCO2/tC |
//!
//! Source: 工业其他行业企业温室气体排放核算方法与报告指南(试行), combustion of fossil fuel; the same equation in every Chinese
//! guideline.

use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug)]
pub struct Input {
    /// NCV, GJ per base unit.
    pub ncv: Ratio,
    /// CC, tC/GJ.
    pub carbon_content: Ratio,
    /// OF, a fraction.
    pub oxidation: Ratio,
    /// r, tCO2/tC.
    pub carbon_to_co2: Ratio,
}

/// tCO2 per base unit of fuel.
#[must_use]
pub fn rate(input: &Input) -> Ratio {
    input.ncv.times(&input.carbon_content).times(&input.oxidation).times(&input.carbon_to_co2)
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
            };
            assert_eq!(Figure::round(&rate(&input), 3).to_string(), want);
        }
    }
}
