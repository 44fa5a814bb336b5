//! `E = Σ Q × EF`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | Q | electricity taken from a grid | MWh |
//! | EF | that grid's average factor | tCO2e/MWh |
//!
//! Source: GHG Protocol Scope 2 Guidance, location-based method. Contracts and certificates change nothing here.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What was taken from a grid.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Supply {
    /// Q, MWh.
    pub energy: Ratio,
    /// EF, tCO2e/MWh.
    pub factor: Ratio,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Every grid.
    pub supplies: Vec<Supply>,
}

pub(super) const EQUATION: Equation = Equation {
    name: "scope2_location",
    text: "Σ {supplies} [{energy} unit × {factor} tCO2e/unit]",
    unit: "tCO2e",
    function: |inputs| of(inputs, |input| Some(emission(input))),
};

/// tCO2e.
#[must_use]
pub fn emission(input: &Input) -> Ratio {
    input.supplies.iter().map(|supply| supply.energy.times(&supply.factor)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1,000,000 kWh at 0.20 kg/kWh: 200 t, whatever was contracted.
    #[test]
    fn a_million_kilowatt_hours() {
        let parse = |text| Ratio::parse(text).unwrap();
        assert_eq!(emission(&Input { supplies: vec![Supply { energy: parse("1000"), factor: parse("0.20") }] }).to_text(), "200");
    }
}
