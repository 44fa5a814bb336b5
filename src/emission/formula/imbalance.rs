//! `I = (Q_in − Σ Q_out) ÷ Q_in`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | Q_in | what came in by the meter | any unit |
//! | Q_out | every way out: sold, used, flared, vented, stored | the same unit |
//!
//! Source: reconciliation of gas accounts; a check of data, no emission.

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::Ratio;

/// A way out.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Outlet {
    /// `Q_out`.
    pub amount: Ratio,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// `Q_in`.
    pub inlet: Ratio,
    /// Every way out.
    pub outlets: Vec<Outlet>,
}

pub(super) const EQUATION: Equation = Equation {
    name: "imbalance",
    text: "({inlet} unit − Σ {outlets} [{amount} unit]) ÷ {inlet} unit",
    unit: "1",
    function: |inputs| of(inputs, imbalance),
};

/// The share that is not accounted for; nothing where nothing came in.
#[must_use]
pub fn imbalance(input: &Input) -> Option<Ratio> {
    let out: Ratio = input.outlets.iter().map(|outlet| &outlet.amount).sum();
    input.inlet.minus(&out).divided_by(&input.inlet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Figure;

    /// 152.0 million m3 in; 138.0, 6.2, 1.4, 0.38, 0.95 and 0.20 out: 3.20 % is printed.
    #[test]
    fn a_gas_account() {
        let parse = |text| Ratio::parse(text).unwrap();
        let outlets = ["138.0", "6.2", "1.4", "0.38", "0.95", "0.20"].map(|amount| Outlet { amount: parse(amount) });
        let share = imbalance(&Input { inlet: parse("152.0"), outlets: outlets.into() }).unwrap();
        assert_eq!(Figure::round(&share.times(&parse("100")), 2).to_string(), "3.20");
    }
}
