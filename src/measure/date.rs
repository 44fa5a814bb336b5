//! Calendar dates as documents give them: a year, a month or a day.

use std::fmt;

use super::month::Month;

/// A date of ISO 8601, to the precision that its source gives. A coarser date sorts before a finer one that it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Date {
    /// Reads `2024`, `2024-03` or `2024-03-15` (also with `/`, and without leading zeros).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(['-', '/']);
        let year = number(parts.next()?, 4..=4)?;
        let month = parts.next().map(|part| number(part, 1..=2)).map_or(Some(None), |part| part.map(Some))?;
        let day = parts.next().map(|part| number(part, 1..=2)).map_or(Some(None), |part| part.map(Some))?;
        let month = month.map_or(Some(None), |month| u8::try_from(month).ok().map(Some))?;
        let day = day.map_or(Some(None), |day| u8::try_from(day).ok().map(Some))?;
        let valid = (1900..2200).contains(&year)
            && month.is_none_or(|month| (1..=12).contains(&month))
            && day.is_none_or(|day| (1..=days_in(year, month)).contains(&day))
            && parts.next().is_none();
        valid.then_some(Self { year, month, day })
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// Whether it names a day.
    #[must_use]
    pub fn is_day(self) -> bool {
        self.day.is_some()
    }

    /// The month that it lies in; January when only the year is known.
    #[must_use]
    pub fn month(self) -> Option<Month> {
        Month::new(self.year, self.month.unwrap_or(1))
    }

    /// Whether it lies on or before the first day of a month.
    #[must_use]
    pub fn is_by_start_of(self, month: Month) -> bool {
        self <= Self { year: month.year(), month: Some(month.number()), day: Some(1) }
    }

    /// Whether it lies before a month begins.
    #[must_use]
    pub fn is_before(self, month: Month) -> bool {
        self < Self { year: month.year(), month: Some(month.number()), day: Some(1) }
    }
}

fn number(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u16> {
    let plain = length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn days_in(year: u16, month: Option<u8>) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        Some(2) if leap => 29,
        Some(2) => 28,
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_to_their_precision() {
        for (text, want) in [("2024", "2024"), ("2024-3", "2024-03"), ("2024/3/5", "2024-03-05"), ("2024-02-29", "2024-02-29")] {
            assert_eq!(Date::parse(text).unwrap().to_string(), want);
        }
        for text in ["", "24", "2024-13", "2023-02-29", "2024-00", "2024-1-1-1", "2024-"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert!(Date::parse("2013").unwrap() < Date::parse("2013-01-01").unwrap());
    }
}
