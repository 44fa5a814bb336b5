//! From what was computed to rows as files hold them.

use super::rate_text::{RateText, parameter_cells};
use super::rows::{FindingRow, LedgerRow, ProductionRow, ReferenceRow};
use crate::activity::Remarks;
use crate::emission::Line;
use crate::finding::{Finding, Language};
use crate::label::Pool;
use crate::measure::Ratio;
use crate::nomenclature::UnitId;
use crate::production::{Measure, ProductionRecord};
use crate::release::Release;
use crate::run::Outcome;
use crate::scheme::Scheme;

/// The row of `references.csv` of a peer pool.
#[must_use]
pub fn reference_row(pool: &Pool, scheme: &Scheme) -> ReferenceRow {
    ReferenceRow {
        peer_code: pool.code.clone(),
        peer_level: pool.level.name().to_owned(),
        peer_count: pool.count.to_string(),
        emissions_t: pool.emissions.map(|emissions| emissions.to_string()).unwrap_or_default(),
        denominator: scheme.denominator.name(),
        denominator_value: pool.denominator.as_ref().map(Ratio::to_text).unwrap_or_default(),
        reference: pool.printed.to_string(),
        reference_exact: pool.reference.to_text(),
        members_sha256: pool.members_sha256.clone(),
    }
}

/// The row of `findings.csv` of a finding, in a language.
#[must_use]
pub fn finding_row(finding: &Finding, language: Language) -> FindingRow {
    let place = finding.place.as_ref();
    FindingRow {
        code: finding.code.name().to_owned(),
        severity: finding.severity.name().to_owned(),
        file: place.map(|place| place.file.to_string()).unwrap_or_default(),
        row: place.map(|place| place.row.to_string()).unwrap_or_default(),
        column: place.and_then(|place| place.column.as_deref()).unwrap_or_default().to_owned(),
        value: finding.value.to_string(),
        message: finding.message(language),
        hint: finding.hint(language),
        enterprise_id: finding.enterprise.as_deref().unwrap_or_default().to_owned(),
    }
}

/// The row of `production.parquet` of a production record.
#[must_use]
pub fn production_row(outcome: &Outcome, release: &Release, record: &ProductionRecord) -> ProductionRow {
    ProductionRow {
        enterprise_id: outcome.directory.get(record.enterprise).id.clone(),
        period: record.months.to_string(),
        product: record.product().unwrap_or_default().to_owned(),
        file: outcome.files[record.file as usize].name.to_string(),
        row: record.row.into(),
        amounts: Measure::ALL.map(|measure| {
            let value = record.amount(measure).map(|amount| amount.value.to_string()).unwrap_or_default();
            (value, unit_text(amount_unit(record, measure), release).to_owned())
        }),
    }
}

/// The unit of an amount: one of the table, or as it was submitted.
pub(super) fn amount_unit(record: &ProductionRecord, measure: Measure) -> Option<Result<UnitId, &str>> {
    record.amount_unit(measure).map(|unit| unit.ok_or(record.product_unit()))
}

/// How a unit is shown; nothing where there is no amount.
pub(super) fn unit_text<'a>(unit: Option<Result<UnitId, &'a str>>, release: &'a Release) -> &'a str {
    unit.map_or("", |unit| unit.map_or_else(|submitted| submitted, |unit| &release.nomenclature().units.get(unit).code))
}

/// The row of `ledger.parquet` of an emission line.
///
/// For one enterprise's lines; the file is written by columns, without these rows. Nothing when the line's rate makes no
/// lines, which no line of this outcome has.
#[must_use]
pub fn ledger_row(outcome: &Outcome, release: &Release, line: Line<'_>) -> Option<LedgerRow> {
    let record = line.record;
    let (key, _) = outcome.rates.iter().nth(line.rate as usize)?;
    let rate = outcome.rates.line_rate(line.rate)?;
    let emission = outcome.emission(line)?;
    let text = RateText::of(key, rate, release);
    let nothing = Remarks::default();
    let remarks = record.extras().map_or(&nothing, |extras| &extras.remarks);
    Some(LedgerRow {
        enterprise_id: outcome.directory.get(record.enterprise).id.clone(),
        period: text.period,
        item: text.item,
        flow: text.flow.to_owned(),
        site: record.site().unwrap_or_default().to_owned(),
        file: outcome.files[record.file()].name.to_string(),
        row: record.row.into(),
        quantity: record.quantity().to_string(),
        unit: text.unit,
        unit_ratio: text.unit_ratio,
        accounting_unit: text.accounting_unit,
        method: text.method,
        source: text.source,
        formula: text.formula.to_owned(),
        scope: rate.scope,
        kind: text.kind.to_owned(),
        gas: text.gas,
        parameters: parameter_cells(rate),
        rate: text.rate,
        fixed: text.fixed,
        emissions_t: emission.emissions.to_string(),
        energy_tce: emission.standard_coal.map(|tonnes| tonnes.to_string()).unwrap_or_default(),
        energy_factor_id: text.energy_factor_id,
        quality: text.quality.to_owned(),
        half_width: text.half_width,
        flags: text.flags,
        certificate: remarks.certificate.to_string(),
        evidence: remarks.evidence.to_string(),
        note: remarks.note.to_string(),
    })
}
