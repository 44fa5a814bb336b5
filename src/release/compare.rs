//! What one release has that another has not, row by row.

use std::collections::{BTreeMap, BTreeSet};

use super::release::Release;
use crate::factor::FactorRow;

/// What became of a row from one release to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Only the second has it.
    Added,
    /// Only the first has it.
    Removed,
    /// Its value or unit is another.
    Changed,
    /// The value is the same; something else is said of it.
    Restated,
}

impl Change {
    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Restated => "restated",
        }
    }
}

/// A row that two releases do not have alike.
#[derive(Clone, Copy, Debug)]
pub struct RowChange<'a> {
    /// The table's name.
    pub table: &'a str,
    /// What became of it.
    pub change: Change,
    /// The row in the first release.
    pub before: Option<&'a FactorRow>,
    /// The row in the second.
    pub after: Option<&'a FactorRow>,
}

impl<'a> RowChange<'a> {
    /// The row, in the newer form that there is.
    #[must_use]
    pub fn row(&self) -> Option<&'a FactorRow> {
        self.after.or(self.before)
    }
}

/// Rows that differ, by table and id. Both releases are whole ones.
#[must_use]
pub fn compare<'a>(first: &'a Release, second: &'a Release) -> Vec<RowChange<'a>> {
    let old: BTreeMap<_, &FactorRow> = rows(first).collect();
    let new: BTreeMap<_, &FactorRow> = rows(second).collect();
    let change = |before: Option<&FactorRow>, after: Option<&FactorRow>| match (before, after) {
        (Some(before), Some(after)) => {
            if (before.value, &before.unit) != (after.value, &after.unit) {
                return Some(Change::Changed);
            }
            let same = before.cells(first.nomenclature()) == after.cells(second.nomenclature());
            (!same).then_some(Change::Restated)
        }
        (None, _) => Some(Change::Added),
        (_, None) => Some(Change::Removed),
    };
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).copied().collect();
    let differing = keys.into_iter().filter_map(|key| {
        let (before, after) = (old.get(&key).copied(), new.get(&key).copied());
        Some(RowChange { table: key.0, change: change(before, after)?, before, after })
    });
    differing.collect()
}

fn rows(release: &Release) -> impl Iterator<Item = ((&str, &str), &FactorRow)> {
    release.tables().iter().flat_map(|table| table.rows().iter().map(|row| ((table.name.as_str(), row.id.as_str()), row)))
}
