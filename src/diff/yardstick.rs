//! What an intensity is measured against, and the figure that comes of it.

use super::compared::{Side, Unsplit};
use crate::measure::{Ratio, Tonnes};
use crate::scheme::{Anchor, Curve, Graded, Reference, Scheme, nearest_industry};
use crate::statistic::{percentile, points};

/// What makes an intensity the figure that is graded.
#[derive(Clone, Debug)]
pub(super) enum Yardstick<'a> {
    /// It is divided by this.
    Reference(Ratio),
    /// It is the figure itself.
    Nothing,
    /// Points between a baseline and a leading value.
    Points(&'a Anchor),
    /// A fixed table.
    Percentile(&'a Curve),
}

impl<'a> Yardstick<'a> {
    /// That of an enterprise in a run.
    pub(super) fn of(side: &Side<'_>, numerator: Tonnes, scheme: &'a Scheme) -> Result<Self, Unsplit> {
        let digits: String = side.grade.get("industry").chars().filter(char::is_ascii_digit).collect();
        match &scheme.graded {
            Graded::Ratio => reference(side, numerator, scheme).map(Self::Reference),
            Graded::Intensity => Ok(Self::Nothing),
            Graded::Points(anchors) => {
                nearest_industry(anchors, &digits, |anchor| &anchor.industry).map(Self::Points).ok_or(Unsplit::Unclear)
            }
            Graded::Percentile(curves) => {
                nearest_industry(curves, &digits, |curve| &curve.industry).map(Self::Percentile).ok_or(Unsplit::Unclear)
            }
            _ => Err(Unsplit::OtherFigure),
        }
    }

    /// The figure of an intensity.
    pub(super) fn figure(&self, intensity: &Ratio) -> Option<Ratio> {
        match self {
            Self::Reference(reference) => intensity.divided_by(reference).filter(|_| reference.is_positive()),
            Self::Nothing => Some(intensity.clone()),
            Self::Points(anchor) => points(intensity, &anchor.baseline, &anchor.leading),
            Self::Percentile(curve) => percentile(intensity, &curve.points),
        }
    }
}

/// The exact reference: that of the pool, without the enterprise itself where the scheme leaves it out.
fn reference(side: &Side<'_>, numerator: Tonnes, scheme: &Scheme) -> Result<Ratio, Unsplit> {
    let row = side.reference.as_ref().ok_or(Unsplit::Unclear)?;
    let carries = |name: &str| side.carries(name);
    let barred = ["frozen_reference", "composite_reference"].into_iter().any(carries);
    let is_peer = !barred && !scheme.peers.without_flags.iter().any(|flag| carries(flag));
    if scheme.peers.include_self || !is_peer {
        return Ratio::parse(&row.reference_exact).ok_or(Unsplit::Unclear);
    }
    if scheme.peers.reference != Reference::RatioOfSums {
        return Err(Unsplit::LeftOut);
    }
    let own = Ratio::parse(side.grade.get("denominator_value"));
    let sums = Tonnes::parse(&row.emissions_t).zip(Ratio::parse(&row.denominator_value)).zip(own);
    let others = sums.and_then(|((above, below), own)| (above + -numerator).ratio().divided_by(&below.minus(&own)));
    others.ok_or(Unsplit::Unclear)
}
