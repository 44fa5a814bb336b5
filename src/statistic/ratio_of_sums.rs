//! The ratio of sums: all emissions of the peers over all that they made.
//!
//! R = Σ E ÷ Σ D. 规上工业企业碳效等级评价方法 (Huzhou, 2021) states the industry's intensity as total CO2 over total value
//! added. One who leaves himself out is taken out of both sums.
//!
//! Edges: nothing when what is left of the denominators is not above zero.

use crate::measure::Ratio;

/// `emissions ÷ denominator`, of `own` (emissions, denominator) taken out first when it is given.
#[must_use]
pub fn ratio_of_sums(emissions: &Ratio, denominator: &Ratio, own: Option<(&Ratio, &Ratio)>) -> Option<Ratio> {
    let (emissions, denominator) = match own {
        None => (emissions.clone(), denominator.clone()),
        Some((own_emissions, own_denominator)) => (emissions.minus(own_emissions), denominator.minus(own_denominator)),
    };
    if denominator.is_positive() { emissions.divided_by(&denominator) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_who_is_alone_has_nobody_left() {
        let (two, four) = (Ratio::new(2, 1), Ratio::new(4, 1));
        assert_eq!(ratio_of_sums(&two, &four, None), Some(Ratio::new(1, 2)));
        assert_eq!(ratio_of_sums(&two, &four, Some((&two, &four))), None);
        assert_eq!(ratio_of_sums(&two, &Ratio::zero(), None), None);
    }
}
