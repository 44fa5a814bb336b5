//! The run as a whole.

use std::ops::Range;

use rayon::prelude::*;

use super::activity::{Emissions, Lines, lines};
use super::beyond::{beyond, unused, wrong_parts};
use super::fill::fill;
use super::implausible::implausible;
use super::missing::missing_months;
use super::outcome::Outcome;
use super::outputs::outputs;
use super::rates::RateIndex;
use super::settle::settle;
use crate::facts::Facts;
use crate::finding::{Code, Finding};
use crate::label::{Candidate, Frozen, LabelContext, Labelling, Output, Status, label_all};
use crate::measure::Months;
use crate::reference::FrozenReferences;
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
    /// References that were published before the run, to be compared with in place of its own pools.
    pub references: Option<&'a FrozenReferences>,
}

/// Computes the labels of a batch.
#[must_use]
pub fn run(mut facts: Facts, terms: Terms<'_>) -> Outcome {
    settle(&mut facts);
    wrong_parts(&mut facts, terms);
    let activity_count = facts.activity.len();
    let severities = &terms.release.manifest().severities;
    let index = index_filled(&mut facts, terms);
    let (mut lines, mut wrong) = lines(&mut facts, &index, terms.release);
    facts.presence.par_iter_mut().zip(&lines.emissions).for_each(|(presence, own)| presence.error |= own.has_error);
    facts.findings.append(&mut wrong);
    let outputs = outputs(&facts, &terms.scheme.denominator, terms);
    let mut implausible = implausible(&facts, &lines.emissions, &outputs, terms);
    severities.weigh(&mut implausible);
    for finding in implausible.iter().filter(|finding| finding.is_error()) {
        let enterprise = finding.enterprise.as_deref().and_then(|id| facts.directory.find(id));
        enterprise.into_iter().for_each(|at| facts.presence[at as usize].error = true);
    }
    let (labelling, mut missing) = label(&facts, &mut lines, (&index, &outputs), terms);
    missing.extend(unused(&facts, terms));
    severities.weigh(&mut missing);
    facts.findings.append(&mut implausible);
    facts.findings.append(&mut missing);
    Finding::sort(&mut facts.findings);
    let lines_of = ranges(&lines.emissions);
    let spent = (lines.emissions, outputs);
    // A million small pieces of memory are given back while the files are made.
    rayon::spawn(move || drop(spent));
    Outcome {
        files: facts.files,
        directory: facts.directory,
        activity_count,
        lines_of,
        activity: lines.records,
        line_rates: lines.rates,
        production: facts.production,
        rates: index.rates,
        labels: labelling.labels,
        pools: labelling.pools,
        findings: facts.findings,
    }
}

/// The rates of all records, those among them that methods fill in for months that nobody reported.
fn index_filled<'a>(facts: &mut Facts, terms: Terms<'a>) -> RateIndex<'a> {
    let of = |facts: &Facts| RateIndex::new(&facts.activity, &facts.directory, terms.release);
    let (index, count) = (of(facts), facts.activity.len());
    let mut filled = fill(facts, &index, terms);
    terms.release.manifest().severities.weigh(&mut filled);
    facts.findings.append(&mut filled);
    if facts.activity.len() > count { of(facts) } else { index }
}

/// Each enterprise's part of the lines.
fn ranges(emissions: &[Emissions]) -> Vec<Range<usize>> {
    let range = |start: &mut usize, own: &Emissions| Some(std::mem::replace(start, *start + own.lines)..*start);
    emissions.iter().scan(0, range).collect()
}

/// The labels, to which the inventories go, and the months and indicators that keep somebody from a grade.
fn label(facts: &Facts, lines: &mut Lines, (index, outputs): (&RateIndex, &[Output]), terms: Terms<'_>) -> (Labelling, Vec<Finding>) {
    let mut beyond = beyond(facts, lines, index, outputs, terms);
    beyond.resize_with(facts.directory.all().len(), || None);
    let emissions = &mut lines.emissions;
    let candidates: Vec<Candidate<'_>> = (facts.directory.all(), &facts.presence, emissions.as_mut_slice(), outputs, beyond)
        .into_par_iter()
        .map(|(enterprise, presence, emissions, output, beyond)| Candidate {
            enterprise,
            presence: *presence,
            inventory: &mut emissions.inventory,
            activity_months: emissions.months.count(),
            output,
            beyond,
        })
        .collect();
    let regions = &terms.release.nomenclature().regions;
    let frozen = terms.references.map(|references| Frozen { references, regions });
    let context = LabelContext { period: terms.period, scheme: terms.scheme, release_sha256: terms.release.sha256(), frozen };
    let labelling = label_all(candidates, context);
    let all = (facts.directory.all(), outputs, &lines.emissions, &labelling.labels).into_par_iter();
    let missing = all.flat_map_iter(|(enterprise, output, own, label)| match label.status {
        Status::MissingMonths => missing_months(output, &own.months, &enterprise.id, terms),
        Status::MissingIndicators => vec![missing_indicators(&enterprise.id, terms)],
        _ => Vec::new(),
    });
    let missing = missing.collect();
    (labelling, missing)
}

fn missing_indicators(id: &str, terms: Terms<'_>) -> Finding {
    let names = terms.scheme.indicator_names().join(", ");
    Finding::new(Code::MissingIndicator).of(id).with("names", names).with("scheme", &*terms.scheme.name)
}
