//! Indicator files: figures beyond energy and production.

use std::cmp::Ordering;

use super::cells::Cells;
use super::numbers::Sign;
use super::reader::RecordReader;
use super::table::Table;
use crate::enterprise::Directory;
use crate::facts::Facts;
use crate::finding::{Code, Finding};
use crate::indicator::IndicatorRecord;
use crate::measure::trim_wide;

/// Reads the records of a block.
pub(super) struct IndicatorReader<'a> {
    directory: &'a Directory,
    file: u32,
}

impl<'a> IndicatorReader<'a> {
    pub(super) fn new(directory: &'a Directory, table: &Table) -> Self {
        Self { directory, file: table.source.file }
    }
}

impl RecordReader for IndicatorReader<'_> {
    type Record = IndicatorRecord;

    fn read(&mut self, cells: &mut Cells<'_>) -> Option<IndicatorRecord> {
        if cells.wrong {
            return None;
        }
        let id = cells.identity();
        let has_period = cells.raw("period").is_some();
        let months = if has_period { cells.months() } else { None };
        let name = cells.text("indicator");
        if name.is_none() {
            cells.empty("indicator");
        }
        let value = cells.required("value").and_then(|_| cells.number("value", Sign::Any));
        let units = &cells.rules.release.nomenclature().units;
        let unit = cells.raw("unit").map(|(field, text)| (field, text, units.find(trim_wide(text))));
        if let Some((field, text, None)) = unit {
            let known = units.of(crate::nomenclature::Dimension::Area).join(" ");
            cells.push(Finding::new(Code::UnknownUnit).at(cells.place(field), text).with("units", known));
        }
        let enterprise = id.and_then(|id| self.directory.find(&id));
        let record = IndicatorRecord {
            enterprise: enterprise?,
            months,
            name: name?.into(),
            value: value?.1,
            unit: unit.and_then(|(.., unit)| unit),
            file: self.file,
            row: u32::try_from(cells.row).unwrap_or(u32::MAX),
        };
        (!cells.wrong).then_some(record)
    }
}

/// Brings the records into order; of those that say the same thing twice none is left, and each has a finding.
pub(super) fn settle(mut records: Vec<IndicatorRecord>, directory: &Directory, facts: &mut Facts) -> Vec<IndicatorRecord> {
    let order = |a: &IndicatorRecord, b: &IndicatorRecord| -> Ordering { (a.key(), a.file, a.row).cmp(&(b.key(), b.file, b.row)) };
    records.sort_by(order);
    let mut kept = Vec::with_capacity(records.len());
    for group in records.chunk_by(|a, b| a.key() == b.key()) {
        if let [single] = group {
            kept.push(single.clone());
            continue;
        }
        for (at, record) in group.iter().enumerate() {
            let place = |record: &IndicatorRecord| facts.files[record.file as usize].place(record.row, None);
            let other = place(&group[usize::from(at == 0)]).to_string();
            let finding = Finding::new(Code::DuplicateIndicator).at(place(record), "").with("other", other);
            facts.findings.push(finding.of(&directory.get(record.enterprise).id));
        }
    }
    kept
}
