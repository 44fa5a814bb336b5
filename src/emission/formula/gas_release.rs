//! `E = m × GWP`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | m | gas released | t |
//! | GWP | global warming potential over 100 years | tCO2e/t |
//!
//! Source: IPCC assessment reports; the method names the set.

use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug)]
pub struct Input {
    /// GWP, tCO2e/t.
    pub gwp: Ratio,
}

/// tCO2e per tonne of gas.
#[must_use]
pub fn rate(input: &Input) -> Ratio {
    input.gwp.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{Exact, Rate};

    /// 10 kg of SF6 at the AR5 value 23,500: 235 tCO2e.
    #[test]
    fn ten_kilograms_of_sulphur_hexafluoride() {
        let rate = Rate::new(&rate(&Input { gwp: Ratio::parse("23500").unwrap() }).times(&Ratio::parse("0.001").unwrap()));
        assert_eq!(rate.apply(Exact::new(10, 0).unwrap()).unwrap().to_string(), "235.000000000");
    }
}
