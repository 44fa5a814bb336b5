//! What a run says of the run before it.

use std::collections::BTreeMap;

use super::index_view::{ChangeCount, GoneRow, SinceView};
use super::words;
use crate::finding::Language;
use crate::ledger::{Change, Previous, PreviousRow};

/// How many enterprises that are gone stand on the page; the rest is in `previous.csv`.
const LISTED: usize = 400;

/// The run before, what became of its labels, and how many changed in which way.
#[derive(Clone, Debug)]
pub struct Since {
    /// The run before; its rows say what became of them.
    pub previous: Previous,
    /// Enterprises by change, new ones included.
    pub counts: BTreeMap<Change, u64>,
}

impl Since {
    /// How many changed in a way.
    pub(super) fn count(&self, change: Change) -> u64 {
        self.counts.get(&change).copied().unwrap_or(0)
    }

    /// What the index shows.
    pub(super) fn view(&self, language: Language) -> SinceView {
        let count = |change: Change| ChangeCount {
            change: change.name().to_owned(),
            name: words::change(change.name(), language).to_owned(),
            count: self.count(change),
        };
        let gone = self.previous.rows().iter().filter(|row| row.change == Change::Gone.name());
        let row = |row: &PreviousRow| GoneRow {
            enterprise_id: row.enterprise_id.clone(),
            name: row.name.clone(),
            grade: row.grade.clone(),
            status: row.status.clone(),
        };
        SinceView {
            period: self.previous.period.clone(),
            run_id: self.previous.run_id.clone(),
            changes: Change::ALL.into_iter().map(count).filter(|row| row.count > 0).collect(),
            gone: gone.take(LISTED).map(row).collect(),
            gone_left_out: self.count(Change::Gone).saturating_sub(u64::try_from(LISTED).unwrap_or(u64::MAX)),
        }
    }
}
