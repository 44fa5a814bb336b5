//! What a scheme says of one enterprise: the figure that is graded, the grade, and what happened on the way.

use std::sync::Arc;

use super::field::{Field, is_flag};
use super::pool::{Origin, Pool};
use super::pools::Pools;
use super::status::Status;
use crate::flag::{Flag, Flags};
use crate::measure::{Figure, Ratio, Tonnes};
use crate::scheme::{Compare, Condition, Graded, Weights, nearest_industry};
use crate::statistic::{elasticity, percentile, points, rank_share, trend};

/// What decides a label beyond its totals and its pool; labels of plain schemes have none.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// What was divided, filled in where months are missing.
    pub numerator: Tonnes,
    /// What it was compared with, if with anything.
    pub reference: Option<Ratio>,
    /// The exact figure that is graded; none where dimensions were merged.
    pub figure: Option<Ratio>,
    /// The place of the grade on its scale, gates passed.
    pub grade: usize,
}

/// One enterprise judged.
pub(super) struct Judged {
    pub(super) status: Status,
    pub(super) pool: Option<Arc<Pool>>,
    pub(super) verdict: Option<Box<Verdict>>,
    /// What the judging adds to the flags.
    pub(super) flags: Flags,
}

/// A figure on its way to a grade.
struct Measured {
    figure: Ratio,
    reference: Option<Ratio>,
    /// How many of the latest years rose; what a trend says beside its figure.
    rising: usize,
    is_reweighted: bool,
}

impl Field<'_> {
    /// Judges one enterprise, against which there is this reason.
    pub(super) fn judge(&self, at: u32, reason: Option<Status>, pools: &Pools) -> Judged {
        let mut judged = Judged { status: Status::Graded, pool: None, verdict: None, flags: Flags::default() };
        if let Some(reason) = reason {
            return Judged { status: reason, ..judged };
        }
        if self.scheme.graded.needs_peers() {
            judged.pool = self.pool(at, pools);
            let Some(pool) = &judged.pool else { return Judged { status: Status::TooFewPeers, ..judged } };
            self.flag_pool(pool, &mut judged.flags);
        }
        if self.scheme.is_plain() {
            return judged;
        }
        match self.measured(at, judged.pool.as_deref()) {
            Err(status) => Judged { status, pool: None, verdict: None, flags: Flags::default() },
            Ok(measured) => self.graded(at, measured, judged),
        }
    }

    fn pool(&self, at: u32, pools: &Pools) -> Option<Arc<Pool>> {
        let candidate = self.of(at);
        let parts = candidate.beyond.as_ref().map_or(&[][..], |beyond| &beyond.parts);
        if parts.is_empty() { pools.of(candidate.enterprise, *self).cloned() } else { pools.composite(candidate.enterprise, parts, *self) }
    }

    fn flag_pool(&self, pool: &Pool, flags: &mut Flags) {
        let known = [
            (self.scheme.peers.broad.contains(&pool.level), Flag::BroadPeers),
            (pool.is_dominated, Flag::DominantPeer),
            (pool.origin == Origin::Frozen, Flag::FrozenReference),
            (pool.origin == Origin::Composite, Flag::CompositeReference),
        ];
        known.into_iter().filter(|(holds, _)| *holds).for_each(|(_, flag)| flags.insert(flag));
    }

    /// The figure that is graded, or why there is none.
    fn measured(&self, at: u32, pool: Option<&Pool>) -> Result<Measured, Status> {
        let missing = Status::MissingIndicators;
        let digits = self.of(at).enterprise.industry.as_ref().map_or("", |industry| industry.digits());
        let plain = |figure: Ratio| Measured { figure, reference: None, rising: 0, is_reweighted: false };
        let intensity = self.intensity(at).ok_or(missing)?;
        match &self.scheme.graded {
            Graded::Ratio => self.ratio(at, &intensity, pool.ok_or(Status::TooFewPeers)?),
            Graded::Intensity | Graded::Dimensions(_) => Ok(plain(intensity)),
            Graded::Rank(None) => {
                let pool = pool.ok_or(Status::TooFewPeers)?;
                let better = pool.sorted.below(&self.ranked_intensity(at).ok_or(missing)?);
                self.share(at, better, pool).map(plain)
            }
            Graded::Rank(Some(weights)) => {
                let pool = pool.ok_or(Status::TooFewPeers)?;
                let score = self.score(at, weights, &pool.averages).ok_or(missing)?;
                let own = self.ranked_score(at, weights, &pool.averages).ok_or(missing)?;
                let share = self.share(at, pool.sorted.below(&own), pool)?;
                Ok(Measured { is_reweighted: score.is_reweighted, ..plain(share) })
            }
            Graded::Score(weights) => {
                let averages = pool.map_or(&[][..], |pool| &pool.averages);
                let score = self.score(at, weights, averages).ok_or(missing)?;
                Ok(Measured { is_reweighted: score.is_reweighted, ..plain(score.points) })
            }
            Graded::Points(anchors) => {
                let anchor = nearest_industry(anchors, digits, |anchor| &anchor.industry).ok_or(Status::ExcludedIndustry)?;
                let points = points(&intensity, &anchor.baseline, &anchor.leading).ok_or(missing)?;
                Ok(Measured { reference: Some(anchor.baseline.clone()), ..plain(points) })
            }
            Graded::Percentile(curves) => {
                let curve = nearest_industry(curves, digits, |curve| &curve.industry).ok_or(Status::ExcludedIndustry)?;
                percentile(&intensity, &curve.points).map(plain).ok_or(missing)
            }
            Graded::Trend { years } => {
                let years = self.years(at, *years, "intensity").ok_or(missing)?;
                let trend = trend(&years).ok_or(missing)?;
                Ok(Measured { rising: trend.rising, ..plain(trend.rate) })
            }
            Graded::Elasticity { years, growing, shrinking } => {
                let (above, below) = (self.years(at, *years, "numerator"), self.years(at, *years, "denominator"));
                let elasticity = elasticity(&above.ok_or(missing)?, &below.ok_or(missing)?).ok_or(missing)?;
                elasticity.points(growing, shrinking).map(plain).ok_or(missing)
            }
        }
    }

    /// The intensity over the reference of the peers, without the enterprise itself if the scheme leaves it out.
    fn ratio(&self, at: u32, intensity: &Ratio, pool: &Pool) -> Result<Measured, Status> {
        let leaves_out = !self.scheme.peers.include_self && pool.origin == Origin::Computed && self.is_peer(at);
        let reference = if leaves_out {
            let own = self.numerator(at).map(Tonnes::ratio).zip(self.output(at).value.as_ref());
            let (numerator, denominator) = own.ok_or(Status::MissingIndicators)?;
            pool.reference_without(&self.scheme.peers.reference, (&numerator, denominator), intensity).ok_or(Status::TooFewPeers)?
        } else {
            pool.reference.clone()
        };
        let figure = intensity.divided_by(&reference).ok_or(Status::TooFewPeers)?;
        Ok(Measured { figure, reference: Some(reference), rising: 0, is_reweighted: false })
    }

    /// The rank's share; one who is no peer of others is ranked as if it were one more.
    fn share(&self, at: u32, better: usize, pool: &Pool) -> Result<Ratio, Status> {
        let count = pool.sorted.count() + usize::from(!self.is_peer(at));
        rank_share(better, count).ok_or(Status::TooFewPeers)
    }

    /// What is ranked: the printed intensity where printed figures are compared, else the exact one.
    pub(super) fn ranked_intensity(&self, at: u32) -> Option<Ratio> {
        let intensity = self.intensity(at)?;
        Some(self.compared(intensity, self.scheme.intensity.decimals))
    }

    /// The score as it is ranked, its sign turned: less is better.
    pub(super) fn ranked_score(&self, at: u32, weights: &Weights, averages: &[Option<Ratio>]) -> Option<Ratio> {
        let score = self.score(at, weights, averages)?;
        Some(self.compared(score.points, self.scheme.intensity.decimals).negated())
    }

    fn compared(&self, value: Ratio, decimals: u8) -> Ratio {
        match self.scheme.compare {
            Compare::Rounded => Figure::round(&value, decimals).ratio(),
            Compare::Exact => value,
        }
    }

    /// A figure of this year and of the years before, the oldest first; none when one is missing.
    fn years(&self, at: u32, count: usize, name: &str) -> Option<Vec<Ratio>> {
        let earlier = |years: usize| {
            let quotient = || self.earlier(at, "numerator", years)?.divided_by(&self.earlier(at, "denominator", years)?);
            self.earlier(at, name, years).or_else(|| if name == "intensity" { quotient() } else { None })
        };
        let now = match name {
            "intensity" => self.intensity(at),
            "numerator" => self.numerator(at).map(Tonnes::ratio),
            _ => self.output(at).value.clone(),
        };
        (1..count).rev().map(earlier).chain([now]).collect()
    }

    /// From the figure to the grade: bands, then what is filled in, then gates.
    fn graded(&self, at: u32, measured: Measured, judged: Judged) -> Judged {
        let Judged { status, pool, mut flags, .. } = judged;
        let (scheme, candidate) = (self.scheme, self.of(at));
        let scale = &scheme.ratio;
        let band = match scheme.compare {
            Compare::Rounded => scale.band_of_figure(&Figure::round(&measured.figure, scale.decimals)),
            Compare::Exact => scale.band(&measured.figure),
        };
        let Some(mut grade) = band.and_then(|band| scale.place(&band.code)) else {
            return Judged { status: Status::MissingIndicators, pool: None, verdict: None, flags: Flags::default() };
        };
        if measured.is_reweighted {
            flags.insert(Flag::Reweighted);
        }
        if let Some(filled) = candidate.beyond.as_ref().and_then(|beyond| beyond.filled) {
            flags.insert(Flag::Filled(u8::try_from(filled.months).unwrap_or(u8::MAX)));
            grade = grade.max(1).min(scale.bands.len() - 1);
        }
        let passed = self.pass_gates(at, grade, measured.rising, &flags);
        if passed != grade {
            flags.insert(Flag::Gated);
        }
        let numerator = self.numerator(at).unwrap_or(Tonnes::ZERO);
        let verdict = Verdict { numerator, reference: measured.reference, figure: Some(measured.figure), grade: passed };
        Judged { status, pool, verdict: Some(Box::new(verdict)), flags }
    }

    /// The grade behind all gates.
    pub(super) fn pass_gates(&self, at: u32, grade: usize, rising: usize, flags: &Flags) -> usize {
        let rising = Ratio::new(i128::try_from(rising).unwrap_or(i128::MAX), 1);
        let holds = |condition: &Condition| match condition {
            Condition::Indicator { name, at_least } if name == "rising_years" => rising >= *at_least,
            Condition::Indicator { name, at_least } => self.indicator(at, name).is_some_and(|value| value >= *at_least),
            Condition::Flag(name) => self.of(at).inventory.flags.iter().chain(flags).any(|flag| is_flag(&flag.to_string(), name)),
        };
        let grades = self.scheme.ratio.bands.len();
        self.scheme.gates.iter().fold(grade, |grade, gate| gate.pass(grade, grades, holds))
    }
}
