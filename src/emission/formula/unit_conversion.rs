//! `q = Q × a ÷ b`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | Q | quantity in one unit | any unit |
//! | a, b | base units in one unit of what is given and of what is wanted | base unit |
//!
//! Source: the definition of each unit; gas at another state wants `reference_state` too.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// a, base units in the unit given.
    #[serde(default = "Ratio::one")]
    pub from: Ratio,
    /// b, base units in the unit wanted.
    #[serde(default = "Ratio::one")]
    pub to: Ratio,
}

pub(super) const EQUATION: Equation =
    Equation { name: "unit_conversion", text: "{quantity} × {from} ÷ {to}", unit: "unit", function: |inputs| of(inputs, ratio) };

/// Units wanted in one unit given; nothing for a unit of zero.
#[must_use]
pub fn ratio(input: &Input) -> Option<Ratio> {
    input.from.divided_by(&input.to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Figure;

    /// US EPA, greenhouse gas equivalencies: 1,540.1 lb/MWh with 2,204.6 lb to the tonne are 0.000699 t/kWh.
    #[test]
    fn pounds_for_a_megawatt_hour() {
        let parse = |text| Ratio::parse(text).unwrap();
        let tonnes = ratio(&Input { from: parse("1/2204.6"), to: parse("1000") }).unwrap();
        assert_eq!(Figure::round(&tonnes.times(&parse("1540.1")), 6).to_string(), "0.000699");
    }
}
