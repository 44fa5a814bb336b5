//! The run as a whole.

use std::ops::Range;

use rayon::prelude::*;

use super::activity::{Emissions, lines};
use super::missing::missing_months;
use super::outcome::Outcome;
use super::rates::RateIndex;
use super::settle::settle;
use crate::facts::Facts;
use crate::finding::Finding;
use crate::label::{Candidate, LabelContext, Labelling, Output, Status, label_all};
use crate::measure::Months;
use crate::plausibility::{ProductionCheck, Totals, Use, check_totals};
use crate::production::{Measure, ProductionRecord};
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
    settle(&mut facts);
    let activity_count = facts.activity.len();
    let index = RateIndex::new(&facts.activity, &facts.directory, terms.release);
    let mut lines = lines(&mut facts, &index, terms.release);
    let severities = &terms.release.manifest().severities;
    for (presence, emissions) in facts.presence.iter_mut().zip(&mut lines.emissions) {
        severities.weigh(&mut emissions.findings);
        presence.error |= emissions.findings.iter().any(Finding::is_error);
        facts.findings.append(&mut emissions.findings);
    }
    let (outputs, mut implausible) = outputs(&facts, &lines.emissions, terms);
    implausible.extend(totals(&facts, &lines.emissions, &outputs, terms));
    severities.weigh(&mut implausible);
    for finding in implausible.iter().filter(|finding| finding.is_error()) {
        let enterprise = finding.enterprise.as_deref().and_then(|id| facts.directory.find(id));
        enterprise.into_iter().for_each(|at| facts.presence[at as usize].error = true);
    }
    let (labelling, mut missing) = label(&facts, &mut lines.emissions, &outputs, terms);
    severities.weigh(&mut missing);
    facts.findings.append(&mut implausible);
    facts.findings.append(&mut missing);
    Finding::sort(&mut facts.findings);
    Outcome {
        files: facts.files,
        directory: facts.directory,
        activity_count,
        lines_of: ranges(&lines.emissions),
        activity: lines.records,
        line_rates: lines.rates,
        production: facts.production,
        rates: index.rates,
        labels: labelling.labels,
        pools: labelling.pools,
        findings: facts.findings,
    }
}

/// Each enterprise's part of the lines.
fn ranges(emissions: &[Emissions]) -> Vec<Range<usize>> {
    let range = |start: &mut usize, own: &Emissions| Some(std::mem::replace(start, *start + own.lines)..*start);
    emissions.iter().scan(0, range).collect()
}

/// The labels, to which the inventories go, and the months that keep somebody from a grade.
fn label(facts: &Facts, emissions: &mut [Emissions], outputs: &[Output], terms: Terms<'_>) -> (Labelling, Vec<Finding>) {
    let candidates: Vec<Candidate<'_>> = (facts.directory.all(), &facts.presence, &mut *emissions, outputs)
        .into_par_iter()
        .map(|(enterprise, presence, emissions, output)| Candidate {
            enterprise,
            presence: *presence,
            inventory: std::mem::take(&mut emissions.inventory),
            activity_months: emissions.months.len(),
            output: output.clone(),
        })
        .collect();
    let context = LabelContext { period: terms.period, scheme: terms.scheme, release_sha256: terms.release.sha256() };
    let labelling = label_all(candidates, context);
    let all = facts.directory.all().iter().zip(outputs).zip(emissions).zip(&labelling.labels);
    let incomplete = all.filter(|(_, label)| label.status == Status::MissingMonths);
    let missing =
        incomplete.flat_map(|(((enterprise, output), own), _)| missing_months(output, &own.months, &enterprise.id, terms)).collect();
    (labelling, missing)
}

/// What each enterprise made, and what of it is not plausible.
fn outputs(facts: &Facts, emissions: &[Emissions], terms: Terms<'_>) -> (Vec<Output>, Vec<Finding>) {
    let units = &terms.release.nomenclature().units;
    let check = ProductionCheck::new(&facts.files, units);
    let output = |own: &[ProductionRecord]| Output::sum(own.iter(), &terms.scheme.denominator, terms.period, units);
    let of_one = |own: &[ProductionRecord], findings: &mut Vec<Finding>| {
        let at = own[0].enterprise as usize;
        let energy = Use { months: &emissions[at].months, idle: &emissions[at].idle, has_rows: facts.presence[at].activity };
        findings.extend(check.check(own, &facts.directory.all()[at].id, energy));
        (own[0].enterprise, output(own))
    };
    let of_part = |part: &Vec<ProductionRecord>| {
        let mut findings = Vec::new();
        let of_each = part.chunk_by(|a, b| a.enterprise == b.enterprise);
        (of_each.map(|own| of_one(own, &mut findings)).collect::<Vec<_>>(), findings)
    };
    let made: Vec<(Vec<(u32, Output)>, Vec<Finding>)> = facts.production.parts().par_iter().map(of_part).collect();
    let mut outputs = Vec::with_capacity(facts.directory.all().len());
    let mut findings = Vec::new();
    // Parts are in the order of enterprises; those without production stand between.
    for (of_part, mut found) in made {
        findings.append(&mut found);
        for (enterprise, own) in of_part {
            outputs.resize_with(enterprise as usize, || output(&[]));
            outputs.push(own);
        }
    }
    outputs.resize_with(facts.directory.all().len(), || output(&[]));
    (outputs, findings)
}

/// What is not plausible about the totals of enterprises.
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
            column: denominator.measure.name(),
            has_production: presence.production,
        };
        check_totals(totals, &enterprise.id, nomenclature)
    })
    .collect()
}
