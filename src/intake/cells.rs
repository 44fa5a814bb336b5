//! The cells of one record, read one by one: a value, or a finding that names the cell.

use std::sync::Arc;

use super::columns::columns_of;
use super::header::{Field, Header};
use super::source::{Rules, Source};
use crate::finding::{Code, Finding, Place, both};
use crate::measure::{MonthTextError, Months, narrow, read_months, trim_wide};
use crate::workbook::{Mark, Marked};

/// One record under the reader's eye.
pub(super) struct Cells<'a> {
    pub(super) rules: Rules<'a>,
    pub(super) source: &'a Source,
    pub(super) header: &'a Header,
    pub(super) record: &'a [&'a str],
    /// The line at which the record begins.
    pub(super) row: u64,
    /// The listed enterprise that the record belongs to.
    pub(super) owner: Option<&'a str>,
    /// Where findings go.
    pub(super) findings: &'a mut Vec<Finding>,
    /// Where the findings of this record begin.
    pub(super) first: usize,
    /// Whether an error was found in this record.
    pub(super) wrong: bool,
}

impl<'a> Cells<'a> {
    /// The cell of a column as submitted; nothing when the file has no such column or the cell is blank.
    pub(super) fn raw(&self, column: &str) -> Option<(&'a Field, &'a str)> {
        let header: &'a Header = self.header;
        let record: &'a [&'a str] = self.record;
        let field = header.field(column)?;
        let text = *record.get(field.at)?;
        (!trim_wide(text).is_empty()).then_some((field, text))
    }

    /// The cell without spaces at its ends; a note when there were any.
    pub(super) fn text(&mut self, column: &'static str) -> Option<&'a str> {
        let (field, text) = self.raw(column)?;
        let trimmed = trim_wide(text);
        if trimmed != text {
            self.repaired(Code::TextRepaired, field, text, trimmed);
        }
        Some(trimmed)
    }

    /// The cell, which must not be blank.
    pub(super) fn required(&mut self, column: &'static str) -> Option<(&'a Field, &'a str)> {
        let found = self.raw(column);
        if found.is_none() {
            self.empty(column);
        }
        found
    }

    /// An error: the cell of a column is blank.
    pub(super) fn empty(&mut self, column: &'static str) {
        let field = self.header.field(column);
        let place = field.map_or(column, |field| &*field.place);
        let place = Place::cell(Arc::clone(&self.source.name), self.row, place.into());
        let zh = || columns_of(self.source.role).iter().find(|known| known.name == column).map_or(column, |known| known.zh);
        let header = field.map_or_else(|| both(column, zh()), |field| field.header.to_string());
        self.push(Finding::new(Code::EmptyCell).at(place, "").with("column", header));
    }

    /// The identity code: in half width, without spaces, with a note when it was not submitted so.
    pub(super) fn identity(&mut self) -> Option<String> {
        let (field, text) = self.required("enterprise_id")?;
        let id: String = trim_wide(text).chars().map(narrow).collect();
        if id != text {
            self.repaired(Code::TextRepaired, field, text, &id);
        }
        Some(id)
    }

    /// The months of the record; nothing, with a finding, when they cannot be read.
    pub(super) fn months(&mut self) -> Option<Months> {
        let (field, text) = self.required("period")?;
        match read_months(text) {
            Ok(read) => {
                if read.from_date {
                    self.repaired(Code::PeriodFromDate, field, text, &read.months.to_string());
                }
                Some(read.months)
            }
            Err(error) => {
                let code = if error == MonthTextError::DayOfMonth { Code::PeriodIsDay } else { Code::BadPeriod };
                self.fail(code, field, text);
                None
            }
        }
    }

    /// Whether the record speaks only of months outside the run's period.
    pub(super) fn is_outside(&self) -> bool {
        let Some(period) = self.rules.period else { return false };
        let months = self.raw("period").and_then(|(_, text)| read_months(text).ok());
        months.is_some_and(|read| !period.overlaps(read.months))
    }

    /// A cell as a place.
    pub(super) fn place(&self, field: &Field) -> Place {
        Place::cell(Arc::clone(&self.source.name), self.row, Arc::clone(&field.place))
    }

    /// An error with nothing more to say than its code.
    pub(super) fn fail(&mut self, code: Code, field: &Field, text: &str) {
        self.push(Finding::new(code).at(self.place(field), text));
    }

    /// Says what is to be said of a workbook's cell, if it belongs to a column that is read; whether it holds a formula's value.
    pub(super) fn mark(&mut self, marked: &Marked) -> bool {
        let header: &'a Header = self.header;
        let Some(field) = header.fields().iter().find(|field| field.at == marked.at) else { return false };
        let text = self.record.get(field.at).copied().unwrap_or_default();
        match &marked.mark {
            Mark::Rounded(stored) => self.repaired(Code::NumberRepaired, field, stored, text),
            Mark::NoValue => self.fail(Code::CellError, field, text),
            Mark::Formula => return true,
        }
        false
    }

    /// Says which of its cells hold what a spreadsheet writes where it has no value.
    pub(super) fn check_errors(&mut self) {
        const ERRORS: [&str; 9] = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"];
        let header: &'a Header = self.header;
        for field in header.fields() {
            let text = self.record.get(field.at).copied().unwrap_or_default();
            if text.starts_with('#') && ERRORS.contains(&trim_wide(text)) {
                self.fail(Code::CellError, field, text);
            }
        }
    }

    /// A note of something that was read after a repair.
    pub(super) fn repaired(&mut self, code: Code, field: &Field, before: &str, after: &str) {
        let finding = Finding::new(code).at(self.place(field), before).with("before", before).with("after", after);
        self.push(finding);
    }

    /// Adds a finding of this record, and the same for the others whose ids are in it.
    pub(super) fn push_for(&mut self, finding: Finding, others: &[&str]) {
        self.findings.extend(others.iter().map(|id| finding.clone().of(id)));
        self.push(finding);
    }

    /// Adds a finding of this record.
    pub(super) fn push(&mut self, mut finding: Finding) {
        self.wrong |= finding.is_error();
        finding.enterprise = self.owner.map(Arc::from);
        self.findings.push(finding);
    }
}
