//! Calendar months and spans of them.

use std::fmt;

/// A calendar month, counted from January 1900: a number below 3600.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(u16);

const FIRST_YEAR: u16 = 1900;

impl Month {
    /// The month of a year from 1900 to 2199; nothing else is a month here.
    #[must_use]
    pub fn new(year: u16, month: u8) -> Option<Self> {
        ((FIRST_YEAR..2200).contains(&year) && (1..=12).contains(&month)).then(|| Self((year - FIRST_YEAR) * 12 + u16::from(month) - 1))
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> u16 {
        FIRST_YEAR + self.0 / 12
    }

    /// 1 to 12.
    #[must_use]
    pub fn number(self) -> u8 {
        u8::try_from(self.0 % 12 + 1).unwrap_or(12)
    }

    /// Its place among all months.
    #[must_use]
    pub fn number_of_all(self) -> u16 {
        self.0
    }

    /// The month at such a place.
    #[must_use]
    pub fn of_number(number: u16) -> Self {
        Self(number)
    }

    /// The number of months from `earlier` to this one; below zero when it comes later.
    #[must_use]
    pub fn since(self, earlier: Self) -> i32 {
        i32::from(self.0) - i32::from(earlier.0)
    }

    /// Its first day, as ISO 8601.
    #[must_use]
    pub fn first_day(self) -> String {
        format!("{self}-01")
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

/// A span of whole months, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Months {
    first: Month,
    last: Month,
}

impl Months {
    /// From one month to another; nothing when they are in the wrong order.
    #[must_use]
    pub fn new(first: Month, last: Month) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// One month.
    #[must_use]
    pub fn single(month: Month) -> Self {
        Self { first: month, last: month }
    }

    /// The first month.
    #[must_use]
    pub fn first(self) -> Month {
        self.first
    }

    /// The last month.
    #[must_use]
    pub fn last(self) -> Month {
        self.last
    }

    /// How many months.
    #[must_use]
    pub fn count(self) -> usize {
        usize::from(self.last.0 - self.first.0) + 1
    }

    /// The one month that it is, if it is one.
    #[must_use]
    pub fn as_single(self) -> Option<Month> {
        (self.first == self.last).then_some(self.first)
    }

    /// Whether a month is in it.
    #[must_use]
    pub fn contains(self, month: Month) -> bool {
        self.first <= month && month <= self.last
    }

    /// Whether every month of `other` is in it.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Whether the two share a month.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Its months in order.
    pub fn iter(self) -> impl Iterator<Item = Month> {
        (self.first.0..=self.last.0).map(Month)
    }
}

impl fmt::Display for Months {
    /// `2024`, `2024-03` or `2024-01..2024-06`: one notation for each span.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else if self.first.number() == 1 && self.last.number() == 12 && self.first.year() == self.last.year() {
            write!(f, "{:04}", self.first.year())
        } else {
            write!(f, "{}..{}", self.first, self.last)
        }
    }
}
