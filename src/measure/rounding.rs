//! The only rounding of the program.
//!
//! Lines are rounded once, half to even, and summed as scaled integers, so that a total does not depend on the order of
//! its lines or on the number of threads. Fractions are kept whole in [`super::Ratio`] until that one rounding.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;

use super::whole::Whole;
use super::wide::{Wide, divide as divide_wide};

/// What becomes of a tie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// To the even neighbour 四舍六入五成双: GB/T 8170, and the rule of every line.
    #[default]
    HalfEven,
    /// Away from zero 四舍五入: what some forms ask for.
    HalfUp,
}

/// `numerator / denominator` to the nearest integer. The denominator is above zero.
pub(super) fn round(numerator: &Whole, denominator: &Whole, rounding: Rounding) -> Whole {
    match rounding {
        Rounding::HalfEven => round_products([numerator, &Whole::ONE], [denominator, &Whole::ONE]),
        Rounding::HalfUp => {
            let two = Whole::from(2);
            let away = if numerator.signum() < 0 { denominator.negated() } else { denominator.clone() };
            numerator.times(&two).plus(&away).over(&denominator.times(&two))
        }
    }
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
    let (floor, rest) = divide(numerator, denominator);
    floor + i128::from(is_up(rest.cmp(&(denominator - rest)), floor & 1 == 1))
}

/// A product over a product, rounded like the rest: machine integers and products of 256 bits while they suffice. No factor
/// below is zero.
pub(super) fn round_products(above: [&Whole; 2], below: [&Whole; 2]) -> Whole {
    round_products_small(above, below).map_or_else(|| round_products_large(above, below), Whole::Small)
}

fn round_products_small(above: [&Whole; 2], below: [&Whole; 2]) -> Option<i128> {
    let small = |[a, b]: [&Whole; 2]| Some((a.to_i128()?, b.to_i128()?));
    let ((a, b), (c, d)) = (small(above)?, small(below)?);
    if let Some((above, below)) = a.checked_mul(b).zip(c.checked_mul(d)).filter(|(_, below)| *below > 0) {
        return Some(round_half_even_small(above, below));
    }
    // Half to even treats both signs alike.
    let magnitude = i128::try_from(round_wide(Wide::product(a, b), Wide::product(c, d))?).ok()?;
    Some(if (a < 0) ^ (b < 0) ^ (c < 0) ^ (d < 0) { -magnitude } else { magnitude })
}

fn round_wide(above: Wide, below: Wide) -> Option<u128> {
    let (floor, rest) = divide_wide(above, below)?;
    Some(floor + u128::from(is_up(rest.cmp(&below.minus(rest)), floor & 1 == 1)))
}

fn round_products_large([a, b]: [&Whole; 2], [c, d]: [&Whole; 2]) -> Whole {
    let (above, below) = (a.times(b), c.times(d));
    let sign = BigInt::from(below.signum());
    round_half_even(&(&sign * &*above.big()), &(&sign * &*below.big())).into()
}

/// Whether the nearest integer is the one above the quotient: the rest is compared with what it lacks.
#[inline]
fn is_up(rest: Ordering, is_odd: bool) -> bool {
    rest.is_gt() || (rest.is_eq() && is_odd)
}

/// The same of magnitudes in 64 bits, where a division takes a fraction of the time.
#[inline]
pub(super) fn round_half_even_narrow(numerator: u64, denominator: u64) -> u64 {
    let (quotient, rest) = (numerator / denominator, numerator % denominator);
    quotient + u64::from(is_up(rest.cmp(&(denominator - rest)), quotient & 1 == 1))
}

/// Quotient and remainder, the remainder not below zero. Nearly every line fits 64 bits, where a division takes a fraction
/// of the time.
fn divide(numerator: i128, denominator: i128) -> (i128, i128) {
    match (i64::try_from(numerator), i64::try_from(denominator)) {
        (Ok(numerator), Ok(denominator)) => (numerator.div_euclid(denominator).into(), numerator.rem_euclid(denominator).into()),
        _ => (numerator.div_euclid(denominator), numerator.rem_euclid(denominator)),
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
            let [above, below] = [numerator, denominator].map(|number| u64::try_from(number.unsigned_abs()).unwrap());
            assert_eq!(i128::from(round_half_even_narrow(above, below)), want.abs());
            // Times 10^38 above and below: the same tie in 256 bits.
            let (many, [above, below]) = (10i128.pow(38), [numerator, denominator].map(Whole::from));
            assert_eq!(round_products_small([&above, &many.into()], [&below, &many.into()]), Some(want));
        }
    }

    /// Factors of every length, the longest included.
    fn factor() -> impl Strategy<Value = i128> {
        let longest = prop::sample::select(vec![1, i128::MAX, i128::MIN, 10i128.pow(38), -(10i128.pow(38))]);
        prop_oneof![4 => (any::<i128>(), 0u32..127).prop_map(|(value, shift)| value >> shift), 1 => longest]
    }

    proptest! {
        #[test]
        fn narrow_and_small_rounding_agree(numerator: u64, denominator in 1..=u64::MAX, few in 1u64..40) {
            for denominator in [denominator, few] {
                let small = round_half_even_small(numerator.into(), denominator.into());
                prop_assert_eq!(i128::from(round_half_even_narrow(numerator, denominator)), small);
            }
        }

        #[test]
        fn small_and_wide_rounding_agree(numerator in -(1i128 << 100)..(1i128 << 100), denominator in 1i128..(1 << 60)) {
            prop_assert_eq!(
                BigInt::from(round_half_even_small(numerator, denominator)),
                round_half_even(&numerator.into(), &denominator.into())
            );
        }

        #[test]
        fn products_round_as_big_integers_do(above in [factor(), factor()], below in [factor(), factor()], same in 0u8..3) {
            // Equal factors on both sides, and twice as many below, make whole quotients and ties.
            let below = match same {
                0 => below,
                1 => [above[0], below[1]],
                _ => [above[0], 2],
            };
            prop_assume!(below.iter().all(|factor| *factor != 0));
            let (above, below) = (above.map(Whole::from), below.map(Whole::from));
            let ([a, b], [c, d]) = (above.each_ref(), below.each_ref());
            prop_assert_eq!(round_products([a, b], [c, d]), round_products_large([a, b], [c, d]));
        }
    }
}
