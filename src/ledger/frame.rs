//! Zstandard frames (RFC 8878) that are written down and not searched for: where it is known what repeats in the bytes of a
//! page, nothing need be compared. Any reader of Zstandard reads them.

/// A magic number; a content size of four bytes stands behind the window, and there is no checksum.
const MAGIC: [u8; 5] = [0x28, 0xb5, 0x2f, 0xfd, 0x80];
/// A window of one MiB, in which blocks may have [`BLOCK`] bytes.
const WINDOW: u8 = 10 << 3;
/// The most bytes of a block.
const BLOCK: usize = 1 << 17;
/// Bytes of a number.
const NUMBER: usize = 16;
/// Numbers of a block.
const NUMBERS: usize = 1 << 10;
/// The most literals that stand in one stream.
pub(super) const LITERALS: usize = 1023;

/// What a block holds.
#[derive(Clone, Copy)]
enum Kind {
    Raw = 0,
    Compressed = 2,
}

/// A frame at the end of a buffer.
pub(super) struct Frame<'a> {
    bytes: &'a mut Vec<u8>,
    /// Where the header of the last block is.
    last: usize,
    /// Whether copies are from the number before.
    is_aligned: bool,
}

impl<'a> Frame<'a> {
    /// Begins a frame of so many bytes with those that are in a frame already.
    pub(super) fn begin(size: usize, head: &[u8], bytes: &'a mut Vec<u8>) -> Self {
        bytes.extend_from_slice(&MAGIC);
        bytes.push(WINDOW);
        // A page has fewer than 2^31 bytes.
        bytes.extend_from_slice(&u32::try_from(size).unwrap_or_default().to_le_bytes());
        let last = bytes.len();
        let mut frame = Self { bytes, last, is_aligned: false };
        let mut blocks = head.get(header_length(head)..).unwrap_or_default();
        while let Some((header, rest)) = blocks.split_first_chunk::<3>() {
            let header = u32::from_le_bytes([header[0], header[1], header[2], 0]);
            // A block of one byte again and again holds it once.
            let length = if header >> 1 & 3 == 1 { 1 } else { header as usize >> 3 };
            frame.last = frame.bytes.len();
            frame.bytes.extend_from_slice(&(header & !1).to_le_bytes()[..3]);
            frame.bytes.extend_from_slice(&rest[..length.min(rest.len())]);
            blocks = rest.get(length..).unwrap_or_default();
        }
        frame
    }

    /// Appends numbers, each in 16 bytes and big-endian. Of each only those bytes are written that it needs; that the others
    /// are as in the number before is said once for a block.
    pub(super) fn numbers(&mut self, numbers: &[i64]) {
        // Written are the lower bytes of what lies before `written`, and the upper ones of the number there.
        let (mut written, mut end, mut shape) = (0, 0, Shape::default());
        let runs = numbers.chunks(NUMBERS).flat_map(|chunk| chunk.chunk_by(|one, next| (*one < 0) == (*next < 0)));
        for run in runs {
            let next = Shape::of(run);
            if end == 0 {
                self.raw(next.upper());
            } else if next != shape {
                self.raw(&[&shape.lower(numbers[end - 1]), next.upper()].concat());
                written = end;
            }
            shape = next;
            end += run.len();
            self.alike(&numbers[written..end - 1], shape);
            written = end - 1;
        }
        if let Some(last) = numbers.last() {
            self.raw(&shape.lower(*last));
        }
    }

    /// Appends the lower bytes of numbers, behind those of each the upper ones of the next.
    fn alike(&mut self, numbers: &[i64], shape: Shape) {
        let Some((first, others)) = numbers.split_first() else { return };
        if self.is_aligned {
            self.sequences(numbers, shape, (0, 1));
        } else {
            // The offset of all copies, told once: 16, and 3 for those that are remembered; four bits behind its code.
            self.sequences(&[*first], shape, (4, 0b1_0011));
            self.is_aligned = true;
            if !others.is_empty() {
                self.sequences(others, shape, (0, 1));
            }
        }
    }

    /// A block in which every sequence is alike: so many literals, and then a copy of what stands 16 bytes before.
    fn sequences(&mut self, numbers: &[i64], shape: Shape, (offset, bits): (u8, u8)) {
        let start = self.begin_block();
        // A block has no more than some 2^13 bytes of literals.
        let length = u32::try_from(numbers.len() * shape.bytes).unwrap_or_default();
        let (header, header_bytes) = if length < 32 { (length << 3, 1) } else { (length << 4 | 0b1100, 3) };
        self.bytes.extend_from_slice(&header.to_le_bytes()[..header_bytes]);
        shape.put(numbers, self.bytes);
        let count = u16::try_from(numbers.len()).unwrap_or_default();
        if count < 128 {
            self.bytes.push(count.to_le_bytes()[0]);
        } else {
            self.bytes.extend_from_slice(&(count | 0x8000).to_be_bytes());
        }
        // Three tables of one symbol: lengths of literals, offsets, lengths of copies less 3.
        let [literals, copied] = [shape.bytes, NUMBER - shape.bytes - 3].map(|length| u8::try_from(length).unwrap_or_default());
        self.bytes.extend_from_slice(&[0b0101_0100, literals, offset, copied, bits]);
        self.end_block(start, Kind::Compressed);
    }

    /// Appends bytes as they are.
    pub(super) fn raw(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(BLOCK) {
            let start = self.begin_block();
            self.bytes.extend_from_slice(part);
            self.end_block(start, Kind::Raw);
        }
    }

    /// Appends so many literals, given as a stream of their codes; whose tree stands before the first such block of a frame.
    /// Nothing is done, and false given, where that would not be shorter.
    pub(super) fn literals(&mut self, count: usize, tree: Option<&[u8]>, stream: &[u8]) -> bool {
        let kind = if tree.is_some() { 2 } else { 3 };
        let tree = tree.unwrap_or_default();
        let length = tree.len() + stream.len();
        if length + 4 >= count || count > LITERALS {
            return false;
        }
        let start = self.begin_block();
        // Both numbers are below 2^10.
        let header = u32::try_from(length << 14 | count << 4 | kind).unwrap_or_default();
        self.bytes.extend_from_slice(&header.to_le_bytes()[..3]);
        self.bytes.extend_from_slice(tree);
        self.bytes.extend_from_slice(stream);
        // There are no sequences.
        self.bytes.push(0);
        self.end_block(start, Kind::Compressed);
        true
    }

    /// Ends the frame.
    pub(super) fn end(self) {
        if let Some(header) = self.bytes.get_mut(self.last) {
            *header |= 1;
        }
    }

    fn begin_block(&mut self) -> usize {
        self.bytes.extend_from_slice(&[0; 3]);
        self.bytes.len()
    }

    fn end_block(&mut self, start: usize, kind: Kind) {
        self.last = start - 3;
        let length = u32::try_from(self.bytes.len() - start).unwrap_or_default();
        self.bytes[start - 3..start].copy_from_slice(&(length << 3 | (kind as u32) << 1).to_le_bytes()[..3]);
    }
}

/// How long the header of a frame is.
fn header_length(frame: &[u8]) -> usize {
    let descriptor = frame.get(4).copied().unwrap_or_default();
    let is_single = descriptor >> 5 & 1;
    // A window, if there is one, and the size of the content.
    5 + usize::from(1 - is_single) + [usize::from(is_single), 2, 4, 8][usize::from(descriptor >> 6)]
}

/// What numbers have in common: their sign, and how many bytes they need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shape {
    negative: bool,
    bytes: usize,
}

impl Shape {
    /// That of numbers of one sign.
    fn of(numbers: &[i64]) -> Self {
        let all = numbers.iter().fold(0, |all, number| all | (number ^ number >> 63));
        let bytes = (u64::BITS - all.cast_unsigned().leading_zeros()).div_ceil(8).max(1) as usize;
        Self { negative: numbers.first().is_some_and(|first| *first < 0), bytes }
    }

    /// The bytes that all of them have.
    fn upper(self) -> &'static [u8] {
        let upper: &[u8; NUMBER] = if self.negative { &[0xff; NUMBER] } else { &[0; NUMBER] };
        &upper[self.bytes..]
    }

    /// The others of one.
    fn lower(self, number: i64) -> Vec<u8> {
        number.to_be_bytes()[8 - self.bytes..].to_vec()
    }

    /// Appends the others of many.
    fn put(self, numbers: &[i64], bytes: &mut Vec<u8>) {
        let (mut at, shift) = (bytes.len(), 64 - 8 * self.bytes);
        // Always eight at once, of which the last are written over.
        bytes.resize(at + numbers.len() * self.bytes + 8, 0);
        for number in numbers {
            bytes[at..at + 8].copy_from_slice(&(number << shift).to_be_bytes());
            at += self.bytes;
        }
        bytes.truncate(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A frame of numbers behind a head.
    fn frame(head: &[u8], numbers: &[i64]) -> Vec<u8> {
        let compressed = zstd::bulk::compress(head, 1).unwrap();
        let mut bytes = b"before".to_vec();
        let mut frame = Frame::begin(head.len() + numbers.len() * NUMBER, &compressed, &mut bytes);
        frame.numbers(numbers);
        frame.end();
        bytes.split_off(6)
    }

    fn read(frame: &[u8], size: usize) -> Vec<u8> {
        assert_eq!(zstd::zstd_safe::get_frame_content_size(frame).unwrap(), Some(size as u64));
        assert_eq!(zstd::zstd_safe::find_frame_compressed_size(frame).unwrap(), frame.len());
        assert_eq!(zstd::stream::decode_all(frame).unwrap(), zstd::bulk::decompress(frame, size).unwrap());
        zstd::bulk::decompress(frame, size).unwrap()
    }

    proptest! {
        #[test]
        fn numbers_come_back(
            runs in prop::collection::vec((any::<i64>(), 0u32..64, prop_oneof![4 => 1usize..4, 1 => 1usize..3000]), 0..12),
            head in prop::collection::vec(prop_oneof![8 => Just(7), 1 => any::<u8>()], 0..3000),
        ) {
            let mut seed = 1i64;
            let mut next = |limit: i64| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                seed ^ limit
            };
            let numbers: Vec<i64> = runs.iter().flat_map(|(limit, shift, count)| vec![(*limit, *shift); *count])
                .map(|(limit, shift)| next(limit) >> shift).collect();
            let want: Vec<u8> = head.iter().copied().chain(numbers.iter().flat_map(|number| i128::from(*number).to_be_bytes())).collect();
            prop_assert_eq!(read(&frame(&head, &numbers), want.len()), want);
        }
    }

    #[test]
    fn a_number_takes_the_bytes_that_it_needs() {
        let numbers: Vec<i64> = (1i64 << 40..).take(60_000).collect();
        assert!(frame(b"head", &numbers).len() < 60_000 * 6 + 1000);
        for number in [0, -1, i64::MAX, i64::MIN] {
            assert!(frame(b"head", &[number; 3]).len() < 80);
        }
    }

    #[test]
    fn long_heads_come_back() {
        let head: Vec<u8> = (0..400_000u32).flat_map(|at| at.wrapping_mul(at).to_le_bytes()).collect();
        let bytes = frame(&head, &[1]);
        assert_eq!(&read(&bytes, head.len() + NUMBER)[..head.len()], head);
    }
}
