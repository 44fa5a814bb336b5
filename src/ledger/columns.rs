//! The columns of `ledger.parquet`, made from a part of the outcome without a row in between.

use std::borrow::Cow;

use polars::prelude::{
    ChunkTake, Column, DataFrame, IdxCa, Int128Chunked, IntoColumn, NewChunkedArray, PlSmallStr, PolarsResult, StringChunked,
    StringChunkedBuilder, UInt32Chunked, UInt64Chunked,
};
use rayon::prelude::*;

use super::rate_text::{RateText, parameters_text};
use crate::activity::{ActivityRecord, Remarks};
use crate::emission::{Emission, Line};
use crate::measure::Tonnes;
use crate::release::Release;
use crate::run::Outcome;

/// Digits of a decimal column: the most that Parquet knows.
pub(super) const PRECISION: usize = 38;

/// Where a column comes from.
#[derive(Clone, Copy)]
enum Source {
    /// A text of the rate, shared by all its lines.
    Rate(fn(&RateText) -> &str),
    /// The rate's values as JSON.
    Parameters,
    /// Something of the line itself.
    Line(LineSource),
}

/// What a line does not share.
#[derive(Clone, Copy)]
enum LineSource {
    /// A text of its record.
    Record(for<'a> fn(&'a Outcome, &'a ActivityRecord) -> Cow<'a, str>),
    /// A mass in milligrams.
    Mass(fn(Emission) -> Option<Tonnes>),
    /// The line of the file at which the record begins.
    Row,
    /// The scope.
    Scope,
}

/// The columns in the order of the file.
const COLUMNS: &[(&str, Source)] = &[
    ("enterprise_id", Source::Line(LineSource::Record(|outcome, record| outcome.directory.get(record.enterprise).id.as_str().into()))),
    ("period", Source::Rate(|rate| &rate.period)),
    ("item", Source::Rate(|rate| &rate.item)),
    ("flow", Source::Rate(|rate| rate.flow)),
    ("site", Source::Line(LineSource::Record(|_, record| record.site().into()))),
    ("file", Source::Line(LineSource::Record(|outcome, record| (&*outcome.files[record.file()].name).into()))),
    ("row", Source::Line(LineSource::Row)),
    ("quantity", Source::Line(LineSource::Record(|_, record| record.quantity().to_string().into()))),
    ("unit", Source::Rate(|rate| &rate.unit)),
    ("unit_ratio", Source::Rate(|rate| &rate.unit_ratio)),
    ("accounting_unit", Source::Rate(|rate| &rate.accounting_unit)),
    ("method", Source::Rate(|rate| &rate.method)),
    ("source", Source::Rate(|rate| &rate.source)),
    ("formula", Source::Rate(|rate| rate.formula)),
    ("scope", Source::Line(LineSource::Scope)),
    ("kind", Source::Rate(|rate| rate.kind)),
    ("gas", Source::Rate(|rate| &rate.gas)),
    ("parameters", Source::Parameters),
    ("rate", Source::Rate(|rate| &rate.rate)),
    ("emissions_t", Source::Line(LineSource::Mass(|emission| Some(emission.emissions)))),
    ("energy_tce", Source::Line(LineSource::Mass(|emission| emission.standard_coal))),
    ("energy_factor_id", Source::Rate(|rate| &rate.energy_factor_id)),
    ("flags", Source::Rate(|rate| &rate.flags)),
    ("certificate", Source::Line(LineSource::Record(|_, record| remark(record, |remarks| &remarks.certificate)))),
    ("evidence", Source::Line(LineSource::Record(|_, record| remark(record, |remarks| &remarks.evidence)))),
    ("note", Source::Line(LineSource::Record(|_, record| remark(record, |remarks| &remarks.note)))),
];

fn remark(record: &ActivityRecord, of: fn(&Remarks) -> &str) -> Cow<'_, str> {
    record.remarks().map_or("", |remarks| of(remarks)).into()
}

/// A column before any line is known.
enum Prepared {
    /// Texts by the rate's place, into which lines point.
    Shared(StringChunked),
    /// Nothing is shared.
    Own(PlSmallStr, LineSource),
}

/// The columns of an outcome's ledger, ready to be cut into row groups.
pub(super) struct LedgerColumns<'a> {
    outcome: &'a Outcome,
    columns: Vec<Prepared>,
    scopes: Vec<u32>,
}

impl<'a> LedgerColumns<'a> {
    /// Writes down what rates say, once each.
    pub(super) fn new(outcome: &'a Outcome, release: &Release) -> Self {
        let rates: Vec<_> = outcome.rates.iter().zip(0u32..).map(|((key, _), at)| (key, outcome.rates.line_rate(at))).collect();
        let texts: Vec<Option<RateText>> = rates.par_iter().map(|(key, rate)| rate.map(|rate| RateText::of(key, rate, release))).collect();
        let columns = COLUMNS.par_iter().map(|(name, source)| {
            let name = PlSmallStr::from_static(name);
            let text_of = |of: fn(&RateText) -> &str| texts.iter().map(move |text| text.as_ref().map(|text| of(text).into()));
            match source {
                Source::Rate(of) => Prepared::Shared(texts_column(name, text_of(*of))),
                Source::Parameters => {
                    Prepared::Shared(texts_column(name, rates.iter().map(|(_, rate)| rate.map(|rate| parameters_text(rate).into()))))
                }
                Source::Line(source) => Prepared::Own(name, *source),
            }
        });
        let columns = columns.collect();
        Self { outcome, columns, scopes: rates.iter().map(|(_, rate)| rate.map_or(0, |rate| u32::from(rate.scope))).collect() }
    }

    /// The columns of some lines.
    pub(super) fn frame(&self, lines: &[Line<'_>]) -> PolarsResult<DataFrame> {
        let rates = IdxCa::from_iter_values(PlSmallStr::EMPTY, lines.iter().map(|line| line.rate));
        let columns = self.columns.par_iter().map(|column| match column {
            Prepared::Shared(texts) => texts.take(&rates).map(IntoColumn::into_column),
            Prepared::Own(name, source) => self.own_column(name.clone(), *source, lines),
        });
        DataFrame::new(lines.len(), columns.collect::<PolarsResult<Vec<_>>>()?)
    }

    fn own_column(&self, name: PlSmallStr, source: LineSource, lines: &[Line<'_>]) -> PolarsResult<Column> {
        let records = || lines.iter().map(|line| line.record);
        Ok(match source {
            LineSource::Record(of) => texts_column(name, records().map(|record| Some(of(self.outcome, record)))).into_column(),
            LineSource::Mass(of) => {
                let masses = lines.iter().map(|line| self.outcome.emission(*line).and_then(of).map(Tonnes::milligrams));
                Int128Chunked::from_iter_options(name, masses).into_decimal(PRECISION, usize::from(Tonnes::SCALE))?.into_column()
            }
            LineSource::Row => UInt64Chunked::from_iter_values(name, records().map(|record| record.row.into())).into_column(),
            LineSource::Scope => {
                UInt32Chunked::from_iter_values(name, lines.iter().map(|line| self.scopes[line.rate as usize])).into_column()
            }
        })
    }
}

/// A column of texts; an empty one is null.
pub(super) fn texts_column<'a>(name: PlSmallStr, texts: impl Iterator<Item = Option<Cow<'a, str>>>) -> StringChunked {
    let mut builder = StringChunkedBuilder::new(name, texts.size_hint().0);
    texts.for_each(|text| builder.append_option(text.as_deref().filter(|text| !text.is_empty())));
    builder.finish()
}
