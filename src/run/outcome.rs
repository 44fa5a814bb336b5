//! What a run came to.

use std::ops::Range;

use crate::activity::ActivityRecord;
use crate::emission::{Emission, Line, Rates};
use crate::enterprise::Directory;
use crate::facts::InputFile;
use crate::finding::Finding;
use crate::label::{Label, Pools};
use crate::production::ProductionRecord;

/// Everything that a run computed, in the order in which files show it.
#[derive(Debug)]
pub struct Outcome {
    /// The files that were read.
    pub files: Vec<InputFile>,
    /// The enterprises, sorted by id.
    pub directory: Directory,
    /// The activity records that counted, in the ledger's order.
    pub activity: Vec<ActivityRecord>,
    /// The production records that counted, by enterprise, months and product.
    pub production: Vec<ProductionRecord>,
    /// The rates.
    pub rates: Rates,
    /// The emission lines, in the ledger's order.
    pub lines: Vec<Line>,
    /// Each enterprise's part of `lines`.
    pub lines_of: Vec<Range<usize>>,
    /// One label for each enterprise.
    pub labels: Vec<Label>,
    /// The peer pools that were used.
    pub pools: Pools,
    /// What is wrong or notable, in reading order.
    pub findings: Vec<Finding>,
}

impl Outcome {
    /// Whether any finding is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(Finding::is_error)
    }

    /// What a line comes to; nothing only for a line of another outcome.
    #[must_use]
    pub fn emission(&self, line: &Line) -> Option<Emission> {
        let record = self.activity.get(line.record as usize)?;
        self.rates.line_rate(line.rate)?.apply(record.quantity)
    }

    /// The lines of an enterprise.
    #[must_use]
    pub fn lines_of(&self, enterprise: usize) -> &[Line] {
        &self.lines[self.lines_of[enterprise].clone()]
    }
}
