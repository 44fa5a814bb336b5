//! Production files: what enterprises made and earned.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::cells::Cells;
use super::numbers::Sign;
use crate::enterprise::Directory;
use crate::finding::{Code, Finding};
use crate::measure::{Months, trim_wide};
use crate::nomenclature::UnitId;
use crate::production::{Amount, Measure, ProductionRecord};

/// Reads the records of a block.
pub(super) struct ProductionReader<'a> {
    directory: &'a Directory,
    /// 万元, the unit of money whose header names none.
    money: Option<UnitId>,
    texts: FxHashMap<Box<str>, Arc<str>>,
}

impl<'a> ProductionReader<'a> {
    pub(super) fn new(directory: &'a Directory, money: Option<UnitId>) -> Self {
        Self { directory, money, texts: FxHashMap::default() }
    }

    /// Reads one record: every wrong cell of it is found.
    pub(super) fn read(&mut self, cells: &mut Cells<'_>) -> Option<ProductionRecord> {
        if cells.wrong {
            return None;
        }
        let id = cells.identity();
        let months = months(cells);
        let product = self.text(cells, "product");
        let product_unit = self.text(cells, "product_unit");
        let amounts = Measure::ALL.map(|measure| self.amount(cells, measure));
        let enterprise = id.and_then(|id| self.directory.find(&id));
        let (enterprise, months) = (enterprise?, months?);
        let record = ProductionRecord { enterprise, months, product, product_unit, amounts, file: cells.source.file, row: cells.row };
        (!cells.wrong).then_some(record)
    }

    fn text(&mut self, cells: &mut Cells<'_>, column: &'static str) -> Arc<str> {
        let text = cells.text(column).unwrap_or_default();
        Arc::clone(self.texts.entry(text.into()).or_insert_with(|| text.into()))
    }

    fn amount(&self, cells: &mut Cells<'_>, measure: Measure) -> Option<Amount> {
        let sign = if measure == Measure::ProductQuantity { Sign::NotNegative } else { Sign::Any };
        let (field, value) = cells.number(measure.name(), sign)?;
        let unit = match measure {
            Measure::ProductQuantity => {
                let units = &cells.rules.release.nomenclature().units;
                let named = cells.raw("product_unit").map(|(_, text)| units.find(trim_wide(text)));
                named.unwrap_or(field.unit)
            }
            _ => field.unit.or(self.money),
        };
        Some(Amount { value, unit })
    }
}

/// The months; a span that reaches over the run's period is an error.
fn months(cells: &mut Cells<'_>) -> Option<Months> {
    let months = cells.months()?;
    if let (Some(period), Some((field, text))) = (cells.rules.period.filter(|period| !period.covers(months)), cells.raw("period")) {
        let finding = Finding::new(Code::SpanBeyondPeriod).at(cells.place(field), text).with("period", period.to_string());
        cells.push(finding);
        return None;
    }
    Some(months)
}
