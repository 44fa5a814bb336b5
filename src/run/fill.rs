//! Months that an enterprise leaves out of what it otherwise reports, filled in by the rule of its method 缺失数据.
//!
//! An item, flow and site is a series. A month that a series lacks is filled in where the series has a month that was
//! reported, lacks no more months than the method bears, and only adds emissions: nobody gets a deduction that he did not
//! report. A month of which nothing at all was reported is filled in for every series or for none, so that it counts as
//! present only when it is whole. An enterprise with an error is left as it is: what is missing may be the wrong row.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::missing::listed;
use super::rates::{Finder, RateIndex};
use super::run::Terms;
use super::settle::sort_activity;
use crate::activity::{Activity, ActivityRecord, Estimate};
use crate::emission::{LineRate, Resolution};
use crate::facts::Facts;
use crate::finding::{Code, Finding};
use crate::measure::{Exact, Month, Tonnes};
use crate::method::{FlowRule, Missing, MissingRule};
use crate::nomenclature::UnitId;
use crate::parts::Parts;

/// Fills in what the methods of the release say, and what is to be known of it.
pub(super) fn fill(facts: &mut Facts, index: &RateIndex<'_>, terms: Terms<'_>) -> Vec<Finding> {
    if terms.release.methods().iter().all(|method| method.missing.is_none()) {
        return Vec::new();
    }
    let mut parts = std::mem::take(&mut facts.activity).into_parts();
    let filling = Filling { facts, index, terms };
    let findings: Vec<Vec<Finding>> = parts.par_iter_mut().map(|part| filling.part(part)).collect();
    facts.activity = Parts::new(parts);
    findings.concat()
}

struct Filling<'a> {
    facts: &'a Facts,
    index: &'a RateIndex<'a>,
    terms: Terms<'a>,
}

/// A record of the enterprise makes no line as it should: nothing of it is filled in.
struct Unfit;

/// What a series lacks.
struct Gap<'a> {
    months: Vec<Month>,
    /// The reported month with the highest emissions.
    worst: &'a ActivityRecord,
    method: &'a str,
    missing: Option<&'a Missing>,
    /// What takes the place of its quantity.
    stated: Option<(Exact, UnitId)>,
}

impl Gap<'_> {
    /// Whether the rule of its method fills it.
    fn is_filled(&self) -> bool {
        self.missing.is_some_and(|missing| {
            let in_limit = self.months.len() <= missing.most_months.into();
            in_limit && (self.stated.is_some() || matches!(missing.rule, MissingRule::Conservative))
        })
    }
}

impl<'a> Filling<'a> {
    fn part(&self, records: &mut Vec<ActivityRecord>) -> Vec<Finding> {
        let (mut added, mut findings) = (Vec::new(), Vec::new());
        let mut finder = self.index.finder();
        for own in records.chunk_by(|a, b| a.enterprise == b.enterprise) {
            if !self.facts.presence[own[0].enterprise as usize].error {
                self.enterprise(own, &mut finder, &mut added, &mut findings);
            }
        }
        if !added.is_empty() {
            records.append(&mut added);
            records.sort_by_key(|record| record.enterprise);
            sort_activity(records);
        }
        findings
    }

    fn enterprise(&self, own: &[ActivityRecord], finder: &mut Finder<'_>, added: &mut Vec<ActivityRecord>, findings: &mut Vec<Finding>) {
        let reported = |month: &Month| own.iter().any(|record| record.month() == *month);
        let unreported: Vec<Month> = self.terms.period.iter().filter(|month| !reported(month)).collect();
        let mut all: BTreeMap<(u64, Option<&str>), Vec<&ActivityRecord>> = BTreeMap::new();
        own.iter().for_each(|record| all.entry((record.series(), record.site())).or_default().push(record));
        let Ok(gaps) = all.into_values().map(|series| self.gap(&series, finder)).collect::<Result<Vec<_>, Unfit>>() else { return };
        let mut gaps: Vec<Gap<'_>> = gaps.into_iter().flatten().collect();
        if gaps.iter().any(|gap| !gap.is_filled() && gap.months.iter().any(|month| unreported.contains(month))) {
            gaps.iter_mut().filter(|gap| gap.is_filled()).for_each(|gap| gap.months.retain(|month| !unreported.contains(month)));
        }
        for gap in gaps.iter().filter(|gap| gap.missing.is_some() && !gap.months.is_empty()) {
            findings.push(self.said(gap));
            if gap.is_filled() {
                added.extend(gap.months.iter().map(|month| estimated(gap, *month)));
            }
        }
    }

    /// What a series lacks, if it lacks anything that could be filled in.
    fn gap<'r>(&self, series: &[&'r ActivityRecord], finder: &mut Finder<'_>) -> Result<Option<Gap<'r>>, Unfit>
    where
        'a: 'r,
    {
        let mut worst: Option<(Tonnes, &ActivityRecord, &LineRate)> = None;
        let mut adds = true;
        for record in series {
            let rates = &self.index.rates;
            let Some(first) = finder.rate_of(record) else { return Ok(None) };
            match rates.get(first) {
                Resolution::Line(_) => {}
                Resolution::Memo => return Ok(None),
                Resolution::Refused(..) | Resolution::Open => return Err(Unfit),
            }
            let lines: Vec<&LineRate> = rates.line_rates(first).map(|(_, rate)| rate).collect();
            adds &= lines.iter().all(|rate| !self.is_deducted(rate, record));
            let emissions = total(&lines, record).ok_or(Unfit)?;
            if worst.as_ref().is_none_or(|(most, ..)| emissions > *most) {
                worst = lines.first().map(|rate| (emissions, *record, *rate));
            }
        }
        // Before it began to produce, an enterprise left nothing out.
        let start = series.first().and_then(|record| self.facts.directory.get(record.enterprise).started_in());
        let lacks = |month: &Month| start.is_none_or(|start| *month >= start) && series.iter().all(|record| record.month() != *month);
        let months: Vec<Month> = self.terms.period.iter().filter(lacks).collect();
        Ok(worst.filter(|_| adds && !months.is_empty()).map(|(_, worst, rate)| {
            let method = &self.terms.release.methods()[rate.source.0];
            let missing = method.missing.as_ref();
            Gap { months, worst, method: &method.name, missing, stated: missing.and_then(|missing| self.stated(missing, worst)) }
        }))
    }

    fn is_deducted(&self, rate: &LineRate, record: &ActivityRecord) -> bool {
        let source = &self.terms.release.methods()[rate.source.0].sources[rate.source.1];
        source.flows.get(&record.flow()) == Some(&FlowRule::Deducted)
    }

    fn stated(&self, missing: &Missing, record: &ActivityRecord) -> Option<(Exact, UnitId)> {
        let MissingRule::Default(values) = &missing.rule else { return None };
        let names = self.terms.release.nomenclature();
        let default = values.get(&names.items.get(record.item()).code)?;
        Some((default.quantity, names.units.find(&default.said.unit)?))
    }

    fn said(&self, gap: &Gap<'_>) -> Finding {
        let code = if gap.is_filled() { Code::EstimatedMonths } else { Code::UnfilledMonths };
        let item = self.terms.release.nomenclature().items.get(gap.worst.item()).label();
        let limit = gap.missing.map_or(0, |missing| missing.most_months);
        let from = (gap.stated.is_none()).then(|| gap.worst.month().to_string());
        Finding::new(code)
            .of(&self.facts.directory.get(gap.worst.enterprise).id)
            .with("item", item)
            .with_some("site", gap.worst.site().map(str::to_owned))
            .with("months", listed(gap.months.iter().copied()).unwrap_or_default())
            .with("method", gap.method)
            .with("limit", limit.to_string())
            .with_some("from", from.filter(|_| gap.is_filled()))
    }
}

/// What a record adds to the total; where none of its lines does, what they come to.
fn total(lines: &[&LineRate], record: &ActivityRecord) -> Option<Tonnes> {
    let counts = lines.iter().any(|rate| !rate.kind.is_apart());
    let own = lines.iter().filter(|rate| !counts || !rate.kind.is_apart());
    own.map(|rate| rate.apply(record.quantity()).map(|emission| emission.emissions)).sum()
}

/// A record of a month that was not reported. Its place is that of the record from which it was estimated.
fn estimated(gap: &Gap<'_>, month: Month) -> ActivityRecord {
    let record = gap.worst;
    let mut extras = record.extras().cloned().unwrap_or_default();
    (extras.remarks, extras.long_quantity) = Default::default();
    extras.estimate = Some(Estimate { from: record.month(), stated: gap.stated.is_some() });
    let (quantity, unit) = gap.stated.unwrap_or((record.quantity(), record.unit()));
    ActivityRecord::from(Activity {
        enterprise: record.enterprise,
        month,
        item: record.item(),
        flow: record.flow(),
        quantity,
        unit,
        file: record.file_number(),
        row: record.row,
        extras: Some(Box::new(extras)),
    })
}
