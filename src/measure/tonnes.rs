//! Masses of emissions.

use std::fmt;
use std::ops::{Add, AddAssign, Neg};

use super::decimal::{append_decimal, with_decimal};
use super::figure::Figure;
use super::ratio::Ratio;
use super::rounding::{round_half_even_small, round_products};
use super::whole::Whole;

/// A mass in tonnes, fixed at nine decimals: one milligram.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tonnes(i128);

impl Tonnes {
    /// Decimals that every mass carries.
    pub const SCALE: u8 = 9;
    /// Nothing emitted.
    pub const ZERO: Self = Self(0);
    /// A line or an enterprise's total at or above this (10^22 t) is refused, so that no sum over a batch can overflow.
    const LIMIT: i128 = 10i128.pow(31);

    /// From milligrams (10^-9 t); nothing at or above 10^22 t.
    #[must_use]
    pub fn from_milligrams(milligrams: i128) -> Option<Self> {
        (milligrams.abs() < Self::LIMIT).then_some(Self(milligrams))
    }

    /// Reads a plain decimal of at most nine decimals, as it is printed; nothing else, and nothing at or above 10^27 t.
    ///
    /// Sums of lines are read back with it, so that its limit lies above that of a line.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        /// Those of 10^27 t less one milligram.
        const DIGITS: usize = 36;
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let missing = usize::from(Self::SCALE).checked_sub(part.len())?;
        if whole.is_empty() || whole.len() + part.len() + missing > DIGITS {
            return None;
        }
        let milligrams = number(whole)? * 10i128.pow(Self::SCALE.into()) + number(part)? * 10i128.pow(u32::try_from(missing).ok()?);
        Some(Self(if negative { -milligrams } else { milligrams }))
    }

    /// The same of 64 bits, which are always below.
    #[inline]
    #[must_use]
    pub fn short(milligrams: i64) -> Self {
        Self(milligrams.into())
    }

    /// A sum of lines in milligrams: [`Tonnes::is_in_range`] tells whether it is too large.
    #[must_use]
    pub fn sum_of_milligrams(milligrams: i128) -> Self {
        Self(milligrams)
    }

    /// The only rounding of a line, of milligrams: half to even.
    pub(super) fn round(above: [&Whole; 2], below: [&Whole; 2]) -> Option<Self> {
        round_products(above, below).to_i128().and_then(Self::from_milligrams)
    }

    /// Tonnes as a fraction, rounded like a line; nothing at or above 10^22 t.
    #[must_use]
    pub fn rounded(tonnes: &Ratio) -> Option<Self> {
        let (numerator, denominator) = tonnes.parts();
        Self::round([numerator, &Whole::pow10(Self::SCALE)], [denominator, &Whole::ONE])
    }

    /// Whether a total stays below 10^22 t; sums saturate rather than wrap.
    #[must_use]
    pub fn is_in_range(self) -> bool {
        self.0.unsigned_abs() < Self::LIMIT.unsigned_abs()
    }

    /// In milligrams (10^-9 t).
    #[must_use]
    pub fn milligrams(self) -> i128 {
        self.0
    }

    /// The value without its sign.
    #[must_use]
    pub fn magnitude(self) -> Self {
        Self(self.0.abs())
    }

    /// The value, or zero when it is below zero.
    #[must_use]
    pub fn floored(self) -> Self {
        Self(self.0.max(0))
    }

    /// As it is printed with fewer decimals, at most nine of them: rounded half to even.
    #[must_use]
    pub fn figure(self, decimals: u8) -> Figure {
        let decimals = decimals.min(Self::SCALE);
        Figure::new(round_half_even_small(self.0, 10i128.pow((Self::SCALE - decimals).into())), decimals)
    }

    /// The same value as a fraction, in tonnes.
    #[must_use]
    pub fn ratio(self) -> Ratio {
        Ratio::of(self.0.into(), Whole::pow10(Self::SCALE))
    }
}

/// The number of a text of digits, at most 27; nothing of anything else.
fn number(digits: &str) -> Option<i128> {
    // 64 bits take a fraction of the time.
    let (high, low) = digits.as_bytes().split_at(digits.len().saturating_sub(18));
    let part =
        |digits: &[u8]| digits.iter().try_fold(0u64, |number, byte| byte.is_ascii_digit().then(|| number * 10 + u64::from(byte - b'0')));
    let low = part(low)?;
    Some(if high.is_empty() { low.into() } else { i128::from(part(high)?) * 10i128.pow(18) + i128::from(low) })
}

impl Add for Tonnes {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Tonnes {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Neg for Tonnes {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl std::iter::Sum for Tonnes {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

impl Tonnes {
    /// Appends what is printed.
    pub fn append_to(self, text: &mut Vec<u8>) {
        match self {
            Self::ZERO => text.extend_from_slice(b"0.000000000"),
            Self(milligrams) => append_decimal(&milligrams.into(), Self::SCALE, text),
        }
    }
}

impl fmt::Display for Tonnes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        with_decimal(&self.0.into(), Self::SCALE, |text| f.write_str(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_beyond_ten_to_the_twenty_two_is_refused() {
        assert_eq!(Tonnes::from_milligrams(10i128.pow(31)), None);
        assert_eq!(Tonnes::from_milligrams(-10i128.pow(31) + 1).unwrap().to_string(), "-9999999999999999999999.999999999");
    }

    #[test]
    fn only_what_is_printed_is_read_back() {
        for (text, want) in [("0.000000000", Some("0.000000000")), ("-1.5", Some("-1.500000000")), ("12", Some("12.000000000"))] {
            assert_eq!(Tonnes::parse(text).map(|tonnes| tonnes.to_string()).as_deref(), want);
        }
        for text in ["", "-", ".5", "1.0000000001", "1e3", "+1", " 1", "1/2", "--1", &"9".repeat(40)] {
            assert_eq!(Tonnes::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn tonnes_survive_printing(milligrams in -10i128.pow(35)..10i128.pow(35), shift in 0u32..128) {
            let (tonnes, mut text) = (Tonnes(milligrams >> shift), Vec::new());
            prop_assert_eq!(Tonnes::parse(&tonnes.to_string()), Some(tonnes));
            tonnes.append_to(&mut text);
            prop_assert_eq!(text, tonnes.to_string().into_bytes());
        }
    }
}
