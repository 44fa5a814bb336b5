//! Rows that are like ones before but for whose they are and how much they say.
//!
//! A file goes round the same months, items and units, enterprise by enterprise. What such rows say besides their ids and
//! numbers is remembered by the texts between these; those of the row before, and the ones that came after them the time
//! before, are tried first. So most rows need not be cut into cells: they are compared, and their numbers read.

use memchr::memchr2;
use rustc_hash::FxHashMap;
use wide::u8x16;

use super::row::Row;
use crate::enterprise::Directory;
use crate::measure::{Packed, read_packed_start};

/// Patterns of rows that begin with an id and a period, which says a `P`, and have up to `N` numbers; the rest says a `T`.
pub(super) struct Patterns<P, T, const N: usize> {
    /// The columns of the numbers, from left to right, with the place of each among those that are asked for.
    numbers: Vec<(usize, usize)>,
    delimiter: u8,
    /// Periods, with the delimiters around them.
    periods: Round<Piece, P>,
    rests: Round<Rest<N>, T>,
    /// The id of the row before, and whose it is; none where patterns are of no use.
    owner: Option<(Piece, u32)>,
    /// How many rows were like one before, and how many were not.
    found: usize,
    missed: usize,
}

/// What follows the period, and what follows each number.
struct Rest<const N: usize> {
    head: Piece,
    tails: [Piece; N],
}

/// A row that is like others.
pub(super) struct Alike<P, T, const N: usize> {
    pub(super) enterprise: u32,
    pub(super) period: P,
    /// What it says besides.
    pub(super) rest: T,
    pub(super) numbers: [Option<Packed>; N],
    /// Where its line ends.
    pub(super) end: usize,
}

/// So many rows may be unlike those before, beyond those that are not: in files of another order patterns only cost time.
const PATIENCE: usize = 1024;

impl<P: Copy, T: Copy, const N: usize> Patterns<P, T, N> {
    /// Those of a table, by the columns of ids, periods and those numbers that are asked for, as far as it has them.
    pub(super) fn new(delimiter: u8, [id, period]: [usize; 2], numbers: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut numbers: Vec<(usize, usize)> = numbers.into_iter().collect();
        numbers.sort_unstable();
        // Other tables are left to the ordinary way.
        let missed = if [id, period] == [0, 1] && numbers.len() <= N { 0 } else { usize::MAX };
        Self { numbers, delimiter, periods: Round::new(), rests: Round::new(), owner: None, found: 0, missed }
    }

    /// The row that begins at a place, if it is like ones before.
    #[inline]
    pub(super) fn find(&mut self, text: &[u8], start: usize, directory: &Directory) -> Option<Alike<P, T, N>> {
        let (id, enterprise) = self.owner.as_ref()?;
        let after_id = start + id.length;
        let is_period = |known: &Known<Piece, P>| known.shape.is_at(text, after_id);
        let period_place = self.periods.same(is_period).or_else(|| self.periods.next(is_period))?;
        let period = &self.periods.known[period_place];
        let after_period = after_id + period.shape.length;
        let is_rest = |known: &Known<Rest<N>, T>| known.shape.head.is_at(text, after_period);
        let rest_place =
            self.rests.next(is_rest).or_else(|| self.rests.beginning(first_cell(text, after_period, self.delimiter)?, is_rest))?;
        let rest = &self.rests.known[rest_place];
        let mut end = after_period + rest.shape.head.length;
        let mut numbers = [None; N];
        for ((_, place), tail) in self.numbers.iter().zip(&rest.shape.tails) {
            let bytes = text.get(end..)?.first_chunk()?;
            let length = tail.first_place(*bytes)?;
            *numbers.get_mut(*place)? = Some(read_packed_start(*bytes, length)?);
            if !tail.is_at(text, end + length) {
                return None;
            }
            end += length + tail.length;
        }
        let (period, rest) = (period.value, rest.value);
        let enterprise = if id.is_at(text, start) { *enterprise } else { self.turn(text, start, directory)? };
        self.periods.go_to(period_place);
        self.rests.go_to(rest_place);
        self.found += 1;
        Some(Alike { enterprise, period, rest, numbers, end })
    }

    /// Turns to the rows of another enterprise, whose id is as long as the one before.
    #[cold]
    fn turn(&mut self, text: &[u8], start: usize, directory: &Directory) -> Option<u32> {
        let (last, enterprise) = self.owner.as_ref()?;
        let id = text.get(start..start + last.length)?;
        let is_cell = memchr2(self.delimiter, b'\n', id).is_none();
        let found = directory.find_after(Some(*enterprise), id).filter(|_| is_cell)?;
        self.owner = Some((Piece::of(id)?, found));
        Some(found)
    }

    /// Remembers a row that was read in the ordinary way.
    pub(super) fn learn(&mut self, row: &Row<'_>, enterprise: u32, period: P, rest: T) {
        self.owner = None;
        if self.missed > self.found.saturating_add(PATIENCE) {
            return;
        }
        self.missed += 1;
        if self.learn_texts(row, period, rest).is_some() {
            self.owner = Piece::of(row.bytes(0)).map(|id| (id, enterprise));
        }
    }

    fn learn_texts(&mut self, row: &Row<'_>, period: P, rest: T) -> Option<()> {
        let columns = || self.numbers.iter().map(|(column, _)| *column);
        let around = row.between(0, Some(1))?.len() + row.bytes(1).len();
        let line = row.between(0, columns().next())?;
        // The delimiter behind the period is part of it, unless the line ends there.
        let (text, head) = line.split_at((around + 1).min(line.len()));
        self.periods.learn(text.to_vec(), None, || Piece::of(text), period)?;
        let tails = columns().zip(columns().skip(1).map(Some).chain([None])).map(|(column, next)| row.between(column, next));
        let texts: Vec<&[u8]> = std::iter::once(Some(head)).chain(tails).collect::<Option<_>>()?;
        let shape = || {
            let mut tails = [Piece::EMPTY; N];
            for (tail, text) in tails.iter_mut().zip(&texts[1..]) {
                *tail = Piece::of(text)?;
            }
            Some(Rest { head: Piece::of(head)?, tails })
        };
        // No text of ours holds NUL.
        self.rests.learn(texts.join(&0), first_cell(head, 0, self.delimiter), shape, rest)
    }
}

/// Texts that follow each other in the same order again and again, and what they say.
struct Round<S, V> {
    known: Vec<Known<S, V>>,
    places: FxHashMap<Vec<u8>, usize>,
    /// Some places by the first cell of the text.
    beginnings: FxHashMap<u128, usize>,
    last: usize,
}

struct Known<S, V> {
    shape: S,
    value: V,
    /// The place of the other one that came after it.
    next: usize,
}

impl<S, V> Round<S, V> {
    fn new() -> Self {
        Self { known: Vec::new(), places: FxHashMap::default(), beginnings: FxHashMap::default(), last: 0 }
    }

    /// The place of the one of the row before, if it fits.
    #[inline]
    fn same(&self, fits: impl FnOnce(&Known<S, V>) -> bool) -> Option<usize> {
        Some(self.last).filter(|last| self.known.get(*last).is_some_and(fits))
    }

    /// The place of the one that came after it the time before, if it fits.
    #[inline]
    fn next(&self, fits: impl FnOnce(&Known<S, V>) -> bool) -> Option<usize> {
        let next = self.known.get(self.last)?.next;
        Some(next).filter(|next| self.known.get(*next).is_some_and(fits))
    }

    /// The place of one with a first cell, if it fits.
    fn beginning(&self, cell: u128, fits: impl FnOnce(&Known<S, V>) -> bool) -> Option<usize> {
        self.beginnings.get(&cell).copied().filter(|place| self.known.get(*place).is_some_and(fits))
    }

    /// Goes on to the one of the next row.
    #[inline]
    fn go_to(&mut self, place: usize) {
        if place != self.last {
            if let Some(last) = self.known.get_mut(self.last) {
                last.next = place;
            }
            self.last = place;
        }
    }

    /// The one of a row that was read in the ordinary way; nothing when it has no shape.
    fn learn(&mut self, text: Vec<u8>, cell: Option<u128>, shape: impl FnOnce() -> Option<S>, value: V) -> Option<()> {
        let place = self.places.get(&text).copied().unwrap_or(self.known.len());
        if place == self.known.len() {
            self.known.push(Known { shape: shape()?, value, next: place });
            self.places.insert(text, place);
        }
        self.beginnings.extend(cell.map(|cell| (cell, place)));
        self.go_to(place);
        Some(())
    }
}

/// A cell of up to 15 bytes as a number.
fn first_cell(text: &[u8], start: usize, delimiter: u8) -> Option<u128> {
    let rest = text.get(start..)?;
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    let length = u8x16::from(bytes).simd_eq(u8x16::splat(delimiter)).to_bitmask().trailing_zeros();
    let beyond = u128::BITS.checked_sub(length * u8::BITS).filter(|_| (1..16).contains(&length))?;
    Some(u128::from_le_bytes(bytes) << beyond >> beyond)
}

/// A text of up to 32 bytes, to be compared in a step.
#[derive(Clone, Copy)]
struct Piece {
    first: [u8; 16],
    second: [u8; 16],
    length: usize,
    /// One bit for each byte of both halves.
    all: u32,
}

impl Piece {
    const EMPTY: Self = Self { first: [0; 16], second: [0; 16], length: 0, all: 0 };

    /// A text, unless it is longer.
    fn of(text: &[u8]) -> Option<Self> {
        let mut piece = Self { length: text.len(), ..Self::EMPTY };
        piece.all = u32::try_from((1u64 << u32::try_from(text.len()).ok().filter(|length| *length <= u32::BITS)?) - 1).ok()?;
        let (first, second) = text.split_at(text.len().min(16));
        piece.first[..first.len()].copy_from_slice(first);
        piece.second[..second.len()].copy_from_slice(second);
        Some(piece)
    }

    /// Whether it stands at a place of a text; not looked for near the end of the text.
    #[inline]
    fn is_at(&self, text: &[u8], at: usize) -> bool {
        let Some(bytes) = text.get(at..).and_then(|rest| rest.first_chunk::<32>()) else { return false };
        let (halves, _) = bytes.as_chunks::<16>();
        let equal = |own: [u8; 16], other: [u8; 16]| u8x16::from(own).simd_eq(u8x16::from(other)).to_bitmask();
        let equal = equal(self.first, halves[0]) | equal(self.second, halves[1]) << 16;
        equal & self.all == self.all
    }

    /// Where its first byte stands in some.
    #[inline]
    fn first_place(&self, bytes: [u8; 16]) -> Option<usize> {
        let found = u8x16::from(bytes).simd_eq(u8x16::splat(self.first[0])).to_bitmask();
        (found != 0).then_some(found.trailing_zeros() as usize)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rustc_hash::FxHasher;
    use std::hash::{Hash as _, Hasher as _};

    use super::*;
    use crate::enterprise::Enterprise;
    use crate::intake::records::Rows;
    use crate::intake::row::text_of;

    fn hash(cells: &[&[u8]]) -> u64 {
        let mut hasher = FxHasher::default();
        cells.hash(&mut hasher);
        hasher.finish()
    }

    /// What a row says by its cells, if it has as many as it should, a listed id and numbers.
    fn by_cells<const N: usize>(row: &Row<'_>, numbers: [usize; N], directory: &Directory) -> Option<Alike<u64, u64, N>> {
        let rest: Vec<&[u8]> = (2..row.width()).filter(|at| !numbers.contains(at)).map(|at| row.bytes(at)).collect();
        Some(Alike {
            enterprise: directory.find(text_of(row.bytes(0))).filter(|_| row.width() == 5)?,
            period: hash(&[row.bytes(1)]),
            rest: hash(&rest),
            numbers: numbers.map(|at| row.number(at)),
            end: 0,
        })
        .filter(|row| row.numbers.iter().all(Option::is_some))
    }

    /// Reads a text by patterns where there are any, and says how many rows were like others.
    fn check<const N: usize>(text: &str, numbers: [usize; N]) -> Result<usize, TestCaseError> {
        let enterprise = |id: &str| Enterprise { id: id.to_owned(), ..Enterprise::default() };
        let directory = Directory::new(["A1", "A1,2024-01", "B2", "B22", "企"].map(enterprise).to_vec());
        let mut patterns = Patterns::new(b',', [0, 1], numbers.into_iter().zip(0..));
        let Some(mut rows) = Rows::of(text, b',') else { return Ok(0) };
        let mut count = 0;
        loop {
            let (bytes, start, _) = rows.place();
            let found = patterns.find(bytes, start, &directory);
            let Some((row, _)) = rows.next() else { return Ok(count) };
            let by_cells = by_cells(&row, numbers, &directory);
            if let Some(found) = found {
                let all = |row: Alike<u64, u64, N>| (row.enterprise, row.period, row.rest, row.numbers);
                count += 1;
                prop_assert_eq!(text.as_bytes()[found.end - 1], b'\n');
                prop_assert!(!text.as_bytes()[start..found.end - 1].contains(&b'\n'));
                prop_assert_eq!(Some(all(found)), by_cells.map(all));
            } else if let Some(said) = by_cells {
                patterns.learn(&row, said.enterprise, said.period, said.rest);
            }
        }
    }

    /// Rows that go round; some cells are others.
    fn text() -> impl Strategy<Value = String> {
        let cell = |usual: &'static [&'static str], other: &'static [&'static str]| prop_oneof![9 => prop::sample::select(usual), 1 => prop::sample::select(other)];
        let row = (
            cell(&["A1", "B2"], &["B22", "企", "X", "", "A1,2024-01"]),
            cell(&["2024-01", "2024-02"], &["2024-03", ""]),
            cell(&["gas", "electricity"], &["水", "", "gas,gas", "a name of more than fifteen bytes"]),
            cell(&["1.5", "20", "1234567.89"], &["", "-2", "1.2.3", "123456789", "1234567890123456", "5.", "x"]),
            cell(&["kWh", "7"], &["", "m3,", "0"]),
            cell(&["\n"], &["\r\n", "\n\n", ",\n"]),
        );
        let row = row.prop_map(|(id, period, item, number, unit, end)| format!("{id},{period},{item},{number},{unit}{end}"));
        prop::collection::vec(row, 0..60).prop_map(|rows| rows.concat())
    }

    proptest! {
        /// A row that is like others says what its cells say.
        #[test]
        fn what_a_pattern_says_the_cells_say(text in text()) {
            check(&text, [3])?;
            check(&text, [3, 4])?;
            check(&text, [])?;
        }
    }

    #[test]
    fn rows_that_go_round_are_found() {
        let row = |number: usize| {
            format!("{},2024-0{},{},{number}.5,kWh\n", ["A1", "B2"][number / 6 % 2], number / 2 % 3 + 1, ["gas", "coal"][number % 2])
        };
        let text: String = (0..60).map(row).collect();
        // Learned are a row of each item, one of each period, and that the first period follows the last; two stand too near to the end.
        assert_eq!(check(&text, [3]).unwrap(), 60 - 5 - 2);
    }
}
