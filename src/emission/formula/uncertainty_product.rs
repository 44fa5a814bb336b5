//! `U = √Σ U_i²`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | U_i | half-width of the 95 % interval of a factor of a product, relative | % or 1, all the same |
//!
//! The root is rounded once, half to even, to 18 decimals. Source: 2006 IPCC Guidelines, volume 1, equation 3.1; for
//! independent terms below some 30 %.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::{Ratio, square_root};

/// A factor of the product.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// `U_i`.
    pub uncertainty: Ratio,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Every factor.
    pub terms: Vec<Term>,
}

pub(super) const EQUATION: Equation = Equation {
    name: "uncertainty_product",
    text: "√(Σ {terms} [({uncertainty} %)²])",
    unit: "%",
    function: |inputs| of(inputs, uncertainty),
};

/// The relative half-width of the product, in the unit of its terms.
#[must_use]
pub fn uncertainty(input: &Input) -> Option<Ratio> {
    square_root(&input.terms.iter().map(|term| term.uncertainty.times(&term.uncertainty)).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Quadrature, by the oldest triangle: 3 % and 4 % make 5 %; and 2.5 % for IPCC's default of activity and factor, 1.5 % and 2 %.
    #[test]
    fn three_and_four_make_five() {
        let of = |terms: [&str; 2]| {
            let terms = terms.map(|text| Term { uncertainty: Ratio::parse(text).unwrap() });
            uncertainty(&Input { terms: terms.into() }).unwrap().to_text()
        };
        assert_eq!([of(["3", "4"]), of(["1.5", "2"])], ["5", "2.5"]);
    }
}
