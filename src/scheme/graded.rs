//! What a scheme grades: the figure that falls into its bands.

use crate::measure::Ratio;
use crate::production::Measure;
use crate::statistic::{Limits, Merge};

/// The figure that is graded.
#[derive(Clone, Debug)]
pub enum Graded {
    /// Intensity over the reference of the peers.
    Ratio,
    /// The intensity itself.
    Intensity,
    /// The rank among the peers over their number: of intensities, or of scores where there are weights.
    Rank(Option<Weights>),
    /// A weighted score of indicators.
    Score(Weights),
    /// Points between a baseline and a leading value.
    Points(Vec<Anchor>),
    /// The percentile in a fixed table.
    Percentile(Vec<Curve>),
    /// The geometric mean of the yearly changes of intensity.
    Trend {
        /// How many years, this one included.
        years: usize,
    },
    /// Points by the growth of emissions over that of output.
    Elasticity {
        /// How many years, this one included.
        years: usize,
        /// While output grows.
        growing: Limits,
        /// While output shrinks.
        shrinking: Limits,
    },
    /// A grade merged from those of several dimensions.
    Dimensions(Merge),
}

impl Graded {
    /// The names of the kinds, as scheme files write them.
    pub const NAMES: [&'static str; 9] =
        ["ratio", "intensity", "rank", "score", "points", "percentile", "trend", "elasticity", "dimensions"];

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Ratio => "ratio",
            Self::Intensity => "intensity",
            Self::Rank(_) => "rank",
            Self::Score(_) => "score",
            Self::Points(_) => "points",
            Self::Percentile(_) => "percentile",
            Self::Trend { .. } => "trend",
            Self::Elasticity { .. } => "elasticity",
            Self::Dimensions(_) => "dimensions",
        }
    }

    /// The letter by which pages call the figure.
    #[must_use]
    pub fn symbol(&self) -> &'static str {
        match self {
            Self::Ratio | Self::Dimensions(_) => "K",
            Self::Intensity => "L",
            Self::Rank(_) | Self::Percentile(_) => "p",
            Self::Score(_) | Self::Points(_) | Self::Elasticity { .. } => "S",
            Self::Trend { .. } => "g",
        }
    }

    /// Whether a larger figure is a better one: of points, scores and percentiles.
    #[must_use]
    pub fn more_is_better(&self) -> bool {
        matches!(self, Self::Score(_) | Self::Points(_) | Self::Percentile(_) | Self::Elasticity { .. })
    }

    /// Whether it follows from the enterprise's own intensity and something fixed or one reference that it is measured against.
    #[must_use]
    pub fn is_of_intensity(&self) -> bool {
        matches!(self, Self::Ratio | Self::Intensity | Self::Points(_) | Self::Percentile(_))
    }

    /// Whether it takes others to grade somebody.
    #[must_use]
    pub fn needs_peers(&self) -> bool {
        match self {
            Self::Ratio | Self::Rank(_) => true,
            Self::Score(weights) => weights.needs_average(),
            _ => false,
        }
    }

    /// The weights of a score, ranked or not.
    #[must_use]
    pub fn weights(&self) -> Option<&Weights> {
        match self {
            Self::Rank(weights) => weights.as_ref(),
            Self::Score(weights) => Some(weights),
            _ => None,
        }
    }

    /// How many years it looks at, this one included.
    #[must_use]
    pub fn years(&self) -> usize {
        match self {
            Self::Trend { years } | Self::Elasticity { years, .. } => *years,
            _ => 1,
        }
    }
}

/// How a weighted score is made.
#[derive(Clone, Debug)]
pub struct Weights {
    /// The indicators.
    pub indicators: Vec<Weighted>,
    /// Points given or taken when an indicator of the batch says so.
    pub extra: Vec<Extra>,
    /// The most that all bonuses count together.
    pub bonus_cap: Option<Ratio>,
}

impl Weights {
    /// Whether a base is made from the peers' average.
    #[must_use]
    pub fn needs_average(&self) -> bool {
        self.indicators.iter().any(|indicator| matches!(indicator.base, Base::TimesAverage(_)))
    }
}

/// One weighted indicator: a quotient of two quantities, or one quantity.
#[derive(Clone, Debug)]
pub struct Weighted {
    /// What is divided.
    pub above: Quantity,
    /// By what; by nothing when there is none.
    pub below: Option<Quantity>,
    /// Its weight.
    pub weight: Ratio,
    /// What gives it its whole weight.
    pub base: Base,
    /// The most that value over base counts.
    pub cap: Option<Ratio>,
}

/// Where the base of an indicator comes from.
#[derive(Clone, Debug)]
pub enum Base {
    /// The scheme states it.
    Fixed(Ratio),
    /// So many times the peers' average, a ratio of sums.
    TimesAverage(Ratio),
}

/// Something that an enterprise has an amount of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// What the scheme divides, in tonnes.
    Numerator,
    /// Energy in tonnes of standard coal.
    EnergyTce,
    /// A figure of production, in the base unit of its kind.
    Made(Measure),
    /// An indicator of the batch.
    Named(String),
}

impl Quantity {
    /// The quantity of a name: what is none of the program's own is an indicator of the batch.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        match name {
            "numerator" => Self::Numerator,
            "energy_tce" => Self::EnergyTce,
            _ => Measure::parse(name).map_or_else(|| Self::Named(name.to_owned()), Self::Made),
        }
    }
}

/// Points that an indicator of the batch gives (bonus) or takes (malus).
#[derive(Clone, Debug)]
pub struct Extra {
    /// The indicator.
    pub indicator: String,
    /// From this value on.
    pub at_least: Ratio,
    /// How many; below zero for a malus.
    pub points: Ratio,
}

/// Baseline and leading value of an industry.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// The industry's digits; everybody when empty.
    pub industry: String,
    /// 基准值.
    pub baseline: Ratio,
    /// 引领值.
    pub leading: Ratio,
}

/// The percentiles of an industry.
#[derive(Clone, Debug)]
pub struct Curve {
    /// The industry's digits; everybody when empty.
    pub industry: String,
    /// Points (intensity, percentile) by rising intensity.
    pub points: Vec<(Ratio, Ratio)>,
}

/// The entry of a list whose industry covers digits most specifically.
#[must_use]
pub fn nearest_industry<'a, T>(list: &'a [T], digits: &str, industry: impl Fn(&T) -> &str) -> Option<&'a T> {
    list.iter().filter(|entry| digits.starts_with(industry(entry))).max_by_key(|entry| industry(entry).len())
}
