//! The enterprises of a batch, sorted by id.

use rustc_hash::FxHashMap;

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
    by_id: FxHashMap<Box<str>, u32>,
}

impl Directory {
    /// Sorts the enterprises by id. No two may share one.
    #[must_use]
    pub fn new(mut enterprises: Vec<Enterprise>) -> Self {
        enterprises.sort_by(|a, b| a.id.cmp(&b.id));
        let by_id = (0u32..).zip(&enterprises).map(|(at, enterprise)| (enterprise.id.as_str().into(), at)).collect();
        Self { enterprises, by_id }
    }

    /// The place of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
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
