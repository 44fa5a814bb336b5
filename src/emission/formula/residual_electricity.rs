//! `Q_res = (Q − Q_ex) × (1 − Σ p) − (C − C_own)`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | Q | electricity consumed | MWh |
//! | Q_ex | exempt from the renewable target | MWh |
//! | p | shares that everybody's supply is obliged to have renewable | 1 |
//! | C | certificates surrendered of one's own will | MWh |
//! | C_own | of those, the ones made on site from power that is not in Q | MWh |
//!
//! What is left is taken times the residual mix factor. Source: National Greenhouse Accounts Factors 2025 (Australia), scope 2,
//! market-based.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// A share that supply is obliged to have renewable.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Obligation {
    /// p, a fraction.
    pub share: Ratio,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Q, MWh.
    pub consumed: Ratio,
    /// `Q_ex`, MWh.
    #[serde(default = "Ratio::zero")]
    pub exempt: Ratio,
    /// Every obligation.
    #[serde(default)]
    pub obligations: Vec<Obligation>,
    /// C, MWh.
    #[serde(default = "Ratio::zero")]
    pub surrendered: Ratio,
    /// `C_own`, MWh.
    #[serde(default = "Ratio::zero")]
    pub on_site: Ratio,
}

pub(super) const EQUATION: Equation = Equation {
    name: "residual_electricity",
    text: "({consumed} unit − {exempt} unit) × (1 − Σ {obligations} [{share}]) − ({surrendered} unit − {on_site} unit)",
    unit: "unit",
    function: |inputs| of(inputs, |input| Some(energy(input))),
};

/// MWh of the residual mix.
#[must_use]
pub fn energy(input: &Input) -> Ratio {
    let obliged: Ratio = input.obligations.iter().map(|obligation| &obligation.share).sum();
    let supplied = input.consumed.minus(&input.exempt).times(&obliged.complement());
    supplied.minus(&input.surrendered.minus(&input.on_site))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Figure;

    /// National Greenhouse Accounts Factors 2025, market-based example: 11,300,000 kWh, 18.195 % obliged, 1,300 certificates of
    /// which 500 from the site: 8,443,965 kWh, and at 0.81 and 0.11 kg/kWh 7,768.4 t.
    #[test]
    fn the_published_market_based_example() {
        let parse = |text| Ratio::parse(text).unwrap();
        let input = Input {
            consumed: parse("11300"),
            exempt: Ratio::zero(),
            obligations: vec![Obligation { share: parse("0.18195") }],
            surrendered: parse("1300"),
            on_site: parse("500"),
        };
        assert_eq!(energy(&input).to_text(), "8443.965");
        assert_eq!(Figure::round(&energy(&input).times(&parse("0.92")), 1).to_string(), "7768.4");
    }
}
