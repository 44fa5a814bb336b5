//! Production files: what enterprises made and earned.

use super::cells::Cells;
use super::header::Header;
use super::memo::{Last, Memo};
use super::numbers::Sign;
use super::pattern::Patterns;
use super::reader::RecordReader;
use super::row::{Key, Row};
use super::source::Rules;
use super::table::Table;
use crate::enterprise::Directory;
use crate::finding::{Code, Finding};
use crate::measure::{Months, read_months, trim_wide};
use crate::nomenclature::UnitId;
use crate::production::{Amount, Measure, Product, ProductionRecord};

/// Reads the records of a block.
pub(super) struct ProductionReader<'a> {
    directory: &'a Directory,
    period: Option<Months>,
    file: u32,
    /// 万元, the unit of money whose header names none.
    money: Option<UnitId>,
    columns: Option<PlainColumns>,
    patterns: Patterns<Months, (), 5>,
    enterprises: Last<Option<u32>>,
    months: Memo<Key, Option<Months>>,
}

/// Where the cells of a plain record stand.
struct PlainColumns {
    id: usize,
    period: usize,
    /// Amounts of money: where each belongs, and where its cell is.
    amounts: Vec<(usize, usize)>,
    /// Their units.
    units: [Option<UnitId>; 5],
    /// Columns that a plain record leaves empty.
    empty: Vec<usize>,
}

impl PlainColumns {
    fn of(header: &Header, money: Option<UnitId>) -> Option<Self> {
        let at = |name: &str| header.field(name).map(|field| field.at);
        let of_money = |measure: &Measure| *measure != Measure::ProductQuantity;
        let amount = |measure: Measure| header.field(measure.name()).map(|field| (measure.index(), field.at));
        let unit = |measure: Measure| header.field(measure.name()).map(|field| field.unit.or(money));
        Some(Self {
            id: at("enterprise_id")?,
            period: at("period")?,
            amounts: Measure::ALL.into_iter().filter(of_money).filter_map(amount).collect(),
            units: Measure::ALL.map(|measure| unit(measure).filter(|_| of_money(&measure)).flatten()),
            empty: ["product", "product_quantity", "product_unit"].into_iter().filter_map(at).collect(),
        })
    }
}

impl RecordReader for ProductionReader<'_> {
    type Record = ProductionRecord;

    fn plain(&mut self, row: &Row<'_>, line: u32) -> Option<ProductionRecord> {
        let columns = self.columns.as_ref()?;
        if !columns.empty.iter().all(|at| row.is_empty(*at)) {
            return None;
        }
        let (directory, period) = (self.directory, self.period);
        let enterprise = self.enterprises.get(row, columns.id, |last, id| directory.find_after(last.flatten(), id.as_bytes()))?;
        let months = self.months.get(row, columns.period, |text| plain_months(text, period))?;
        let mut values = [None; 5];
        for (measure, at) in &columns.amounts {
            if !row.is_empty(*at) {
                values[*measure] = Some(row.number(*at)?);
            }
        }
        if columns.amounts.iter().all(|(measure, _)| values[*measure].is_some()) {
            self.patterns.learn(row, enterprise, months, ());
        }
        Some(ProductionRecord::plain((enterprise, months), (self.file, line), values, columns.units))
    }

    #[inline]
    fn again(&mut self, text: &[u8], start: usize, line: u32) -> Option<(ProductionRecord, usize)> {
        let row = self.patterns.find(text, start, self.directory)?;
        let units = self.columns.as_ref()?.units;
        Some((ProductionRecord::plain((row.enterprise, row.period), (self.file, line), row.numbers, units), row.end))
    }

    fn read(&mut self, cells: &mut Cells<'_>) -> Option<ProductionRecord> {
        if cells.wrong {
            return None;
        }
        let id = cells.identity();
        let months = months(cells);
        let product =
            Product { name: cells.text("product").unwrap_or_default().into(), unit: cells.text("product_unit").unwrap_or_default().into() };
        let amounts = Measure::ALL.map(|measure| self.amount(cells, measure));
        let enterprise = id.and_then(|id| self.directory.find(&id));
        let (enterprise, months) = (enterprise?, months?);
        let row = u32::try_from(cells.row).unwrap_or(u32::MAX);
        let record = ProductionRecord::new((enterprise, months), (self.file, row), product, amounts);
        (!cells.wrong).then_some(record)
    }
}

/// Months that need no note and lie in the run's period.
fn plain_months(text: &str, period: Option<Months>) -> Option<Months> {
    let read = read_months(text).ok().filter(|read| !read.from_date)?;
    Some(read.months).filter(|months| period.is_none_or(|period| period.covers(*months)))
}

impl<'a> ProductionReader<'a> {
    pub(super) fn new(directory: &'a Directory, table: &Table, rules: Rules<'_>) -> Self {
        let money = rules.release.nomenclature().units.find("万元");
        let columns = PlainColumns::of(&table.header, money);
        let texts = columns.as_ref().map_or([usize::MAX; 2], |columns| [columns.id, columns.period]);
        let amounts = columns.iter().flat_map(|columns| columns.amounts.iter().map(|(measure, at)| (*at, *measure)));
        Self {
            directory,
            period: rules.period,
            file: table.source.file,
            money,
            patterns: Patterns::new(table.delimiter, texts, amounts),
            columns,
            enterprises: Last::new(),
            months: Memo::new(),
        }
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
