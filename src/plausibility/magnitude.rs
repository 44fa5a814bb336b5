//! How large a quantity roughly is: its logarithm to base 2 in sixteenths, by counting bits.

use crate::activity::ActivityRecord;
use crate::measure::{Figure, Ratio};
use crate::nomenclature::{UnitId, Units};

/// A factor of two.
const OCTAVE: i32 = 16;
/// How far a magnitude may be from the true logarithm: a sixteenth for the bits that are left out, one for the scale, one
/// for the unit.
pub(super) const SLACK: i32 = 3;
/// Decimals to which a unit's ratio is looked at.
const DECIMALS: u8 = 20;

/// The magnitudes of the units of a release.
pub(super) struct Magnitudes {
    of_units: Vec<i32>,
    /// Each unit in billionths of its base, where that is a whole number below 2^40.
    weights: Vec<Option<u64>>,
}

impl Magnitudes {
    pub(super) fn of(units: &Units) -> Self {
        let of_unit = |ratio: &Ratio| {
            let mantissa = Figure::round(ratio, DECIMALS).mantissa().unwrap_or_default();
            magnitude(mantissa.unsigned_abs()).unwrap_or_default() - of_scale(DECIMALS)
        };
        let weight = |ratio: &Ratio| {
            let weight = Figure::round(ratio, 9);
            u64::try_from(weight.mantissa()?).ok().filter(|number| *number < 1 << 40 && weight.ratio() == *ratio)
        };
        Self {
            of_units: units.iter().map(|unit| of_unit(&unit.ratio)).collect(),
            weights: units.iter().map(|unit| weight(&unit.ratio)).collect(),
        }
    }

    /// Billionths of its base in a unit, if that is a whole number below 2^40.
    pub(super) fn weight(&self, unit: UnitId) -> Option<u64> {
        self.weights.get(usize::from(unit.number())).copied().flatten()
    }

    /// The magnitude of a record's quantity in base units; none of zero.
    #[inline]
    pub(super) fn of_record(&self, record: &ActivityRecord) -> Option<i32> {
        let unit = self.of_units.get(usize::from(record.unit().number())).copied().unwrap_or_default();
        let (magnitude, scale) = match record.short_quantity() {
            Some(quantity) => (magnitude_short(quantity.mantissa().unsigned_abs())?, quantity.scale()),
            None => (magnitude(record.quantity().mantissa().unsigned_abs())?, record.quantity().scale()),
        };
        Some(magnitude - of_scale(scale) + unit)
    }
}

/// The place of the highest bit, and the four bits after it.
fn magnitude(number: u128) -> Option<i32> {
    let highest = number.checked_ilog2()?;
    let fraction = if highest >= 4 { number >> (highest - 4) } else { number << (4 - highest) } & 15;
    Some(i32::try_from(highest).ok()? * OCTAVE + i32::try_from(fraction).ok()?)
}

/// The same of 64 bits, in fewer steps.
fn magnitude_short(number: u64) -> Option<i32> {
    let highest = number.checked_ilog2()?;
    // The highest bit pushed out, the four after it are left. Neither number is above 63.
    let fraction = (number << (63 - highest) << 1) >> 60;
    Some((highest * OCTAVE.unsigned_abs() + u32::try_from(fraction).unwrap_or_default()).cast_signed())
}

/// Of `10^scale`: a factor of ten is 3.3219 of two.
fn of_scale(scale: u8) -> i32 {
    i32::from(scale) * 33219 * OCTAVE / 10_000
}

/// A whole number's magnitude, for limits.
pub(super) const fn of_limit(number: u32) -> i32 {
    let highest = number.ilog2();
    // A limit is small.
    (highest * 16 + (number << 4 >> highest & 15)).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Of two numbers one of which is clearly so many times the other, magnitudes say so.
        #[test]
        fn magnitudes_are_logarithms_within_their_slack(a in 1u128..10u128.pow(20), times in 1u32..2000, scale in 0u8..18) {
            let difference = magnitude(a * u128::from(times)).unwrap() - magnitude(a).unwrap();
            prop_assert!((difference - of_limit(times)).abs() <= 2 * SLACK, "{difference} {}", of_limit(times));
            let scaled = magnitude(a * 10u128.pow(u32::from(scale))).unwrap() - of_scale(scale);
            prop_assert!((scaled - magnitude(a).unwrap()).abs() <= SLACK);
        }

        #[test]
        fn short_and_long_numbers_have_one_magnitude(number: u64, shift in 0u32..64) {
            let number = number >> shift;
            prop_assert_eq!(magnitude_short(number), magnitude(number.into()));
        }
    }
}
