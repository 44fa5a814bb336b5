//! Text to number: what people and spreadsheets write, read exactly or not at all.

use super::exact::Exact;
use super::packed::Packed;
use super::text::{narrow, trim_wide};

/// A number read from a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// The exact value.
    pub value: Exact,
    /// Whether something was mended on the way: width, separators, exponent, currency sign, spaces.
    pub repaired: bool,
}

/// Why a cell is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumeralError {
    /// Not digits with at most one point.
    NotANumber,
    /// Commas that do not stand before every third digit.
    Separators,
    /// More than 28 significant digits, 64 decimals, or 37 digits in all.
    TooLong,
}

const MAX_DIGITS: usize = 28;

/// Reads plain digits, a sign, thousands separators, full-width digits, `￥` and the exponent form, exactly.
///
/// # Errors
/// Says what is wrong with the text; it never guesses.
pub fn read_numeral(cell: &str) -> Result<Numeral, NumeralError> {
    match read_plain(cell) {
        Some(value) => Ok(Numeral { value, repaired: false }),
        None => read_repaired(cell),
    }
}

/// Digits, at most one point between them, at most 28 of them, and a sign: nearly every cell. Nothing is mended.
#[must_use]
pub fn read_plain(cell: &str) -> Option<Exact> {
    let (negative, digits) = match cell.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] | rest => (false, rest),
    };
    if digits.is_empty() || digits.len() > MAX_DIGITS + 1 {
        return None;
    }
    let (mantissa, point) = if digits.len() <= 18 { read_short(digits)? } else { read_long(digits)? };
    let decimals = point.map_or(0, |at| digits.len() - at - 1);
    let count = digits.len() - usize::from(point.is_some());
    if !(1..=MAX_DIGITS).contains(&count) {
        return None;
    }
    Exact::new(if negative { -mantissa } else { mantissa }, u8::try_from(decimals).ok()?)
}

/// The same for up to 17 digits; others, and those with a plus sign, are left to [`read_plain`].
#[must_use]
pub fn read_packed(cell: &[u8]) -> Option<Packed> {
    let (negative, digits) = cell.strip_prefix(b"-").map_or((false, cell), |rest| (true, rest));
    let (mut mantissa, mut point) = (0i64, None);
    if digits.len() > PACKED_DIGITS + 1 {
        return None;
    }
    for (at, byte) in digits.iter().enumerate() {
        match byte.wrapping_sub(b'0') {
            digit @ 0..=9 => mantissa = mantissa * 10 + i64::from(digit),
            _ if *byte == b'.' && point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    let decimals = point.map_or(0, |at| digits.len() - at - 1);
    let count = digits.len() - usize::from(point.is_some());
    if !(1..=PACKED_DIGITS).contains(&count) {
        return None;
    }
    Packed::new(if negative { -mantissa } else { mantissa }, u8::try_from(decimals).ok()?)
}

/// So many digits always fit.
const PACKED_DIGITS: usize = 17;

/// Up to 18 digits and a point: they fit 64 bits, which is twice as fast.
fn read_short(digits: &[u8]) -> Option<(i128, Option<usize>)> {
    let mut mantissa = 0i64;
    let mut point = None;
    for (at, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => mantissa = mantissa * 10 + i64::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    Some((mantissa.into(), point))
}

fn read_long(digits: &[u8]) -> Option<(i128, Option<usize>)> {
    let mut mantissa = 0i128;
    let mut point = None;
    for (at, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => mantissa = mantissa * 10 + i128::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    Some((mantissa, point))
}

fn read_repaired(cell: &str) -> Result<Numeral, NumeralError> {
    let narrowed: String =
        trim_wide(cell).chars().map(narrow).map(|letter| if letter == '¥' || letter == '￥' { '¥' } else { letter }).collect();
    let text = narrowed.trim();
    let (negative, text) = strip_sign(text);
    let text = text.strip_prefix('¥').map_or(text, str::trim_start);
    let (digits, exponent) = split_exponent(text)?;
    let digits = strip_separators(digits)?;
    let value = scale_by(negative, &digits, exponent)?;
    let written = trim_wide(cell) == cell && cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
    Ok(Numeral { value, repaired: !written })
}

fn strip_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

fn split_exponent(text: &str) -> Result<(&str, i32), NumeralError> {
    match text.split_once(['e', 'E']) {
        None => Ok((text, 0)),
        Some((digits, exponent)) => {
            let (negative, plain) = strip_sign(exponent);
            let all_digits = !plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_digit());
            let size: i32 =
                if all_digits { plain.parse().map_err(|_| NumeralError::TooLong)? } else { return Err(NumeralError::NotANumber) };
            Ok((digits, if negative { -size } else { size }))
        }
    }
}

/// Takes thousands separators out if every one stands in its place.
fn strip_separators(digits: &str) -> Result<String, NumeralError> {
    if !digits.contains(',') {
        return Ok(digits.to_owned());
    }
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let only_digits = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let in_place = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3) && part.is_none_or(|part| !part.contains(','));
    match (only_digits, in_place) {
        (false, _) => Err(NumeralError::NotANumber),
        (true, false) => Err(NumeralError::Separators),
        (true, true) => Ok(digits.replace(',', "")),
    }
}

/// `digits × 10^exponent` as a decimal.
fn scale_by(negative: bool, digits: &str, exponent: i32) -> Result<Exact, NumeralError> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let figures = format!("{whole}{part}");
    if figures.is_empty() || !figures.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NumeralError::NotANumber);
    }
    let significant = figures.trim_start_matches('0');
    let stripped = significant.trim_end_matches('0');
    if stripped.is_empty() {
        return Exact::new(0, 0).ok_or(NumeralError::TooLong);
    }
    let decimals = i64::try_from(part.len()).map_err(|_| NumeralError::TooLong)? - i64::from(exponent);
    let trailing = i64::try_from(significant.len() - stripped.len()).map_err(|_| NumeralError::TooLong)?;
    // Trailing zeros are kept where they fit, so that a plain number reads the same whether or not it was repaired.
    let (figures, decimals) =
        if decimals >= 0 && significant.len() <= MAX_DIGITS { (significant, decimals) } else { (stripped, decimals - trailing) };
    let padding = usize::try_from((-decimals).max(0)).map_err(|_| NumeralError::TooLong)?;
    if figures.len() > MAX_DIGITS || figures.len() + padding > Exact::MAX_DIGITS as usize {
        return Err(NumeralError::TooLong);
    }
    let mantissa: i128 = format!("{figures}{}", "0".repeat(padding)).parse().map_err(|_| NumeralError::TooLong)?;
    let scale = u8::try_from(decimals.max(0)).map_err(|_| NumeralError::TooLong)?;
    Exact::new(if negative { -mantissa } else { mantissa }, scale).ok_or(NumeralError::TooLong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(cell: &str) -> Result<(String, bool), NumeralError> {
        read_numeral(cell).map(|numeral| (numeral.value.to_string(), numeral.repaired))
    }

    #[test]
    fn numbers_are_read_exactly() {
        for (cell, want) in [
            ("12", "12"),
            ("12.50", "12.50"),
            ("-0.001", "-0.001"),
            ("+7", "7"),
            (".5", "0.5"),
            ("5.", "5"),
            ("0.009568186736837081821323309201", "0.009568186736837081821323309201"),
            ("0.1000000000000000000000000001", "0.1000000000000000000000000001"),
        ] {
            assert_eq!(read(cell), Ok((want.to_owned(), false)), "{cell}");
        }
    }

    #[test]
    fn what_a_spreadsheet_writes_is_mended_and_said() {
        for (cell, want) in [
            ("1,234,567.8", "1234567.8"),
            ("１２．５", "12.5"),
            ("1.5E+3", "1500"),
            ("2e-3", "0.002"),
            ("￥1,200.50", "1200.50"),
            (" 12 ", "12"),
            ("12\u{3000}", "12"),
            ("-1，000", "-1000"),
        ] {
            assert_eq!(read(cell), Ok((want.to_owned(), true)), "{cell}");
        }
    }

    #[test]
    fn nothing_is_guessed() {
        for cell in ["", "-", ".", "12..5", "1.2.3", "12kWh", "1e", "e5", "1e5.5", "--1", "0x10", "(12)", "1 234", "NaN", "98%", "1,2e,3"] {
            assert_eq!(read(cell), Err(NumeralError::NotANumber), "{cell}");
        }
        for cell in ["1,23", "12,", "1234,567", ",123", "1,234.5,6", "12,34,567"] {
            assert!(matches!(read(cell), Err(NumeralError::Separators)), "{cell}");
        }
        for cell in ["12345678901234567890123456789", "1E+37", "1e-65", "1e999999999999", "0.12345678901234567890123456789"] {
            assert_eq!(read(cell), Err(NumeralError::TooLong), "{cell}");
        }
    }

    proptest! {
        #[test]
        fn a_number_survives_being_written(mantissa in -10i128.pow(27)..10i128.pow(27), scale in 0u8..=28) {
            let number = Exact::new(mantissa, scale).unwrap();
            let read = read_numeral(&number.to_string()).unwrap();
            prop_assert_eq!(read.value.ratio(), number.ratio());
        }

        /// What is read into eight bytes is what is read otherwise, and nothing else is.
        #[test]
        fn both_ways_read_the_same(cell in "-?[0-9]{0,20}\\.?[0-9]{0,6}.?") {
            let (packed, plain) = (read_packed(cell.as_bytes()), read_plain(&cell));
            match packed {
                Some(packed) => prop_assert_eq!(Some(packed.exact()), plain),
                None => prop_assert!(plain.is_none() || cell.len() > PACKED_DIGITS),
            }
        }

        #[test]
        fn no_text_makes_it_panic(cell in "\\PC{0,40}") {
            let _ = read_numeral(&cell);
        }

        #[test]
        fn a_repair_does_not_change_the_value(whole in 0u64..1_000_000_000_000, part in "[0-9]{1,6}") {
            let plain = format!("{whole}.{part}");
            let wide: String = plain.chars().map(|c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c }).collect();
            prop_assert_eq!(read_numeral(&plain).unwrap().value, read_numeral(&wide).unwrap().value);
        }
    }
}
