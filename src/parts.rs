//! Long lists in parts: as blocks of a file are read into them, and never copied into one.

use std::ops::Range;

use rayon::prelude::*;

/// A list in parts.
#[derive(Clone, Debug)]
pub struct Parts<T> {
    parts: Vec<Vec<T>>,
    /// Where each part begins.
    starts: Vec<usize>,
}

/// About so many items make a part when parts are made anew.
const PART: usize = 1 << 15;

impl<T> Default for Parts<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<T> From<Vec<T>> for Parts<T> {
    fn from(items: Vec<T>) -> Self {
        Self::new(vec![items])
    }
}

impl<T> Parts<T> {
    /// A list of parts; empty ones are left out.
    #[must_use]
    pub fn new(mut parts: Vec<Vec<T>>) -> Self {
        parts.retain(|part| !part.is_empty());
        let starts = parts.iter().scan(0, |start, part| Some(std::mem::replace(start, *start + part.len()))).collect();
        Self { parts, starts }
    }

    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.last().zip(self.parts.last()).map_or(0, |(start, part)| start + part.len())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Its parts.
    #[must_use]
    pub fn parts(&self) -> &[Vec<T>] {
        &self.parts
    }

    /// Its parts, to be handed on.
    #[must_use]
    pub fn into_parts(self) -> Vec<Vec<T>> {
        self.parts
    }

    /// Every item in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.parts.iter().flatten()
    }

    /// The item at a place.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&T> {
        let part = self.part_of(at)?;
        self.parts[part].get(at - self.starts[part])
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        let part = self.part_of(at)?;
        self.parts[part].get_mut(at - self.starts[part])
    }

    /// The items of a range, as far as there are any.
    pub fn range(&self, range: Range<usize>) -> impl Iterator<Item = &T> {
        self.slices(range).flatten()
    }

    /// The same, part by part.
    pub fn slices(&self, range: Range<usize>) -> impl Iterator<Item = &[T]> {
        let first = self.part_of(range.start).unwrap_or(self.parts.len());
        let parts = self.parts[first..].iter().zip(&self.starts[first..]).take_while(move |(_, start)| **start < range.end);
        parts.map(move |(part, start)| &part[range.start.saturating_sub(*start)..(range.end - start).min(part.len())])
    }

    /// The place of the first item for which `before` no longer holds, in a list where it holds for a first part only.
    #[must_use]
    pub fn partition_point(&self, before: impl Fn(&T) -> bool) -> usize {
        let part = self.parts.partition_point(|part| part.last().is_some_and(&before));
        self.starts.get(part).map_or(self.len(), |start| start + self.parts[part].partition_point(before))
    }

    fn part_of(&self, at: usize) -> Option<usize> {
        self.starts.partition_point(|start| *start <= at).checked_sub(1).filter(|_| at < self.len())
    }
}

impl<T: Send + Sync> Parts<T> {
    /// The same list with no group in two parts, as far as groups are in order: only the ends of parts are mended.
    #[must_use]
    pub fn joined(self, group: impl Fn(&T) -> u32 + Sync) -> Self {
        Self::new(join_ends(self.parts, group))
    }

    /// Brings items into the order of their groups, so that no group is in two parts. Within a group no order is promised.
    /// Groups are numbers below `count`.
    #[must_use]
    pub fn grouped(self, count: usize, group: impl Fn(&T) -> u32 + Sync) -> Self {
        let in_order = |part: &Vec<T>| part.is_sorted_by_key(&group);
        let follows = |pair: &[Vec<T>]| pair[0].last().map(&group) <= pair[1].first().map(&group);
        if self.parts.windows(2).all(follows) && self.parts.par_iter().all(in_order) {
            Self::new(join_ends(self.parts, group))
        } else {
            Self::new(distribute(self, count, group))
        }
    }
}

/// Moves what begins a part to the part before, if its group began there.
fn join_ends<T: Send + Sync>(mut parts: Vec<Vec<T>>, group: impl Fn(&T) -> u32 + Sync) -> Vec<Vec<T>> {
    let lasts: Vec<Option<u32>> = parts.iter().map(|part| part.last().map(&group)).collect();
    let take = |(at, part): (usize, &mut Vec<T>)| -> Vec<T> {
        let before = at.checked_sub(1).and_then(|before| lasts[before]);
        let same = part.iter().take_while(|item| Some(group(item)) == before).count();
        part.drain(..same).collect()
    };
    let heads: Vec<Vec<T>> = parts.par_iter_mut().enumerate().map(take).collect();
    let mut joined: Vec<Vec<T>> = Vec::with_capacity(parts.len());
    for (head, part) in heads.into_iter().zip(parts) {
        if let Some(before) = joined.last_mut() {
            before.extend(head);
        }
        // A part of which nothing is left lies within one group.
        if !part.is_empty() {
            joined.push(part);
        }
    }
    joined
}

/// Deals items out to parts by ranges of groups, then sorts each.
fn distribute<T: Send>(all: Parts<T>, count: usize, group: impl Fn(&T) -> u32 + Sync) -> Vec<Vec<T>> {
    let parts = all.len() / PART + 1;
    let groups = count / parts + 1;
    let mut dealt: Vec<Vec<T>> = (0..parts).map(|_| Vec::with_capacity(all.len() / parts)).collect();
    for part in all.into_parts() {
        for item in part {
            dealt[group(&item) as usize / groups].push(item);
        }
    }
    dealt.par_iter_mut().for_each(|part| part.sort_unstable_by_key(&group));
    dealt
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers() -> impl Strategy<Value = Vec<Vec<u32>>> {
        prop::collection::vec(prop::collection::vec(0u32..40, 0..30), 0..12)
    }

    proptest! {
        #[test]
        fn groups_are_in_order_and_whole(mut parts in numbers(), sorted: bool) {
            if sorted {
                let mut all = parts.concat();
                all.sort_unstable();
                let mut rest = all.as_slice();
                for part in &mut parts {
                    let (own, others) = rest.split_at(part.len());
                    *part = own.to_vec();
                    rest = others;
                }
            }
            let mut want = parts.concat();
            want.sort_unstable();
            let grouped = Parts::new(parts).grouped(40, |number| *number);
            prop_assert_eq!(grouped.parts().concat(), want);
            prop_assert!(grouped.parts().windows(2).all(|pair| pair[0].last() < pair[1].first()));
        }

        #[test]
        fn a_place_in_parts_is_a_place_in_the_whole(parts in numbers(), start in 0usize..200, length in 0usize..200) {
            let (whole, parts) = (parts.concat(), Parts::new(parts));
            prop_assert_eq!(parts.len(), whole.len());
            prop_assert_eq!(parts.get(start), whole.get(start));
            let end = (start + length).min(whole.len());
            let want: Vec<u32> = whole.get(start..end).unwrap_or_default().to_vec();
            prop_assert_eq!(parts.range(start..start + length).copied().collect::<Vec<_>>(), want);
        }
    }
}
