//! Records brought into order; repeated and overlapping ones taken out.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::duplicates::{Mark, equal_neighbours, take_out};
use crate::activity::{ActivityRecord, Rounds};
use crate::facts::Facts;
use crate::finding::Code;
use crate::parts::Parts;
use crate::production::ProductionRecord;

/// Two records of which neither counts.
type Pair = (Code, Mark, Mark);

/// Sorts the records of a batch into the ledger's order and takes out repeated ones, with a finding for each. Whoever has
/// records is marked present.
pub(super) fn settle(facts: &mut Facts) {
    let count = facts.directory.all().len();
    let activity = Settling { count, enterprise: |record: &ActivityRecord| record.enterprise, sort: sort_activity, mend: mend_activity };
    let (activity, with_activity, doubled_activity) = activity.settled(std::mem::take(&mut facts.activity));
    let production =
        Settling { count, enterprise: |record: &ProductionRecord| record.enterprise, sort: sort_production, mend: mend_production };
    let (production, with_production, doubled_production) = production.settled(std::mem::take(&mut facts.production));
    (facts.activity, facts.production) = (activity, production);
    with_activity.into_iter().for_each(|enterprise| facts.presence[enterprise as usize].activity = true);
    with_production.into_iter().for_each(|enterprise| facts.presence[enterprise as usize].production = true);
    for (code, own, other) in doubled_activity.into_iter().chain(doubled_production) {
        facts.presence[own.enterprise as usize].error = true;
        let id = &facts.directory.get(own.enterprise).id;
        facts.findings.push(own.repeats(other, code, &facts.files, id));
    }
}

/// How records of a kind are settled, part by part.
struct Settling<T> {
    count: usize,
    enterprise: fn(&T) -> u32,
    /// Sorts the records of each enterprise, one after the other.
    sort: fn(&mut [T]) -> Sorted,
    /// Takes repeated records out of sorted ones.
    mend: fn(&mut Vec<T>) -> Vec<Pair>,
}

/// What sorting a part came to.
#[derive(Default)]
pub(super) struct Sorted {
    /// The enterprises, as they follow each other.
    enterprises: Vec<u32>,
    /// Whether there is something to mend.
    is_doubled: bool,
}

impl<T: Send + Sync> Settling<T> {
    /// Records in their order, the enterprises that have some, and repeated records.
    fn settled(&self, records: Parts<T>) -> (Parts<T>, Vec<u32>, Vec<Pair>) {
        // Mostly a batch comes enterprise by enterprise, and a look at each record is enough.
        let (mut parts, mut sorted) = self.sorted(records.joined(self.enterprise));
        let in_order = |sorted: &[Sorted]| sorted.iter().flat_map(|part| &part.enterprises).is_sorted_by(|a, b| a < b);
        if !in_order(&sorted) {
            (parts, sorted) = self.sorted(Parts::new(parts).grouped(self.count, self.enterprise));
        }
        let mend = |(part, sorted): (&mut Vec<T>, &Sorted)| if sorted.is_doubled { (self.mend)(part) } else { Vec::new() };
        let doubled = parts.par_iter_mut().zip(&sorted).map(mend).collect::<Vec<_>>().concat();
        (Parts::new(parts), sorted.into_iter().flat_map(|part| part.enterprises).collect(), doubled)
    }

    fn sorted(&self, records: Parts<T>) -> (Vec<Vec<T>>, Vec<Sorted>) {
        let mut parts = records.into_parts();
        let sorted = parts.par_iter_mut().map(|part| (self.sort)(part)).collect();
        (parts, sorted)
    }
}

/// Brings the records of each enterprise into the ledger's order.
pub(super) fn sort_activity(records: &mut [ActivityRecord]) -> Sorted {
    let (mut sorted, mut swaps) = (Sorted::default(), Vec::new());
    for own in records.chunk_by_mut(|a, b| a.enterprise == b.enterprise) {
        sorted.enterprises.push(own[0].enterprise);
        if !settle_rounds(own, &mut swaps) {
            sort_one(own, ledger_order);
            sorted.is_doubled |= own.windows(2).any(|pair| is_same(&pair[0], &pair[1]));
        }
    }
    sorted
}

fn ledger_order(a: &ActivityRecord, b: &ActivityRecord) -> Ordering {
    a.rank().cmp(&b.rank()).then_with(|| (a.site(), a.file(), a.row).cmp(&(b.site(), b.file(), b.row)))
}

/// Whether two records of an enterprise are of the same month, item, flow and site.
fn is_same(a: &ActivityRecord, b: &ActivityRecord) -> bool {
    a.rank() == b.rank() && a.site() == b.site()
}

fn mend_activity(records: &mut Vec<ActivityRecord>) -> Vec<Pair> {
    let doubled = equal_neighbours(records, Code::DuplicateEnergy, |a, b| a.enterprise == b.enterprise && is_same(a, b));
    take_out(records, &doubled, |record| Mark { enterprise: record.enterprise, file: record.file(), row: record.row })
}

/// Of more records a month the first month is not sorted by looking at all of them for each.
const MOST_SORTED: usize = 64;

/// Settles an enterprise that says the same every month: what brings its first month into order does so with each. Whether
/// that was enough; it is not where two records of a month are of the same.
fn settle_rounds(own: &mut [ActivityRecord], swaps: &mut Vec<(usize, usize)>) -> bool {
    let Some(each) = Rounds::of(own).map(Rounds::each).filter(|each| *each <= MOST_SORTED) else { return false };
    swaps.clear();
    let first = &mut own[..each];
    for at in 0..each {
        let least = (at..each).min_by_key(|other| first[*other].rank()).unwrap_or(at);
        if least != at {
            first.swap(at, least);
            swaps.push((at, least));
        }
    }
    let is_settled = first.windows(2).all(|pair| pair[0].rank() < pair[1].rank());
    if !swaps.is_empty() {
        own[each..].chunks_exact_mut(each).for_each(|round| swaps.iter().for_each(|(a, b)| round.swap(*a, *b)));
    }
    is_settled
}

/// By enterprise alone; the rest is to be mended where a look at the months does not show that all is in order.
fn sort_production(records: &mut [ProductionRecord]) -> Sorted {
    let mut sorted = Sorted::default();
    for own in records.chunk_by(|a, b| a.enterprise == b.enterprise) {
        sorted.enterprises.push(own[0].enterprise);
        sorted.is_doubled |= !own.windows(2).all(|pair| is_settled(&pair[0], &pair[1]));
    }
    sorted
}

fn mend_production(records: &mut Vec<ProductionRecord>) -> Vec<Pair> {
    let by_product = |a: &ProductionRecord, b: &ProductionRecord| {
        let key = |record: &ProductionRecord| (record.months, record.file, record.row);
        a.product().cmp(&b.product()).then_with(|| key(a).cmp(&key(b)))
    };
    sort_each(records, |record| record.enterprise, by_product);
    let meets_next = |pair: &[ProductionRecord]| same_product(&pair[0], &pair[1]) && pair[0].months.overlaps(pair[1].months);
    let mut pairs = Vec::new();
    if records.windows(2).any(meets_next) {
        let mut doubled = vec![None; records.len()];
        let mut first = 0;
        for group in records.chunk_by(same_product) {
            mark_overlaps(group, first, &mut doubled);
            first += group.len();
        }
        let mark = |record: &ProductionRecord| Mark { enterprise: record.enterprise, file: record.file as usize, row: record.row };
        pairs = take_out(records, &doubled, mark);
    }
    let by_months = |a: &ProductionRecord, b: &ProductionRecord| (a.months, a.product()).cmp(&(b.months, b.product()));
    sort_each(records, |record| record.enterprise, by_months);
    pairs
}

/// Whether two neighbours of an enterprise are in order and share nothing, by a look at their months: the whole enterprise,
/// month by month.
fn is_settled(a: &ProductionRecord, b: &ProductionRecord) -> bool {
    a.months.last() < b.months.first() && a.product().is_none() && b.product().is_none()
}

/// Sorts the records of each enterprise.
fn sort_each<T>(records: &mut [T], enterprise: impl Fn(&T) -> u32, order: impl Fn(&T, &T) -> Ordering) {
    records.chunk_by_mut(|a, b| enterprise(a) == enterprise(b)).for_each(|own| sort_one(own, &order));
}

/// Sorts the records of one enterprise. Mostly they are in order or nearly so: then each is put among those before it.
fn sort_one<T>(own: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    if !sort_near(own, &order) {
        own.sort_unstable_by(order);
    }
}

/// Sorts what is nearly in order; given up, with nothing lost, where that takes more than a few steps for each.
fn sort_near<T>(own: &mut [T], order: impl Fn(&T, &T) -> Ordering) -> bool {
    let mut steps = 4 * own.len();
    for next in 1..own.len() {
        let mut at = next;
        while at > 0 && order(&own[at - 1], &own[at]).is_gt() {
            if steps == 0 {
                return false;
            }
            own.swap(at - 1, at);
            (at, steps) = (at - 1, steps - 1);
        }
    }
    true
}

fn same_product(a: &ProductionRecord, b: &ProductionRecord) -> bool {
    a.enterprise == b.enterprise && a.product() == b.product()
}

/// Within the records of one enterprise and product, sorted by months: each that shares a month with another.
fn mark_overlaps(group: &[ProductionRecord], first: usize, doubled: &mut [Option<(Code, usize)>]) {
    for (at, record) in group.iter().enumerate() {
        for (other_at, other) in group.iter().enumerate().skip(at + 1).take_while(|(_, other)| other.months.first() <= record.months.last())
        {
            if record.months.overlaps(other.months) {
                let code = if record.months == other.months { Code::DuplicateProduction } else { Code::OverlappingProduction };
                doubled[first + at].get_or_insert((code, first + other_at));
                doubled[first + other_at].get_or_insert((code, first + at));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activity::{Flow, What};
    use crate::measure::{Month, Packed};
    use crate::nomenclature::{ItemId, UnitId};
    use proptest::prelude::*;

    fn record(month: u8, item: u16, unit: u16, row: usize) -> ActivityRecord {
        let what = What::new(Month::new(2024, month).unwrap(), ItemId::of_number(item), Flow::Consumed, UnitId::of_number(unit));
        ActivityRecord::plain(3, what, Packed::new(row.try_into().unwrap(), 0).unwrap(), (0, u32::try_from(row).unwrap()))
    }

    proptest! {
        /// Whoever says the same every month is settled as everybody else, whatever the order of a month, with or without
        /// repeated records and months in which something is missing.
        #[test]
        fn rounds_are_settled_as_all_records_are(
            round in prop::collection::vec((0u16..9, 0u16..2), 1..8), months in 1u8..=12, left_out in prop::option::of(0usize..30),
        ) {
            let all = (1..=months).flat_map(|month| round.iter().map(move |(item, unit)| (month, *item, *unit)));
            let mut records: Vec<_> = all.zip(2..).map(|((month, item, unit), row)| record(month, item, unit, row)).collect();
            left_out.filter(|at| *at < records.len()).into_iter().for_each(|at| drop(records.remove(at)));
            let mut want = records.clone();
            want.sort_by(ledger_order);
            let doubled = equal_neighbours(&want, Code::DuplicateEnergy, |a, b| a.rank() == b.rank());
            let count = doubled.iter().flatten().count();
            take_out(&mut want, &doubled, |_| Mark { enterprise: 3, file: 0, row: 0 });
            let pairs = if sort_activity(&mut records).is_doubled { mend_activity(&mut records) } else { Vec::new() };
            prop_assert_eq!((records, pairs.len()), (want, count));
        }

        #[test]
        fn near_or_far_from_order_all_are_sorted(mut all in prop::collection::vec((0u32..3, 0u32..40), 0..90)) {
            all.sort_by_key(|(enterprise, _)| *enterprise);
            let mut want = all.clone();
            want.sort_unstable();
            sort_each(&mut all, |(enterprise, _)| *enterprise, |a, b| a.1.cmp(&b.1));
            prop_assert_eq!(all, want);
        }
    }
}
