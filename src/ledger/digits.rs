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

/// The longest code of a symbol: seven of them fit 64 bits beside seven bits that are left over.
const LONGEST: u32 = 8;
/// A symbol is taken to be one of so many at least. A code of nine bits takes 89 times the rarest, Fibonacci's number.
const RAREST: usize = 89 - SYMBOLS.len();

/// Bytes of a stream: each flush writes eight.
const STREAM: usize = LITERALS * LONGEST as usize / 8 + 16;

/// A prefix code for decimals, made for those of a page.
pub(super) struct DigitCode {
    /// Its lengths as the frame tells them.
    tree: Vec<u8>,
    codes: [Bits; SYMBOLS.len()],
    /// For up to three decimals, the point and all that may stand behind it.
    points: [Vec<Bits>; 4],
    /// The numbers below a thousand with three digits.
    triples: Vec<Bits>,
    /// The same with as many as they need.
    heads: Vec<Bits>,
}

/// Some bits in the upper ones, how many in the lower eight: a code, or codes one behind another, the first of them highest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bits(u64);

impl Bits {
    fn new(bits: u64, count: u32) -> Self {
        Self(bits << 8 | u64::from(count))
    }

    #[inline]
    fn bits(self) -> u64 {
        self.0 >> 8
    }

    #[inline]
    fn count(self) -> u32 {
        u32::from(self.0.to_le_bytes()[0])
    }

    fn then(self, next: Self) -> Self {
        Self::new(self.bits() << next.count() | next.bits(), self.count() + next.count())
    }
}

impl DigitCode {
    /// A code that is short for texts like these.
    pub(super) fn of(texts: &[u8]) -> Self {
        let rarest = texts.len() / RAREST + 1;
        let lengths = lengths(counts(texts).map(|count| rarest.max(count)));
        let codes = codes(lengths);
        let digit = |digit: usize| codes[ZERO + digit];
        let pair = |number: usize| digit(number / 10).then(digit(number % 10));
        let triple = |number: usize| digit(number / 100).then(pair(number % 100));
        let (triples, digits): (Vec<Bits>, Vec<Bits>) = ((0..1000).map(triple).collect(), (0..10).map(digit).collect());
        let pairs: Vec<Bits> = (0..100).map(pair).collect();
        let heads = [&digits, &pairs[10..], &triples[100..]].concat();
        let behind_point = |numbers: &[Bits]| numbers.iter().map(|number| codes[1].then(*number)).collect();
        let points = [Vec::new(), behind_point(&digits), behind_point(&pairs), behind_point(&triples)];
        Self { tree: tree(lengths), codes, points, triples, heads }
    }

    /// How many bytes texts take, their tree not counted.
    pub(super) fn size(&self, texts: &[u8]) -> usize {
        let bits = counts(texts).into_iter().zip(self.codes).map(|(count, code)| count * code.count() as usize);
        bits.sum::<usize>() / 8
    }

    /// Whether all of some decimals can be told.
    pub(super) fn takes(values: &[Option<Packed>]) -> bool {
        values.iter().fold(0, |most, value| most.max(value.map_or(0, Packed::scale))) <= DECIMALS
    }

    /// Appends decimals to a frame, one behind another; `lengths` are those of their texts, 0 where there is none.
    pub(super) fn put(&self, values: &[Option<Packed>], lengths: &[u32], frame: &mut Frame<'_>) {
        let (mut stream, mut tree) = ([0; STREAM], Some(self.tree.as_slice()));
        let mut start = 0;
        while start < values.len() {
            let (mut count, mut end) = (0, start);
            while let Some(length) = lengths.get(end).map(|length| *length as usize).filter(|length| count + length <= LITERALS) {
                count += length;
                end += 1;
            }
            let literals = values[start..end].iter().rev().flatten();
            let left = literals.fold(Left::default(), |left, value| self.code(*value, left, &mut stream));
            if frame.literals(count, tree, left.close(&mut stream)) {
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
    fn code(&self, value: Packed, left: Left, stream: &mut [u8; STREAM]) -> Left {
        let (mantissa, scale) = (value.mantissa(), usize::from(value.scale()));
        let number = mantissa.unsigned_abs();
        // Divisions by what is known beforehand are none.
        let (mut whole, mut left) = match scale {
            0 => (number, left),
            1 => (number / 10, left.put(at(&self.points[1], number % 10))),
            2 => (number / 100, left.put(at(&self.points[2], number % 100))),
            3 => (number / 1000, left.put(at(&self.points[3], number % 1000))),
            _ => (number / POWERS[scale], self.long_part(number % POWERS[scale], scale, left, stream)),
        };
        while whole >= 1000 {
            left = left.put(at(&self.triples, whole % 1000)).flush(stream);
            whole /= 1000;
        }
        left = left.put(at(&self.heads, whole)).flush(stream);
        if mantissa < 0 { left.put(self.codes[0]).flush(stream) } else { left }
    }

    /// Many decimals and the point.
    #[cold]
    fn long_part(&self, mut part: u64, scale: usize, mut left: Left, stream: &mut [u8; STREAM]) -> Left {
        for _ in 0..scale {
            left = left.put(at(&self.codes[ZERO..], part % 10)).flush(stream);
            part /= 10;
        }
        left.put(self.codes[1]).flush(stream)
    }
}

/// The entry of a number that is small enough; there is no other.
#[inline]
fn at(table: &[Bits], number: u64) -> Bits {
    usize::try_from(number).ok().and_then(|at| table.get(at)).copied().unwrap_or_default()
}

/// What is not in the stream yet, and where it goes: handed on by value, it stays in registers.
#[derive(Clone, Copy, Default)]
struct Left {
    bits: u64,
    count: u32,
    end: usize,
}

impl Left {
    /// Up to seven symbols may be put between two flushes.
    #[inline]
    fn put(self, next: Bits) -> Self {
        Self { bits: self.bits | next.bits() << self.count, count: self.count + next.count(), ..self }
    }

    /// Writes all but seven bits at most.
    #[inline]
    fn flush(self, stream: &mut [u8; STREAM]) -> Self {
        if let Some(place) = stream.get_mut(self.end..).and_then(|rest| rest.first_chunk_mut()) {
            *place = self.bits.to_le_bytes();
        }
        Self { bits: self.bits >> (self.count & !7), count: self.count & 7, end: self.end + self.count as usize / 8 }
    }

    /// The whole stream, with the mark behind.
    fn close(self, stream: &mut [u8; STREAM]) -> &[u8] {
        let end = Self { count: 8, ..self.put(Bits::new(1, 1)) }.flush(stream).end;
        &stream[..end]
    }
}

/// How often each symbol stands in texts.
fn counts(texts: &[u8]) -> [usize; SYMBOLS.len()] {
    let mut counts = [0; 1 << u8::BITS];
    texts.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
    SYMBOLS.map(|symbol| counts[usize::from(symbol)])
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
            *code = Bits::new(bits, count);
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

    proptest! {
        #[test]
        fn no_code_is_too_long(counts in prop::collection::vec(0usize..2000, SYMBOLS.len()), shifts in prop::collection::vec(0u32..12, SYMBOLS.len())) {
            let texts: Vec<u8> = SYMBOLS.iter().zip(counts.iter().zip(shifts))
                .flat_map(|(symbol, (count, shift))| std::iter::repeat_n(*symbol, count >> shift)).collect();
            prop_assert!(DigitCode::of(&texts).codes.iter().all(|code| (1..=LONGEST).contains(&code.count())));
        }
    }
}
