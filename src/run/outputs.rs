//! What each enterprise made.

use rayon::prelude::*;

use super::beyond::{in_unit, indicators_of};
use super::of_parts::in_parts;
use super::run::Terms;
use crate::facts::Facts;
use crate::label::Output;
use crate::scheme::Denominator;

/// What each enterprise made, as far as a scheme divides by it.
pub(super) fn outputs(facts: &Facts, denominator: &Denominator, terms: Terms<'_>) -> Vec<Output> {
    if denominator.measure.is_indicator() {
        return (0..facts.directory.all().len()).into_par_iter().map(|at| stated(facts, at, denominator, terms)).collect();
    }
    let units = &terms.release.nomenclature().units;
    let mut outputs: Vec<Output> = (0..facts.directory.all().len()).into_par_iter().map(|_| Output::default()).collect();
    let parts = facts.production.parts();
    let of_parts = in_parts(&mut outputs, parts, |record| record.enterprise);
    parts.par_iter().zip(of_parts).for_each(|(part, (first, outputs))| {
        for own in part.chunk_by(|a, b| a.enterprise == b.enterprise) {
            outputs[own[0].enterprise as usize - first] = Output::sum(own, denominator, terms.period, units);
        }
    });
    outputs
}

/// A denominator that an indicator states for the whole period.
fn stated(facts: &Facts, at: usize, denominator: &Denominator, terms: Terms<'_>) -> Output {
    let of = |months| indicators_of(facts, at).iter().find(|record| &*record.name == denominator.measure.name() && record.months == months);
    let record = of(Some(terms.period)).or_else(|| of(None));
    let units = &terms.release.nomenclature().units;
    Output::stated(record.and_then(|record| in_unit(record.value, record.unit, denominator.unit, units)), terms.period)
}
