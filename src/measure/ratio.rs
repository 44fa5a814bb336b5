//! Fractions that lose nothing.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::One;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::decimal::{append_decimal, with_decimal};
use super::rounding::{Rounding, round};
use super::whole::Whole;
use super::wide::Wide;

/// An exact fraction, its denominator above zero.
///
/// Products and quotients are not reduced: a label takes a few of them, and reducing each costs more than it saves.
#[derive(Clone, Debug)]
pub struct Ratio {
    numerator: Whole,
    denominator: Whole,
}

impl Ratio {
    /// `numerator / denominator`.
    ///
    /// A zero denominator is a defect of the caller: it gives zero in release builds.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Self {
        Self::of(numerator.into(), denominator.into())
    }

    /// The same of integers of any size.
    pub(super) fn of(numerator: Whole, denominator: Whole) -> Self {
        debug_assert!(!denominator.is_zero(), "a fraction has a denominator");
        match denominator.signum() {
            0 => Self::zero(),
            1 => Self { numerator, denominator },
            _ => Self { numerator: numerator.negated(), denominator: denominator.negated() },
        }
    }

    /// The same value in lowest terms.
    #[must_use]
    pub fn reduced(&self) -> Self {
        let divisor = self.numerator.gcd(&self.denominator);
        Self { numerator: self.numerator.over(&divisor), denominator: self.denominator.over(&divisor) }
    }

    /// 0.
    #[must_use]
    pub fn zero() -> Self {
        Self { numerator: 0.into(), denominator: Whole::ONE }
    }

    /// 1.
    #[must_use]
    pub fn one() -> Self {
        Self { numerator: Whole::ONE, denominator: Whole::ONE }
    }

    /// Reads `3.6`, `44/12`, `27315/29315`: what rule files write, and what [`Ratio::to_text`] makes of any value.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('/') {
            None => decimal(text),
            Some((above, below)) => decimal(above)?.divided_by(&decimal(below)?),
        }
    }

    /// The product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        Self::of(self.numerator.times(&other.numerator), self.denominator.times(&other.denominator))
    }

    /// The quotient; nothing when the divisor is zero.
    #[must_use]
    pub fn divided_by(&self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| Self::of(self.numerator.times(&other.denominator), self.denominator.times(&other.numerator)))
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        if self.denominator == other.denominator {
            return Self::of(self.numerator.plus(&other.numerator), self.denominator.clone());
        }
        let numerator = self.numerator.times(&other.denominator).plus(&other.numerator.times(&self.denominator));
        Self::of(numerator, self.denominator.times(&other.denominator)).reduced()
    }

    /// The difference.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negated())
    }

    /// The same with the other sign.
    #[must_use]
    pub fn negated(&self) -> Self {
        Self { numerator: self.numerator.negated(), denominator: self.denominator.clone() }
    }

    /// `1 − x`: what a share leaves.
    #[must_use]
    pub fn complement(&self) -> Self {
        Self::one().minus(self)
    }

    /// The same without its sign.
    #[must_use]
    pub fn magnitude(&self) -> Self {
        if self.numerator.signum() < 0 { self.negated() } else { self.clone() }
    }

    /// The nearest multiple of a step, ties by the rule; nothing when the step is not above zero. A step of 0.01 keeps two
    /// decimals, one of 100 drops two digits, 0.5 and 0.2 are the half and fifth units of GB/T 8170.
    #[must_use]
    pub fn rounded(&self, step: &Self, rounding: Rounding) -> Option<Self> {
        let steps = self.divided_by(step).filter(|_| step.is_positive())?;
        Some(Self::of(round(&steps.numerator, &steps.denominator, rounding), Whole::ONE).times(step).reduced())
    }

    /// Whether it is above zero.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        self.numerator.signum() > 0
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.numerator.is_zero()
    }

    /// Numerator and denominator.
    pub(super) fn parts(&self) -> (&Whole, &Whole) {
        (&self.numerator, &self.denominator)
    }

    /// The value as a plain decimal when it has one of at most 40 decimals, else as `a/b`.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = Vec::new();
        self.append_to(&mut text);
        String::from_utf8(text).unwrap_or_default()
    }

    /// Appends the same to a text.
    pub fn append_to(&self, text: &mut Vec<u8>) {
        let Some(scale) = self.as_decimal() else { return text.extend_from_slice(self.reduced().wide_text().as_bytes()) };
        append_decimal(&self.numerator, scale, text);
        if scale > 0 {
            while text.pop_if(|last| *last == b'0').is_some() {}
            text.pop_if(|last| *last == b'.');
        }
    }

    /// The order of fractions of machine integers, by products of 256 bits: sorting asks for it millions of times.
    fn cmp_small(&self, other: &Self) -> Option<std::cmp::Ordering> {
        let (a, b) = (self.numerator.to_i128()?, self.denominator.to_i128()?);
        let (c, d) = (other.numerator.to_i128()?, other.denominator.to_i128()?);
        if b == d {
            return Some(a.cmp(&c));
        }
        let magnitudes = || Wide::product(a, d).cmp(&Wide::product(c, b));
        Some(a.signum().cmp(&c.signum()).then_with(|| if a < 0 { magnitudes().reverse() } else { magnitudes() }))
    }

    /// The scale of a denominator that is a power of ten: so sums of amounts come.
    fn as_decimal(&self) -> Option<u8> {
        let denominator = self.denominator.to_i128()?.unsigned_abs();
        let scale = denominator.checked_ilog10()?;
        (denominator == 10u128.pow(scale)).then_some(u8::try_from(scale).ok()?)
    }

    /// The text of a fraction in lowest terms, whatever its denominator.
    fn wide_text(&self) -> String {
        let denominator = self.denominator.big();
        let twos = denominator.trailing_zeros().unwrap_or(0);
        let (mut rest, mut fives) = (&*denominator >> twos, 0);
        while rest.is_multiple_of(&5.into()) {
            rest /= 5;
            fives += 1;
        }
        let scale = u8::try_from(twos.max(fives)).unwrap_or(u8::MAX);
        if !rest.is_one() || scale > 40 {
            return format!("{}/{denominator}", self.numerator);
        }
        let digits = self.numerator.times(&Whole::pow10(scale)).over(&self.denominator);
        with_decimal(&digits, scale, str::to_owned)
    }
}

/// A plain decimal with or without a sign.
fn decimal(text: &str) -> Option<Ratio> {
    /// More than any text of ours has.
    const DIGITS: usize = 4000;
    const DECIMALS: usize = 200;
    let text = text.trim();
    let (negative, digits) = text.strip_prefix('-').map_or((false, text.strip_prefix('+').unwrap_or(text)), |digits| (true, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let both = [whole, part].concat();
    if both.is_empty() || both.len() > DIGITS || part.len() > DECIMALS || !both.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Up to 38 digits fit 128 bits, which takes a fraction of the time.
    let number: Whole = match both.parse::<i128>() {
        Ok(number) => number.into(),
        Err(_) => BigInt::parse_bytes(both.as_bytes(), 10)?.into(),
    };
    let scale = u8::try_from(part.len()).ok()?;
    Some(Ratio::of(if negative { number.negated() } else { number }, Whole::pow10(scale)))
}

impl<'a> std::iter::Sum<&'a Ratio> for Ratio {
    fn sum<I: Iterator<Item = &'a Self>>(iter: I) -> Self {
        iter.fold(Self::zero(), |sum, value| sum.plus(value))
    }
}

impl std::iter::Sum for Ratio {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::zero(), |sum, value| sum.plus(&value))
    }
}

impl<'a> std::iter::Product<&'a Ratio> for Ratio {
    fn product<I: Iterator<Item = &'a Self>>(iter: I) -> Self {
        iter.fold(Self::one(), |product, value| product.times(value))
    }
}

/// From a text, as [`Ratio::parse`] reads it: a number of JSON or TOML would have been a float.
impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom(format!("“{text}” is not a number such as 12.5 or 44/12")))
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.to_text())
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
        self.cmp_small(other).unwrap_or_else(|| self.numerator.times(&other.denominator).cmp(&other.numerator.times(&self.denominator)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_fraction_prints_as_the_decimal_that_it_is() {
        assert_eq!(Ratio::parse("44/12").unwrap().to_text(), "11/3");
        assert_eq!(Ratio::parse("3.60").unwrap().to_text(), "3.6");
        assert_eq!(Ratio::parse("-1/8").unwrap().to_text(), "-0.125");
        assert_eq!(Ratio::parse("1/0"), None);
        assert_eq!(Ratio::parse("0.1234567890123456789012345678901").unwrap().to_text(), "0.1234567890123456789012345678901");
        assert_eq!(Ratio::parse("+.5").unwrap(), Ratio::new(1, 2));
        for wrong in ["1e3", "", ".", "-", "--1", "1 2", "1_000", "0x1", "1/", &"9".repeat(4001)] {
            assert_eq!(Ratio::parse(wrong), None, "{wrong}");
        }
    }

    /// GB/T 8170-2008: half to even, at tens and hundreds, and in half and fifth units; half up as forms ask for it.
    #[test]
    fn steps_are_rounded_to_by_either_rule() {
        for (value, step, even, up) in [
            ("1268", "100", "1300", "1300"),
            ("2500", "1000", "2000", "3000"),
            ("-325", "10", "-320", "-330"),
            ("60.25", "0.5", "60", "60.5"),
            ("-60.75", "0.5", "-61", "-61"),
            ("830", "20", "840", "840"),
            ("-930", "20", "-920", "-940"),
            ("0.0325", "0.001", "0.032", "0.033"),
            ("1/3", "0.01", "0.33", "0.33"),
        ] {
            let [value, step] = [value, step].map(|text| Ratio::parse(text).unwrap());
            let rounded = |rounding| value.rounded(&step, rounding).unwrap().to_text();
            assert_eq!([rounded(Rounding::HalfEven), rounded(Rounding::HalfUp)], [even, up], "{value:?}");
            assert_eq!(value.rounded(&Ratio::zero(), Rounding::HalfUp), None);
        }
    }

    #[test]
    fn a_fraction_is_read_from_text_alone() {
        let read = |json: &str| serde_json::from_str::<Ratio>(json).map(|ratio| ratio.to_text());
        assert_eq!(read("\"44/12\"").unwrap(), "11/3");
        for wrong in ["1.5", "\"1e3\"", "\"\"", "null"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn fractions_are_ordered_as_their_cross_products(parts in any::<[i128; 4]>(), shifts in [0u32..128, 0..128, 0..128, 0..128]) {
            let [a, b, c, d] = [0, 1, 2, 3].map(|at| parts[at] >> shifts[at]);
            prop_assume!(b != 0 && d != 0 && b != i128::MIN && d != i128::MIN && a != i128::MIN && c != i128::MIN);
            let (one, other) = (Ratio::new(a, b), Ratio::new(c, d));
            let ((a, b), (c, d)) = (one.parts(), other.parts());
            prop_assert_eq!(one.cmp(&other), (&*a.big() * &*d.big()).cmp(&(&*c.big() * &*b.big())));
        }

        #[test]
        fn every_fraction_comes_back_from_its_text(parts in any::<[i128; 4]>()) {
            let part = |at: usize| if parts[at] == 0 { 1 } else { parts[at] };
            let value = Ratio::new(part(0), part(1)).times(&Ratio::new(part(2), part(3)));
            prop_assert_eq!(Ratio::parse(&value.to_text()), Some(value));
        }

        #[test]
        fn short_and_long_texts_agree(digits in any::<i128>(), shift in 0u32..128, scale in 0u8..39) {
            let decimal = Ratio::of((digits >> shift).into(), Whole::pow10(scale));
            prop_assert_eq!(decimal.to_text(), decimal.reduced().wide_text());
        }
    }
}
