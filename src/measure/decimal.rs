//! Decimals as text.

use super::whole::Whole;

/// Digits of the largest number of 128 bits.
const DIGITS: usize = 39;
/// A sign, a point, and more decimals than any column has.
const LENGTH: usize = 2 + DIGITS + 64;

/// `number / 10^scale` as text, made without memory of its own when it is not longer than usual, and given to `take`.
pub(super) fn with_decimal<T>(number: &Whole, scale: u8, take: impl FnOnce(&str) -> T) -> T {
    match number {
        Whole::Small(small) if let (Ok(short), Some(power)) = (u64::try_from(small.unsigned_abs()), POWERS.get(usize::from(scale))) => {
            let mut buffer = [b'0'; 2 * SHORT];
            let mut at = write_short(short, (scale, *power), &mut buffer);
            if *small < 0 {
                at -= 1;
                buffer[at] = b'-';
            }
            take(std::str::from_utf8(&buffer[at..SHORT]).unwrap_or_default())
        }
        Whole::Small(small) if usize::from(scale) < LENGTH - DIGITS => {
            let mut buffer = [0; LENGTH];
            take(std::str::from_utf8(write(*small, scale.into(), &mut buffer)).unwrap_or_default())
        }
        _ => take(&place_point(number.signum() < 0, number.to_string().trim_start_matches('-'), scale.into())),
    }
}

/// Writes from the right: decimals, the point, the whole part, the sign.
fn write(number: i128, scale: usize, buffer: &mut [u8; LENGTH]) -> &[u8] {
    let mut digits = [b'0'; DIGITS];
    let first = digits_of(number.unsigned_abs(), &mut digits);
    let point = DIGITS.saturating_sub(scale);
    let mut at = LENGTH;
    let mut put = |part: &[u8]| {
        at -= part.len();
        buffer[at..at + part.len()].copy_from_slice(part);
    };
    if scale > 0 {
        put(&digits[first.max(point)..]);
        for _ in DIGITS - first.max(point)..scale {
            put(b"0");
        }
        put(b".");
    }
    put(if first < point { &digits[first..point] } else { b"0" });
    if number < 0 {
        put(b"-");
    }
    &buffer[at..]
}

/// The digits of the numbers below 100: two at a time take half as many divisions.
const PAIRS: [[u8; 2]; 100] = {
    let (mut pairs, mut number) = ([[b'0'; 2]; 100], 0);
    while number < 100 {
        pairs[number as usize] = [b'0' + number / 10, b'0' + number % 10];
        number += 1;
    }
    pairs
};

/// Writes the digits at the end, and says where they begin.
fn digits_of(mut number: u128, digits: &mut [u8; DIGITS]) -> usize {
    const PART: u128 = 10u128.pow(19);
    let mut end = DIGITS;
    loop {
        // 64 bits divide in a fraction of the time.
        let mut part = u64::try_from(number).or_else(|_| u64::try_from(number % PART)).unwrap_or_default();
        number = if u64::try_from(number).is_ok() { 0 } else { number / PART };
        let mut at = end;
        while part > 0 {
            let pair = PAIRS[usize::try_from(part % 100).unwrap_or_default()];
            digits[at - 1] = pair[1];
            if part >= 10 {
                digits[at - 2] = pair[0];
            }
            at -= if part >= 10 { 2 } else { 1 };
            part /= 100;
        }
        if number == 0 {
            return at.min(DIGITS - 1);
        }
        end -= 19;
    }
}

/// Powers of ten that fit 64 bits.
pub const POWERS: [u64; 20] = {
    let mut powers = [1; 20];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

/// Digits and a point of a number of 64 bits with fewer than twenty decimals.
const SHORT: usize = 24;

/// Appends `number / 10^scale` to a text, as [`with_decimal`] gives it.
#[inline]
pub(super) fn append_decimal(number: &Whole, scale: u8, text: &mut Vec<u8>) {
    if let Whole::Small(small) = number
        && let Ok(short) = u64::try_from(small.unsigned_abs())
        && usize::from(scale) < POWERS.len()
    {
        if *small < 0 {
            text.push(b'-');
        }
        let _ = append_short(short, scale, text);
    } else {
        with_decimal(number, scale, |printed| text.extend_from_slice(printed.as_bytes()));
    }
}

/// Appends `number / 10^scale` to a text; nothing is done, and nothing given, for twenty decimals or more.
#[inline]
pub(super) fn append_short(number: u64, scale: u8, text: &mut Vec<u8>) -> Option<()> {
    let power = POWERS.get(usize::from(scale))?;
    // What stands behind the text is cut off again: a copy of known length is a few instructions and no call.
    let mut buffer = [b'0'; 2 * SHORT];
    let at = write_short(number, (scale, *power), &mut buffer);
    let length = text.len() + SHORT - at;
    text.extend_from_slice(buffer[at..].first_chunk::<SHORT>()?);
    text.truncate(length);
    Some(())
}

/// Writes `number / 10^scale` up to the middle of zeros, and says where it begins.
#[inline]
fn write_short(number: u64, (scale, power): (u8, u64), buffer: &mut [u8; 2 * SHORT]) -> usize {
    let mut at = SHORT;
    if scale > 0 {
        put_digits(number % power, buffer, at);
        at -= usize::from(scale) + 1;
        buffer[at] = b'.';
    }
    put_digits(number / power, buffer, at).min(at - 1)
}

/// Writes digits that end at `at`, and says where they begin; none for zero.
fn put_digits(mut number: u64, buffer: &mut [u8; 2 * SHORT], mut at: usize) -> usize {
    while number >= 10 {
        at -= 2;
        buffer[at..at + 2].copy_from_slice(&PAIRS[usize::try_from(number % 100).unwrap_or_default()]);
        number /= 100;
    }
    if number > 0 {
        at -= 1;
        buffer[at] = b'0' + number.to_le_bytes()[0];
    }
    at
}

/// Digits with a decimal point `scale` places from their end.
fn place_point(negative: bool, digits: &str, scale: usize) -> String {
    let padded = format!("{digits:0>width$}", width = scale + 1);
    let (whole, decimals) = padded.split_at(padded.len() - scale);
    let (sign, point) = (if negative { "-" } else { "" }, if scale > 0 { "." } else { "" });
    format!("{sign}{whole}{point}{decimals}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(number: i128, scale: u8) -> String {
        with_decimal(&number.into(), scale, str::to_owned)
    }

    #[test]
    fn points_fall_into_their_place() {
        for (number, scale, want) in [
            (0, 0, "0"),
            (0, 2, "0.00"),
            (5, 3, "0.005"),
            (-5, 1, "-0.5"),
            (-1234, 2, "-12.34"),
            (10i128.pow(19), 0, "10000000000000000000"),
            (10i128.pow(19), 19, "1.0000000000000000000"),
            (i128::MIN, 38, "-1.70141183460469231731687303715884105728"),
        ] {
            assert_eq!(text(number, scale), want);
        }
    }

    proptest! {
        #[test]
        fn short_and_long_ways_agree(number in any::<i128>(), shift in 0u32..128, scale in 0u8..70) {
            let number = number >> shift;
            let want = place_point(number < 0, &number.unsigned_abs().to_string(), scale.into());
            prop_assert_eq!(&text(number, scale), &want);
            let mut appended = b"x".to_vec();
            append_decimal(&number.into(), scale, &mut appended);
            prop_assert_eq!(appended, format!("x{want}").into_bytes());
        }
    }
}
