//! What a block was read as.

use std::sync::Arc;

use super::source::Source;
use super::strays::Stray;
use crate::finding::{Code, Finding, Place};
use crate::measure::Months;

/// What a block, or a whole file, was read as.
#[derive(Debug)]
pub(super) struct Records<T> {
    pub(super) records: Vec<T>,
    pub(super) findings: Vec<Finding>,
    /// Rows that belong to nobody.
    pub(super) strays: Vec<Stray>,
    /// Enterprises with a row that is not correct.
    pub(super) seen: Vec<u32>,
    /// How many records there were, right or wrong.
    pub(super) rows: u64,
    /// Rows without content.
    pub(super) blank: Counted,
    /// Rows outside the period.
    pub(super) outside: Counted,
    /// Rows of the template's example.
    pub(super) example: Counted,
    /// Rows with the value of a formula.
    pub(super) formulas: Counted,
}

/// How often something happened, and at which line first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counted {
    pub(super) count: u64,
    pub(super) first: u64,
}

impl Counted {
    pub(super) fn add(&mut self, line: u64) {
        self.merge(Self { count: 1, first: line });
    }

    fn merge(&mut self, other: Self) {
        self.first = if self.count == 0 || (other.count > 0 && other.first < self.first) { other.first } else { self.first };
        self.count += other.count;
    }
}

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl<T> Records<T> {
    pub(super) fn with_capacity(count: usize) -> Self {
        Self {
            records: Vec::with_capacity(count),
            findings: Vec::new(),
            strays: Vec::new(),
            seen: Vec::new(),
            rows: 0,
            blank: Counted::default(),
            outside: Counted::default(),
            example: Counted::default(),
            formulas: Counted::default(),
        }
    }

    /// Adds a note for what was passed over, one for a file.
    pub(super) fn note(&mut self, source: &Source, period: Option<Months>) {
        let note = |code: Code, counted: Counted| {
            let place = Place::row(Arc::clone(&source.name), counted.first);
            Finding::new(code).at(place, "").with("count", counted.count.to_string())
        };
        let counted = [(Code::BlankRow, self.blank), (Code::ExampleRow, self.example), (Code::FormulaValue, self.formulas)];
        self.findings.extend(counted.into_iter().filter(|(_, counted)| counted.count > 0).map(|(code, counted)| note(code, counted)));
        if let Some(period) = period.filter(|_| self.outside.count > 0) {
            self.findings.push(note(Code::OutsidePeriod, self.outside).with("period", period.to_string()));
        }
    }

    /// Takes all but the records of a later block of the same file.
    pub(super) fn absorb(&mut self, mut other: Self) -> Vec<T> {
        self.findings.append(&mut other.findings);
        self.strays.append(&mut other.strays);
        self.seen.append(&mut other.seen);
        self.rows += other.rows;
        self.blank.merge(other.blank);
        self.outside.merge(other.outside);
        self.example.merge(other.example);
        self.formulas.merge(other.formulas);
        other.records
    }
}
