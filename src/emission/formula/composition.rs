//! `EF = Σ (w − w_n) × k`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | w | mass share of an oxide (CaO, MgO) in clinker or dust | 1 |
//! | w_n | the part of it that did not come from a carbonate | 1 |
//! | k | CO2 per oxide: 44/56 and 44/40, or 0.785 and 1.092 | tCO2/t |
//!
//! Source: GB/T 32151.8-2015 (cement); the cement protocol of the Cement Sustainability Initiative.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// An oxide.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Oxide {
    /// w, a fraction.
    pub share: Ratio,
    /// `w_n`, a fraction.
    #[serde(default = "Ratio::zero")]
    pub non_carbonate: Ratio,
    /// k, tCO2/t.
    pub co2: Ratio,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Every oxide.
    pub oxides: Vec<Oxide>,
}

pub(super) const EQUATION: Equation = Equation {
    name: "composition",
    text: "{quantity} t × Σ {oxides} [({share} − {non_carbonate}) × {co2} tCO2/t]",
    unit: "tCO2",
    function: |inputs| of(inputs, |input| Some(rate(input))),
};

/// tCO2 per tonne of clinker or dust.
#[must_use]
pub fn rate(input: &Input) -> Ratio {
    input.oxides.iter().map(|oxide| oxide.share.minus(&oxide.non_carbonate).times(&oxide.co2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Clinker with 65 % CaO, of which 1.5 % not from carbonate, and 1.5 % MgO, of which 0.5 %: 0.509395 tCO2/t is printed.
    #[test]
    fn a_clinker_by_its_oxides() {
        let oxide = |[share, non_carbonate, co2]: [&str; 3]| {
            let parse = |text| Ratio::parse(text).unwrap();
            Oxide { share: parse(share), non_carbonate: parse(non_carbonate), co2: parse(co2) }
        };
        let input = Input { oxides: [["0.65", "0.015", "0.785"], ["0.015", "0.005", "1.092"]].map(oxide).into() };
        assert_eq!(rate(&input).to_text(), "0.509395");
    }
}
