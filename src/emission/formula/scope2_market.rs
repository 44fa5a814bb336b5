//! `E = Σ Q_i × EF_i + (Q − Σ Q_i) × EF_res`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | Q | electricity consumed | MWh |
//! | Q_i | the part that a contract or certificate covers | MWh |
//! | EF_i | its factor | tCO2e/MWh |
//! | EF_res | residual mix; the grid's average where no residual mix is published, which must be said | tCO2e/MWh |
//!
//! Source: GHG Protocol Scope 2 Guidance, market-based method.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// A contract or certificate.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// `Q_i`, MWh.
    pub energy: Ratio,
    /// `EF_i`, tCO2e/MWh.
    #[serde(default = "Ratio::zero")]
    pub factor: Ratio,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Q, MWh.
    pub consumed: Ratio,
    /// Every contract.
    #[serde(default)]
    pub contracts: Vec<Contract>,
    /// `EF_res`, tCO2e/MWh.
    pub residual_factor: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "scope2_market",
    text: "Σ {contracts} [{energy} unit × {factor} tCO2e/unit] + ({consumed} unit − Σ {contracts} [{energy} unit]) × {residual_factor} tCO2e/unit",
    unit: "tCO2e",
    function: |inputs| of(inputs, |input| Some(emission(input))),
};

/// tCO2e. Contracts for more than was consumed are for the caller to refuse.
#[must_use]
pub fn emission(input: &Input) -> Ratio {
    let covered: Ratio = input.contracts.iter().map(|contract| &contract.energy).sum();
    let contracted: Ratio = input.contracts.iter().map(|contract| contract.energy.times(&contract.factor)).sum();
    contracted.plus(&input.consumed.minus(&covered).times(&input.residual_factor))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1,000,000 kWh, of which certificates at zero cover 600,000, residual mix 0.45 kg/kWh: 180 t.
    #[test]
    fn certificates_for_a_part() {
        let parse = |text| Ratio::parse(text).unwrap();
        let certificate = Contract { energy: parse("600"), factor: Ratio::zero() };
        let input = Input { consumed: parse("1000"), contracts: vec![certificate], residual_factor: parse("0.45") };
        assert_eq!(emission(&input).to_text(), "180");
    }
}
