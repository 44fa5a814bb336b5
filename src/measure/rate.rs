//! A rate: tonnes per unit as submitted, applied to one quantity with one rounding.

use super::exact::Exact;
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
    /// The same, when both fit half as many bits: the way of nearly every line.
    narrow: Option<(i64, i64)>,
}

impl Rate {
    /// Prepares a rate in tonnes per unit.
    #[must_use]
    pub fn new(tonnes_per_unit: &Ratio) -> Self {
        let tonnes_per_unit = tonnes_per_unit.reduced();
        let milligrams = tonnes_per_unit.times(&Ratio::of(Whole::pow10(Tonnes::SCALE), Whole::ONE)).reduced();
        let (numerator, denominator) = milligrams.parts();
        let small = numerator.to_i128().zip(denominator.to_i128());
        let narrow = small.and_then(|(above, below)| i64::try_from(above).ok().zip(i64::try_from(below).ok()));
        Self { exact: tonnes_per_unit, small, narrow }
    }

    /// The exact value in tonnes per unit.
    #[must_use]
    pub fn exact(&self) -> &Ratio {
        &self.exact
    }

    /// Quantity times rate, rounded once, half to even, to nine decimals; nothing at or above 10^22 t.
    #[must_use]
    pub fn apply(&self, quantity: Exact) -> Option<Tonnes> {
        let narrow = self.narrow.and_then(|narrow| apply_narrow(narrow, quantity));
        let small = narrow.or_else(|| self.small.and_then(|small| apply_small(small, quantity)));
        small.map_or_else(|| self.apply_wide(quantity), Tonnes::from_milligrams)
    }

    fn apply_wide(&self, quantity: Exact) -> Option<Tonnes> {
        let (numerator, denominator) = self.exact.parts();
        let milligrams = numerator.times(&Whole::pow10(Tonnes::SCALE));
        Tonnes::round([&milligrams, &quantity.mantissa().into()], [denominator, &Whole::pow10(quantity.scale())])
    }
}

/// In 64 bits, when everything fits.
fn apply_narrow((numerator, denominator): (i64, i64), quantity: Exact) -> Option<i128> {
    let above = i64::try_from(quantity.mantissa()).ok()?.checked_mul(numerator)?;
    let below = denominator.checked_mul(*POWERS.get(usize::from(quantity.scale()))?)?;
    Some(round_half_even_narrow(above, below).into())
}

/// Powers of ten that fit 64 bits.
const POWERS: [i64; 19] = {
    let mut powers = [1; 19];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

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
        }

        #[test]
        fn all_paths_agree_on_narrow_numbers(
            numerator in -10i64.pow(9)..10i64.pow(9), denominator in 1i64..1000, mantissa in 0i64..10i64.pow(10), scale in 0u8..=6,
        ) {
            let rate = Rate::new(&Ratio::new(numerator.into(), i128::from(denominator) * 1_000_000_000));
            let quantity = Exact::new(mantissa.into(), scale).unwrap();
            prop_assert_eq!(rate.apply(quantity), rate.apply_wide(quantity));
        }
    }
}
