//! Records that say the same thing twice: none of them counts.

use crate::facts::{InputFile, Presence};
use crate::finding::{Code, Finding};

/// Where a record stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) enterprise: u32,
    pub(super) file: u32,
    pub(super) row: u32,
}

/// Takes out the records whose mark is in `doubled`, and says of each which other it repeats.
///
/// `doubled[i]` is the place of another record that record `i` repeats.
pub(super) fn take_out<T>(
    records: &mut Vec<T>,
    doubled: &[Option<(Code, usize)>],
    mark: impl Fn(&T) -> Mark,
    files: &[InputFile],
    id_of: impl Fn(u32) -> String,
    presence: &mut [Presence],
) -> Vec<Finding> {
    if doubled.iter().all(Option::is_none) {
        return Vec::new();
    }
    let marks: Vec<Mark> = records.iter().map(&mark).collect();
    let place = |mark: Mark| files[mark.file as usize].place(mark.row, None);
    let mut findings = Vec::new();
    for (at, (code, other)) in doubled.iter().enumerate().filter_map(|(at, other)| other.map(|other| (at, other))) {
        let own = marks[at];
        presence[own.enterprise as usize].error = true;
        findings.push(Finding::new(code).at(place(own), "").of(&id_of(own.enterprise)).with("other", place(marks[other]).to_string()));
    }
    let mut at = 0;
    records.retain(|_| {
        at += 1;
        doubled[at - 1].is_none()
    });
    findings
}

/// For each of a sorted list, the place of a neighbour with the same key.
pub(super) fn equal_neighbours<T>(records: &[T], code: Code, equal: impl Fn(&T, &T) -> bool) -> Vec<Option<(Code, usize)>> {
    let same = |a: usize, b: usize| equal(&records[a], &records[b]);
    (0..records.len())
        .map(|at| {
            let before = at.checked_sub(1).filter(|before| same(*before, at));
            let after = Some(at + 1).filter(|after| *after < records.len() && same(at, *after));
            before.or(after).map(|other| (code, other))
        })
        .collect()
}
