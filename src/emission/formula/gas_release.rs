//! `E = AD × EF × (1 − Σ η × μ) × GWP`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | AD | gas, or product that generates it | t |
//! | EF | gas generated or lost per activity; 1 where the gas itself is counted | t/t |
//! | η | share that an abatement destroys | 1 |
//! | μ | share of the time that it runs | 1 |
//! | GWP | global warming potential over 100 years | tCO2e/t |
//!
//! Source: the guidelines for chemicals (nitric and adipic acid), aluminium, power equipment and fluorochemicals; GWP from the
//! IPCC assessment reports, in the set that the method names.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// An abatement.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Abatement {
    /// η, a fraction.
    pub efficiency: Ratio,
    /// μ, a fraction.
    #[serde(default = "Ratio::one")]
    pub utilisation: Ratio,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// EF, t/t.
    #[serde(default = "Ratio::one")]
    pub generation: Ratio,
    /// Every abatement.
    #[serde(default)]
    pub abatements: Vec<Abatement>,
    /// GWP, tCO2e/t; 1 for the mass of the gas.
    #[serde(default = "Ratio::one")]
    pub gwp: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "gas_release",
    text: "{quantity} t × {generation} t/t × (1 − Σ {abatements} [{efficiency} × {utilisation}]) × {gwp}",
    unit: "tCO2e",
    function: |inputs| of(inputs, |input| Some(rate(input))),
};

/// tCO2e per tonne of activity.
#[must_use]
pub fn rate(input: &Input) -> Ratio {
    let abated: Ratio = input.abatements.iter().map(|abatement| abatement.efficiency.times(&abatement.utilisation)).sum();
    input.generation.times(&abated.complement()).times(&input.gwp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{Exact, Rate};

    /// 10 kg of SF6 at the AR5 value 23,500: 235 tCO2e.
    #[test]
    fn ten_kilograms_of_sulphur_hexafluoride() {
        let gas = Input { generation: Ratio::one(), abatements: Vec::new(), gwp: Ratio::parse("23500").unwrap() };
        let rate = Rate::new(&rate(&gas).times(&Ratio::parse("0.001").unwrap()));
        assert_eq!(rate.apply(Exact::new(10, 0).unwrap()).unwrap().to_string(), "235.000000000");
    }

    /// 10,000 t of nitric acid at 7 kgN2O/t, 88 % destroyed 95 % of the time: 11.48 tN2O is printed.
    #[test]
    fn nitric_acid_with_abatement() {
        let parse = |text| Ratio::parse(text).unwrap();
        let abatement = Abatement { efficiency: parse("0.88"), utilisation: parse("0.95") };
        let input = Input { generation: parse("0.007"), abatements: vec![abatement], gwp: Ratio::one() };
        assert_eq!(rate(&input).times(&parse("10000")).to_text(), "11.48");
    }
}
