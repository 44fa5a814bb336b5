//! `U = √Σ (x_i × U_i)² ÷ |Σ x_i|`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | x_i | a term of a sum | tCO2e |
//! | U_i | half-width of its 95 % interval, relative | % or 1, all the same |
//!
//! The root is rounded once, half to even, to 18 decimals. Source: 2006 IPCC Guidelines, volume 1, equation 3.2; for
//! independent terms.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::{Ratio, square_root};

/// A term of the sum.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// `x_i`, tCO2e.
    pub amount: Ratio,
    /// `U_i`.
    pub uncertainty: Ratio,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Every term.
    pub terms: Vec<Term>,
}

pub(super) const EQUATION: Equation = Equation {
    name: "uncertainty_sum",
    text: "√(Σ {terms} [({amount} tCO2e × {uncertainty} %)²]) ÷ |Σ {terms} [{amount} tCO2e]|",
    unit: "%",
    function: |inputs| of(inputs, uncertainty),
};

/// The relative half-width of the sum, in the unit of the terms' own; nothing for a sum of zero.
#[must_use]
pub fn uncertainty(input: &Input) -> Option<Ratio> {
    let squares: Ratio = input.terms.iter().map(|term| term.amount.times(&term.uncertainty)).map(|width| width.times(&width)).sum();
    let total: Ratio = input.terms.iter().map(|term| &term.amount).sum();
    square_root(&squares)?.divided_by(&total.magnitude())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Figure;

    /// Measuring Emissions (New Zealand), diesel: 2.66380534 kg at 1 %, 0.0102388965 and 0.0058142305 kg at 50 %: 1.02 %.
    #[test]
    fn a_litre_of_diesel() {
        let term = |(amount, uncertainty)| {
            let parse = |text| Ratio::parse(text).unwrap();
            Term { amount: parse(amount), uncertainty: parse(uncertainty) }
        };
        let terms = [("2.66380534", "1"), ("0.0102388965", "50"), ("0.0058142305", "50")].map(term);
        assert_eq!(Figure::round(&uncertainty(&Input { terms: terms.into() }).unwrap(), 2).to_string(), "1.02");
        assert_eq!(uncertainty(&Input { terms: [("1", "2"), ("-1", "2")].map(term).into() }), None);
    }
}
