//! `E = AD × EF`
//!
//! | symbol | meaning | unit |
//! |---|---|---|
//! | AD | activity: electricity, heat, carbonate … | base unit of the item's dimension (GJ, t, Nm3) |
//! | EF | emission factor | tCO2e per base unit |
//!
//! Source: the product of activity and factor of every guideline; 工业其他行业企业温室气体排放核算方法与报告指南(试行), net
//! purchased electricity and heat, carbonates.

use crate::measure::Ratio;

/// What the formula reads.
#[derive(Clone, Debug)]
pub struct Input {
    /// EF, tCO2e per base unit.
    pub emission_factor: Ratio,
}

/// tCO2e per base unit of activity.
#[must_use]
pub fn rate(input: &Input) -> Ratio {
    input.emission_factor.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{Exact, Rate};

    /// 1,000 megawatt hours at the published national factor of 2023, 0.5306: 530.6 t.
    #[test]
    fn a_thousand_megawatt_hours_in_2023() {
        let per_gigajoule = Ratio::parse("0.5306/3.6").unwrap();
        let megawatt_hours = Ratio::parse("3.6").unwrap();
        let rate = Rate::new(&rate(&Input { emission_factor: per_gigajoule }).times(&megawatt_hours));
        assert_eq!(rate.apply(Exact::new(1000, 0).unwrap()).unwrap().to_string(), "530.600000000");
    }
}
