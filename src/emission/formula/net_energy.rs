//! `E = (Q_in − Q_out − Q_nf) × EF`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | Q_in | purchased, as metered | MWh or GJ |
//! | Q_out | passed on to others | MWh or GJ |
//! | Q_nf | directly supplied or own non-fossil power inside the metered total | MWh or GJ |
//! | EF | grid or heat factor | tCO2/MWh or tCO2/GJ |
//!
//! Source: net purchased electricity and heat of every Chinese guideline. A net below zero is legal.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// `Q_in`.
    pub purchased: Ratio,
    /// `Q_out`.
    #[serde(default = "Ratio::zero")]
    pub exported: Ratio,
    /// `Q_nf`.
    #[serde(default = "Ratio::zero")]
    pub nonfossil: Ratio,
    /// EF, tCO2 per unit of energy.
    pub emission_factor: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "net_energy",
    text: "({purchased} unit − {exported} unit − {nonfossil} unit) × {emission_factor} tCO2/unit",
    unit: "tCO2",
    function: |inputs| of(inputs, |input| Some(emission(input))),
};

/// tCO2; below zero where more is passed on than bought.
#[must_use]
pub fn emission(input: &Input) -> Ratio {
    input.purchased.minus(&input.exported).minus(&input.nonfossil).times(&input.emission_factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same balance on clinker, as the cement protocol prints it: 50,000 t bought, 10,000 t sold, 0.862 t/t: 34,480 t.
    #[test]
    fn bought_less_sold() {
        let parse = |text| Ratio::parse(text).unwrap();
        let input =
            Input { purchased: parse("50000"), exported: parse("10000"), nonfossil: Ratio::zero(), emission_factor: parse("0.862") };
        assert_eq!(emission(&input).to_text(), "34480");
        assert_eq!(emission(&Input { nonfossil: parse("50000"), ..input }).to_text(), "-8620");
    }
}
