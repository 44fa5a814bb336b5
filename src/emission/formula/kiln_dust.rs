//! `EF = f ÷ (1 − f)`, `f = EF_cl ÷ (1 + EF_cl) × d`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | EF_cl | emission factor of clinker | tCO2/t |
//! | d | degree of calcination of the dust that leaves the kiln | 1 |
//! | f | CO2 lost, as a share of the raw meal | 1 |
//!
//! Source: the cement protocol of the Cement Sustainability Initiative, cement kiln dust.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// `EF_cl`, tCO2/t.
    pub clinker_factor: Ratio,
    /// d, a fraction.
    pub calcination: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "kiln_dust",
    text: "{quantity} t × f ÷ (1 − f), f = {clinker_factor} t/t ÷ (1 + {clinker_factor} t/t) × {calcination}",
    unit: "tCO2",
    function: |inputs| of(inputs, rate),
};

/// tCO2 per tonne of dust; nothing where all of the raw meal would have become CO2.
#[must_use]
pub fn rate(input: &Input) -> Option<Ratio> {
    let lost = input.clinker_factor.divided_by(&Ratio::one().plus(&input.clinker_factor))?.times(&input.calcination);
    lost.divided_by(&lost.complement())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Figure;

    /// Fully calcined dust is clinker: 20,000 t at 0.525 are 10,500 t; at 0.8 the same equation gives 7,601.81 t.
    #[test]
    fn dust_that_is_calcined_and_dust_that_is_not_quite() {
        for (calcination, want) in [("1", "10500.00"), ("0.8", "7601.81")] {
            let parse = |text| Ratio::parse(text).unwrap();
            let input = Input { clinker_factor: parse("0.525"), calcination: parse(calcination) };
            assert_eq!(Figure::round(&rate(&input).unwrap().times(&parse("20000")), 2).to_string(), want);
        }
    }
}
