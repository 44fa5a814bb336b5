//! Exponentials and square roots of fractions, rounded once.

use num_bigint::BigInt;

use super::figure::Figure;
use super::ratio::Ratio;
use super::rounding::round_half_even;
use super::whole::Whole;

/// Decimals that an irrational value keeps: it is off by at most 5 × 10^-19.
pub const IRRATIONAL_DECIMALS: u8 = 18;

/// Beyond this the series grows long, and no quantity of ours asks for it.
const LARGEST_EXPONENT: i128 = 64;

/// `e^x`, rounded once, half to even, to 18 decimals; nothing for x above 64.
///
/// The series is summed in fractions. What it still lacks is less than its last term as soon as terms at least halve, so the
/// value lies between two fractions; terms are added until both ends round to the same figure. Only `e^0` is rational, so no
/// tie can keep them apart.
#[must_use]
pub fn exponential(x: &Ratio) -> Option<Ratio> {
    if x.is_zero() {
        return Some(Ratio::one());
    }
    let size = x.magnitude();
    if size > Ratio::new(LARGEST_EXPONENT, 1) {
        // e^-64 is below 10^-27.
        return (!x.is_positive()).then(Ratio::zero);
    }
    let (mut term, mut sum) = (Ratio::one(), Ratio::one());
    for count in 1i128.. {
        term = term.times(&size).times(&Ratio::new(1, count)).reduced();
        sum = sum.plus(&term);
        let halves = size.times(&Ratio::new(2, 1)) <= Ratio::new(count + 1, 1);
        if !halves {
            continue;
        }
        let ends = [sum.clone(), sum.plus(&term)].map(|end| if x.is_positive() { Some(end) } else { Ratio::one().divided_by(&end) });
        let [low, high] = ends.map(|end| end.map(|end| Figure::round(&end, IRRATIONAL_DECIMALS)));
        if low == high {
            return low.map(|figure| figure.ratio());
        }
    }
    None
}

/// The square root, rounded once, half to even, to 18 decimals; nothing below zero.
#[must_use]
pub fn square_root(x: &Ratio) -> Option<Ratio> {
    let (above, below) = x.parts();
    if above.signum() < 0 {
        return None;
    }
    // In units of the last decimal: the root of a fraction whose whole part has the same whole root.
    let above = above.times(&Whole::pow10(2 * IRRATIONAL_DECIMALS)).big().into_owned();
    let below = below.big().into_owned();
    let floor = (&above / &below).sqrt();
    let middle: BigInt = &floor * 2 + 1;
    let order = (&middle * &middle * &below).cmp(&(above * 4));
    let rounded = match order {
        std::cmp::Ordering::Less => floor + 1,
        std::cmp::Ordering::Equal => round_half_even(&middle, &2.into()),
        std::cmp::Ordering::Greater => floor,
    };
    Some(Ratio::of(rounded.into(), Whole::pow10(IRRATIONAL_DECIMALS)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(value: Option<Ratio>) -> String {
        Figure::round(&value.unwrap(), IRRATIONAL_DECIMALS).to_string()
    }

    /// e, 1/e, e^10 and the roots of 2, 3 and 10 to 18 decimals, from published tables of constants (OEIS A001113, A068985,
    /// A002193, A002194, A010467).
    #[test]
    fn published_constants_come_out_to_the_last_decimal() {
        let ratio = |text| Ratio::parse(text).unwrap();
        for (x, want) in [("1", "2.718281828459045235"), ("-1", "0.367879441171442322"), ("0", "1.000000000000000000")] {
            assert_eq!(text(exponential(&ratio(x))), want, "{x}");
        }
        for (x, want) in [
            ("2", "1.414213562373095049"),
            ("3", "1.732050807568877294"),
            ("10", "3.162277660168379332"),
            ("1/4", "0.500000000000000000"),
            ("0", "0.000000000000000000"),
        ] {
            assert_eq!(text(square_root(&ratio(x))), want, "{x}");
        }
    }

    #[test]
    fn what_has_no_value_gives_none() {
        assert_eq!(exponential(&Ratio::new(65, 1)), None);
        assert_eq!(exponential(&Ratio::new(-65, 1)), Some(Ratio::zero()));
        assert_eq!(square_root(&Ratio::new(-1, 4)), None);
    }

    proptest! {
        /// e^x × e^-x = 1, as nearly as two rounded values can be.
        #[test]
        fn an_exponential_and_its_inverse_make_one(above in -2000i128..2000, below in 100i128..1000) {
            let x = Ratio::new(above, below);
            let (one, other) = (exponential(&x).unwrap(), exponential(&x.negated()).unwrap());
            let off = one.times(&other).minus(&Ratio::one()).magnitude();
            let last = Ratio::of(Whole::ONE, Whole::pow10(IRRATIONAL_DECIMALS));
            prop_assert!(off <= one.plus(&other).times(&last));
        }

        /// No neighbour at the last decimal squares to something nearer.
        #[test]
        fn a_root_is_the_nearest(above in 0i128..10i128.pow(20), below in 1i128..10i128.pow(9)) {
            let x = Ratio::new(above, below);
            let root = square_root(&x).unwrap();
            let half = Ratio::of(Whole::ONE, Whole::pow10(IRRATIONAL_DECIMALS)).times(&Ratio::new(1, 2));
            let square = |value: &Ratio| value.times(value);
            prop_assert!(square(&root.plus(&half)) >= x);
            prop_assert!(root.is_zero() || square(&root.minus(&half)) <= x);
        }

        #[test]
        fn the_root_of_a_square_is_exact(above in 0i128..10i128.pow(12), scale in 0u32..9) {
            let root = Ratio::new(above, 10i128.pow(scale));
            prop_assert_eq!(square_root(&root.times(&root)), Some(root));
        }
    }
}
