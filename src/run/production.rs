//! Production records in order, repeated and overlapping ones taken out.

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
    use rayon::prelude::*;
    records.par_sort_unstable_by(|a, b| {
        (a.enterprise, &a.product, a.months, a.file, a.row).cmp(&(b.enterprise, &b.product, b.months, b.file, b.row))
    });
    let mut doubled = vec![None; records.len()];
    let mut first = 0;
    for group in records.chunk_by(|a, b| a.enterprise == b.enterprise && a.product == b.product) {
        mark_overlaps(group, first, &mut doubled);
        first += group.len();
    }
    let mark = |record: &ProductionRecord| Mark { enterprise: record.enterprise, file: record.file, row: record.row };
    let findings = take_out(records, &doubled, mark, files, id_of, presence);
    records.par_sort_unstable_by(|a, b| (a.enterprise, a.months, &a.product).cmp(&(b.enterprise, b.months, &b.product)));
    findings
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
