//! `E = (Σ AD_in × C_in − Σ AD_out × C_out − ΔS) × OF × r`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | AD | what comes in (feedstock, electrodes), what goes out (products, by-products, waste) | base unit (t, Nm3) |
//! | C | carbon content | tC per base unit |
//! | ΔS | carbon that stocks have gained | tC |
//! | OF | share of the rest that is oxidised | 1 |
//! | r | carbon to CO2, 44/12 or 3.664 | tCO2/tC |
//!
//! Source: the guidelines for chemicals, coking and petrochemicals; Regulation (EU) 2018/2066, article 25.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// A stream of carbon.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Stream {
    /// AD, base units.
    pub amount: Ratio,
    /// C, tC per base unit.
    pub carbon: Ratio,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// What comes in.
    pub inputs: Vec<Stream>,
    /// What goes out.
    #[serde(default)]
    pub outputs: Vec<Stream>,
    /// ΔS, tC.
    #[serde(default = "Ratio::zero")]
    pub stock_change: Ratio,
    /// OF, a fraction.
    #[serde(default = "Ratio::one")]
    pub oxidation: Ratio,
    /// r, tCO2/tC.
    pub carbon_to_co2: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "carbon_balance",
    text: "(Σ {inputs} [{amount} unit × {carbon} tC/unit] − Σ {outputs} [{amount} unit × {carbon} tC/unit] − {stock_change} tC) × {oxidation} \
           × {carbon_to_co2} tCO2/tC",
    unit: "tCO2",
    function: |inputs| of(inputs, |input| Some(emission(input))),
};

/// tCO2; below zero when more carbon went out than came in, which is for the caller to judge.
#[must_use]
pub fn emission(input: &Input) -> Ratio {
    let carbon = |streams: &[Stream]| streams.iter().map(|stream| stream.amount.times(&stream.carbon)).sum::<Ratio>();
    let lost = carbon(&input.inputs).minus(&carbon(&input.outputs)).minus(&input.stock_change);
    lost.times(&input.oxidation).times(&input.carbon_to_co2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Figure;

    /// An electric arc furnace: 4,000 t of electrodes (0.99) and 10,000 t of charge carbon (0.83) in, 500,000 t of steel
    /// (0.005) out: 35,786.67 tCO2 is printed.
    #[test]
    fn an_electric_arc_furnace() {
        let parse = |text| Ratio::parse(text).unwrap();
        let stream = |(amount, carbon)| Stream { amount: parse(amount), carbon: parse(carbon) };
        let input = Input {
            inputs: [("4000", "0.99"), ("10000", "0.83")].map(stream).into(),
            outputs: [("500000", "0.005")].map(stream).into(),
            stock_change: Ratio::zero(),
            oxidation: Ratio::one(),
            carbon_to_co2: parse("44/12"),
        };
        assert_eq!(Figure::round(&emission(&input), 2).to_string(), "35786.67");
        let stocked = Input { stock_change: parse("9760"), ..input };
        assert!(emission(&stocked).is_zero());
    }
}
