//! What a run came to.

use std::ops::Range;

use crate::activity::ActivityRecord;
use crate::emission::{Emission, Line, Rates};
use crate::enterprise::Directory;
use crate::facts::InputFile;
use crate::finding::Finding;
use crate::label::{Label, Pools};
use crate::parts::Parts;
use crate::production::ProductionRecord;

/// Everything that a run computed, in the order in which files show it.
#[derive(Debug)]
pub struct Outcome {
    /// The files that were read.
    pub files: Vec<InputFile>,
    /// The enterprises, sorted by id.
    pub directory: Directory,
    /// How many activity records counted, those that make no line included.
    pub activity_count: usize,
    /// The activity records that make a line, in the ledger's order.
    pub activity: Parts<ActivityRecord>,
    /// The place in `rates` of each record's rate.
    pub line_rates: Parts<u32>,
    /// The production records that counted, by enterprise, months and product.
    pub production: Parts<ProductionRecord>,
    /// The rates.
    pub rates: Rates,
    /// Each enterprise's part of the lines.
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

    /// How many emission lines there are.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.activity.len()
    }

    /// The emission lines of a range, in the ledger's order, as far as there are any.
    pub fn lines(&self, range: Range<usize>) -> impl Iterator<Item = Line<'_>> {
        let slices = self.line_slices(range);
        slices.flat_map(|(records, rates)| records.iter().zip(rates).map(|(record, rate)| Line { record, rate: *rate }))
    }

    /// The same as records and places of rates. Both lists are in the same parts.
    pub fn line_slices(&self, range: Range<usize>) -> impl Iterator<Item = (&[ActivityRecord], &[u32])> {
        self.activity.slices(range.clone()).zip(self.line_rates.slices(range))
    }

    /// The lines of an enterprise.
    pub fn lines_of(&self, enterprise: usize) -> impl Iterator<Item = Line<'_>> {
        self.lines(self.lines_of[enterprise].clone())
    }

    /// What a line comes to; nothing only for a line of another outcome.
    #[must_use]
    pub fn emission(&self, line: Line<'_>) -> Option<Emission> {
        self.rates.emission(line.rate, line.record)
    }

    /// The production records of an enterprise.
    pub fn production_of(&self, enterprise: usize) -> impl Iterator<Item = &ProductionRecord> {
        let first = self.production.partition_point(|record| (record.enterprise as usize) < enterprise);
        self.production.range(first..usize::MAX).take_while(move |record| record.enterprise as usize == enterprise)
    }
}
