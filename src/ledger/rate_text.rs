//! What the ledger says of every line that shares a rate: made once for each rate, thousands of times and not millions.

use super::rows::ParameterCell;
use crate::emission::{LineRate, Origin, RateKey, StandardCoal, UsedParameter};
use crate::flag;
use crate::measure::Ratio;
use crate::method::Mark;
use crate::release::Release;

/// The texts of a rate, each as its column shows it.
#[derive(Clone, Debug)]
pub(super) struct RateText {
    pub(super) period: String,
    pub(super) item: String,
    pub(super) flow: &'static str,
    pub(super) unit: String,
    pub(super) unit_ratio: String,
    pub(super) accounting_unit: String,
    pub(super) method: String,
    pub(super) source: String,
    pub(super) formula: &'static str,
    pub(super) kind: &'static str,
    pub(super) gas: String,
    pub(super) rate: String,
    pub(super) fixed: String,
    pub(super) energy_factor_id: String,
    pub(super) quality: &'static str,
    pub(super) half_width: String,
    pub(super) flags: String,
}

impl RateText {
    pub(super) fn of(key: &RateKey, rate: &LineRate, release: &Release) -> Self {
        let names = release.nomenclature();
        let item = names.items.get(key.item);
        let method = &release.methods()[rate.source.0];
        let source = &method.sources[rate.source.1];
        Self {
            period: key.month.to_string(),
            item: item.code.clone(),
            flow: key.flow.name(),
            unit: names.units.get(key.unit).code.clone(),
            unit_ratio: rate.unit_ratio.to_text(),
            accounting_unit: names.units.get(item.unit).code.clone(),
            method: format!("{}/{}", method.name, method.version),
            source: source.id.clone(),
            formula: rate.formula.name(),
            kind: rate.kind.name(),
            gas: rate.gas.clone(),
            rate: rate.rate.exact().to_text(),
            fixed: rate.fixed.as_ref().map(Ratio::to_text).unwrap_or_default(),
            energy_factor_id: energy_factor(rate).map(|used| parameter_cell(used).factor_id).unwrap_or_default(),
            quality: rate.quality.name(),
            half_width: rate.half_width.as_ref().map(Ratio::to_text).unwrap_or_default(),
            flags: flag::join(&rate.flags),
        }
    }
}

/// The coefficient by which lines of a rate become standard coal.
pub(super) fn energy_factor(rate: &LineRate) -> Option<&UsedParameter> {
    match &rate.standard_coal {
        StandardCoal::Known(coal) => Some(&coal.coefficient),
        StandardCoal::NotEnergy | StandardCoal::Unknown => None,
    }
}

/// The values of a rate as cells.
pub(super) fn parameter_cells(rate: &LineRate) -> Vec<ParameterCell> {
    rate.parameters.iter().map(parameter_cell).collect()
}

/// The values of a rate as the text of the `parameters` column: a JSON list.
pub(super) fn parameters_text(rate: &LineRate) -> String {
    // A list of texts has no value that JSON cannot say.
    serde_json::to_string(&parameter_cells(rate)).unwrap_or_default()
}

fn parameter_cell(used: &UsedParameter) -> ParameterCell {
    let cell = ParameterCell { name: used.name.to_owned(), value: used.value.clone(), unit: used.unit.clone(), ..ParameterCell::default() };
    match &used.origin {
        Origin::Measured { column } => {
            let source = if *column == used.name { String::new() } else { (*column).to_owned() };
            ParameterCell { origin: "measured".to_owned(), source, ..cell }
        }
        Origin::Constant { mark, source } => {
            let mark = mark.map(Mark::name).unwrap_or_default().to_owned();
            ParameterCell { origin: "constant".to_owned(), mark, source: source.clone(), ..cell }
        }
        Origin::Estimated { from } => ParameterCell { origin: "estimated".to_owned(), source: from.to_string(), ..cell },
        Origin::Factor { table, version, factor_id } => ParameterCell {
            origin: "factor".to_owned(),
            factor_id: factor_id.clone(),
            table: table.clone(),
            version: version.clone(),
            ..cell
        },
    }
}
