//! The enterprises of a batch, sorted by id.

use std::hash::BuildHasher as _;
use std::sync::OnceLock;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use crate::measure::{Date, Month};
use crate::nomenclature::{IndustryCode, RegionId};

/// An enterprise, as far as its row could be read.
#[derive(Clone, Debug, Default)]
pub struct Enterprise {
    /// Its identity code.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its industry; none when the cell is wrong.
    pub industry: Option<IndustryCode>,
    /// Its region; none when the cell is wrong.
    pub region: Option<RegionId>,
    /// The method that it names; none when the cell is empty or wrong.
    pub method: Option<String>,
    /// When it began to produce.
    pub started_on: Option<Date>,
}

impl Enterprise {
    /// The month in which it began to produce.
    #[must_use]
    pub fn started_in(&self) -> Option<Month> {
        self.started_on.and_then(Date::month)
    }
}

/// The enterprises of a batch, each once, sorted by id.
#[derive(Debug, Default)]
pub struct Directory {
    enterprises: Vec<Enterprise>,
    /// Places by id, made when an id is looked for that does not follow the one before: files in the order of ids need none.
    places: OnceLock<HashTable<u32>>,
}

impl Directory {
    /// Sorts the enterprises by id. No two may share one.
    #[must_use]
    pub fn new(mut enterprises: Vec<Enterprise>) -> Self {
        enterprises.sort_by(|a, b| a.id.cmp(&b.id));
        Self { enterprises, places: OnceLock::new() }
    }

    /// The place of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<u32> {
        self.places.get_or_init(|| places(&self.enterprises)).find(hash(id), |at| self.enterprises[*at as usize].id == id).copied()
    }

    /// The same, where ids are looked for one after another and mostly in their order: what follows the last one is tried first.
    #[must_use]
    pub fn find_after(&self, last: Option<u32>, id: &[u8]) -> Option<u32> {
        let next = last.map(|last| last.saturating_add(1));
        let is_next = |next: &u32| self.enterprises.get(*next as usize).is_some_and(|enterprise| enterprise.id.as_bytes() == id);
        next.filter(is_next).or_else(|| {
            let id = std::str::from_utf8(id).ok()?;
            if last.is_none() { self.search(id) } else { self.find(id) }
        })
    }

    /// The same as [`Directory::find`], for the first of many: it needs no table.
    fn search(&self, id: &str) -> Option<u32> {
        let place = self.enterprises.binary_search_by(|enterprise| enterprise.id.as_str().cmp(id)).ok()?;
        u32::try_from(place).ok()
    }

    /// The enterprise at a place.
    #[must_use]
    pub fn get(&self, at: u32) -> &Enterprise {
        &self.enterprises[at as usize]
    }

    /// All of them, sorted by id.
    #[must_use]
    pub fn all(&self) -> &[Enterprise] {
        &self.enterprises
    }
}

fn places(enterprises: &[Enterprise]) -> HashTable<u32> {
    let hash = |at: &u32| hash(&enterprises[*at as usize].id);
    let mut places = HashTable::with_capacity(enterprises.len());
    for (at, _) in (0u32..).zip(enterprises) {
        places.insert_unique(hash(&at), at, hash);
    }
    places
}

fn hash(id: &str) -> u64 {
    FxBuildHasher.hash_one(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever was looked for before, an id is found at its place, and no other is.
        #[test]
        fn an_id_is_found_at_its_place(ids in prop::collection::btree_set("[a-d]{1,3}", 0..20), asked in prop::collection::vec("[a-d]{1,3}", 0..40)) {
            let ids: Vec<String> = ids.into_iter().collect();
            let enterprise = |id: &String| Enterprise { id: id.clone(), ..Enterprise::default() };
            let directory = Directory::new(ids.iter().rev().map(enterprise).collect());
            let mut last = None;
            for id in ids.iter().chain(&asked).chain(&ids) {
                let place = ids.iter().position(|other| other == id).map(|at| u32::try_from(at).unwrap());
                let found = directory.find_after(last, id.as_bytes());
                prop_assert_eq!((found, directory.find(id)), (place, place));
                last = found;
            }
        }
    }
}
