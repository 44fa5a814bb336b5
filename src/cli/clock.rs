//! Today, for the one question that depends on it: whether a table is past its best-before date.

use carbonlabel::measure::Date;

/// The day in UTC.
#[expect(clippy::disallowed_types, reason = "the binary alone asks the clock, and no result holds the answer")]
pub fn today() -> Option<Date> {
    let seconds = std::time::SystemTime::now().duration_since(std::time::SystemTime::UNIX_EPOCH).ok()?.as_secs();
    Date::parse(&day_of(seconds / 86_400))
}

/// The day with a number counted from 1970-01-01.
fn day_of(mut days: u64) -> String {
    let leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    while days >= 365 + u64::from(leap(year)) {
        days -= 365 + u64::from(leap(year));
        year += 1;
    }
    let lengths = [31, 28 + u64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 1;
    for length in lengths {
        if days < length {
            break;
        }
        days -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", days + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_through_leap_years() {
        for (days, want) in
            [(0, "1970-01-01"), (10_957, "2000-01-01"), (11_016, "2000-02-29"), (19_782, "2024-02-29"), (20_780, "2026-11-23")]
        {
            assert_eq!(day_of(days), want);
        }
    }
}
