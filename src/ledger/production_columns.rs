//! The columns of `production.parquet`: those of a [`super::ProductionRow`], made without one.

use std::ops::Range;

use polars_parquet::parquet::error::ParquetResult;

use super::convert::{amount_unit, unit_text};
use super::encoder::Encoder;
use super::keys::{Keys, Runs};
use super::parquet::Columns;
use super::schema::Kind;
use crate::measure::{Months, Packed};
use crate::nomenclature::UnitId;
use crate::production::{Measure, ProductionRecord};
use crate::release::Release;
use crate::run::Outcome;

/// The production records that counted.
pub(super) struct ProductionColumns<'a> {
    pub(super) outcome: &'a Outcome,
    pub(super) release: &'a Release,
}

/// What the columns of a row group are made of, gathered in one pass over its records.
#[derive(Default)]
pub(super) struct Gathered {
    enterprises: Runs,
    files: Keys,
    rows: Vec<u32>,
    months: Vec<Months>,
    amounts: [Amounts; Measure::ALL.len()],
    products: bool,
}

/// The amounts of a measure.
#[derive(Default)]
struct Amounts {
    short: Vec<Option<Packed>>,
    units: Vec<Option<Result<UnitId, &'static str>>>,
    /// Whether there is one that is not short.
    long: bool,
}

impl Columns for ProductionColumns<'_> {
    type Gathered = Gathered;

    fn names() -> Vec<(String, Kind)> {
        let mut names: Vec<_> = ["enterprise_id", "period", "product", "file"].map(|name| (name.to_owned(), Kind::Text)).into();
        names.push(("row".to_owned(), Kind::Row));
        for measure in Measure::ALL.map(Measure::name) {
            names.extend([measure.to_owned(), format!("{measure}_unit")].map(|name| (name, Kind::Text)));
        }
        names
    }

    fn rows(&self) -> usize {
        self.outcome.production.len()
    }

    fn encode(&self, rows: Range<usize>, gathered: &mut Gathered, encoder: &mut Encoder<'_>) -> ParquetResult<()> {
        gathered.fill(self.outcome.production.slices(rows.clone()));
        let records: Vec<&ProductionRecord> = if gathered.is_plain() { Vec::new() } else { self.outcome.production.range(rows).collect() };
        encoder.sorted(&gathered.enterprises, |enterprise| self.outcome.directory.get(enterprise).id.as_bytes())?;
        encoder.repeated(&gathered.months, |months| months.to_string())?;
        if gathered.products {
            let products: Vec<Option<&str>> = records.iter().map(|record| record.product()).collect();
            encoder.repeated(&products, Option::unwrap_or_default)?;
        } else {
            encoder.nulls()?;
        }
        encoder.keyed(&gathered.files, |file| self.outcome.files[file as usize].name.as_bytes())?;
        encoder.numbers(&gathered.rows)?;
        for (measure, amounts) in Measure::ALL.into_iter().zip(&gathered.amounts) {
            if amounts.units.is_empty() {
                encoder.nulls()?;
                encoder.nulls()?;
                continue;
            }
            if amounts.long {
                encoder.texts(records.iter(), |record, text| {
                    record.amount(measure).into_iter().for_each(|amount| amount.value.append_to(text));
                })?;
            } else {
                encoder.decimals(&amounts.short)?;
            }
            if gathered.products {
                let units: Vec<_> = records.iter().map(|record| amount_unit(record, measure)).collect();
                encoder.repeated(&units, |unit| unit_text(unit, self.release))?;
            } else {
                encoder.repeated(&amounts.units, |unit| unit_text(unit, self.release))?;
            }
        }
        Ok(())
    }
}

impl Gathered {
    fn fill<'r>(&mut self, slices: impl Iterator<Item = &'r [ProductionRecord]>) {
        self.enterprises.clear();
        self.files.clear();
        self.rows.clear();
        self.months.clear();
        self.products = false;
        for amounts in &mut self.amounts {
            amounts.short.clear();
            amounts.units.clear();
            amounts.long = false;
        }
        for records in slices {
            self.enterprises.extend(records, |record| record.enterprise);
            self.files.extend(records.iter().map(|record| record.file));
            for record in records {
                self.rows.push(record.row);
                self.months.push(record.months);
                self.products |= record.product().is_some() || !record.product_unit().is_empty();
                let rows = self.rows.len();
                for (measure, amounts) in Measure::ALL.into_iter().zip(&mut self.amounts) {
                    amounts.push(record, measure, rows);
                }
            }
        }
    }

    /// Whether all that the columns need was gathered.
    fn is_plain(&self) -> bool {
        !self.products && self.amounts.iter().all(|amounts| !amounts.long)
    }
}

impl Amounts {
    /// Adds the amount of a record, which is one of so many rows; nothing is kept before the first.
    #[inline]
    fn push(&mut self, record: &ProductionRecord, measure: Measure, rows: usize) {
        let unit = record.amount_unit(measure).map(|unit| unit.ok_or(""));
        if unit.is_some() && self.units.is_empty() {
            self.short.resize(rows - 1, None);
            self.units.resize(rows - 1, None);
        }
        if unit.is_some() || !self.units.is_empty() {
            let short = record.short_amount(measure).map(|(amount, _)| amount);
            self.long |= short.is_none() && unit.is_some();
            self.short.push(short);
            self.units.push(unit);
        }
    }
}
