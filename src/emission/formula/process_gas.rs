//! `E = FC × (1 − h) × g × (1 − a × d) × GWP`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | FC | gas bought for etching and cleaning | t |
//! | h | residue left in containers | 1 |
//! | g | 1 − U for the gas itself, U the share used up; B for a by-product | t/t |
//! | a | share of the gas that goes through abatement | 1 |
//! | d | share that abatement destroys | 1 |
//! | GWP | of the gas that leaves | tCO2e/t |
//!
//! Source: 电子设备制造企业温室气体排放核算方法与报告指南(试行), process gases and by-products.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// h, a fraction.
    #[serde(default = "Ratio::zero")]
    pub residue: Ratio,
    /// U, a fraction.
    #[serde(default = "Ratio::zero")]
    pub used: Ratio,
    /// B, t/t; 1 for the gas itself.
    #[serde(default = "Ratio::one")]
    pub by_product: Ratio,
    /// a, a fraction.
    #[serde(default = "Ratio::zero")]
    pub abated: Ratio,
    /// d, a fraction.
    #[serde(default = "Ratio::zero")]
    pub destroyed: Ratio,
    /// GWP, tCO2e/t.
    #[serde(default = "Ratio::one")]
    pub gwp: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "process_gas",
    text: "{quantity} t × (1 − {residue}) × (1 − {used}) × {by_product} × (1 − {abated} × {destroyed}) × {gwp}",
    unit: "tCO2e",
    function: |inputs| of(inputs, |input| Some(rate(input))),
};

/// tCO2e per tonne of gas bought.
#[must_use]
pub fn rate(input: &Input) -> Ratio {
    let made = input.residue.complement().times(&input.used.complement()).times(&input.by_product);
    made.times(&input.abated.times(&input.destroyed).complement()).times(&input.gwp)
}

#[cfg(test)]
mod tests {
    use super::super::gas_release;
    use super::*;

    /// No worked example is published. Without residue and use it is a release with one abatement.
    #[test]
    fn it_is_a_release_where_nothing_is_used() {
        let parse = |text| Ratio::parse(text).unwrap();
        let [abated, destroyed, gwp] = ["0.9", "0.95", "17200"].map(parse);
        let nothing_used = Input {
            residue: Ratio::zero(),
            used: Ratio::zero(),
            by_product: Ratio::one(),
            abated: abated.clone(),
            destroyed: destroyed.clone(),
            gwp: gwp.clone(),
        };
        let abatements = vec![gas_release::Abatement { efficiency: destroyed, utilisation: abated }];
        let released = gas_release::rate(&gas_release::Input { generation: Ratio::one(), abatements, gwp });
        assert_eq!(rate(&nothing_used), released);
        let used = Input { residue: parse("0.1"), used: parse("0.8"), ..nothing_used };
        assert_eq!(rate(&used), released.times(&parse("0.9")).times(&parse("0.2")));
    }
}
