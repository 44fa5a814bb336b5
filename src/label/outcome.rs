//! A label: grade, figures, and what identifies them.

use std::sync::Arc;

use super::pool::Pool;
use super::status::Status;
use super::verdict::Verdict;
use crate::flag::Flags;
use crate::inventory::Inventory;
use crate::measure::{Figure, Months, Ratio, Tonnes};
use crate::nomenclature::Regions;
use crate::reference::FrozenReferences;
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
    /// References that were published before the run, to be compared with in place of its own pools.
    pub frozen: Option<Frozen<'a>>,
}

/// Frozen references, and the regions by which they are found.
#[derive(Clone, Copy, Debug)]
pub struct Frozen<'a> {
    /// The table.
    pub references: &'a FrozenReferences,
    /// The release's regions.
    pub regions: &'a Regions,
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
    /// Whom it was compared with; none without a grade, or where the scheme compares with nobody.
    pub pool: Option<Arc<Pool>>,
    /// What decides the grade beyond totals and pool; none under a plain scheme.
    pub verdict: Option<Box<Verdict>>,
    /// What a reader must know.
    pub flags: Flags,
}

/// The figures of a label that has a grade.
#[derive(Clone, Debug)]
pub struct Grading<'a> {
    /// Emissions over denominator.
    pub intensity: Figure,
    /// What it was compared with as printed; none where the scheme compares with nobody.
    pub reference: Option<Figure>,
    /// The figure that is graded, which mostly is intensity over reference.
    pub ratio: Figure,
    /// The distance of that figure from the nearest edge, above zero when it is worse.
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
        let denominator = self.denominator.as_ref().filter(|_| self.status == Status::Graded)?;
        match &self.verdict {
            None => plain(numerator(self.inventory.as_ref()?, scheme)?, denominator, self.pool.as_deref()?, scheme),
            Some(verdict) => special(verdict, denominator, scheme),
        }
    }
}

/// What the scheme divides; nothing when it is energy of which some has no coefficient of standard coal.
#[must_use]
pub fn numerator(inventory: &Inventory, scheme: &Scheme) -> Option<Tonnes> {
    let kind = scheme.numerator;
    let (net, deducted) = match (kind.is_standard_coal, kind.energy_only) {
        (true, _) => (inventory.energy_tce()?, Tonnes::ZERO),
        (false, true) => (inventory.energy, inventory.energy_deducted),
        (false, false) => (inventory.scope1 + inventory.scope2, inventory.deducted),
    };
    let sum = if kind.is_gross { net + deducted } else { net };
    Some(if kind.floor_at_zero { sum.floored() } else { sum })
}

/// Intensity = numerator ÷ denominator, ratio = intensity ÷ reference, both exact until one rounding.
pub(super) fn plain<'a>(numerator: Tonnes, denominator: &Ratio, pool: &Pool, scheme: &'a Scheme) -> Option<Grading<'a>> {
    let exact = numerator.ratio().divided_by(denominator)?;
    let intensity = Figure::round(&exact, scheme.intensity.decimals);
    let ratio = Figure::quotient(&exact, &pool.reference, scheme.ratio.decimals)?;
    Some(Grading {
        level: band_of(&scheme.intensity, &intensity, scheme.compare, || Some(exact.clone())),
        grade: band_of(&scheme.ratio, &ratio, scheme.compare, || exact.divided_by(&pool.reference)),
        margin: scheme.ratio.margin(&ratio),
        reference: Some(pool.printed.clone()),
        intensity,
        ratio,
    })
}

/// The same of a label whose grade was decided by more than that.
fn special<'a>(verdict: &Verdict, denominator: &Ratio, scheme: &'a Scheme) -> Option<Grading<'a>> {
    let exact = verdict.numerator.ratio().divided_by(denominator)?;
    let intensity = Figure::round(&exact, scheme.intensity.decimals);
    let ratio = Figure::round(verdict.figure.as_ref()?, scheme.ratio.decimals);
    Some(Grading {
        level: band_of(&scheme.intensity, &intensity, scheme.compare, || Some(exact.clone())),
        grade: scheme.ratio.bands.get(verdict.grade).map(Arc::as_ref),
        margin: scheme.ratio.margin(&ratio),
        reference: verdict.reference.as_ref().map(|reference| Figure::round(reference, scheme.intensity.decimals)),
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
