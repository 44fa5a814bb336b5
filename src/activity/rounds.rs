//! Enterprises that report the same month after month.

use super::record::ActivityRecord;
use crate::measure::Months;

/// Records of an enterprise that says the same, in the same order, in each of some consecutive months, and nothing that only
/// some records carry. Nearly everybody does: what holds of the first month then holds of all of them.
#[derive(Clone, Copy, Debug)]
pub struct Rounds<'r> {
    records: &'r [ActivityRecord],
    each: usize,
}

impl<'r> Rounds<'r> {
    /// The records of an enterprise, if they are of that kind.
    #[must_use]
    pub fn of(records: &'r [ActivityRecord]) -> Option<Self> {
        let month = records.first()?.month();
        let each = records.iter().take_while(|record| record.month() == month).count();
        let (first, later) = records.split_at(each);
        let is_regular = records.len().is_multiple_of(each)
            && first.iter().all(|record| record.extras().is_none())
            && later.iter().zip(records).all(|(record, before)| record.repeats(before));
        is_regular.then_some(Self { records, each })
    }

    /// All of them.
    #[must_use]
    pub fn records(self) -> &'r [ActivityRecord] {
        self.records
    }

    /// The last record.
    #[must_use]
    pub fn last(self) -> Option<&'r ActivityRecord> {
        self.records.last()
    }

    /// The records of the first month.
    #[must_use]
    pub fn first(self) -> &'r [ActivityRecord] {
        &self.records[..self.each]
    }

    /// How many records each month has.
    #[must_use]
    pub fn each(self) -> usize {
        self.each
    }

    /// Its months.
    #[must_use]
    pub fn months(self) -> Option<Months> {
        Months::new(self.records.first()?.month(), self.records.last()?.month())
    }

    /// For each record of the first month the records that say the same, itself the first.
    pub fn series(self) -> impl Iterator<Item = impl Iterator<Item = &'r ActivityRecord> + Clone> {
        (0..self.each).map(move |first| (first..self.records.len()).step_by(self.each).map(move |at| &self.records[at]))
    }
}
