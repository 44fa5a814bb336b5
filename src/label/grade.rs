//! From totals and production to grades.

use std::sync::Arc;

use rayon::prelude::*;

use super::outcome::{Label, LabelContext, numerator};
use super::output::Output;
use super::pool::{Member, Pools};
use super::status::Status;
use crate::enterprise::Enterprise;
use crate::facts::Presence;
use crate::flag::Flag;
use crate::inventory::Inventory;
use crate::measure::Ratio;
use crate::scheme::{Completeness, Scheme};

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
pub fn label_all(candidates: Vec<Candidate<'_>>, context: LabelContext<'_>) -> Labelling {
    let reasons: Vec<Option<Status>> = candidates.par_iter().map(|candidate| candidate.reason(context)).collect();
    let members: Vec<Member<'_>> = (0u32..)
        .zip(candidates.iter().zip(&reasons))
        .filter(|(_, (_, reason))| reason.is_none())
        .filter_map(|(at, (candidate, _))| candidate.member(at, context.scheme))
        .collect();
    let pools = Pools::make(&members, context.scheme, |at| candidates[at as usize].enterprise.id.as_str());
    let labels = candidates.into_par_iter().zip(reasons).map(|(candidate, reason)| candidate.label(reason, &pools, context)).collect();
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

    fn member(&self, at: u32, scheme: &Scheme) -> Option<Member<'_>> {
        let industry = self.enterprise.industry.as_ref()?;
        Some(Member { at, industry, emissions: numerator(&self.inventory, scheme), denominator: self.output.value.as_ref()? })
    }

    /// The label: compared with its pool, if nothing speaks against it.
    fn label(self, reason: Option<Status>, pools: &Pools, context: LabelContext<'_>) -> Label {
        let pool = self.enterprise.industry.as_ref().filter(|_| reason.is_none()).and_then(|industry| pools.of(industry));
        let mut flags = self.inventory.flags.clone();
        if self.presence.error && self.presence.activity {
            flags.insert(Flag::Partial);
        }
        if pool.is_some_and(|pool| context.scheme.peers.broad.contains(&pool.level)) {
            flags.insert(Flag::BroadPeers);
        }
        Label {
            status: reason.unwrap_or(if pool.is_some() { Status::Graded } else { Status::TooFewPeers }),
            inventory: self.presence.activity.then_some(self.inventory),
            denominator: self.output.value,
            pool: pool.map(Arc::clone),
            flags,
        }
    }
}
