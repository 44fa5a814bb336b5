//! The enterprises of a run as a scheme sees them: what each has an amount of.

use super::grade::Candidate;
use super::outcome::{LabelContext, numerator};
use super::output::Output;
use super::status::Status;
use crate::measure::{Month, Months, Ratio, Tonnes};
use crate::scheme::{Base, Quantity, Scheme, Weights};
use crate::statistic::{Indicator, Score, score};

/// The candidates under a scheme, or under one of its dimensions.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) candidates: &'a [Candidate<'a>],
    pub(super) context: LabelContext<'a>,
    pub(super) scheme: &'a Scheme,
    /// The place of the dimension; none for the scheme itself.
    pub(super) dimension: Option<usize>,
}

impl<'a> Field<'a> {
    pub(super) fn of(&self, at: u32) -> &'a Candidate<'a> {
        &self.candidates[at as usize]
    }

    /// What the candidate made, as far as the scheme divides by it.
    pub(super) fn output(&self, at: u32) -> &'a Output {
        let candidate = self.of(at);
        let other = self.dimension.and_then(|place| candidate.beyond.as_ref()?.outputs.get(place));
        other.unwrap_or(candidate.output)
    }

    /// What the scheme divides, filled in where months are missing.
    pub(super) fn numerator(&self, at: u32) -> Option<Tonnes> {
        let candidate = self.of(at);
        let own = numerator(candidate.inventory, self.scheme)?;
        let filled = candidate.beyond.as_ref().and_then(|beyond| beyond.filled);
        Some(filled.map_or(own, |filled| own + filled.added))
    }

    pub(super) fn intensity(&self, at: u32) -> Option<Ratio> {
        self.numerator(at)?.ratio().divided_by(self.output(at).value.as_ref()?)
    }

    /// An indicator of the batch, of the run's months.
    pub(super) fn indicator(&self, at: u32, name: &str) -> Option<Ratio> {
        self.of(at).indicator(name, self.context.period, true)
    }

    /// An indicator of the months so many years ago.
    pub(super) fn earlier(&self, at: u32, name: &str, years: usize) -> Option<Ratio> {
        let back = |month: Month| Some(Month::of_number(month.number_of_all().checked_sub(u16::try_from(years * 12).ok()?)?));
        let period = self.context.period;
        self.of(at).indicator(name, Months::new(back(period.first())?, back(period.last())?)?, false)
    }

    /// The first reason against a grade, peers left aside.
    pub(super) fn reason(&self, at: u32) -> Option<Status> {
        let (candidate, output, scheme) = (self.of(at), self.output(at), self.scheme);
        let digits = candidate.enterprise.industry.as_ref().map_or("", |industry| industry.digits());
        let wanted = scheme.completeness.wanted(self.context.period);
        // An indicator speaks of the whole period.
        let is_indicator = scheme.denominator.measure.is_indicator();
        let young = scheme
            .minimum_age_months
            .zip(candidate.enterprise.started_in())
            .is_some_and(|(months, started)| self.context.period.last().since(started) < i32::from(months));
        let reasons = [
            (!candidate.presence.activity, Status::NoActivity),
            (!candidate.presence.production, Status::NoProduction),
            (candidate.presence.error, Status::DataErrors),
            (candidate.activity_months < wanted || (output.months() < wanted && !is_indicator), Status::MissingMonths),
            (scheme.excluded_industries.iter().any(|prefix| digits.starts_with(prefix.as_str())), Status::ExcludedIndustry),
            (young, Status::NewEnterprise),
            (is_indicator && output.value.is_none(), Status::MissingIndicators),
            (!output.value.as_ref().is_some_and(Ratio::is_positive), Status::NonPositiveDenominator),
        ];
        let first = reasons.into_iter().find(|(holds, _)| *holds).map(|(_, status)| status);
        first.or_else(|| self.numerator(at).is_none().then_some(Status::MissingIndicators))
    }

    /// Whether a candidate without a reason against its grade is a peer of others.
    pub(super) fn is_peer(&self, at: u32) -> bool {
        let candidate = self.of(at);
        let barred = |flag: &String| candidate.inventory.flags.iter().any(|own| is_flag(&own.to_string(), flag));
        let beyond = candidate.beyond.as_ref();
        !beyond.is_some_and(|beyond| beyond.filled.is_some() || !beyond.parts.is_empty())
            && !self.scheme.peers.without_flags.iter().any(barred)
    }

    pub(super) fn quantity(&self, at: u32, quantity: &Quantity) -> Option<Ratio> {
        match quantity {
            Quantity::Numerator => self.numerator(at).map(Tonnes::ratio),
            Quantity::EnergyTce => self.of(at).inventory.energy_tce().map(Tonnes::ratio),
            Quantity::Named(name) => self.indicator(at, name),
            Quantity::Made(measure) => {
                let made = &self.of(at).beyond.as_ref()?.made;
                made.iter().find(|(other, _)| other == measure).map(|(_, value)| value.clone())
            }
        }
    }

    /// The score of a candidate, its bases made from these averages where the scheme says so.
    pub(super) fn score(&self, at: u32, weights: &Weights, averages: &[Option<Ratio>]) -> Option<Score> {
        let indicator = |(place, weighted): (usize, &crate::scheme::Weighted)| {
            let above = self.quantity(at, &weighted.above);
            let value = match &weighted.below {
                None => above,
                Some(below) => {
                    above.zip(self.quantity(at, below).filter(Ratio::is_positive)).and_then(|(above, below)| above.divided_by(&below))
                }
            };
            let base = match &weighted.base {
                Base::Fixed(base) => Some(base.clone()),
                Base::TimesAverage(times) => averages.get(place).and_then(Option::as_ref).map(|average| average.times(times)),
            };
            Indicator { value, base, weight: weighted.weight.clone(), cap: weighted.cap.clone() }
        };
        let indicators: Vec<Indicator> = weights.indicators.iter().enumerate().map(indicator).collect();
        let holds = |extra: &&crate::scheme::Extra| self.indicator(at, &extra.indicator).is_some_and(|value| value >= extra.at_least);
        let extra: Vec<Ratio> = weights.extra.iter().filter(holds).map(|extra| extra.points.clone()).collect();
        score(&indicators, &extra, weights.bonus_cap.as_ref())
    }
}

/// Whether a flag is the one of a name, whatever stands behind its colon.
pub(super) fn is_flag(flag: &str, name: &str) -> bool {
    flag == name || flag.split_once(':').is_some_and(|(before, _)| before == name)
}
