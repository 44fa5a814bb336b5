//! Integers of any size, without memory of their own while they fit 128 bits.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

/// An integer. It is small whenever it fits, so that equal integers look equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    /// What fits 128 bits: nearly everything.
    Small(i128),
    /// The rest.
    Large(Box<BigInt>),
}

impl Whole {
    pub(super) const ONE: Self = Self::Small(1);

    /// `10^exponent`.
    pub(super) fn pow10(exponent: u8) -> Self {
        let small = 10i128.checked_pow(u32::from(exponent));
        small.map_or_else(|| BigInt::from(10u8).pow(u32::from(exponent)).into(), Self::Small)
    }

    pub(super) fn to_i128(&self) -> Option<i128> {
        match self {
            Self::Small(small) => Some(*small),
            Self::Large(_) => None,
        }
    }

    pub(super) fn big(&self) -> Cow<'_, BigInt> {
        match self {
            Self::Small(small) => Cow::Owned((*small).into()),
            Self::Large(large) => Cow::Borrowed(large),
        }
    }

    pub(super) fn signum(&self) -> i128 {
        match self {
            Self::Small(small) => small.signum(),
            Self::Large(large) if large.is_negative() => -1,
            Self::Large(_) => 1,
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.signum() == 0
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        self.combined(other, i128::checked_mul, |a, b| a * b)
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        self.combined(other, i128::checked_add, |a, b| a + b)
    }

    pub(super) fn negated(&self) -> Self {
        self.times(&Self::Small(-1))
    }

    /// The quotient towards zero; the divisor is not zero.
    pub(super) fn over(&self, divisor: &Self) -> Self {
        self.combined(divisor, i128::checked_div, |a, b| if b.is_zero() { BigInt::zero() } else { a / b })
    }

    /// The greatest common divisor.
    pub(super) fn gcd(&self, other: &Self) -> Self {
        // 64 bits take a fraction of the time.
        let short = |a: i128, b: i128| Some(u64::try_from(a).ok()?.gcd(&u64::try_from(b).ok()?).into());
        let long = |a: i128, b: i128| i128::try_from(a.unsigned_abs().gcd(&b.unsigned_abs())).ok();
        self.combined(other, |a, b| short(a, b).or_else(|| long(a, b)), |a, b| a.gcd(b))
    }

    fn combined(&self, other: &Self, small: impl Fn(i128, i128) -> Option<i128>, large: impl Fn(&BigInt, &BigInt) -> BigInt) -> Self {
        let fitting = self.to_i128().zip(other.to_i128()).and_then(|(a, b)| small(a, b));
        fitting.map_or_else(|| large(&self.big(), &other.big()).into(), Self::Small)
    }
}

impl From<i128> for Whole {
    fn from(small: i128) -> Self {
        Self::Small(small)
    }
}

impl From<BigInt> for Whole {
    fn from(large: BigInt) -> Self {
        large.to_i128().map_or_else(|| Self::Large(Box::new(large)), Self::Small)
    }
}

impl Ord for Whole {
    fn cmp(&self, other: &Self) -> Ordering {
        self.to_i128().zip(other.to_i128()).map_or_else(|| self.big().cmp(&other.big()), |(a, b)| a.cmp(&b))
    }
}

impl PartialOrd for Whole {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Whole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Small(small) => small.fmt(f),
            Self::Large(large) => large.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Integers of every length, and those at the border.
    pub(in crate::measure) fn any_whole() -> impl Strategy<Value = i128> {
        let border = prop::sample::select(vec![0, 1, -1, i128::MAX, i128::MIN, i128::MIN + 1, u64::MAX.into(), 10i128.pow(38)]);
        prop_oneof![3 => (any::<i128>(), 0u32..128).prop_map(|(value, shift)| value >> shift), 1 => border]
    }

    proptest! {
        #[test]
        fn it_computes_as_big_integers_do(a in any_whole(), b in any_whole(), c in any_whole()) {
            let big = |value: i128| BigInt::from(value);
            let [x, y, z] = [a, b, c].map(Whole::from);
            for (ours, theirs) in [
                (x.times(&y), big(a) * big(b)),
                (x.times(&y).times(&z), big(a) * big(b) * big(c)),
                (x.plus(&y), big(a) + big(b)),
                (x.times(&y).plus(&z), big(a) * big(b) + big(c)),
                (x.negated(), -big(a)),
                (x.gcd(&y), big(a).gcd(&big(b))),
                (x.times(&y).gcd(&z), (big(a) * big(b)).gcd(&big(c))),
            ] {
                prop_assert_eq!(ours.to_string(), theirs.to_string());
                prop_assert_eq!(ours.signum(), i128::from(theirs.signum().to_i8().unwrap()));
                prop_assert_eq!(&ours, &Whole::from(theirs));
            }
            prop_assert_eq!(x.times(&y).cmp(&z), (big(a) * big(b)).cmp(&big(c)));
            if b != 0 {
                prop_assert_eq!(x.times(&z).over(&y), Whole::from(big(a) * big(c) / big(b)));
            }
        }
    }
}
