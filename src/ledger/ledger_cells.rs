//! Ledger rows out of columns that were read.

use std::path::Path;

use polars::prelude::DataFrame;
use rustc_hash::FxHashMap;

use super::cells::{Cells, Masses, Numbers, Scopes, Texts};
use super::rows::{LedgerRow, ParameterCell};
use crate::finding::Fault;

/// The columns of a part of `ledger.parquet`.
pub(super) struct LedgerCells<'a> {
    cells: Cells<'a>,
    /// Lists of parameters that were read already: thousands of rows share one.
    known: FxHashMap<&'a str, Vec<ParameterCell>>,
    enterprise_id: Texts<'a>,
    period: Texts<'a>,
    item: Texts<'a>,
    flow: Texts<'a>,
    site: Texts<'a>,
    file: Texts<'a>,
    row: Numbers<'a>,
    quantity: Texts<'a>,
    unit: Texts<'a>,
    unit_ratio: Texts<'a>,
    accounting_unit: Texts<'a>,
    method: Texts<'a>,
    source: Texts<'a>,
    formula: Texts<'a>,
    scope: Scopes<'a>,
    kind: Texts<'a>,
    gas: Texts<'a>,
    parameters: Texts<'a>,
    rate: Texts<'a>,
    emissions_t: Masses<'a>,
    energy_tce: Masses<'a>,
    energy_factor_id: Texts<'a>,
    flags: Texts<'a>,
    certificate: Texts<'a>,
    evidence: Texts<'a>,
    note: Texts<'a>,
}

impl<'a> LedgerCells<'a> {
    pub(super) fn new(path: &'a Path, frame: &'a DataFrame) -> Result<Self, Fault> {
        let cells = Cells::new(path, frame);
        Ok(Self {
            cells,
            known: FxHashMap::default(),
            enterprise_id: cells.texts("enterprise_id")?,
            period: cells.texts("period")?,
            item: cells.texts("item")?,
            flow: cells.texts("flow")?,
            site: cells.texts("site")?,
            file: cells.texts("file")?,
            row: cells.numbers("row")?,
            quantity: cells.texts("quantity")?,
            unit: cells.texts("unit")?,
            unit_ratio: cells.texts("unit_ratio")?,
            accounting_unit: cells.texts("accounting_unit")?,
            method: cells.texts("method")?,
            source: cells.texts("source")?,
            formula: cells.texts("formula")?,
            scope: cells.scopes("scope")?,
            kind: cells.texts("kind")?,
            gas: cells.texts("gas")?,
            parameters: cells.texts("parameters")?,
            rate: cells.texts("rate")?,
            emissions_t: cells.masses("emissions_t")?,
            energy_tce: cells.masses("energy_tce")?,
            energy_factor_id: cells.texts("energy_factor_id")?,
            flags: cells.texts("flags")?,
            certificate: cells.texts("certificate")?,
            evidence: cells.texts("evidence")?,
            note: cells.texts("note")?,
        })
    }

    pub(super) fn count(&self) -> usize {
        self.cells.count()
    }

    pub(super) fn row(&mut self, at: usize) -> Result<LedgerRow, Fault> {
        Ok(LedgerRow {
            enterprise_id: self.enterprise_id.at(at),
            period: self.period.at(at),
            item: self.item.at(at),
            flow: self.flow.at(at),
            site: self.site.at(at),
            file: self.file.at(at),
            row: self.row.at(at),
            quantity: self.quantity.at(at),
            unit: self.unit.at(at),
            unit_ratio: self.unit_ratio.at(at),
            accounting_unit: self.accounting_unit.at(at),
            method: self.method.at(at),
            source: self.source.at(at),
            formula: self.formula.at(at),
            scope: self.scope.at(at),
            kind: self.kind.at(at),
            gas: self.gas.at(at),
            parameters: self.parameters(at)?,
            rate: self.rate.at(at),
            emissions_t: self.emissions_t.at(at),
            energy_tce: self.energy_tce.at(at),
            energy_factor_id: self.energy_factor_id.at(at),
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
        let cells: Vec<ParameterCell> = serde_json::from_str(text).map_err(|error| self.cells.fault(format!("parameters: {error}")))?;
        self.known.insert(text, cells.clone());
        Ok(cells)
    }
}
