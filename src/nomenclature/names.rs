//! From folded names to places in a table.

use rustc_hash::FxHashMap;

use super::rows::Row;
use crate::finding::Fault;
use crate::measure::fold;

/// An index of every name of a table; no name may lead to two rows.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_folded: FxHashMap<String, u16>,
}

impl Names {
    /// Adds one name of the row at `at`.
    pub(super) fn add(&mut self, row: &Row<'_>, name: &str, at: u16) -> Result<(), Fault> {
        let earlier = self.by_folded.insert(fold(name), at);
        match earlier {
            Some(other) if other != at => Err(row.fault(format!("the name {name} already belongs to another row"))),
            _ => Ok(()),
        }
    }

    /// Where a name leads.
    pub(super) fn find(&self, name: &str) -> Option<u16> {
        self.by_folded.get(name).or_else(|| self.by_folded.get(&fold(name))).copied()
    }
}

/// A row's place as an id.
pub(super) fn id(row: &Row<'_>, at: usize) -> Result<u16, Fault> {
    u16::try_from(at).map_err(|_| row.fault("more than 65535 rows"))
}
