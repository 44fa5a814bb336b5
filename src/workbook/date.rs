//! Days as spreadsheets count them.

/// What `cell` is as a day of the calendar, `2024-03-01`, with its time if it has one; nothing when it is no number. Before
/// March 1900 spreadsheets do not agree on days: then only the time is told.
pub(super) fn read_date(cell: &str, from_1904: bool) -> Option<String> {
    let (days, part) = cell.split_once('.').unwrap_or((cell, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let days = Some(days).filter(|days| !days.is_empty() && plain(days) && plain(part))?.parse::<u32>().ok()?;
    let days = if from_1904 { days.checked_add(1462)? } else { days };
    let time = time_of(part);
    match day_text(days) {
        Some(day) => Some(time.map_or(day.clone(), |time| format!("{day} {time}"))),
        None => Some(time.unwrap_or_else(|| "00:00:00".to_owned())),
    }
}

/// A day that spreadsheets count as this one, from March 1900 to the year 9999.
#[must_use]
pub fn day_text(days: u32) -> Option<String> {
    let (year, month, day) = (61..2_958_466).contains(&days).then(|| day_of(days))?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// The time of a part of a day, to the second; nothing at midnight.
fn time_of(part: &str) -> Option<String> {
    let part = &part[..part.len().min(15)];
    let scale = 10u64.pow(u32::try_from(part.len()).ok()?);
    let seconds = u128::from(part.parse::<u64>().ok()?) * 86_400;
    let seconds = u32::try_from((seconds + u128::from(scale) / 2) / u128::from(scale)).ok()?;
    (seconds > 0).then(|| format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60))
}

/// Year, month and day of a day counted from 30 December 1899, by the calendar's cycle of 400 years, which begins in March.
fn day_of(days: u32) -> (u32, u32, u32) {
    // From 1 March of the year 0.
    let days = days + 693_899;
    let (cycle, of_cycle) = (days / 146_097, days % 146_097);
    let year = (of_cycle - of_cycle / 1_460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let (month, next) = if from_march < 10 { (from_march + 3, 0) } else { (from_march - 9, 1) };
    (cycle * 400 + year + next, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (cell, want) in [
            ("61", "1900-03-01"),
            ("25569", "1970-01-01"),
            ("36585", "2000-02-29"),
            ("45352", "2024-03-01"),
            ("45658", "2025-01-01"),
            ("2958465", "9999-12-31"),
            ("45352.5", "2024-03-01 12:00:00"),
            ("0.520833333333333", "12:30:00"),
            ("5", "00:00:00"),
        ] {
            assert_eq!(read_date(cell, false).as_deref(), Some(want), "{cell}");
        }
        assert_eq!(read_date("43890", true).as_deref(), Some("2024-03-01"));
        for cell in ["", "-1", "1E3", "x", "99999999999"] {
            assert_eq!(read_date(cell, false), None, "{cell}");
        }
    }
}
