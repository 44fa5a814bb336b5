//! Energy files: records of energy and material use.

use std::sync::Arc;

use super::cells::Cells;
use super::header::Header;
use super::memo::{Last, Memo, Suggestions};
use super::numbers::Sign;
use super::pattern::Patterns;
use super::reader::RecordReader;
use super::row::{Key, Row, text_of};
use super::source::Rules;
use super::table::Table;
use crate::activity::{Activity, ActivityRecord, Extras, Flow, Measured, ROW_PARAMETERS, Remarks, RowParameter, What};
use crate::enterprise::Directory;
use crate::finding::{Code, Finding};
use crate::measure::{Month, Months, fold, nearest, read_months, trim_wide};
use crate::nomenclature::{Dimension, ItemId, UnitId};
use crate::release::Release;

/// Reads the records of a block; texts that were looked up once are remembered.
pub(super) struct EnergyReader<'a> {
    directory: &'a Directory,
    file: u32,
    columns: Option<PlainColumns>,
    plain: Plain<'a>,
    /// The columns of parameters that the file has.
    stated: Vec<(u8, &'static RowParameter)>,
    enterprises: Last<Option<u32>>,
    months: Memo<Key, Option<Month>>,
    /// What is used, in what and how: by the cells of [`PlainColumns::uses`].
    uses: Memo<[Key; 3], Option<Use>>,
    patterns: Patterns<Month, Use, 1>,
    items: Memo<Key, Option<ItemId>>,
    units: Memo<Key, Option<UnitId>>,
    suggestions: Suggestions,
}

/// What decides how the cells of plain records are read.
#[derive(Clone, Copy)]
struct Plain<'a> {
    release: &'a Release,
    period: Option<Months>,
    /// The unit in the header of the quantity.
    header_unit: Option<UnitId>,
}

impl Plain<'_> {
    /// What a plain record says is used, in what and how.
    fn used(self, columns: &PlainColumns, row: &Row<'_>) -> Option<Use> {
        let nomenclature = self.release.nomenclature();
        let text = |at: usize| text_of(row.bytes(at));
        let item = nomenclature.items.find(text(columns.item))?;
        let unit = match columns.unit.filter(|at| !row.is_empty(*at)) {
            Some(at) => nomenclature.units.find(text(at))?,
            None => self.header_unit?,
        };
        let flow = match columns.flow.filter(|at| !row.is_empty(*at)) {
            Some(at) => Flow::parse(&fold(text(at)))?,
            None => Flow::Consumed,
        };
        let fits = nomenclature.items.get(item).dimension == nomenclature.units.get(unit).dimension;
        fits.then_some((item, flow, unit))
    }
}

type Use = (ItemId, Flow, UnitId);

/// Where the cells of a plain record stand.
struct PlainColumns {
    id: usize,
    period: usize,
    item: usize,
    quantity: usize,
    unit: Option<usize>,
    flow: Option<usize>,
    /// Columns that a plain record leaves empty.
    empty: Vec<usize>,
}

impl PlainColumns {
    fn of(header: &Header) -> Option<Self> {
        let at = |name: &str| header.field(name).map(|field| field.at);
        let rare = ["site", "method", "certificate", "evidence", "note"];
        let rare = rare.into_iter().chain(ROW_PARAMETERS.iter().map(|parameter| parameter.name));
        Some(Self {
            id: at("enterprise_id")?,
            period: at("period")?,
            item: at("item")?,
            quantity: at("quantity")?,
            unit: at("unit"),
            flow: at("flow"),
            empty: rare.filter_map(at).collect(),
        })
    }

    /// The cells that say what is used, in what and how, as keys; that of no text where there is no such column.
    fn uses(&self, row: &Row<'_>) -> Option<[Key; 3]> {
        let key = |at: Option<usize>| at.map_or(Some(Key::EMPTY), |at| row.key(at));
        Some([row.key(self.item)?, key(self.unit)?, key(self.flow)?])
    }
}

impl RecordReader for EnergyReader<'_> {
    type Record = ActivityRecord;

    fn plain(&mut self, row: &Row<'_>, line: u32) -> Option<ActivityRecord> {
        let columns = self.columns.as_ref()?;
        if !columns.empty.iter().all(|at| row.is_empty(*at)) {
            return None;
        }
        let quantity = row.number(columns.quantity).filter(|quantity| quantity.mantissa() >= 0)?;
        let (directory, plain) = (self.directory, self.plain);
        let enterprise = self.enterprises.get(row, columns.id, |last, id| directory.find_after(last.flatten(), id.as_bytes()))?;
        let month = self.months.get(row, columns.period, |text| plain_month(text, plain.period))?;
        let (item, flow, unit) = match columns.uses(row) {
            Some(keys) => self.uses.of_key(keys, || plain.used(columns, row)),
            None => plain.used(columns, row),
        }?;
        self.patterns.learn(row, enterprise, month, (item, flow, unit));
        Some(ActivityRecord::plain(enterprise, What::new(month, item, flow, unit), quantity, (self.file, line)))
    }

    #[inline]
    fn again(&mut self, text: &[u8], start: usize, line: u32) -> Option<(ActivityRecord, usize)> {
        let row = self.patterns.find(text, start, self.directory)?;
        let ([quantity], (item, flow, unit)) = (row.numbers, row.rest);
        let what = What::new(row.period, item, flow, unit);
        Some((ActivityRecord::plain(row.enterprise, what, quantity?, (self.file, line)), row.end))
    }

    fn read(&mut self, cells: &mut Cells<'_>) -> Option<ActivityRecord> {
        if cells.wrong {
            return None;
        }
        let id = cells.identity();
        let month = month(cells);
        let item = self.item(cells);
        let quantity = if cells.required("quantity").is_some() { cells.number("quantity", Sign::NotNegative) } else { None };
        let unit = self.unit(cells, item);
        let flow = flow(cells);
        let extras = extras(cells, &self.stated);
        let enterprise = id.and_then(|id| self.directory.find(&id));
        let (enterprise, month, item, (_, quantity), unit, flow) = (enterprise?, month?, item?, quantity?, unit?, flow?);
        let row = u32::try_from(cells.row).unwrap_or(u32::MAX);
        let activity = Activity { enterprise, month, item, flow, quantity, unit, file: self.file, row, extras };
        (!cells.wrong).then(|| activity.into())
    }
}

/// A month that needs no note and lies in the run's period.
fn plain_month(text: &str, period: Option<Months>) -> Option<Month> {
    let read = read_months(text).ok().filter(|read| !read.from_date)?;
    read.months.as_single().filter(|_| period.is_none_or(|period| period.covers(read.months)))
}

impl<'a> EnergyReader<'a> {
    pub(super) fn new(directory: &'a Directory, table: &Table, rules: Rules<'a>) -> Self {
        let columns = PlainColumns::of(&table.header);
        let texts = columns.as_ref().map_or([usize::MAX; 2], |columns| [columns.id, columns.period]);
        let numbers = columns.as_ref().map(|columns| (columns.quantity, 0));
        Self {
            directory,
            file: table.source.file,
            patterns: Patterns::new(table.delimiter, texts, numbers),
            columns,
            plain: Plain {
                release: rules.release,
                period: rules.period,
                header_unit: table.header.field("quantity").and_then(|field| field.unit),
            },
            stated: (0u8..).zip(ROW_PARAMETERS).filter(|(_, parameter)| table.header.field(parameter.name).is_some()).collect(),
            enterprises: Last::new(),
            months: Memo::new(),
            uses: Memo::new(),
            items: Memo::new(),
            units: Memo::new(),
            suggestions: Suggestions::default(),
        }
    }

    fn item(&mut self, cells: &mut Cells<'_>) -> Option<ItemId> {
        let items = &cells.rules.release.nomenclature().items;
        let (field, text) = cells.required("item")?;
        let found = self.items.of_text(text, |text| items.find(text));
        if found.is_none() {
            let suggestion = self.suggestions.of(text, || items.nearest(text));
            let finding = Finding::new(Code::UnknownItem).at(cells.place(field), text).with_some("suggestion", suggestion);
            cells.push(finding);
        }
        found
    }

    /// The unit in the cell, else in the header of the quantity. It must measure the item.
    fn unit(&mut self, cells: &mut Cells<'_>, item: Option<ItemId>) -> Option<UnitId> {
        let nomenclature = cells.rules.release.nomenclature();
        let header_unit = self.plain.header_unit;
        let Some((field, text)) = cells.raw("unit") else {
            if header_unit.is_none() {
                cells.empty("unit");
            }
            return header_unit.filter(|unit| self.fits(cells, item, *unit, "quantity"));
        };
        let Some(found) = self.units.of_text(text, |text| nomenclature.units.find(text)) else {
            let dimension = item.map(|item| nomenclature.items.get(item).dimension);
            let suggestion = self.suggestions.of(&format!("{text}\t{dimension:?}"), || nomenclature.units.nearest(text, dimension));
            let units = nomenclature.units.listed(dimension);
            let finding = Finding::new(Code::UnknownUnit)
                .at(cells.place(field), text)
                .with_some("suggestion", suggestion)
                .with("units", Arc::clone(units));
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
        let mut finding = Finding::new(code).with("unit", unit.code.clone()).with("item", item.label());
        if !fits {
            finding = finding.with("units", Arc::clone(nomenclature.units.listed(Some(item.dimension))));
        }
        if let Some(field) = cells.header.field(column) {
            let text = cells.raw("unit").map_or(unit.code.as_str(), |(_, text)| trim_wide(text));
            finding = finding.at(cells.place(field), text);
        }
        cells.push(finding);
        fits
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

fn extras(cells: &mut Cells<'_>, stated: &[(u8, &'static RowParameter)]) -> Option<Box<Extras>> {
    let mut measured = Measured::default();
    for (number, parameter) in stated {
        if let Some(value) = cells.parameter(parameter) {
            measured = measured.with(*number, value);
        }
    }
    let remarks = Remarks {
        certificate: cells.text("certificate").unwrap_or_default().into(),
        evidence: cells.text("evidence").unwrap_or_default().into(),
        note: cells.text("note").unwrap_or_default().into(),
    };
    let site = cells.text("site").unwrap_or_default().into();
    let extras = Extras { site, method: method(cells).into(), measured, remarks, ..Extras::default() };
    (extras != Extras::default()).then(|| Box::new(extras))
}

/// The method of the row, for a site that follows another than its enterprise; empty when it names none that there is.
fn method<'a>(cells: &mut Cells<'a>) -> &'a str {
    let Some(name) = cells.text("method") else { return "" };
    let release = cells.rules.release;
    if release.method(name).is_some() {
        return name;
    }
    if let Some((field, text)) = cells.raw("method") {
        let known: Vec<&str> = release.methods().iter().map(|method| method.name.as_str()).collect();
        let finding = Finding::new(Code::UnknownMethod).at(cells.place(field), text).with("known", known.join(", "));
        cells.push(finding);
    }
    ""
}
