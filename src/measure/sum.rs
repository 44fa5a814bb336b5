//! An exact sum of decimals of any scale.

use super::exact::Exact;
use super::ratio::Ratio;
use super::whole::Whole;

/// The exact sum of any number of [`Exact`] values, whatever their order.
#[derive(Clone, Debug, Default)]
pub struct ExactSum {
    /// In units of `10^-scale`.
    sum: i128,
    scale: u8,
    /// What does not fit beside the sum; nearly always nothing.
    rest: Option<Box<Ratio>>,
}

impl ExactSum {
    /// Adds one value.
    pub fn add(&mut self, value: Exact) {
        if self.try_add(value).is_none() {
            let rest = self.rest.take().map_or_else(Ratio::zero, |rest| *rest);
            self.rest = Some(Box::new(rest.plus(&value.ratio())));
        }
    }

    /// Nothing, and no change, when the sum would not fit.
    fn try_add(&mut self, value: Exact) -> Option<()> {
        let scale = self.scale.max(value.scale());
        let sum = scaled(self.sum, scale - self.scale)?.checked_add(scaled(value.mantissa(), scale - value.scale())?)?;
        (self.sum, self.scale) = (sum, scale);
        Some(())
    }

    /// The sum as a fraction.
    #[must_use]
    pub fn ratio(&self) -> Ratio {
        let sum = Ratio::of(self.sum.into(), Whole::pow10(self.scale));
        self.rest.as_ref().map_or_else(|| sum.clone(), |rest| sum.plus(rest))
    }
}

fn scaled(mantissa: i128, by: u8) -> Option<i128> {
    if by == 0 { Some(mantissa) } else { mantissa.checked_mul(10i128.checked_pow(u32::from(by))?) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_sum_is_that_of_fractions_in_any_order(
            values in prop::collection::vec((-10i128.pow(36)..10i128.pow(36), 0u8..=64), 0..20)
        ) {
            let values: Vec<Exact> = values.into_iter().map(|(m, s)| Exact::new(m, s).unwrap()).collect();
            let mut forward = ExactSum::default();
            let mut backward = ExactSum::default();
            values.iter().for_each(|value| forward.add(*value));
            values.iter().rev().for_each(|value| backward.add(*value));
            let want = values.iter().fold(Ratio::zero(), |sum, value| sum.plus(&value.ratio()));
            prop_assert_eq!(forward.ratio(), want.clone());
            prop_assert_eq!(backward.ratio(), want);
        }
    }
}
