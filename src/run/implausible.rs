//! What of production and totals is not plausible.

use rayon::prelude::*;

use super::activity::Emissions;
use super::run::Terms;
use crate::facts::Facts;
use crate::finding::Finding;
use crate::label::Output;
use crate::plausibility::{ProductionCheck, Totals, Use, check_totals};
use crate::production::{Measure, ProductionRecord};

/// Warnings about what enterprises made, by itself and beside what they used.
pub(super) fn implausible(facts: &Facts, emissions: &[Emissions], outputs: &[Output], terms: Terms<'_>) -> Vec<Finding> {
    let mut findings = production(facts, emissions, terms);
    findings.extend(totals(facts, emissions, outputs, terms));
    findings
}

fn production(facts: &Facts, emissions: &[Emissions], terms: Terms<'_>) -> Vec<Finding> {
    let check = ProductionCheck::new(&facts.files, &terms.release.nomenclature().units);
    let of_one = |own: &[ProductionRecord]| {
        let at = own[0].enterprise as usize;
        let energy = Use { months: &emissions[at].months, idle: &emissions[at].idle, has_rows: facts.presence[at].activity };
        check.check(own, &facts.directory.all()[at].id, energy)
    };
    let of_part = |part: &Vec<ProductionRecord>| part.chunk_by(|a, b| a.enterprise == b.enterprise).flat_map(of_one).collect::<Vec<_>>();
    facts.production.parts().par_iter().flat_map_iter(of_part).collect()
}

fn totals(facts: &Facts, emissions: &[Emissions], outputs: &[Output], terms: Terms<'_>) -> Vec<Finding> {
    let nomenclature = terms.release.nomenclature();
    let denominator = &terms.scheme.denominator;
    let is_turnover = matches!(denominator.measure, Measure::OutputValue | Measure::ValueAdded | Measure::Revenue);
    let unit = &nomenclature.units.get(denominator.unit).ratio;
    let all = (facts.directory.all(), &facts.presence, emissions, outputs).into_par_iter();
    all.filter_map(|(enterprise, presence, own, output)| {
        let money = output.value.as_ref().filter(|_| is_turnover).map(|value| value.times(unit));
        let totals = Totals {
            energy: own.inventory.energy,
            money: money.as_ref(),
            measure: denominator.measure,
            has_production: presence.production,
        };
        check_totals(totals, &enterprise.id, nomenclature)
    })
    .collect()
}
