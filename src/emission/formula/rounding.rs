//! `q = round(x ÷ s) × s`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | x | what is rounded, once | any unit |
//! | s | the step: 0.01 keeps two decimals, 100 drops two digits, 0.5 and 0.2 are half and fifth units | the same |
//!
//! Ties go to the even neighbour or away from zero. Source: GB/T 8170-2008 (half to even); 四舍五入 of the ETS forms (half up).

use serde::{Deserialize, Serialize};

use super::equation::{Equation, of};
use crate::measure::{Ratio, Rounding};

/// What becomes of a tie.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    /// 四舍六入五成双.
    #[default]
    Even,
    /// 四舍五入.
    Up,
}

/// What the formula reads.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// x.
    pub value: Ratio,
    /// s.
    #[serde(default = "Ratio::one")]
    pub step: Ratio,
    /// `even` or `up`.
    #[serde(default)]
    pub half: Tie,
}

pub(super) const EQUATION: Equation = Equation {
    name: "rounding",
    text: "round({value} ÷ {step}, half {half}) × {step}",
    unit: "unit",
    function: |inputs| of(inputs, rounded),
};

/// The nearest multiple of the step; nothing for a step that is not above zero.
#[must_use]
pub fn rounded(input: &Input) -> Option<Ratio> {
    let rounding = match input.half {
        Tie::Even => Rounding::HalfEven,
        Tie::Up => Rounding::HalfUp,
    };
    input.value.rounded(&input.step, rounding)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Examples of GB/T 8170-2008: 12.1498 to 12.1, 1.050 to 1.0, 0.35 to 0.4, 32500 to thousands 32000, 60.25 to half units 60.0.
    #[test]
    fn the_examples_of_the_standard() {
        for (value, step, want) in
            [("12.1498", "0.1", "12.1"), ("1.050", "0.1", "1"), ("0.35", "0.1", "0.4"), ("32500", "1000", "32000"), ("60.25", "0.5", "60")]
        {
            let [value, step] = [value, step].map(|text| Ratio::parse(text).unwrap());
            assert_eq!(rounded(&Input { value, step, half: Tie::Even }).unwrap().to_text(), want);
        }
    }
}
