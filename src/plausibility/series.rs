//! A month far from the enterprise's own others: the mistake of a unit, or of a point.
//!
//! A month is compared with the median of the months in which the same item, flow and site was used at all. Above, eight
//! times are enough: ten, less a fifth for the season. Below, three hundred: holidays and repairs make months of a tenth and
//! of a hundredth, a unit mistaken by a thousand in a month three times the usual makes one of three hundredths of a tenth.

use super::magnitude::{Magnitudes, SLACK, of_limit};
use super::own_power::in_base_units;
use crate::activity::{ActivityRecord, Rounds};
use crate::facts::InputFile;
use crate::finding::{Code, Finding};
use crate::measure::{Figure, Packed, Ratio};
use crate::nomenclature::{Nomenclature, Unit};

/// So many months of use make a median worth comparing with.
const LEAST_MONTHS: usize = 4;
const TIMES_ABOVE: u32 = 8;
const TIMES_BELOW: u32 = 300;
/// A unit fits when it brings the month within this factor of the median.
const FITS: i128 = 3;

/// The magnitudes of one item, flow and site, month by month; and the records, none of which is zero.
#[derive(Default)]
struct Series<'r> {
    key: (u64, Option<&'r str>),
    magnitudes: Vec<i32>,
    records: Vec<&'r ActivityRecord>,
}

/// The series of one enterprise; made once, and used for one enterprise after the other.
#[derive(Default)]
pub(super) struct AllSeries<'r> {
    all: Vec<Series<'r>>,
    used: usize,
    /// Records come in the same order every month: which series is next.
    next: usize,
    /// Amounts of one series.
    amounts: Vec<u128>,
}

impl<'r> AllSeries<'r> {
    /// Warnings for the records of an enterprise that are far from the median of their series.
    pub(super) fn check(
        &mut self,
        records: &'r [ActivityRecord],
        magnitudes: &Magnitudes,
        id: &str,
        files: &[InputFile],
        nomenclature: &Nomenclature,
    ) -> Vec<Finding> {
        if records.len() < LEAST_MONTHS {
            return Vec::new();
        }
        (self.used, self.next) = (0, 0);
        for record in records {
            if let Some(magnitude) = magnitudes.of_record(record) {
                let series = self.series_of(record);
                series.magnitudes.push(magnitude);
                series.records.push(record);
            }
        }
        let suspicious = self.all[..self.used].iter().filter(|series| is_suspicious(&series.magnitudes));
        let suspicious = suspicious.filter(|series| any_far(&series.records, magnitudes, &mut self.amounts) != Some(false));
        suspicious.flat_map(|series| far(&series.records, id, files, nomenclature)).collect()
    }

    fn series_of(&mut self, record: &'r ActivityRecord) -> &mut Series<'r> {
        let key = key(record);
        let expected = if self.next < self.used { self.next } else { 0 };
        let is_it = |at: &usize| self.all[*at].key == key;
        let found = Some(expected).filter(|at| *at < self.used).filter(is_it).or_else(|| (0..self.used).find(is_it));
        let at = found.unwrap_or_else(|| self.begin(key));
        self.next = at + 1;
        &mut self.all[at]
    }

    fn begin(&mut self, key: (u64, Option<&'r str>)) -> usize {
        if self.used == self.all.len() {
            self.all.push(Series::default());
        }
        let series = &mut self.all[self.used];
        series.key = key;
        series.magnitudes.clear();
        series.records.clear();
        self.used += 1;
        self.used - 1
    }
}

fn key(record: &ActivityRecord) -> (u64, Option<&str>) {
    (record.series(), record.site())
}

/// Whether [`AllSeries::check`] would find nothing, as far as a look at the digits can tell.
pub(super) fn is_calm(rounds: Rounds<'_>) -> bool {
    rounds.series().all(|series| {
        let quantities = series.filter_map(ActivityRecord::short_quantity);
        let scale = quantities.clone().map(Packed::scale).max().unwrap_or_default();
        if quantities.clone().all(|quantity| quantity.scale() == scale) {
            return are_near(quantities.map(|quantity| u64::try_from(quantity.mantissa()).unwrap_or_default()));
        }
        are_near(quantities.map(|quantity| quantity.at_scale(scale).unwrap_or_default()))
    })
}

/// Whether no amount is far from the median: more than half are near the highest, and more than half near the lowest. Where
/// one is zero, which is no use, nothing is said.
fn are_near(amounts: impl Iterator<Item = u64> + Clone) -> bool {
    let (least, most) = amounts.clone().fold((u64::MAX, 0), |(least, most), amount| (least.min(amount), most.max(amount)));
    let (low, high) = (most / u64::from(TIMES_ABOVE), least.saturating_mul(u64::from(TIMES_BELOW)));
    if least > low {
        return true;
    }
    let count = |(all, above, below): (usize, usize, usize), amount| {
        (all + 1, above + usize::from(amount > low), below + usize::from(amount < high))
    };
    let (all, above, below) = amounts.fold((0, 0, 0), count);
    least > 0 && above * 2 > all && below * 2 > all
}

/// Whether a month may be far from the median: unless more than half of the months are within reach of the highest and of the
/// lowest, the median may be out of it.
fn is_suspicious(magnitudes: &[i32]) -> bool {
    const ABOVE: i32 = of_limit(TIMES_ABOVE) - 2 * SLACK;
    const BELOW: i32 = of_limit(TIMES_BELOW) - 2 * SLACK;
    let (Some(least), Some(most)) = (magnitudes.iter().min(), magnitudes.iter().max()) else { return false };
    let many = |near: &dyn Fn(i32) -> bool| magnitudes.iter().filter(|magnitude| near(**magnitude)).count() * 2 > magnitudes.len();
    magnitudes.len() >= LEAST_MONTHS
        && most - least >= ABOVE
        && !(many(&|magnitude| most - magnitude < ABOVE) && many(&|magnitude| magnitude - least < BELOW))
}

/// Whether [`far`] would find any, by machine integers; nothing where these do not suffice.
fn any_far(records: &[&ActivityRecord], magnitudes: &Magnitudes, amounts: &mut Vec<u128>) -> Option<bool> {
    let scale = records.iter().filter_map(|record| record.short_quantity()).map(Packed::scale).max()?;
    amounts.clear();
    for record in records {
        let (quantity, weight) = (record.short_quantity()?, magnitudes.weight(record.unit())?);
        // Below 2^57 × 2^40 × 10^6: six hundred times that is below 2^128.
        let power = 10u64.checked_pow((scale - quantity.scale()).into()).filter(|power| *power <= 1_000_000)?;
        let mantissa = u64::try_from(quantity.mantissa()).ok()?;
        amounts.push(u128::from(mantissa) * u128::from(weight) * u128::from(power));
    }
    amounts.sort_unstable();
    let (least, most) = (amounts.first()?, amounts.last()?);
    let twice_the_median = amounts[amounts.len() / 2] + amounts[(amounts.len() - 1) / 2];
    Some(most * 2 >= twice_the_median * u128::from(TIMES_ABOVE) || least * 2 * u128::from(TIMES_BELOW) <= twice_the_median)
}

/// Warnings for the months of a series that are far from its median.
fn far(records: &[&ActivityRecord], id: &str, files: &[InputFile], nomenclature: &Nomenclature) -> Vec<Finding> {
    let amount = |record: &ActivityRecord| in_base_units(record, nomenclature);
    let mut amounts: Vec<Ratio> = records.iter().map(|record| amount(record)).filter(Ratio::is_positive).collect();
    amounts.sort();
    let (Some(above), Some(below)) = (amounts.get(amounts.len() / 2), amounts.get(amounts.len().saturating_sub(1) / 2)) else {
        return Vec::new();
    };
    let median = above.plus(below).times(&Ratio::new(1, 2));
    let times = |number: u32| Ratio::new(number.into(), 1);
    let is_far = |amount: &Ratio| {
        amount.is_positive() && (*amount >= median.times(&times(TIMES_ABOVE)) || amount.times(&times(TIMES_BELOW)) <= median)
    };
    let far = records.iter().filter(|record| is_far(&amount(record)));
    far.map(|record| warning(record, (&median, amounts.len()), id, files, nomenclature)).collect()
}

fn warning(
    record: &ActivityRecord,
    (median, months): (&Ratio, usize),
    id: &str,
    files: &[InputFile],
    nomenclature: &Nomenclature,
) -> Finding {
    let unit = nomenclature.units.get(record.unit());
    let amount = in_base_units(record, nomenclature);
    let rounded = |above: &Ratio, below: &Ratio, decimals| Figure::quotient(above, below, decimals).map(|figure| figure.ratio().to_text());
    let (above, below) = if amount > *median { (rounded(&amount, median, 0), None) } else { (None, rounded(median, &amount, 0)) };
    Finding::new(Code::UnusualMonth)
        .at(files[record.file()].place(record.row, Some("quantity")), &record.quantity().to_string())
        .of(id)
        .with("month", record.month().to_string())
        .with("item", nomenclature.items.get(record.item()).label())
        .with("unit", unit.code.clone())
        .with("months", months.to_string())
        .with_some("median", rounded(median, &unit.ratio, 3))
        .with_some("above", above)
        .with_some("below", below)
        .with_some("suggestion", fitting(record, median, nomenclature).map(|unit| unit.code.clone()))
}

/// The unit with which a quantity comes nearest to the median, if that is near enough.
fn fitting<'n>(record: &ActivityRecord, median: &Ratio, nomenclature: &'n Nomenclature) -> Option<&'n Unit> {
    let dimension = nomenclature.items.get(record.item()).dimension;
    let distance = |unit: &Unit| {
        let times = record.quantity().ratio().times(&unit.ratio).divided_by(median)?;
        Some(if times < Ratio::one() { Ratio::one().divided_by(&times)? } else { times })
    };
    let units = nomenclature.units.iter().filter(|unit| dimension.takes(unit.dimension));
    let nearest = units.filter_map(|unit| Some((distance(unit)?, unit))).min_by(|a, b| a.0.cmp(&b.0));
    nearest.filter(|(distance, _)| *distance <= Ratio::new(FITS, 1)).map(|(_, unit)| unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activity::{Activity, Flow};
    use crate::facts::Role;
    use crate::measure::{Exact, Month};
    use crate::release::{Release, builtin};
    use proptest::prelude::*;
    use std::sync::OnceLock;

    fn release() -> &'static Release {
        static RELEASE: OnceLock<Release> = OnceLock::new();
        RELEASE.get_or_init(|| builtin().unwrap().release(None).unwrap())
    }

    /// Months of electricity, each with its mantissa, scale and unit.
    fn records(months: &[(i128, u8, &str)]) -> Vec<ActivityRecord> {
        let nomenclature = release().nomenclature();
        let record = |(at, (mantissa, scale, unit)): (usize, &(i128, u8, &str))| {
            ActivityRecord::from(Activity {
                enterprise: 0,
                month: Month::new(2024 + u16::try_from(at / 12).unwrap(), u8::try_from(at % 12 + 1).unwrap()).unwrap(),
                item: nomenclature.items.find("electricity").unwrap(),
                flow: Flow::Consumed,
                quantity: Exact::new(*mantissa, *scale).unwrap(),
                unit: nomenclature.units.find(unit).unwrap(),
                file: 0,
                row: u32::try_from(at + 2).unwrap(),
                extras: None,
            })
        };
        months.iter().enumerate().map(record).collect()
    }

    fn file() -> InputFile {
        InputFile { role: Role::Energy, name: "energy.csv".into(), bytes: 0, rows: 0, sha256: String::new(), columns: Vec::new() }
    }

    fn checked(records: &[ActivityRecord]) -> Vec<Finding> {
        let nomenclature = release().nomenclature();
        AllSeries::default().check(records, &Magnitudes::of(&nomenclature.units), "A", &[file()], nomenclature)
    }

    fn gap<'f>(finding: &'f Finding, name: &str) -> Option<&'f str> {
        finding.details.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value)
    }

    #[test]
    fn a_unit_mistaken_by_a_thousand_is_found_with_the_unit_that_fits() {
        let found = checked(&records(&[(12, 0, "MWh"), (13, 0, "MWh"), (11_800, 0, "MWh"), (12, 0, "MWh"), (0, 0, "MWh")]));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place.as_ref().unwrap().row, 4);
        assert_eq!(
            ["above", "median", "months", "suggestion"].map(|name| gap(&found[0], name)),
            [Some("944"), Some("12.5"), Some("4"), Some("kWh")]
        );
        let found = checked(&records(&[(120_000, 1, "kWh"), (13_000, 0, "kWh"), (12, 0, "kWh"), (12_000, 0, "kWh")]));
        assert_eq!(["below", "above", "suggestion"].map(|name| gap(&found[0], name)), [Some("1000"), None, Some("MWh")]);
    }

    #[test]
    fn a_point_too_far_is_found_and_a_season_or_few_months_are_not() {
        let far = |months: &[i128]| checked(&records(&months.iter().map(|value| (*value, 0, "kWh")).collect::<Vec<_>>())).len();
        assert_eq!(far(&[100, 110, 90, 1000]), 1);
        assert_eq!(far(&[100, 110, 90, 700]), 0);
        assert_eq!(far(&[100, 110, 1000]), 0);
        assert_eq!(far(&[1, 100, 110, 90, 1]), 0);
        assert_eq!(far(&[90_000, 100_000, 100_000, 100_000, 1]), 1);
        let near = |months: &[u64]| are_near(months.iter().copied());
        assert!(near(&[100, 110, 90, 700]) && near(&[1, 110, 90, 120, 100]));
        assert!(!near(&[100, 110, 90, 1000]) && !near(&[100, 110, 0, 90]) && !near(&[90_000, 100_000, 100_000, 100_000, 1]));
    }

    proptest! {
        /// What magnitudes pass over, the exact comparison would pass over too.
        #[test]
        fn nothing_far_is_passed_over(
            months in prop::collection::vec((1i128..50, 0u8..4, prop::sample::select(vec!["kWh", "MWh", "万kWh", "GJ"])), 4..14),
        ) {
            let records = records(&months);
            let all: Vec<&ActivityRecord> = records.iter().collect();
            let exact = far(&all, "A", &[file()], release().nomenclature());
            if let Some(any) = any_far(&all, &Magnitudes::of(&release().nomenclature().units), &mut Vec::new()) {
                prop_assert_eq!(any, !exact.is_empty());
            }
            prop_assert_eq!(checked(&records), exact);
        }

        /// Nor does a look at the digits pass over anything.
        #[test]
        fn nothing_of_rounds_is_passed_over(months in prop::collection::vec((0i128..3000, 0u8..3), 1..14)) {
            let months: Vec<_> = months.into_iter().map(|(mantissa, scale)| (mantissa, scale, "kWh")).collect();
            let records = records(&months);
            let is_calm = is_calm(Rounds::of(&records).unwrap());
            prop_assert!(!is_calm || checked(&records).is_empty());
        }
    }
}
