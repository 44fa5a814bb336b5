//! A short number at the start of sixteen bytes, read in steps that are the same for every number.

use wide::u8x16;

use super::packed::Packed;

/// So many digits, before the point or behind it, are read together.
const DIGITS: usize = 8;
const POWERS_OF_TEN: [i64; DIGITS + 1] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// The number in the first `length` of 16 bytes: one to eight digits, then maybe a point and one to eight digits more. All
/// others, also those with a sign, are left to [`super::read_packed`].
#[inline]
#[must_use]
pub fn read_packed_start(bytes: [u8; 16], length: usize) -> Option<Packed> {
    let within = 1u32.checked_shl(u32::try_from(length).ok()?)?.wrapping_sub(1);
    let text = u8x16::from(bytes);
    let points = text.simd_eq(u8x16::splat(b'.')).to_bitmask() & within;
    let values = text ^ u8x16::splat(b'0');
    let digits = values.simd_eq(values.min(u8x16::splat(9))).to_bitmask();
    // All but one point are digits.
    if (digits | points & points.wrapping_neg()) & within != within {
        return None;
    }
    let values = u128::from_le_bytes(values.to_array());
    if points == 0 {
        return Packed::new(number(values, length)?, 0);
    }
    let whole = points.trailing_zeros();
    let decimals = length - whole as usize - 1;
    // Shifted in registers: memory that was just written is slow to read from another place.
    let part = number(values.checked_shr((whole + 1) * u8::BITS)?, decimals)?;
    let mantissa = number(values, whole as usize)? * POWERS_OF_TEN.get(decimals)? + part;
    Packed::new(mantissa, u8::try_from(decimals).ok()?)
}

/// The number of one to eight digits, one a byte, the first one lowest.
#[inline]
fn number(digits: u128, count: usize) -> Option<i64> {
    let beyond = u32::try_from(DIGITS.checked_sub(count)?).ok()? * u8::BITS;
    let digits = u64::try_from(digits & u128::from(u64::MAX)).ok()?.checked_shl(beyond)?;
    // Pairs, then fours, then all, side by side.
    let pairs = (digits * 10 + (digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    Some(((fours * 10_000 + (fours >> 32)) & 0xffff_ffff).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::read_packed;
    use proptest::prelude::*;

    proptest! {
        /// The short way is no other way, whatever stands behind the number.
        #[test]
        fn the_start_of_sixteen_bytes_is_read_the_same(cell in "[0-9]{0,9}[.,]?[0-9]{0,9}[.]?|[ -~]{0,16}", after in "[0-9.,a]{16}") {
            prop_assume!(cell.len() <= 16);
            let text = format!("{cell}{after}");
            let read = read_packed_start(*text.as_bytes().first_chunk().unwrap(), cell.len());
            let (whole, part) = cell.split_once('.').unwrap_or((&cell, "0"));
            let short = (1..=DIGITS).contains(&whole.len()) && (1..=DIGITS).contains(&part.len()) && !cell.starts_with('-');
            prop_assert_eq!(read, read_packed(cell.as_bytes()).filter(|_| short));
        }
    }
}
