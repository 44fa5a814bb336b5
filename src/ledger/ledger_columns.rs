//! The columns of `ledger.parquet`, made from a part of the outcome without a row in between.

use std::ops::Range;

use polars_parquet::parquet::error::ParquetResult;
use rayon::prelude::*;

use super::dictionary::Alike;
use super::encoder::Encoder;
use super::keys::{Keys, Runs};
use super::masses::Masses;
use super::parquet::Columns;
use super::rate_text::{RateText, parameters_text};
use super::schema::Kind;
use super::shared::Shared;
use crate::activity::{ActivityRecord, Extras};
use crate::measure::Packed;
use crate::release::Release;
use crate::run::Outcome;

/// Records that are looked at in turn by each column: 32 KiB of them.
const NEAR: usize = 1 << 10;

/// Where a column comes from.
#[derive(Clone, Copy)]
enum Source {
    Enterprise,
    File,
    Row,
    Quantity,
    Emissions,
    StandardCoal,
    /// The rate's scope.
    Scope,
    /// The rate's values as JSON.
    Parameters,
    /// Another text of the rate, shared by all its lines.
    Rate(fn(&RateText) -> &str),
    /// A text that few records have.
    Extra(fn(&Extras) -> &str),
}

/// The columns in the order of the file.
const COLUMNS: &[(&str, Source)] = &[
    ("enterprise_id", Source::Enterprise),
    ("period", Source::Rate(|rate| &rate.period)),
    ("item", Source::Rate(|rate| &rate.item)),
    ("flow", Source::Rate(|rate| rate.flow)),
    ("site", Source::Extra(|extras| &extras.site)),
    ("file", Source::File),
    ("row", Source::Row),
    ("quantity", Source::Quantity),
    ("unit", Source::Rate(|rate| &rate.unit)),
    ("unit_ratio", Source::Rate(|rate| &rate.unit_ratio)),
    ("accounting_unit", Source::Rate(|rate| &rate.accounting_unit)),
    ("method", Source::Rate(|rate| &rate.method)),
    ("source", Source::Rate(|rate| &rate.source)),
    ("formula", Source::Rate(|rate| rate.formula)),
    ("scope", Source::Scope),
    ("kind", Source::Rate(|rate| rate.kind)),
    ("gas", Source::Rate(|rate| &rate.gas)),
    ("parameters", Source::Parameters),
    ("rate", Source::Rate(|rate| &rate.rate)),
    ("fixed_t", Source::Rate(|rate| &rate.fixed)),
    ("emissions_t", Source::Emissions),
    ("energy_tce", Source::StandardCoal),
    ("energy_factor_id", Source::Rate(|rate| &rate.energy_factor_id)),
    ("quality", Source::Rate(|rate| rate.quality)),
    ("half_width", Source::Rate(|rate| &rate.half_width)),
    ("flags", Source::Rate(|rate| &rate.flags)),
    ("certificate", Source::Extra(|extras| &extras.remarks.certificate)),
    ("evidence", Source::Extra(|extras| &extras.remarks.evidence)),
    ("note", Source::Extra(|extras| &extras.remarks.note)),
];

/// The columns of an outcome's ledger, ready to be cut into row groups.
pub(super) struct LedgerColumns<'a> {
    outcome: &'a Outcome,
    /// What rates say, for the columns that hang on them.
    rates: Vec<Option<Shared>>,
}

/// What the columns of a row group are made of, gathered in one pass over its lines.
#[derive(Default)]
pub(super) struct Gathered {
    rates: Keys,
    enterprises: Runs,
    files: Keys,
    values: Keys,
    rows: Vec<u32>,
    quantities: Vec<Option<Packed>>,
    emissions: Masses,
    standard_coal: Masses,
    extras: bool,
}

impl<'a> LedgerColumns<'a> {
    /// Writes down what rates say, once each.
    pub(super) fn new(outcome: &'a Outcome, release: &Release) -> Self {
        let rates: Vec<_> = outcome.rates.iter().zip(0u32..).map(|((key, _), at)| (key, outcome.rates.line_rate(at))).collect();
        let texts: Vec<Option<RateText>> = rates.par_iter().map(|(key, rate)| rate.map(|rate| RateText::of(key, rate, release))).collect();
        let shared = COLUMNS.par_iter().map(|(_, source)| match source {
            Source::Rate(of) => Some(Shared::new(texts.iter().map(|text| text.as_ref().map_or("", of)))),
            Source::Parameters => Some(Shared::new(rates.iter().map(|(_, rate)| rate.map(parameters_text).unwrap_or_default()))),
            // As Parquet has it, in 32 bits.
            Source::Scope => Some(Shared::new(rates.iter().map(|(_, rate)| u32::from(rate.map_or(0, |rate| rate.scope)).to_le_bytes()))),
            _ => None,
        });
        Self { outcome, rates: shared.collect() }
    }

    /// The records of some lines.
    fn records(&self, rows: Range<usize>) -> impl Iterator<Item = &'a ActivityRecord> + use<'a> {
        let outcome = self.outcome;
        outcome.activity.range(rows)
    }
}

impl Columns for LedgerColumns<'_> {
    type Gathered = Gathered;

    fn names() -> Vec<(String, Kind)> {
        let kind = |source| match source {
            Source::Row => Kind::Row,
            Source::Scope => Kind::Scope,
            Source::Emissions | Source::StandardCoal => Kind::Mass,
            _ => Kind::Text,
        };
        COLUMNS.iter().map(|(name, source)| ((*name).to_owned(), kind(*source))).collect()
    }

    fn rows(&self) -> usize {
        self.outcome.line_count()
    }

    fn encode(&self, rows: Range<usize>, gathered: &mut Gathered, encoder: &mut Encoder<'_>) -> ParquetResult<()> {
        gathered.fill(self.outcome, rows.clone());
        let mut alike = Alike::default();
        for ((_, source), shared) in COLUMNS.iter().zip(&self.rates) {
            match source {
                Source::Enterprise => {
                    let id = |enterprise| self.outcome.directory.get(enterprise).id.as_bytes();
                    encoder.sorted(&gathered.enterprises, id)?;
                }
                Source::File => encoder.keyed(&gathered.files, |file| self.outcome.files[file as usize].name.as_bytes())?,
                Source::Row => encoder.numbers(&gathered.rows)?,
                Source::Quantity if gathered.quantities.contains(&None) => {
                    encoder.texts(self.records(rows.clone()), |record, text| record.quantity().append_to(text))?;
                }
                Source::Quantity => encoder.decimals(&gathered.quantities)?,
                Source::Emissions => encoder.masses(&gathered.emissions)?,
                Source::StandardCoal => encoder.masses(&gathered.standard_coal)?,
                Source::Extra(of) if gathered.extras => {
                    encoder.texts(self.records(rows.clone()), |record, text| {
                        text.extend_from_slice(record.extras().map_or("", of).as_bytes());
                    })?;
                }
                Source::Extra(_) => encoder.nulls()?,
                Source::Rate(_) | Source::Parameters | Source::Scope => {
                    if let Some(shared) = shared {
                        encoder.shared(&gathered.rates, shared, &mut gathered.values, &mut alike)?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl Gathered {
    fn fill<'o>(&mut self, outcome: &'o Outcome, rows: Range<usize>) {
        [&mut self.rates, &mut self.files].into_iter().for_each(Keys::clear);
        [&mut self.emissions, &mut self.standard_coal].into_iter().for_each(Masses::clear);
        self.enterprises.clear();
        self.quantities.clear();
        self.rows.clear();
        self.extras = false;
        // So few at a time that they stay near the processor while one column after another takes what it needs.
        let near = |(records, rates): (&'o [ActivityRecord], &'o [u32])| records.chunks(NEAR).zip(rates.chunks(NEAR));
        for (records, rates) in outcome.line_slices(rows).flat_map(near) {
            self.rates.extend(rates.iter().copied());
            self.enterprises.extend(records, |record| record.enterprise);
            self.files.extend(records.iter().map(ActivityRecord::file_number));
            self.rows.extend(records.iter().map(|record| record.row));
            self.quantities.extend(records.iter().map(ActivityRecord::short_quantity));
            self.extras |= records.iter().any(|record| record.extras().is_some());
            for (record, rate) in records.iter().zip(rates) {
                let emission = outcome.rates.emission(*rate, record);
                self.emissions.push(emission.map(|emission| emission.emissions));
                self.standard_coal.push(emission.and_then(|emission| emission.standard_coal));
            }
        }
    }
}
