//! The enterprises of a batch, sorted by id.

use std::hash::BuildHasher as _;

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
    /// Places by id.
    places: HashTable<u32>,
}

impl Directory {
    /// Sorts the enterprises by id. No two may share one.
    #[must_use]
    pub fn new(mut enterprises: Vec<Enterprise>) -> Self {
        enterprises.sort_by(|a, b| a.id.cmp(&b.id));
        let hash = |at: &u32| hash(&enterprises[*at as usize].id);
        let mut places = HashTable::with_capacity(enterprises.len());
        for (at, _) in (0u32..).zip(&enterprises) {
            places.insert_unique(hash(&at), at, hash);
        }
        Self { enterprises, places }
    }

    /// The place of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<u32> {
        self.places.find(hash(id), |at| self.enterprises[*at as usize].id == id).copied()
    }

    /// The same, where ids are looked for one after another and mostly in their order: what follows the last one is tried first.
    #[must_use]
    pub fn find_after(&self, last: Option<u32>, id: &str) -> Option<u32> {
        let next = last.map_or(0, |last| last.saturating_add(1));
        let is_next = self.enterprises.get(next as usize).is_some_and(|enterprise| enterprise.id == id);
        if is_next { Some(next) } else { self.find(id) }
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

fn hash(id: &str) -> u64 {
    FxBuildHasher.hash_one(id)
}
