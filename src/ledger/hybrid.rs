//! Parquet's hybrid of runs and packed values, for places in a dictionary and for levels.
//!
//! Places are whole bytes: the compressor finds again what repeats, and finds it better where it begins with a byte.

use super::delta::varint;
use super::keys::NULL;

/// Values are packed by so many.
const GROUP: usize = 8;

/// Appends one value so many times; values have so many bits, at least one.
pub(super) fn run(value: u32, count: usize, bits: u32, page: &mut Vec<u8>) {
    varint((count as u64) << 1, page);
    // No value has more than 32 bits.
    page.extend_from_slice(&value.to_le_bytes()[..bits.div_ceil(8).min(4) as usize]);
}

/// Appends flags, as values of one bit.
pub(super) fn flags(flags: &[bool], page: &mut Vec<u8>) {
    begin_packed(flags.len(), page);
    let (groups, last) = flags.as_chunks::<GROUP>();
    page.extend(groups.iter().copied().map(pack));
    if !last.is_empty() {
        let mut group = [false; GROUP];
        group[..last.len()].copy_from_slice(last);
        page.push(pack(group));
    }
}

/// Appends the place of each row's key, in so many bytes, 4 at most; of those that are none of [`NULL`], which are `count`.
pub(super) fn places<const BYTES: usize>(rows: &[u32], keys: &[u32], count: usize, page: &mut Vec<u8>) {
    begin_packed(count, page);
    let start = page.len();
    // What fills up the last group is never read.
    page.resize(start + count.next_multiple_of(GROUP) * BYTES, 0);
    let places = rows.iter().map(|row| keys[*row as usize]);
    let (slots, _) = page[start..].as_chunks_mut::<BYTES>();
    let put = |(slot, place): (&mut [u8; BYTES], u32)| slot.copy_from_slice(&place.to_le_bytes()[..BYTES]);
    if count == rows.len() {
        slots.iter_mut().zip(places).for_each(put);
    } else {
        slots.iter_mut().zip(places.filter(|place| *place != NULL)).for_each(put);
    }
}

fn begin_packed(count: usize, page: &mut Vec<u8>) {
    varint((count.div_ceil(GROUP) as u64) << 1 | 1, page);
}

/// Eight flags in a byte, the first lowest.
fn pack(flags: [bool; GROUP]) -> u8 {
    // The product has the flag at each place moved to one of the highest eight bits.
    let bytes = u64::from_le_bytes(flags.map(u8::from));
    bytes.wrapping_mul(0x0102_0408_1020_4080).to_le_bytes()[GROUP - 1]
}

#[cfg(test)]
mod tests {
    use super::*;
    use polars_parquet::parquet::encoding::hybrid_rle::HybridRleDecoder;
    use proptest::prelude::*;

    fn read(page: &[u8], bits: u32, count: usize) -> Vec<u32> {
        HybridRleDecoder::new(page, bits, count).collect().unwrap()
    }

    proptest! {
        #[test]
        fn runs_are_read(runs in prop::collection::vec((any::<u32>(), 1usize..700), 0..30), bits in 1u32..=32) {
            let runs: Vec<(u32, usize)> = runs.into_iter().map(|(value, count)| (value >> (32 - bits), count)).collect();
            let mut page = Vec::new();
            runs.iter().for_each(|(value, count)| run(*value, *count, bits, &mut page));
            let values: Vec<u32> = runs.iter().flat_map(|(value, count)| std::iter::repeat_n(*value, *count)).collect();
            prop_assert_eq!(read(&page, bits, values.len()), values);
        }

        #[test]
        fn places_are_read(rows in prop::collection::vec(0u32..6, 0..300), keys: [u8; 6], nulls: [bool; 6]) {
            let keys: Vec<u32> = keys.iter().zip(nulls).map(|(key, is_null)| if is_null { NULL } else { (*key).into() }).collect();
            let want: Vec<u32> = rows.iter().map(|row| keys[*row as usize]).filter(|place| *place != NULL).collect();
            for (bits, places) in [(8, places::<1> as fn(&[u32], &[u32], usize, &mut Vec<u8>)), (16, places::<2>), (32, places::<4>)] {
                let mut page = Vec::new();
                places(&rows, &keys, want.len(), &mut page);
                prop_assert_eq!(read(&page, bits, want.len()), want.clone());
            }
        }

        #[test]
        fn flags_are_read(all in prop::collection::vec(any::<bool>(), 0..300)) {
            let mut page = Vec::new();
            flags(&all, &mut page);
            prop_assert_eq!(read(&page, 1, all.len()), all.iter().map(|flag| u32::from(*flag)).collect::<Vec<_>>());
        }
    }
}
