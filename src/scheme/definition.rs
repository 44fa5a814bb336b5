//! A scheme as a whole.

use super::bands::Scale;
use super::gate::{Condition, Gate};
use super::graded::{Graded, Quantity};
use crate::finding::{Fault, Language};
use crate::measure::{Month, Months, Ratio};
use crate::nomenclature::{PeerLevel, UnitId};
use crate::production::Measure;

/// The two ways of GB/T 8170 to compare a figure with a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// 修约值比较法: the figure that is printed is the figure that is graded.
    Rounded,
    /// 全数值比较法: the exact value is graded.
    Exact,
}

/// Which months an enterprise must have reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Every month of the period, in energy and in production.
    EveryMonth,
    /// At least one month: for data that stand for the whole period in one row.
    AnyMonth,
    /// All but so many months: each missing month of energy counts as the worst month that was reported, a missing month of
    /// production as nothing made. Such a label is flagged, never gets the best grade and is in no reference.
    Filled(usize),
}

impl Completeness {
    /// How many months of a period must be there.
    #[must_use]
    pub fn wanted(self, period: Months) -> usize {
        match self {
            Self::EveryMonth => period.count(),
            Self::AnyMonth => 1,
            Self::Filled(gap) => period.count().saturating_sub(gap).max(1),
        }
    }
}

/// What is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numerator {
    /// CO2 of energy use alone, or every line.
    pub energy_only: bool,
    /// Gross: deductions are left out.
    pub is_gross: bool,
    /// Not emissions at all, but energy in tonnes of standard coal.
    pub is_standard_coal: bool,
    /// Whether a sum below zero counts as zero.
    pub floor_at_zero: bool,
}

/// What it is divided by.
#[derive(Clone, Debug)]
pub struct Denominator {
    /// The column.
    pub measure: Measure,
    /// The product, for a quantity of product.
    pub product: Option<String>,
    /// The unit in which intensities are stated.
    pub unit: UnitId,
    /// That unit's code.
    pub unit_code: String,
}

impl Denominator {
    /// Its name in files: `value_added`, or `product_quantity(水泥)` when it is a quantity of one product.
    #[must_use]
    pub fn name(&self) -> String {
        let measure = self.measure.name();
        self.product.as_ref().map_or_else(|| measure.to_owned(), |product| format!("{measure}({product})"))
    }
}

/// What the intensities of peers become together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// The sum of numerators over the sum of denominators.
    RatioOfSums,
    /// The mean of intensities.
    MeanOfRatios,
    /// Their median.
    Median,
    /// Their mean without this share at each end.
    TrimmedMean(Ratio),
    /// The mean of this share, the best.
    BestShare(Ratio),
}

impl Reference {
    /// The names of the kinds, as scheme files write them.
    pub const NAMES: [&'static str; 5] = ["ratio_of_sums", "mean_of_ratios", "median", "trimmed_mean", "best_share"];

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::RatioOfSums => "ratio_of_sums",
            Self::MeanOfRatios => "mean_of_ratios",
            Self::Median => "median",
            Self::TrimmedMean(_) => "trimmed_mean",
            Self::BestShare(_) => "best_share",
        }
    }
}

/// Whom an enterprise is compared with.
#[derive(Clone, Debug)]
pub struct Peers {
    /// Levels from near to far.
    pub levels: Vec<PeerLevel>,
    /// How many eligible members a pool needs.
    pub minimum: usize,
    /// Levels so wide that they are flagged.
    pub broad: Vec<PeerLevel>,
    /// What their intensities become together.
    pub reference: Reference,
    /// Whether an enterprise is one of its own peers.
    pub include_self: bool,
    /// Flags whose bearer is graded and no peer of others.
    pub without_flags: Vec<String>,
    /// The share of a pool's emissions or denominator above which one member dominates it, to be flagged.
    pub dominant: Option<Ratio>,
}

/// A grading scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The hash of its file.
    pub sha256: String,
    /// The text of its file, where no release pins it.
    pub own_text: Option<String>,
    /// Titles, Chinese and English.
    pub title_zh: String,
    /// The English title.
    pub title_en: String,
    /// The document that it follows.
    pub document: String,
    /// What readers must know about it.
    pub note_zh: String,
    /// The same in English.
    pub note_en: String,
    /// How figures meet edges.
    pub compare: Compare,
    /// Which months must be there.
    pub completeness: Completeness,
    /// What is divided.
    pub numerator: Numerator,
    /// By what.
    pub denominator: Denominator,
    /// Levels by intensity, absolute.
    pub intensity: Scale,
    /// The figure that is graded: the column `ratio` of the grades.
    pub graded: Graded,
    /// Grades by that figure.
    pub ratio: Scale,
    /// Rules that change a grade after it was given.
    pub gates: Vec<Gate>,
    /// For a grade of several dimensions, a scheme for each of them.
    pub dimensions: Vec<Scheme>,
    /// Whom it is compared with.
    pub peers: Peers,
    /// Prefixes of industry codes that get no grade.
    pub excluded_industries: Vec<String>,
    /// Months since its start that an enterprise needs at the period's end; none when age does not matter.
    pub minimum_age_months: Option<u16>,
    /// The first month that it may grade.
    pub valid_from: Option<Month>,
    /// The last one.
    pub valid_to: Option<Month>,
    /// Keys whose values are not published and must be filled in before anybody is graded.
    pub open: Vec<String>,
}

impl Scheme {
    /// Its title in a language.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        language.pick(&self.title_zh, &self.title_en)
    }

    /// What readers must know about it, in a language.
    #[must_use]
    pub fn note(&self, language: Language) -> &str {
        language.pick(&self.note_zh, &self.note_en)
    }

    /// The unit of an intensity.
    #[must_use]
    pub fn intensity_unit(&self) -> String {
        let above = if self.numerator.is_standard_coal { "tce" } else { "tCO2" };
        format!("{above}/{}", self.denominator.unit_code)
    }

    /// Whether it may grade a period.
    ///
    /// # Errors
    /// Names the keys that are not filled in, or the months for which it holds.
    pub fn check_use(&self, period: Months) -> Result<(), Fault> {
        if !self.open.is_empty() {
            return Err(Fault::OpenScheme { scheme: self.name.clone(), keys: self.open.clone() });
        }
        let early = self.valid_from.is_some_and(|first| period.first() < first);
        let late = self.valid_to.is_some_and(|last| period.last() > last);
        if early || late {
            let month = |month: Option<Month>| month.map(|month| month.to_string()).unwrap_or_default();
            let valid = format!("{}..{}", month(self.valid_from), month(self.valid_to));
            return Err(Fault::SchemePeriod { scheme: self.name.clone(), valid, period: period.to_string() });
        }
        Ok(())
    }

    /// Everything by which it may divide: its own denominator, and those of its dimensions.
    pub fn denominators(&self) -> impl Iterator<Item = &Denominator> {
        std::iter::once(&self.denominator).chain(self.dimensions.iter().map(|dimension| &dimension.denominator))
    }

    /// The indicators of a batch that it reads, by name. Those of earlier years carry their year in the batch.
    #[must_use]
    pub fn indicator_names(&self) -> Vec<String> {
        let of_measure = |denominator: &Denominator| Quantity::Made(denominator.measure);
        let weights = self.graded.weights();
        let weighted = weights.into_iter().flat_map(|weights| &weights.indicators);
        let quantities =
            weighted.flat_map(|of| [Some(of.above.clone()), of.below.clone()]).flatten().chain(self.denominators().map(of_measure));
        let named = |quantity: Quantity| match quantity {
            Quantity::Named(name) => Some(name),
            Quantity::Made(measure) if measure.is_indicator() => Some(measure.name().to_owned()),
            _ => None,
        };
        let extra = weights.into_iter().flat_map(|weights| &weights.extra).map(|extra| extra.indicator.clone());
        let of_gate = |gate: &Gate| match &gate.condition {
            Condition::Indicator { name, .. } if name != "rising_years" => Some(name.clone()),
            _ => None,
        };
        let years: &[&str] = match self.graded {
            Graded::Trend { .. } => &["intensity", "numerator", "denominator"],
            Graded::Elasticity { .. } => &["numerator", "denominator"],
            _ => &[],
        };
        let mut names: Vec<String> = quantities.filter_map(named).chain(extra).chain(self.gates.iter().filter_map(of_gate)).collect();
        names.extend(years.iter().map(|name| (*name).to_owned()));
        names.sort();
        names.dedup();
        names
    }

    /// Whether a label follows from its totals and its pool alone: the intensity over the ratio of sums, nothing filled in,
    /// no gates. Most schemes are so, and such labels take no memory of their own.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        matches!(self.graded, Graded::Ratio)
            && self.peers.reference == Reference::RatioOfSums
            && self.peers.include_self
            && self.gates.is_empty()
            && !matches!(self.completeness, Completeness::Filled(_))
    }
}
