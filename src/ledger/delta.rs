//! Parquet's packed differences: of line numbers, and of the lengths of texts.

/// Differences of a block, which has one width for all.
const BLOCK: usize = 128;
/// Differences are packed by so many.
const GROUP: usize = 8;

/// Appends numbers, each as its difference from the one before.
pub(super) fn encode(numbers: &[u32], page: &mut Vec<u8>) {
    for of_header in [BLOCK, 1, numbers.len()] {
        varint(of_header as u64, page);
    }
    let first = numbers.first().copied().unwrap_or_default();
    varint(zigzag(first.into()), page);
    let pairs = numbers.iter().zip(numbers.get(1..).unwrap_or_default());
    if numbers.iter().fold(0, |all, number| all | number) >> 31 == 0 {
        // Differences of 31 bits have 32: processors have more than one such number at a time.
        let mut differences = pairs.map(|(number, next)| next.cast_signed() - number.cast_signed());
        while differences.len() > 0 {
            let mut block = [0; BLOCK];
            let count = fill(&mut block, &mut differences);
            let least = block[..count].iter().copied().fold(i32::MAX, i32::min);
            put(least.into(), count, &block.map(|difference| difference.wrapping_sub(least).cast_unsigned().into()), page);
        }
    } else {
        let mut differences = pairs.map(|(number, next)| i64::from(*next) - i64::from(*number));
        while differences.len() > 0 {
            let mut block = [0; BLOCK];
            let count = fill(&mut block, &mut differences);
            let least = block[..count].iter().copied().fold(i64::MAX, i64::min);
            put(least, count, &block.map(|difference| difference.wrapping_sub(least).cast_unsigned()), page);
        }
    }
}

fn fill<T>(block: &mut [T; BLOCK], differences: &mut impl Iterator<Item = T>) -> usize {
    block.iter_mut().zip(differences).map(|(place, difference)| *place = difference).count()
}

/// Appends a block: its least difference, and how far the others lie above.
fn put(least: i64, count: usize, above: &[u64; BLOCK], page: &mut Vec<u8>) {
    let bits = u64::BITS - above[..count].iter().fold(0, |all, above| all | above).leading_zeros();
    varint(zigzag(least), page);
    page.push(bits.to_le_bytes()[0]);
    if bits > 0 {
        // What fills up the last block is never read.
        let mask = u64::MAX >> (u64::BITS - bits);
        above.map(|above| above & mask).as_chunks().0.iter().for_each(|group| pack(group, bits, page));
    }
}

/// Packs a group into `bits` bytes.
#[inline]
fn pack(values: &[u64; GROUP], bits: u32, page: &mut Vec<u8>) {
    let end = page.len() + bits as usize;
    let half = |values: &[u64]| values.iter().rev().fold(0, |packed: u64, value| packed << bits | *value);
    if bits <= 8 {
        page.extend_from_slice(&half(values).to_le_bytes());
    } else if bits <= 16 {
        let [low, high] = [half(&values[..4]), half(&values[4..])].map(u128::from);
        page.extend_from_slice(&(low | high << (4 * bits)).to_le_bytes());
    } else {
        let (mut waiting, mut count) = (0u128, 0);
        for value in values {
            waiting |= u128::from(*value) << count;
            count += bits;
            while count >= 8 {
                page.push(waiting.to_le_bytes()[0]);
                (waiting, count) = (waiting >> 8, count - 8);
            }
        }
    }
    page.truncate(end);
}

fn zigzag(number: i64) -> u64 {
    (number << 1 ^ number >> 63).cast_unsigned()
}

/// Appends a number in groups of seven bits, the lowest first.
pub(super) fn varint(mut number: u64, page: &mut Vec<u8>) {
    while number >= 0x80 {
        page.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    page.push(number.to_le_bytes()[0]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A plain, slow reader, by the words of Parquet's specification.
    fn decode(page: &[u8]) -> Vec<i64> {
        let at = &mut 0;
        let byte = |at: &mut usize| {
            *at += 1;
            page[*at - 1]
        };
        let varint = |at: &mut usize| {
            let (mut number, mut shift) = (0u64, 0);
            loop {
                let next = byte(at);
                number |= u64::from(next & 0x7f) << shift;
                shift += 7;
                if next < 0x80 {
                    return number;
                }
            }
        };
        let signed = |number: u64| (number >> 1).cast_signed() ^ -(number & 1).cast_signed();
        let (block, parts, count) = (varint(at), varint(at), varint(at));
        assert!(block % 128 == 0 && block / parts % 32 == 0);
        let mut numbers = vec![signed(varint(at))];
        while (numbers.len() as u64) < count {
            let least = signed(varint(at));
            let widths: Vec<u8> = (0..parts).map(|_| byte(at)).collect();
            for width in widths {
                let start = *at * 8;
                for place in 0..block / parts {
                    let bits = (0..usize::from(width)).map(|bit| start + usize::try_from(place).unwrap() * usize::from(width) + bit);
                    let above = bits.rev().fold(0u64, |above, bit| above << 1 | u64::from(page[bit / 8] >> (bit % 8) & 1));
                    numbers.push(numbers.last().unwrap().wrapping_add(least).wrapping_add(above.cast_signed()));
                }
                *at += usize::from(width) * usize::try_from(block / parts).unwrap() / 8;
            }
        }
        assert_eq!(*at, page.len());
        numbers.truncate(usize::try_from(count).unwrap());
        numbers
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_read(numbers in prop::collection::vec(any::<u32>(), 0..600), shift in 0u32..32) {
            let numbers: Vec<u32> = numbers.into_iter().map(|number| number >> shift).collect();
            let mut page = Vec::new();
            encode(&numbers, &mut page);
            let want: Vec<i64> = numbers.into_iter().map(i64::from).collect();
            prop_assert_eq!(decode(&page), want);
        }
    }
}
