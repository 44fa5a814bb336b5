//! What an enterprise made, as far as the scheme divides by it.

use crate::measure::{ExactSum, Months, Ratio};
use crate::nomenclature::{UnitId, Units};
use crate::production::ProductionRecord;
use crate::scheme::Denominator;

/// The denominator of an enterprise, and the months that it covers.
#[derive(Clone, Debug)]
pub struct Output {
    /// The exact sum in the scheme's unit; none when no row gives it.
    pub value: Option<Ratio>,
    /// For each month of the period, whether a row gives it.
    pub covered: Vec<bool>,
}

impl Output {
    /// A figure of the whole period that an indicator states.
    #[must_use]
    pub fn stated(value: Option<Ratio>, period: Months) -> Self {
        Self { covered: vec![value.is_some(); period.count()], value }
    }

    /// Sums an enterprise's records over a period.
    #[must_use]
    pub fn sum<'a>(records: impl Iterator<Item = &'a ProductionRecord>, denominator: &Denominator, period: Months, units: &Units) -> Self {
        let mut by_unit: Vec<(UnitId, ExactSum)> = Vec::new();
        let mut covered = vec![false; period.count()];
        for record in records.filter(|record| denominator.product.as_ref().is_none_or(|product| Some(product.as_str()) == record.product()))
        {
            let Some(amount) = record.amount(denominator.measure) else { continue };
            let Some(unit) = amount.unit.filter(|unit| fits(*unit, denominator, units)) else { continue };
            let place = by_unit.iter().position(|(other, _)| *other == unit).unwrap_or(by_unit.len());
            if place == by_unit.len() {
                by_unit.push((unit, ExactSum::default()));
            }
            by_unit[place].1.add(amount.value);
            for month in record.months.iter() {
                if let Some(covered) = usize::try_from(month.since(period.first())).ok().and_then(|at| covered.get_mut(at)) {
                    *covered = true;
                }
            }
        }
        let target = &units.get(denominator.unit).ratio;
        let in_target = |(unit, sum): (UnitId, ExactSum)| {
            if unit == denominator.unit { Some(sum.ratio()) } else { sum.ratio().times(&units.get(unit).ratio).divided_by(target) }
        };
        let value = by_unit.into_iter().filter_map(in_target).reduce(|sum, value| sum.plus(&value));
        Self { value, covered }
    }
}

impl Output {
    /// Months of the period for which a row gives it.
    #[must_use]
    pub fn months(&self) -> usize {
        self.covered.iter().filter(|covered| **covered).count()
    }
}

fn fits(unit: UnitId, denominator: &Denominator, units: &Units) -> bool {
    units.get(unit).dimension == units.get(denominator.unit).dimension
}
