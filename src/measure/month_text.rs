//! Text to months: `2024-03`, `202403`, `2024/3`, `2024年3月`, what Excel makes of them, and spans.

use super::month::{Month, Months};
use super::text::{narrow, trim_wide};

/// Months read from text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthText {
    /// The span; a single month is a span of one.
    pub months: Months,
    /// Whether a spreadsheet had made a date of it (`Mar-24`, `2024/3/1`).
    pub from_date: bool,
}

/// Why a text is no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthTextError {
    /// A date, but not the first day of a month.
    DayOfMonth,
    /// A span whose end comes before its start.
    Backwards,
    /// Anything else.
    Unreadable,
}

/// Reads a month or a span: also `2024`, `2024Q1`, `2024H1`, `2024-01..2024-06`.
///
/// # Errors
/// Says why it is none.
pub fn read_months(cell: &str) -> Result<MonthText, MonthTextError> {
    let text: String = trim_wide(cell).chars().map(narrow).collect();
    if let Some((first, last)) = text.split_once("..") {
        let (first, last) = (read_month(first.trim())?, read_month(last.trim())?);
        let months = Months::new(first.0, last.0).ok_or(MonthTextError::Backwards)?;
        return Ok(MonthText { months, from_date: first.1 || last.1 });
    }
    if let Some(months) = read_year_part(&text) {
        return Ok(MonthText { months, from_date: false });
    }
    read_month(&text).map(|(month, from_date)| MonthText { months: Months::single(month), from_date })
}

/// `2024`, `2024Q1`, `2024H2`.
fn read_year_part(text: &str) -> Option<Months> {
    let (year, part) = text.split_at_checked(4)?;
    let year = digits(year, 4)?;
    let mut letters = part.chars();
    let (first, last) = match (letters.next().map(|letter| letter.to_ascii_uppercase()), letters.next(), letters.next()) {
        (None, ..) => (1, 12),
        (Some('Q'), Some(quarter @ '1'..='4'), None) => {
            let first = (quarter as u8 - b'1') * 3 + 1;
            (first, first + 2)
        }
        (Some('H'), Some('1'), None) => (1, 6),
        (Some('H'), Some('2'), None) => (7, 12),
        _ => return None,
    };
    Months::new(Month::new(year, first)?, Month::new(year, last)?)
}

/// One month, and whether a spreadsheet had made a date of it.
fn read_month(text: &str) -> Result<(Month, bool), MonthTextError> {
    if let Some(month) = digits(text, 6).and_then(|_| month_of(&text[..4], &text[4..])) {
        return Ok((month, false));
    }
    if let Some((year, rest)) = text.split_once('年') {
        let number = rest.strip_suffix('月').ok_or(MonthTextError::Unreadable)?;
        return month_of(year.trim(), number.trim()).map(|month| (month, false)).ok_or(MonthTextError::Unreadable);
    }
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    match parts.as_slice() {
        [name, year] if name.len() == 3 => named_month(name, year).map(|month| (month, true)).ok_or(MonthTextError::Unreadable),
        [year, number] => month_of(year, number).map(|month| (month, false)).ok_or(MonthTextError::Unreadable),
        [year, number, day] => {
            let month = month_of(year, number).ok_or(MonthTextError::Unreadable)?;
            match *day {
                "1" | "01" => Ok((month, true)),
                day if day.len() <= 2 && day.bytes().all(|byte| byte.is_ascii_digit()) => Err(MonthTextError::DayOfMonth),
                _ => Err(MonthTextError::Unreadable),
            }
        }
        _ => Err(MonthTextError::Unreadable),
    }
}

/// `Mar` and `24`.
fn named_month(name: &str, year: &str) -> Option<Month> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let number = NAMES.iter().position(|known| name.eq_ignore_ascii_case(known))?;
    Month::new(2000 + digits(year, 2)?, u8::try_from(number).ok()? + 1)
}

fn month_of(year: &str, number: &str) -> Option<Month> {
    let number = digits(number, number.len()).filter(|_| matches!(number.len(), 1 | 2))?;
    Month::new(digits(year, 4)?, u8::try_from(number).ok()?)
}

/// A number of exactly `length` ASCII digits.
fn digits(text: &str, length: usize) -> Option<u16> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse::<u32>().ok())?.map(|number| u16::try_from(number).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(cell: &str) -> Result<(String, bool), MonthTextError> {
        read_months(cell).map(|text| (text.months.to_string(), text.from_date))
    }

    #[test]
    fn months_are_read_in_every_notation() {
        for cell in ["2024-03", "202403", "2024/3", "2024-3", "2024年3月", "2024年03月", "２０２４年３月", " 2024-03 "] {
            assert_eq!(read(cell), Ok(("2024-03".to_owned(), false)), "{cell}");
        }
        for cell in ["Mar-24", "mar-24", "2024/3/1", "2024-03-01"] {
            assert_eq!(read(cell), Ok(("2024-03".to_owned(), true)), "{cell}");
        }
    }

    #[test]
    fn spans_are_read_and_printed_in_one_notation() {
        for (cell, want) in [
            ("2024", "2024"),
            ("2024-01..2024-12", "2024"),
            ("2024Q1", "2024-01..2024-03"),
            ("2024q4", "2024-10..2024-12"),
            ("2024H2", "2024-07..2024-12"),
            ("2024-01..2024-02", "2024-01..2024-02"),
            ("2024-05..2024-05", "2024-05"),
        ] {
            assert_eq!(read(cell), Ok((want.to_owned(), false)), "{cell}");
        }
    }

    #[test]
    fn any_other_date_is_refused_with_its_reason() {
        assert_eq!(read("2024/3/15"), Err(MonthTextError::DayOfMonth));
        assert_eq!(read("2024-03..2024-01"), Err(MonthTextError::Backwards));
        for cell in ["", "2024-13", "2024-00", "3/2024", "24-03", "2024.3", "45352", "2024Q5", "Foo-24", "2024年", "2024-003", "1024-01"] {
            assert_eq!(read(cell), Err(MonthTextError::Unreadable), "{cell}");
        }
    }

    proptest! {
        #[test]
        fn a_month_survives_printing(year in 1900u16..2200, month in 1u8..=12) {
            let month = Month::new(year, month).unwrap();
            prop_assert_eq!(read_months(&month.to_string()).unwrap().months, Months::single(month));
        }

        #[test]
        fn no_text_makes_it_panic(cell in "\\PC{0,20}") {
            let _ = read_months(&cell);
        }
    }
}
