//! `E = AD × NCV × Σ EF × GWP`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | AD | activity: fuel, distance, product | base unit (t, Nm3, GJ, km) |
//! | NCV | energy content, where factors are per unit of heat; else 1 | GJ per base unit |
//! | EF | emission factor of a gas | t per GJ or base unit |
//! | GWP | global warming potential; 1 where the factor is in CO2e already | tCO2e/t |
//!
//! Source: 2006 IPCC Guidelines, volume 2; National Greenhouse Accounts Factors 2025 (Australia).

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// A gas.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Gas {
    /// EF, t per GJ or base unit.
    pub factor: Ratio,
    /// GWP, tCO2e/t.
    #[serde(default = "Ratio::one")]
    pub gwp: Ratio,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// NCV, GJ per base unit.
    #[serde(default = "Ratio::one")]
    pub ncv: Ratio,
    /// Every gas.
    pub gases: Vec<Gas>,
}

pub(super) const EQUATION: Equation = Equation {
    name: "multi_gas",
    text: "{quantity} unit × {ncv} GJ/unit × Σ {gases} [{factor} t/GJ × {gwp}]",
    unit: "tCO2e",
    function: |inputs| of(inputs, |input| Some(rate(input))),
};

/// tCO2e per base unit of activity.
#[must_use]
pub fn rate(input: &Input) -> Ratio {
    input.ncv.times(&input.gases.iter().map(|gas| gas.factor.times(&gas.gwp)).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// National Greenhouse Accounts Factors 2025, example of diesel in stationary use: 700 kL of 38.6 GJ/kL at 69.9, 0.1 and
    /// 0.2 kgCO2e/GJ: 1,896.804 tCO2e.
    #[test]
    fn seven_hundred_kilolitres_of_diesel() {
        let parse = |text| Ratio::parse(text).unwrap();
        let gases = ["0.0699", "0.0001", "0.0002"].map(|factor| Gas { factor: parse(factor), gwp: Ratio::one() });
        let input = Input { ncv: parse("38.6"), gases: gases.into() };
        assert_eq!(rate(&input).times(&parse("700")).to_text(), "1896.804");
    }
}
