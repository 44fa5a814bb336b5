//! `E' = Σ E × GWP' ÷ GWP`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | E | emissions of a gas by the old set | tCO2e |
//! | GWP, GWP' | its potentials in the old and the new set | tCO2e/t |
//!
//! Source: recalculation in the GHG Protocol Corporate Standard; IPCC assessment reports.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// A gas.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Gas {
    /// E, tCO2e.
    pub emissions: Ratio,
    /// GWP, tCO2e/t.
    pub gwp: Ratio,
    /// GWP', tCO2e/t.
    pub new_gwp: Ratio,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Every gas.
    pub gases: Vec<Gas>,
}

pub(super) const EQUATION: Equation = Equation {
    name: "gwp_change",
    text: "Σ {gases} [{emissions} tCO2e × {new_gwp} ÷ {gwp}]",
    unit: "tCO2e",
    function: |inputs| of(inputs, restated),
};

/// tCO2e by the new set; nothing where an old potential is zero.
#[must_use]
pub fn restated(input: &Input) -> Option<Ratio> {
    input.gases.iter().map(|gas| gas.emissions.times(&gas.new_gwp).divided_by(&gas.gwp)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nitric acid, 189 tN2O: 50,085 t by AR5 (265) are 51,597 t by AR6 (273).
    #[test]
    fn nitrous_oxide_from_ar5_to_ar6() {
        let parse = |text| Ratio::parse(text).unwrap();
        let gases = vec![Gas { emissions: parse("50085"), gwp: parse("265"), new_gwp: parse("273") }];
        assert_eq!(restated(&Input { gases }).unwrap().reduced().to_text(), "51597");
    }
}
