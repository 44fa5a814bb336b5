//! `E = Q × (C_1 − (1 − C_1) × C_2 ÷ (1 − C_2)) × OF × r`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | Q | catalyst before it is regenerated | t |
//! | `C_1`, `C_2` | carbon in it before and after, as shares of its mass | 1 |
//! | OF | share of carbon oxidised, 98 % | 1 |
//! | r | carbon to CO2, 44/12 | tCO2/tC |
//!
//! What is not carbon stays: it is `(1 − C_1)` of the catalyst before and `(1 − C_2)` of the catalyst after.
//!
//! Source: 中国石油化工企业温室气体排放核算方法与报告指南(试行), intermittent regeneration of catalysts.

use serde::{Deserialize, Serialize};

use super::carbon_balance::{self, Stream};
use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// `C_1`, a fraction.
    pub carbon_before: Ratio,
    /// `C_2`, a fraction.
    #[serde(default = "Ratio::zero")]
    pub carbon_after: Ratio,
    /// OF, a fraction.
    #[serde(default = "Ratio::one")]
    pub oxidation: Ratio,
    /// r, tCO2/tC.
    pub carbon_to_co2: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "regeneration",
    text: "{quantity} t × ({carbon_before} − (1 − {carbon_before}) × {carbon_after} ÷ (1 − {carbon_after})) × {oxidation} × {carbon_to_co2} tCO2/tC",
    unit: "tCO2",
    function: |inputs| of(inputs, rate),
};

/// tCO2 per tonne of catalyst: the carbon that goes in less that which comes out; nothing where nothing but carbon comes out.
#[must_use]
pub fn rate(input: &Input) -> Option<Ratio> {
    let left = input.carbon_before.complement().divided_by(&input.carbon_after.complement())?;
    Some(carbon_balance::emission(&carbon_balance::Input {
        inputs: vec![Stream { amount: Ratio::one(), carbon: input.carbon_before.clone() }],
        outputs: vec![Stream { amount: left, carbon: input.carbon_after.clone() }],
        stock_change: Ratio::zero(),
        oxidation: input.oxidation.clone(),
        carbon_to_co2: input.carbon_to_co2.clone(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No worked example is published. 100 t with 4 % of carbon are 96 t of catalyst; with 1 % of carbon left they are 96 ÷ 0.99 t,
    /// and hold 0.96 ÷ 0.99 t of carbon.
    #[test]
    fn what_is_not_carbon_stays() {
        let parse = |text| Ratio::parse(text).unwrap();
        let input =
            Input { carbon_before: parse("0.04"), carbon_after: parse("0.01"), oxidation: parse("0.98"), carbon_to_co2: parse("44/12") };
        let burnt = parse("4").minus(&parse("96/99")).times(&parse("0.98")).times(&parse("44/12"));
        assert_eq!(rate(&input).unwrap().times(&parse("100")), burnt);
        assert_eq!(rate(&Input { carbon_after: Ratio::one(), ..input }), None);
    }
}
