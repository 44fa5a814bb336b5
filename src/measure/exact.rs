//! Decimals as somebody wrote them.

use std::fmt;

use super::decimal::{append_short, with_decimal};
use super::ratio::Ratio;
use super::whole::Whole;

/// A decimal as it was written: `mantissa / 10^scale`, up to 28 significant digits.
///
/// Its order is that of its bytes, for lists that only need some order. The mantissa is kept as bytes because millions of
/// records carry one: so it takes 17 bytes and not 32.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

    /// The same of numbers that always fit.
    pub(super) fn small(mantissa: i64, scale: u8) -> Self {
        Self { mantissa: i128::from(mantissa).to_le_bytes(), scale }
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

    /// Appends the text that [`fmt::Display`] gives, without another allocation for most numbers.
    pub fn append_to(self, text: &mut Vec<u8>) {
        let short = u64::try_from(self.mantissa()).ok().and_then(|mantissa| append_short(mantissa, self.scale, text));
        if short.is_none() {
            text.extend_from_slice(self.to_string().as_bytes());
        }
    }

    /// The same value as a fraction.
    #[must_use]
    pub fn ratio(self) -> Ratio {
        Ratio::of(self.mantissa().into(), Whole::pow10(self.scale))
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
        with_decimal(&self.mantissa().into(), self.scale, |text| f.write_str(text))
    }
}

impl From<rust_decimal::Decimal> for Exact {
    fn from(value: rust_decimal::Decimal) -> Self {
        Self { mantissa: value.mantissa().to_le_bytes(), scale: u8::try_from(value.scale()).unwrap_or(Self::MAX_SCALE) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_decimal_is_appended_as_it_is_printed() {
        let mantissas = [0, 1, 9, 10, 12_345, -1, i128::from(u64::MAX), i128::from(u64::MAX) + 1];
        for (mantissa, scale) in mantissas.into_iter().flat_map(|mantissa| (0..=Exact::MAX_SCALE).map(move |scale| (mantissa, scale))) {
            let number = Exact::new(mantissa, scale).unwrap();
            let mut text = b"x".to_vec();
            number.append_to(&mut text);
            assert_eq!(String::from_utf8(text).unwrap(), format!("x{number}"));
        }
    }

    proptest! {
        #[test]
        fn a_decimal_survives_printing(mantissa in -10i128.pow(27)..10i128.pow(27), scale in 0u8..=28) {
            let number = Exact::new(mantissa, scale).unwrap();
            let mut text = Vec::new();
            number.append_to(&mut text);
            prop_assert_eq!(String::from_utf8(text).unwrap(), number.to_string());
            let read = rust_decimal::Decimal::from_str_exact(&number.to_string()).unwrap();
            prop_assert_eq!(Exact::from(read), number);
            prop_assert_eq!(number.normalised().ratio(), number.ratio());
        }
    }
}
