//! Records brought into order; repeated and overlapping ones taken out.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::duplicates::{Mark, equal_neighbours, take_out};
use crate::activity::ActivityRecord;
use crate::facts::Facts;
use crate::finding::Code;
use crate::parts::Parts;
use crate::production::ProductionRecord;

/// Two records of which neither counts.
type Pair = (Code, Mark, Mark);

/// Sorts the records of a batch into the ledger's order and takes out repeated ones, with a finding for each.
pub(super) fn settle(facts: &mut Facts) {
    let count = facts.directory.all().len();
    let activity = std::mem::take(&mut facts.activity).grouped(count, |record| record.enterprise);
    let production = std::mem::take(&mut facts.production).grouped(count, |record| record.enterprise);
    let (activity, doubled_activity) = in_parts(activity, settle_activity);
    let (production, doubled_production) = in_parts(production, settle_production);
    (facts.activity, facts.production) = (activity, production);
    for (code, own, other) in doubled_activity.into_iter().chain(doubled_production) {
        facts.presence[own.enterprise as usize].error = true;
        let id = &facts.directory.get(own.enterprise).id;
        facts.findings.push(own.repeats(other, code, &facts.files, id));
    }
}

/// Settles each part, which holds whole enterprises.
fn in_parts<T: Send>(records: Parts<T>, settle: fn(&mut Vec<T>) -> Vec<Pair>) -> (Parts<T>, Vec<Pair>) {
    let mut parts = records.into_parts();
    let doubled = parts.par_iter_mut().map(settle).collect::<Vec<_>>().concat();
    (Parts::new(parts), doubled)
}

fn settle_activity(records: &mut Vec<ActivityRecord>) -> Vec<Pair> {
    let order = |a: &ActivityRecord, b: &ActivityRecord| {
        (a.enterprise, a.rank()).cmp(&(b.enterprise, b.rank())).then_with(|| (a.site(), a.file(), a.row).cmp(&(b.site(), b.file(), b.row)))
    };
    sort_each(records, |record| record.enterprise, order);
    let same = |a: &ActivityRecord, b: &ActivityRecord| a.key() == b.key();
    if !records.windows(2).any(|pair| same(&pair[0], &pair[1])) {
        return Vec::new();
    }
    let doubled = equal_neighbours(records, Code::DuplicateEnergy, same);
    take_out(records, &doubled, |record| Mark { enterprise: record.enterprise, file: record.file(), row: record.row })
}

fn settle_production(records: &mut Vec<ProductionRecord>) -> Vec<Pair> {
    let by_product = |a: &ProductionRecord, b: &ProductionRecord| {
        let key = |record: &ProductionRecord| (record.enterprise, record.months, record.file, record.row);
        (a.enterprise, a.product()).cmp(&(b.enterprise, b.product())).then_with(|| key(a).cmp(&key(b)))
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
    let by_months =
        |a: &ProductionRecord, b: &ProductionRecord| (a.enterprise, a.months, a.product()).cmp(&(b.enterprise, b.months, b.product()));
    sort_each(records, |record| record.enterprise, by_months);
    pairs
}

/// Sorts the records of each enterprise; mostly they come in order already.
fn sort_each<T>(records: &mut [T], enterprise: impl Fn(&T) -> u32, order: impl Fn(&T, &T) -> Ordering) {
    if !records.is_sorted_by(|a, b| order(a, b).is_le()) {
        records.chunk_by_mut(|a, b| enterprise(a) == enterprise(b)).for_each(|own| own.sort_unstable_by(&order));
    }
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
