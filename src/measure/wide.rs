//! Integers of 256 bits, as far as one quotient of products needs them.

/// `high × 2^128 + low`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wide {
    high: u128,
    low: u128,
}

const HALF: u32 = 64;
const LOW: u128 = u64::MAX as u128;

impl Wide {
    /// The product of two magnitudes.
    pub(super) fn product(a: i128, b: i128) -> Self {
        let (a, b) = (a.unsigned_abs(), b.unsigned_abs());
        let (a1, a0, b1, b0) = (a >> HALF, a & LOW, b >> HALF, b & LOW);
        let lowest = a0 * b0;
        let middle = a1 * b0 + (lowest >> HALF);
        let other = a0 * b1 + (middle & LOW);
        Self { high: a1 * b1 + (middle >> HALF) + (other >> HALF), low: (other << HALF) | (lowest & LOW) }
    }

    /// The difference; `other` is not larger.
    pub(super) fn minus(self, other: Self) -> Self {
        let (low, borrows) = self.low.overflowing_sub(other.low);
        Self { high: self.high.wrapping_sub(other.high).wrapping_sub(borrows.into()), low }
    }

    fn bits(self) -> u32 {
        if self.high > 0 { 256 - self.high.leading_zeros() } else { 128 - self.low.leading_zeros() }
    }

    /// Shifted to the left by less than 128; nothing falls out.
    fn shifted(self, by: u32) -> Self {
        let carried = if by == 0 { 0 } else { self.low >> (128 - by) };
        Self { high: (self.high << by) | carried, low: self.low << by }
    }

    fn halved(self) -> Self {
        Self { high: self.high >> 1, low: (self.low >> 1) | (self.high << 127) }
    }
}

/// Quotient and rest, bit by bit: quotients of labels have a dozen or two. Nothing when the quotient has 127 bits or more, or
/// there is nothing to divide by.
pub(super) fn divide(above: Wide, below: Wide) -> Option<(u128, Wide)> {
    let steps = above.bits().saturating_sub(below.bits());
    if steps >= 126 || below.bits() == 0 {
        return None;
    }
    let (mut rest, mut divisor, mut quotient) = (above, below.shifted(steps), 0);
    for _ in 0..=steps {
        quotient <<= 1;
        if rest >= divisor {
            rest = rest.minus(divisor);
            quotient |= 1;
        }
        divisor = divisor.halved();
    }
    Some((quotient, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigUint;
    use proptest::prelude::*;

    fn big(wide: Wide) -> BigUint {
        (BigUint::from(wide.high) << 128) + wide.low
    }

    proptest! {
        #[test]
        fn it_multiplies_and_divides_as_big_integers_do(
            a in any::<(i128, i128)>(), b in any::<(i128, i128)>(), shifts in [0u32..128, 0..128, 0..128, 0..128],
        ) {
            let product = |(x, y): (i128, i128), by: &[u32]| (x >> by[0], y >> by[1]);
            let ((a, b), (c, d)) = (product(a, &shifts[..2]), product(b, &shifts[2..]));
            let (above, below) = (Wide::product(a, b), Wide::product(c, d));
            prop_assert_eq!(big(above), BigUint::from(a.unsigned_abs()) * b.unsigned_abs());
            prop_assume!(c != 0 && d != 0);
            match divide(above, below) {
                Some((quotient, rest)) => {
                    prop_assert_eq!(BigUint::from(quotient), big(above) / big(below));
                    prop_assert_eq!(big(rest), big(above) % big(below));
                }
                None => prop_assert!((big(above) / big(below)).bits() >= 126),
            }
        }
    }
}
