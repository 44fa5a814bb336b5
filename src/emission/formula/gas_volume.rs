//! `E = V × x × ρ × (1 − d) × GWP`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | V | gas vented, recovered or flared | m3 at the state of ρ, in any unit |
//! | x | volume share of CH4 or CO2 | 1 |
//! | ρ | density, by the method's version: CO2 19.77 or 19.7, CH4 7.17 t/万Nm3 | t per unit of volume |
//! | d | share destroyed or captured | 1 |
//! | GWP | global warming potential; 1 for CO2 | tCO2e/t |
//!
//! Source: the guidelines for oil and gas, coal, petrochemicals and other industry; API compendium.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// x, a fraction.
    #[serde(default = "Ratio::one")]
    pub share: Ratio,
    /// ρ, t per unit of volume.
    pub density: Ratio,
    /// d, a fraction.
    #[serde(default = "Ratio::zero")]
    pub destroyed: Ratio,
    /// GWP, tCO2e/t.
    #[serde(default = "Ratio::one")]
    pub gwp: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "gas_volume",
    text: "{quantity} unit × {share} × {density} t/unit × (1 − {destroyed}) × {gwp}",
    unit: "tCO2e",
    function: |inputs| of(inputs, |input| Some(rate(input))),
};

/// tCO2e per unit of volume.
#[must_use]
pub fn rate(input: &Input) -> Ratio {
    input.share.times(&input.density).times(&input.destroyed.complement()).times(&input.gwp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Figure;

    /// Slip of a flare: 5,110,000 m3 with 78 % CH4, 98 % destroyed, 0.657 kg/m3: 52.373 tCH4 is printed.
    #[test]
    fn the_slip_of_a_flare() {
        let parse = |text| Ratio::parse(text).unwrap();
        let input = Input { share: parse("0.78"), density: parse("0.000657"), destroyed: parse("0.98"), gwp: Ratio::one() };
        assert_eq!(Figure::round(&rate(&input).times(&parse("5110000")), 3).to_string(), "52.373");
    }
}
