//! The checks of an enterprise's totals.

use crate::finding::{Code, Finding, both};
use crate::measure::{Figure, Ratio, Tonnes};
use crate::nomenclature::Nomenclature;
use crate::production::Measure;

/// What an enterprise used and made in a period.
#[derive(Clone, Copy, Debug)]
pub struct Totals<'a> {
    /// CO2 of energy use, deductions included.
    pub energy: Tonnes,
    /// The money that the scheme divides by, in 万元; none where it divides by something else, or no row gives it.
    pub money: Option<&'a Ratio>,
    /// What that money is.
    pub measure: Measure,
    /// Whether it has any row of production, right or wrong.
    pub has_production: bool,
}

/// Checks the totals of one enterprise.
#[must_use]
pub fn check_totals(totals: Totals<'_>, id: &str, nomenclature: &Nomenclature) -> Option<Finding> {
    if totals.energy <= Tonnes::ZERO {
        return None;
    }
    if !totals.has_production {
        return Some(Finding::new(Code::EnergyWithoutProduction).of(id));
    }
    let (money, range) = (totals.money.filter(|money| money.is_positive())?, nomenclature.ranges.energy_intensity()?);
    let energy = totals.energy.ratio();
    if money.times(&range.lowest) <= energy && energy <= money.times(&range.highest) {
        return None;
    }
    let intensity = Figure::quotient(&energy, money, 6)?;
    let finding = Finding::new(Code::EnergyOutputMismatch)
        .of(id)
        .with("intensity", intensity.to_string())
        .with("column", both(totals.measure.name(), totals.measure.zh()));
    let finding = finding.with("energy", Figure::round(&energy, 3).to_string()).with("money", Figure::round(money, 2).to_string());
    Some(finding.with("lowest", range.lowest.to_text()).with("highest", range.highest.to_text()))
}
