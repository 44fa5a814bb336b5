//! Ledger rows out of columns that were read.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::cells::{Masses, Numbers, Texts};
use super::groups::GroupedFile;
use super::rows::{LedgerRow, ParameterCell};
use crate::finding::Fault;

/// The columns of a part of `ledger.parquet`.
pub(super) struct LedgerCells<'a> {
    file: &'a GroupedFile,
    count: usize,
    /// Lists of parameters that were read already: thousands of rows share one.
    known: FxHashMap<String, Vec<ParameterCell>>,
    enterprise_id: Texts,
    period: Texts,
    item: Texts,
    flow: Texts,
    site: Texts,
    input: Texts,
    row: Numbers<u64>,
    quantity: Texts,
    unit: Texts,
    unit_ratio: Texts,
    accounting_unit: Texts,
    method: Texts,
    source: Texts,
    formula: Texts,
    scope: Numbers<u32>,
    kind: Texts,
    gas: Texts,
    parameters: Texts,
    rate: Texts,
    fixed: Texts,
    emissions_t: Masses,
    energy_tce: Masses,
    energy_factor_id: Texts,
    quality: Texts,
    flags: Texts,
    certificate: Texts,
    evidence: Texts,
    note: Texts,
}

impl<'a> LedgerCells<'a> {
    /// Some rows of a row group, counted from its first.
    pub(super) fn read(file: &'a GroupedFile, group: usize, rows: &Range<usize>) -> Result<Self, Fault> {
        let texts = |name| Texts::read(file, group, rows.clone(), name);
        let masses = |name| Masses::read(file, group, rows.clone(), name);
        Ok(Self {
            file,
            count: rows.len(),
            known: FxHashMap::default(),
            enterprise_id: texts("enterprise_id")?,
            period: texts("period")?,
            item: texts("item")?,
            flow: texts("flow")?,
            site: texts("site")?,
            input: texts("file")?,
            row: Numbers::read(file, group, rows.clone(), "row")?,
            quantity: texts("quantity")?,
            unit: texts("unit")?,
            unit_ratio: texts("unit_ratio")?,
            accounting_unit: texts("accounting_unit")?,
            method: texts("method")?,
            source: texts("source")?,
            formula: texts("formula")?,
            scope: Numbers::read(file, group, rows.clone(), "scope")?,
            kind: texts("kind")?,
            gas: texts("gas")?,
            parameters: texts("parameters")?,
            rate: texts("rate")?,
            fixed: texts("fixed_t")?,
            emissions_t: masses("emissions_t")?,
            energy_tce: masses("energy_tce")?,
            energy_factor_id: texts("energy_factor_id")?,
            quality: texts("quality")?,
            flags: texts("flags")?,
            certificate: texts("certificate")?,
            evidence: texts("evidence")?,
            note: texts("note")?,
        })
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn row(&mut self, at: usize) -> Result<LedgerRow, Fault> {
        Ok(LedgerRow {
            enterprise_id: self.enterprise_id.at(at),
            period: self.period.at(at),
            item: self.item.at(at),
            flow: self.flow.at(at),
            site: self.site.at(at),
            file: self.input.at(at),
            row: self.row.at(at),
            quantity: self.quantity.at(at),
            unit: self.unit.at(at),
            unit_ratio: self.unit_ratio.at(at),
            accounting_unit: self.accounting_unit.at(at),
            method: self.method.at(at),
            source: self.source.at(at),
            formula: self.formula.at(at),
            scope: u8::try_from(self.scope.at(at)).unwrap_or_default(),
            kind: self.kind.at(at),
            gas: self.gas.at(at),
            parameters: self.parameters(at)?,
            rate: self.rate.at(at),
            fixed: self.fixed.at(at),
            emissions_t: self.emissions_t.at(at),
            energy_tce: self.energy_tce.at(at),
            energy_factor_id: self.energy_factor_id.at(at),
            quality: self.quality.at(at),
            flags: self.flags.at(at),
            certificate: self.certificate.at(at),
            evidence: self.evidence.at(at),
            note: self.note.at(at),
        })
    }

    /// Every row in order.
    pub(super) fn rows(mut self) -> impl Iterator<Item = Result<LedgerRow, Fault>> + use<'a> {
        (0..self.count()).map(move |at| self.row(at))
    }

    fn parameters(&mut self, at: usize) -> Result<Vec<ParameterCell>, Fault> {
        let text = self.parameters.get(at);
        if let Some(known) = self.known.get(text) {
            return Ok(known.clone());
        }
        let cells: Vec<ParameterCell> =
            serde_json::from_str(text).map_err(|error| Fault::run(self.file.path(), format!("parameters: {error}")))?;
        self.known.insert(text.to_owned(), cells.clone());
        Ok(cells)
    }
}
