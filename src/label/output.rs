//! What an enterprise made, as far as the scheme divides by it.

use crate::measure::{Exact, ExactSum, MonthSet, Months, Ratio};
use crate::nomenclature::{UnitId, Units};
use crate::production::ProductionRecord;
use crate::scheme::Denominator;

/// The denominator of an enterprise, and the months that it covers.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// The exact sum in the scheme's unit; none when no row gives it.
    pub value: Option<Ratio>,
    /// The months of the period for which a row gives it.
    pub covered: MonthSet,
}

impl Output {
    /// A figure of the whole period that an indicator states.
    #[must_use]
    pub fn stated(value: Option<Ratio>, period: Months) -> Self {
        Self { covered: if value.is_some() { period.into() } else { MonthSet::default() }, value }
    }

    /// Sums an enterprise's records over a period.
    #[must_use]
    pub fn sum(records: &[ProductionRecord], denominator: &Denominator, period: Months, units: &Units) -> Self {
        Self::plain_sum(records, denominator, period).unwrap_or_else(|| Self::any_sum(records, denominator, period, units))
    }

    /// The sum of short amounts of one month each, in order, all in the scheme's unit and with as many decimals.
    fn plain_sum(records: &[ProductionRecord], denominator: &Denominator, period: Months) -> Option<Self> {
        let amount = |record: &ProductionRecord| record.short_amount(denominator.measure);
        let scale = amount(records.first()?)?.0.scale();
        let (mut sum, mut covered) = (0i128, MonthSet::default());
        for record in records {
            let (value, unit) = amount(record)?;
            let month =
                record.months.as_single().filter(|month| period.contains(*month) && covered.last().is_none_or(|last| *month > last))?;
            if (value.scale(), unit) != (scale, Some(denominator.unit)) || denominator.product.is_some() {
                return None;
            }
            sum += i128::from(value.mantissa());
            covered.push(month);
        }
        Some(Self { value: Some(Exact::new(sum, scale)?.ratio()), covered })
    }

    fn any_sum(records: &[ProductionRecord], denominator: &Denominator, period: Months, units: &Units) -> Self {
        let mut by_unit: Vec<(UnitId, ExactSum)> = Vec::new();
        let mut covered = vec![false; period.count()];
        let is_meant =
            |record: &&ProductionRecord| denominator.product.as_ref().is_none_or(|product| Some(product.as_str()) == record.product());
        for record in records.iter().filter(is_meant) {
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
        let months = period.iter().zip(covered).filter(|(_, covered)| *covered).map(|(month, _)| month);
        Self { value, covered: months.collect() }
    }
}

impl Output {
    /// Months of the period for which a row gives it.
    #[must_use]
    pub fn months(&self) -> usize {
        self.covered.count()
    }
}

fn fits(unit: UnitId, denominator: &Denominator, units: &Units) -> bool {
    units.get(unit).dimension == units.get(denominator.unit).dimension
}
