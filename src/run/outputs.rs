//! What each enterprise made.

use rayon::prelude::*;

use super::beyond::{in_unit, indicators_of};
use super::run::Terms;
use crate::facts::Facts;
use crate::label::Output;
use crate::production::ProductionRecord;
use crate::scheme::Denominator;

/// What each enterprise made, as far as a scheme divides by it.
pub(super) fn outputs(facts: &Facts, denominator: &Denominator, terms: Terms<'_>) -> Vec<Output> {
    if denominator.measure.is_indicator() {
        return (0..facts.directory.all().len()).into_par_iter().map(|at| stated(facts, at, denominator, terms)).collect();
    }
    let units = &terms.release.nomenclature().units;
    let output = |own: &[ProductionRecord]| Output::sum(own.iter(), denominator, terms.period, units);
    let of_part = |part: &Vec<ProductionRecord>| {
        let of_each = part.chunk_by(|a, b| a.enterprise == b.enterprise);
        of_each.map(|own| (own[0].enterprise, output(own))).collect::<Vec<_>>()
    };
    let made: Vec<Vec<(u32, Output)>> = facts.production.parts().par_iter().map(of_part).collect();
    let mut outputs = Vec::with_capacity(facts.directory.all().len());
    // Parts are in the order of enterprises; those without production stand between.
    for (enterprise, own) in made.into_iter().flatten() {
        outputs.resize_with(enterprise as usize, || output(&[]));
        outputs.push(own);
    }
    outputs.resize_with(facts.directory.all().len(), || output(&[]));
    outputs
}

/// A denominator that an indicator states for the whole period.
fn stated(facts: &Facts, at: usize, denominator: &Denominator, terms: Terms<'_>) -> Output {
    let of = |months| indicators_of(facts, at).iter().find(|record| &*record.name == denominator.measure.name() && record.months == months);
    let record = of(Some(terms.period)).or_else(|| of(None));
    let units = &terms.release.nomenclature().units;
    Output::stated(record.and_then(|record| in_unit(record.value, record.unit, denominator.unit, units)), terms.period)
}
