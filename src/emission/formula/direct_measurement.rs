//! `E = C × F × t × GWP ÷ 10^6`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | C | mean concentration of the gas in what leaves the stack | g/m3 |
//! | F | mean flow, at the state at which C is measured | m3/h |
//! | t | time | h |
//! | GWP | of the gas; 1 for CO2 | tCO2e/t |
//!
//! Source: GB/T 32150-2015, the route of direct measurement 实测法.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// C, g/m3.
    pub concentration: Ratio,
    /// F, m3/h.
    pub flow: Ratio,
    /// t, h.
    pub hours: Ratio,
    /// GWP, tCO2e/t.
    #[serde(default = "Ratio::one")]
    pub gwp: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "direct_measurement",
    text: "{concentration} g/m3 × {flow} m3/h × {hours} h × {gwp} ÷ 1000000",
    unit: "tCO2e",
    function: |inputs| of(inputs, |input| Some(emission(input))),
};

/// tCO2e.
#[must_use]
pub fn emission(input: &Input) -> Ratio {
    let grams = input.concentration.times(&input.flow).times(&input.hours);
    grams.times(&input.gwp).times(&Ratio::new(1, 1_000_000))
}

#[cfg(test)]
mod tests {
    use super::super::gas_volume;
    use super::*;

    /// No worked example is published. A concentration is a share of a density: 12 % of 1977 g/m3.
    #[test]
    fn it_is_the_volume_of_the_gas_and_its_density() {
        let parse = |text| Ratio::parse(text).unwrap();
        let measured = Input { concentration: parse("237.24"), flow: parse("50000"), hours: parse("7200"), gwp: Ratio::one() };
        let by_volume = gas_volume::rate(&gas_volume::Input {
            share: parse("0.12"),
            density: parse("0.001977"),
            destroyed: Ratio::zero(),
            gwp: Ratio::one(),
        });
        assert_eq!(emission(&measured), by_volume.times(&parse("360000000")));
    }
}
