//! The number types, and the only rounding.
//!
//! Lines are rounded once, half to even, and summed as scaled integers, so that a total does not depend on the order of
//! its lines or on the number of threads. Fractions are kept whole in [`Ratio`] until that one rounding.

use std::fmt;
use std::ops::{Add, AddAssign, Neg};

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// A decimal as it was written: `mantissa / 10^scale`, up to 28 significant digits.
///
/// Its order is that of its bytes, for lists that only need some order. The mantissa is kept as bytes because millions of
/// records carry one: so it takes 17 bytes and not 32.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Exact {
    mantissa: [u8; 16],
    scale: u8,
}

impl Exact {
    /// The largest number of decimals.
    pub const MAX_SCALE: u8 = 64;
    /// The largest number of digits, trailing zeros included.
    pub const MAX_DIGITS: u32 = 37;

    /// `mantissa / 10^scale`; nothing when it has more than 37 digits or 64 decimals.
    #[must_use]
    pub fn new(mantissa: i128, scale: u8) -> Option<Self> {
        let fits = scale <= Self::MAX_SCALE && mantissa.unsigned_abs() < 10u128.pow(Self::MAX_DIGITS);
        fits.then_some(Self { mantissa: mantissa.to_le_bytes(), scale })
    }

    /// The digits as an integer.
    #[must_use]
    pub fn mantissa(self) -> i128 {
        i128::from_le_bytes(self.mantissa)
    }

    /// The number of decimals.
    #[must_use]
    pub fn scale(self) -> u8 {
        self.scale
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.mantissa() < 0
    }

    /// The same value as a fraction.
    #[must_use]
    pub fn ratio(self) -> Ratio {
        Ratio::new(self.mantissa().into(), pow10(u32::from(self.scale)))
    }

    /// The same value without trailing zeros after the point.
    #[must_use]
    pub fn normalised(self) -> Self {
        let (mut mantissa, mut scale) = (self.mantissa(), self.scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Self { mantissa: mantissa.to_le_bytes(), scale }
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Exact({self})")
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa().unsigned_abs().to_string();
        f.write_str(&place_point(self.is_negative(), &digits, self.scale))
    }
}

impl From<rust_decimal::Decimal> for Exact {
    fn from(value: rust_decimal::Decimal) -> Self {
        Self { mantissa: value.mantissa().to_le_bytes(), scale: u8::try_from(value.scale()).unwrap_or(Self::MAX_SCALE) }
    }
}

/// Digits with a decimal point `scale` places from their end.
pub(super) fn place_point(negative: bool, digits: &str, scale: u8) -> String {
    let scale = usize::from(scale);
    let sign = if negative { "-" } else { "" };
    let padded = format!("{digits:0>width$}", width = scale + 1);
    let (whole, part) = padded.split_at(padded.len() - scale);
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// `10^exponent`.
pub(super) fn pow10(exponent: u32) -> BigInt {
    BigInt::from(10u8).pow(exponent)
}

/// `numerator / denominator` to the nearest integer, ties to the even one. The denominator is above zero.
pub(super) fn round_half_even(numerator: &BigInt, denominator: &BigInt) -> BigInt {
    let (floor, rest) = numerator.div_mod_floor(denominator);
    let twice = rest * 2;
    let up = twice > *denominator || (twice == *denominator && floor.is_odd());
    if up { floor + 1 } else { floor }
}

/// The same on machine integers: [`round_half_even`] without allocation. The denominator is above zero.
pub(super) fn round_half_even_small(numerator: i128, denominator: i128) -> i128 {
    // Nearly every line fits 64 bits, where a division takes a fraction of the time.
    if let (Ok(numerator), Ok(denominator)) = (i64::try_from(numerator), i64::try_from(denominator)) {
        return i128::from(round_half_even_narrow(numerator, denominator));
    }
    let floor = numerator.div_euclid(denominator);
    let rest = numerator.rem_euclid(denominator);
    let up = match rest.cmp(&(denominator - rest)) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => floor & 1 == 1,
        std::cmp::Ordering::Less => false,
    };
    floor + i128::from(up)
}

fn round_half_even_narrow(numerator: i64, denominator: i64) -> i64 {
    let floor = numerator.div_euclid(denominator);
    let rest = numerator.rem_euclid(denominator);
    let up = match rest.cmp(&(denominator - rest)) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => floor & 1 == 1,
        std::cmp::Ordering::Less => false,
    };
    floor + i64::from(up)
}

/// An exact fraction, its denominator above zero.
///
/// Products and quotients are not reduced: a label takes a few of them, and reducing each costs more than it saves.
#[derive(Clone, Debug)]
pub struct Ratio {
    numerator: BigInt,
    denominator: BigInt,
}

impl Ratio {
    /// `numerator / denominator`.
    ///
    /// A zero denominator is a defect of the caller: it gives zero in release builds.
    #[must_use]
    pub fn new(numerator: BigInt, denominator: BigInt) -> Self {
        debug_assert!(!denominator.is_zero(), "a fraction has a denominator");
        if denominator.is_zero() {
            return Self::zero();
        }
        if denominator.is_negative() {
            return Self { numerator: -numerator, denominator: -denominator };
        }
        Self { numerator, denominator }
    }

    /// The same value in lowest terms.
    #[must_use]
    pub fn reduced(&self) -> Self {
        let divisor = self.numerator.gcd(&self.denominator);
        Self { numerator: &self.numerator / &divisor, denominator: &self.denominator / divisor }
    }

    /// 0.
    #[must_use]
    pub fn zero() -> Self {
        Self { numerator: BigInt::zero(), denominator: BigInt::one() }
    }

    /// 1.
    #[must_use]
    pub fn one() -> Self {
        Self { numerator: BigInt::one(), denominator: BigInt::one() }
    }

    /// Reads `3.6`, `44/12`, `27315/29315`: what rule files write.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let decimal = |part: &str| rust_decimal::Decimal::from_str_exact(part.trim()).ok().map(|value| Exact::from(value).ratio());
        match text.split_once('/') {
            None => decimal(text),
            Some((above, below)) => decimal(above)?.divided_by(&decimal(below)?),
        }
    }

    /// The product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        Self::new(&self.numerator * &other.numerator, &self.denominator * &other.denominator)
    }

    /// The quotient; nothing when the divisor is zero.
    #[must_use]
    pub fn divided_by(&self, other: &Self) -> Option<Self> {
        (!other.numerator.is_zero()).then(|| Self::new(&self.numerator * &other.denominator, &self.denominator * &other.numerator))
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        if self.denominator == other.denominator {
            return Self::new(&self.numerator + &other.numerator, self.denominator.clone());
        }
        let numerator = &self.numerator * &other.denominator + &other.numerator * &self.denominator;
        Self::new(numerator, &self.denominator * &other.denominator).reduced()
    }

    /// The same with the other sign.
    #[must_use]
    pub fn negated(&self) -> Self {
        Self { numerator: -&self.numerator, denominator: self.denominator.clone() }
    }

    /// Whether it is above zero.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        self.numerator.is_positive()
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.numerator.is_zero()
    }

    /// Numerator and denominator.
    #[must_use]
    pub fn parts(&self) -> (&BigInt, &BigInt) {
        (&self.numerator, &self.denominator)
    }

    /// The value as a plain decimal when it has one of at most 40 decimals, else as `a/b`.
    #[must_use]
    pub fn to_text(&self) -> String {
        for scale in 0..=40u8 {
            let scaled = &self.numerator * pow10(u32::from(scale));
            if scaled.is_multiple_of(&self.denominator) {
                let digits = (&scaled / &self.denominator).abs().to_string();
                return place_point(self.numerator.is_negative(), &digits, scale);
            }
        }
        let Self { numerator, denominator } = self.reduced();
        format!("{numerator}/{denominator}")
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (&self.numerator * &other.denominator).cmp(&(&other.numerator * &self.denominator))
    }
}

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
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(part) || part.len() > usize::from(Self::SCALE) {
            return None;
        }
        let milligrams: i128 = format!("{whole}{part:0<width$}", width = usize::from(Self::SCALE)).parse().ok()?;
        let fits = milligrams < 10i128.pow(36);
        fits.then_some(Self(if negative { -milligrams } else { milligrams }))
    }

    /// The only rounding of a line: half to even, to nine decimals.
    pub(super) fn round(numerator: &BigInt, denominator: &BigInt) -> Option<Self> {
        round_half_even(numerator, denominator).to_i128().and_then(Self::from_milligrams)
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

    /// The value, or zero when it is below zero.
    #[must_use]
    pub fn floored(self) -> Self {
        Self(self.0.max(0))
    }

    /// The same value as a fraction, in tonnes.
    #[must_use]
    pub fn ratio(self) -> Ratio {
        Ratio::new(self.0.into(), pow10(u32::from(Self::SCALE)))
    }
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

impl fmt::Display for Tonnes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&place_point(self.0 < 0, &self.0.unsigned_abs().to_string(), Self::SCALE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ties_go_to_the_even_neighbour() {
        for (numerator, denominator, want) in
            [(5, 2, 2), (7, 2, 4), (-5, 2, -2), (-7, 2, -4), (8, 3, 3), (-8, 3, -3), (1, 2, 0), (3, 2, 2), (4, 2, 2)]
        {
            assert_eq!(round_half_even(&numerator.into(), &denominator.into()), want.into());
            assert_eq!(round_half_even_small(numerator, denominator), want);
        }
    }

    #[test]
    fn a_fraction_prints_as_the_decimal_that_it_is() {
        assert_eq!(Ratio::parse("44/12").unwrap().to_text(), "11/3");
        assert_eq!(Ratio::parse("3.60").unwrap().to_text(), "3.6");
        assert_eq!(Ratio::parse("-1/8").unwrap().to_text(), "-0.125");
        assert_eq!(Ratio::parse("1/0"), None);
        assert_eq!(Ratio::parse("1e3"), None);
    }

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
        fn tonnes_survive_printing(milligrams in -10i128.pow(35)..10i128.pow(35)) {
            let tonnes = Tonnes(milligrams);
            prop_assert_eq!(Tonnes::parse(&tonnes.to_string()), Some(tonnes));
        }

        #[test]
        fn small_and_wide_rounding_agree(numerator in -(1i128 << 100)..(1i128 << 100), denominator in 1i128..(1 << 60)) {
            prop_assert_eq!(
                BigInt::from(round_half_even_small(numerator, denominator)),
                round_half_even(&numerator.into(), &denominator.into())
            );
        }

        #[test]
        fn a_decimal_survives_printing(mantissa in -10i128.pow(27)..10i128.pow(27), scale in 0u8..=28) {
            let number = Exact::new(mantissa, scale).unwrap();
            let read = rust_decimal::Decimal::from_str_exact(&number.to_string()).unwrap();
            prop_assert_eq!(Exact::from(read), number);
            prop_assert_eq!(number.normalised().ratio(), number.ratio());
        }
    }
}
