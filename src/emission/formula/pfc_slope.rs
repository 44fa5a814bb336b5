//! `E = Al × S × AEM × (GWP_CF4 + F × GWP_C2F6) ÷ 1000`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | Al | aluminium produced | t |
//! | S | slope of the cell technology | kgCF4/tAl per minute |
//! | AEM | anode effect per cell and day | min |
//! | F | C2F6 by mass of CF4 | 1 |
//! | GWP | of each gas | tCO2e/t |
//!
//! Source: 2006 IPCC Guidelines, volume 3, equation 4.26; Regulation (EU) 2018/2066, annex IV, section 8.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// S, kgCF4/tAl per minute.
    pub slope: Ratio,
    /// AEM, minutes per cell and day.
    pub effect_minutes: Ratio,
    /// F, t/t.
    #[serde(default = "Ratio::zero")]
    pub c2f6_ratio: Ratio,
    /// GWP of CF4, tCO2e/t.
    #[serde(default = "Ratio::one")]
    pub cf4_gwp: Ratio,
    /// GWP of C2F6, tCO2e/t.
    #[serde(default = "Ratio::one")]
    pub c2f6_gwp: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "pfc_slope",
    text: "{quantity} t × {slope} kg/(t·min) × {effect_minutes} min × ({cf4_gwp} + {c2f6_ratio} × {c2f6_gwp}) ÷ 1000",
    unit: "tCO2e",
    function: |inputs| of(inputs, |input| Some(rate(input))),
};

/// tCO2e per tonne of aluminium; tonnes of both gases together where each GWP is 1.
#[must_use]
pub fn rate(input: &Input) -> Ratio {
    let cf4 = input.slope.times(&input.effect_minutes).times(&Ratio::new(1, 1000));
    cf4.times(&input.cf4_gwp.plus(&input.c2f6_ratio.times(&input.c2f6_gwp)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No worked example is published with the equation. One minute per cell and day at the slope of centre-worked prebake,
    /// 0.143, is 0.143 kg of CF4 for each tonne by the slope's definition, with 12.1 % of that as C2F6.
    #[test]
    fn one_minute_is_the_slope() {
        let parse = |text| Ratio::parse(text).unwrap();
        let input = Input {
            slope: parse("0.143"),
            effect_minutes: Ratio::one(),
            c2f6_ratio: Ratio::zero(),
            cf4_gwp: Ratio::one(),
            c2f6_gwp: Ratio::one(),
        };
        assert_eq!(rate(&input).to_text(), "0.000143");
        let both = rate(&Input { c2f6_ratio: parse("0.121"), ..input.clone() });
        assert_eq!(both, rate(&input).times(&parse("1.121")));
    }
}
