//! A number as a spreadsheet's file holds it: the shortest text of a binary fraction, of which the spreadsheet shows 15
//! digits.

/// A number as the spreadsheet shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Plain digits; the exponent form from 10^15 on, where digits may be lost.
    pub text: String,
    /// Whether digits beyond the fifteenth were rounded away, half to even.
    pub rounded: bool,
}

/// The digits that a spreadsheet keeps.
const KEPT: usize = 15;
/// Decimals beyond which a number stays in exponent form, for somebody else to refuse.
const MOST_DECIMALS: i64 = 64;

/// Reads what a cell holds, times ten to the power of `shift`; nothing when it is no number.
#[must_use]
pub fn read_stored(cell: &str, shift: i64) -> Option<Stored> {
    let (sign, digits) = cell.strip_prefix('-').map_or(("", cell), |rest| ("-", rest));
    let (digits, exponent) = match digits.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
        None => (digits, 0),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let figures = format!("{whole}{part}");
    if figures.is_empty() || !figures.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let power = i64::from(exponent) + shift - i64::try_from(part.len()).ok()?;
    let significant = figures.trim_start_matches('0');
    let stripped = significant.trim_end_matches('0');
    if stripped.is_empty() {
        return Some(Stored { text: "0".to_owned(), rounded: false });
    }
    let power = power + i64::try_from(significant.len() - stripped.len()).ok()?;
    let (kept, power, rounded) = match round(stripped) {
        Some((kept, dropped)) => (kept, power + dropped, true),
        None => (stripped.to_owned(), power, false),
    };
    Some(Stored { text: format!("{sign}{}", written(&kept, power)), rounded })
}

/// The first fifteen of more figures, rounded half to even, and how many were dropped at the end.
fn round(figures: &str) -> Option<(String, i64)> {
    let (kept, rest) = figures.split_at_checked(KEPT).filter(|(_, rest)| !rest.is_empty())?;
    let odd = kept.ends_with(['1', '3', '5', '7', '9']);
    let up = match rest.strip_prefix('5') {
        Some(after) if after.bytes().all(|byte| byte == b'0') => odd,
        _ => rest.as_bytes()[0] >= b'5',
    };
    let kept = (kept.parse::<u64>().ok()? + u64::from(up)).to_string();
    let stripped = kept.trim_end_matches('0');
    Some((stripped.to_owned(), i64::try_from(rest.len() + kept.len() - stripped.len()).ok()?))
}

/// `figures × 10^power`.
fn written(figures: &str, power: i64) -> String {
    let digits = i64::try_from(figures.len()).unwrap_or(i64::MAX);
    let before_point = digits.saturating_add(power);
    if before_point > 15 || power < -MOST_DECIMALS {
        let (first, rest) = figures.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        return format!("{first}{point}{rest}E{:+}", before_point - 1);
    }
    let zeros = |count: i64| "0".repeat(usize::try_from(count).unwrap_or_default());
    match usize::try_from(before_point) {
        _ if power >= 0 => format!("{figures}{}", zeros(power)),
        Ok(at) if at > 0 => format!("{}.{}", &figures[..at], &figures[at..]),
        _ => format!("0.{}{figures}", zeros(-before_point)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str, shift: i64) -> Option<(String, bool)> {
        read_stored(cell, shift).map(|stored| (stored.text, stored.rounded))
    }

    #[test]
    fn what_a_cell_holds_is_read_as_the_spreadsheet_shows_it() {
        for (cell, want, rounded) in [
            ("12.5", "12.5", false),
            ("-0", "0", false),
            ("1E-3", "0.001", false),
            ("1.2345E+4", "12345", false),
            ("999999999999999", "999999999999999", false),
            ("0.30000000000000004", "0.3", true),
            ("1234.5600000000002", "1234.56", true),
            ("-2.2999999999999998", "-2.3", true),
            ("0.99999999999999989", "1", true),
            // Half of the last digit goes to the even one.
            ("1.000000000000005", "1", true),
            ("1.000000000000015", "1.00000000000002", true),
            ("1.0000000000000250001", "1.00000000000003", true),
            // From 10^15 on an identity code would have lost digits: nothing may take this for one.
            ("9.1330500123456794E+17", "9.13305001234568E+17", true),
            ("913305001234567000", "9.13305001234567E+17", false),
            ("1e-70", "1E-70", false),
        ] {
            assert_eq!(read(cell, 0), Some((want.to_owned(), rounded)), "{cell}");
        }
        assert_eq!(read("0.98", 2), Some(("98".to_owned(), false)));
        for cell in ["", "-", "1,5", "1.2.3", "0x10", "1e", "1e99999999999", "NaN", "INF"] {
            assert_eq!(read(cell, 0), None, "{cell}");
        }
    }
}
