//! Carbon elasticity: how fast emissions grow beside output.
//!
//! e = growth of emissions ÷ growth of output, each the geometric mean over the years less 1, rounded to 18 decimals. A municipal
//! 美丽工厂 scheme gives points in a straight line: while output grows, all of them at 0.5 or below and none at 1 or above;
//! while it shrinks, all at 2 or above and none at 1 or below. More points are better.
//!
//! Edges: nothing when output neither grows nor shrinks, with fewer than two years, or with a year that is not above zero.

use super::points::points;
use super::trend::trend;
use crate::measure::Ratio;

/// Where points begin and end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// With this elasticity all points are given.
    pub full: Ratio,
    /// With this one, none.
    pub none: Ratio,
}

/// What an elasticity came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elasticity {
    /// Growth over growth.
    pub value: Ratio,
    /// Whether output grows.
    pub is_growing: bool,
}

/// The elasticity of yearly emissions to yearly output, the oldest first.
#[must_use]
pub fn elasticity(emissions: &[Ratio], output: &[Ratio]) -> Option<Elasticity> {
    let growth = |years: &[Ratio]| trend(years).map(|trend| trend.rate.minus(&Ratio::one()));
    let (of_emissions, of_output) = (growth(emissions)?, growth(output)?);
    Some(Elasticity { value: of_emissions.divided_by(&of_output)?, is_growing: of_output.is_positive() })
}

impl Elasticity {
    /// Its points, from 0 to 100.
    #[must_use]
    pub fn points(&self, growing: &Limits, shrinking: &Limits) -> Option<Ratio> {
        let limits = if self.is_growing { growing } else { shrinking };
        points(&self.value, &limits.none, &limits.full)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growing_and_shrinking_have_their_own_scales() {
        let years = |text: &[&str]| text.iter().map(|year| Ratio::parse(year).unwrap()).collect::<Vec<_>>();
        let limits = |full: &str, none: &str| Limits { full: Ratio::parse(full).unwrap(), none: Ratio::parse(none).unwrap() };
        let (growing, shrinking) = (limits("0.5", "1"), limits("2", "1"));
        let points = |emissions: &[&str], output: &[&str]| {
            elasticity(&years(emissions), &years(output)).map(|of| of.points(&growing, &shrinking).unwrap().to_text())
        };
        assert_eq!(points(&["100", "105", "110.25"], &["100", "110", "121"]).as_deref(), Some("100"));
        assert_eq!(points(&["100", "107.5"], &["100", "110"]).as_deref(), Some("50"));
        assert_eq!(points(&["100", "110"], &["100", "110"]).as_deref(), Some("0"));
        assert_eq!(points(&["100", "80"], &["100", "90"]).as_deref(), Some("100"));
        assert_eq!(points(&["100", "85"], &["100", "90"]).as_deref(), Some("50"));
        assert_eq!(points(&["100", "85"], &["100", "100"]), None);
        assert_eq!(points(&["0", "85"], &["100", "101"]), None);
    }
}
