//! Which factor rows a run used.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::rate_text::energy_factor;
use super::rows::FactorUsedRow;
use crate::emission::{LineRate, Origin};
use crate::factor::{FactorRow, FactorTable};
use crate::release::Release;
use crate::run::Outcome;

/// Every factor row that any line used, coefficients of standard coal included: each once, by table, version and id.
#[must_use]
pub fn factors_used(outcome: &Outcome, release: &Release) -> Vec<FactorUsedRow> {
    let mut used: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
    for rate in rates_used(outcome) {
        let origins = rate.parameters.iter().chain(energy_factor(rate)).map(|used| &used.origin);
        used.extend(origins.filter_map(|origin| match origin {
            Origin::Measured { .. } | Origin::Constant { .. } | Origin::Estimated { .. } => None,
            Origin::Factor { table, version, factor_id } => Some((table.as_str(), version.as_str(), factor_id.as_str())),
        }));
    }
    let rows: FxHashMap<(&str, &str), (&FactorTable, &FactorRow)> = release
        .tables()
        .iter()
        .flat_map(|table| table.rows().iter().map(move |row| ((table.name.as_str(), row.id.as_str()), (table, row))))
        .collect();
    let found = used.into_iter().filter_map(|(table, _, id)| rows.get(&(table, id)));
    found
        .map(|(table, row)| FactorUsedRow {
            table: table.name.clone(),
            version: table.version.clone(),
            cells: row.cells(release.nomenclature()),
        })
        .collect()
}

/// The rates that made a line, each once.
fn rates_used(outcome: &Outcome) -> impl Iterator<Item = &LineRate> {
    let count = outcome.rates.iter().count();
    let of_part = |rates: &Vec<u32>| {
        let mut used = vec![false; count];
        rates.iter().for_each(|rate| used[*rate as usize] = true);
        used
    };
    let either = |a: Vec<bool>, b: Vec<bool>| a.into_iter().zip(b).map(|(a, b)| a | b).collect();
    let used = outcome.line_rates.parts().par_iter().map(of_part).reduce(|| vec![false; count], either);
    let places = (0u32..).zip(used).filter(|(_, used)| *used);
    places.filter_map(|(at, _)| outcome.rates.line_rate(at))
}
