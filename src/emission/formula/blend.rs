//! `GWP = Σ w × GWP_i`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | w | mass share of a component | 1 |
//! | GWP_i | its global warming potential over 100 years | tCO2e/t |
//!
//! Source: refrigerant blends by composition; IPCC assessment reports.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// A component.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// w, a fraction.
    pub share: Ratio,
    /// `GWP_i`, tCO2e/t.
    pub gwp: Ratio,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Every component.
    pub components: Vec<Component>,
}

pub(super) const EQUATION: Equation = Equation {
    name: "blend",
    text: "{quantity} t × Σ {components} [{share} × {gwp}]",
    unit: "tCO2e",
    function: |inputs| of(inputs, |input| Some(gwp(input))),
};

/// tCO2e per tonne of the blend.
#[must_use]
pub fn gwp(input: &Input) -> Ratio {
    input.components.iter().map(|component| component.share.times(&component.gwp)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R-410A, half HFC-32 and half HFC-125, by AR5 (677, 3170): 1,923.5; R-407C by AR6: 1,907.93.
    #[test]
    fn two_refrigerants() {
        let of = |parts: &[(&str, &str)]| {
            let parse = |text| Ratio::parse(text).unwrap();
            let components = parts.iter().map(|(share, gwp)| Component { share: parse(share), gwp: parse(gwp) }).collect();
            gwp(&Input { components }).to_text()
        };
        assert_eq!(of(&[("0.5", "677"), ("0.5", "3170")]), "1923.5");
        assert_eq!(of(&[("0.23", "771"), ("0.25", "3740"), ("0.52", "1530")]), "1907.93");
    }
}
