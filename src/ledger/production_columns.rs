//! The columns of `production.parquet`: those of a [`super::ProductionRow`], made without one.

use std::ops::Range;

use polars_parquet::parquet::error::ParquetResult;

use super::convert::{amount_unit, unit_text};
use super::encoder::Encoder;
use super::keys::Keys;
use super::parquet::Columns;
use super::schema::Kind;
use crate::production::{Measure, ProductionRecord};
use crate::release::Release;
use crate::run::Outcome;

/// The production records that counted.
pub(super) struct ProductionColumns<'a> {
    pub(super) outcome: &'a Outcome,
    pub(super) release: &'a Release,
}

/// What the columns of a row group are made of.
#[derive(Default)]
pub(super) struct Gathered {
    enterprises: Keys,
    files: Keys,
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
        let records: Vec<&ProductionRecord> = self.outcome.production.range(rows).collect();
        gathered.fill(&records);
        encoder.keyed(&gathered.enterprises, |enterprise| self.outcome.directory.get(enterprise).id.as_bytes())?;
        encoder.repeated(records.iter().map(|record| record.months), |months| months.to_string())?;
        encoder.repeated(records.iter().map(|record| record.product()), Option::unwrap_or_default)?;
        encoder.keyed(&gathered.files, |file| self.outcome.files[file as usize].name.as_bytes())?;
        encoder.numbers(&records.iter().map(|record| record.row).collect::<Vec<_>>())?;
        for measure in Measure::ALL {
            if records.iter().all(|record| record.amount_unit(measure).is_none()) {
                encoder.nulls()?;
                encoder.nulls()?;
                continue;
            }
            encoder.texts(records.iter(), |record, text| match record.short_amount(measure) {
                Some((amount, _)) => amount.append_to(text),
                None => record.amount(measure).into_iter().for_each(|amount| amount.value.append_to(text)),
            })?;
            encoder.repeated(records.iter().map(|record| amount_unit(record, measure)), |unit| unit_text(unit, self.release))?;
        }
        Ok(())
    }
}

impl Gathered {
    fn fill(&mut self, records: &[&ProductionRecord]) {
        [&mut self.enterprises, &mut self.files].into_iter().for_each(Keys::clear);
        self.enterprises.extend(records.iter().map(|record| record.enterprise));
        self.files.extend(records.iter().map(|record| record.file));
    }
}
