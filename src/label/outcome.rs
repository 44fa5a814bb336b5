//! A label: grade, figures, and what identifies them.

use std::sync::Arc;

use super::pool::Pool;
use super::status::Status;
use crate::flag::Flags;
use crate::inventory::Inventory;
use crate::measure::{Figure, Months, Ratio, Tonnes};
use crate::scheme::{Band, Compare, Scale, Scheme};

/// What every label of a run shares.
#[derive(Clone, Copy, Debug)]
pub struct LabelContext<'a> {
    /// The run's period.
    pub period: Months,
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The release's hash.
    pub release_sha256: &'a str,
}

/// The label of one enterprise: what decides its figures. They are made when they are asked for ([`Label::grading`]), which
/// takes less time than keeping them.
#[derive(Clone, Debug)]
pub struct Label {
    /// Graded, or why not.
    pub status: Status,
    /// Its totals; none without activity.
    pub inventory: Option<Inventory>,
    /// The exact denominator; none when no row gives it.
    pub denominator: Option<Ratio>,
    /// Whom it was compared with; none without a grade.
    pub pool: Option<Arc<Pool>>,
    /// What a reader must know.
    pub flags: Flags,
}

/// The figures of a label that has a grade.
#[derive(Clone, Debug)]
pub struct Grading<'a> {
    /// Emissions over denominator.
    pub intensity: Figure,
    /// The reference of its peers as printed.
    pub reference: &'a Figure,
    /// Intensity over reference.
    pub ratio: Figure,
    /// The printed ratio minus the nearest edge.
    pub margin: Option<Figure>,
    /// The grade.
    pub grade: Option<&'a Band>,
    /// The level of its intensity.
    pub level: Option<&'a Band>,
}

impl Label {
    /// Its figures under the scheme that it was made with; none without a grade.
    #[must_use]
    pub fn grading<'a>(&'a self, scheme: &'a Scheme) -> Option<Grading<'a>> {
        let (pool, denominator) = (self.pool.as_deref()?, self.denominator.as_ref()?);
        grading(numerator(self.inventory.as_ref()?, scheme), denominator, pool, scheme)
    }
}

/// What the scheme divides.
pub(super) fn numerator(inventory: &Inventory, scheme: &Scheme) -> Tonnes {
    let net = if scheme.numerator.energy_only { inventory.energy } else { inventory.scope1 + inventory.scope2 };
    if scheme.numerator.floor_at_zero { net.floored() } else { net }
}

/// Intensity = numerator ÷ denominator, ratio = intensity ÷ reference, both exact until one rounding.
fn grading<'a>(numerator: Tonnes, denominator: &Ratio, pool: &'a Pool, scheme: &'a Scheme) -> Option<Grading<'a>> {
    let exact = numerator.ratio().divided_by(denominator)?;
    let intensity = Figure::round(&exact, scheme.intensity.decimals);
    let ratio = Figure::quotient(&exact, &pool.reference, scheme.ratio.decimals)?;
    Some(Grading {
        level: band_of(&scheme.intensity, &intensity, scheme.compare, || Some(exact.clone())),
        grade: band_of(&scheme.ratio, &ratio, scheme.compare, || exact.divided_by(&pool.reference)),
        margin: scheme.ratio.margin(&ratio),
        reference: &pool.printed,
        intensity,
        ratio,
    })
}

fn band_of<'a>(scale: &'a Scale, printed: &Figure, compare: Compare, exact: impl Fn() -> Option<Ratio>) -> Option<&'a Band> {
    match compare {
        Compare::Rounded => scale.band_of_figure(printed),
        Compare::Exact => exact().and_then(|exact| scale.band(&exact)),
    }
    .map(Arc::as_ref)
}
