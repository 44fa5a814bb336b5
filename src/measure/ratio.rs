//! Fractions that lose nothing.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use super::exact::{Exact, place_point};
use super::rounding::pow10;

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
        let Self { numerator, denominator } = self.reduced();
        let twos = denominator.trailing_zeros().unwrap_or(0);
        let (mut rest, mut fives) = (&denominator >> twos, 0);
        while rest.is_multiple_of(&5.into()) {
            rest /= 5;
            fives += 1;
        }
        let scale = u8::try_from(twos.max(fives)).unwrap_or(u8::MAX);
        if !rest.is_one() || scale > 40 {
            return format!("{numerator}/{denominator}");
        }
        let digits = (numerator.abs() * pow10(u32::from(scale)) / denominator).to_string();
        place_point(numerator.is_negative(), &digits, scale)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_prints_as_the_decimal_that_it_is() {
        assert_eq!(Ratio::parse("44/12").unwrap().to_text(), "11/3");
        assert_eq!(Ratio::parse("3.60").unwrap().to_text(), "3.6");
        assert_eq!(Ratio::parse("-1/8").unwrap().to_text(), "-0.125");
        assert_eq!(Ratio::parse("1/0"), None);
        assert_eq!(Ratio::parse("1e3"), None);
    }
}
