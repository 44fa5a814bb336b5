//! Production records in order, repeated and overlapping ones taken out.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::duplicates::{Mark, take_out};
use crate::facts::{InputFile, Presence};
use crate::finding::{Code, Finding};
use crate::production::ProductionRecord;

/// Sorts the records and takes out those that report a month of a product twice.
pub(super) fn settle(
    records: &mut Vec<ProductionRecord>,
    files: &[InputFile],
    id_of: impl Fn(u32) -> String,
    presence: &mut [Presence],
) -> Vec<Finding> {
    if !records.is_sorted_by_key(|record| record.enterprise) {
        records.par_sort_unstable_by_key(|record| record.enterprise);
    }
    sort_each(records, |a, b| (a.product(), a.months, a.file, a.row).cmp(&(b.product(), b.months, b.file, b.row)));
    let meets_next = |pair: &[ProductionRecord]| same_product(&pair[0], &pair[1]) && pair[0].months.overlaps(pair[1].months);
    let mut findings = Vec::new();
    if records.par_windows(2).any(meets_next) {
        let mut doubled = vec![None; records.len()];
        let mut first = 0;
        for group in records.chunk_by(same_product) {
            mark_overlaps(group, first, &mut doubled);
            first += group.len();
        }
        let mark = |record: &ProductionRecord| Mark { enterprise: record.enterprise, file: record.file, row: record.row };
        findings = take_out(records, &doubled, mark, files, id_of, presence);
    }
    sort_each(records, |a, b| (a.months, a.product()).cmp(&(b.months, b.product())));
    findings
}

fn same_product(a: &ProductionRecord, b: &ProductionRecord) -> bool {
    a.enterprise == b.enterprise && a.product() == b.product()
}

/// Sorts the records of each enterprise.
fn sort_each(records: &mut [ProductionRecord], order: impl Fn(&ProductionRecord, &ProductionRecord) -> Ordering + Sync) {
    let of_one = |a: &ProductionRecord, b: &ProductionRecord| a.enterprise == b.enterprise;
    records.par_chunk_by_mut(of_one).for_each(|own| own.sort_unstable_by(&order));
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
