//! Sets of months.

use super::month::{Month, Months};

/// Months in order: mostly one span, which takes no memory of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthSet {
    span: Option<Months>,
    /// What comes after a gap.
    others: Vec<Month>,
}

impl From<Months> for MonthSet {
    fn from(span: Months) -> Self {
        Self { span: Some(span), others: Vec::new() }
    }
}

/// Of months in order.
impl FromIterator<Month> for MonthSet {
    fn from_iter<I: IntoIterator<Item = Month>>(months: I) -> Self {
        let mut set = Self::default();
        months.into_iter().for_each(|month| set.push(month));
        set
    }
}

impl MonthSet {
    /// Adds a month that is later than all before it.
    pub fn push(&mut self, month: Month) {
        match self.span {
            None => self.span = Some(Months::single(month)),
            Some(span) if self.others.is_empty() && month.since(span.last()) == 1 => self.span = Months::new(span.first(), month),
            Some(_) => self.others.push(month),
        }
    }

    /// Whether a month is in it.
    #[must_use]
    pub fn contains(&self, month: Month) -> bool {
        self.span.is_some_and(|span| span.contains(month)) || self.others.contains(&month)
    }

    /// The last month.
    #[must_use]
    pub fn last(&self) -> Option<Month> {
        self.others.last().copied().or_else(|| self.span.map(Months::last))
    }

    /// How many months.
    #[must_use]
    pub fn count(&self) -> usize {
        self.span.map_or(0, Months::count) + self.others.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_holds_what_was_added(numbers in prop::collection::btree_set(0u16..30, 0..20)) {
            let set: MonthSet = numbers.iter().map(|number| Month::of_number(*number)).collect();
            prop_assert_eq!(set.count(), numbers.len());
            prop_assert_eq!(set.last(), numbers.last().map(|number| Month::of_number(*number)));
            for number in 0..30 {
                prop_assert_eq!(set.contains(Month::of_number(number)), numbers.contains(&number));
            }
        }
    }
}
