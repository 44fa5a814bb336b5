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
        self.span.is_some_and(|span| span.covers(Months::single(month))) || self.others.contains(&month)
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
            let mut set = MonthSet::default();
            numbers.iter().for_each(|number| set.push(Month::of_number(*number)));
            prop_assert_eq!(set.count(), numbers.len());
            for number in 0..30 {
                prop_assert_eq!(set.contains(Month::of_number(number)), numbers.contains(&number));
            }
        }
    }
}
