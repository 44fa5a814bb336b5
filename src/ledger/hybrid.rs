//! Parquet's hybrid of runs and packed groups, for places in a dictionary and for levels.
//!
//! A group of eight equal values is a run or lengthens one, any other is packed: nothing is looked at value by value.

use super::delta::varint;

/// Values of a group.
const GROUP: usize = 8;
/// Runs that are so long on the whole go one by one.
const LONG: usize = 6;
/// So many packed groups follow one header at most: then it has one byte, known beforehand.
const PACKED: u8 = 63;

/// What was begun and is not closed.
enum Open<T> {
    Nothing,
    /// So many times a value.
    Run(T, usize),
    /// The place of a header, and how many groups follow it.
    Packed(usize, u8),
}

/// Appends values of so many bits, at least one.
pub(super) fn encode<T: Copy + Default + PartialEq + Into<u64>>(values: &[T], bits: u32, page: &mut Vec<u8>) {
    let changes = values.iter().zip(values.get(1..).unwrap_or_default()).filter(|(value, next)| value != next).count();
    if changes < values.len() / LONG {
        return values.chunk_by(T::eq).for_each(|own| run(own[0], own.len(), bits, page));
    }
    let mut open = Open::Nothing;
    for group in values.chunks(GROUP) {
        let first = group[0];
        // Counted, and not looked for: so all are compared at once.
        let is_run = group.iter().filter(|value| **value != first).count() == 0;
        open = match open {
            Open::Run(value, count) if is_run && value == first => Open::Run(value, count + group.len()),
            before if is_run => {
                close(before, bits, page);
                Open::Run(first, group.len())
            }
            Open::Packed(header, count) if count < PACKED => {
                pack(group, bits, page);
                Open::Packed(header, count + 1)
            }
            before => {
                close(before, bits, page);
                page.push(0);
                let header = page.len() - 1;
                pack(group, bits, page);
                Open::Packed(header, 1)
            }
        };
    }
    close(open, bits, page);
}

/// Appends one value so many times.
pub(super) fn run(value: impl Into<u64>, count: usize, bits: u32, page: &mut Vec<u8>) {
    varint((count as u64) << 1, page);
    // No value has more than 32 bits.
    let bytes = bits.div_ceil(8).min(8) as usize;
    page.extend_from_slice(&value.into().to_le_bytes()[..bytes]);
}

fn close<T: Into<u64>>(open: Open<T>, bits: u32, page: &mut Vec<u8>) {
    match open {
        Open::Nothing => {}
        Open::Run(value, count) => run(value, count, bits, page),
        Open::Packed(header, count) => page[header] = count << 1 | 1,
    }
}

/// Packs a group into `bits` bytes; one that is not whole ends the values, and is filled up with anything.
#[inline]
pub(super) fn pack<T: Copy + Default + Into<u64>>(group: &[T], bits: u32, page: &mut Vec<u8>) {
    let mut values = [T::default(); GROUP];
    values[..group.len()].copy_from_slice(group);
    let end = page.len() + bits as usize;
    let half = |values: &[T]| values.iter().rev().fold(0, |packed: u64, value| packed << bits | (*value).into());
    if bits <= 8 {
        page.extend_from_slice(&half(&values).to_le_bytes());
    } else if bits <= 16 {
        let [low, high] = [half(&values[..4]), half(&values[4..])].map(u128::from);
        page.extend_from_slice(&(low | high << (4 * bits)).to_le_bytes());
    } else {
        let (mut waiting, mut count) = (0u128, 0);
        for value in values {
            waiting |= u128::from(value.into()) << count;
            count += bits;
            while count >= 8 {
                page.push(waiting.to_le_bytes()[0]);
                (waiting, count) = (waiting >> 8, count - 8);
            }
        }
    }
    page.truncate(end);
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars_parquet::parquet::encoding::hybrid_rle::HybridRleDecoder;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_encoded_is_read(
            runs in prop::collection::vec((any::<u32>(), prop_oneof![4 => 1usize..4, 1 => 1usize..700]), 1..300), bits in 1u32..=32,
        ) {
            let values: Vec<u32> = runs.iter().flat_map(|(value, count)| std::iter::repeat_n(value >> (32 - bits), *count)).collect();
            let mut page = Vec::new();
            encode(&values, bits, &mut page);
            let read = HybridRleDecoder::new(&page, bits, values.len()).collect().unwrap();
            prop_assert_eq!(read, values);
        }
    }
}
