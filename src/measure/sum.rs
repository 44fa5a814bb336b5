//! An exact sum of decimals of any scale.

use num_bigint::BigInt;
use num_traits::Zero;

use super::number::{Exact, Ratio, pow10};

/// The exact sum of any number of [`Exact`] values, whatever their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExactSum {
    whole: i128,
    /// In units of `10^-28`, its size below one whole.
    part: i128,
    /// Values too fine or too large for the two above, in units of `10^-64`; nearly always zero.
    rest: BigInt,
}

const PART_SCALE: u32 = 28;
const ONE: i128 = 10i128.pow(PART_SCALE);

impl ExactSum {
    /// Adds one value.
    pub fn add(&mut self, value: Exact) {
        if u32::from(value.scale()) > PART_SCALE || value.mantissa().abs() >= ONE {
            self.rest += BigInt::from(value.mantissa()) * pow10(u32::from(Exact::MAX_SCALE - value.scale()));
            return;
        }
        let unit = 10i128.pow(u32::from(value.scale()));
        self.whole += value.mantissa() / unit;
        self.part += value.mantissa() % unit * (ONE / unit);
        self.carry();
    }

    fn carry(&mut self) {
        self.whole += self.part / ONE;
        self.part %= ONE;
    }

    /// The sum as a fraction.
    #[must_use]
    pub fn ratio(&self) -> Ratio {
        let plain = Ratio::new(BigInt::from(self.whole) * ONE + self.part, ONE.into());
        if self.rest.is_zero() { plain } else { plain.plus(&Ratio::new(self.rest.clone(), pow10(u32::from(Exact::MAX_SCALE)))) }
    }
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
