//! Numbers for what records say.

use rustc_hash::FxHashMap;

use crate::activity::{Rounds, What};

/// Numbers for what records say, in the order in which they were first seen.
#[derive(Clone, Default)]
pub(super) struct Whats {
    known: Vec<What>,
    places: FxHashMap<What, u32>,
    /// Where one of the few hundred was found last: mostly there is no other in its slot.
    slots: Vec<u32>,
    /// The numbers of all that regular enterprises say, by their first month and their last record.
    rounds: Vec<Vec<u32>>,
    known_rounds: FxHashMap<Box<[What]>, u32>,
    key: Vec<What>,
}

/// So many bits of a hash choose a slot.
const SLOT_BITS: u32 = 11;
/// So many kinds of regular enterprises are remembered.
const MOST_ROUNDS: usize = 1 << 12;

impl Whats {
    pub(super) fn all(&self) -> impl Iterator<Item = What> {
        self.known.iter().copied()
    }

    #[inline]
    pub(super) fn find(&mut self, what: What) -> Option<u32> {
        let slot = what.slot(SLOT_BITS);
        let place = self.slots.get(slot).copied();
        place.filter(|place| self.known.get(*place as usize) == Some(&what)).or_else(|| self.look_up(what, slot))
    }

    fn look_up(&mut self, what: What, slot: usize) -> Option<u32> {
        let place = *self.places.get(&what)?;
        self.slots.resize(1 << SLOT_BITS, u32::MAX);
        self.slots[slot] = place;
        Some(place)
    }

    pub(super) fn find_or_add(&mut self, what: What) -> u32 {
        self.find(what).unwrap_or_else(|| {
            // There are no more of them than records, which have lines of 32 bits.
            let place = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
            self.known.push(what);
            self.places.insert(what, place);
            place
        })
    }

    /// The number of a kind of regular enterprise; none where there are too many kinds.
    pub(super) fn kind_of(&mut self, rounds: Rounds<'_>) -> Option<u32> {
        self.key.clear();
        self.key.extend(rounds.first().iter().chain(rounds.last()).map(|record| record.what()));
        let known = self.known_rounds.get(self.key.as_slice()).copied();
        known.or_else(|| self.add_kind(rounds))
    }

    fn add_kind(&mut self, rounds: Rounds<'_>) -> Option<u32> {
        let number = u32::try_from(self.rounds.len()).ok().filter(|_| self.rounds.len() < MOST_ROUNDS)?;
        let all = rounds.records().iter().map(|record| self.find_or_add(record.what())).collect();
        self.rounds.push(all);
        self.known_rounds.insert(self.key.as_slice().into(), number);
        Some(number)
    }

    /// The numbers of what the records of such an enterprise say, in their order.
    #[inline]
    pub(super) fn of_kind(&self, kind: u32) -> &[u32] {
        self.rounds.get(kind as usize).map_or(&[], Vec::as_slice)
    }
}
