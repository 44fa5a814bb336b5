//! `E_heat = E × (H ÷ e_H) ÷ (H ÷ e_H + P ÷ e_P)`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | E | emissions of a plant that makes heat and power | tCO2e |
//! | H, P | heat and power made | GJ |
//! | e_H, e_P | efficiencies of making each alone | 1 |
//!
//! Power has the rest, so that both add up. Source: GHG Protocol, allocation of emissions from combined heat and power, efficiency
//! method.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// E, tCO2e.
    pub emissions: Ratio,
    /// H, GJ.
    pub heat: Ratio,
    /// `e_H`, a fraction.
    pub heat_efficiency: Ratio,
    /// P, GJ.
    pub power: Ratio,
    /// `e_P`, a fraction.
    pub power_efficiency: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "allocation",
    text: "{emissions} tCO2e × ({heat} GJ ÷ {heat_efficiency}) ÷ ({heat} GJ ÷ {heat_efficiency} + {power} GJ ÷ {power_efficiency})",
    unit: "tCO2e",
    function: |inputs| of(inputs, to_heat),
};

/// tCO2e that heat bears; nothing where there is neither heat nor power, or an efficiency is zero.
#[must_use]
pub fn to_heat(input: &Input) -> Option<Ratio> {
    let heat = input.heat.divided_by(&input.heat_efficiency)?;
    let power = input.power.divided_by(&input.power_efficiency)?;
    input.emissions.times(&heat).divided_by(&heat.plus(&power))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Figure;

    /// The pulp and paper tool of the GHG Protocol: 5,482 t over 15 GJ of heat at 0.80 and 8 GJ of power at 0.35: 2,470.5 t are
    /// printed, good to half a tonne, since its ratio of efficiencies was rounded before.
    #[test]
    fn heat_and_power_of_a_mill() {
        let parse = |text| Ratio::parse(text).unwrap();
        let input = Input {
            emissions: parse("5482"),
            heat: parse("15"),
            heat_efficiency: parse("0.80"),
            power: parse("8"),
            power_efficiency: parse("0.35"),
        };
        assert_eq!(Figure::round(&to_heat(&input).unwrap(), 1).to_string(), "2470.4");
        assert_eq!(to_heat(&Input { heat: Ratio::zero(), power: Ratio::zero(), ..input }), None);
    }
}
