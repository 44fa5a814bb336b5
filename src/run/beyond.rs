//! What only some schemes look at: indicators, further denominators, parts of several industries, months filled in.

use rayon::prelude::*;

use super::activity::Lines;
use super::outputs::outputs;
use super::rates::RateIndex;
use super::run::Terms;
use crate::facts::Facts;
use crate::finding::{Code, Finding};
use crate::indicator::IndicatorRecord;
use crate::inventory::Inventory;
use crate::label::{Beyond, Filled, Output, numerator};
use crate::measure::{Exact, Month, Ratio, Tonnes};
use crate::nomenclature::{Dimension, IndustryCode, UnitId, Units};
use crate::production::Measure;
use crate::scheme::{Completeness, Denominator, Graded, Quantity};

/// For each enterprise what the scheme looks at beyond totals and its denominator; empty when it looks at nothing more.
pub(super) fn beyond<'f>(
    facts: &'f Facts,
    lines: &Lines,
    index: &RateIndex,
    main: &[Output],
    terms: Terms<'_>,
) -> Vec<Option<Box<Beyond<'f>>>> {
    let scheme = terms.scheme;
    if scheme.is_plain() && facts.indicators.is_empty() {
        return Vec::new();
    }
    let dimensions: Vec<Vec<Output>> = scheme.dimensions.iter().map(|dimension| outputs(facts, &dimension.denominator, terms)).collect();
    let made: Vec<(Measure, Vec<Output>)> = measures(terms).into_iter().map(|of| (of.measure, outputs(facts, &of, terms))).collect();
    let mut ranges = Vec::with_capacity(lines.emissions.len());
    let mut start = 0;
    for own in &lines.emissions {
        ranges.push(start..start + own.lines);
        start += own.lines;
    }
    let of = |at: usize| {
        let amount = |(measure, outputs): &(Measure, Vec<Output>)| outputs[at].value.clone().map(|value| (*measure, value));
        let indicators = indicators_of(facts, at);
        Some(Box::new(Beyond {
            indicators,
            outputs: dimensions.iter().map(|outputs| outputs[at].clone()).collect(),
            made: made.iter().filter_map(amount).collect(),
            parts: parts(indicators, terms).into_iter().filter_map(|(_, part)| part).collect(),
            filled: filled(&main[at], lines, ranges[at].clone(), at, index, terms),
        }))
    };
    (0..facts.directory.all().len()).into_par_iter().map(of).collect()
}

/// The indicators of an enterprise.
pub(super) fn indicators_of(facts: &Facts, at: usize) -> &[IndicatorRecord] {
    let first = facts.indicators.partition_point(|record| (record.enterprise as usize) < at);
    let end = facts.indicators.partition_point(|record| (record.enterprise as usize) <= at);
    &facts.indicators[first..end]
}

/// The figures of production that a score reads, each in the base unit of its kind.
fn measures(terms: Terms<'_>) -> Vec<Denominator> {
    let weights = terms.scheme.graded.weights();
    let quantities = weights.into_iter().flat_map(|weights| &weights.indicators).flat_map(|of| [Some(&of.above), of.below.as_ref()]);
    let units = &terms.release.nomenclature().units;
    let mut found: Vec<Denominator> = Vec::new();
    for quantity in quantities.flatten() {
        let Quantity::Made(measure) = quantity else { continue };
        let code = match measure {
            Measure::Area => "m2",
            Measure::Headcount => "人",
            _ => "万元",
        };
        let Some(unit) = units.find(code).filter(|_| found.iter().all(|other| other.measure != *measure)) else { continue };
        found.push(Denominator { measure: *measure, product: None, unit, unit_code: code.to_owned() });
    }
    found
}

/// An indicator's value in a unit; one without a unit is in the base unit.
pub(super) fn in_unit(value: Exact, unit: Option<UnitId>, target: UnitId, units: &Units) -> Option<Ratio> {
    let base = unit.map_or_else(Ratio::one, |unit| units.get(unit).ratio.clone());
    let fits = unit.is_none_or(|unit| units.get(unit).dimension == units.get(target).dimension);
    value.ratio().times(&base).divided_by(&units.get(target).ratio).filter(|_| fits && units.get(target).dimension != Dimension::Energy)
}

/// The parts of an enterprise's denominator that belong to several industries: indicators such as `value_added:3311`. One
/// whose code is none comes without its part.
fn parts<'i>(indicators: &'i [IndicatorRecord], terms: Terms<'_>) -> Vec<(&'i IndicatorRecord, Option<(IndustryCode, Ratio)>)> {
    if !matches!(terms.scheme.graded, Graded::Ratio) {
        return Vec::new();
    }
    let prefix = format!("{}:", terms.scheme.denominator.measure.name());
    let industries = &terms.release.nomenclature().industries;
    let current = |record: &&IndicatorRecord| record.months.is_none_or(|months| months == terms.period);
    let part = |record: &'i IndicatorRecord| {
        let code = record.name.strip_prefix(&prefix)?;
        Some((record, industries.parse(code).ok().map(|industry| (industry, record.value.ratio()))))
    };
    indicators.iter().filter(current).filter_map(part).collect()
}

/// What is filled in for months without energy: each counts as the worst month that was reported.
fn filled(main: &Output, lines: &Lines, range: std::ops::Range<usize>, at: usize, index: &RateIndex, terms: Terms<'_>) -> Option<Filled> {
    let Completeness::Filled(_) = terms.scheme.completeness else { return None };
    let count = terms.period.count();
    let without_energy = count - lines.emissions[at].months.count().min(count);
    let months = without_energy.max(count - main.months());
    if months == 0 {
        return None;
    }
    let mut by_month: Vec<(Month, Inventory)> = Vec::new();
    for (record, rate) in lines.records.range(range.clone()).zip(lines.rates.range(range)) {
        let Some((rate, emission)) = index.rates.line_rate(*rate).zip(index.rates.emission(*rate, record)) else {
            continue;
        };
        let place = by_month.iter().position(|(month, _)| *month == record.month()).unwrap_or(by_month.len());
        if place == by_month.len() {
            by_month.push((record.month(), Inventory::default()));
        }
        by_month[place].1.add(&emission, rate);
    }
    let worst = by_month.iter().filter_map(|(_, inventory)| numerator(inventory, terms.scheme)).max().unwrap_or(Tonnes::ZERO).floored();
    Some(Filled { months, added: std::iter::repeat_n(worst, without_energy).sum() })
}

/// Errors of indicators that only the scheme can tell: a part whose industry is none. They bar the grade.
pub(super) fn wrong_parts(facts: &mut Facts, terms: Terms<'_>) {
    let mut findings = Vec::new();
    for record in parts(&facts.indicators, terms).into_iter().filter(|(_, part)| part.is_none()).map(|(record, _)| record) {
        let place = facts.files[record.file as usize].place(record.row, Some("indicator"));
        let id = &facts.directory.get(record.enterprise).id;
        findings.push((record.enterprise, Finding::new(Code::UnknownIndustry).at(place, &record.name).of(id)));
    }
    for (enterprise, finding) in findings {
        facts.presence[enterprise as usize].error = true;
        facts.findings.push(finding);
    }
}

/// A note of indicators that the scheme does not read: a mistyped name must not pass unseen.
pub(super) fn unused(facts: &Facts, terms: Terms<'_>) -> Option<Finding> {
    let read = terms.scheme.indicator_names();
    let prefix = format!("{}:", terms.scheme.denominator.measure.name());
    let is_read =
        |name: &str| read.iter().any(|other| other == name) || (matches!(terms.scheme.graded, Graded::Ratio) && name.starts_with(&prefix));
    let mut names: Vec<&str> = facts.indicators.iter().map(|record| &*record.name).filter(|name| !is_read(name)).collect();
    names.sort_unstable();
    names.dedup();
    let first = facts.indicators.iter().find(|record| names.contains(&&*record.name))?;
    let place = facts.files[first.file as usize].place(1, Some("indicator"));
    Some(Finding::new(Code::UnusedIndicator).at(place, "").with("names", names.join(", ")).with("scheme", &*terms.scheme.name))
}
