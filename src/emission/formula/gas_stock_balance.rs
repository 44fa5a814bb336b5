//! `E = (S_open + P − S_close − X − ΔC) × GWP`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | S_open, S_close | stock at the beginning and the end | t |
//! | P | bought | t |
//! | X | sold, returned, recovered, sent for destruction | t |
//! | ΔC | what the charge of the equipment has grown by | t |
//! | GWP | global warming potential over 100 years | tCO2e/t |
//!
//! Source: 机械设备制造企业 and 中国电网企业温室气体排放核算方法与报告指南(试行); US 40 CFR 98, subpart DD.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// `S_open`, t.
    #[serde(default = "Ratio::zero")]
    pub opening: Ratio,
    /// P, t.
    #[serde(default = "Ratio::zero")]
    pub purchased: Ratio,
    /// `S_close`, t.
    #[serde(default = "Ratio::zero")]
    pub closing: Ratio,
    /// X, t.
    #[serde(default = "Ratio::zero")]
    pub sold: Ratio,
    /// ΔC, t.
    #[serde(default = "Ratio::zero")]
    pub capacity_change: Ratio,
    /// GWP, tCO2e/t; 1 for the mass of the gas.
    #[serde(default = "Ratio::one")]
    pub gwp: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "gas_stock_balance",
    text: "({opening} t + {purchased} t − {closing} t − {sold} t − {capacity_change} t) × {gwp}",
    unit: "tCO2e",
    function: |inputs| of(inputs, |input| Some(emission(input))),
};

/// tCO2e; below zero where the books do not close, which is for the caller to judge.
#[must_use]
pub fn emission(input: &Input) -> Ratio {
    let lost = input.opening.plus(&input.purchased).minus(&input.closing).minus(&input.sold).minus(&input.capacity_change);
    lost.times(&input.gwp)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ledger of SF6: 10 kg, 50 bought, 49 at the end, 1 recovered and 5 returned: 5 kg, 126 t at 25,200.
    #[test]
    fn a_ledger_of_sulphur_hexafluoride() {
        let parse = |text| Ratio::parse(text).unwrap();
        let input = Input {
            opening: parse("0.010"),
            purchased: parse("0.050"),
            closing: parse("0.049"),
            sold: parse("0.006"),
            capacity_change: Ratio::zero(),
            gwp: parse("25200"),
        };
        assert_eq!(emission(&input).to_text(), "126");
    }
}
