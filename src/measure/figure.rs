//! A number as it is printed.

use std::fmt;

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};

use super::exact::place_point;
use super::ratio::Ratio;
use super::rounding::{pow10, round_half_even};

/// A fraction rounded once, half to even, to a fixed number of decimals: the figure on the label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    mantissa: BigInt,
    decimals: u8,
}

impl Figure {
    /// Rounds half to even.
    #[must_use]
    pub fn round(value: &Ratio, decimals: u8) -> Self {
        let (numerator, denominator) = value.parts();
        Self { mantissa: round_half_even(&(numerator * pow10(u32::from(decimals))), denominator), decimals }
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
        Ratio::new(self.mantissa.clone(), pow10(u32::from(self.decimals)))
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&place_point(self.mantissa.is_negative(), &self.mantissa.abs().to_string(), self.decimals))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
