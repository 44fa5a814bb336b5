//! A list with an entry for each enterprise, in the parts in which records are.

/// The entries from the first enterprise of a part, which is given with them, to the first of the next.
pub(super) type OfPart<'e, E> = (usize, &'e mut [E]);

/// The entries of each part of records, which are in the order of enterprises, so that parts are filled in side by side.
pub(super) fn in_parts<'e, E, T>(mut rest: &'e mut [E], parts: &[Vec<T>], enterprise: impl Fn(&T) -> u32) -> Vec<OfPart<'e, E>> {
    let first = |part: &Vec<T>| part.first().map(|record| enterprise(record) as usize);
    let (mut start, count) = (0, rest.len());
    let ends = (1..=parts.len()).map(|next| parts.get(next).and_then(first).unwrap_or(count));
    let take = |end: usize| {
        let (own, others) = std::mem::take(&mut rest).split_at_mut(end - start);
        rest = others;
        (std::mem::replace(&mut start, end), own)
    };
    ends.map(take).collect()
}
