//! The run as a whole.

use std::ops::Range;

use rayon::prelude::*;

use super::activity::{Calculation, Emissions, ranges, settle as settle_activity};
use super::missing::missing_months;
use super::outcome::Outcome;
use super::production::settle as settle_production;
use crate::emission::{Line, Rates};
use crate::facts::Facts;
use crate::finding::Finding;
use crate::label::{Candidate, LabelContext, Labelling, Output, Status, label_all};
use crate::measure::Months;
use crate::release::Release;
use crate::scheme::Scheme;

/// By what rules a run is made.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The release.
    pub release: &'a Release,
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The months that are graded.
    pub period: Months,
}

/// Computes the labels of a batch.
#[must_use]
pub fn run(mut facts: Facts, terms: Terms<'_>) -> Outcome {
    let id_of = |at: u32| facts.directory.get(at).id.clone();
    facts.findings.extend(settle_activity(&mut facts.activity, &facts.files, id_of, &mut facts.presence));
    facts.findings.extend(settle_production(&mut facts.production, &facts.files, id_of, &mut facts.presence));
    let count = facts.directory.all().len();
    let records_of = ranges(&facts.activity, count, |record| record.enterprise);
    let calculation = Calculation::new(terms.release, &facts.directory, &facts.files, &facts.activity, &records_of);
    let rates = calculation.rates();
    let mut emissions = calculation.emissions(&rates);
    for (presence, emissions) in facts.presence.iter_mut().zip(&mut emissions) {
        presence.error |= emissions.findings.iter().any(Finding::is_error);
        facts.findings.append(&mut emissions.findings);
    }
    let (lines, lines_of) = join_lines(&mut emissions);
    let (labelling, missing) = label(&facts, &mut emissions, terms);
    facts.findings.extend(missing);
    finish(facts, rates.rates, lines, lines_of, labelling)
}

fn join_lines(emissions: &mut [Emissions]) -> (Vec<Line>, Vec<Range<usize>>) {
    let mut lines = Vec::with_capacity(emissions.iter().map(|emissions| emissions.lines.len()).sum());
    let mut lines_of = Vec::with_capacity(emissions.len());
    for emissions in emissions {
        let start = lines.len();
        lines.append(&mut emissions.lines);
        lines_of.push(start..lines.len());
    }
    (lines, lines_of)
}

/// The labels, to which the inventories go, and the months that keep somebody from a grade.
fn label(facts: &Facts, emissions: &mut [Emissions], terms: Terms<'_>) -> (Labelling, Vec<Finding>) {
    let production_of = ranges(&facts.production, emissions.len(), |record| record.enterprise);
    let units = &terms.release.nomenclature().units;
    let output = |range: &Range<usize>| Output::sum(facts.production[range.clone()].iter(), &terms.scheme.denominator, terms.period, units);
    let candidates: Vec<Candidate<'_>> = (facts.directory.all(), &facts.presence, emissions, &production_of)
        .into_par_iter()
        .map(|(enterprise, presence, emissions, production)| Candidate {
            enterprise,
            presence: *presence,
            inventory: std::mem::take(&mut emissions.inventory),
            activity_months: emissions.months,
            output: output(production),
        })
        .collect();
    let context = LabelContext { period: terms.period, scheme: terms.scheme, release_sha256: terms.release.sha256() };
    let labelling = label_all(candidates, context);
    let incomplete =
        labelling.labels.iter().zip(&production_of).enumerate().filter(|(_, (label, _))| label.status == Status::MissingMonths);
    let missing = incomplete.flat_map(|(at, (_, production))| missing_months(&output(production), facts, at, terms)).collect();
    (labelling, missing)
}

fn finish(facts: Facts, rates: Rates, lines: Vec<Line>, lines_of: Vec<Range<usize>>, labelling: Labelling) -> Outcome {
    let mut findings = facts.findings;
    Finding::sort(&mut findings);
    Outcome {
        files: facts.files,
        directory: facts.directory,
        activity: facts.activity,
        production: facts.production,
        rates,
        lines,
        lines_of,
        labels: labelling.labels,
        pools: labelling.pools,
        findings,
    }
}
