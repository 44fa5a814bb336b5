//! Records that say the same thing twice: none of them counts.

use crate::facts::InputFile;
use crate::finding::{Code, Finding};

/// Where a record stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) enterprise: u32,
    pub(super) file: usize,
    pub(super) row: u32,
}

impl Mark {
    /// A finding about a record that repeats another.
    pub(super) fn repeats(self, other: Self, code: Code, files: &[InputFile], id: &str) -> Finding {
        let place = |mark: Self| files[mark.file].place(mark.row, None);
        Finding::new(code).at(place(self), "").of(id).with("other", place(other).to_string())
    }
}

/// Takes out the records of a list for which `doubled` names another that they repeat, by its place in the list; gives the
/// marks of each such pair.
pub(super) fn take_out<T>(records: &mut Vec<T>, doubled: &[Option<(Code, usize)>], mark: impl Fn(&T) -> Mark) -> Vec<(Code, Mark, Mark)> {
    let pairs = doubled.iter().enumerate().filter_map(|(at, other)| other.map(|(code, other)| (code, at, other)));
    let pairs = pairs.map(|(code, at, other)| (code, mark(&records[at]), mark(&records[other]))).collect();
    let mut at = 0;
    records.retain(|_| {
        at += 1;
        doubled[at - 1].is_none()
    });
    pairs
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
