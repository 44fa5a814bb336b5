//! Decimals as literals of a Zstandard frame: the codes of their digits, made without their text.

use std::cmp::Reverse;

use super::frame::{Frame, LITERALS};
use crate::measure::{POWERS, Packed};

/// What such a text is made of, in the order of its bytes.
const SYMBOLS: [u8; 12] = *b"-.0123456789";
/// The place of zero.
const ZERO: usize = 2;
/// Texts with more decimals are not for us.
const DECIMALS: u8 = 19;

/// A prefix code for decimals, made for those of a page.
pub(super) struct DigitCode {
    /// Its lengths as the frame tells them.
    tree: Vec<u8>,
    codes: [Bits; SYMBOLS.len()],
    /// The numbers below a hundred with two digits, and those below a thousand with three.
    pairs: Vec<Bits>,
    triples: Vec<Bits>,
    /// The numbers below a thousand with as many digits as they need.
    heads: Vec<Bits>,
}

/// Some bits: a code, or codes one behind another, the first of them highest. Three have 33 at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bits {
    bits: u64,
    count: u32,
}

impl Bits {
    fn then(self, next: Self) -> Self {
        Self { bits: self.bits << next.count | next.bits, count: self.count + next.count }
    }
}

impl DigitCode {
    /// A code that is short for texts like these.
    pub(super) fn of(texts: &[u8]) -> Self {
        let counts = SYMBOLS.map(|symbol| 1 + count(symbol, texts));
        let lengths = lengths(counts);
        let codes = codes(lengths);
        let digit = |digit: usize| codes[ZERO + digit];
        let pairs: Vec<Bits> = (0..100).map(|number| digit(number / 10).then(digit(number % 10))).collect();
        let triples = (0..1000).map(|number| digit(number / 100).then(pairs[number % 100])).collect::<Vec<_>>();
        let head = |number: usize| match number {
            0..10 => digit(number),
            10..100 => pairs[number],
            _ => triples[number],
        };
        Self { tree: tree(lengths), codes, heads: (0..1000).map(head).collect(), pairs, triples }
    }

    /// How many bytes texts take, their tree not counted.
    pub(super) fn size(&self, texts: &[u8]) -> usize {
        let bits = SYMBOLS.iter().zip(self.codes).map(|(symbol, code)| count(*symbol, texts) * code.count as usize);
        bits.sum::<usize>() / 8
    }

    /// Whether a decimal can be told.
    pub(super) fn takes(value: Packed) -> bool {
        value.scale() <= DECIMALS
    }

    /// Appends decimals to a frame, one behind another; `lengths` are those of their texts, 0 where there is none.
    pub(super) fn put(&self, values: &[Option<Packed>], lengths: &[u32], frame: &mut Frame<'_>) {
        let (mut stream, mut tree) = (Stream::default(), Some(self.tree.as_slice()));
        let mut start = 0;
        while start < values.len() {
            let (mut count, mut end) = (0, start);
            while let Some(length) = lengths.get(end).map(|length| *length as usize).filter(|length| count + length <= LITERALS) {
                count += length;
                end += 1;
            }
            stream.clear();
            for value in values[start..end].iter().rev().flatten() {
                self.code(*value, &mut stream);
            }
            if frame.literals(count, tree, stream.close()) {
                tree = None;
            } else {
                let mut text = Vec::with_capacity(count);
                values[start..end].iter().flatten().for_each(|value| value.append_to(&mut text));
                frame.raw(&text);
            }
            start = end;
        }
    }

    /// From the last digit to the first, as a reader goes the other way.
    #[inline]
    fn code(&self, value: Packed, stream: &mut Stream) {
        let (mantissa, scale) = (value.mantissa(), usize::from(value.scale()));
        let mut whole = mantissa.unsigned_abs();
        if scale > 0 {
            // Divisions by what is known beforehand are none.
            let part = match scale {
                1 => (whole / 10, whole % 10),
                2 => (whole / 100, whole % 100),
                3 => (whole / 1000, whole % 1000),
                _ => (whole / POWERS[scale], whole % POWERS[scale]),
            };
            whole = part.0;
            self.decimals(part.1, scale, stream);
            stream.put(self.codes[1]);
        }
        while whole >= 1000 {
            stream.put(at(&self.triples, whole % 1000));
            whole /= 1000;
        }
        stream.put(at(&self.heads, whole));
        if mantissa < 0 {
            stream.put(self.codes[0]);
        }
    }

    fn decimals(&self, mut part: u64, mut count: usize, stream: &mut Stream) {
        while count >= 3 {
            stream.put(at(&self.triples, part % 1000));
            part /= 1000;
            count -= 3;
        }
        match count {
            2 => stream.put(at(&self.pairs, part)),
            1 => stream.put(at(&self.codes[ZERO..], part)),
            _ => {}
        }
    }
}

/// The entry of a number that is small enough; there is no other.
#[inline]
fn at(table: &[Bits], number: u64) -> Bits {
    usize::try_from(number).ok().and_then(|at| table.get(at)).copied().unwrap_or_default()
}

/// Bits as they are read from their end.
#[derive(Default)]
struct Stream {
    bytes: Vec<u8>,
    end: usize,
    bits: u64,
    count: u32,
}

impl Stream {
    fn clear(&mut self) {
        // The longest codes have as many bits as there are symbols less one; each is written with eight bytes.
        self.bytes.resize(LITERALS * (SYMBOLS.len() - 1) / 8 + 16, 0);
        (self.end, self.bits, self.count) = (0, 0, 0);
    }

    #[inline]
    fn put(&mut self, next: Bits) {
        // Seven are left at most, and 33 are new.
        self.bits |= next.bits << self.count;
        self.count += next.count;
        if let Some(place) = self.bytes[self.end..].first_chunk_mut() {
            *place = self.bits.to_le_bytes();
        }
        self.end += self.count as usize / 8;
        self.bits >>= self.count & !7;
        self.count &= 7;
    }

    /// All of them, and the mark behind.
    fn close(&mut self) -> &[u8] {
        self.put(Bits { bits: 1, count: 1 });
        self.put(Bits { bits: 0, count: 7 });
        &self.bytes[..self.end]
    }
}

fn count(symbol: u8, texts: &[u8]) -> usize {
    texts.iter().filter(|byte| **byte == symbol).count()
}

/// Lengths of Huffman's code.
fn lengths(counts: [usize; SYMBOLS.len()]) -> [u32; SYMBOLS.len()] {
    let mut lengths = [0; SYMBOLS.len()];
    let mut groups: Vec<(usize, Vec<usize>)> = counts.into_iter().enumerate().map(|(symbol, count)| (count, vec![symbol])).collect();
    while groups.len() > 1 {
        groups.sort_by_key(|(count, _)| Reverse(*count));
        let rarest = groups.split_off(groups.len() - 2);
        let symbols: Vec<usize> = rarest.iter().flat_map(|(_, symbols)| symbols).copied().collect();
        symbols.iter().for_each(|symbol| lengths[*symbol] += 1);
        groups.push((rarest.iter().map(|(count, _)| count).sum(), symbols));
    }
    lengths
}

/// Codes as the frame's reader numbers them: the longest first, and of one length in the order of symbols.
fn codes(lengths: [u32; SYMBOLS.len()]) -> [Bits; SYMBOLS.len()] {
    let (mut codes, mut bits) = ([Bits::default(); SYMBOLS.len()], 0);
    for count in (1..=lengths.into_iter().max().unwrap_or_default()).rev() {
        for (code, _) in codes.iter_mut().zip(lengths).filter(|(_, length)| *length == count) {
            *code = Bits { bits, count };
            bits += 1;
        }
        bits >>= 1;
    }
    codes
}

/// Weights of all bytes from the first up to the last symbol, which follows from them, four bits each.
fn tree(lengths: [u32; SYMBOLS.len()]) -> Vec<u8> {
    let longest = lengths.into_iter().max().unwrap_or_default();
    let mut weights = [0; SYMBOLS[SYMBOLS.len() - 1] as usize + 1];
    for (symbol, length) in SYMBOLS.iter().zip(lengths) {
        weights[usize::from(*symbol)] = (longest + 1 - length).to_le_bytes()[0];
    }
    let told = &weights[..weights.len() - 1];
    // No table has more than 128 weights.
    let header = u8::try_from(127 + told.len()).unwrap_or(u8::MAX);
    std::iter::once(header).chain(told.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or_default())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(values: &[Option<Packed>]) -> Vec<u8> {
        let mut text = Vec::new();
        values.iter().flatten().for_each(|value| value.append_to(&mut text));
        text
    }

    fn lengths_of(values: &[Option<Packed>]) -> Vec<u32> {
        values.iter().map(|value| value.map_or(0, Packed::text_length)).collect()
    }

    fn value() -> impl Strategy<Value = Option<Packed>> {
        let value = (any::<i64>(), 7u32..64, 0..=DECIMALS).prop_map(|(mantissa, shift, scale)| Packed::new(mantissa >> shift, scale));
        let usual = (0..10i64.pow(9), 0u8..4).prop_map(|(mantissa, scale)| Packed::new(mantissa, scale));
        prop_oneof![3 => value, 6 => usual, 1 => Just(None)]
    }

    proptest! {
        #[test]
        fn decimals_are_their_texts(values in prop::collection::vec(value(), 0..900), sample in 0usize..900, head: [u8; 9]) {
            let code = DigitCode::of(&text(&values[..sample.min(values.len())]));
            let want = [&head[..], &text(&values)].concat();
            let mut bytes = Vec::new();
            let mut frame = Frame::begin(want.len(), &zstd::bulk::compress(&head, 1).unwrap(), &mut bytes);
            code.put(&values, &lengths_of(&values), &mut frame);
            frame.end();
            prop_assert_eq!(zstd::stream::decode_all(bytes.as_slice()).unwrap(), want);
        }
    }
}
