//! From totals and production to grades.

use std::sync::Arc;

use rayon::prelude::*;

use super::field::Field;
use super::outcome::{Label, LabelContext, plain};
use super::output::Output;
use super::pool::{Origin, Pool};
use super::pools::Pools;
use super::status::Status;
use super::sums::Member;
use super::verdict::{Judged, Verdict};
use crate::enterprise::Enterprise;
use crate::facts::Presence;
use crate::flag::{Flag, Flags};
use crate::indicator::IndicatorRecord;
use crate::inventory::Inventory;
use crate::measure::{Months, Ratio, Tonnes};
use crate::nomenclature::IndustryCode;
use crate::production::Measure;
use crate::scheme::Graded;

/// What is known of an enterprise before it is compared with anybody.
#[derive(Debug)]
pub struct Candidate<'a> {
    /// The enterprise.
    pub enterprise: &'a Enterprise,
    /// What is known of its rows.
    pub presence: Presence,
    /// Its totals, which the label takes.
    pub inventory: &'a mut Inventory,
    /// Months of the period with a record of energy or material use.
    pub activity_months: usize,
    /// Its denominator.
    pub output: &'a Output,
    /// What only some schemes look at.
    pub beyond: Option<Box<Beyond<'a>>>,
}

/// What only some schemes look at.
#[derive(Debug, Default)]
pub struct Beyond<'a> {
    /// Its indicators.
    pub indicators: &'a [IndicatorRecord],
    /// The denominators of the scheme's dimensions.
    pub outputs: Vec<Output>,
    /// Figures of production, each in the base unit of its kind.
    pub made: Vec<(Measure, Ratio)>,
    /// The parts of its denominator that belong to several industries.
    pub parts: Vec<(IndustryCode, Ratio)>,
    /// What was filled in for months without energy.
    pub filled: Option<Filled>,
}

/// What was filled in.
#[derive(Clone, Copy, Debug)]
pub struct Filled {
    /// For how many months.
    pub months: usize,
    /// How much the numerator became larger.
    pub added: Tonnes,
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
    let whole = Field { candidates: &candidates, context, scheme: context.scheme, dimension: None };
    let (mut pools, judged) = match &context.scheme.graded {
        Graded::Dimensions(merge) => {
            let of = |(place, scheme)| judge_all(Field { scheme, dimension: Some(place), ..whole });
            merged(context.scheme.dimensions.iter().enumerate().map(of).collect(), whole, |grades| merge.of(grades))
        }
        _ => judge_all(whole),
    };
    let composite = |judged: &Judged| judged.pool.clone().filter(|pool| pool.origin == Origin::Composite);
    pools.append(judged.iter().filter_map(composite).collect());
    let labels = candidates.into_par_iter().zip(judged).map(|(candidate, judged)| candidate.label(judged)).collect();
    Labelling { labels, pools }
}

/// Judges everybody under one scheme.
fn judge_all(field: Field<'_>) -> (Pools, Vec<Judged>) {
    let count = u32::try_from(field.candidates.len()).unwrap_or(u32::MAX);
    let reasons: Vec<Option<Status>> = (0..count).into_par_iter().map(|at| field.reason(at)).collect();
    let graded = || (0..count).zip(&reasons).filter(|(_, reason)| reason.is_none()).map(|(at, _)| at);
    let pools = if !field.scheme.graded.needs_peers() {
        Pools::default()
    } else if field.context.frozen.is_some() {
        let own = graded().map(|at| field.of(at).enterprise.clone());
        let parts = graded().flat_map(|at| field.of(at).as_if_of_each_part());
        let all: Vec<Enterprise> = own.chain(parts).collect();
        Pools::frozen(all.iter(), field)
    } else {
        let graded: Vec<u32> = graded().collect();
        let (peers, others): (Vec<u32>, Vec<u32>) = graded.into_par_iter().partition(|at| field.is_peer(*at));
        let members: Vec<Member<'_>> = peers.par_iter().filter_map(|at| field.member(*at)).collect();
        let wanted: Vec<&IndustryCode> = others.iter().flat_map(|at| field.of(*at).industries()).collect();
        Pools::make(&members, &wanted, field)
    };
    let judged = (0..count).into_par_iter().zip(reasons).map(|(at, reason)| field.judge(at, reason, &pools)).collect();
    (pools, judged)
}

/// Merges what the dimensions say: the first reason against a grade counts, and figures are those of the first dimension.
fn merged(dimensions: Vec<(Pools, Vec<Judged>)>, whole: Field<'_>, merge: impl Fn(&[usize]) -> Option<usize>) -> (Pools, Vec<Judged>) {
    let mut pools = Pools::default();
    let mut others: Vec<Vec<Arc<Pool>>> = Vec::new();
    let mut columns = Vec::new();
    for (at, (own, judged)) in dimensions.into_iter().enumerate() {
        if at == 0 {
            pools = own;
        } else {
            others.push(own.all().to_vec());
        }
        columns.push(judged.into_iter());
    }
    let mut rows = Vec::with_capacity(whole.candidates.len());
    for at in 0..u32::try_from(whole.candidates.len()).unwrap_or(u32::MAX) {
        let row: Vec<Judged> = columns.iter_mut().filter_map(Iterator::next).collect();
        rows.push(one_of(row, at, whole, &merge));
    }
    others.into_iter().for_each(|others| pools.append(others));
    (pools, rows)
}

/// One verdict of those of all dimensions.
fn one_of(row: Vec<Judged>, at: u32, whole: Field<'_>, merge: impl Fn(&[usize]) -> Option<usize>) -> Judged {
    let refused = |status| Judged { status, pool: None, verdict: None, flags: Flags::default() };
    if let Some(status) = row.iter().map(|judged| judged.status).find(|status| *status != Status::Graded) {
        return refused(status);
    }
    let scheme = whole.scheme;
    let place = |(dimension, judged): (usize, &Judged)| {
        Field { scheme: &scheme.dimensions[dimension], dimension: Some(dimension), ..whole }.place(at, judged)
    };
    let grades: Option<Vec<usize>> = row.iter().enumerate().map(place).collect();
    let Some((grades, grade)) = grades.and_then(|grades| merge(&grades).map(|grade| (grades, grade))) else {
        return refused(Status::MissingIndicators);
    };
    let mut flags = Flags::default();
    row.iter().flat_map(|judged| judged.flags.iter()).for_each(|flag| flags.insert(*flag));
    for (dimension, grade) in (1u8..).zip(&grades) {
        flags.insert(Flag::Dimension(dimension, u8::try_from(grade + 1).unwrap_or(u8::MAX)));
    }
    let passed = whole.pass_gates(at, grade, 0, &flags);
    if passed != grade {
        flags.insert(Flag::Gated);
    }
    let first = row.into_iter().next();
    let (pool, own) = first.map_or((None, None), |judged| (judged.pool, judged.verdict));
    let numerator = whole.numerator(at).unwrap_or(Tonnes::ZERO);
    let (reference, figure) = own.map_or((None, None), |own| (own.reference, own.figure));
    let reference = reference.or_else(|| pool.as_ref().map(|pool| pool.reference.clone()));
    // The first dimension has a denominator of its own.
    let first_of = || Some(Field { scheme: scheme.dimensions.first()?, dimension: Some(0), ..whole });
    let figure = figure.or_else(|| first_of()?.intensity(at)?.divided_by(reference.as_ref()?));
    let verdict = Verdict { numerator, reference, figure, grade: passed };
    Judged { status: Status::Graded, pool, verdict: Some(Box::new(verdict)), flags }
}

impl<'a> Field<'a> {
    /// The place of the grade that it was judged with under this field's scheme.
    fn place(&self, at: u32, judged: &Judged) -> Option<usize> {
        if let Some(verdict) = &judged.verdict {
            return Some(verdict.grade);
        }
        let grading = plain(self.numerator(at)?, self.output(at).value.as_ref()?, judged.pool.as_deref()?, self.scheme)?;
        self.scheme.ratio.place(&grading.grade?.code)
    }

    fn member(&self, at: u32) -> Option<Member<'a>> {
        let industry = self.of(at).enterprise.industry.as_ref()?;
        Some(Member { at, industry, emissions: self.numerator(at)?, denominator: self.output(at).value.as_ref()? })
    }
}

impl Candidate<'_> {
    /// The newest indicator of a name: one of these months or, if it may be, one that names none.
    pub(super) fn indicator(&self, name: &str, months: Months, or_of_none: bool) -> Option<Ratio> {
        let records = self.beyond.as_ref()?.indicators;
        let of = |wanted: Option<Months>| records.iter().find(|record| &*record.name == name && record.months == wanted);
        of(Some(months)).or_else(|| if or_of_none { of(None) } else { None }).map(|record| record.value.ratio())
    }

    /// Its industries: its own, or those of its parts.
    fn industries(&self) -> impl Iterator<Item = &IndustryCode> {
        let parts = self.beyond.as_ref().map_or(&[][..], |beyond| &beyond.parts);
        self.enterprise.industry.iter().chain(parts.iter().map(|(industry, _)| industry))
    }

    /// The enterprise as if it were of one of its industries, for each of them.
    fn as_if_of_each_part(&self) -> impl Iterator<Item = Enterprise> {
        let parts = self.beyond.as_ref().map_or(&[][..], |beyond| &beyond.parts);
        parts.iter().map(|(industry, _)| Enterprise { industry: Some(*industry), ..self.enterprise.clone() })
    }

    /// The label.
    fn label(self, judged: Judged) -> Label {
        let mut flags = self.inventory.flags.clone();
        if self.presence.error && self.presence.activity {
            flags.insert(Flag::Partial);
        }
        judged.flags.iter().for_each(|flag| flags.insert(*flag));
        Label {
            status: judged.status,
            inventory: self.presence.activity.then(|| std::mem::take(self.inventory)),
            denominator: self.output.value.clone(),
            pool: judged.pool,
            verdict: judged.verdict,
            flags,
        }
    }
}
