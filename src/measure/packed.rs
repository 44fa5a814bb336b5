//! Decimals in eight bytes, for records of which there are tens of millions.

use std::num::NonZeroU64;

use super::decimal::{POWERS, append_short};
use super::exact::Exact;

/// A decimal of up to 17 digits and 62 decimals in eight bytes; nearly every cell is one.
///
/// The lower six bits hold the scale, counted from 1, so that no value is zero and an absent one takes no more room; the
/// upper 58 the mantissa with its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packed(NonZeroU64);

const SCALE_BITS: u32 = 6;
const SCALES: u64 = (1 << SCALE_BITS) - 1;
/// Mantissas lie strictly between this and its opposite.
const LIMIT: i64 = 1 << 57;

impl Packed {
    /// A decimal in eight bytes; nothing when it does not fit.
    #[must_use]
    pub fn of(value: Exact) -> Option<Self> {
        Self::new(i64::try_from(value.mantissa()).ok()?, value.scale())
    }

    /// `mantissa / 10^scale`; nothing when it does not fit.
    #[must_use]
    pub fn new(mantissa: i64, scale: u8) -> Option<Self> {
        let scale = u64::from(scale) + 1;
        if !(-LIMIT..LIMIT).contains(&mantissa) || scale > SCALES {
            return None;
        }
        NonZeroU64::new(mantissa.cast_unsigned() << SCALE_BITS | scale).map(Self)
    }

    /// The decimal.
    #[must_use]
    pub fn exact(self) -> Exact {
        Exact::small(self.mantissa(), self.scale())
    }

    /// Appends its text, as [`Exact::append_to`] does.
    #[inline]
    pub fn append_to(self, text: &mut Vec<u8>) {
        let short = u64::try_from(self.mantissa()).ok().and_then(|mantissa| append_short(mantissa, self.scale(), text));
        if short.is_none() {
            self.exact().append_to(text);
        }
    }

    /// The digits with so many decimals; nothing below zero, or where they do not fit.
    #[inline]
    #[must_use]
    pub fn at_scale(self, scale: u8) -> Option<u64> {
        let power = POWERS.get(usize::from(scale.checked_sub(self.scale())?))?;
        u64::try_from(self.mantissa()).ok()?.checked_mul(*power)
    }

    /// How long that text is.
    #[inline]
    #[must_use]
    pub fn text_length(self) -> u32 {
        let (mantissa, scale) = (self.mantissa(), u32::from(self.scale()));
        // An odd number has as many digits as the even one before it.
        let number = mantissa.unsigned_abs() | 1;
        // log10(2) is a little less than 1233 / 4096: that many digits, or one more.
        let digits = ((u64::BITS - number.leading_zeros()) * 1233) >> 12;
        let digits = digits + u32::from(number >= POWERS[digits as usize]);
        let point = u32::from(scale > 0);
        digits.max(point * (scale + 1)) + point + u32::from(mantissa < 0)
    }

    /// The digits as an integer.
    #[must_use]
    pub fn mantissa(self) -> i64 {
        self.0.get().cast_signed() >> SCALE_BITS
    }

    /// The number of decimals.
    #[must_use]
    pub fn scale(self) -> u8 {
        // The scale has six bits.
        u8::try_from((self.0.get() & SCALES) - 1).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn it_takes_eight_bytes_present_or_absent() {
        assert_eq!(size_of::<Option<Packed>>(), 8);
    }

    #[test]
    fn what_does_not_fit_is_not_packed() {
        let packs = |mantissa: i64, scale| Packed::of(Exact::new(mantissa.into(), scale).unwrap()).is_some();
        assert!(packs(LIMIT - 1, 62) && packs(-LIMIT, 0) && packs(0, 0));
        assert!(!packs(LIMIT, 0) && !packs(-LIMIT - 1, 0) && !packs(1, 63) && !packs(i64::MAX, 0));
    }

    proptest! {
        #[test]
        fn a_packed_number_comes_back(mantissa in -LIMIT..LIMIT, shift in 0u32..64, scale in 0u8..=62) {
            let exact = Exact::new((mantissa >> shift).into(), scale).unwrap();
            prop_assert_eq!(Packed::of(exact).unwrap().exact(), exact);
            let mut text = b"x".to_vec();
            Packed::of(exact).unwrap().append_to(&mut text);
            prop_assert_eq!(text.len(), 1 + Packed::of(exact).unwrap().text_length() as usize);
            prop_assert_eq!(String::from_utf8(text).unwrap(), format!("x{exact}"));
        }
    }
}
