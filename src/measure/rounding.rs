//! The only rounding of the program.
//!
//! Lines are rounded once, half to even, and summed as scaled integers, so that a total does not depend on the order of
//! its lines or on the number of threads. Fractions are kept whole in [`super::Ratio`] until that one rounding.

use num_bigint::BigInt;
use num_integer::Integer;

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
    let (floor, rest) = divide(numerator, denominator);
    let up = match rest.cmp(&(denominator - rest)) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => floor & 1 == 1,
        std::cmp::Ordering::Less => false,
    };
    floor + i128::from(up)
}

/// The same in 64 bits, where a division takes a fraction of the time.
pub(super) fn round_half_even_narrow(numerator: i64, denominator: i64) -> i64 {
    let quotient = numerator / denominator;
    let rest = (numerator - quotient * denominator).unsigned_abs();
    let up = match rest.cmp(&(denominator.unsigned_abs() - rest)) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => quotient & 1 == 1,
        std::cmp::Ordering::Less => false,
    };
    quotient + if up { numerator.signum() } else { 0 }
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
            let narrow = round_half_even_narrow(i64::try_from(numerator).unwrap(), i64::try_from(denominator).unwrap());
            assert_eq!(i128::from(narrow), want);
        }
    }

    proptest! {
        #[test]
        fn narrow_and_small_rounding_agree(numerator: i64, denominator in 1..=i64::MAX, few in 1i64..40) {
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
    }
}
