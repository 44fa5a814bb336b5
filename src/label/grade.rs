//! From totals and production to grades.

use std::sync::Arc;

use rayon::prelude::*;

use super::id::label_id;
use super::outcome::{Label, LabelContext};
use super::output::Output;
use super::pool::{Member, Pool, Pools};
use super::status::Status;
use crate::enterprise::Enterprise;
use crate::facts::Presence;
use crate::flag::Flag;
use crate::inventory::Inventory;
use crate::measure::{Figure, Ratio, Tonnes};
use crate::scheme::{Band, Compare, Completeness, Scale, Scheme};

/// What is known of an enterprise before it is compared with anybody.
#[derive(Debug)]
pub struct Candidate<'a> {
    /// The enterprise.
    pub enterprise: &'a Enterprise,
    /// What is known of its rows.
    pub presence: Presence,
    /// Its totals.
    pub inventory: Inventory,
    /// Months of the period with a record of energy or material use.
    pub activity_months: usize,
    /// Its denominator.
    pub output: Output,
}

/// Labels in the order of the enterprises, and the pools that they were made with.
#[derive(Debug)]
pub struct Labelling {
    /// One label for each enterprise.
    pub labels: Vec<Label>,
    /// The pools that were used.
    pub pools: Pools,
}

/// Grades everybody. The one barrier of the program stands between the pools and the labels.
#[must_use]
pub fn label_all(candidates: &[Candidate<'_>], context: LabelContext<'_>) -> Labelling {
    let reasons: Vec<Option<Status>> = candidates.par_iter().map(|candidate| candidate.reason(context)).collect();
    let members: Vec<Member<'_>> = (0u32..)
        .zip(candidates.iter().zip(&reasons))
        .filter(|(_, (_, reason))| reason.is_none())
        .filter_map(|(at, (candidate, _))| candidate.member(at, context.scheme))
        .collect();
    let pools = Pools::make(&members, &context.scheme.peers, |at| candidates[at as usize].enterprise.id.clone());
    let labels = candidates.par_iter().zip(reasons).map(|(candidate, reason)| candidate.label(reason, &pools, context)).collect();
    Labelling { labels, pools }
}

impl Candidate<'_> {
    /// The first reason against a grade, peers left aside.
    fn reason(&self, context: LabelContext<'_>) -> Option<Status> {
        let scheme = context.scheme;
        let digits = self.enterprise.industry.as_ref().map_or("", |industry| industry.digits());
        let wanted = match scheme.completeness {
            Completeness::EveryMonth => context.period.count(),
            Completeness::AnyMonth => 1,
        };
        let young = scheme
            .minimum_age_months
            .zip(self.enterprise.started_in())
            .is_some_and(|(months, started)| context.period.last().since(started) < i32::from(months));
        let reasons = [
            (!self.presence.activity, Status::NoActivity),
            (!self.presence.production, Status::NoProduction),
            (self.presence.error, Status::DataErrors),
            (self.activity_months < wanted || self.output.months() < wanted, Status::MissingMonths),
            (scheme.excluded_industries.iter().any(|prefix| digits.starts_with(prefix.as_str())), Status::ExcludedIndustry),
            (young, Status::NewEnterprise),
            (!self.output.value.as_ref().is_some_and(Ratio::is_positive), Status::NonPositiveDenominator),
        ];
        reasons.into_iter().find(|(holds, _)| *holds).map(|(_, status)| status)
    }

    fn numerator(&self, scheme: &Scheme) -> Tonnes {
        let net = if scheme.numerator.energy_only { self.inventory.energy } else { self.inventory.scope1 + self.inventory.scope2 };
        if scheme.numerator.floor_at_zero { net.floored() } else { net }
    }

    fn member(&self, at: u32, scheme: &Scheme) -> Option<Member<'_>> {
        let industry = self.enterprise.industry.as_ref()?;
        Some(Member { at, industry, emissions: self.numerator(scheme), denominator: self.output.value.as_ref()? })
    }

    fn label(&self, reason: Option<Status>, pools: &Pools, context: LabelContext<'_>) -> Label {
        let mut label = self.ungraded(reason.unwrap_or(Status::TooFewPeers));
        let pool = self.enterprise.industry.as_ref().filter(|_| reason.is_none()).and_then(|industry| pools.of(industry));
        if let Some((pool, denominator)) = pool.zip(self.output.value.as_ref()) {
            self.grade(&mut label, pool, denominator, context.scheme);
        }
        label.id = label_id(&label, self.enterprise, context);
        label
    }

    fn ungraded(&self, status: Status) -> Label {
        let mut flags = self.inventory.flags.clone();
        if self.presence.error && self.presence.activity {
            flags.insert(Flag::Partial);
        }
        Label {
            status,
            grade: None,
            level: None,
            inventory: self.presence.activity.then(|| self.inventory.clone()),
            denominator: self.output.value.clone(),
            intensity: None,
            pool: None,
            reference: None,
            ratio: None,
            margin: None,
            flags,
            id: String::new(),
        }
    }

    /// Intensity = numerator ÷ denominator, ratio = intensity ÷ reference, both exact until one rounding.
    fn grade(&self, label: &mut Label, pool: &Arc<Pool>, denominator: &Ratio, scheme: &Scheme) {
        let Some(intensity) = self.numerator(scheme).ratio().divided_by(denominator) else { return };
        let Some(ratio) = intensity.divided_by(&pool.reference) else { return };
        let printed_intensity = Figure::round(&intensity, scheme.intensity.decimals);
        let printed_ratio = Figure::round(&ratio, scheme.ratio.decimals);
        label.status = Status::Graded;
        label.level = band_of(&scheme.intensity, &intensity, &printed_intensity, scheme.compare);
        label.grade = band_of(&scheme.ratio, &ratio, &printed_ratio, scheme.compare);
        label.margin = scheme.ratio.margin(&printed_ratio);
        label.reference = Some(Figure::round(&pool.reference, scheme.intensity.decimals));
        label.intensity = Some(printed_intensity);
        label.ratio = Some(printed_ratio);
        if scheme.peers.broad.contains(&pool.level) {
            label.flags.insert(Flag::BroadPeers);
        }
        label.pool = Some(Arc::clone(pool));
    }
}

fn band_of(scale: &Scale, exact: &Ratio, printed: &Figure, compare: Compare) -> Option<Arc<Band>> {
    match compare {
        Compare::Rounded => scale.band_of_figure(printed).cloned(),
        Compare::Exact => scale.band(exact).cloned(),
    }
}
