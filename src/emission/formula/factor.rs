//! `E = AD × EF × Π f`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | AD | activity: electricity, heat, carbonate … | base unit of the item's dimension (GJ, t, Nm3) |
//! | EF | emission factor | tCO2e per base unit |
//! | f | purity, decomposition, conversion, utilisation … | 1 |
//!
//! Source: the product of activity and factor of every guideline; 工业其他行业企业温室气体排放核算方法与报告指南(试行), net
//! purchased electricity and heat, carbonates.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// EF, tCO2e per base unit.
    pub emission_factor: Ratio,
    /// f: the product of all fractions; 1 when there is none.
    #[serde(default = "Ratio::one")]
    pub fraction: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "factor",
    text: "{quantity} unit × {emission_factor} tCO2e/unit × {fraction}",
    unit: "tCO2e",
    function: |inputs| of(inputs, |input| Some(rate(input))),
};

/// tCO2e per base unit of activity.
#[must_use]
pub fn rate(input: &Input) -> Ratio {
    input.emission_factor.times(&input.fraction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{Exact, Figure, Rate};

    /// 1,000 megawatt hours at the published national factor of 2023, 0.5306: 530.6 t.
    #[test]
    fn a_thousand_megawatt_hours_in_2023() {
        let per_gigajoule = Ratio::parse("0.5306/3.6").unwrap();
        let megawatt_hours = Ratio::parse("3.6").unwrap();
        let rate = Rate::new(&rate(&Input { emission_factor: per_gigajoule, fraction: Ratio::one() }).times(&megawatt_hours));
        assert_eq!(rate.apply(Exact::new(1000, 0).unwrap()).unwrap().to_string(), "530.600000000");
    }

    /// Oxalic acid of other non-ferrous industries: 0.349 t/t at a purity of 99.6 % is printed as 0.3476.
    #[test]
    fn a_purity_is_a_fraction() {
        let input = Input { emission_factor: Ratio::parse("0.349").unwrap(), fraction: Ratio::parse("0.996").unwrap() };
        assert_eq!(Figure::round(&rate(&input), 4).to_string(), "0.3476");
    }
}
