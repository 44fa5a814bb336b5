//! `E = M × F × Σ w × EF`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | M | material | t |
//! | F | share that is decomposed; 1 without a measurement | 1 |
//! | w | mass share of a carbonate in the material (its purity, where it is alone) | 1 |
//! | EF | CO2 of a carbonate, as the guideline prints it: no one set of molar masses gives them all | tCO2/t |
//!
//! Source: the guidelines for glass, ceramics, chemicals, mining and lime; 2006 IPCC Guidelines, volume 3, table 2.1.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// A carbonate in a material.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Mineral {
    /// w, a fraction.
    #[serde(default = "Ratio::one")]
    pub share: Ratio,
    /// EF, tCO2/t.
    pub emission_factor: Ratio,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// F, a fraction.
    #[serde(default = "Ratio::one")]
    pub decomposed: Ratio,
    /// Every carbonate of the material.
    pub minerals: Vec<Mineral>,
}

pub(super) const EQUATION: Equation = Equation {
    name: "carbonate",
    text: "{quantity} t × {decomposed} × Σ {minerals} [{share} × {emission_factor} tCO2/t]",
    unit: "tCO2",
    function: |inputs| of(inputs, |input| Some(rate(input))),
};

/// tCO2 per tonne of material.
#[must_use]
pub fn rate(input: &Input) -> Ratio {
    input.decomposed.times(&input.minerals.iter().map(|mineral| mineral.share.times(&mineral.emission_factor)).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pulp and paper tool of the GHG Protocol: 7,000 t of make-up CaCO3 at 0.440 come to 3,080 t.
    #[test]
    fn make_up_limestone_of_a_pulp_mill() {
        let limestone = Mineral { share: Ratio::one(), emission_factor: Ratio::parse("0.440").unwrap() };
        let input = Input { decomposed: Ratio::one(), minerals: vec![limestone] };
        assert_eq!(rate(&input).times(&Ratio::parse("7000").unwrap()).to_text(), "3080");
    }
}
