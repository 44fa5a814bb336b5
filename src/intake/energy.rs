//! Energy files: records of energy and material use.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::cells::Cells;
use super::numbers::Sign;
use crate::activity::{ActivityRecord, Extras, Flow, Measured, Remarks};
use crate::enterprise::Directory;
use crate::finding::{Code, Finding};
use crate::measure::{Month, fold, nearest, trim_wide};
use crate::nomenclature::{Category, Dimension, ItemId, UnitId};

/// Highest measured values that can be: heat of any fuel below hydrogen's per tonne or per 万Nm3, carbon per heat, share.
const HIGHEST_NCV: i128 = 1500;
const HIGHEST_CARBON_CONTENT: i128 = 1;
const HIGHEST_OXIDATION: i128 = 1;

/// Reads the records of a block; names that were looked up once are remembered.
pub(super) struct EnergyReader<'a> {
    directory: &'a Directory,
    items: FxHashMap<Box<str>, Option<ItemId>>,
    units: FxHashMap<Box<str>, Option<UnitId>>,
    sites: FxHashMap<Box<str>, Arc<str>>,
    no_site: Arc<str>,
}

impl<'a> EnergyReader<'a> {
    pub(super) fn new(directory: &'a Directory) -> Self {
        Self { directory, items: FxHashMap::default(), units: FxHashMap::default(), sites: FxHashMap::default(), no_site: "".into() }
    }

    /// Reads one record: every wrong cell of it is found.
    pub(super) fn read(&mut self, cells: &mut Cells<'_>) -> Option<ActivityRecord> {
        if cells.wrong {
            return None;
        }
        let id = cells.identity();
        let month = month(cells);
        let item = self.item(cells);
        let quantity = if cells.required("quantity").is_some() { cells.number("quantity", Sign::NotNegative) } else { None };
        let unit = self.unit(cells, item);
        let flow = flow(cells);
        let site = self.site(cells);
        let extras = extras(cells, item);
        let enterprise = id.and_then(|id| self.directory.find(&id));
        let (enterprise, month, item, (_, quantity), unit, flow) = (enterprise?, month?, item?, quantity?, unit?, flow?);
        let record =
            ActivityRecord { enterprise, month, item, flow, quantity, unit, site, file: cells.source.file, row: cells.row, extras };
        (!cells.wrong).then_some(record)
    }

    fn item(&mut self, cells: &mut Cells<'_>) -> Option<ItemId> {
        let items = &cells.rules.release.nomenclature().items;
        let (field, text) = cells.required("item")?;
        let found = *self.items.entry(text.into()).or_insert_with(|| items.find(text));
        if found.is_none() {
            let suggestion = nearest(text, items.names());
            let finding = Finding::new(Code::UnknownItem).at(cells.place(field), text).with_some("suggestion", suggestion);
            cells.push(finding);
        }
        found
    }

    /// The unit in the cell, else in the header of the quantity. It must measure the item.
    fn unit(&mut self, cells: &mut Cells<'_>, item: Option<ItemId>) -> Option<UnitId> {
        let nomenclature = cells.rules.release.nomenclature();
        let header_unit = cells.header.field("quantity").and_then(|field| field.unit);
        let Some((field, text)) = cells.raw("unit") else {
            if header_unit.is_none() {
                cells.empty("unit");
            }
            return header_unit.filter(|unit| self.fits(cells, item, *unit, "quantity"));
        };
        let Some(found) = *self.units.entry(text.into()).or_insert_with(|| nomenclature.units.find(text)) else {
            let fitting = item.map(|item| nomenclature.units.of(nomenclature.items.get(item).dimension));
            let all: Vec<&str> = fitting.unwrap_or_else(|| nomenclature.units.iter().map(|unit| unit.code.as_str()).collect());
            let suggestion = nearest(text, all.iter().copied());
            let finding = Finding::new(Code::UnknownUnit)
                .at(cells.place(field), text)
                .with_some("suggestion", suggestion)
                .with("units", all.join(", "));
            cells.push(finding);
            return None;
        };
        self.fits(cells, item, found, "unit").then_some(found)
    }

    /// Whether a unit measures an item; a warning where it does not say at which temperature a gas was counted.
    #[expect(clippy::unused_self, reason = "belongs to the reading of units")]
    fn fits(&self, cells: &mut Cells<'_>, item: Option<ItemId>, unit: UnitId, column: &'static str) -> bool {
        let nomenclature = cells.rules.release.nomenclature();
        let Some(item) = item.map(|item| nomenclature.items.get(item)) else { return true };
        let unit = nomenclature.units.get(unit);
        let assumed = item.dimension == Dimension::GasVolume && unit.dimension == Dimension::Volume;
        let fits = item.dimension.takes(unit.dimension);
        if fits && !assumed {
            return true;
        }
        let code = if fits { Code::GasReferenceState } else { Code::UnitDimension };
        let mut finding = Finding::new(code).with("unit", unit.code.clone()).with("item", item.code.clone());
        if !fits {
            finding = finding.with("units", nomenclature.units.of(item.dimension).join(", "));
        }
        if let Some(field) = cells.header.field(column) {
            let text = cells.raw("unit").map_or(unit.code.as_str(), |(_, text)| trim_wide(text));
            finding = finding.at(cells.place(field), text);
        }
        cells.push(finding);
        fits
    }

    fn site(&mut self, cells: &mut Cells<'_>) -> Arc<str> {
        match cells.text("site") {
            None => Arc::clone(&self.no_site),
            Some(text) => Arc::clone(self.sites.entry(text.into()).or_insert_with(|| text.into())),
        }
    }
}

fn month(cells: &mut Cells<'_>) -> Option<Month> {
    let months = cells.months()?;
    let single = months.as_single();
    if let (None, Some((field, text))) = (single, cells.raw("period")) {
        cells.fail(Code::PeriodIsSpan, field, text);
    }
    single
}

fn flow(cells: &mut Cells<'_>) -> Option<Flow> {
    let Some((field, text)) = cells.raw("flow") else { return Some(Flow::Consumed) };
    let found = Flow::parse(&fold(text));
    if found.is_none() {
        let suggestion = nearest(text, Flow::ALL.iter().flat_map(|flow| flow.names().iter().copied()));
        let finding = Finding::new(Code::UnknownFlow).at(cells.place(field), text).with_some("suggestion", suggestion);
        cells.push(finding);
    }
    found
}

fn extras(cells: &mut Cells<'_>, item: Option<ItemId>) -> Option<Box<Extras>> {
    let measured = Measured {
        ncv: cells.measured("ncv", HIGHEST_NCV, "GJ/t, GJ/万Nm3"),
        carbon_content: cells.measured("carbon_content", HIGHEST_CARBON_CONTENT, "tC/GJ"),
        oxidation: cells.measured("oxidation", HIGHEST_OXIDATION, "0.98 = 98 %"),
    };
    let measured = if measured.is_empty() { measured } else { used(cells, item, measured) };
    let remarks = Remarks {
        certificate: cells.text("certificate").unwrap_or_default().into(),
        evidence: cells.text("evidence").unwrap_or_default().into(),
        note: cells.text("note").unwrap_or_default().into(),
    };
    let extras = Extras { measured, remarks };
    (extras != Extras::default()).then(|| Box::new(extras))
}

/// Measured values belong to fuels; a note for any other item.
fn used(cells: &mut Cells<'_>, item: Option<ItemId>, measured: Measured) -> Measured {
    let Some(item) = item.map(|item| cells.rules.release.nomenclature().items.get(item)) else { return measured };
    if matches!(item.category, Category::Fuel | Category::Biomass | Category::Material) {
        return measured;
    }
    for column in ["ncv", "carbon_content", "oxidation"] {
        if let Some((field, text)) = cells.raw(column) {
            let finding = Finding::new(Code::ParameterUnused)
                .at(cells.place(field), text)
                .with("item", item.code.clone())
                .with("column", &*field.header);
            cells.push(finding);
        }
    }
    Measured::default()
}
