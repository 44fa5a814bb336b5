//! Parquet's packed differences: of line numbers, and of the lengths of texts.

/// Differences of a block, which has one width for all.
const BLOCK: usize = 128;
/// Differences are packed by so many.
const GROUP: usize = 8;

/// Appends numbers, each as its difference from the one before.
pub(super) fn encode(mut numbers: impl ExactSizeIterator<Item = i64>, page: &mut Vec<u8>) {
    for of_header in [BLOCK, 1, numbers.len()] {
        varint(of_header as u64, page);
    }
    let mut previous = numbers.next().unwrap_or_default();
    varint(zigzag(previous), page);
    while numbers.len() > 0 {
        let mut differences = [0; BLOCK];
        let count = numbers.len().min(BLOCK);
        for (difference, number) in differences.iter_mut().zip(numbers.by_ref().take(BLOCK)) {
            *difference = number.wrapping_sub(previous);
            previous = number;
        }
        let least = differences[..count].iter().copied().min().unwrap_or_default();
        // What fills up the last block is never read.
        let above = differences.map(|difference| difference.wrapping_sub(least).cast_unsigned());
        let bits = u64::BITS - above[..count].iter().fold(0, |all, above| all | above).leading_zeros();
        varint(zigzag(least), page);
        page.push(bits.to_le_bytes()[0]);
        if bits > 0 {
            let mask = u64::MAX >> (u64::BITS - bits);
            above.map(|above| above & mask).as_chunks().0.iter().for_each(|group| pack(group, bits, page));
        }
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
        fn what_is_encoded_is_read(numbers in prop::collection::vec(any::<i64>(), 0..600), shift in 0u32..64) {
            let numbers: Vec<i64> = numbers.into_iter().map(|number| number >> shift).collect();
            let mut page = Vec::new();
            encode(numbers.iter().copied(), &mut page);
            prop_assert_eq!(decode(&page), numbers);
        }
    }
}
