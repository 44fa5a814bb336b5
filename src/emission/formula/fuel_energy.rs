//! `E = FC × NCV × EF`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | FC | fuel consumed | base unit (t, Nm3) |
//! | NCV | net calorific value | GJ per base unit |
//! | EF | CO2 per unit of heat | tCO2/GJ |
//!
//! Source: 2006 IPCC Guidelines, volume 2, tier 1.

use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug)]
pub struct Input {
    /// NCV, GJ per base unit.
    pub ncv: Ratio,
    /// EF, tCO2/GJ.
    pub co2: Ratio,
}

/// tCO2 per base unit of fuel.
#[must_use]
pub fn rate(input: &Input) -> Ratio {
    input.ncv.times(&input.co2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Wood of 15.6 GJ/t at 112 kgCO2/GJ, the defaults of IPCC 2006: 1.7472 tCO2/t.
    #[test]
    fn a_tonne_of_wood() {
        let input = Input { ncv: Ratio::parse("15.6").unwrap(), co2: Ratio::parse("0.112").unwrap() };
        assert_eq!(rate(&input).to_text(), "1.7472");
    }
}
