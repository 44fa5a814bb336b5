//! `E = ((W × (COD_in − COD_out) − S) × B_0 × MCF − R) × GWP ÷ 1000`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | W | waste water treated without air | m3 |
//! | COD | chemical oxygen demand at inlet and outlet | kgCOD/m3 |
//! | S | taken out with sludge | kgCOD |
//! | B_0 | most methane that COD can give, 0.25 | kgCH4/kgCOD |
//! | MCF | correction for the way of treatment | 1 |
//! | R | methane recovered | kgCH4 |
//! | GWP | of CH4 | tCO2e/t |
//!
//! Source: the guidelines for paper, food and other industry; 2006 IPCC Guidelines, volume 5, chapter 6.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// W, m3.
    pub volume: Ratio,
    /// `COD_in`, kgCOD/m3.
    pub cod_in: Ratio,
    /// `COD_out`, kgCOD/m3.
    #[serde(default = "Ratio::zero")]
    pub cod_out: Ratio,
    /// S, kgCOD.
    #[serde(default = "Ratio::zero")]
    pub sludge: Ratio,
    /// `B_0`, kgCH4/kgCOD.
    pub methane_capacity: Ratio,
    /// MCF, a fraction.
    #[serde(default = "Ratio::one")]
    pub methane_correction: Ratio,
    /// R, kgCH4.
    #[serde(default = "Ratio::zero")]
    pub recovered: Ratio,
    /// GWP of CH4, tCO2e/t; 1 for the mass of CH4.
    #[serde(default = "Ratio::one")]
    pub gwp: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "waste_water",
    text: "(({volume} m3 × ({cod_in} kgCOD/m3 − {cod_out} kgCOD/m3) − {sludge} kgCOD) × {methane_capacity} kgCH4/kgCOD × {methane_correction} \
           − {recovered} kgCH4) × {gwp} ÷ 1000",
    unit: "tCO2e",
    function: |inputs| of(inputs, |input| Some(emission(input))),
};

/// tCO2e; below zero where more is recovered than the factors allow, which is for the caller to judge.
#[must_use]
pub fn emission(input: &Input) -> Ratio {
    let removed = input.volume.times(&input.cod_in.minus(&input.cod_out)).minus(&input.sludge);
    let methane = removed.times(&input.methane_capacity).times(&input.methane_correction).minus(&input.recovered);
    methane.times(&input.gwp).times(&Ratio::new(1, 1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pulp and paper tool of the GHG Protocol: 3,000,000 kg COD at 0.25 give 750 tCH4, 20,250 tCO2e at 27.
    #[test]
    fn the_anaerobic_lagoon_of_a_mill() {
        let parse = |text| Ratio::parse(text).unwrap();
        let input = Input {
            volume: parse("1000000"),
            cod_in: parse("3"),
            cod_out: Ratio::zero(),
            sludge: Ratio::zero(),
            methane_capacity: parse("0.25"),
            methane_correction: Ratio::one(),
            recovered: Ratio::zero(),
            gwp: parse("27"),
        };
        assert_eq!(emission(&input).to_text(), "20250");
        assert!(emission(&Input { recovered: parse("750000"), ..input }).is_zero());
    }
}
