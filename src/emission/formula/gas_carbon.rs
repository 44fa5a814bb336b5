//! `CC = Σ x × n × M(C) ÷ V_m`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | x | volume share of a component | 1 |
//! | n | its carbon atoms | 1 |
//! | M(C) | molar mass of carbon, 12; of CO2 where tonnes of CO2 are wanted | g/mol |
//! | V_m | molar volume at the state in which the gas is counted: 22.4 at 0 °C | L/mol |
//!
//! g/L is kg/m3; tC/万Nm3 are ten times that. Source: the guidelines for oil and gas and petrochemicals, flares and fuel gas by
//! composition.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// A component of a gas.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// x, a fraction.
    pub share: Ratio,
    /// n.
    pub carbon_atoms: Ratio,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Every component with carbon.
    pub components: Vec<Component>,
    /// M, g/mol.
    pub molar_mass: Ratio,
    /// `V_m`, L/mol.
    pub molar_volume: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "gas_carbon",
    text: "{quantity} m3 × Σ {components} [{share} × {carbon_atoms}] × {molar_mass} g/mol ÷ {molar_volume} L/mol",
    unit: "kg",
    function: |inputs| of(inputs, content),
};

/// kg per m3 of gas at the state of the molar volume; nothing without one.
#[must_use]
pub fn content(input: &Input) -> Option<Ratio> {
    let atoms: Ratio = input.components.iter().map(|component| component.share.times(&component.carbon_atoms)).sum();
    atoms.times(&input.molar_mass).divided_by(&input.molar_volume)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Figure;

    /// A flare of 5,110,000 m3 with 78 % CH4, 12 % C2H6 and 5 % C3H8, 42.2208 mol/m3, 98 % burnt: 10,887.1 tCO2 is printed, good to 5.
    #[test]
    fn the_carbon_of_a_flare() {
        let parse = |text| Ratio::parse(text).unwrap();
        let component = |(share, atoms)| Component { share: parse(share), carbon_atoms: parse(atoms) };
        let input = Input {
            components: [("0.78", "1"), ("0.12", "2"), ("0.05", "3")].map(component).into(),
            molar_mass: parse("44.01"),
            molar_volume: parse("1000/42.2208"),
        };
        let tonnes = content(&input).unwrap().times(&parse("5110")).times(&parse("0.98"));
        assert_eq!(Figure::round(&tonnes, 1).to_string(), "10887.1");
    }
}
