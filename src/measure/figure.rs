//! A number as it is printed.

use std::fmt;

use num_bigint::BigInt;
use num_traits::Signed;

use super::decimal::{append_decimal, with_decimal};
use super::ratio::Ratio;
use super::rounding::round_products;
use super::whole::Whole;

/// A fraction rounded once, half to even, to a fixed number of decimals: the figure on the label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    mantissa: Whole,
    decimals: u8,
}

impl Figure {
    /// Rounds half to even.
    #[must_use]
    pub fn round(value: &Ratio, decimals: u8) -> Self {
        let (numerator, denominator) = value.parts();
        Self { mantissa: round_products([numerator, &Whole::pow10(decimals)], [denominator, &Whole::ONE]), decimals }
    }

    /// `dividend / divisor`, rounded half to even; nothing when the divisor is zero. The same as rounding
    /// [`Ratio::divided_by`], without its large products.
    #[must_use]
    pub fn quotient(dividend: &Ratio, divisor: &Ratio, decimals: u8) -> Option<Self> {
        let ((above, below), (by_above, by_below)) = (dividend.parts(), divisor.parts());
        let mantissa = || round_products([&above.times(&Whole::pow10(decimals)), by_below], [below, by_above]);
        (!divisor.is_zero()).then(|| Self { mantissa: mantissa(), decimals })
    }

    /// The root of a value, rounded half to even: the only irrational figure there is. Nothing below zero, and no root of
    /// degree zero.
    #[must_use]
    pub fn root(value: &Ratio, degree: u32, decimals: u8) -> Option<Self> {
        let (above, below) = value.parts();
        let (above, below) = (above.big(), below.big());
        if degree == 0 || above.is_negative() {
            return None;
        }
        let scaled = &*above * BigInt::from(10).pow(u32::from(decimals) * degree);
        let floor = (&scaled / &*below).nth_root(degree);
        // The middle between the floor and the next is met by its power, which is exact.
        let middle: BigInt = &floor * 2 + 1;
        let up = match (scaled << degree).cmp(&(middle.pow(degree) * &*below)) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => floor.bit(0),
            std::cmp::Ordering::Greater => true,
        };
        let mantissa = if up { floor + 1 } else { floor };
        Some(Self { mantissa: mantissa.into(), decimals })
    }

    /// The digits as an integer, if they fit.
    #[must_use]
    pub fn mantissa(&self) -> Option<i128> {
        self.mantissa.to_i128()
    }

    /// `mantissa / 10^decimals`.
    #[must_use]
    pub fn new(mantissa: i128, decimals: u8) -> Self {
        Self { mantissa: mantissa.into(), decimals }
    }

    /// The printed value as a fraction.
    #[must_use]
    pub fn ratio(&self) -> Ratio {
        Ratio::of(self.mantissa.clone(), Whole::pow10(self.decimals))
    }
}

impl Figure {
    /// Appends what is printed.
    pub fn append_to(&self, text: &mut Vec<u8>) {
        append_decimal(&self.mantissa, self.decimals, text);
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        with_decimal(&self.mantissa, self.decimals, |text| f.write_str(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_quotient_is_that_of_ratios(parts in any::<[i128; 4]>(), shifts in [0u32..128, 0..128, 0..128, 0..128], decimals in 0u8..12) {
            let part = |at: usize| parts[at] >> shifts[at];
            prop_assume!(part(1) != 0 && part(2) != 0 && part(3) != 0);
            let (dividend, divisor) = (Ratio::new(part(0), part(1)), Ratio::new(part(2), part(3)));
            let want = Figure::round(&dividend.divided_by(&divisor).unwrap(), decimals);
            prop_assert_eq!(Figure::quotient(&dividend, &divisor, decimals), Some(want));
            prop_assert_eq!(Figure::quotient(&dividend, &Ratio::zero(), decimals), None);
        }
    }

    #[test]
    fn roots_are_rounded_once_half_to_even() {
        for (value, degree, decimals, want) in [
            ("2", 2, 18, "1.414213562373095049"),
            ("0.9606", 4, 3, "0.990"),
            ("1", 4, 18, "1.000000000000000000"),
            ("0", 3, 2, "0.00"),
            // Ties: the root is 0.25, 0.35 or 2.5 exactly.
            ("0.0625", 2, 1, "0.2"),
            ("0.1225", 2, 1, "0.4"),
            ("6.25", 2, 0, "2"),
        ] {
            assert_eq!(Figure::root(&Ratio::parse(value).unwrap(), degree, decimals).unwrap().to_string(), want, "{value}");
        }
        assert_eq!(Figure::root(&Ratio::new(-1, 1), 3, 2), None);
        assert_eq!(Figure::root(&Ratio::one(), 0, 2), None);
    }

    #[test]
    fn figures_round_half_to_even_at_their_last_decimal() {
        for (value, want) in [("0.60005", "0.6000"), ("0.60015", "0.6002"), ("-0.00005", "0.0000"), ("1.2", "1.2000")] {
            assert_eq!(Figure::round(&Ratio::parse(value).unwrap(), 4).to_string(), want);
        }
    }

    /// GB/T 8170-2008 examples: half to even at the last kept place, never in steps.
    #[test]
    fn figures_follow_the_rounding_standard() {
        for (value, decimals, want) in
            [("12.1498", 1, "12.1"), ("12.1498", 0, "12"), ("1.050", 1, "1.0"), ("0.35", 1, "0.4"), ("15.4546", 0, "15")]
        {
            assert_eq!(Figure::round(&Ratio::parse(value).unwrap(), decimals).to_string(), want);
        }
    }
}
