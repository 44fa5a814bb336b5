//! A rate: tonnes per unit as submitted, applied to one quantity with one rounding.

use std::num::NonZeroU64;

use super::decimal::POWERS;
use super::exact::Exact;
use super::packed::Packed;
use super::ratio::Ratio;
use super::rounding::{round_half_even_narrow, round_half_even_small};
use super::tonnes::Tonnes;
use super::whole::Whole;

/// Tonnes for one unit of a quantity, exact; prepared so that most lines need machine integers only.
#[derive(Clone, Debug)]
pub struct Rate {
    exact: Ratio,
    /// Milligrams for one unit as `numerator / denominator`, when both fit.
    small: Option<(i128, i128)>,
    short: Option<ShortRate>,
}

/// Milligrams for one unit as a fraction of 64 bits: the way of nearly every line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortRate {
    numerator: i64,
    denominator: NonZeroU64,
}

impl Rate {
    /// Prepares a rate in tonnes per unit.
    #[must_use]
    pub fn new(tonnes_per_unit: &Ratio) -> Self {
        let tonnes_per_unit = tonnes_per_unit.reduced();
        let milligrams = tonnes_per_unit.times(&Ratio::of(Whole::pow10(Tonnes::SCALE), Whole::ONE)).reduced();
        let (numerator, denominator) = milligrams.parts();
        let small = numerator.to_i128().zip(denominator.to_i128());
        let short = |(above, below): (i128, i128)| {
            Some(ShortRate { numerator: i64::try_from(above).ok()?, denominator: NonZeroU64::new(u64::try_from(below).ok()?)? })
        };
        Self { exact: tonnes_per_unit, small, short: small.and_then(short) }
    }

    /// The exact value in tonnes per unit.
    #[must_use]
    pub fn exact(&self) -> &Ratio {
        &self.exact
    }

    /// Quantity times rate, rounded once, half to even, to nine decimals; nothing at or above 10^22 t.
    #[must_use]
    pub fn apply(&self, quantity: Exact) -> Option<Tonnes> {
        let small = self.small.and_then(|small| apply_small(small, quantity));
        small.map_or_else(|| self.apply_wide(quantity), Tonnes::from_milligrams)
    }

    /// The same rate for quantities and lines of 64 bits, when it fits.
    #[must_use]
    pub fn short(&self) -> Option<ShortRate> {
        self.short
    }

    fn apply_wide(&self, quantity: Exact) -> Option<Tonnes> {
        let (numerator, denominator) = self.exact.parts();
        let milligrams = numerator.times(&Whole::pow10(Tonnes::SCALE));
        Tonnes::round([&milligrams, &quantity.mantissa().into()], [denominator, &Whole::pow10(quantity.scale())])
    }
}

impl ShortRate {
    /// What [`Rate::apply`] gives, in milligrams; nothing where 64 bits do not suffice.
    #[inline]
    #[must_use]
    pub fn apply(self, quantity: Packed) -> Option<i64> {
        let above = quantity.mantissa().checked_mul(self.numerator)?;
        let below = self.denominator.get().checked_mul(*POWERS.get(usize::from(quantity.scale()))?)?;
        let magnitude = i64::try_from(round_half_even_narrow(above.unsigned_abs(), below)).ok()?;
        Some(if above < 0 { -magnitude } else { magnitude })
    }
}

fn apply_small((numerator, denominator): (i128, i128), quantity: Exact) -> Option<i128> {
    let above = quantity.mantissa().checked_mul(numerator)?;
    let below = denominator.checked_mul(10i128.checked_pow(u32::from(quantity.scale()))?)?;
    Some(round_half_even_small(above, below))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_third_is_rounded_once() {
        let rate = Rate::new(&Ratio::parse("44/12").unwrap());
        assert_eq!(rate.apply(Exact::new(1, 0).unwrap()).unwrap().to_string(), "3.666666667");
        assert_eq!(rate.apply(Exact::new(5, 10).unwrap()).unwrap().to_string(), "0.000000002");
    }

    proptest! {
        #[test]
        fn both_paths_agree(
            numerator in 1i128..10i128.pow(25), denominator in 1i128..10i128.pow(12),
            mantissa in -10i128.pow(27)..10i128.pow(27), scale in 0u8..=28,
        ) {
            let rate = Rate::new(&Ratio::new(numerator, denominator));
            let quantity = Exact::new(mantissa, scale).unwrap();
            prop_assert_eq!(rate.apply(quantity), rate.apply_wide(quantity));
            if let Some(short) = rate.short().zip(Packed::of(quantity)).and_then(|(rate, quantity)| rate.apply(quantity)) {
                prop_assert_eq!(Some(Tonnes::short(short)), rate.apply_wide(quantity));
            }
        }

        #[test]
        fn all_paths_agree_on_narrow_numbers(
            numerator in -10i64.pow(9)..10i64.pow(9), denominator in 1i64..1000, mantissa in -10i64.pow(7)..10i64.pow(7), scale in 0u8..=6,
        ) {
            let rate = Rate::new(&Ratio::new(numerator.into(), i128::from(denominator) * 1_000_000_000));
            let quantity = Exact::new(mantissa.into(), scale).unwrap();
            prop_assert_eq!(rate.apply(quantity), rate.apply_wide(quantity));
            let short = rate.short().zip(Packed::of(quantity)).and_then(|(rate, quantity)| rate.apply(quantity));
            prop_assert_eq!(short.map(Tonnes::short), rate.apply_wide(quantity));
        }
    }
}
